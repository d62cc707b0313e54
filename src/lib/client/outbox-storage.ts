/**
 * Owns where unsent commands wait: IndexedDB, so that they survive reload, sleep and crash. Where it is
 * blocked, full or wiped, memory takes over, `volatile` says so and the screen passes it on honestly; as
 * soon as it can be written again, everything is written again.
 *
 * One database for all workshops and all pages of the device; entries carry the workshop's code and the
 * page that sends them. What a page that is gone has left belongs to the next one that claims it.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Command, Refusal } from '#lib/domain/commands.ts';
import type { Tabs } from './tabs.ts';

export interface Entry {
	id: string;
	box: string;
	/** The page that sends it. */
	owner?: string;
	command: Command;
	refusal?: Refusal;
}

export interface OutboxStorage {
	/** What is written now would not survive the closing of this page. */
	readonly volatile: boolean;
	/** Called when `volatile` has changed. */
	onChange: () => void;
	/** Takes over what no other living page sends; in the order in which it was written. */
	claim(): Promise<Entry[]>;
	put(entry: Entry): Promise<void>;
	remove(id: string): Promise<void>;
	/** False when another page has taken it over; true when in doubt. */
	owns(id: string): Promise<boolean>;
	close(): void;
}

interface Schema extends DBSchema {
	outbox: { key: string; value: Entry; indexes: { box: string } };
}

type Database = IDBPDatabase<Schema>;

/** A blocked open, a private mode or a browser's bug must not hold up the first idea. */
const PATIENCE_MS = 1500;
const TRY_AGAIN_MS = 5000;
/** Written and taken away again to find out whether a full storage has room. */
const PROBE = 'probe';

export function createOutboxStorage(box: string, tabs: Tabs): OutboxStorage {
	let volatile = false;
	let isClosed = false;
	let opening: Promise<Database> | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	/** All that this page would have on disk: written again after a wipe. */
	const kept = new Map<string, Entry>();

	const storage: OutboxStorage = {
		get volatile() {
			return volatile;
		},
		onChange: () => {},
		async claim() {
			const found = await run((db) => db.getAllFromIndex('outbox', 'box', box));
			const owners = new Set((found ?? []).map(({ owner }) => owner));
			owners.delete(tabs.id);
			if (!found || !owners.size) return [];
			const alive = await tabs.alive();
			const claimed = await run(async (db) => {
				const work = db.transaction('outbox', 'readwrite');
				const mine: Entry[] = [];
				// Read again inside: another page may have asked in the same moment.
				for (const entry of await work.store.index('box').getAll(box)) {
					const { owner } = entry;
					if (owner === tabs.id || (owner !== undefined && alive.has(owner)) || !owners.has(owner))
						continue;
					mine.push({ ...entry, owner: tabs.id });
					await work.store.put({ ...entry, owner: tabs.id });
				}
				await work.done;
				return mine;
			});
			for (const entry of claimed ?? []) kept.set(entry.id, entry);
			// Ids are UUIDv7: their order is the order of writing.
			return (claimed ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
		},
		async put(entry) {
			const own = { ...entry, owner: tabs.id };
			kept.set(entry.id, own);
			await run((db) => db.put('outbox', own));
		},
		async remove(id) {
			kept.delete(id);
			await run((db) => db.delete('outbox', id));
		},
		async owns(id) {
			const entry = await run((db) => db.get('outbox', id));
			return !entry?.owner || entry.owner === tabs.id;
		},
		close() {
			isClosed = true;
			clearTimeout(timer);
			void opening?.then((db) => db.close()).catch(() => {});
		}
	};
	return storage;

	function database(): Promise<Database> {
		if (typeof indexedDB === 'undefined') return Promise.reject(new Error('no IndexedDB'));
		const mine: Promise<Database> = (opening ??= openDB<Schema>('auftakt', 1, {
			upgrade(db) {
				db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('box', 'box');
			},
			// Somebody deletes the site's data: let it happen, then store what is still unsent anew.
			blocking: () => {
				void mine.then((db) => db.close());
				lose(mine);
			},
			terminated: () => lose(mine)
		}));
		return mine;
	}

	function lose(which: Promise<Database>): void {
		if (opening !== which) return;
		opening = undefined;
		if (!isClosed) recover(0);
	}

	async function run<T>(work: (db: Database) => Promise<T>): Promise<T | undefined> {
		let used: Promise<Database> | undefined;
		try {
			used = database();
			return await inTime(used.then(work));
		} catch {
			// Quota, eviction, a closed database: the commands live on in memory and are sent from there.
			if (used && opening === used) opening = undefined;
			void used?.then((db) => db.close()).catch(() => {});
			setVolatile(true);
			recover(TRY_AGAIN_MS);
			return undefined;
		}
	}

	function recover(inMs: number): void {
		clearTimeout(timer);
		if (isClosed) return;
		timer = setTimeout(() => void writeAll(), inMs);
	}

	/** Everything again, in one go: either all of it survives the page or we go on saying it does not. */
	async function writeAll(): Promise<void> {
		const done = await run(async (db) => {
			const work = db.transaction('outbox', 'readwrite');
			if (!kept.size) await work.store.put({ id: PROBE, box: PROBE } as Entry);
			for (const entry of kept.values()) await work.store.put(entry);
			await work.store.delete(PROBE);
			await work.done;
			return true;
		});
		if (done) setVolatile(false);
	}

	function setVolatile(now: boolean): void {
		if (volatile === now) return;
		volatile = now;
		storage.onChange();
	}
}

function inTime<T>(work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('too slow')), PATIENCE_MS);
		work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}

/** For staff, whose screens show at once what did not arrive. */
export function createMemoryStorage(): OutboxStorage {
	return {
		volatile: false,
		onChange: () => {},
		claim: () => Promise.resolve([]),
		put: () => Promise.resolve(),
		remove: () => Promise.resolve(),
		owns: () => Promise.resolve(true),
		close: () => {}
	};
}
