/**
 * Owns who belongs together: a family, an interpreter with a guest, an assistant. They share one seat, each
 * with a device of their own, so they are at one table in every round and nobody else's way is touched.
 * What must stay true: who accompanies somebody has no seat of their own; all on a seat come and go with
 * it; whoever joins them was invited by one of them, which the server's door has checked.
 */
import type { Case, Ruling } from './case.ts';
import { refuse } from './case.ts';
import { LIMITS } from './limits.ts';
import { devicesOn, seatIdOf } from './rotation.ts';
import type { Id, Participant, Seat } from './rows.ts';

/**
 * For somebody who comes, and for somebody who sits already: then whoever shares that seat comes along,
 * and it becomes free. `asNew` makes the row of somebody who comes.
 */
export function accompany(
	{ state, changes }: Case,
	me: Id,
	companionOf: Id,
	asNew: (companionOf: Id) => Omit<Participant, 'rev' | 'removed'>
): Ruling {
	const shared = state.get('seat', seatIdOf(state, companionOf));
	const holder = shared?.participantId;
	if (!shared || holder == null) return refuse('not_found', { field: 'companionOf' });
	const own = state.get('seat', seatIdOf(state, me));
	if (own?.id === shared.id) return null;
	if (own && state.get('participant', me)?.blocked) return refuse('blocked');
	const comers = own ? [...devicesOn(state, own)] : [me];
	const limit = LIMITS.companions + 1;
	if ([...devicesOn(state, shared)].length + comers.length > limit)
		return refuse('too_many', { limit });
	if (own) {
		free({ state, changes }, own);
		for (const id of comers) changes.edit('participant', id, { companionOf: holder });
	} else changes.put('participant', asNew(holder));
	changes.touch('seat', shared.id);
	return null;
}

/** The holder leaves; who accompanied them keeps the place. */
export function handOver(kase: Case, seat: Seat): void {
	const { state, changes, now } = kase;
	const [, next, ...others] = devicesOn(state, seat);
	if (next === undefined) return free(kase, seat);
	changes.edit('seat', seat.id, { participantId: next, takenAt: now });
	changes.edit('participant', next, { companionOf: null });
	for (const id of others) changes.edit('participant', id, { companionOf: next });
}

function free({ state, changes }: Pick<Case, 'state' | 'changes'>, seat: Seat): void {
	changes.edit('seat', seat.id, {
		participantId: null,
		takenAt: null,
		// Where people choose, a seat's way is the memory of its holder.
		...(state.workshop?.moveMode === 'free' ? { way: null } : {})
	});
}

/** The sender, and whoever shares the sender's seat, sit on another one. */
export function moveTo({ changes, actor }: Case, own: Seat | undefined, wanted: Id): void {
	const holder = own?.participantId ?? (actor.role === 'participant' ? actor.id : null);
	if (own) changes.edit('seat', own.id, { participantId: null, takenAt: null });
	changes.edit('seat', wanted, { participantId: holder });
}
