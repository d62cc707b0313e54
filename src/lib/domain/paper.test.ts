import { beforeEach, describe, expect, it } from 'vitest';
import type { Payloads } from './commands.ts';
import { Evening, FACILITATOR, OFFICE } from './fixture/evening.ts';
import { paperNumberOf } from './paper.ts';

let evening: Evening;
let round: string;

beforeEach(() => {
	evening = Evening.open();
	evening.seated('ada', 7, 'B');
	round = evening.goTo('round', 1).id;
});

const card = (
	number: number,
	more: Partial<Payloads['contribution.enter']> = {}
): Payloads['contribution.enter'] => ({
	contributionId: `p${number}`,
	stepId: round,
	tableId: evening.table(7).id,
	number,
	text: ' Mehr Bänke ',
	lang: 'de',
	twin: false,
	...more
});

const enter = (number: number, more: Partial<Payloads['contribution.enter']> = {}) =>
	evening.staff('contribution.enter', card(number, more));
const refused = (number: number, more: Partial<Payloads['contribution.enter']> = {}) =>
	evening.refused(FACILITATOR, 'contribution.enter', card(number, more));
const idOf = (contributionId: string) => evening.row('contribution', contributionId).publicId;

describe('a paper card', () => {
	it('[C19] has no author and is seen like all others', () => {
		enter(17);
		expect(evening.row('contribution', 'p17')).toMatchObject({
			text: 'Mehr Bänke',
			origin: 'paper',
			participantId: null,
			late: false,
			round: 1,
			state: 'table',
			screen: 'waiting'
		});
		expect(evening.sees(`table:${evening.table(7).id}`, 'contribution', 'p17')).toMatchObject({
			text: 'Mehr Bänke'
		});
		expect(evening.sees('all', 'contribution', 'p17')).toBeNull();
		evening.by('ada', 'contribution.agree', { contributionId: 'p17', agree: true });
		evening.staff('contribution.release', { contributionIds: ['p17'], released: true });
		expect(evening.sees('screen', 'contribution', 'p17')).toMatchObject({ agrees: 1 });
		expect(
			evening.refused(FACILITATOR, 'participant.block', { contributionId: 'p17', blocked: true })
		).toBe('not_found');
	});

	it('[C22] has the language of its words, whatever was chosen for the pile', () => {
		const lang = (number: number, text: string, chosen = 'de') => {
			enter(number, { text, lang: chosen });
			return evening.row('contribution', `p${number}`).lang;
		};
		expect(lang(1, 'Більше лавок у парку')).toBe('uk');
		expect(lang(2, 'نريد مقاعد أكثر في الحديقة')).toBe('ar');
		expect(lang(3, 'Wir brauchen mehr Bänke', 'ar')).toBe('de');
		expect(lang(4, 'OK!', 'en')).toBe('en');
		expect(lang(5, '12', 'de-simple')).toBe('de');
		evening.staff('language.correct', { itemKind: 'contribution', itemId: 'p1', lang: 'ru' });
		evening.staff('contribution.edit', { contributionId: 'p1', text: 'Більше лавок' });
		expect(evening.row('contribution', 'p1').lang).toBe('ru');
	});

	it('[C19] is typed into a round that has begun, by staff, at any later time', () => {
		expect(evening.refusedBy('ada', 'contribution.enter', card(1))).toBe('not_allowed');
		expect(refused(1, { stepId: evening.step('round', 2).id })).toBe('wrong_step');
		expect(refused(1, { stepId: evening.step('welcome').id })).toBe('wrong_step');
		expect(refused(1, { tableId: 'none' })).toBe('not_found');
		expect(refused(1, { text: '  ' })).toBe('text_empty');
		expect(refused(1, { lang: '?' })).toBe('malformed');
		expect([refused(0), refused(10_000), refused(1.5)]).toEqual(new Array(3).fill('malformed'));
		evening.staff('workshop.freeze', { frozen: true });
		enter(1);
		evening.goTo('harvest');
		evening.later(3_600_000);
		enter(2);
		evening.staff('workshop.close', {});
		evening.ok(OFFICE, 'contribution.enter', card(3));
		const late = ['p1', 'p2', 'p3'].map((id) => evening.row('contribution', id).late);
		expect(late).toEqual([false, false, false]);
	});

	it('[C20] bears its number in its id, beside the running ones', () => {
		evening.post('ada', 'c1');
		enter(17);
		enter(1, { tableId: evening.table(8).id });
		evening.post('ada', 'c2');
		expect(['c1', 'p17', 'p1', 'c2'].map(idOf)).toEqual([
			'R1-T07-001',
			'R1-T07-017p',
			'R1-T08-001p',
			'R1-T07-002'
		]);
		expect(['c1', 'p17'].map((id) => paperNumberOf(evening.row('contribution', id)))).toEqual([
			null,
			17
		]);
	});

	it('[C20] warns of a number that is there, once', () => {
		enter(17);
		const again = { contributionId: 'x', tableId: evening.table(8).id };
		expect(refused(17, again)).toBe('number_taken');
		enter(17, { ...again, twin: true });
		enter(17, { contributionId: 'y', twin: true });
		enter(17, { contributionId: 'z', twin: true });
		expect(['p17', 'x', 'y', 'z'].map(idOf)).toEqual([
			'R1-T07-017p',
			'R1-T08-017p',
			'R1-T07-017-2p',
			'R1-T07-017-3p'
		]);
		expect(paperNumberOf(evening.row('contribution', 'z'))).toBe(17);
	});

	it('[C20] taken back frees its number and keeps its id', () => {
		enter(17);
		evening.staff('contribution.withdraw', { contributionId: 'p17' });
		enter(17, { contributionId: 'x' });
		expect(idOf('x')).toBe('R1-T07-017-2p');
	});

	it('[C20] sent twice is one card', () => {
		enter(17);
		expect(enter(17)).toEqual([]);
		evening.staff('contribution.edit', { contributionId: 'p17', text: 'Mehr Licht' });
		expect(enter(17)).toEqual([]);
		expect(refused(18, { contributionId: 'p17' })).toBe('malformed');
	});

	it('[C21] is corrected and taken back by staff, and nothing else is', () => {
		evening.post('ada', 'c1');
		enter(17);
		evening.staff('contribution.release', { contributionIds: ['p17'], released: true });
		evening.staff('workshop.freeze', { frozen: true });
		evening.staff('contribution.edit', { contributionId: 'p17', text: 'Mehr Licht' });
		expect(evening.row('contribution', 'p17')).toMatchObject({ version: 2, screen: 'waiting' });
		evening.staff('workshop.close', {});
		evening.staff('contribution.edit', { contributionId: 'p17', text: 'Mehr Ruhe' });
		evening.staff('contribution.withdraw', { contributionId: 'p17' });
		expect(evening.row('contribution', 'p17')).toMatchObject({ state: 'withdrawn', text: '' });
		for (const type of ['contribution.edit', 'contribution.withdraw'] as const) {
			const payload = { contributionId: 'c1', text: 'Anders' };
			expect(evening.refused(FACILITATOR, type, payload)).toBe('not_allowed');
			expect(evening.refusedBy('ada', type, payload)).toBe('workshop_closed');
		}
	});
});
