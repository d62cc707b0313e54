import { describe, expect, it } from 'vitest';
import { State } from '#lib/domain/state.ts';
import { change } from '../../../../tests/support/builders.ts';
import { readChoice } from './choices.ts';
import { contentOf } from './content.ts';
import type { DocumentName } from './documents.ts';
import { printJob } from './job.ts';

/** What a template is given, for an evening in Arabic and German whose names are of both. */
function paper(document: DocumentName): Record<string, unknown> {
	const state = new State();
	state.apply(
		change('workshop', {
			languages: ['ar', 'de'],
			title: 'لقاء في Lange Straße 12',
			venue: '1. Etage, Lange Straße 12',
			city: 'Rostock',
			wifi: 'Rathaus 5G'
		})
	);
	state.apply(change('table', { id: 't1', number: 1, label: 'مقهى 2', hall: 'Foyer' }));
	const where = { origin: 'http://192.168.1.2:3000', isLocal: true };
	return contentOf(printJob(state, where, readChoice(document, new URLSearchParams(), state)), '');
}

describe('names of one direction on paper of the other', () => {
	it('begin where their own first letter does, whatever the paper speaks', () => {
		expect(paper('poster')).toMatchObject({
			dir: 'rtl',
			event: { text: 'لقاء في Lange Straße 12', dir: 'rtl' },
			where: { text: '1. Etage, Lange Straße 12, Rostock', dir: 'ltr' }
		});
		expect(paper('tents')['tables']).toMatchObject([
			{ label: { text: 'مقهى 2 · Foyer', dir: 'rtl' } }
		]);
	});

	it('stay in one piece inside a sentence', () => {
		const { voices } = paper('wifi') as { voices: { steps: { text: string; dir: string }[] }[] };
		expect(voices.map(({ steps: [first] }) => first?.dir)).toEqual(['rtl', 'ltr']);
		for (const { steps } of voices) expect(steps[0]?.text).toContain('\u2068Rathaus 5G\u2069');
	});

	it('leave no empty line', () => {
		const state = new State();
		state.apply(change('workshop', { venue: '', city: '' }));
		const choice = readChoice('poster', new URLSearchParams(), state);
		const job = printJob(state, { origin: 'http://x', isLocal: true }, choice);
		expect(contentOf(job, '')).toMatchObject({ where: null });
	});
});
