/**
 * Owns who holds which seat. What must stay true: a seat has at most one holder and a participant at
 * most one seat; nobody is moved by somebody else's coming or going, except the host whom a volunteer
 * relieves. A seat is a place in the plan, so a latecomer takes over the way of the seat, not of a person.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf, theWorkshop } from './case.ts';
import { choose } from './choosing.ts';
import type { Payloads } from './commands.ts';
import { accompany, handOver, moveTo } from './company.ts';
import { LIMITS } from './limits.ts';
import { placeIn } from './rotation/way-text.ts';
import { devicesOn, seatIdOf, seatingRound, standing, tableOf } from './rotation.ts';
import type { Id, Participant, Seat, Table } from './rows.ts';
import { seatId } from './seat-plan.ts';
import type { State } from './state.ts';
import { isLang } from './texts.ts';
import { hasBegun } from './writing.ts';

export { seatId } from './seat-plan.ts';

/** The seats of a table in order of their letters. */
export function seatsOf(state: State, table: Pick<Table, 'id'>): Seat[] {
	return state.seatsAt(table.id).filter((seat) => seat !== undefined);
}

export function seatOf(state: State, participantId: Id): Seat | undefined {
	return state.get('seat', seatIdOf(state, participantId));
}

/** Host of a table is who holds its first seat, as long as the table is open. */
export function isHost(state: State, participantId: Id): boolean {
	const seat = seatOf(state, participantId);
	return seat !== undefined && isHostSeat(state, seat, seatingRound(state));
}

/** The first seat of a table that was closed leads elsewhere: there its holder is a guest. */
export function isHostSeat(state: State, seat: Seat, round: number): boolean {
	return seat.index === 0 && tableOf(state, seat, round)?.id === seat.tableId;
}

export function hostOf(state: State, tableId: Id, round = seatingRound(state)): Id | null {
	const seat = state.get('seat', seatId(tableId, 0));
	return seat && isHostSeat(state, seat, round) ? seat.participantId : null;
}

export function join(kase: Case, payload: Payloads['participant.join']): Ruling {
	const { state, changes, now } = kase;
	const id = payload.participantId;
	const known = state.get('participant', id);
	if (known && seatOf(state, id) && payload.companionOf == null) return null;
	if (!isLang(payload.lang)) return refuse('malformed', { field: 'lang' });
	const person = (companionOf: Id | null): Omit<Participant, 'rev' | 'removed'> => ({
		id,
		lang: payload.lang,
		people: clampPeople(payload.people),
		origin: payload.origin,
		joinedAt: known?.joinedAt ?? now,
		companionOf,
		heardAt: known?.heardAt ?? null,
		blocked: known?.blocked ?? false,
		arrivedStepId: known?.arrivedStepId ?? null,
		leftAt: null
	});
	if (payload.companionOf != null) return accompany(kase, id, payload.companionOf, person);
	const seat = freeSeat(state, payload.tableNumber);
	if ('code' in seat) return seat;
	changes.put('participant', person(null));
	changes.edit('seat', seat.id, { participantId: id, takenAt: now });
	return null;
}

/**
 * Fills the tables evenly, as they sit in the current round: of the tables with the fewest people the one
 * with the lowest number. Hosts' seats go last, because nobody should become a host unasked. A wished
 * table counts as it sits now; its last seat may be the host's, for that person sits there anyway. A seat
 * without a place in some round to come is given to nobody.
 */
function freeSeat(state: State, wish: number | null): Seat | ReturnType<typeof refuse> {
	const { tables } = state;
	const named = tables.find((table) => table.number === wish);
	if (wish !== null && !named) return refuse('not_found', { field: 'tableNumber' });
	const wished = named && standing(state, named.id)?.id;
	const round = seatingRound(state);
	const seats: { seat: Seat; at: Table }[] = [];
	const people = new Map<Id, number>();
	for (const { id } of tables)
		for (const seat of state.seatsAt(id)) {
			const at = seat && tableOf(state, seat, round);
			if (!at) continue;
			if (seat.participantId !== null)
				people.set(at.id, (people.get(at.id) ?? 0) + peopleOn(state, seat));
			else if ((wished === undefined || at.id === wished) && hasWholeWay(state, seat, round))
				seats.push({ seat, at });
		}

	let best: Seat | undefined;
	let bestRank = Infinity;
	for (const { seat, at } of seats) {
		// One number to compare: host or not, people there, the table's place, the seat's letter.
		const isHost = seat.index === 0 ? 1 : 0;
		const place = state.tableIndex(at.id) ?? 0;
		const rank = ((isHost * 1e5 + (people.get(at.id) ?? 0)) * 1e3 + place) * 16 + seat.index;
		if (rank >= bestRank) continue;
		best = seat;
		bestRank = rank;
	}
	return best ?? refuse(wish === null ? 'hall_full' : 'table_full');
}

/** How many people sit there; who shares a device or a seat is counted in full. */
export function peopleOn(state: State, seat: Seat): number {
	let people = 0;
	for (const id of devicesOn(state, seat)) people += state.get('participant', id)?.people ?? 0;
	return people;
}

function hasWholeWay(state: State, seat: Seat, fromRound: number): boolean {
	if (state.get('table', seat.tableId)?.mergedInto && !seat.way) return false;
	if (!seat.way || state.workshop?.moveMode === 'free') return true;
	const rounds = seat.way.split(' ').length;
	for (let round = Math.min(fromRound, rounds); round <= rounds; round++)
		if (placeIn(seat.way, round) === undefined) return false;
	return true;
}

function clampPeople(people: number): number {
	return Math.min(LIMITS.peoplePerDevice, Math.max(1, Math.trunc(people) || 1));
}

export function edit(kase: Case, payload: Payloads['participant.edit']): Ruling {
	if (payload.lang !== undefined && !isLang(payload.lang))
		return refuse('malformed', { field: 'lang' });
	const me = senderOf(kase);
	kase.changes.edit('participant', me, {
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
	if (seat?.participantId === me) handOver(kase, seat);
	// Who only accompanied somebody must no longer see the seat.
	else if (seat) changes.touch('seat', seat.id);
	if (state.get('participant', me)?.leftAt === null)
		changes.edit('participant', me, { leftAt: now });
	return null;
}

/** For the sender and whoever shares the sender's seat. */
export function take(kase: Case, { tableId, index }: Payloads['seat.take']): Ruling {
	const { state, changes, now } = kase;
	const me = senderOf(kase);
	const wanted = state.get('seat', seatId(tableId, index));
	const table = state.get('table', tableId);
	if (!wanted || !table || table.mergedInto) return refuse('not_found');
	const own = seatOf(state, me);
	if (own?.id === wanted.id) return null;
	// A blocked device as a host would keep the whole table from handing anything over.
	if (index === 0 && state.get('participant', me)?.blocked) return refuse('blocked');
	const isFree = theWorkshop(kase).moveMode === 'free';
	if (wanted.participantId !== null && index === 0) return relieve(kase, wanted, own);
	if (isFree) return choose(kase, wanted, own);
	if (wanted.participantId !== null) return refuse('seat_taken');
	// Who changes the traveller's seat later would be sent to tables where they already were.
	if (index !== 0 && seatingRound(state) > 1) return refuse('wrong_step');
	if (index !== 0 && !hasWholeWay(state, wanted, 1)) return refuse('table_full');
	moveTo(kase, own, wanted.id);
	changes.edit('participant', me, { leftAt: null, ...(own ? {} : { companionOf: null }) });
	changes.edit('seat', wanted.id, { takenAt: now });
	return null;
}

/**
 * A volunteer stays and the host goes on: they exchange seats, so the host walks the volunteer's way and
 * nobody else is moved. Only in a change, by somebody who sat there in the round before.
 */
function relieve(kase: Case, wanted: Seat, own: Seat | undefined): Ruling {
	const { state, changes, now } = kase;
	const { step } = state;
	const { hostMode, moveMode } = theWorkshop(kase);
	// Where people choose, a host who wants to go simply goes, and another takes the free seat.
	if (hostMode !== 'volunteers' || moveMode === 'free') return refuse('seat_taken');
	if (step?.kind !== 'change' || !own) return refuse('wrong_step');
	if (tableOf(state, own, roundBefore(state))?.id !== wanted.tableId) return refuse('wrong_table');
	changes.edit('seat', wanted.id, { participantId: own.participantId, takenAt: now });
	changes.edit('seat', own.id, { participantId: wanted.participantId, takenAt: now });
	return null;
}

/** The round that was held before the current change. */
export function roundBefore(state: State): number {
	const { step } = state;
	const held = state.steps.findLast(
		({ kind, state: it, position }) =>
			kind === 'round' && it !== 'skipped' && step !== undefined && position < step.position
	);
	return held?.round ?? 1;
}
