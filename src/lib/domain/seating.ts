/**
 * Owns who holds which seat. What must stay true: a seat has at most one holder and a participant at
 * most one seat; nobody is ever moved by somebody else's coming or going; a seat is a place in the
 * rotation's plan, so a latecomer takes over the way of the seat, not of a person.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf } from './case.ts';
import type { Payloads } from './commands.ts';
import { LIMITS } from './limits.ts';
import { seatingRound, shift } from './rotation.ts';
import type { Id, Seat, Table } from './rows.ts';
import type { State } from './state.ts';
import { isLang } from './texts.ts';
import { hasBegun } from './writing.ts';

export function seatId(tableId: Id, index: number): Id {
	return `${tableId}.${index}`;
}

/** The seats of a table in order of their letters. */
export function seatsOf(state: State, table: Pick<Table, 'id'>): Seat[] {
	return state.seatsAt(table.id).filter((seat) => seat !== undefined);
}

export function seatOf(state: State, participantId: Id): Seat | undefined {
	return state.get('seat', state.seatByParticipant.get(participantId));
}

/** Host of a table is who holds its first seat. */
export function isHost(state: State, participantId: Id): boolean {
	return seatOf(state, participantId)?.index === 0;
}

export function hostOf(state: State, tableId: Id): Id | null {
	return state.get('seat', seatId(tableId, 0))?.participantId ?? null;
}

export function join(kase: Case, payload: Payloads['participant.join']): Ruling {
	const { state, changes, now } = kase;
	const id = payload.participantId;
	const known = state.get('participant', id);
	if (known && seatOf(state, id)) return null;
	if (!isLang(payload.lang)) return refuse('malformed', { field: 'lang' });
	const seat = freeSeat(state, payload.tableNumber);
	if ('code' in seat) return seat;
	changes.put('participant', {
		id,
		lang: payload.lang,
		people: clampPeople(payload.people),
		origin: payload.origin,
		joinedAt: known?.joinedAt ?? now,
		companionOf: known?.companionOf ?? null,
		heardAt: known?.heardAt ?? null,
		blocked: known?.blocked ?? false,
		arrivedStepId: known?.arrivedStepId ?? null,
		leftAt: null
	});
	changes.edit('seat', seat.id, { participantId: id, takenAt: now });
	return null;
}

/**
 * Fills the tables evenly, as they sit in the current round: of the tables with the fewest taken seats
 * the one with the lowest number. Hosts' seats go last, because nobody should become a host unasked. A
 * wished table counts as it sits now; its last seat may be the host's, for that person sits there anyway.
 */
function freeSeat(state: State, wish: number | null): Seat | ReturnType<typeof refuse> {
	const { tables } = state;
	const wished = tables.findIndex((table) => table.number === wish);
	if (wish !== null && wished < 0) return refuse('not_found', { field: 'tableNumber' });
	const round = seatingRound(state);
	const seats: { seat: Seat; at: number }[] = [];
	const taken = new Array<number>(tables.length).fill(0);
	for (const [home, { id }] of tables.entries())
		for (const seat of state.seatsAt(id)) {
			if (!seat) continue;
			const at = shift(home, seat.index, round, tables.length);
			if (seat.participantId !== null) taken[at] = (taken[at] ?? 0) + 1;
			else if (wish === null || at === wished) seats.push({ seat, at });
		}

	let best: Seat | undefined;
	let bestRank = Infinity;
	for (const { seat, at } of seats) {
		// One number to compare: host or not, people there, the table's place, the seat's letter.
		const isHost = seat.index === 0 ? 1 : 0;
		const rank = ((isHost * 1e4 + (taken[at] ?? 0)) * 1e3 + at) * 16 + seat.index;
		if (rank >= bestRank) continue;
		best = seat;
		bestRank = rank;
	}
	return best ?? refuse(wish === null ? 'hall_full' : 'table_full');
}

function clampPeople(people: number): number {
	return Math.min(LIMITS.peoplePerDevice, Math.max(1, Math.trunc(people) || 1));
}

export function edit(kase: Case, payload: Payloads['participant.edit']): Ruling {
	if (payload.lang !== undefined && !isLang(payload.lang))
		return refuse('malformed', { field: 'lang' });
	kase.changes.edit('participant', senderOf(kase), {
		...(payload.lang === undefined ? {} : { lang: payload.lang }),
		...(payload.people === undefined ? {} : { people: clampPeople(payload.people) })
	});
	return null;
}

/** Also when the round has begun meanwhile: who is slow to find the table is still arriving. */
export function arrive(kase: Case, { stepId }: Payloads['participant.arrive']): Ruling {
	const { state } = kase;
	const step = state.get('step', stepId);
	if (!step) return refuse('not_found');
	if (step.kind !== 'change' || !hasBegun(step) || step.round !== seatingRound(state))
		return refuse('wrong_step');
	const me = senderOf(kase);
	if (!seatOf(state, me)) return refuse('not_allowed');
	if (state.get('participant', me)?.arrivedStepId !== stepId)
		kase.changes.edit('participant', me, { arrivedStepId: stepId });
	return null;
}

export function leave(kase: Case): Ruling {
	const { state, changes, now } = kase;
	const me = senderOf(kase);
	const seat = seatOf(state, me);
	if (seat) changes.edit('seat', seat.id, { participantId: null, takenAt: null });
	if (state.get('participant', me)?.leftAt === null)
		changes.edit('participant', me, { leftAt: now });
	return null;
}

export function take(kase: Case, { tableId, index }: Payloads['seat.take']): Ruling {
	const { state, changes, now } = kase;
	const me = senderOf(kase);
	const wanted = state.get('seat', seatId(tableId, index));
	if (!wanted) return refuse('not_found');
	const own = seatOf(state, me);
	if (own?.id === wanted.id) return null;
	if (wanted.participantId !== null) return refuse('seat_taken');
	// Who changes the traveller's seat later would be sent to tables where they already were.
	if (index !== 0 && seatingRound(state) > 1) return refuse('wrong_step');
	// A blocked device as a host would keep the whole table from handing anything over.
	if (index === 0 && state.get('participant', me)?.blocked) return refuse('blocked');
	if (own) changes.edit('seat', own.id, { participantId: null, takenAt: null });
	changes.edit('seat', wanted.id, { participantId: me, takenAt: now });
	changes.edit('participant', me, { leftAt: null });
	return null;
}
