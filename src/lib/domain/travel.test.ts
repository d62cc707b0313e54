import { describe, expect, it } from 'vitest';
import { flowsOf, threadOf, type Move } from './travel.ts';

const tables = ['t1', 't2', 't10'].map((id) => ({ id }));
const move = (
	type: Move['type'],
	[tableId, round]: [string, number],
	[to, toRound]: [string, number]
): Move => ({ type, from: { tableId, round }, tableId: to, round: toRound });

describe('the way of thoughts', () => {
	it('[C18] counts every link once, in order of rounds and tables', () => {
		const flows = flowsOf(
			[
				move('carried', ['t10', 2], ['t1', 3]),
				move('carried', ['t2', 1], ['t10', 2]),
				move('builds_on', ['t2', 1], ['t10', 2]),
				move('carried', ['t2', 1], ['t10', 2]),
				move('builds_on', ['t2', 1], ['t2', 1])
			],
			tables
		);
		expect(
			flows.map(({ from, to, carried, builtOn }) => [
				`${from.tableId}.${from.round}`,
				`${to.tableId}.${to.round}`,
				carried,
				builtOn
			])
		).toEqual([
			['t2.1', 't2.1', 0, 1],
			['t2.1', 't10.2', 2, 1],
			['t10.2', 't1.3', 1, 0]
		]);
	});

	it('[C18] follows one thought through all that grew from it', () => {
		const link = (fromId: string, toId: string | null, tableId: string, round: number) => ({
			type: toId ? ('builds_on' as const) : ('carried' as const),
			fromId,
			toId,
			tableId,
			round
		});
		const links = [
			link('b', 'c', 't10', 3),
			link('a', null, 't2', 2),
			link('a', 'b', 't2', 2),
			link('x', 'y', 't1', 1),
			// No phone can make a circle, a repaired database might.
			link('c', 'a', 't1', 3)
		];
		expect(threadOf('a', links).map(({ fromId, toId }) => `${fromId}>${toId}`)).toEqual([
			'a>null',
			'a>b',
			'b>c',
			'c>a'
		]);
		expect(threadOf('nothing', links)).toEqual([]);
	});
});
