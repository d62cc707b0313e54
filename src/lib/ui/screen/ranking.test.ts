import { describe, expect, it } from 'vitest';
import { rank } from './ranking.ts';

const option = (id: string) => ({
	id,
	title: id.toUpperCase(),
	lang: undefined,
	tableId: undefined,
	breadth: 2
});

describe('rank', () => {
	it('shows ties as ties, in the order of the ballot', () => {
		const ballot = { result: { a: 3, b: 9, c: 3 } };
		expect(rank(ballot, ['a', 'b', 'c', 'd'].map(option))).toEqual([
			{ ...option('b'), dots: 9, rank: 1, tied: false },
			{ ...option('a'), dots: 3, rank: 2, tied: true },
			{ ...option('c'), dots: 3, rank: 2, tied: true },
			{ ...option('d'), dots: 0, rank: 4, tied: false }
		]);
	});
});
