/**
 * Owns where unsent commands wait: IndexedDB, so that they survive reload, sleep and crash. Where it is
 * blocked, full or wiped, memory takes over and `volatile` says so; the screen passes that on honestly.
 * One database for all workshops; entries carry the workshop's code.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Command, Refusal } from '#lib/domain/commands.ts';

export interface Entry {
	id: string;
	box: string;
	command: Command;
	refusal?: Refusal;
}

export interface OutboxStorage {
	readonly volatile: boolean;
	/** In the order in which they were put. */
	load(): Promise<Entry[]>;
	put(entry: Entry): Promise<void>;
	remove(id: string): Promise<void>;
}

interface Schema extends DBSchema {
	outbox: { key: string; value: Entry; indexes: { box: string } };
}

/** A blocked open (another tab, private mode of some browsers) must not hold up the first idea. */
const OPEN_TIMEOUT_MS = 1500;

export function createOutboxStorage(box: string): OutboxStorage {
	let volatile = false;
	let opening: Promise<IDBPDatabase<Schema> | null> | undefined;

	const database = () =>
		(opening ??= Promise.race([
			openDB<Schema>('auftakt', 1, {
				upgrade(db) {
					db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('box', 'box');
				}
			}),
			new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_TIMEOUT_MS))
		]).catch(() => null));

	async function run<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>, otherwise: T): Promise<T> {
		try {
			const db = typeof indexedDB === 'undefined' ? null : await database();
			if (db) return await work(db);
		} catch {
			// Quota, eviction, a closed database: the command lives on in memory and is sent from there.
		}
		volatile = true;
		return otherwise;
	}

	return {
		get volatile() {
			return volatile;
		},
		// Ids are UUIDv7: their order is the order of making.
		load: () => run(async (db) => await db.getAllFromIndex('outbox', 'box', box), []),
		put: (entry) =>
			run(async (db) => {
				await db.put('outbox', entry);
			}, undefined),
		remove: (id) =>
			run(async (db) => {
				await db.delete('outbox', id);
			}, undefined)
	};
}

/** For staff, whose screens show at once what did not arrive. */
export function createMemoryStorage(): OutboxStorage {
	return {
		volatile: false,
		load: () => Promise.resolve([]),
		put: () => Promise.resolve(),
		remove: () => Promise.resolve()
	};
}
