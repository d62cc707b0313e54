import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Command, Outcome } from '#lib/domain/commands.ts';
import { createOutboxStorage as createStorage } from './outbox-storage.ts';
import { Outbox } from './outbox.ts';
import { Tabs } from './tabs.ts';

/** Each storage is a page of its own; none of them answers the others, as after a reload. */
const createOutboxStorage = (box: string) =>
	createStorage(box, new Tabs({ say: () => {}, listen: () => () => {} }));

let serial = 0;
const post = (text: string): Command => ({
	id: `c${String(++serial).padStart(4, '0')}`,
	type: 'contribution.post',
	payload: { contributionId: `x${serial}`, stepId: 's', kind: 'idea', text, lang: 'de' },
	typedAt: 0
});
const ok: Outcome = { ok: true, rev: 1 };
const text = (command: Command) => (command.payload as { text: string }).text;

async function countOnDisk(box: string): Promise<number> {
	const db = await openDB('auftakt', 1);
	const count = await db.countFromIndex('outbox', 'box', box);
	db.close();
	return count;
}

describe('the outbox', () => {
	let box = '';
	beforeEach(() => {
		box = `BOX${++serial}`;
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('keeps commands over a reload and sends them in the order in which they were written', async () => {
		const before = new Outbox(createOutboxStorage(box), box);
		void before.send(post('one'));
		void before.send(post('two'));
		await expect.poll(async () => await countOnDisk(box)).toBe(2);

		const after = new Outbox(createOutboxStorage(box), box);
		await after.restore();
		const sent: string[] = [];
		after.open((command) => {
			sent.push(text(command));
			return Promise.resolve(ok);
		});
		await expect.poll(() => after.entries.length).toBe(0);
		expect(sent).toEqual(['one', 'two']);
		await expect.poll(async () => await countOnDisk(box)).toBe(0);
	});

	it('sends again under the same id when the answer was lost', async () => {
		vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
		const outbox = new Outbox(createOutboxStorage(box), box);
		const ids: string[] = [];
		outbox.open((command) => {
			ids.push(command.id);
			return ids.length === 1 ? Promise.reject(new Error('cut')) : Promise.resolve(ok);
		});
		const answer = outbox.send(post('once'));
		await vi.waitFor(() => expect(ids.length).toBe(1));
		await vi.advanceTimersByTimeAsync(2000);
		expect(await answer).toEqual(ok);
		expect(ids[0]).toBe(ids[1]);
	});

	it('keeps a refused text with its reason until it is dismissed, and sends the next one', async () => {
		const outbox = new Outbox(createOutboxStorage(box), box);
		outbox.open((command) =>
			Promise.resolve(text(command) === 'bad' ? { ok: false, code: 'step_over' } : ok)
		);
		expect(await outbox.send(post('bad'))).toEqual({ ok: false, code: 'step_over' });
		expect(await outbox.send(post('good'))).toEqual(ok);
		expect(outbox.entries).toMatchObject([{ state: 'refused', refusal: { code: 'step_over' } }]);

		const after = new Outbox(createOutboxStorage(box), box);
		await after.restore();
		expect(after.entries).toMatchObject([{ state: 'refused', refusal: { code: 'step_over' } }]);
		after.dismiss(after.entries[0]!.command.id);
		expect(after.entries).toEqual([]);
	});

	it('does not give a text up when the server cannot store right now', async () => {
		vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
		const outbox = new Outbox(createOutboxStorage(box), box);
		let tries = 0;
		outbox.open(() =>
			Promise.resolve(++tries < 3 ? { ok: false, code: 'storage_unavailable' } : ok)
		);
		const answer = outbox.send(post('patient'));
		await vi.waitFor(() => expect(tries).toBe(1));
		expect(outbox.entries).toMatchObject([{ state: 'waiting' }]);
		await vi.advanceTimersByTimeAsync(5000);
		expect(await answer).toEqual(ok);
	});

	it('takes over in memory and says so when IndexedDB is blocked', async () => {
		const blocked = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('blocked', 'SecurityError');
		});
		const outbox = new Outbox(createOutboxStorage(box), box);
		outbox.open(() => Promise.resolve(ok));
		expect(await outbox.send(post('anyway'))).toEqual(ok);
		expect(outbox.volatile).toBe(true);
		blocked.mockRestore();
	});

	it('does not mix two workshops on one device', async () => {
		const one = new Outbox(createOutboxStorage(box), box);
		void one.send(post('mine'));
		await expect.poll(async () => await countOnDisk(box)).toBe(1);
		expect(await createOutboxStorage(`${box}-other`).claim()).toEqual([]);
	});

	it('does not wait for an answer on a way that is gone', async () => {
		const outbox = new Outbox(createOutboxStorage(box), box);
		let tries = 0;
		outbox.open(() => {
			tries += 1;
			return new Promise(() => {});
		});
		const answer = outbox.send(post('twice'));
		await vi.waitFor(() => expect(tries).toBe(1));
		outbox.open(null);
		outbox.open(() => Promise.resolve(ok));
		expect(await answer).toEqual(ok);
	});

	it('leaves it to the page that has taken a text over to say why it was refused', async () => {
		const slept = new Outbox(createOutboxStorage(box), box);
		void slept.send(post('bad'));
		await expect.poll(() => countOnDisk(box)).toBe(1);
		const awake = new Outbox(createOutboxStorage(box), box);
		await awake.restore();
		const refuse = () => Promise.resolve<Outcome>({ ok: false, code: 'step_over' });
		awake.open(refuse);
		await expect.poll(() => awake.entries[0]?.state).toBe('refused');
		slept.open(refuse);
		await expect.poll(() => slept.entries).toEqual([]);
		expect(awake.entries).toMatchObject([{ state: 'refused' }]);
		expect(await countOnDisk(box)).toBe(1);
	});

	it('keeps nothing on the device once all is over, and goes on showing why', async () => {
		const outbox = new Outbox(createOutboxStorage(box), box);
		outbox.open(() => Promise.resolve({ ok: false, code: 'workshop_closed' }));
		await outbox.send(post('late'));
		outbox.forget();
		await outbox.stored();
		expect(await countOnDisk(box)).toBe(0);
		expect(outbox.entries).toMatchObject([{ state: 'refused' }]);
	});
});
