/**
 * Owns the contract between a room and what lasts. `transact` runs `work` (pure, synchronous) inside one
 * durable transaction: it first catches up with rows another process wrote, then writes rows and the
 * outcome of every command together. When the promise resolves, the write is on disk. When it rejects,
 * nothing was written. `tests/contract` holds every store to this.
 */
import type { Outcome } from '#lib/domain/commands.ts';
import type { Change, Id, WorkshopState } from '#lib/domain/rows.ts';

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

/**
 * Names one life of the data, from one opening of the store to the next. A backup that was brought back,
 * a copied folder or a virtual machine set back may be behind what a sleeping device has seen, and later
 * overtake it: revisions of another life mean nothing, however well they fit.
 */
export interface Life {
	epoch: string;
	/** The life before this one, whose revisions up to `upTo` are the same as here. */
	inherits: { epoch: string; upTo: number } | null;
}

export interface Store {
	/** What a room needs to know which revisions it may believe; ask before anything is written. */
	life(workshopId: Id): Promise<Life>;
	load(workshopId: Id): Promise<Loaded>;
	transact(
		workshopId: Id,
		request: { sinceRev: number; commandIds: Id[] },
		work: (before: Work) => Written
	): Promise<Written>;
	/** All workshops, newest first, with what the office's list says of each, and without loading them. */
	list(): Promise<
		{
			id: Id;
			code: string;
			title: string;
			date: string;
			city: string;
			state: WorkshopState;
			rehearsal: boolean;
			createdAt: number;
			/** At all devices that ever joined. */
			people: number;
			/** Hidden and withdrawn ones too: their ids are out. */
			contributions: number;
		}[]
	>;
	findByCode(code: string): Promise<Id | null>;
	/** Removes a workshop with everything that belongs to it, command ids included. */
	drop(workshopId: Id): Promise<void>;
	/** Resolves when a write would succeed; rejects with the reason. */
	check(): Promise<void>;
	close(): Promise<void>;
}
