/**
 * `auftakt backup`: one file with everything worth keeping, made while the server runs. It says "ok" only
 * after the finished file has been read back and compared with what was in the database at that moment.
 */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
	copyDatabase,
	DATABASE_FILE,
	faultsOf,
	latestMigrationOf,
	openToRead
} from '#lib/server/store/maintenance.ts';
import {
	packArchive,
	readArchive,
	SECRET_FILE,
	syncFolder,
	writeDurably,
	type List
} from './operate/archive.ts';
import { inPlainWords, Refused } from './operate/refused.ts';
import { EXIT_USAGE, inWords, readSettings, stamp, typedPath } from './operate/settings.ts';

const USAGE = `Usage: npm run auftakt -- backup FILE.zip
  FILE.zip   where the backup goes; for a folder, a file with today's date is made in it
  --force    replace FILE.zip if there is one`;

interface BackupOptions {
	dataDir: string;
	/** A file, or a folder that is there. */
	target: string;
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
	return inPlainWords('The backup could not be made.', async () => {
		const { file, bytes, list } = await backUp({
			...wish,
			dataDir: config.dataDir,
			now: Date.now()
		});
		console.log(`ok: ${file} (${Math.ceil(bytes / 1024)} kB), compared with the database.`);
		console.log(`    ${inWords(list.rows)}.`);
		console.log(
			'    It holds all accounts and the secret of all links: keep it as safe as the server.'
		);
	});
}

/** Makes the backup; throws `Refused` without leaving anything behind. */
export async function backUp({
	dataDir,
	target,
	force,
	now
}: BackupOptions): Promise<{ file: string; bytes: number; list: List }> {
	const file = isFolder(target) ? join(target, `auftakt-${stamp(now)}.zip`) : target;
	if (existsSync(file) && !force)
		throw new Refused(`${file} is there already. Choose another name, or add --force.`);
	const source = openToRead(dataDir);
	const secretFile = join(dataDir, SECRET_FILE);
	if (!source || !existsSync(secretFile)) {
		source?.close();
		throw new Refused(`There is nothing to back up in ${dataDir}. Is DATA_DIR right?`);
	}
	const folder = dirname(file);
	let work: string | undefined;
	try {
		// Beside its target, so that putting it in place is one rename on the same disk.
		work = mkdtempSync(join(folder, '.auftakt-backup-'));
		const copy = join(work, DATABASE_FILE);
		const counts = await copyDatabase(source, copy);
		const content = { database: readFileSync(copy), secret: readFileSync(secretFile) };
		const migration = latestMigrationOf(source);
		if (migration === null) throw new Refused(`${dataDir} holds no database of Auftakt.`);
		const packed = packArchive(content, { now, migration, counts });
		const finished = join(work, 'finished.zip');
		writeDurably(finished, packed);
		const { list } = readArchive(finished, work);
		renameSync(finished, file);
		syncFolder(folder);
		return { file, bytes: packed.length, list };
	} catch (error) {
		const [fault] = error instanceof Refused ? faultsOf(source) : [];
		if (fault) throw new Refused(`The database itself is damaged: ${fault}. Run doctor.`);
		throw error;
	} finally {
		source.close();
		if (work) rmSync(work, { recursive: true, force: true });
	}
}

function readArguments(args: string[]): { target: string; force: boolean } | null {
	try {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: { force: { type: 'boolean', default: false } }
		});
		const [target, ...more] = positionals;
		return target && !more.length ? { target: typedPath(target), force: values.force } : null;
	} catch {
		return null;
	}
}

const isFolder = (path: string) =>
	statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
