/**
 * Owns the store that forgets: for tests and the simulator. Keeps the contract of `store.ts` to the
 * letter, including that a failing `work` leaves no trace and that each code leads to one workshop.
 */
import { v7 as newId } from 'uuid';
import type { Outcome } from '#lib/domain/commands.ts';
import { KINDS, type Change, type Id, type Workshop } from '#lib/domain/rows.ts';
import { StoreError, toStoreError } from './error.ts';
import type { Store } from './store.ts';

interface Shelf {
	rows: Map<string, Change>;
	outcomes: Map<Id, Outcome>;
	rev: number;
}

/** @param epoch names this life of the data, when a test needs to tell two apart */
export function createMemoryStore(epoch: string = newId()): Store {
	const shelves = new Map<Id, Shelf>();
	let closed = false;

	const shelfOf = (workshopId: Id): Shelf =>
		shelves.get(workshopId) ?? { rows: new Map(), outcomes: new Map(), rev: 0 };

	function changesOf(shelf: Shelf, sinceRev: number): Change[] {
		const order = new Map(KINDS.map((kind, position) => [kind, position]));
		return [...shelf.rows.values()]
			.filter(({ row }) => row.rev > sinceRev)
			.sort((a, b) => (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0));
	}

	/** Own rows of all workshops, the last written first. */
	function workshops(): { id: Id; row: Workshop }[] {
		return [...shelves]
			.flatMap(([id, { rows }]) =>
				[...rows.values()].flatMap(({ kind, row }) =>
					kind === 'workshop' && !row.removed ? [{ id, row }] : []
				)
			)
			.reverse();
	}

	function assertCodesDiffer(workshopId: Id, changes: Change[]): void {
		const codes = new Set(
			workshops().flatMap(({ id, row }) => (id === workshopId ? [] : row.code))
		);
		for (const { kind, row } of changes)
			if (kind === 'workshop' && !row.removed && codes.has(row.code))
				throw new StoreError('code_taken');
	}

	function countsOf({ rows }: Shelf): { people: number; contributions: number } {
		const counts = { people: 0, contributions: 0 };
		for (const { kind, row } of rows.values()) {
			if (row.removed) continue;
			if (kind === 'participant') counts.people += row.people;
			if (kind === 'contribution') counts.contributions += 1;
		}
		return counts;
	}

	return {
		life: async () => ({ epoch, inherits: null }),

		async load(workshopId) {
			const shelf = shelfOf(workshopId);
			return { changes: changesOf(shelf, -1), rev: shelf.rev };
		},

		async transact(workshopId, { sinceRev, commandIds }, work) {
			if (closed) throw new StoreError('closed');
			const shelf = shelfOf(workshopId);
			try {
				const written = work({
					newer: changesOf(shelf, sinceRev),
					known: new Map(
						commandIds.flatMap((id) => {
							const outcome = shelf.outcomes.get(id);
							return outcome ? [[id, outcome] as const] : [];
						})
					),
					rev: shelf.rev
				});
				assertCodesDiffer(workshopId, written.changes);
				for (const change of written.changes) {
					shelf.rows.set(`${change.kind} ${change.row.id}`, change);
					shelf.rev = Math.max(shelf.rev, change.row.rev);
				}
				for (const { id, outcome } of written.outcomes) shelf.outcomes.set(id, outcome);
				shelves.set(workshopId, shelf);
				return written;
			} catch (error) {
				throw toStoreError(error);
			}
		},

		async list() {
			return workshops()
				.map(({ id, row: { code, title, date, city, state, rehearsal, createdAt } }) => {
					const counts = countsOf(shelfOf(id));
					return { id, code, title, date, city, state, rehearsal, createdAt, ...counts };
				})
				.sort((a, b) => b.createdAt - a.createdAt);
		},

		async findByCode(code) {
			return workshops().find(({ row }) => row.code === code)?.id ?? null;
		},

		async drop(workshopId) {
			shelves.delete(workshopId);
		},

		async check() {
			if (closed) throw new StoreError('closed');
		},

		async close() {
			closed = true;
		}
	};
}
