/**
 * Owns where each seat sits in each round, as it stands on paper, and whether that can be said as a rule.
 * The rule is read off the ways themselves: whatever plan made them, only what is true is printed.
 */
import { tableOf } from '#lib/domain/rotation.ts';
import type { State } from '#lib/domain/state.ts';

/** For each table in order of numbers, for each seat: the tables' numbers in round 1, 2, … */
export type SeatWays = number[][][];

/** Gives the tables' numbers of a seat's rounds. */
export type SeatWay = (homeTable: number, index: number) => number[];

export function seatWays(state: State, way = wayByRotation(state)): SeatWays {
	return state.tables.map((table) =>
		Array.from({ length: table.seats }, (_, index) => way(table.number, index))
	);
}

function wayByRotation(state: State): SeatWay {
	const rounds = Math.max(0, ...state.steps.map((step) => step.round ?? 0));
	const byNumber = new Map(state.tables.map((table) => [table.number, table]));
	return (homeTable, index) => {
		const table = byNumber.get(homeTable);
		const seat = table && state.seatsAt(table.id)[index];
		if (!seat) return [];
		return Array.from(
			{ length: rounds },
			(_, round) => tableOf(state, seat, round + 1)?.number ?? homeTable
		);
	};
}

/**
 * How many tables each letter goes on after every round; null when that cannot be said in one number per
 * letter. `numbers` are all tables' numbers in order.
 */
export function stepsOn(ways: SeatWays, numbers: readonly number[]): number[] | null {
	const place = new Map(numbers.map((number, index) => [number, index]));
	const letters = Math.max(0, ...ways.map((seats) => seats.length));
	const steps: number[] = [];
	for (let letter = 0; letter < letters; letter++) {
		const found = new Set<number>();
		for (const seats of ways) {
			const places = (seats[letter] ?? []).map((number) => place.get(number) ?? NaN);
			for (let round = 1; round < places.length; round++) {
				const [before = NaN, now = NaN] = places.slice(round - 1, round + 1);
				found.add((now - before + numbers.length) % numbers.length);
			}
		}
		const [step] = found;
		if (found.size !== 1 || step === undefined || Number.isNaN(step)) return null;
		steps.push(step);
	}
	return letters > 0 ? steps : null;
}
