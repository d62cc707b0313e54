import { describe, expect, it } from 'vitest';
import { shift } from '#lib/domain/rotation.ts';
import { stepsOn } from './ways.ts';

const NUMBERS = [3, 4, 7, 8, 9, 10, 11, 12, 20];
const ways = NUMBERS.map((_, home) =>
	Array.from({ length: 4 }, (_, index) =>
		[1, 2, 3].map((round) => NUMBERS[shift(home, index, round, NUMBERS.length)] ?? 0)
	)
);

describe('stepsOn', () => {
	it('reads the shift rule off the ways, counted by tables and not by their numbers', () => {
		expect(stepsOn(ways, NUMBERS)).toEqual([0, 1, 2, 3]);
	});

	it('says no rule as soon as it would be wrong for one seat', () => {
		const other = structuredClone(ways);
		other[4]![2] = [9, 3, 4];
		expect(stepsOn(other, NUMBERS)).toBeNull();
	});

	it('says no rule without tables or with one round', () => {
		expect(stepsOn([], [])).toBeNull();
		expect(stepsOn([[[3], [3]]], [3])).toBeNull();
	});
});
