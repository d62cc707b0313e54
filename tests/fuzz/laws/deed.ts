/**
 * Owns what a law is asked about: one command that was judged, with what it changed and the hall before
 * and after. A law answers with what is wrong, or null; it never asks the domain.
 */
import type { Actor, Command, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { Change, Id, Kind, RowOf } from '#lib/domain/rows.ts';
import { live, there, type Hall, type Rows } from '../hall.ts';

export interface Deed {
	readonly command: Command;
	readonly actor: Actor;
	readonly outcome: Outcome;
	readonly effect: readonly Change[];
	readonly before: Hall;
	/** The same object as `before` when nothing changed that has to do with seats. */
	readonly after: Hall;
	/** As they are now. */
	readonly rows: Rows;
	/** A row as it was before, also one that was removed. */
	readonly was: <K extends Kind>(kind: K, id: Id) => RowOf[K] | undefined;
}

/** Remembers what it needs from one command to the next; a new one for each replay. */
export interface Law {
	faultOf(deed: Deed): string | null;
}

export const meOf = ({ actor }: Deed): Id | null =>
	actor.role === 'participant' ? actor.id : null;

export const isStaffs = ({ actor }: Deed): boolean =>
	actor.role === 'facilitator' || actor.role === 'office' || actor.role === 'system';

/** The payload, if it is this command. */
export function payloadOf<T extends Command['type']>(deed: Deed, type: T): Payloads[T] | null {
	return deed.command.type === type ? (deed.command.payload as Payloads[T]) : null;
}

export function changed<K extends Kind>(deed: Deed, kind: K): RowOf[K][] {
	return deed.effect.flatMap((change) => (change.kind === kind ? [change.row as RowOf[K]] : []));
}

/** As it was before, if it was there. */
export const wasThere = <K extends Kind>(deed: Deed, kind: K, id: Id): RowOf[K] | undefined =>
	there(deed.was(kind, id));

export const isThere = <K extends Kind>({ rows }: Deed, kind: K, id: Id): RowOf[K] | undefined =>
	there(rows[kind].get(id));

export const all = <K extends Kind>({ rows }: Deed, kind: K): RowOf[K][] => live(rows, kind);

/** The first fault of several questions. */
export function firstFault(...asked: (() => string | null)[]): string | null {
	for (const ask of asked) {
		const fault = ask();
		if (fault !== null) return fault;
	}
	return null;
}
