import { describe, expect, it } from 'vitest';
import type { Table } from '#lib/domain/rows.ts';
import { BOX, travelMap } from './travel-map.ts';

const tables = ['a', 'b', 'c'].map((id, at) => ({ id, number: at + 1, colour: 'fish' }) as Table);
const flow = (from: string, to: string, carried: number, builtOn: number, end = 2) => ({
	from: { tableId: from, round: 1 },
	to: { tableId: to, round: end },
	carried,
	builtOn
});

describe('the travel picture', () => {
	it('has a place for every table in every round, all inside the box', () => {
		const { nodes, rounds } = travelMap([flow('a', 'b', 1, 0, 3)], tables);
		expect(nodes).toHaveLength(9);
		expect(rounds.map(({ round }) => round)).toEqual([1, 2, 3]);
		for (const { x, y } of nodes) {
			expect(x).toBeGreaterThan(0);
			expect(x).toBeLessThan(BOX.width);
			expect(y).toBeGreaterThan(0);
			expect(y).toBeLessThan(BOX.height);
		}
	});

	it('draws a bow per way, wider for more thoughts, and none where a thought stayed', () => {
		const { bows, nodes } = travelMap(
			[flow('a', 'b', 4, 0), flow('c', 'b', 1, 1), flow('a', 'a', 0, 2, 1)],
			tables
		);
		expect(bows.map(({ key }) => key)).toEqual(['1 a 2 b', '1 c 2 b']);
		expect(bows[0]?.width).toBeGreaterThan(bows[1]?.width ?? 0);
		expect(nodes.find(({ key }) => key === '1 a')?.here).toBe(2);
	});

	it('leaves out a table that is gone and works with one table', () => {
		expect(travelMap([flow('a', 'x', 1, 0)], tables).bows).toEqual([]);
		expect(travelMap([], tables.slice(0, 1)).nodes[0]?.y).toBe(BOX.height / 2);
	});
});
