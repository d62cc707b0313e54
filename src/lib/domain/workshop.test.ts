import { describe, expect, it } from 'vitest';
import { COMMAND_SENDERS } from './fixture/senders.ts';
import { Evening, FACILITATOR, MINUTE, OFFICE } from './fixture/evening.ts';
import { CAFE_TEMPLATES } from './methods/world-cafe.ts';
import { TEMPLATES } from './rows.ts';
import { ruleOf } from './permissions.ts';
import { roundsTotal } from './steps.ts';
import { State } from './state.ts';

describe('who may ask', () => {
	it('[W1] knows senders for every command type and refuses everybody else', () => {
		for (const [type, allowed] of COMMAND_SENDERS) {
			const rule = ruleOf(type);
			const granted = {
				facilitator: rule.staff === true,
				office: rule.staff === true || rule.office === true,
				participant: rule.participant === true,
				guest: rule.guest === true
			};
			expect([type, granted]).toEqual([type, allowed]);
		}
	});

	it('[W1] refuses a screen, a guest and a participant what is not theirs', () => {
		const evening = Evening.open();
		const ada = evening.join('ada');
		expect(evening.refused({ role: 'screen' }, 'step.advance', { from: null })).toBe('not_allowed');
		expect(evening.refused({ role: 'guest' }, 'step.advance', { from: null })).toBe('not_allowed');
		expect(evening.refusedBy(ada, 'step.advance', { from: null })).toBe('not_allowed');
		expect(evening.refused(FACILITATOR, 'participant.leave', {})).toBe('not_allowed');
		expect(evening.refused({ role: 'system' }, 'step.advance', { from: null })).toBe('granted');
		expect(evening.refusedBy('nobody', 'participant.leave', {})).toBe('not_found');
	});
});

describe('making a workshop', () => {
	it('[W2] starts as a draft with steps, tables and seats', () => {
		const { state, workshop } = new Evening({ tables: 14, seats: 5 });
		expect(workshop).toMatchObject({
			state: 'draft',
			rehearsal: false,
			keyVersion: 1,
			stepId: null
		});
		expect(state.steps.map((step) => step.kind)).toEqual(
			CAFE_TEMPLATES['world-cafe-2h'].steps.map((step) => step.kind)
		);
		expect(state.tables).toHaveLength(14);
		expect(state.live('seat')).toHaveLength(70);
		expect(state.tables.map((table) => table.number)).toEqual(
			Array.from({ length: 14 }, (_, i) => i + 1)
		);
	});

	it('[W2] shares the tables out among the halls that are named', () => {
		const hallsOf = (halls: string[]) =>
			new Evening({ tables: 5, seats: 4, halls }).state.tables.map((table) => table.hall);
		expect(hallsOf(['Foyer', ' Aula '])).toEqual(['Foyer', 'Foyer', 'Foyer', 'Aula', 'Aula']);
		expect(hallsOf(['Foyer'])).toEqual(new Array(5).fill(''));
		expect(() => hallsOf(['Foyer', ' '])).toThrow('text_empty');
		expect(() => hallsOf(Array.from({ length: 13 }, (_, i) => `${i}`))).toThrow('too_many');
	});

	it('[W2] is refused in a room that is not empty, and to a facilitator', () => {
		const evening = new Evening();
		const again = {
			workshopId: 'w2',
			code: 'HAFENTRS',
			template: 'world-cafe-2h',
			title: 'Noch eins',
			city: '',
			languages: ['de'],
			tables: 5,
			seats: 5
		} as const;
		const payload = { ...again, languages: [...again.languages] };
		expect(evening.refused(OFFICE, 'workshop.create', payload)).toBe('in_use');
		evening.state = new State();
		expect(evening.refused(FACILITATOR, 'workshop.create', payload)).toBe('not_allowed');
		expect(evening.refused(OFFICE, 'workshop.edit', {})).toBe('not_found');
		expect(evening.refused(OFFICE, 'workshop.create', { ...payload, tables: 401 })).toBe(
			'too_many'
		);
		expect(evening.refused(OFFICE, 'workshop.create', { ...payload, seats: 1 })).toBe('too_many');
		expect(evening.refused(OFFICE, 'workshop.create', { ...payload, code: 'hafe-ntrs' })).toBe(
			'malformed'
		);
		expect(evening.refused(OFFICE, 'workshop.create', payload)).toBe('granted');
	});

	it.each([
		['world-cafe-2h', 120, 3],
		['world-cafe-90', 90, 3],
		['world-cafe-3h', 180, 3],
		['carousel', 120, 6],
		['kickoff-500', 150, 3]
	] as const)('[W3] %s takes %i minutes', (template, minutes, rounds) => {
		const { steps } = CAFE_TEMPLATES[template];
		expect(steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(minutes);
		expect(roundsTotal(steps)).toBe(rounds);
		for (const [index, { kind, round }] of steps.entries())
			if (kind === 'change') expect(steps[index + 1]).toMatchObject({ kind: 'round', round });
	});

	it('[W3] every template makes a workshop that moves as it says', () => {
		for (const template of TEMPLATES) {
			const evening = new Evening({ template });
			const { moveMode, questionMode } = CAFE_TEMPLATES[template];
			expect(evening.workshop.moveMode).toBe(moveMode);
			expect(evening.step('round', 1).questionMode).toBe(questionMode);
		}
	});

	it('[W3] [P15] three hours have a break, before the way to the last round', () => {
		const { state } = new Evening({ template: 'world-cafe-3h' });
		const index = state.steps.findIndex(({ kind }) => kind === 'break');
		expect(state.steps[index]).toMatchObject({ minutes: 15, round: null });
		expect(state.steps[index]?.notes).toMatch(/Pause/);
		expect(state.steps[index + 1]).toMatchObject({ kind: 'change', round: 3 });
	});

	it('[W3] takes two hours and asks in the languages of the workshop', () => {
		expect(CAFE_TEMPLATES['world-cafe-2h'].steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(
			120
		);
		const { state, workshop } = new Evening({ languages: ['en', 'so'] });
		expect(roundsTotal(state.steps)).toBe(3);
		for (const step of state.steps.filter(({ kind }) => kind === 'round'))
			expect(Object.keys(step.question)).toEqual(['en']);
		expect(Object.keys(workshop.givens)).toEqual(['en']);
		const somali = new Evening({ languages: ['so'] });
		expect(Object.keys(somali.step('round', 1).question)).toEqual(['de']);
	});
});

describe('editing', () => {
	it('[W4] changes what is given and nothing else', () => {
		const evening = new Evening();
		evening.staff('workshop.edit', { venue: ' Rathaus ', date: '2026-10-14', time: '18:00' });
		expect(evening.workshop).toMatchObject({
			venue: 'Rathaus',
			date: '2026-10-14',
			time: '18:00',
			title: 'Auftakt Integration'
		});
		evening.staff('workshop.edit', { givens: { de: ' Rahmen ', uk: '' }, languages: ['uk', 'de'] });
		expect(evening.workshop.givens).toEqual({ de: 'Rahmen' });
		expect(evening.workshop.languages).toEqual(['uk', 'de']);
	});

	it.each([
		[{ title: ' ' }, 'text_empty'],
		[{ title: 'x'.repeat(161) }, 'text_too_long'],
		[{ date: '2026-02-30' }, 'malformed'],
		[{ date: 'morgen' }, 'malformed'],
		[{ time: '24:00' }, 'malformed'],
		[{ languages: [] }, 'malformed'],
		[{ languages: ['de', 'de'] }, 'malformed'],
		[{ languages: ['deutsch!'] }, 'malformed'],
		[{ languages: 'de en fr ar fa uk ru pl ro tr vi so ku'.split(' ') }, 'too_many']
	])('[W4] refuses %j', (fields, code) => {
		expect(new Evening().refused(OFFICE, 'workshop.edit', fields)).toBe(code);
	});
});

describe('doors', () => {
	it('[W5] open once, for an evening or a rehearsal', () => {
		const evening = new Evening();
		evening.staff('workshop.open', { rehearsal: true });
		expect(evening.workshop).toMatchObject({ state: 'open', rehearsal: true });
		expect(evening.refused(FACILITATOR, 'workshop.open', { rehearsal: false })).toBe(
			'not_in_draft'
		);
	});

	it('[W6] closing ends the step, settles the ballot and releases nothing', () => {
		const evening = Evening.open();
		const ada = evening.join('ada');
		evening.goTo('round', 1);
		evening.post(ada, 'c1');
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Bänke', items: [] });
		evening.goTo('vote');
		evening.later(MINUTE);
		evening.staff('workshop.close', {});
		expect(evening.workshop).toMatchObject({ state: 'closed', closedAt: evening.now });
		expect(evening.step('vote')).toMatchObject({ state: 'done', endedAt: evening.now });
		expect(evening.state.live('ballot')[0]).toMatchObject({ state: 'revealed', result: { k1: 0 } });
		expect(evening.row('contribution', 'c1').screen).toBe('waiting');
		expect(evening.refused(FACILITATOR, 'workshop.close', {})).toBe('workshop_closed');
	});

	it('[W7] closed means no new words, and the harvest goes on', () => {
		const evening = Evening.open();
		const ada = evening.join('ada');
		const { id: stepId } = evening.goTo('round', 1);
		evening.post(ada, 'c1');
		evening.staff('workshop.close', {});
		const post = { contributionId: 'c2', stepId, kind: 'idea', text: 'Neu', lang: 'de' } as const;
		expect(evening.refusedBy(ada, 'contribution.post', post)).toBe('workshop_closed');
		expect(evening.refusedBy(ada, 'contribution.withdraw', { contributionId: 'c1' })).toBe(
			'workshop_closed'
		);
		expect(evening.refusedBy(ada, 'contribution.edit', { contributionId: 'c1', text: 'B' })).toBe(
			'workshop_closed'
		);
		expect(evening.refused(FACILITATOR, 'step.advance', { from: stepId })).toBe('workshop_closed');
		evening.by(ada, 'participant.edit', { lang: 'en' });
		evening.by(ada, 'participant.leave', {});
		const item = { kind: 'contribution', id: 'c1' } as const;
		evening.staff('contribution.release', { contributionIds: ['c1'], released: true });
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'other' });
		evening.staff('contribution.restore', { contributionId: 'c1' });
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Bänke', items: [item] });
		evening.staff('guideline.draft', {});
		evening.staff('workshop.rekey', {});
		expect(evening.state.live('evidence')).toHaveLength(1);
	});

	it('[W8] after closing only the labels of the record can be corrected', () => {
		const evening = Evening.open();
		evening.staff('workshop.close', {});
		evening.staff('workshop.edit', { mandate: '2011/BV/2285', title: 'Auftakt' });
		expect(evening.workshop.mandate).toBe('2011/BV/2285');
		expect(evening.refused(OFFICE, 'workshop.edit', { givens: { de: 'Neu' } })).toBe(
			'workshop_closed'
		);
		expect(evening.refused(OFFICE, 'workshop.edit', { languages: ['en'] })).toBe('workshop_closed');
	});
});

describe('resetting', () => {
	function rehearsal(): Evening {
		const evening = new Evening();
		evening.staff('workshop.open', { rehearsal: true });
		evening.seated('ada', 1, 'B');
		evening.seated('ben', 1, 'A');
		evening.goTo('round', 1);
		evening.post('ada', 'c1', 'Nur eine Probe');
		evening.by('ben', 'summary.write', { round: 1, points: ['Probe'], lang: 'de' });
		evening.by('ben', 'contribution.agree', { contributionId: 'c1', agree: true });
		const items = [{ kind: 'contribution' as const, id: 'c1' }];
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Probe', items });
		evening.goTo('vote');
		const ballotId = evening.found(evening.state.live('ballot')[0]).id;
		evening.by('ada', 'vote.cast', { ballotId, dots: { k1: 2 } });
		evening.staff('guideline.draft', {});
		return evening;
	}

	it('[W9] wipes a rehearsal and keeps the preparation', () => {
		const evening = rehearsal();
		const before = evening.state.steps.map(({ id, question }) => ({ id, question }));
		evening.staff('workshop.reset', {});
		const { state } = evening;
		expect(evening.workshop).toMatchObject({ state: 'draft', rehearsal: false, stepId: null });
		for (const kind of [
			'participant',
			'contribution',
			'agreement',
			'summary',
			'cluster',
			'membership',
			'ballot',
			'vote',
			'guideline',
			'evidence'
		] as const)
			expect([kind, state.live(kind).length]).toEqual([kind, 0]);
		expect(JSON.stringify([...state.all()])).not.toContain('Probe');
		expect(state.live('seat').filter((seat) => seat.participantId !== null)).toEqual([]);
		expect(state.steps.every((step) => step.state === 'planned' && step.startedAt === null)).toBe(
			true
		);
		expect(state.steps.map(({ id, question }) => ({ id, question }))).toEqual(before);
	});

	it('[W9] nor keeps words that were taken off the wall or out of the draft before', () => {
		const evening = rehearsal();
		evening.staff('cluster.create', { clusterId: 'away', title: 'Probewand', items: [] });
		evening.staff('cluster.remove', { clusterId: 'away' });
		evening.staff('guideline.add', { guidelineId: 'away', title: 'Probesatz' });
		evening.staff('guideline.remove', { guidelineId: 'away' });
		evening.staff('workshop.reset', {});
		expect(JSON.stringify([...evening.state.all()])).not.toMatch(/Probewand|Probesatz/);
	});

	it('[W9] never wipes an evening', () => {
		const evening = Evening.open();
		expect(evening.refused(OFFICE, 'workshop.reset', {})).toBe('not_in_draft');
		evening.staff('workshop.close', {});
		expect(evening.refused(OFFICE, 'workshop.reset', {})).toBe('not_in_draft');
	});

	it('[W10] starts public ids anew, also after a restart, and never reuses ids of rows', () => {
		const evening = rehearsal();
		evening.staff('workshop.reset', {});
		evening.state = new State([...evening.state.all()]);
		evening.staff('workshop.open', { rehearsal: false });
		const ada = evening.seated('ada', 1, 'B');
		const { id: stepId } = evening.goTo('round', 1);
		const post = { contributionId: 'c1', stepId, kind: 'idea', text: 'Echt', lang: 'de' } as const;
		expect(evening.refusedBy(ada, 'contribution.post', post)).toBe('malformed');
		evening.post(ada, 'c2');
		expect(evening.row('contribution', 'c2').publicId).toBe('R1-T01-001');
	});
});

describe('freeze, keys, screen', () => {
	it('[W11] freezing remembers since when', () => {
		const evening = Evening.open();
		evening.staff('workshop.freeze', { frozen: true });
		const since = evening.now;
		evening.later(MINUTE);
		expect(evening.staff('workshop.freeze', { frozen: true })).toEqual([]);
		expect(evening.workshop.frozenAt).toBe(since);
		evening.staff('workshop.freeze', { frozen: false });
		expect(evening.workshop.frozenAt).toBeNull();
	});

	it('[W12] renewing keys counts up', () => {
		const evening = new Evening();
		evening.staff('workshop.rekey', {});
		expect(evening.workshop.keyVersion).toBe(2);
	});

	it.each([
		[
			'edited',
			(e: Evening) => e.by('ada', 'contribution.edit', { contributionId: 'c1', text: 'B' })
		],
		['taken back', (e: Evening) => e.by('ada', 'contribution.withdraw', { contributionId: 'c1' })],
		[
			'hidden',
			(e: Evening) => e.staff('contribution.hide', { contributionId: 'c1', reason: 'spam' })
		],
		[
			'turned down',
			(e: Evening) => e.staff('contribution.release', { contributionIds: ['c1'], released: false })
		]
	])('[W13] a contribution that is %s leaves the screen', (_, act) => {
		const evening = Evening.open();
		evening.join('ada');
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		const screen = { mode: 'contribution', contributionId: 'c1' } as const;
		expect(evening.refused(FACILITATOR, 'screen.show', { screen })).toBe('not_found');
		evening.staff('contribution.release', { contributionIds: ['c1'], released: true });
		evening.staff('screen.show', { screen });
		expect(evening.workshop.screen).toEqual(screen);
		act(evening);
		expect(evening.workshop.screen).toEqual({ mode: 'auto' });
	});

	it('[W15] a held screen keeps its picture and its step until something else is put up', () => {
		const evening = Evening.open();
		evening.join('ada');
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.staff('contribution.release', { contributionIds: ['c1'], released: true });
		const picture = { mode: 'contribution', contributionId: 'c1' } as const;
		evening.staff('screen.show', { screen: picture });
		const { stepId } = evening.workshop;
		const at = evening.now;
		evening.staff('screen.show', { screen: { mode: 'held' } });
		const held = { mode: 'held', picture, stepId, at };
		expect(evening.workshop.screen).toEqual(held);
		evening.goTo('change', 2);
		evening.staff('screen.show', { screen: { mode: 'held' } });
		expect(evening.workshop.screen).toEqual(held);
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'spam' });
		expect(evening.workshop.screen).toEqual({ mode: 'auto' });
	});

	it('[W14] rows are never changed in place, and a refusal changes nothing', () => {
		const evening = Evening.open();
		const before = [...evening.state.all()];
		const copy = structuredClone(before);
		expect(evening.refused(FACILITATOR, 'step.back', { from: 'x' })).toBe('already_moved_on');
		evening.ask(FACILITATOR, 'step.advance', { from: null });
		expect([...evening.state.all()]).toEqual(copy);
		expect([...evening.state.all()].every((change, i) => change.row === before[i]?.row)).toBe(true);
	});
});
