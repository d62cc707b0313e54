import { beforeEach, describe, expect, it } from 'vitest';
import { Evening } from './fixture/evening.ts';

let evening: Evening;

beforeEach(() => {
	evening = Evening.open();
	evening.seated('ada', 7, 'B');
	evening.seated('ben', 7, 'A');
	evening.goTo('round', 1);
});

const lang = (id: string) => evening.row('contribution', id).lang;
const correct = (itemId: string, to: string) =>
	({ itemKind: 'contribution', itemId, lang: to }) as const;

describe('the language of a contribution', () => {
	it('[C22] is guessed when it is posted and when it is written anew', () => {
		evening.post('ada', 'c1', 'We need more benches in the park');
		expect(lang('c1')).toBe('en');
		evening.by('ada', 'contribution.edit', { contributionId: 'c1', text: 'Більше лавок у парку' });
		expect(lang('c1')).toBe('uk');
	});

	it('[C22] is guessed for essences and summaries too', () => {
		evening.by('ben', 'summary.write', {
			round: 1,
			points: ['Plus de bancs dans le parc'],
			lang: 'de'
		});
		expect(evening.row('summary', `${evening.table(7).id}.1`).lang).toBe('fr');
		evening.goTo('essence');
		evening.by('ben', 'essence.write', { number: 1, text: 'The city should listen.', lang: 'de' });
		const { id } = evening.state.live('essence')[0] ?? { id: '' };
		expect(evening.row('essence', id).lang).toBe('en');
		evening.by('ben', 'language.correct', { itemKind: 'essence', itemId: id, lang: 'de' });
		evening.by('ben', 'essence.write', { number: 1, text: 'The city should learn.', lang: 'de' });
		expect(evening.row('essence', id).lang).toBe('de');
	});

	it('[C23] is corrected by its author and by staff, and by nobody else', () => {
		evening.post('ada', 'c1', 'Park');
		expect(evening.refusedBy('ben', 'language.correct', correct('c1', 'en'))).toBe('not_allowed');
		expect(evening.refusedBy('ada', 'language.correct', correct('c1', 'e n'))).toBe('malformed');
		expect(evening.refusedBy('ada', 'language.correct', correct('c9', 'en'))).toBe('not_found');
		evening.by('ada', 'language.correct', correct('c1', 'en'));
		expect(lang('c1')).toBe('en');
		expect(evening.by('ada', 'language.correct', correct('c1', 'en'))).toEqual([]);
		evening.staff('language.correct', correct('c1', 'de-simple'));
		expect(lang('c1')).toBe('de');
		evening.staff('workshop.close', {});
		expect(evening.refusedBy('ada', 'language.correct', correct('c1', 'en'))).toBe(
			'workshop_closed'
		);
		evening.staff('language.correct', correct('c1', 'tr'));
		expect(lang('c1')).toBe('tr');
	});

	it('[C23] changes neither the words nor what the hall sees, and every quote learns it', () => {
		evening.post('ada', 'c1', 'Park');
		evening.staff('contribution.release', { contributionIds: ['c1'], released: true });
		evening.goTo('round', 2);
		evening.by('ada', 'contribution.carry', { linkId: 'l1', contributionId: 'c1' });
		const before = evening.row('contribution', 'c1');
		const changes = evening.by('ada', 'language.correct', correct('c1', 'tr'));
		expect(evening.row('contribution', 'c1')).toMatchObject({
			text: before.text,
			version: before.version,
			screen: 'released',
			lang: 'tr'
		});
		expect(changes.map(({ kind }) => kind).toSorted()).toEqual(['contribution', 'link']);
	});

	it('[C23] stays corrected when the words are written anew', () => {
		evening.post('ada', 'c1', 'More benches and less traffic');
		evening.by('ada', 'language.correct', correct('c1', 'de'));
		evening.by('ada', 'contribution.edit', {
			contributionId: 'c1',
			text: 'More benches and less noise'
		});
		expect(lang('c1')).toBe('de');
	});
});
