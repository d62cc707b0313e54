/**
 * Owns where a seat's holder sits in a round. The plan is over seats, not people: a latecomer takes a
 * free seat and nobody else's way changes. Shift rule of the World Café: the seat with index j goes j
 * tables on each round, the host's (j = 0) stays. It can be said aloud and printed, and gives no
 * repeated meeting whenever tables > (rounds − 1) · (seats − 1).
 */
import type { Id, Seat, Table } from './rows.ts';
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
	const current = state.step;
	if (!current) return 1;
	let round = 1;
	for (const step of state.steps) {
		if (step.position > current.position) break;
		// Nobody walked to a round that was not held.
		if (step.round !== null && step.state !== 'skipped') round = Math.max(round, step.round);
	}
	return round;
}

/** The table at which the seat's holder sits in that round. */
export function tableOf(
	state: State,
	seat: Pick<Seat, 'tableId' | 'index'>,
	round: number
): Table | undefined {
	if (seat.index === 0) return state.get('table', seat.tableId);
	const home = state.tableIndex(seat.tableId);
	return home === undefined
		? undefined
		: state.tables[shift(home, seat.index, round, state.tables.length)];
}

/** Where a participant sits now; undefined without a seat. */
export function tableOfParticipant(
	state: State,
	participantId: Id,
	round = seatingRound(state)
): Table | undefined {
	const seat = state.get('seat', state.seatByParticipant.get(participantId));
	return seat && tableOf(state, seat, round);
}

/** `7C`: the home table's number and the seat's letter. */
export function seatName(table: Pick<Table, 'number'>, index: number): string {
	return `${table.number}${String.fromCharCode(65 + index)}`;
}

/** True when nobody meets anybody twice and nobody returns to a table. */
export function isPerfectShift(tables: number, seats: number, rounds: number): boolean {
	return tables > (rounds - 1) * (seats - 1);
}
