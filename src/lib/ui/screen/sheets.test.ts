import { describe, expect, it } from 'vitest';
import type { SeenOf } from '#lib/domain/audience.ts';
import { looseEssences, sheetsOf } from './sheets.ts';

const base = { rev: 1, removed: false };
const table = (id: string, number: number) => ({ ...base, id, number }) as SeenOf['table'];
const essence = (id: string, tableId: string) =>
	({ ...base, id, tableId, text: `text ${id}`, lang: 'de' }) as SeenOf['essence'];
const membership = (clusterId: string, itemId: string) =>
	({ ...base, id: `${clusterId}.${itemId}`, clusterId, itemId, itemKind: 'essence' }) as const;
const cluster = (id: string, position: number, count: number, tables: string[]) =>
	({
		...base,
		id,
		title: id,
		parentId: null,
		position,
		createdAt: 0,
		count,
		tables
	}) as unknown as SeenOf['cluster'];

const wall = {
	tables: [table('t1', 1), table('t2', 2)],
	essences: [essence('e1', 't1'), essence('e2', 't2'), essence('e3', 't1'), essence('e4', 't2')],
	contributions: [],
	clusters: [cluster('later', 1, 1, []), cluster('first', 0, 9, ['t2', 't1'])],
	memberships: ['e1', 'unseen', 'e2', 'e3'].map((id) => membership('first', id))
};

describe('sheetsOf', () => {
	it('quotes the sentences laid down last, and only those the hall may see', () => {
		const [first, later] = sheetsOf(wall);
		expect(first?.quotes.map(({ id }) => id)).toEqual(['e3', 'e2']);
		expect(first?.count).toBe(9);
		expect(first?.tables.map(({ number }) => number)).toEqual([1, 2]);
		expect(later).toMatchObject({ id: 'later', quotes: [] });
	});
});

describe('groups in groups', () => {
	it('are named on the outer sheet, which quotes them too', () => {
		const inner = { ...cluster('inner', 5, 1, []), parentId: 'later' };
		const sheets = sheetsOf({
			...wall,
			clusters: [...wall.clusters, inner],
			memberships: [membership('inner', 'e4')]
		});
		expect(sheets.map(({ id, inner }) => [id, inner])).toEqual([
			['first', []],
			['later', ['inner']]
		]);
		expect(sheets[1]?.quotes.map(({ id }) => id)).toEqual(['e4']);
	});
});

describe('looseEssences', () => {
	it('finds the sentences without a sheet', () => {
		expect(looseEssences(wall).map(({ id }) => id)).toEqual(['e4']);
	});
});
