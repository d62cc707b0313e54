import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimilarTexts } from './similar.ts';

const TEXTS = {
	a: 'Mehr Sitzbänke im Park für ältere Menschen',
	b: 'Im Park fehlen Bänke zum Sitzen',
	c: 'Deutschkurse am Abend mit Kinderbetreuung',
	d: 'Kinderbetreuung während der Deutschkurse',
	e: 'نريد دورات لغة ألمانية في المساء',
	f: 'دورات اللغة الألمانية مساءً',
	g: '🌳🌳🌳'
};

const all = (texts: Record<string, string>) => {
	const similar = new SimilarTexts();
	for (const [id, text] of Object.entries(texts)) similar.put(id, text);
	return similar;
};
const best = (similar: SimilarTexts, ...ids: string[]) =>
	similar.like(ids, { limit: 1, atLeast: 0.1 })[0]?.id;

describe('texts that sound alike', () => {
	it('[H16] finds its like in any script, and none where there is none', () => {
		const similar = all(TEXTS);
		expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => best(similar, id))).toEqual([
			'b',
			'a',
			'd',
			'c',
			'f',
			'e',
			undefined
		]);
		expect(best(similar, 'nobody')).toBeUndefined();
		expect(best(all({ a: TEXTS.a, c: TEXTS.c, x: 'Bänke und Kurse im Park' }), 'a', 'c')).toBe('x');
	});

	it('[H16] forgets what was changed or taken away', () => {
		const similar = all(TEXTS);
		similar.put('b', 'Radwege an der Hauptstraße');
		expect(best(similar, 'a')).not.toBe('b');
		similar.remove('d');
		similar.remove('d');
		expect(best(similar, 'c')).not.toBe('d');
		expect(similar.size).toBe(6);
	});

	it('[H16] the order in which texts came changes nothing', () => {
		const ids = Object.keys(TEXTS) as (keyof typeof TEXTS)[];
		fc.assert(
			fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), (order) => {
				const similar = all(Object.fromEntries(order.map((id) => [id, TEXTS[id]])));
				const rank = (one: SimilarTexts) =>
					one.like(['a'], { limit: 9, atLeast: 0 }).map(({ id }) => id);
				expect(rank(similar)).toEqual(rank(all(TEXTS)));
			})
		);
	});

	it('[H16] scores lie between 0 and 1, equal texts score 1', () => {
		const similar = all({ a: TEXTS.a, b: TEXTS.a, c: TEXTS.c });
		const [first, second] = similar.like(['a'], { limit: 9, atLeast: 0 });
		expect(first?.id).toBe('b');
		expect(first?.score).toBeCloseTo(1);
		expect(second?.score ?? 0).toBeLessThan(0.5);
	});
});
