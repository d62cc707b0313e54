import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evening } from './fixture/evening.ts';
import { shiftIsPerfect } from './rotation/offsets.ts';
import { seatName, seatingRound, shift, tableOf, tableOfParticipant } from './rotation.ts';

const halls = fc.record({
	tables: fc.integer({ min: 1, max: 60 }),
	seats: fc.integer({ min: 2, max: 12 }),
	rounds: fc.integer({ min: 1, max: 6 })
});

/** All pairs of large halls: a machine that does much else takes its time. */
describe('the shift rule', { timeout: 60_000 }, () => {
	it('[R1] hosts stay, seat j goes j tables on', () => {
		const evening = Evening.open({ tables: 9, seats: 5 });
		const at = (letter: string, round: number) => {
			const seat = { tableId: evening.table(7).id, index: letter.charCodeAt(0) - 65 };
			return tableOf(evening.state, seat, round)?.number;
		};
		expect([1, 2, 3].map((round) => at('A', round))).toEqual([7, 7, 7]);
		expect([1, 2, 3].map((round) => at('B', round))).toEqual([7, 8, 9]);
		expect([1, 2, 3].map((round) => at('C', round))).toEqual([7, 9, 2]);
		expect([1, 2, 3].map((round) => at('E', round))).toEqual([7, 2, 6]);
		expect(seatName(evening.table(7), 2)).toBe('7C');
	});

	it('[R1] goes round the circle of numbers, gaps or not', () => {
		const evening = Evening.open({ tables: 3, seats: 3 });
		evening.staff('table.edit', { tableId: evening.table(1).id, number: 40 });
		const seat = { tableId: evening.table(3).id, index: 1 };
		expect([1, 2, 3].map((round) => tableOf(evening.state, seat, round)?.number)).toEqual([
			3, 40, 2
		]);
	});

	it('[R2] nobody meets twice and nobody returns, if the hall is large enough', () => {
		fc.assert(
			fc.property(halls, ({ tables, seats, rounds }) => {
				fc.pre(shiftIsPerfect(tables, seats, rounds));
				expect(repeats(tables, seats, rounds)).toEqual({ meetings: 0, returns: 0 });
			}),
			{ numRuns: 40 }
		);
	});

	it('[R2] names the halls that are too small', () => {
		expect(shiftIsPerfect(9, 5, 3)).toBe(true);
		expect(shiftIsPerfect(8, 5, 3)).toBe(false);
	});

	it('[R3] every seat is at one table, and no table is over-full', () => {
		fc.assert(
			fc.property(halls, fc.integer({ min: 1, max: 6 }), ({ tables, seats }, round) => {
				const count = new Array<number>(tables).fill(0);
				for (let home = 0; home < tables; home++)
					for (let index = 0; index < seats; index++) {
						const table = shift(home, index, round, tables);
						count[table] = (count[table] ?? 0) + 1;
					}
				expect(new Set(count)).toEqual(new Set([seats]));
			})
		);
	});

	it('[R4] a change belongs to the round it leads to, and people stay after the last', () => {
		const evening = Evening.open();
		const ada = evening.seated('ada', 1, 'B');
		const where = () => tableOfParticipant(evening.state, ada)?.number;
		expect([seatingRound(evening.state), where()]).toEqual([1, 1]);
		evening.goTo('round', 1);
		expect([seatingRound(evening.state), where()]).toEqual([1, 1]);
		evening.goTo('change', 2);
		expect([seatingRound(evening.state), where()]).toEqual([2, 2]);
		evening.goTo('round', 3);
		expect([seatingRound(evening.state), where()]).toEqual([3, 3]);
		evening.goTo('close');
		expect([seatingRound(evening.state), where()]).toEqual([3, 3]);
	});
});

/** How often two seats meet again, and a traveller's seat comes back to a table. */
function repeats(tables: number, seats: number, rounds: number) {
	const met = new Set<number>();
	const been = new Set<number>();
	let meetings = 0;
	let returns = 0;
	for (let round = 1; round <= rounds; round++) {
		const at: number[][] = Array.from({ length: tables }, () => []);
		for (let home = 0; home < tables; home++)
			for (let index = 0; index < seats; index++) {
				const table = shift(home, index, round, tables);
				const seat = home * seats + index;
				for (const other of at[table] ?? []) {
					const pair = Math.min(seat, other) * tables * seats + Math.max(seat, other);
					if (met.has(pair)) meetings++;
					met.add(pair);
				}
				at[table]?.push(seat);
				if (index === 0) continue;
				const visit = seat * tables + table;
				if (been.has(visit)) returns++;
				been.add(visit);
			}
	}
	return { meetings, returns };
}
