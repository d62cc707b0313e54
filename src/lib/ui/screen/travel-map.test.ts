import { describe, expect, it } from 'vitest';
import type { Table } from '#lib/domain/rows.ts';
import { travelMap } from './travel-map.ts';

const tablesOf = (count: number) =>
	Array.from(
		{ length: count },
		(_, at) => ({ id: `t${at + 1}`, number: at + 1, colour: 'fish' }) as Table
	);
const flow = (from: string, to: string, carried: number, builtOn: number, end = 2) => ({
	from: { tableId: from, round: 1 },
	to: { tableId: to, round: end },
	carried,
	builtOn
});
const BOX = { width: 1600, height: 700, token: { width: 90, height: 50 } };
const tables = tablesOf(3);

describe('the travel picture', () => {
	it('has a place for every table in every round, tokens and all inside the box', () => {
		const { nodes, rounds } = travelMap([flow('t1', 't2', 1, 0, 3)], tables, BOX);
		expect(nodes).toHaveLength(9);
		expect(rounds.map(({ round }) => round)).toEqual([1, 2, 3]);
		for (const { x, y, named } of nodes) {
			expect(named).toBe(true);
			expect(x).toBeGreaterThanOrEqual(BOX.token.width / 2);
			expect(x).toBeLessThanOrEqual(BOX.width - BOX.token.width / 2);
			expect(y).toBeGreaterThanOrEqual(BOX.token.height / 2);
			expect(y).toBeLessThanOrEqual(BOX.height - BOX.token.height / 2);
		}
	});

	it('draws a bow per way, wider for more thoughts, and none where a thought stayed', () => {
		const { bows, nodes } = travelMap(
			[flow('t1', 't2', 4, 0), flow('t3', 't2', 1, 1), flow('t1', 't1', 0, 2, 1)],
			tables,
			BOX
		);
		expect(bows.map(({ key }) => key)).toEqual(['1 t1 2 t2', '1 t3 2 t2']);
		expect(bows[0]?.width).toBeGreaterThan(bows[1]?.width ?? 0);
		expect(nodes.find(({ key }) => key === '1 t1')?.here).toBe(2);
	});

	it('of a hundred tables names the busiest, as many as can be told apart', () => {
		const busy = [flow('t50', 't7', 9, 0), flow('t51', 't90', 5, 0), flow('t20', 't90', 1, 0)];
		const { nodes } = travelMap(busy, tablesOf(100), BOX);
		const first = nodes.filter(({ key }) => key.startsWith('1 ')).filter(({ named }) => named);
		expect(first.map(({ table }) => table.number)).toContain(50);
		// Right beside the busier one there is no room.
		expect(first.map(({ table }) => table.number)).not.toContain(51);
		expect(first.length).toBeGreaterThan(8);
		const places = first.map(({ y }) => y).sort((a, b) => a - b);
		for (const [at, y] of places.entries())
			if (at > 0) expect(y - (places[at - 1] ?? 0)).toBeGreaterThanOrEqual(BOX.token.height);
	});

	it('leaves out a table that is gone and works with one table', () => {
		expect(travelMap([flow('t1', 'x', 1, 0)], tables, BOX).bows).toEqual([]);
		expect(travelMap([], tables.slice(0, 1), BOX).nodes[0]?.y).toBe(BOX.height / 2);
	});
});
