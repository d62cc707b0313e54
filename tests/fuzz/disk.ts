/**
 * Owns what lasts in a simulated evening: the real store, in memory or SQLite, seen through a window that
 * writes down every commit. The history is the witness against the server: what it says it stored is
 * compared with what the store let through. Disks fill up, backups are taken and brought back.
 */
import Database from 'better-sqlite3';
import type { Outcome } from '#lib/domain/commands.ts';
import type { Change, Id } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';
import { createLogger } from '#lib/server/log.ts';
import { openDatabase, type SqliteDatabase } from '#lib/server/store/database.ts';
import { StoreError } from '#lib/server/store/error.ts';
import { createMemoryStore } from '#lib/server/store/memory.ts';
import { createSqliteStore } from '#lib/server/store/sqlite.ts';
import type { Store, Written } from '#lib/server/store/store.ts';

export const WORKSHOP = 'w';
/** What SQLite itself sets when nobody limits it. */
const MOST_PAGES = 1_073_741_823;

interface Backup {
	commits: number;
	file: Buffer | null;
}

/** What may happen to one transaction. */
export interface Fate {
	/** The program that asked is no more: it gets no answer and changes nothing. */
	isDead(): boolean;
	failsByChance(): boolean;
	/** The transaction is on the disk; true when the program dies before it learns of it. */
	diesNow(): boolean;
}

/** Opening runs all migrations, so it is done once and copied for each evening. */
let emptyFile: Buffer | undefined;

function openEmpty(): Buffer {
	if (!emptyFile) {
		const database = openDatabase({ dataDir: null, log: createLogger('silent'), now: () => 0 });
		emptyFile = database.serialize();
		database.close();
	}
	return emptyFile;
}

export class Disk {
	/** Every commit in its order. */
	history: Written[] = [];
	readonly outcomes = new Map<Id, Outcome>();
	/** What the history leads to, kept apart from the room's own state. */
	replayed = new State();
	#database: SqliteDatabase | null = null;
	#memory: Store | null = null;
	#lives = 0;
	#backup: Backup | null = null;
	isFull = false;
	/** When something was last written. */
	writtenAt = 0;
	readonly #now: () => number;

	constructor(kind: 'memory' | 'sqlite', now: () => number) {
		this.#now = now;
		if (kind === 'sqlite') this.#database = new Database(openEmpty());
		else this.#memory = createMemoryStore(`life${++this.#lives}`);
	}

	get rev(): number {
		return this.replayed.rev;
	}

	/** As a program that starts finds it. */
	open(fate: Fate): Store {
		const inner = this.#store();
		return {
			...inner,
			transact: async (workshopId, request, work) => {
				if (fate.isDead()) return never();
				const isFull = this.isFull && this.#database === null;
				const written = await inner.transact(workshopId, request, (before) => {
					const judged = work(before);
					if (isFull || fate.failsByChance()) throw new StoreError('full');
					return judged;
				});
				this.#note(written);
				return fate.diesNow() ? never() : written;
			}
		};
	}

	/** SQLite finds no more pages, as on a full disk; the memory store fails as if. */
	fill(isFull: boolean): void {
		this.isFull = isFull;
		if (!this.#database) return;
		const pages = this.#database.pragma('page_count', { simple: true }) as number;
		this.#database.pragma(`max_page_count = ${isFull ? pages : MOST_PAGES}`);
	}

	backUp(): void {
		const file = this.#database?.serialize() ?? null;
		this.#backup = { commits: this.history.length, file };
	}

	/** Only while no program runs. Answers whether there was a backup. */
	async bringBack(): Promise<boolean> {
		const backup = this.#backup;
		if (!backup) return false;
		const kept = this.history.slice(0, backup.commits);
		this.fill(false);
		if (backup.file) {
			this.#database?.close();
			this.#database = new Database(backup.file);
		} else {
			this.#memory = createMemoryStore(`life${++this.#lives}`);
			const request = { sinceRev: 0, commandIds: [] };
			for (const written of kept) await this.#memory.transact(WORKSHOP, request, () => written);
		}
		this.history = [];
		this.outcomes.clear();
		this.replayed = new State();
		for (const written of kept) this.#note(written);
		return true;
	}

	/** Read anew, past everything that programs keep in memory. */
	async read(commandIds: Id[]): Promise<{ state: State; known: Map<Id, Outcome> }> {
		const store = this.#store();
		const { changes } = await store.load(WORKSHOP);
		let known = new Map<Id, Outcome>();
		await store.transact(WORKSHOP, { sinceRev: Infinity, commandIds }, (before) => {
			known = before.known;
			return { changes: [], outcomes: [] };
		});
		return { state: new State(changes), known };
	}

	close(): void {
		this.#database?.close();
	}

	#store(): Store {
		if (this.#database) return createSqliteStore({ database: this.#database, now: this.#now });
		if (!this.#memory) throw new Error('a disk without a store');
		return this.#memory;
	}

	#note(written: Written): void {
		this.history.push(written);
		if (written.changes.length) this.writtenAt = this.#now();
		for (const change of written.changes) this.replayed.apply(change);
		for (const { id, outcome } of written.outcomes) this.outcomes.set(id, outcome);
	}
}

const never = () => new Promise<never>(() => {});

/** Fields in one order, whoever made the row: equal texts are equal values. */
export function canonical(value: unknown): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	let text = '';
	for (const key of Object.keys(value).sort())
		text += `${text && ','}"${key}":${canonical((value as Record<string, unknown>)[key])}`;
	return `{${text}}`;
}

/** The first row in which two states differ, or null. */
export function differenceOf(found: State, expected: State): string | null {
	const texts = (state: State) =>
		new Map([...state.all()].map(({ kind, row }: Change) => [`${kind} ${row.id}`, canonical(row)]));
	const [a, b] = [texts(found), texts(expected)];
	for (const [key, text] of b)
		if (a.get(key) !== text) return `${key} is ${a.get(key)}, not ${text}`;
	for (const key of a.keys()) if (!b.has(key)) return `${key} should not be there`;
	return null;
}
