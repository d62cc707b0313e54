/**
 * `auftakt restore`: brings a backup back, secret included, so that printed links and the seats of phones
 * stay good. Nothing is thrown away: what was there is moved aside. It refuses while a server has the
 * database open, which it finds out by asking for the file alone.
 */
import {
	chownSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
	DATABASE_FILE,
	isSqliteError,
	latestKnownMigration,
	takeAlone
} from '#lib/server/store/maintenance.ts';
import {
	readArchive,
	SECRET_FILE,
	syncFolder,
	writeDurably,
	type List
} from './operate/archive.ts';
import { inPlainWords, Refused } from './operate/refused.ts';
import { EXIT_USAGE, inWords, readSettings, stamp, typedPath } from './operate/settings.ts';

const USAGE = `Usage: npm run auftakt -- restore FILE.zip
  FILE.zip   made by "backup"; goes into DATA_DIR, with the server stopped
  --force    move aside what is in DATA_DIR now`;

/** SQLite's own files beside the database: they belong to it and go where it goes. */
const KEPT = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, SECRET_FILE];

interface RestoreOptions {
	dataDir: string;
	file: string;
	force: boolean;
	now: number;
}

export async function run(args: string[]): Promise<number> {
	const wish = readArguments(args);
	if (!wish) {
		console.error(USAGE);
		return EXIT_USAGE;
	}
	const config = readSettings();
	if (typeof config === 'number') return config;
	return inPlainWords('The backup could not be brought back.', async () => {
		const { list, aside, isChecked } = restore({
			...wish,
			dataDir: config.dataDir,
			now: Date.now()
		});
		console.log(`ok: ${config.dataDir} is as it was on ${list.madeAt}.`);
		console.log(`    ${inWords(list.rows)}.`);
		if (aside) console.log(`    What was there before lies in ${aside}.`);
		if (!isChecked)
			console.log(
				'    The old database was too damaged to tell whether a server uses it. If one runs, start it anew now.'
			);
	});
}

/** Brings it back; throws `Refused` before anything has changed. */
export function restore({ dataDir, file, force, now }: RestoreOptions): {
	list: List;
	/** Where the old files went, null when there were none. */
	aside: string | null;
	/** Whether it is certain that no server used the old files. */
	isChecked: boolean;
} {
	if (!existsSync(file)) throw new Refused(`There is no file ${file}.`);
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const staging = mkdtempSync(join(dataDir, '.auftakt-restore-'));
	try {
		const { database, secret, list } = readArchive(file, staging);
		if (list.migration > latestKnownMigration())
			throw new Refused(`${file} was made by a newer version of Auftakt: install that one first.`);
		const old = readdirSync(dataDir).filter((name) => KEPT.includes(name));
		if (old.length && !force)
			throw new Refused(
				`${dataDir} is not empty. Add --force to move aside what is there, or set DATA_DIR to an empty folder.`
			);
		writeDurably(join(staging, DATABASE_FILE), database);
		writeDurably(join(staging, SECRET_FILE), secret);
		const held = holdOld(join(dataDir, DATABASE_FILE));
		try {
			const aside = old.length ? moveAside(dataDir, now) : null;
			for (const name of [SECRET_FILE, DATABASE_FILE]) {
				belongTo(dataDir, join(staging, name));
				renameSync(join(staging, name), join(dataDir, name));
			}
			syncFolder(dataDir);
			return { list, aside, isChecked: held !== 'damaged' };
		} finally {
			if (typeof held === 'object') held?.close();
		}
	} finally {
		rmSync(staging, { recursive: true, force: true });
	}
}

/** Keeps servers away from the old database while it is moved; refuses when one is there. */
function holdOld(file: string): { close(): unknown } | 'damaged' | null {
	if (!existsSync(file)) return null;
	try {
		const held = takeAlone(file);
		if (held) return held;
	} catch (error) {
		// A damaged file may be the very reason to be here, but SQLite locks only what it can read.
		if (isSqliteError(error) && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return 'damaged';
		throw error;
	}
	throw new Refused(
		`Something has ${file} open: a running server, or another command. Stop it first.`
	);
}

function moveAside(dataDir: string, now: number): string {
	const aside = join(dataDir, 'backups', `before-restore-${stamp(now)}`);
	mkdirSync(join(dataDir, 'backups'), { recursive: true, mode: 0o700 });
	// Fails when it is there: two restores in one second must not mix.
	mkdirSync(aside, { mode: 0o700 });
	for (const folder of [join(dataDir, 'backups'), aside]) belongTo(dataDir, folder);
	for (const name of KEPT)
		if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(aside, name));
	syncFolder(aside);
	return aside;
}

/** What root brings back must not lock out the user whose server it is. */
function belongTo(folder: string, path: string): void {
	if (process.getuid?.() !== 0) return;
	const { uid, gid } = statSync(folder);
	chownSync(path, uid, gid);
}

function readArguments(args: string[]): { file: string; force: boolean } | null {
	try {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: { force: { type: 'boolean', default: false } }
		});
		const [file, ...more] = positionals;
		return file && !more.length ? { file: typedPath(file), force: values.force } : null;
	} catch {
		return null;
	}
}
