import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command } from '#lib/domain/commands.ts';
import { createOutboxStorage, type OutboxStorage } from './outbox-storage.ts';
import { Tabs } from './tabs.ts';

let serial = 0;
const SILENT = { say: () => {}, listen: () => () => {} };

function entryOf(box: string, text = 'x') {
	const id = `c${String(++serial).padStart(4, '0')}`;
	const payload = { contributionId: id, stepId: 's', kind: 'idea', text, lang: 'de' };
	return { id, box, command: { id, type: 'contribution.post', payload, typedAt: 0 } as Command };
}

async function onDisk(box: string): Promise<string[]> {
	const db = await openDB('auftakt', 1);
	const entries = (await db.getAllFromIndex('outbox', 'box', box)) as { id: string }[];
	db.close();
	return entries.map(({ id }) => id);
}

/** Fake seconds in small steps, between which the database gets real time. */
async function pass(ms: number): Promise<void> {
	for (let step = 0; step < ms; step += 100) {
		await vi.advanceTimersByTimeAsync(100);
		for (let turn = 0; turn < 4; turn += 1) await new Promise((next) => setImmediate(next));
	}
}

describe('where unsent commands wait', () => {
	let box = '';
	const open: OutboxStorage[] = [];
	/** A page that knows which others answer. */
	function page(alive: () => string[] = () => []) {
		const tabs = new Tabs(SILENT);
		vi.spyOn(tabs, 'alive').mockImplementation(() => Promise.resolve(new Set(alive())));
		const storage = createOutboxStorage(box, tabs);
		open.push(storage);
		return { storage, id: tabs.id };
	}
	beforeEach(() => {
		box = `BOX${++serial}`;
	});
	afterEach(() => {
		for (const storage of open.splice(0)) storage.close();
		vi.restoreAllMocks();
		vi.useRealTimers();
	});

	it('gives a page what one that is gone has left, and nothing of one that lives', async () => {
		const [gone, living] = [page(), page()];
		const [left, theirs] = [entryOf(box), entryOf(box)];
		await gone.storage.put(left);
		await living.storage.put(theirs);
		const next = page(() => [living.id]);
		expect((await next.storage.claim()).map(({ id }) => id)).toEqual([left.id]);
		expect(await next.storage.claim()).toEqual([]);
		expect(await gone.storage.owns(left.id)).toBe(false);
		expect(await living.storage.owns(theirs.id)).toBe(true);
	});

	it('gives each entry to one of two pages that claim in the same moment', async () => {
		const gone = page();
		const entries = Array.from({ length: 20 }, () => entryOf(box));
		for (const entry of entries) await gone.storage.put(entry);
		const [one, two] = [page(), page()];
		const claimed = await Promise.all([one.storage.claim(), two.storage.claim()]);
		expect(
			claimed
				.flat()
				.map(({ id }) => id)
				.sort()
		).toEqual(entries.map(({ id }) => id));
	});

	it('says so while the storage is full, and writes everything once there is room', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const { storage } = page();
		const told: boolean[] = [];
		storage.onChange = () => told.push(storage.volatile);
		const [before, without] = [entryOf(box), entryOf(box)];
		await storage.put(before);
		const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
			throw new DOMException('full', 'QuotaExceededError');
		});
		await storage.put(without);
		expect(storage.volatile).toBe(true);
		await pass(6000);
		expect(storage.volatile).toBe(true);

		full.mockRestore();
		await pass(6000);
		expect(storage.volatile).toBe(false);
		expect(told).toEqual([true, false]);
		expect(await onDisk(box)).toEqual([before.id, without.id]);
	});

	it('writes everything again after the site’s data was deleted under it', async () => {
		const { storage } = page();
		const entry = entryOf(box);
		await storage.put(entry);
		await new Promise<void>((resolve, reject) => {
			const request = indexedDB.deleteDatabase('auftakt');
			request.onsuccess = () => resolve();
			request.onerror = () => reject(new Error('not deleted'));
		});
		await expect
			.poll(async () => (await storage.owns(entry.id)) && (await onDisk(box)))
			.toEqual([entry.id]);
	});

	it('does not let a storage that never answers hold up a text', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const silent = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
		vi.spyOn(indexedDB, 'open').mockReturnValue(
			Object.assign(silent, { addEventListener: () => {} })
		);
		const { storage } = page();
		const written = storage.put(entryOf(box));
		await vi.advanceTimersByTimeAsync(2000);
		await expect(written).resolves.toBeUndefined();
		expect(storage.volatile).toBe(true);
	});
});
