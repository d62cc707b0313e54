/**
 * Owns that one data folder has one server. Two would each keep what they know of an evening in memory and
 * tell only their own phones, so the second is refused. The proof is a lock of the operating system on a
 * file of its own: it ends with its process however that ends, so a killed server never keeps the next out.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ConfigError } from '../config.ts';
import type { Log } from '../log.ts';

export const CLAIM_FILE = 'running.lock';
/** One that is just stopping may finish. */
const WAIT_MS = 2000;

/** Takes the folder for this process until `release`; throws when another server has it. */
export function claimFolder(dataDir: string, log: Log): { release(): void } {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	let lock: InstanceType<typeof Database> | undefined;
	try {
		lock = new Database(join(dataDir, CLAIM_FILE), { timeout: WAIT_MS });
		// Nothing is ever written to it: it stays empty, needs no repair and no second file.
		lock.pragma('journal_mode = MEMORY');
		lock.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		lock?.close();
		if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
			throw new ConfigError([
				`DATA_DIR ${dataDir} is in use by an Auftakt that is running already: stop that one first, or give this one another folder.`
			]);
		}
		// A folder in which nothing can be locked is no reason to keep a hall waiting.
		log.warn({ err: error }, 'the data folder cannot be claimed');
		return { release() {} };
	}
	const held = lock;
	return {
		release() {
			if (held.open) held.close();
		}
	};
}
