/**
 * Owns the shape of a backup: a ZIP with the database, the installation's secret and a list of what is in
 * them. Whatever leaves `readArchive` has been compared with that list, byte by byte and row by row, so
 * nobody else has to doubt it. Held in memory as a whole, which is right for databases below 500 MB; the
 * words of an evening with 2,000 phones take about 20.
 */
import { createHash } from 'node:crypto';
import {
	closeSync,
	fsyncSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import * as v from 'valibot';
import { DATABASE_FILE, examine, type Counts } from '#lib/server/store/maintenance.ts';
import { Refused } from './refused.ts';

export const SECRET_FILE = 'secret';
const LIST_FILE = 'backup.json';
/** Text shrinks to a fifth at this level; higher ones cost seconds and gain little. */
const COMPRESSION = 6;

const listSchema = v.object({
	program: v.literal('auftakt'),
	format: v.literal(1),
	madeAt: v.pipe(v.string(), v.isoTimestamp()),
	/** The database's last migration: an older program must not open it. */
	migration: v.number(),
	rows: v.record(v.string(), v.number()),
	sha256: v.object({ [DATABASE_FILE]: v.string(), [SECRET_FILE]: v.string() })
});
export type List = v.InferOutput<typeof listSchema>;

export interface Content {
	database: Uint8Array;
	secret: Uint8Array;
}

export function packArchive(
	{ database, secret }: Content,
	facts: { now: number; migration: number; counts: Counts }
): Uint8Array {
	const list: List = {
		program: 'auftakt',
		format: 1,
		madeAt: new Date(facts.now).toISOString(),
		migration: facts.migration,
		rows: facts.counts,
		sha256: { [DATABASE_FILE]: digest(database), [SECRET_FILE]: digest(secret) }
	};
	return zipSync(
		{
			[LIST_FILE]: strToU8(`${JSON.stringify(list, null, '\t')}\n`),
			[DATABASE_FILE]: database,
			[SECRET_FILE]: secret
		},
		{ level: COMPRESSION, mtime: facts.now }
	);
}

/**
 * Reads and checks a backup; its database is opened in a folder of its own inside `workDir`. Refuses
 * everything that is not whole.
 */
export function readArchive(file: string, workDir: string): Content & { list: List } {
	const { list, ...content } = unpack(file);
	const { [DATABASE_FILE]: database, [SECRET_FILE]: secret } = list.sha256;
	if (digest(content.database) !== database || digest(content.secret) !== secret)
		throw new Refused(`${file} is damaged: what is in it is not what was put into it.`);
	const folder = mkdtempSync(join(workDir, '.auftakt-check-'));
	try {
		const copy = join(folder, DATABASE_FILE);
		writeDurably(copy, content.database);
		const { faults, counts } = examine(copy);
		if (faults.length) throw new Refused(`The database in ${file} is damaged: ${faults[0]}`);
		if (!isSame(counts, list.rows)) throw new Refused(`Rows are missing in ${file}.`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return { ...content, list };
}

/** Readable by this user only, and on the disk when it returns. Refuses to overwrite. */
export function writeDurably(file: string, content: Uint8Array): void {
	const handle = openSync(file, 'wx', 0o600);
	try {
		for (let at = 0; at < content.length;) at += writeSync(handle, content, at);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** Makes renames and new files in a folder last through a power cut; Windows has no such call. */
export function syncFolder(folder: string): void {
	if (process.platform === 'win32') return;
	const handle = openSync(folder, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

function unpack(file: string): Content & { list: List } {
	const packed = readFileSync(file);
	let entries: Record<string, Uint8Array>;
	let list: unknown;
	try {
		entries = unzipSync(packed, {
			filter: ({ name }) => [LIST_FILE, DATABASE_FILE, SECRET_FILE].includes(name)
		});
		list = JSON.parse(strFromU8(entries[LIST_FILE] ?? new Uint8Array()));
	} catch {
		throw new Refused(`${file} is not a backup of Auftakt, or is damaged.`);
	}
	const { [DATABASE_FILE]: database, [SECRET_FILE]: secret } = entries;
	if (!v.is(listSchema, list) || !database || !secret)
		throw new Refused(`${file} is not a backup of this version of Auftakt.`);
	return { database, secret, list };
}

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

function isSame(a: Counts, b: Counts): boolean {
	const names = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...names].every((name) => a[name] === b[name]);
}
