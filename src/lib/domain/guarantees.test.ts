/**
 * What is promised of who meets whom, tried on the seats of an evening: the hall is planned as `decide`
 * plans it, and everybody is asked for where they sit as each post asks.
 */
import { describe, expect, it } from 'vitest';
import { planned } from './fixture/planned-hall.ts';
import { tableOf } from './rotation.ts';
import type { State } from './state.ts';

/** One buffer for all halls: a pair has met when the hall's own number stands there. */
const MOST_SEATS = 600;
const met = new Uint16Array(MOST_SEATS ** 2);
const been = new Uint16Array(MOST_SEATS * MOST_SEATS);
let hall = 0;

/** Meetings beyond the first and visits beyond the first, of a full hall. */
function experienced(state: State, rounds: number) {
	hall++;
	const found = { repeats: 0, returns: 0, standing: 0 };
	const seats = state.live('seat');
	for (let round = 1; round <= rounds; round++) {
		const at = state.tables.map((): number[] => []);
		for (const [number, seat] of seats.entries()) {
			const place = state.tableIndex(tableOf(state, seat, round)?.id ?? '');
			const table = place === undefined ? undefined : at[place];
			if (place === undefined || !table) {
				found.standing++;
				continue;
			}
			for (const other of table) {
				const pair = other * MOST_SEATS + number;
				if (met[pair] === hall) found.repeats++;
				met[pair] = hall;
			}
			table.push(number);
			const visit = number * MOST_SEATS + place;
			if (seat.index > 0 && been[visit] === hall) found.returns++;
			been[visit] = hall;
		}
		for (const [table, there] of at.entries())
			found.standing += Math.max(0, there.length - (state.tables[table]?.seats ?? 0));
	}
	return found;
}

const scattered = (tables: number, seats: number, rounds: number) =>
	experienced(planned({ tables, seats, rounds, moveMode: 'scatter', hostMode: 'fixed' }), rounds);

const NONE = { repeats: 0, returns: 0, standing: 0 };

describe('in an evening', () => {
	it('[R2] [R6] nobody meets twice or returns in any hall with more tables than (rounds − 1) · (seats − 1)', () => {
		let halls = 0;
		for (let tables = 2; tables <= 60; tables++)
			for (let seats = 3; seats <= 10; seats++)
				for (let rounds = 2; rounds <= 6; rounds++) {
					if (tables <= (rounds - 1) * (seats - 1)) continue;
					halls++;
					const { repeats, returns, standing } = scattered(tables, seats, rounds);
					if (repeats + returns + standing > 0)
						expect.fail(`${tables} tables, ${seats} seats, ${rounds} rounds`);
				}
		expect(halls).toBe(1740);
	}, 180_000);

	it.each([
		[5, 5, 3],
		[6, 5, 3],
		[7, 5, 3],
		[8, 5, 3],
		[6, 5, 4],
		[10, 8, 4]
	])('[R2] [R8] nor at %i tables of %i in %i rounds', (tables, seats, rounds) => {
		expect(scattered(tables, seats, rounds)).toEqual(NONE);
	});

	it('[R8] in a hall that is too small it is counted', () => {
		expect(scattered(4, 5, 3)).toEqual({ ...NONE, repeats: 8 });
	});
});
