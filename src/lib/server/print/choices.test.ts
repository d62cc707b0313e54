import { describe, expect, it } from 'vitest';
import { State } from '#lib/domain/state.ts';
import { change } from '../../../../tests/support/builders.ts';
import { obstacle, readChoice, readDocuments } from './choices.ts';

function hall(part: Parameters<typeof change<'workshop'>>[1] = {}): State {
	const state = new State();
	state.apply(change('workshop', { languages: ['de', 'so', 'ar'], moveMode: 'scatter', ...part }));
	for (const number of [2, 5, 9]) state.apply(change('table', { id: `t${number}`, number }));
	return state;
}
const read = (query: string, document: Parameters<typeof readChoice>[0] = 'tents') =>
	readChoice(document, new URLSearchParams(query), hall());

describe('readChoice', () => {
	it('prints all tables in all languages that paper speaks when nothing is asked', () => {
		expect(read('')).toMatchObject({ langs: ['de', 'ar'], from: 2, to: 9, paper: 'a4', first: 1 });
	});

	it('takes the languages of its own paper only', () => {
		expect(read('tents.lang=ar&poster.lang=de').langs).toEqual(['ar']);
		expect(read('tents.lang=so&tents.lang=xx').langs).toEqual(['de', 'ar']);
	});

	it('brings impossible numbers to the nearest possible ones', () => {
		expect(read('from=7&to=3')).toMatchObject({ from: 3, to: 7 });
		expect(read('from=-4&to=1e9')).toMatchObject({ from: 2, to: 2 });
		expect(read('from=x&to=4000')).toMatchObject({ from: 2, to: 9 });
		expect(read('paper=a0').paper).toBe('a4');
		expect(read('sheets=500&first=990&cards.lang=de', 'cards')).toMatchObject({
			sheets: 50,
			first: 600
		});
	});
});

describe('what can be printed', () => {
	it('needs a Wi-Fi name, tables, and seats that are planned', () => {
		expect(obstacle('wifi', hall({ wifi: '' }))).toBe('wifi');
		expect(obstacle('wifi', hall())).toBeNull();
		expect(obstacle('letters', hall({ moveMode: 'free' }))).toBe('free');
		expect(obstacle('tents', new State())).toBe('tables');
	});

	it('is everything possible, or what is ticked of it', () => {
		const free = hall({ moveMode: 'free', wifi: '' });
		expect(readDocuments(new URLSearchParams(), free)).toEqual([
			'tents',
			'poster',
			'cards',
			'network'
		]);
		const ticked = new URLSearchParams('document=letters&document=poster');
		expect(readDocuments(ticked, free)).toEqual(['poster']);
	});
});
