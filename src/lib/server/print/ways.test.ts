import { describe, expect, it } from 'vitest';
import { planned } from '#lib/domain/fixture/planned-hall.ts';
import { shift, tableOf } from '#lib/domain/rotation.ts';
import { seatWays, stepsOn } from './ways.ts';

const NUMBERS = [3, 4, 7, 8, 9, 10, 11, 12, 20];
const ways = NUMBERS.map((_, home) =>
	Array.from({ length: 4 }, (_, index) =>
		[1, 2, 3].map((round) => NUMBERS[shift(home, index, round, NUMBERS.length)] ?? 0)
	)
);

describe('stepsOn', () => {
	it('[R17] reads the shift rule off the ways, counted by tables and not by their numbers', () => {
		expect(stepsOn(ways, NUMBERS)).toEqual([0, 1, 2, 3]);
	});

	it('[R17] says no rule as soon as it would be wrong for one seat', () => {
		const other = structuredClone(ways);
		other[4]![2] = [9, 3, 4];
		expect(stepsOn(other, NUMBERS)).toBeNull();
	});

	it('says no rule without tables or with one round', () => {
		expect(stepsOn([], [])).toBeNull();
		expect(stepsOn([[[3], [3]]], [3])).toBeNull();
	});

	it.each([
		[9, 5, 3, 'scatter', true],
		[6, 5, 3, 'scatter', false],
		[4, 6, 3, 'scatter', false],
		[6, 6, 4, 'carousel', true],
		[5, 4, 3, 'free', true]
	] as const)(
		'[R17] %i tables of %i, %i rounds, %s: what stands on paper is where people sit',
		(tables, seats, rounds, moveMode, isRule) => {
			const state = planned({ tables, seats, rounds, moveMode, hostMode: 'fixed' });
			const numbers = state.tables.map(({ number }) => number);
			const printed = seatWays(state);
			const steps = stepsOn(printed, numbers);
			expect(steps !== null).toBe(isRule);
			for (const [home, table] of state.tables.entries())
				for (const [index, way] of (printed[home] ?? []).entries())
					for (const [at, number] of way.entries()) {
						const seat = state.seatsAt(table.id)[index];
						expect(seat && tableOf(state, seat, at + 1)?.number).toBe(number);
						if (steps) expect(number).toBe(numbers[(home + at * (steps[index] ?? 0)) % tables]);
					}
		}
	);
});
