/**
 * Owns what an administrator's commands do with the SQLite file while a server may be using it. Reading
 * and copying never make the server wait; the two commands that change something either write one small
 * row like a server does, or have proof that nobody else has the file open.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DATABASE_FILE, latestMigrationOf, type SqliteDatabase } from './database.ts';

export { DATABASE_FILE, latestKnownMigration, latestMigrationOf } from './database.ts';
export type { SqliteDatabase } from './database.ts';

/** The server writes for milliseconds; whoever is not let in for so long has another trouble. */
const WAIT_MS = 5000;
/** One step copies everything: a copy in several starts anew whenever the server writes in between. */
const ALL_PAGES = 0x7fff_ffff;

/** Rows per table. */
export type Counts = Record<string, number>;

/** The database for reading, null when there is none yet. */
export function openToRead(dataDir: string): SqliteDatabase | null {
	const file = join(dataDir, DATABASE_FILE);
	if (!existsSync(file)) return null;
	return new Database(file, { readonly: true, timeout: WAIT_MS });
}

/** The database for one small write beside the server, null when there is none yet. */
export function openToWrite(dataDir: string): SqliteDatabase | null {
	const file = join(dataDir, DATABASE_FILE);
	if (!existsSync(file)) return null;
	const database = new Database(file, { fileMustExist: true, timeout: WAIT_MS });
	database.pragma('synchronous = FULL');
	database.pragma('foreign_keys = ON');
	return database;
}

/** Copies the database as it is at one moment into a new file that stands alone; says what is in it. */
export async function copyDatabase(source: SqliteDatabase, file: string): Promise<Counts> {
	// What is counted and what is copied are the same moment.
	source.exec('BEGIN');
	try {
		const counts = countRows(source);
		await source.backup(file, { progress: () => ALL_PAGES });
		standAlone(file);
		return counts;
	} finally {
		source.exec('COMMIT');
	}
}

/** What is in a file that nobody else uses; `faults` is empty when SQLite finds it sound. */
export function examine(file: string): {
	counts: Counts;
	faults: string[];
	migration: number | null;
} {
	const database = new Database(file, { readonly: true, fileMustExist: true });
	try {
		const faults = faultsOf(database);
		// A damaged file may fail in the middle of counting.
		if (faults.length) return { counts: {}, faults, migration: null };
		return { counts: countRows(database), faults, migration: latestMigrationOf(database) };
	} catch (error) {
		if (!isSqliteError(error)) throw error;
		return { counts: {}, faults: [error.message], migration: null };
	} finally {
		database.close();
	}
}

/** What SQLite itself finds wrong, in its words. */
export function faultsOf(database: SqliteDatabase): string[] {
	try {
		const integrity = database.pragma('integrity_check') as { integrity_check: string }[];
		const foreign = database.pragma('foreign_key_check') as { table: string }[];
		return [
			...integrity.map((row) => row.integrity_check).filter((message) => message !== 'ok'),
			...foreign.map(({ table }) => `a row of ${table} refers to nothing`)
		];
	} catch (error) {
		if (!isSqliteError(error)) throw error;
		return [error.message];
	}
}

/**
 * Takes a file for itself, so that no server can use it until `close`; null when somebody does. Every open
 * server holds a lock in WAL mode, writing or not. Everything lies in the one file afterwards.
 */
export function takeAlone(file: string): SqliteDatabase | null {
	const database = new Database(file, { fileMustExist: true, timeout: 0 });
	try {
		database.pragma('journal_mode = DELETE');
		database.exec('BEGIN EXCLUSIVE');
		return database;
	} catch (error) {
		database.close();
		if (isSqliteError(error) && error.code.startsWith('SQLITE_BUSY')) return null;
		throw error;
	}
}

export const isSqliteError = (error: unknown): error is Error & { code: string } =>
	error instanceof Database.SqliteError;

function countRows(database: SqliteDatabase): Counts {
	const tables = database
		.prepare(
			`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`
		)
		.pluck()
		.all() as string[];
	return Object.fromEntries(
		tables.map((name) => [
			name,
			database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number
		])
	);
}

/** A copy is in WAL mode as its source is, and would come with two more files. */
function standAlone(file: string): void {
	const copy = new Database(file, { fileMustExist: true });
	copy.pragma('journal_mode = DELETE');
	copy.close();
}
