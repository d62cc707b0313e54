import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldProduct } from './group.ts';
import { shiftIsPerfect } from './offsets.ts';
import type { RotationRequest } from './plan-rotation.ts';
import { planRotation } from './plan-rotation.ts';
import type { Plan, PlanTable } from './plan.ts';
import { seatsByTable, tableAt } from './plan.ts';
import { report, revisitsOf } from './report.ts';
import { placeIn, wayText } from './way-text.ts';

const tablesOf = (sizes: readonly number[]): PlanTable[] =>
	sizes.map((seats, at) => ({ id: `t${at + 1}`, seats }));

const plan = (
	sizes: readonly number[],
	rounds: number,
	more: Partial<RotationRequest> = {}
): Plan =>
	planRotation({
		tables: tablesOf(sizes),
		rounds,
		moveMode: 'scatter',
		seed: 1,
		...more
	});

const even = (tables: number, seats: number) => new Array<number>(tables).fill(seats);

/** Searching is work for the processor: a machine that does much else takes its time. */
const BUSY = { timeout: 60_000 };

/** What is promised does not hang on how long is searched. */
const QUICK = { tries: 1500 };

/** Uneven, as halls are. */
const halls = fc.record({
	sizes: fc.array(fc.integer({ min: 2, max: 10 }), { minLength: 1, maxLength: 12 }),
	rounds: fc.integer({ min: 1, max: 4 })
});

describe('any plan', BUSY, () => {
	it('[R5] starts at home, keeps hosts and never has more seats than chairs', () => {
		const modes = fc.constantFrom('scatter' as const, 'carousel' as const);
		fc.assert(
			fc.property(halls, modes, ({ sizes, rounds }, moveMode) => {
				const made = plan(sizes, rounds, { moveMode, ...QUICK });
				for (const [seat, { home, index }] of made.seats.entries()) {
					const first = tableAt(made, seat, 1);
					if (moveMode === 'scatter') expect(first).toBe(home);
					if (index === 0)
						expect(new Set(made.ways[seat])).toEqual(new Set(rounds > 0 ? [home] : []));
				}
				const group = Math.min(...sizes);
				for (let round = 1; round <= rounds; round++)
					expect(seatsByTable(made, round).map((seats) => seats.length)).toEqual(
						moveMode === 'scatter' ? sizes : sizes.map(() => group)
					);
			}),
			{ numRuns: 20 }
		);
	});

	it('[R5] the same request gives the same plan', () => {
		expect(plan(even(10, 9), 4)).toEqual(plan(even(10, 9), 4));
		expect(plan([3, 9, 4, 4, 7], 3)).toEqual(plan([3, 9, 4, 4, 7], 3));
	});
});

describe('scatter', BUSY, () => {
	it('[R6] knows exactly when the shift alone is perfect', () => {
		for (let tables = 2; tables <= 60; tables++)
			for (let seats = 3; seats <= 10; seats++)
				for (let rounds = 2; rounds <= 6; rounds++) {
					let meetsAgain = false;
					for (let apart = 1; apart < seats; apart++)
						for (let later = 1; later < rounds; later++)
							if ((apart * later) % tables === 0) meetsAgain = true;
					if (shiftIsPerfect(tables, seats, rounds) === meetsAgain)
						expect.fail(`${tables} tables, ${seats} seats, ${rounds} rounds`);
				}
		expect(shiftIsPerfect(7, 5, 3)).toBe(true);
		expect(shiftIsPerfect(8, 5, 3)).toBe(false);
		expect(shiftIsPerfect(400, 12, 6)).toBe(true);
	});

	it('[R6] is then the shift, without a repeat and without a return', () => {
		const hall = fc.tuple(
			fc.integer({ min: 2, max: 60 }),
			fc.integer({ min: 3, max: 10 }),
			fc.integer({ min: 2, max: 6 })
		);
		fc.assert(
			fc.property(hall, ([tables, seats, rounds]) => {
				fc.pre(shiftIsPerfect(tables, seats, rounds));
				const made = plan(even(tables, seats), rounds);
				expect(report(made)).toMatchObject({ repeats: 0, revisits: 0, over: 0 });
				for (const [seat, { home, index }] of made.seats.entries())
					for (let round = 1; round <= rounds; round++)
						expect(tableAt(made, seat, round)).toBe((home + (round - 1) * index) % tables);
			}),
			{ numRuns: 60 }
		);
	});

	it('[R7] nobody returns to a table while another is open', () => {
		for (let tables = 1; tables <= 5; tables++)
			for (const seats of [3, 7])
				for (let rounds = 2; rounds <= 6; rounds++) {
					const made = plan(even(tables, seats), rounds, QUICK);
					const { revisits, fewestRevisits } = report(made);
					expect(revisits).toBe(fewestRevisits);
					for (const [seat, { index }] of made.seats.entries()) {
						if (index === 0) continue;
						const first = made.ways[seat]?.slice(0, tables) ?? [];
						expect(new Set(first).size).toBe(first.length);
					}
				}
	});

	it('[R7] nor in a hall of unequal tables, unless the large ones are too large', () => {
		fc.assert(
			fc.property(halls, ({ sizes, rounds }) => {
				const travellers = sizes.reduce((sum, size) => sum + size - 1, 0);
				const isPossible = rounds * (Math.max(...sizes) - 1) <= travellers;
				const { revisits, fewestRevisits } = report(plan(sizes, rounds, QUICK));
				expect(fewestRevisits === 0).toBe(isPossible);
				if (isPossible) expect(revisits).toBe(0);
				else expect(revisits).toBeGreaterThanOrEqual(fewestRevisits);
			}),
			{ numRuns: 20 }
		);
	});

	it('[R7] not even where all travellers must just once be at the largest table', () => {
		const tight = fc.record({
			largest: fc.integer({ min: 3, max: 9 }),
			parts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 40 }),
			rounds: fc.integer({ min: 2, max: 6 })
		});
		fc.assert(
			fc.property(tight, ({ largest, parts, rounds }) => {
				const guests = [largest];
				let open = largest * (rounds - 1);
				for (const part of parts) {
					if (open === 0) break;
					guests.push(Math.min(part, largest, open));
					open -= Math.min(part, largest, open);
				}
				fc.pre(open === 0);
				const made = plan(
					guests.map((it) => it + 1),
					rounds,
					{ tries: 0 }
				);
				expect(report(made)).toMatchObject({ revisits: 0, fewestRevisits: 0, over: 0 });
			}),
			{ numRuns: 60 }
		);
	});

	it('[R8] reaches no repeat where a shift cannot', () => {
		for (const [tables, seats, rounds] of [
			[6, 5, 3],
			[8, 5, 3],
			[4, 4, 4],
			[6, 5, 4],
			[8, 8, 6],
			[9, 9, 6],
			[12, 8, 4],
			[16, 10, 6],
			[20, 10, 5]
		] as const)
			expect(report(plan(even(tables, seats), rounds))).toMatchObject({ repeats: 0, revisits: 0 });
	});

	it('[R8] always, if the tables are a power of a prime and not fewer than seats and rounds', () => {
		for (const tables of [2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 32, 49]) {
			const seats = Math.min(tables, 12);
			const made = plan(even(tables, seats), Math.min(tables, 6));
			expect(report(made)).toMatchObject({ repeats: 0, revisits: 0 });
		}
		expect([6, 10, 12, 15].map(fieldProduct)).toEqual([null, null, null, null]);
	});

	it('[R8] never claims less than is possible', () => {
		fc.assert(
			fc.property(halls, ({ sizes, rounds }) => {
				const { repeats, lowerBound } = report(plan(sizes, rounds, QUICK));
				expect(repeats).toBeGreaterThanOrEqual(lowerBound);
			}),
			{ numRuns: 20 }
		);
		expect(report(plan(even(4, 5), 3))).toMatchObject({ repeats: 8, lowerBound: 8 });
	});

	it('[R8] small halls cost what counting cannot avoid, or little more', () => {
		// Tables, seats, rounds: repeats of the plan, beside the fewest that counting allows.
		const known = [
			[3, 5, 3, 12, 12],
			[4, 5, 3, 8, 8],
			[5, 5, 3, 0, 0],
			[4, 6, 3, 16, 16],
			[5, 6, 3, 10, 10],
			[6, 6, 3, 6, 0],
			[5, 5, 4, 0, 0],
			[6, 9, 6, 252, 90]
		] as const;
		for (const [tables, seats, rounds, most, lowerBound] of known) {
			const made = report(plan(even(tables, seats), rounds, { tries: 6000 }));
			expect(made).toMatchObject({ lowerBound, revisits: 0 });
			expect(made.repeats).toBeLessThanOrEqual(most);
		}
	});

	it('[R9] letters are even in every hall of equal tables', () => {
		for (const [tables, seats, rounds] of [
			[6, 6, 3],
			[10, 9, 4],
			[6, 5, 6],
			[3, 10, 5]
		] as const)
			expect(hasEvenLetters(plan(even(tables, seats), rounds, QUICK))).toBe(true);
	});

	it('[R11] stays within halls, and is as good as each hall alone', () => {
		const tables = tablesOf(even(18, 5)).map((table, at) => ({
			...table,
			hall: at % 3 === 0 ? 'small' : 'large'
		}));
		const made = planRotation({
			tables,
			rounds: 3,
			moveMode: 'scatter',
			seed: 7,
			keepWithinHall: true
		});
		for (const [seat, { home }] of made.seats.entries())
			for (const table of made.ways[seat] ?? [])
				expect(tables[table]?.hall).toBe(tables[home]?.hall);
		expect(report(made)).toMatchObject({ repeats: 0, revisits: 0 });
	});

	it('[R5] a hall of 400 tables of different sizes is planned', () => {
		const sizes = Array.from({ length: 400 }, (_, at) => 4 + (at % 7));
		expect(report(plan(sizes, 6))).toMatchObject({ repeats: 0, revisits: 0, over: 0 });
	});
});

describe('carousel', () => {
	it('[R10] two tables for each of six topics: every group sees every topic exactly once', () => {
		for (const order of ['side by side', 'in rows'] as const) {
			const tables = Array.from({ length: 12 }, (_, at) => ({
				id: `t${at}`,
				seats: 9,
				topic: `topic ${order === 'in rows' ? at % 6 : at >> 1}`
			}));
			const made = plan([], 6, { tables, moveMode: 'carousel' });
			for (const [seat, { home, index }] of made.seats.entries()) {
				if (index === 0) continue;
				const way = made.ways[seat] ?? [];
				expect(new Set(way.map((table) => tables[table]?.topic)).size).toBe(6);
				const first = made.seats.findIndex((it) => it.home === home && it.index === 1);
				expect(way).toEqual(made.ways[first]);
			}
			expect(report(made)).toMatchObject({ revisits: 0, over: 0 });
		}
	});

	it('[R10] in as many rounds as tables every group is at every table once', () => {
		for (let tables = 1; tables <= 6; tables++) {
			const made = plan(even(tables, 4), tables, { moveMode: 'carousel' });
			for (const [seat, { index }] of made.seats.entries())
				if (index > 0) expect(new Set(made.ways[seat]).size).toBe(tables);
		}
	});

	it('[R10] groups are as large as the smallest table, and only topics in excess come again', () => {
		const topics = ['a', 'a', 'a', 'b', 'c', 'c'];
		const tables = topics.map((topic, at) => ({ id: `t${at}`, seats: 4 + at, topic }));
		const made = plan([], 3, { tables, moveMode: 'carousel' });
		expect(report(made)).toMatchObject({ unused: 1 + 2 + 3 + 4 + 5, over: 0, revisits: 0 });
		expect(made.seats.every((_, seat) => revisitsOf(made, seat) === 0)).toBe(true);
	});
});

describe('free', () => {
	it('[R10] has no plan', () => {
		const made = plan([4, 6], 3, { moveMode: 'free' });
		expect([tableAt(made, 5, 1), tableAt(made, 5, 2)]).toEqual([1, undefined]);
	});
});

describe('in the store', BUSY, () => {
	it('[R18] what is read from the text of a way is the way; any other text is no place', () => {
		fc.assert(
			fc.property(halls, fc.boolean(), ({ sizes, rounds }, together) => {
				const moveMode = together ? 'carousel' : 'scatter';
				const made = plan(sizes, rounds, { moveMode, ...QUICK });
				for (const [seat, way] of made.ways.entries()) {
					const text = wayText(made, seat);
					expect(text.split(' ')).toHaveLength(rounds);
					for (const [at, table] of way.entries())
						expect(placeIn(text, at + 1)).toBe(table < 0 ? undefined : table);
				}
			}),
			{ numRuns: 20 }
		);
		const made = plan([3, 9, 4, 4, 7], 3);
		expect(wayText(made, 0)).toBe('1h 1h 1h');
		// A round more than was planned: people stay.
		expect([placeIn('2 4 7', 3), placeIn('2 4 7', 5)]).toEqual([6, 6]);
		for (const bad of ['x', '-', '']) expect(placeIn(bad, 1)).toBeUndefined();
	});
});

/** In every round each letter is at most once at a table. */
function hasEvenLetters(made: Plan): boolean {
	for (let round = 1; round <= made.rounds; round++)
		for (const seats of seatsByTable(made, round)) {
			const letters = seats.map((seat) => made.seats[seat]?.index);
			if (new Set(letters).size < letters.length) return false;
		}
	return true;
}
