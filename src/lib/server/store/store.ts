/**
 * Owns the contract between a room and what lasts. `transact` runs `work` (pure, synchronous) inside one
 * durable transaction: it first catches up with rows another process wrote, then writes rows and the
 * outcome of every command together. When the promise resolves, the write is on disk. When it rejects,
 * nothing was written. `tests/contract` holds every store to this.
 */
import type { Outcome } from '#lib/domain/commands.ts';
import type { Change, Id } from '#lib/domain/rows.ts';

export interface Loaded {
	/** In the order of KINDS, tombstones included. */
	changes: Change[];
	rev: number;
}

export interface Work {
	/** Rows with a `rev` above `sinceRev`, written by somebody else. */
	newer: Change[];
	/** The outcomes of those `commandIds` that were judged before. */
	known: Map<Id, Outcome>;
	/** The workshop's latest `rev` in the store. */
	rev: number;
}

export interface Written {
	/** Already carrying their `rev`, each above `Work.rev`. */
	changes: Change[];
	outcomes: { id: Id; outcome: Outcome }[];
}

export interface Store {
	load(workshopId: Id): Promise<Loaded>;
	transact(
		workshopId: Id,
		request: { sinceRev: number; commandIds: Id[] },
		work: (before: Work) => Written
	): Promise<Written>;
	/** Workshop rows of all workshops, newest first, for the office's list. */
	list(): Promise<
		{
			id: Id;
			code: string;
			title: string;
			date: string;
			city: string;
			state: string;
			rehearsal: boolean;
			createdAt: number;
		}[]
	>;
	findByCode(code: string): Promise<Id | null>;
	/** Removes a workshop with everything that belongs to it, command ids included. */
	drop(workshopId: Id): Promise<void>;
	/** Resolves when a write would succeed; rejects with the reason. */
	check(): Promise<void>;
	close(): Promise<void>;
}
