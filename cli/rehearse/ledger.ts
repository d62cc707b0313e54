/**
 * Owns the comparison at the end: what was said against what is stored, read twice and independently, from
 * the exported JSON by its words and from the SQLite file by its ids.
 */
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Published } from '#lib/server/export/published.ts';
import type { Sent } from './phone.ts';

export interface Balance {
	stored: number;
	/** Acknowledged, but not there. */
	lost: number;
	/** There more often than said. */
	doubled: number;
	/** Said, but not there, acknowledged or not. */
	missing: number;
}

/** By ids where the source has them, by words otherwise. */
export interface Stored {
	id?: string;
	text: string | null;
}

export function compare(sent: readonly Sent[], stored: readonly Stored[]): Balance {
	const keyOf = stored.some(({ id }) => id !== undefined)
		? ({ id }: { id?: string }) => id ?? ''
		: ({ text }: { text: string | null }) => text ?? '';
	const there = countsOf(stored.map(keyOf));
	const said = countsOf(sent.map(keyOf));
	const acknowledged = countsOf(sent.filter(({ outcome }) => outcome?.ok).map(keyOf));
	return {
		stored: stored.length,
		lost: surplus(acknowledged, there),
		doubled: surplus(there, said),
		missing: surplus(said, there)
	};
}

export function storedInJson(file: string): Stored[] {
	const { contributions } = JSON.parse(readFileSync(file, 'utf8')) as Published;
	return contributions.map(({ text }) => ({ text }));
}

/** Null if the file is not here; throws when SQLite finds it damaged. */
export function storedInDatabase(file: string, workshopId: string): Stored[] | null {
	if (!existsSync(file)) return null;
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const check = database.prepare('PRAGMA integrity_check').get() as { integrity_check: string };
		if (check.integrity_check !== 'ok')
			throw new Error(`The database is damaged: ${check.integrity_check}`);
		return database
			.prepare('SELECT id, text FROM contribution WHERE workshop_id = ? AND removed = 0')
			.all(workshopId) as unknown as Stored[];
	} finally {
		database.close();
	}
}

function countsOf(keys: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}

/** How much more there is in one than in the other. */
function surplus(of: Map<string, number>, over: Map<string, number>): number {
	let sum = 0;
	for (const [key, count] of of) sum += Math.max(0, count - (over.get(key) ?? 0));
	return sum;
}
