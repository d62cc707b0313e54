/**
 * Owns the SQLite file: opens it so that a commit is on the disk before it returns, and brings it to the
 * shape this program knows. An older file is copied aside before it is changed; a newer one is refused,
 * because guessing at unknown columns could lose what citizens wrote.
 */
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	rmSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { ConfigError } from '../config.ts';
import type { Log } from '../log.ts';

export type SqliteDatabase = InstanceType<typeof Database>;

export const DATABASE_FILE = 'auftakt.db';
/** Waiting blocks the one thread all phones share, and nobody but a backup ever holds the lock. */
const BUSY_TIMEOUT_MS = 250;
/** A WAL that once grew large, during an export, gives its space back. */
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;
const MIGRATIONS = join('migrations', 'sqlite');
/** Followed by the moment, so that names are in order of age. */
const COPY_NAME = 'before-update-';
/** Each is as large as the database; older ones help nobody any more. */
const MOST_COPIES = 3;

export interface DatabaseOptions {
	/** The folder of the file; null keeps everything in memory, for tests. */
	dataDir: string | null;
	log: Log;
	now: () => number;
}

export function openDatabase({ dataDir, log, now }: DatabaseOptions): SqliteDatabase {
	if (dataDir !== null) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const database = new Database(dataDir === null ? ':memory:' : join(dataDir, DATABASE_FILE));
	try {
		database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
		database.pragma('journal_mode = WAL');
		// The default in WAL mode acknowledges commits that a power cut takes back.
		database.pragma('synchronous = FULL');
		// On macOS alone fsync does not reach the disk; elsewhere these change nothing.
		database.pragma('fullfsync = ON');
		database.pragma('checkpoint_fullfsync = ON');
		database.pragma('foreign_keys = ON');
		database.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
		bringUpToDate(database, { dataDir, log, now });
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

function bringUpToDate(database: SqliteDatabase, { dataDir, log, now }: DatabaseOptions): void {
	const latestKnown = latestKnownMigration();
	const latest = latestMigrationOf(database);
	if (latest !== null && latest > latestKnown) {
		throw new ConfigError([
			`DATA_DIR ${dataDir} was written by a newer version of Auftakt: install that one, or restore a backup.`
		]);
	}
	const hasWork = latest !== null && latest < latestKnown;
	if (hasWork && dataDir !== null && hasData(database)) {
		const copy = copyAside(database, dataDir, now());
		log.info({ copy }, 'database copied before its update');
	}
	migrate(drizzle({ client: database }), { migrationsFolder: findMigrations() });
}

/** True when anything was ever done with it: then there is something that an update could spoil. */
function hasData(database: SqliteDatabase): boolean {
	const tables = database
		.prepare(
			`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__drizzle_migrations'`
		)
		.pluck()
		.all() as string[];
	return tables.some((name) => database.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get());
}

/** A copy that has been read back and is on the disk; throws, and nothing is updated, when it is not. */
function copyAside(database: SqliteDatabase, dataDir: string, now: number): string {
	const folder = join(dataDir, 'backups');
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const moment = new Date(now).toISOString().replace(/[:.]/g, '-');
	const copy = join(folder, `${COPY_NAME}${moment}.db`);
	database.prepare('VACUUM INTO ?').run(copy);
	const check = new Database(copy);
	try {
		const found = check.pragma('integrity_check', { simple: true });
		if (found !== 'ok') throw new Error(`the copy ${copy} is damaged: ${String(found)}`);
	} finally {
		check.close();
	}
	// SQLite does not sync what VACUUM INTO writes.
	const file = openSync(copy, 'r+');
	fsyncSync(file);
	closeSync(file);
	const copies = readdirSync(folder).filter((name) => name.startsWith(COPY_NAME));
	for (const old of copies.sort().slice(0, -MOST_COPIES)) rmSync(join(folder, old));
	return copy;
}

/** When the last migration that this program knows was made. */
export function latestKnownMigration(): number {
	const known = readMigrationFiles({ migrationsFolder: findMigrations() });
	return Math.max(...known.map(({ folderMillis }) => folderMillis));
}

/** When the file's last migration was made, null in a new file. */
export function latestMigrationOf(database: SqliteDatabase): number | null {
	const table = database
		.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'`)
		.get();
	if (!table) return null;
	const row = database.prepare('SELECT max(created_at) AS at FROM __drizzle_migrations').get();
	const { at } = row as { at: number | null };
	return at === null ? null : Number(at);
}

/** Built code and sources lie at different depths below the folder that holds the migrations. */
function findMigrations(): string {
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		const candidate = join(folder, MIGRATIONS);
		if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
		if (dirname(folder) === folder) throw new Error(`no folder ${MIGRATIONS} above this program`);
	}
}
