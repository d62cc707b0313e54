import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from './chance.ts';
import { planRotation } from './plan-rotation.ts';
import type { Plan } from './plan.ts';
import { NOWHERE, isHostIn, seatsByTable, tableAt } from './plan.ts';
import { meetings, report } from './report.ts';
import { replan } from './replan.ts';
import { wayText } from './way-text.ts';

const hall = (tables: number, seats: number, rounds: number): Plan =>
	planRotation({
		tables: Array.from({ length: tables }, (_, at) => ({ id: `t${at + 1}`, seats })),
		rounds,
		moveMode: 'scatter',
		seed: 1
	});

const waysOf = (plan: Plan, seats: Iterable<number>, fromRound = 1) =>
	[...seats].map((seat) => plan.ways[seat]?.slice(fromRound - 1).join());

const seat = (plan: Plan, home: number, index: number) =>
	plan.seats.findIndex((it) => it.home === home && it.index === index);

/** Seats for a table in a round: none while it is closed. */
const capacity = (plan: Plan, table: number, round: number) =>
	plan.hosts[table]?.[round - 1] === NOWHERE ? 0 : (plan.tables[table]?.seats ?? 0);

/** The first travellers who come: letter by letter, as `decide` seats them. */
const firstGuests = (plan: Plan, guests: number) =>
	new Set(
		plan.seats
			.map(({ index }, number) => ({ index, number }))
			.filter(({ index }) => index > 0)
			.sort((a, b) => a.index - b.index || a.number - b.number)
			.slice(0, guests)
			.map(({ number }) => number)
	);

/** Searching is work for the processor: a machine that does much else takes its time. */
const BUSY = { timeout: 60_000 };

describe('closing and merging', BUSY, () => {
	const closings = fc.record({
		fromRound: fc.integer({ min: 1, max: 3 }),
		closed: fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 3 }),
		guests: fc.integer({ min: 0, max: 45 }),
		seed: fc.nat()
	});

	it('[R14] whoever sits at an open table keeps it, and nobody sits at a closed one', () => {
		fc.assert(
			fc.property(closings, ({ fromRound, closed, guests, seed }) => {
				const plan = hall(9, 5, 3);
				const chance = chanceFrom(seed);
				const taken = new Set(
					Array.from({ length: guests }, () => chance.whole(plan.seats.length))
				);
				const after = replan(
					plan,
					{ fromRound, closed: closed.map((table) => ({ table })) },
					(it) => taken.has(it)
				);
				for (const [it, way] of plan.ways.entries())
					for (const [at, table] of way.entries()) {
						const now = tableAt(after, it, at + 1);
						const isClosed = at + 1 >= fromRound && closed.includes(table);
						if (taken.has(it) && !isClosed) expect(now).toBe(table);
						if (taken.has(it)) expect(now).toBeDefined();
						if (at + 1 >= fromRound) expect(closed).not.toContain(now);
					}
				for (let round = fromRound; round <= 3; round++) {
					const at = seatsByTable(after, round);
					// Only who finds no free traveller's place anywhere sits closer.
					const hasRoom = at.map((seats) =>
						seats.some((it) => !taken.has(it) && !isHostIn(after, it, round))
					);
					for (const [table, seats] of at.entries()) {
						if (seats.length <= capacity(after, table, round)) continue;
						expect(seats.every((it) => taken.has(it) || isHostIn(after, it, round))).toBe(true);
						expect(hasRoom.filter((_, other) => !closed.includes(other))).not.toContain(true);
					}
				}
			}),
			{ numRuns: 80 }
		);
	});

	it('[R14] in a half-full hall nobody sits too close or returns, and few meet again', () => {
		const plan = hall(9, 5, 3);
		const taken = firstGuests(plan, 24);
		const isTaken = (it: number) => taken.has(it);
		const after = replan(plan, { fromRound: 2, closed: [{ table: 3 }] }, isTaken);
		expect(report(after).over).toBe(0);
		const moved = [...taken].filter((it) => wayText(after, it) !== wayText(plan, it));
		expect(moved.length).toBeLessThanOrEqual(6);
		const met = meetings(after, isTaken);
		expect(met.revisits).toBe(0);
		expect(met.repeats).toBeLessThanOrEqual(2);
	});

	it('[R14] merged tables go together, as far as there is room', () => {
		const plan = hall(9, 5, 3);
		const here = [0, 1].map((index) => seat(plan, 3, index));
		const after = replan(plan, { fromRound: 1, closed: [{ table: 3, into: 5 }] }, (it) =>
			here.includes(it)
		);
		expect(here.map((it) => tableAt(after, it, 1))).toEqual([5, 5]);
		expect(report(after).over).toBe(0);
	});

	it('[R14] free seats that lost a round are put together to whole ones', () => {
		const plan = hall(9, 5, 3);
		const after = replan(plan, { fromRound: 2, closed: [{ table: 3 }] }, () => false);
		const whole = after.ways.filter((way) => way.slice(1).every((table) => table >= 0));
		expect(whole.length).toBe(40);
		expect(report(after).over).toBe(0);
	});
});

describe('opening', () => {
	it('[R15] adds seats at the end and lets latecomers there travel where seats are free', () => {
		const plan = hall(6, 5, 3);
		const taken = new Set([...plan.seats.keys()].filter((it) => it % 3 !== 0));
		const opened = [{ id: 'new', seats: 5 }];
		const wider = replan(plan, { fromRound: 2, opened }, (it) => taken.has(it));
		expect(waysOf(wider, taken)).toEqual(waysOf(plan, taken));
		expect([capacity(wider, 6, 1), capacity(wider, 6, 2)]).toEqual([0, 5]);
		const guests = [1, 2, 3, 4].map((index) => seat(wider, 6, index));
		expect(guests.map((it) => tableAt(wider, it, 2))).toEqual([6, 6, 6, 6]);
		expect(guests.some((it) => tableAt(wider, it, 3) !== 6)).toBe(true);
		expect(isHostIn(wider, seat(wider, 6, 0), 3)).toBe(true);
	});

	it('[R15] in a full hall those at the new table stay there', () => {
		const plan = hall(6, 5, 3);
		const opened = [{ id: 'new', seats: 3 }];
		const wider = replan(plan, { fromRound: 2, opened }, () => true);
		expect(wayText(wider, seat(wider, 6, 1))).toBe('- 7 7');
	});
});
