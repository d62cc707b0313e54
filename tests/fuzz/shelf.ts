/**
 * Owns what a device keeps for all its pages, as IndexedDB does: it outlives reloads, may be wiped, and may
 * refuse to take anything new.
 */
import type { Entry, OutboxStorage } from '#lib/client/outbox-storage.ts';
import type { Tabs } from '#lib/client/tabs.ts';
import type { Id } from '#lib/domain/rows.ts';

/** What IndexedDB is for all pages of a phone; when it is broken, nothing new is kept. */
export interface Shelf {
	entries: Map<Id, Entry>;
	/** What was ever put there since the last wipe. */
	kept: Set<Id>;
	isBroken: boolean;
}

/** One page's way to what the device keeps, as `createOutboxStorage` promises it. */
export class Storage implements OutboxStorage {
	readonly #shelf: Shelf;
	readonly #tabs: Tabs;
	volatile = false;
	onChange = () => {};

	constructor(shelf: Shelf, tabs: Tabs) {
		this.#shelf = shelf;
		this.#tabs = tabs;
	}

	async claim(): Promise<Entry[]> {
		const { entries } = this.#shelf;
		const isAnothers = ({ owner }: Entry) => owner !== this.#tabs.id;
		const seen = new Set([...entries.values()].filter(isAnothers).map(({ owner }) => owner));
		if (!seen.size) return [];
		const alive = await this.#tabs.alive();
		const mine: Entry[] = [];
		for (const entry of entries.values()) {
			const { owner } = entry;
			if (!isAnothers(entry) || !seen.has(owner) || (owner && alive.has(owner))) continue;
			const own = { ...(JSON.parse(JSON.stringify(entry)) as Entry), owner: this.#tabs.id };
			mine.push(own);
			entries.set(own.id, own);
		}
		return mine.sort((a, b) => (a.id < b.id ? -1 : 1));
	}

	async put(entry: Entry): Promise<void> {
		this.volatile = this.#shelf.isBroken;
		if (this.#shelf.isBroken) return;
		const written = { ...(JSON.parse(JSON.stringify(entry)) as Entry), owner: this.#tabs.id };
		this.#shelf.entries.set(entry.id, written);
		this.#shelf.kept.add(entry.id);
	}

	async remove(id: Id): Promise<void> {
		this.#shelf.entries.delete(id);
	}

	async owns(id: Id): Promise<boolean> {
		const owner = this.#shelf.entries.get(id)?.owner;
		return !owner || owner === this.#tabs.id;
	}

	close(): void {}
}
