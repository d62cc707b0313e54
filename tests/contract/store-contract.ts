/**
 * What every store must hold, whatever it is made of. `make` gives an empty store; `reopen` gives a new
 * one over what the first has left behind, for those that last.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '#lib/domain/commands.ts';
import type { Store, Work, Written } from '#lib/server/store/store.ts';
import { change, oneOfEach } from '../support/builders.ts';

export interface StoreMaker {
	make(): Promise<Store>;
	reopen?(store: Store): Promise<Store>;
}

const ok = (rev: number): Outcome => ({ ok: true, rev });
const nothing: Written = { changes: [], outcomes: [] };

export function storeContract(name: string, { make, reopen }: StoreMaker): void {
	describe(`the ${name} store`, () => {
		const stores: Store[] = [];
		const open = async () => {
			const store = await make();
			stores.push(store);
			return store;
		};
		afterEach(async () => {
			for (const store of stores.splice(0)) await store.close();
		});

		const write = (store: Store, workshopId: string, written: Partial<Written>) =>
			store.transact(
				workshopId,
				{ sinceRev: 0, commandIds: (written.outcomes ?? []).map(({ id }) => id) },
				() => ({ ...nothing, ...written })
			);
		const peek = async (store: Store, workshopId: string, sinceRev: number, ids: string[] = []) => {
			let seen: Work | undefined;
			await store.transact(workshopId, { sinceRev, commandIds: ids }, (work) => {
				seen = work;
				return nothing;
			});
			return seen as Work;
		};

		it('gives an unknown workshop as an empty one', async () => {
			const store = await open();
			expect(await store.load('nobody')).toEqual({ changes: [], rev: 0 });
		});

		it('gives back one row of every kind exactly as it was written, in the order of kinds', async () => {
			const store = await open();
			await write(store, 'w1', { changes: oneOfEach().reverse() });
			expect(await store.load('w1')).toEqual({ changes: oneOfEach(), rev: 1 });
		});

		it('keeps rows of a kind in the order of their arrival, also after one was changed', async () => {
			const store = await open();
			const ids = ['z', 'a', 'm'];
			await write(store, 'w1', { changes: ids.map((id) => change('cluster', { id })) });
			await write(store, 'w1', { changes: [change('cluster', { id: 'z', rev: 2, title: 'neu' })] });
			const { changes } = await store.load('w1');
			expect(changes.map(({ row }) => row.id)).toEqual(ids);
		});

		it('lets a later row with the same id take the place of the earlier one', async () => {
			const store = await open();
			await write(store, 'w1', { changes: [change('cluster', { rev: 1 })] });
			const removed = change('cluster', { rev: 2, removed: true, title: '' });
			await write(store, 'w1', { changes: [removed] });
			expect(await store.load('w1')).toEqual({ changes: [removed], rev: 2 });
		});

		it('keeps workshops apart, with the same ids in both', async () => {
			const store = await open();
			await write(store, 'w1', { changes: [change('cluster', { rev: 4, title: 'eins' })] });
			await write(store, 'w2', { changes: [change('cluster', { rev: 9, title: 'zwei' })] });
			expect((await store.load('w1')).changes).toEqual([
				change('cluster', { rev: 4, title: 'eins' })
			]);
			expect((await peek(store, 'w1', 0)).rev).toBe(4);
			expect((await peek(store, 'w2', 0)).rev).toBe(9);
		});

		it('tells the work of rows that are newer than it knows', async () => {
			const store = await open();
			await write(store, 'w1', { changes: [change('cluster', { id: 'a', rev: 1 })] });
			await write(store, 'w1', { changes: [change('cluster', { id: 'b', rev: 2 })] });
			const seen = await peek(store, 'w1', 1);
			expect(seen.rev).toBe(2);
			expect(seen.newer).toEqual([change('cluster', { id: 'b', rev: 2 })]);
			expect((await peek(store, 'w1', 2)).newer).toEqual([]);
		});

		it('remembers what each command was answered, refusals included', async () => {
			const store = await open();
			const refused: Outcome = { ok: false, code: 'text_too_long', field: 'text', limit: 500 };
			const outcomes = [
				{ id: 'good', outcome: ok(1) },
				{ id: 'bad', outcome: refused }
			];
			await write(store, 'w1', { outcomes });
			const { known } = await peek(store, 'w1', 0, ['bad', 'good', 'new']);
			expect(Object.fromEntries(known)).toEqual({ good: ok(1), bad: refused });
			expect((await peek(store, 'w2', 0, ['good'])).known.size).toBe(0);
		});

		it('leaves no trace of a work that throws, and says so', async () => {
			const store = await open();
			await write(store, 'w1', { changes: [change('cluster', { rev: 1 })] });
			const failing = store.transact('w1', { sinceRev: 1, commandIds: [] }, () => {
				throw new Error('a mistake');
			});
			await expect(failing).rejects.toMatchObject({ name: 'StoreError', code: 'fault' });
			expect((await store.load('w1')).rev).toBe(1);
		});

		it('does not let one work that throws take others down that waited with it', async () => {
			const store = await open();
			const answers = await Promise.allSettled([
				write(store, 'w1', { changes: [change('cluster', { rev: 3 })] }),
				store.transact('w2', { sinceRev: 0, commandIds: [] }, () => {
					throw new Error('a mistake');
				}),
				write(store, 'w3', { changes: [change('cluster', { rev: 5 })] })
			]);
			expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
			expect((await store.load('w1')).rev).toBe(3);
			expect(await store.load('w2')).toEqual({ changes: [], rev: 0 });
			expect((await store.load('w3')).rev).toBe(5);
		});

		it('shows each work what those before it have written', async () => {
			const store = await open();
			const revs: number[] = [];
			const next = () =>
				store.transact('w1', { sinceRev: 0, commandIds: [] }, ({ rev }) => {
					revs.push(rev);
					return { changes: [change('cluster', { id: `k${rev}`, rev: rev + 1 })], outcomes: [] };
				});
			await Promise.all([next(), next(), next()]);
			expect(revs).toEqual([0, 1, 2]);
		});

		it('finds a workshop by its code and gives no code to two workshops', async () => {
			const store = await open();
			await write(store, 'w1', { changes: [change('workshop')] });
			expect(await store.findByCode('HAFENTRS')).toBe('w1');
			expect(await store.findByCode('ANDERSWO')).toBe(null);
			const second = write(store, 'w2', { changes: [change('workshop', { id: 'w2' })] });
			await expect(second).rejects.toMatchObject({ code: 'code_taken' });
			await write(store, 'w1', { changes: [change('workshop', { rev: 2, removed: true })] });
			expect(await store.findByCode('HAFENTRS')).toBe(null);
			await write(store, 'w2', { changes: [change('workshop', { id: 'w2' })] });
			expect(await store.findByCode('HAFENTRS')).toBe('w2');
		});

		it('lists the workshops that are there, the newest first', async () => {
			const store = await open();
			const workshop = (id: string, createdAt: number, removed = false) =>
				write(store, id, {
					changes: [
						change('workshop', {
							id,
							code: `CODE${id}`,
							title: id,
							createdAt,
							removed,
							rehearsal: true
						})
					]
				});
			await workshop('old', 1);
			await workshop('new', 3);
			await workshop('gone', 2, true);
			await write(store, 'new', {
				changes: [
					change('participant', { id: 'p1', people: 2 }),
					change('participant', { id: 'p2', people: 3 }),
					change('participant', { id: 'p3', removed: true }),
					change('contribution', { id: 'c1' }),
					change('contribution', { id: 'c2', removed: true })
				]
			});
			expect(await store.list()).toEqual([
				{
					id: 'new',
					code: 'CODEnew',
					title: 'new',
					date: '2027-03-01',
					city: 'Rostock',
					state: 'open',
					rehearsal: true,
					createdAt: 3,
					people: 5,
					contributions: 1
				},
				expect.objectContaining({ id: 'old', people: 0, contributions: 0 })
			]);
		});

		it('drops a workshop with everything that belongs to it and nothing else', async () => {
			const store = await open();
			const outcomes = [{ id: 'c', outcome: ok(1) }];
			await write(store, 'w1', { changes: oneOfEach(), outcomes });
			await write(store, 'w2', { changes: [change('cluster')], outcomes });
			await store.drop('w1');
			expect(await store.load('w1')).toEqual({ changes: [], rev: 0 });
			expect((await peek(store, 'w1', 0, ['c'])).known.size).toBe(0);
			expect((await peek(store, 'w2', 0, ['c'])).known.size).toBe(1);
			expect(await store.list()).toEqual([]);
		});

		it('says that writing works, and after closing that it does not', async () => {
			const store = await open();
			await expect(store.check()).resolves.toBeUndefined();
			await store.close();
			await expect(store.check()).rejects.toMatchObject({ code: 'closed' });
			await expect(write(store, 'w1', {})).rejects.toMatchObject({ code: 'closed' });
		});

		it('has a name for its life that no other store has', async () => {
			const [one, other] = [await open(), await open()];
			const { epoch } = await one.life('w1');
			expect((await one.life('w2')).epoch).toBe(epoch);
			expect((await other.life('w1')).epoch).not.toBe(epoch);
		});

		if (reopen)
			it('begins a new life when it is opened again, which has everything of the one before', async () => {
				const store = await open();
				await write(store, 'w1', { changes: [change('cluster', { rev: 4 })] });
				const { epoch } = await store.life('w1');
				await store.close();
				const again = await reopen(store);
				stores.push(again);
				const inherits = { epoch, upTo: 4 };
				expect(await again.life('w1')).toEqual({ epoch: expect.any(String), inherits });
				// What this life writes is not inherited, whenever it is asked.
				await write(again, 'w1', { changes: [change('cluster', { rev: 9 })] });
				expect(await again.life('w1')).toMatchObject({ inherits });
			});

		if (reopen)
			it('has everything when it is opened again', async () => {
				const store = await open();
				const outcomes = [{ id: 'c', outcome: ok(1) }];
				await write(store, 'w1', { changes: oneOfEach(), outcomes });
				await store.close();
				const again = await reopen(store);
				stores.push(again);
				expect(await again.load('w1')).toEqual({ changes: oneOfEach(), rev: 1 });
				expect((await peek(again, 'w1', 0, ['c'])).known.get('c')).toEqual(ok(1));
			});
	});
}
