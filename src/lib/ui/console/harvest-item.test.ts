import { describe, expect, it } from 'vitest';
import type { SeenOf } from '#lib/domain/audience.ts';
import { filterItems, harvestItems, titleFrom, type ItemFilter } from './harvest-item.ts';

const essence = (id: string, rest: Partial<SeenOf['essence']> = {}): SeenOf['essence'] => ({
	id,
	rev: 1,
	removed: false,
	publicId: `E-T07-${id}`,
	tableId: 't7',
	number: 1,
	agrees: 0,
	objections: 0,
	text: 'Sprache öffnet Türen',
	lang: 'de',
	state: 'plenum',
	version: 1,
	writtenAt: 0,
	...rest
});

const contribution = (
	id: string,
	rest: Partial<SeenOf['contribution']> = {}
): SeenOf['contribution'] => ({
	id,
	rev: 1,
	removed: false,
	publicId: `R1-T03-${id}`,
	kind: 'idea',
	stepId: 's',
	round: 1,
	tableId: 't3',
	text: 'Ein Café in jedem Stadtteil',
	lang: 'de',
	origin: 'phone',
	typedAt: 0,
	postedAt: 0,
	version: 1,
	state: 'table',
	hiddenReason: null,
	screen: 'waiting',
	late: false,
	agrees: 2,
	...rest
});

const member = (clusterId: string, itemId: string): SeenOf['membership'] => ({
	id: `${clusterId}.${itemId}`,
	rev: 1,
	removed: false,
	clusterId,
	itemKind: 'essence',
	itemId
});

const filter = (rest: Partial<ItemFilter> = {}): ItemFilter => ({
	source: 'everything',
	single: false,
	tableId: null,
	search: '',
	...rest
});

const items = harvestItems(
	[essence('1'), essence('2', { state: 'withdrawn' })],
	[
		contribution('a'),
		contribution('b', { screen: 'released', text: 'Nein zu Rassismus' }),
		contribution('c', { state: 'hidden' })
	],
	[member('x', '1'), member('y', '1')]
);
const ids = (rest: Partial<ItemFilter>) => filterItems(items, filter(rest)).map(({ id }) => id);

describe('what the harvest sorts', () => {
	it('takes what is neither withdrawn nor hidden, with the clusters it lies in', () => {
		expect(items.map(({ id, clusterIds }) => [id, clusterIds])).toEqual([
			['1', ['x', 'y']],
			['a', []],
			['b', []]
		]);
	});

	it('filters by source, cluster, table and words', () => {
		expect(ids({ source: 'essences' })).toEqual(['1']);
		expect(ids({ source: 'released' })).toEqual(['b']);
		expect(ids({ source: 'contributions' })).toEqual(['a', 'b']);
		expect(ids({ single: true })).toEqual(['a', 'b']);
		expect(ids({ tableId: 't7' })).toEqual(['1']);
		expect(ids({ search: 'STADTTEIL café' })).toEqual(['a']);
		expect(ids({ search: 'R1-T03-b' })).toEqual(['b']);
	});

	it('proposes a title in the people’s own words', () => {
		expect(titleFrom('Sprache öffnet\nTüren', 120)).toBe('Sprache öffnet Türen');
		expect(titleFrom('Wir wollen eine Stadt, in der alle ankommen', 25)).toBe(
			'Wir wollen eine Stadt,…'
		);
	});
});
