import { describe, expect, it } from 'vitest';
import type { Table } from '#lib/domain/rows.ts';
import { byCluster } from './report-order.ts';

const tables = ['t1', 't2', 't3', 't4'].map((id) => ({ id }) as Table);
const essences = [
	{ id: 'e1', tableId: 't1' },
	{ id: 'e3', tableId: 't3' },
	{ id: 'e4', tableId: 't4' }
];
const clusters = [{ id: 'a' }, { id: 'b' }];
const order = (...memberships: [clusterId: string, itemId: string][]) =>
	byCluster(
		clusters,
		memberships.map(([clusterId, itemId]) => ({ clusterId, itemId })),
		essences,
		tables
	)
		.map(({ id }) => id)
		.join(' ');

describe('tables by the groups they speak to', () => {
	it('follow the wall, each once, those without a group last', () => {
		expect(order(['b', 'e1'], ['a', 'e4'], ['a', 'e3'], ['b', 'e4'])).toBe('t3 t4 t1 t2');
	});
	it('are none as long as nothing is grouped', () => {
		expect(order()).toBe('');
		expect(order(['a', 'somebody-else'])).toBe('');
	});
});
