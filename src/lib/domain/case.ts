/**
 * Owns what a noun gets to judge one command: the state, the actor, the time, and a place to put
 * changed rows. A row is put whole and new; rows in the state are never touched. The room numbers
 * them, so `rev` is 0 here.
 */
import type { Actor, CommandType, Payloads, Refusal, RefusalCode } from './commands.ts';
import type { Change, Id, Kind, RowOf, Workshop } from './rows.ts';
import type { State } from './state.ts';

/** Null: granted, and the changes hold. */
export type Ruling = Refusal | null;
export type Handler<T extends CommandType> = (kase: Case, payload: Payloads[T]) => Ruling;

export interface Case {
	readonly state: State;
	readonly changes: Changes;
	readonly actor: Actor;
	readonly now: number;
	readonly newId: () => Id;
	/** When the person did it; never later than `now`. */
	readonly typedAt: number;
}

export class Changes {
	readonly #state: State;
	readonly #rows = new Map<string, Change>();

	constructor(state: State) {
		this.#state = state;
	}

	/** The row as it will be after this command, if it is there. */
	get<K extends Kind>(kind: K, id: Id | null | undefined): RowOf[K] | undefined {
		const changed = id == null ? undefined : this.#rows.get(`${kind}/${id}`);
		if (!changed) return this.#state.get(kind, id);
		return changed.row.removed ? undefined : (changed.row as RowOf[K]);
	}

	put<K extends Kind>(kind: K, row: Omit<RowOf[K], 'rev' | 'removed'>): void {
		this.#set(kind, { ...row, rev: 0, removed: false } as RowOf[K]);
	}

	/** Changes some fields of a row that is there. */
	edit<K extends Kind>(kind: K, id: Id, fields: Partial<RowOf[K]>): void {
		const row = this.get(kind, id);
		if (row) this.#set(kind, { ...row, ...fields, rev: 0 });
	}

	/** Sends a row again because something it is shown with has changed. */
	touch<K extends Kind>(kind: K, id: Id): void {
		this.edit(kind, id, {});
	}

	/** Leaves a tombstone; `fields` may empty its words. */
	remove<K extends Kind>(kind: K, id: Id, fields: Partial<RowOf[K]> = {}): void {
		this.edit(kind, id, { ...fields, removed: true } as Partial<RowOf[K]>);
	}

	/** Empties the words of a tombstone. */
	wipe<K extends Kind>(kind: K, id: Id, fields: Partial<RowOf[K]>): void {
		const row = this.#state.rows[kind].get(id);
		if (row?.removed) this.#set(kind, { ...row, ...fields, rev: 0 });
	}

	list(): Change[] {
		return [...this.#rows.values()];
	}

	#set<K extends Kind>(kind: K, row: RowOf[K]): void {
		this.#rows.set(`${kind}/${row.id}`, { kind, row } as unknown as Change);
	}
}

export function refuse(code: RefusalCode, details: Omit<Refusal, 'code'> = {}): Refusal {
	return { code, ...details };
}

/** True when the id was never used, not even by a row that is gone. */
export function isFresh(state: State, kind: Kind, id: Id): boolean {
	return !state.rows[kind].has(id);
}

/** Every noun is asked only when there is a workshop; `decide` has made sure. */
export function theWorkshop(kase: Case): Workshop {
	const workshop = kase.changes.get('workshop', kase.state.workshop?.id);
	if (!workshop) throw new Error('judged without a workshop');
	return workshop;
}

/** The participant who asks; only called for commands that `decide` lets no one else send. */
export function senderOf({ actor }: Pick<Case, 'actor'>): Id {
	if (actor.role !== 'participant') throw new Error('judged without a participant');
	return actor.id;
}
