import { describe, expect, it } from 'vitest';
import { rank } from './ranking.ts';

describe('rank', () => {
	it('shows ties as ties, in the order of the ballot', () => {
		const ballot = { optionIds: ['a', 'b', 'c', 'd'], result: { a: 3, b: 9, c: 3 } };
		expect(rank(ballot, (id) => id.toUpperCase())).toEqual([
			{ id: 'b', title: 'B', dots: 9, rank: 1, tied: false },
			{ id: 'a', title: 'A', dots: 3, rank: 2, tied: true },
			{ id: 'c', title: 'C', dots: 3, rank: 2, tied: true },
			{ id: 'd', title: 'D', dots: 0, rank: 4, tied: false }
		]);
	});
});
