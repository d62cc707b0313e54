import { describe, expect, it } from 'vitest';
import type { SeenOf } from '#lib/domain/audience.ts';
import { ballotOf, optionsOf, paperDots } from './option.ts';

const rows: Record<string, object> = {
	'cluster c': { title: 'Wohnen', tables: ['t1', 't2'] },
	'essence e': { text: 'Wir wollen Bänke.', lang: 'de', tableId: 't3' }
};
const get = ((kind: string, id: string) => rows[`${kind} ${id}`]) as never;

describe('the possibilities of a ballot', () => {
	it('reads a group by its title and its breadth', () => {
		expect(optionsOf({ optionKind: 'cluster', optionIds: ['c', 'gone'] }, get)).toEqual([
			{ id: 'c', title: 'Wohnen', lang: undefined, tableId: undefined, breadth: 2 },
			{ id: 'gone', title: '', lang: undefined, tableId: undefined, breadth: 0 }
		]);
	});
	it('reads a text by its words and its table', () => {
		expect(optionsOf({ optionKind: 'essence', optionIds: ['e'] }, get)[0]).toMatchObject({
			title: 'Wir wollen Bänke.',
			lang: 'de',
			tableId: 't3'
		});
	});
	it('takes the last ballot of a step and counts its paper', () => {
		const ballot = (id: string, stepId: string, openedAt: number) =>
			({ id, stepId, openedAt, paper: { c: openedAt, d: 2 } }) as unknown as SeenOf['ballot'];
		const ballots = [ballot('b', 's', 5), ballot('a', 's', 1), ballot('x', 'other', 9)];
		expect(ballotOf(ballots, 's')?.id).toBe('b');
		expect(ballotOf(ballots, 'none')).toBeUndefined();
		expect(paperDots(ballot('b', 's', 5))).toBe(7);
	});
});
