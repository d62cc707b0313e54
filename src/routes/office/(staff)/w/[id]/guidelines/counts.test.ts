import { describe, expect, it } from 'vitest';
import type { SeenOf } from '#lib/domain/audience.ts';
import { countsOf, found, type Item, type Linked } from './counts.ts';

const base = { rev: 1, removed: false, text: '', lang: 'de', version: 1 };

const contribution = (id: string, more: Partial<SeenOf['contribution']> = {}): Item => ({
	kind: 'contribution',
	row: {
		...base,
		id,
		publicId: id,
		kind: 'idea',
		stepId: 's',
		round: 1,
		tableId: 't1',
		origin: 'phone',
		typedAt: 0,
		postedAt: 0,
		state: 'table',
		hiddenReason: null,
		screen: 'waiting',
		late: false,
		agrees: 0,
		...more
	}
});

const essence = (id: string, tableId: string): Item => ({
	kind: 'essence',
	row: {
		...base,
		id,
		publicId: id,
		tableId,
		number: 1,
		state: 'plenum',
		agrees: 0,
		objections: 0,
		writtenAt: 0
	}
});

const link = (item: Item | undefined, type: 'supports' | 'contradicts' = 'supports'): Linked => ({
	item,
	evidence: {
		id: `g.${item?.row.id}`,
		rev: 1,
		removed: false,
		guidelineId: 'g',
		itemKind: 'contribution',
		itemId: item?.row.id ?? '',
		type
	}
});

describe('what a guideline’s evidence amounts to', () => {
	it('counts items, tables and rounds once each, and dissent apart', () => {
		const linked = [
			link(contribution('a')),
			link(contribution('b', { round: 2, tableId: 't2' })),
			link(contribution('c', { round: 2 })),
			link(essence('e', 't3')),
			link(contribution('d', { tableId: 't9' }), 'contradicts')
		];
		expect(countsOf(linked, { clusterId: null }, [])).toEqual({
			items: 4,
			tables: 3,
			rounds: 2,
			dots: null,
			contradicting: 1
		});
	});

	it('leaves out what is hidden or was taken back', () => {
		const linked = [link(contribution('a', { state: 'hidden' })), link(undefined)];
		expect(countsOf(linked, { clusterId: null }, [])).toMatchObject({ items: 0, tables: 0 });
	});

	it('knows dots only of a revealed vote on its own group', () => {
		const ballot = { optionIds: ['c1', 'c2'], result: { c1: 12 }, state: 'revealed' as const };
		expect(countsOf([], { clusterId: 'c1' }, [ballot]).dots).toBe(12);
		expect(countsOf([], { clusterId: 'c2' }, [ballot]).dots).toBe(0);
		expect(countsOf([], { clusterId: 'c3' }, [ballot]).dots).toBeNull();
		expect(
			countsOf([], { clusterId: 'c1' }, [{ ...ballot, state: 'closed', result: null }]).dots
		).toBeNull();
	});
});

describe('searching', () => {
	const items = [
		contribution('R1-T01-001', { text: 'Sprachkurse am Abend' }),
		contribution('R2-T07-014', { text: 'Mehr Bänke' })
	];
	it('finds all words in any order, and public ids', () => {
		expect(found(items, 'abend SPRACH')).toHaveLength(1);
		expect(found(items, 't07')).toHaveLength(1);
		expect(found(items, '')).toHaveLength(2);
		expect(found(items, 'sprach bänke')).toHaveLength(0);
	});
});
