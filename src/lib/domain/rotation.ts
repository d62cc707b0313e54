/**
 * Owns where a seat's holder sits in a round; everything that asks goes through `tableOf`. The plan is
 * over seats, not people: a latecomer takes a free seat and nobody else's way changes. Either no seat has
 * a way and all follow the shift rule of the World Café (the seat with index j goes j tables on each
 * round, the host's stays), which can be said aloud and printed, or the ways are written on the seats.
 * Asked for every post, so it costs no walk over tables or seats.
 */
import { placeIn } from './rotation/way-text.ts';
import type { Id, Seat, Step, Table } from './rows.ts';
import type { State } from './state.ts';

/** Index of the table, 0-based in order of numbers, for round 1, 2, … */
export function shift(home: number, index: number, round: number, tables: number): number {
	return (home + (round - 1) * index) % tables;
}

/** Tables in order of their numbers. */
export function tablesInOrder(state: State): readonly Table[] {
	return state.tables;
}

/**
 * The round whose seating applies now: a `change` already belongs to the round it leads to, so phones
 * say where to go; after the last round people stay where they are.
 */
export function seatingRound(state: State): number {
	return roundAt(state, state.step);
}

/** The round whose seating applies when that step is current. */
export function roundAt(state: State, current: Pick<Step, 'position'> | undefined): number {
	if (!current) return 1;
	let round = 1;
	for (const step of state.steps) {
		if (step.position > current.position) break;
		// Nobody walked to a round that was not held.
		if (step.round !== null && step.state !== 'skipped') round = Math.max(round, step.round);
	}
	return round;
}

/** What looking up a seat's table needs of it. */
export type Place = Pick<Seat, 'tableId' | 'index'> & Partial<Pick<Seat, 'way'>>;

/** The table at which the seat's holder sits in that round. */
export function tableOf(state: State, seat: Place, round: number): Table | undefined {
	const place = seat.way ? placeIn(seat.way, round) : undefined;
	if (place !== undefined) return state.tables[place];
	const stays = seat.way || seat.index === 0 || state.workshop?.moveMode === 'free';
	const home = stays ? undefined : state.tableIndex(seat.tableId);
	if (home === undefined) return standing(state, seat.tableId);
	return state.tables[shift(home, seat.index, round, state.tables.length)];
}

/** The table, or the one its people went to when it was closed. */
export function standing(state: State, tableId: Id): Table | undefined {
	const seen = new Set<Id>();
	let table = state.get('table', tableId);
	while (table?.mergedInto && !seen.has(table.id)) {
		seen.add(table.id);
		table = state.get('table', table.mergedInto);
	}
	return table;
}

/** The seat a participant sits on: the own one, or that of the person they accompany. */
export function seatIdOf(state: State, participantId: Id): Id | undefined {
	const own = state.seatByParticipant.get(participantId);
	if (own !== undefined) return own;
	const participant = state.get('participant', participantId);
	return participant?.companionOf && participant.leftAt === null
		? state.seatByParticipant.get(participant.companionOf)
		: undefined;
}

/** Where a participant sits now; undefined without a seat. */
export function tableOfParticipant(
	state: State,
	participantId: Id,
	round = seatingRound(state)
): Table | undefined {
	const seat = state.get('seat', seatIdOf(state, participantId));
	return seat && tableOf(state, seat, round);
}

/** The devices on a seat: its holder first, then who accompanies the holder. */
export function* devicesOn(state: State, seat: Pick<Seat, 'participantId'>): Generator<Id> {
	if (seat.participantId === null) return;
	yield seat.participantId;
	for (const id of state.companionsOf.get(seat.participantId) ?? []) {
		const participant = state.get('participant', id);
		const isWithThem = participant?.companionOf === seat.participantId;
		if (isWithThem && participant.leftAt === null && !state.seatByParticipant.has(id)) yield id;
	}
}

/** `7C`: the home table's number and the seat's letter. */
export function seatName(table: Pick<Table, 'number'>, index: number): string {
	return `${table.number}${String.fromCharCode(65 + index)}`;
}
