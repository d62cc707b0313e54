import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceFrom } from './chance.ts';
import { seatForLatecomer, seatsForParty } from './latecomers.ts';
import { bindParty } from './parties.ts';
import { planRotation } from './plan-rotation.ts';
import type { Plan } from './plan.ts';
import { capacity, isHostIn, seatNumber, seatsByTable, tableAt } from './plan.ts';
import { meetings, report, revisitsOf } from './report.ts';
import { replan, volunteer } from './replan.ts';
import { wayText, planFromTexts } from './way-text.ts';

const hall = (tables: number, seats: number, rounds: number): Plan =>
	planRotation({
		tables: Array.from({ length: tables }, (_, at) => ({ id: `t${at + 1}`, seats })),
		rounds,
		moveMode: 'scatter',
		hostMode: 'volunteers',
		seed: 1
	});

const waysOf = (plan: Plan, seats: Iterable<number>, fromRound = 1) =>
	[...seats].map((seat) => plan.ways[seat]?.slice(fromRound - 1).join());

const seat = (plan: Plan, home: number, index: number) => {
	const number = seatNumber(plan, home, index);
	if (number === undefined) throw new Error(`no seat ${index} at table ${home}`);
	return number;
};

describe('parties', () => {
	it('[R12] are at one table in every round, and nobody else is moved', () => {
		fc.assert(
			fc.property(fc.nat(), fc.integer({ min: 2, max: 4 }), (seed, size) => {
				const chance = chanceFrom(seed);
				const plan = hall(9, 5, 3);
				const party = Array.from({ length: size }, (_, index) => seat(plan, 2, index + 1));
				const taken = new Set(party);
				for (let others = chance.whole(30); others > 0; others--)
					taken.add(chance.whole(plan.seats.length));
				const others = [...taken].filter((it) => !party.includes(it));
				const { plan: bound, over } = bindParty(plan, party, 2, (it) => taken.has(it));
				for (let round = 1; round <= 3; round++)
					expect(new Set(party.map((it) => tableAt(bound, it, round))).size).toBe(1);
				expect(waysOf(bound, others)).toEqual(waysOf(plan, others));
				expect(bound.ways[party[0] ?? -1]).toEqual(plan.ways[party[0] ?? -1]);
				if (over.length === 0) expect(report(bound).over).toBe(0);
			}),
			{ numRuns: 60 }
		);
	});

	it('[R12] in a full hall they sit closer, and it is said where', () => {
		const plan = hall(9, 5, 3);
		const party = [1, 2].map((index) => seat(plan, 0, index));
		const { plan: bound, over } = bindParty(plan, party, 2, () => true);
		expect(over).toEqual([
			{ table: 1, round: 2 },
			{ table: 2, round: 3 }
		]);
		expect(report(bound).over).toBe(2);
		expect(waysOf(bound, party)).toEqual(['0,1,2', '0,1,2']);
	});

	it('[R12] a party with the host stays with the host', () => {
		const plan = hall(9, 5, 3);
		const { plan: bound } = bindParty(plan, [seat(plan, 4, 2), seat(plan, 4, 0)], 2, () => false);
		expect(waysOf(bound, [seat(plan, 4, 2), seat(plan, 4, 0)])).toEqual(['4,4,4', '4,4,4']);
	});

	it('[R12] known before the evening, they cost few repeats and no chair', () => {
		const parties = [0, 3, 6].map((home) => ({ home, indices: [1, 2] }));
		const plan = planRotation({
			tables: Array.from({ length: 12 }, (_, at) => ({ id: `t${at}`, seats: 5 })),
			rounds: 3,
			moveMode: 'scatter',
			hostMode: 'fixed',
			seed: 1,
			parties
		});
		expect(report(plan)).toMatchObject({ over: 0 });
		for (const { home } of parties)
			expect(plan.ways[seat(plan, home, 1)]).toEqual(plan.ways[seat(plan, home, 2)]);
		for (let round = 1; round <= 3; round++)
			expect(seatsByTable(plan, round).map((seats) => seats.length)).toEqual(
				new Array<number>(12).fill(5)
			);
	});

	it('[R12] who come late together find seats at one table, or are told that there is none', () => {
		const plan = hall(6, 5, 3);
		const taken = new Set(plan.seats.keys());
		expect(seatsForParty(plan, () => 1, 2, 2)).toBeUndefined();
		for (const table of [2, 4])
			for (const free of (seatsByTable(plan, 2)[table] ?? []).slice(-2)) taken.delete(free);
		const found = seatsForParty(plan, (it) => (taken.has(it) ? 1 : 0), 2, 2, 4);
		expect(found?.seats.map((it) => tableAt(plan, it, 2))).toEqual([4, 4]);
		expect(waysOf(found?.plan ?? plan, taken)).toEqual(waysOf(plan, taken));
		expect(seatsForParty(plan, (it) => (taken.has(it) ? 1 : 0), 2, 3)).toBeUndefined();
	});
});

describe('coming and going', () => {
	it('[R13] 10,000 evenings of arrivals, parties, leaving and new tables move nobody', () => {
		const start = hall(6, 4, 3);
		const chance = chanceFrom(2026);
		let moved = 0;
		let parted = 0;
		let deeds = 0;
		for (let evening = 0; evening < 10_000; evening++) {
			let plan = start;
			const people = new Map<number, number>();
			let groups: number[][] = [];
			const count = (it: number) => people.get(it) ?? 0;
			let round = 1;
			for (let deed = 2 + chance.whole(14); deed > 0; deed--) {
				const before = plan;
				const held = [...people.keys()];
				const roll = chance.whole(20);
				if (roll < 9) {
					const free = seatForLatecomer(plan, count, round);
					if (free !== undefined) people.set(free, 1 + chance.whole(2));
				} else if (roll < 12) {
					const found = seatsForParty(plan, count, round, 2 + chance.whole(2));
					plan = found?.plan ?? plan;
					for (const it of found?.seats ?? []) people.set(it, 1);
					if (found) groups.push(found.seats);
				} else if (roll < 16) {
					const leaver = held[chance.whole(Math.max(1, held.length))];
					if (leaver !== undefined) people.delete(leaver);
					groups = groups.map((group) => group.filter((it) => it !== leaver));
				} else if (roll < 17 && plan.tables.length < 8) {
					const opened = [{ id: 'new', seats: 4 }];
					plan = replan(plan, { fromRound: round, opened }, (it) => count(it) > 0).plan;
				} else if (round < 3) round++;
				deeds++;
				for (const it of held)
					if (plan.ways[it] !== before.ways[it] && wayText(plan, it) !== wayText(before, it))
						moved++;
			}
			for (const group of groups)
				if (new Set(group.map((it) => tableAt(plan, it, 3))).size > 1) parted++;
		}
		expect(deeds).toBeGreaterThan(70_000);
		expect({ moved, parted }).toEqual({ moved: 0, parted: 0 });
	});

	it('[R13] a latecomer goes where the fullest table on the way is least full, whoever has left', () => {
		fc.assert(
			fc.property(fc.nat(), (seed) => {
				const plan = hall(8, 5, 3);
				const chance = chanceFrom(seed);
				const taken = new Set(Array.from({ length: 20 }, () => chance.whole(40)));
				const round = 1 + chance.whole(3);
				const fullest = (it: number) =>
					Math.max(
						...[1, 2, 3].slice(round - 1).map((at) => {
							const there = seatsByTable(plan, at)[tableAt(plan, it, at) ?? -1] ?? [];
							return there.filter((other) => taken.has(other)).length;
						})
					);
				const travellers = [...plan.seats.keys()].filter(
					(it) => !taken.has(it) && !isHostIn(plan, it, round)
				);
				const found = seatForLatecomer(plan, (it) => (taken.has(it) ? 1 : 0), round) ?? -1;
				expect(travellers).toContain(found);
				expect(fullest(found)).toBe(Math.min(...travellers.map(fullest)));
			}),
			{ numRuns: 50 }
		);
	});

	it('[R13] who comes late gets a place in every round to come, and no host seat while there is another', () => {
		const plan = hall(8, 5, 3);
		const taken = new Set<number>();
		for (let guest = 0; guest < 40; guest++) {
			const free = seatForLatecomer(plan, (it) => (taken.has(it) ? 1 : 0), 2);
			if (free === undefined) return expect.fail('full too early');
			expect(isHostIn(plan, free, 2)).toBe(guest >= 32);
			taken.add(free);
		}
		expect(seatForLatecomer(plan, () => 1, 2)).toBeUndefined();
		expect(tableAt(plan, seatForLatecomer(plan, () => 0, 2, 6) ?? -1, 2)).toBe(6);
	});
});

describe('closing and merging', () => {
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
				const result = replan(
					plan,
					{ fromRound, closed: closed.map((table) => ({ table })) },
					(it) => taken.has(it)
				);
				for (const [it, way] of plan.ways.entries())
					for (const [at, table] of way.entries()) {
						const now = tableAt(result.plan, it, at + 1);
						const isClosed = at + 1 >= fromRound && closed.includes(table);
						if (taken.has(it) && !isClosed) expect(now).toBe(table);
						if (taken.has(it)) expect(now).toBeDefined();
						if (at + 1 >= fromRound) expect(closed).not.toContain(now);
					}
				for (let round = fromRound; round <= 3; round++) {
					const at = seatsByTable(result.plan, round);
					for (const [table, seats] of at.entries()) {
						const more = result.over.filter((it) => it.table === table && it.round === round);
						expect(seats.length).toBeLessThanOrEqual(
							capacity(result.plan, table, round) + more.length
						);
					}
				}
				expect(result.moved.every((it) => taken.has(it))).toBe(true);
			}),
			{ numRuns: 80 }
		);
	});

	it('[R14] in a half-full hall nobody sits too close or returns, and few meet again', () => {
		const plan = hall(9, 5, 3);
		const taken = new Set<number>();
		for (let guest = 0; guest < 24; guest++)
			taken.add(seatForLatecomer(plan, (it) => (taken.has(it) ? 1 : 0), 1) ?? -1);
		const result = replan(plan, { fromRound: 2, closed: [{ table: 3 }] }, (it) => taken.has(it));
		expect(result.over).toEqual([]);
		expect(result.moved.length).toBeLessThanOrEqual(6);
		const after = meetings(result.plan, (it) => taken.has(it));
		expect(after.revisits).toBe(0);
		expect(after.repeats).toBeLessThanOrEqual(2);
	});

	it('[R14] merged tables go together, as far as there is room', () => {
		const plan = hall(9, 5, 3);
		const here = [0, 1].map((index) => seat(plan, 3, index));
		const result = replan(plan, { fromRound: 1, closed: [{ table: 3, into: 5 }] }, (it) =>
			here.includes(it)
		);
		expect(here.map((it) => tableAt(result.plan, it, 1))).toEqual([5, 5]);
		expect(result.over).toEqual([]);
	});

	it('[R14] free seats that lost a round are put together to whole ones', () => {
		const plan = hall(9, 5, 3);
		const { plan: after } = replan(plan, { fromRound: 2, closed: [{ table: 3 }] }, () => false);
		const whole = after.ways.filter((way) => way.slice(1).every((table) => table >= 0));
		expect(whole.length).toBe(40);
		expect(report(after).over).toBe(0);
	});

	it('[R14] a party stays together when its table is closed', () => {
		const plan = hall(9, 5, 3);
		const party = [1, 2].map((index) => seat(plan, 0, index));
		const bound = bindParty(plan, party, 2, (it) => party.includes(it)).plan;
		const result = replan(bound, { fromRound: 2, closed: [{ table: 1 }], parties: [party] }, (it) =>
			party.includes(it)
		);
		for (let round = 2; round <= 3; round++)
			expect(new Set(party.map((it) => tableAt(result.plan, it, round))).size).toBe(1);
		expect(tableAt(result.plan, party[0] ?? -1, 3)).toBe(2);
	});
});

describe('opening', () => {
	it('[R15] adds seats at the end and lets latecomers there travel where seats are free', () => {
		const plan = hall(6, 5, 3);
		const taken = new Set([...plan.seats.keys()].filter((it) => it % 3 !== 0));
		const opened = [{ id: 'new', seats: 5 }];
		const { plan: wider, moved } = replan(plan, { fromRound: 2, opened }, (it) => taken.has(it));
		expect(moved).toEqual([]);
		expect(waysOf(wider, taken)).toEqual(waysOf(plan, taken));
		expect([capacity(wider, 6, 1), capacity(wider, 6, 2)]).toEqual([0, 5]);
		const guests = [1, 2, 3, 4].map((index) => seat(wider, 6, index));
		expect(guests.map((it) => tableAt(wider, it, 2))).toEqual([6, 6, 6, 6]);
		expect(guests.some((it) => tableAt(wider, it, 3) !== 6)).toBe(true);
		expect(isHostIn(wider, seat(wider, 6, 0), 3)).toBe(true);
		expect(
			planFromTexts(
				wider,
				wider.seats.map((_, it) => wayText(wider, it))
			)
		).toEqual(wider);
	});

	it('[R15] in a full hall those at the new table stay there', () => {
		const plan = hall(6, 5, 3);
		const opened = [{ id: 'new', seats: 3 }];
		const { plan: wider } = replan(plan, { fromRound: 2, opened }, () => true);
		expect(wayText(wider, seat(wider, 6, 1))).toBe('- 7 7');
	});
});

describe('volunteers', () => {
	it('[R16] who stays is host, the former host goes in their stead, nobody else is moved', () => {
		fc.assert(
			fc.property(fc.nat(), (seed) => {
				const chance = chanceFrom(seed);
				let plan = hall(9, 5, 4);
				for (let round = 1; round < 4; round++)
					for (let table = 0; table < 9; table++) {
						const before = plan;
						const there = seatsByTable(plan, round)[table] ?? [];
						const one = there[chance.whole(there.length)] ?? -1;
						const host = plan.hosts[table]?.[round - 1] ?? -1;
						plan = volunteer(plan, one, round);
						expect(tableAt(plan, one, round + 1)).toBe(table);
						expect(isHostIn(plan, one, round + 1)).toBe(true);
						expect(tableAt(plan, host, round + 1)).toBe(tableAt(before, one, round + 1));
						const others = [...plan.seats.keys()].filter((it) => it !== one && it !== host);
						expect(waysOf(plan, others)).toEqual(waysOf(before, others));
					}
				for (let round = 1; round <= 4; round++)
					expect(seatsByTable(plan, round).map((seats) => seats.length)).toEqual(
						new Array<number>(9).fill(5)
					);
			}),
			{ numRuns: 20 }
		);
	});

	it('[R16] a volunteer at every table and change costs few repeats and no return', () => {
		const chance = chanceFrom(5);
		for (let evening = 0; evening < 20; evening++) {
			let plan = hall(20, 5, 3);
			for (let round = 1; round < 3; round++)
				for (let table = 0; table < 20; table++) {
					const there = seatsByTable(plan, round)[table] ?? [];
					plan = volunteer(plan, there[chance.whole(there.length)] ?? -1, round);
				}
			const { repeats, revisits, over } = report(plan);
			expect({ revisits, over }).toEqual({ revisits: 0, over: 0 });
			// Of 600 meetings.
			expect(repeats).toBeLessThanOrEqual(30);
		}
	});

	it('[R12] [R16] a party stays with the one of them who volunteers', () => {
		const plan = hall(9, 5, 3);
		const party = [1, 2].map((index) => seat(plan, 3, index));
		const isTaken = (it: number) => party.includes(it);
		const together = bindParty(plan, party, 2, isTaken).plan;
		const stayed = volunteer(together, party[1] ?? -1, 1);
		const bound = bindParty(stayed, party, 2, isTaken);
		expect(waysOf(bound.plan, party)).toEqual(['3,3,3', '3,3,3']);
		expect(bound.over).toEqual([]);
	});

	it('[R16] a first exchange never sends the former host back to a table', () => {
		const plan = hall(9, 5, 3);
		for (let index = 1; index < 5; index++) {
			const after = volunteer(plan, seat(plan, 4, index), 1);
			expect(revisitsOf(after, seat(plan, 4, 0))).toBe(0);
		}
	});
});
