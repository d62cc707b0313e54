import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { fieldProduct } from './group.ts';
import { seatForLatecomer } from './latecomers.ts';
import { shiftIsPerfect } from './offsets.ts';
import type { RotationRequest } from './plan-rotation.ts';
import { planRotation } from './plan-rotation.ts';
import type { Plan, PlanTable } from './plan.ts';
import { capacity, seatNumber, seatsByTable, tableAt } from './plan.ts';
import { report, revisitsOf } from './report.ts';
import { planFromTexts, wayText } from './way-text.ts';

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
		hostMode: 'fixed',
		seed: 1,
		...more
	});

const even = (tables: number, seats: number) => new Array<number>(tables).fill(seats);

/** What is promised does not hang on how long is searched. */
const QUICK = { tries: 1500 };

/** Uneven, as halls are. */
const halls = fc.record({
	sizes: fc.array(fc.integer({ min: 2, max: 10 }), { minLength: 1, maxLength: 12 }),
	rounds: fc.integer({ min: 1, max: 4 })
});

describe('any plan', () => {
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

describe('scatter', () => {
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
				const told = explain(made);
				if (told.kind !== 'shift') return expect.fail(told.kind);
				for (const { letter, steps } of told.rules)
					expect(new Set(steps)).toEqual(new Set([letter % tables]));
			}),
			{ numRuns: 60 }
		);
	});

	it('[R6] nobody meets twice or returns in any hall with more tables than (rounds − 1) · (seats − 1)', () => {
		let halls = 0;
		for (let tables = 2; tables <= 60; tables++)
			for (let seats = 3; seats <= 10; seats++)
				for (let rounds = 2; rounds <= 6; rounds++) {
					if (tables <= (rounds - 1) * (seats - 1)) continue;
					halls++;
					const { repeats, revisits, over } = report(plan(even(tables, seats), rounds));
					if (repeats + revisits + over > 0)
						expect.fail(`${tables} tables, ${seats} seats, ${rounds} rounds`);
				}
		expect(halls).toBeGreaterThan(1500);
	}, 180_000);

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

	it('[R9] tables stay even in all rounds as people come', () => {
		let judged = 0;
		fc.assert(
			fc.property(halls, fc.nat(200), ({ sizes, rounds }, guests) => {
				const made = plan(sizes, rounds, QUICK);
				// Where letters had to change places, a return was the worse evil.
				if (!hasEvenLetters(made)) return;
				judged++;
				const taken = new Set<number>();
				const travellers = made.seats.length - sizes.length;
				for (let guest = 0; guest < Math.min(guests, travellers); guest++) {
					const seat = seatForLatecomer(made, (it) => (taken.has(it) ? 1 : 0), 1);
					if (seat === undefined) return expect.fail('a free seat was not found');
					taken.add(seat);
				}
				for (let round = 1; round <= rounds; round++) {
					const counts = seatsByTable(made, round).map(
						(seats) => seats.filter((seat) => taken.has(seat)).length
					);
					const most = Math.max(...counts);
					for (const [table, count] of counts.entries())
						expect(count).toBeGreaterThanOrEqual(Math.min(most, capacity(made, table, round)) - 1);
				}
			}),
			{ numRuns: 30 }
		);
		expect(judged).toBeGreaterThan(5);
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
			hostMode: 'fixed',
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
				expect(way).toEqual(made.ways[seatNumber(made, home, 1) ?? -1]);
			}
			expect(report(made)).toMatchObject({ revisits: 0, over: 0 });
			expect(['shift', 'groups']).toContain(explain(made).kind);
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
	it('[R10] has capacities and no plan', () => {
		const made = plan([4, 6], 3, { moveMode: 'free' });
		expect([capacity(made, 0, 2), capacity(made, 1, 3)]).toEqual([4, 6]);
		expect([tableAt(made, 5, 1), tableAt(made, 5, 2)]).toEqual([1, undefined]);
		expect(explain(made)).toEqual({ kind: 'free' });
	});
});

describe('in words and in the store', () => {
	it('[R17] what is said is exactly the plan', () => {
		fc.assert(
			fc.property(halls, fc.boolean(), ({ sizes, rounds }, together) => {
				const made = plan(sizes, rounds, {
					moveMode: together ? 'carousel' : 'scatter',
					...QUICK
				});
				const told = explain(made);
				for (const [seat, { home, index }] of made.seats.entries()) {
					const way = made.ways[seat] ?? [];
					if (index === 0 || way.every((table) => table < 0)) continue;
					if (told.kind === 'shift') {
						const rule = told.rules.find((it) => it.letter === index && it.tables.includes(home));
						let place = rule?.tables.indexOf(home) ?? -1;
						for (const [at, step] of (rule?.steps ?? []).entries()) {
							place = (place + step) % (rule?.tables.length ?? 1);
							expect(rule?.tables[place]).toBe(way[at + 1]);
						}
					} else if (told.kind === 'groups') {
						expect(told.rows.find((row) => row.home === home)?.tables).toEqual(way);
					} else if (told.kind === 'table') {
						const row = told.rows.find((it) => it.home === home && it.index === index);
						expect(row?.tables).toEqual(way);
					}
				}
			}),
			{ numRuns: 20 }
		);
		expect(explain(plan(even(6, 5), 3)).kind).toBe('shift');
		expect(explain(plan(even(9, 5), 3))).toMatchObject({
			rules: [{ letter: 1, steps: [1, 1] }, { letter: 2, steps: [2, 2] }, {}, {}]
		});
	});

	it('[R18] a plan comes back from its texts, anything else is refused', () => {
		const made = plan([3, 9, 4, 4, 7], 3);
		const texts = made.seats.map((_, seat) => wayText(made, seat));
		expect(texts[0]).toBe('1h 1h 1h');
		expect(planFromTexts(made, texts)).toEqual(made);
		for (const bad of ['1h 1h', '1h 1h 9', '1h 1h x', '1h  1h', '01 1 1'])
			expect(planFromTexts(made, [bad, ...texts.slice(1)])).toBeNull();
		expect(planFromTexts(made, texts.slice(1))).toBeNull();
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
