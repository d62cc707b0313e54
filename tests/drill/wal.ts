/**
 * Owns what a power cut leaves of the write-ahead log: an evening's file is copied as it lies there, its log
 * is cut or spoilt at a place, and the copy is opened by another SQLite than the server's. Whatever was
 * acknowledged before that place must be there, nothing may be there by half.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLogger } from '#lib/server/log.ts';
import { DATABASE_FILE, openDatabase } from '#lib/server/store/database.ts';
import { createSqliteStore } from '#lib/server/store/sqlite.ts';
import { change } from '../support/builders.ts';

/** Of SQLite's file format: a log has a header, each page in it one of its own. */
const FRAME_HEADER_BYTES = 24;

export interface Log {
	database: Buffer;
	wal: Buffer;
	/** How long the log was when each commit had been acknowledged; one row per commit. */
	acknowledgedAt: number[];
	frameBytes: number;
}

/** Writes row after row through the server's store, and takes the files away as a power cut would. */
export async function makeLog(commits: number): Promise<Log> {
	const dataDir = mkdtempSync(join(tmpdir(), 'auftakt-wal-'));
	const now = () => 1_800_000_000_000;
	const database = openDatabase({ dataDir, log: createLogger('silent'), now });
	const store = createSqliteStore({ database, now });
	const file = join(dataDir, DATABASE_FILE);
	try {
		const pageBytes = database.pragma('page_size', { simple: true }) as number;
		const acknowledgedAt: number[] = [];
		for (let i = 0; i < commits; i++) {
			await store.transact('w1', { sinceRev: i, commandIds: [`c${i}`] }, () => ({
				changes: [change('cluster', { id: `k${i}`, rev: i + 1, title: `Gruppe ${i}` })],
				outcomes: [{ id: `c${i}`, outcome: { ok: true, rev: i + 1 } }]
			}));
			acknowledgedAt.push(statSync(`${file}-wal`).size);
		}
		return {
			database: readFileSync(file),
			wal: readFileSync(`${file}-wal`),
			acknowledgedAt,
			frameBytes: pageBytes + FRAME_HEADER_BYTES
		};
	} finally {
		await store.close();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

export type Spoil = 'cut' | 'zeroed' | 'scrambled';

/** Where to spoil: every byte of the last frames, or all of their headers and some of their bodies. */
export function placesIn(log: Log, { frames, every }: { frames: number; every: number }): number[] {
	const { wal, frameBytes } = log;
	const from = Math.max(0, wal.length - frames * frameBytes);
	const places: number[] = [];
	for (let at = from; at < wal.length; at++) {
		const inFrame = (at - from) % frameBytes;
		if (inFrame <= FRAME_HEADER_BYTES || inFrame % every === 0) places.push(at);
	}
	return places;
}

/** Answers with what is wrong, in words; empty when all is well everywhere. */
export function openSpoilt(log: Log, places: readonly number[], spoil: Spoil): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'auftakt-wal-'));
	const file = join(folder, DATABASE_FILE);
	const faults: string[] = [];
	try {
		for (const at of places) {
			rmSync(`${file}-shm`, { force: true });
			writeFileSync(file, log.database);
			writeFileSync(`${file}-wal`, spoilt(log.wal, at, spoil));
			const must = log.acknowledgedAt.filter((size) => size <= at).length;
			const found = look(file);
			if (found.integrity !== 'ok') faults.push(`${spoil} at ${at}: ${found.integrity}`);
			if (found.rows < must)
				faults.push(`${spoil} at ${at}: ${found.rows} rows instead of ${must}`);
			if (found.rows !== found.outcomes) faults.push(`${spoil} at ${at}: a commit by half`);
		}
		return faults;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function spoilt(wal: Buffer, at: number, spoil: Spoil): Buffer {
	if (spoil === 'cut') return wal.subarray(0, at);
	const copy = Buffer.from(wal);
	for (let i = at; i < copy.length; i++) copy[i] = spoil === 'zeroed' ? 0 : (copy[i] ?? 0) ^ 0x5a;
	return copy;
}

function look(file: string): { integrity: string; rows: number; outcomes: number } {
	const database = new DatabaseSync(file);
	try {
		const one = (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0];
		return {
			integrity: String(one('PRAGMA integrity_check')),
			rows: Number(one('SELECT count(*) FROM cluster')),
			outcomes: Number(one('SELECT count(*) FROM command_outcome'))
		};
	} finally {
		database.close();
	}
}
