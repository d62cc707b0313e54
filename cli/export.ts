/**
 * `auftakt export`: a workshop's files straight from the data folder, with the server running or not. It
 * only reads. Files that are there are kept: the office may have worked in them.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { normalizeCode, spokenCode } from '#lib/domain/code.ts';
import { State } from '#lib/domain/state.ts';
import { exportWorkshop, FORMATS, isFormat, type Format } from '#lib/server/export/export.ts';
import {
	latestKnownMigration,
	latestMigrationOf,
	openToRead,
	type SqliteDatabase
} from '#lib/server/store/maintenance.ts';
import { createSqliteStore } from '#lib/server/store/sqlite.ts';
import { inPlainWords, Refused } from './operate/refused.ts';
import { EXIT_USAGE, readSettings, typedPath } from './operate/settings.ts';

const ALL_FORMATS = Object.keys(FORMATS) as Format[];
/** The languages of a document's own words; contributions stay in theirs. */
const LANGS = ['de', 'en'];

const USAGE = `Usage: npm run auftakt -- export WORKSHOP --out DIR
  WORKSHOP      its code (HAFE NTRS) or its id
  --out DIR     where the files go
  --format F    ${ALL_FORMATS.join(', ')}; may be repeated (default: all)
  --lang L      ${LANGS.join(' or ')} (default: the workshop's own, else ${LANGS[0]})
  --force       replace files that are there`;

interface ExportWish {
	/** Code or id. */
	workshop: string;
	out: string;
	formats: Format[];
	lang: string | null;
	force: boolean;
}

export async function run(args: string[]): Promise<number> {
	const wish = readArguments(args);
	if (!wish) {
		console.error(USAGE);
		return EXIT_USAGE;
	}
	const config = readSettings();
	if (typeof config === 'number') return config;
	return inPlainWords('The workshop could not be exported.', async () => {
		for (const file of await exportFiles(config.dataDir, wish, Date.now())) console.log(file);
	});
}

/** Writes the files and answers with their paths. */
export async function exportFiles(
	dataDir: string,
	{ workshop, out, formats, lang, force }: ExportWish,
	now: number
): Promise<string[]> {
	const state = await readWorkshop(dataDir, workshop);
	const own = state.workshop?.languages.find((tag) => LANGS.includes(tag)) ?? 'de';
	const files = await Promise.all(
		formats.map((format) => exportWorkshop(state, { format, lang: lang ?? own, now }))
	);
	mkdirSync(out, { recursive: true });
	const paths = files.map(({ filename, body }) => ({ path: join(out, filename), body }));
	const taken = paths.find(({ path }) => existsSync(path));
	if (taken && !force)
		throw new Refused(`${taken.path} is there already. Choose another folder, or add --force.`);
	for (const { path, body } of paths) {
		// A half-written document must not stand under its own name.
		writeFileSync(`${path}.part`, body);
		renameSync(`${path}.part`, path);
	}
	return paths.map(({ path }) => path);
}

async function readWorkshop(dataDir: string, workshop: string): Promise<State> {
	const database = openToRead(dataDir);
	if (!database) throw new Refused(`There is no database in ${dataDir}. Is DATA_DIR right?`);
	try {
		if (latestMigrationOf(database) !== latestKnownMigration())
			throw new Refused(
				'This program and its database are of different versions. Start the server once, or update.'
			);
		return await atOneMoment(database, workshop);
	} finally {
		database.close();
	}
}

async function atOneMoment(database: SqliteDatabase, workshop: string): Promise<State> {
	const store = createSqliteStore({ database, now: Date.now });
	// The server may write meanwhile; all kinds of rows have to be of the same moment.
	database.exec('BEGIN');
	try {
		const code = normalizeCode(workshop);
		const byCode = code === null ? null : await store.findByCode(code);
		const state = new State((await store.load(byCode ?? workshop)).changes);
		if (state.workshop) return state;
		const list = (await store.list()).map((it) => `  ${spokenCode(it.code)}  ${it.title}`);
		throw new Refused(
			[`There is no workshop "${workshop}". There are:`, ...(list.length ? list : ['  none'])].join(
				'\n'
			)
		);
	} finally {
		database.exec('COMMIT');
	}
}

function readArguments(args: string[]): ExportWish | null {
	try {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				out: { type: 'string' },
				format: { type: 'string', multiple: true, default: ALL_FORMATS },
				lang: { type: 'string' },
				force: { type: 'boolean', default: false }
			}
		});
		// A code is spoken in two groups, and is typed as it is spoken.
		const workshop = positionals.join('');
		const { out, lang = null, force } = values;
		const formats = values.format.filter(isFormat);
		const isGood = workshop && out && formats.length === values.format.length;
		if (!isGood || (lang !== null && !LANGS.includes(lang))) return null;
		return { workshop, out: typedPath(out), formats, lang, force };
	} catch {
		return null;
	}
}
