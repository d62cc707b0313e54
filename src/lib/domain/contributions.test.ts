import { beforeEach, describe, expect, it } from 'vitest';
import { Evening, MINUTE } from './fixture/evening.ts';
import { State } from './state.ts';

let evening: Evening;

beforeEach(() => {
	evening = Evening.open();
	evening.seated('ada', 7, 'B');
	evening.seated('ben', 7, 'A');
	evening.seated('cem', 7, 'C');
});

const inRound = (stepId: string, contributionId = 'c1', text = 'Mehr Bänke') =>
	({ contributionId, stepId, kind: 'idea', text, lang: 'de' }) as const;

describe('posting', () => {
	it('[C1] only who has a seat, only into a round that has begun', () => {
		const first = evening.step('round', 1).id;
		expect(evening.refusedBy('ada', 'contribution.post', inRound(first))).toBe('wrong_step');
		evening.goTo('round', 1);
		const welcome = evening.step('welcome').id;
		expect(evening.refusedBy('ada', 'contribution.post', inRound(welcome))).toBe('wrong_step');
		expect(evening.refusedBy('ada', 'contribution.post', inRound('x'))).toBe('not_found');
		evening.by('ada', 'participant.leave', {});
		expect(evening.refusedBy('ada', 'contribution.post', inRound(first))).toBe('not_allowed');
		expect(evening.refusedBy('cem', 'contribution.post', inRound(first))).toBe('granted');
	});

	it('[C2] counts while the round runs or pauses and 60 s longer', () => {
		const { id: stepId } = evening.goTo('round', 1);
		evening.staff('step.pause', { stepId });
		evening.post('ada', 'c1');
		evening.goTo('change', 2);
		evening.later(MINUTE);
		evening.post('ada', 'c2', 'Noch rechtzeitig', stepId);
		expect(evening.row('contribution', 'c1').late).toBe(false);
		expect(evening.row('contribution', 'c2').late).toBe(false);
		evening.later(1);
		expect(evening.refusedBy('ada', 'contribution.post', inRound(stepId, 'c3'))).toBe('step_over');
	});

	it('[C3] what was typed in time counts late', () => {
		const { id: stepId } = evening.goTo('round', 1);
		evening.later(MINUTE);
		const typedAt = evening.now;
		evening.goTo('change', 2);
		evening.later(30 * MINUTE);
		evening.goTo('round', 3);
		const late = inRound(stepId, 'c1');
		evening.by('ada', 'contribution.post', late, typedAt);
		expect(evening.row('contribution', 'c1')).toMatchObject({ late: true, round: 1 });
		const before = evening.step('round', 1).startedAt ?? 0;
		const other = inRound(stepId, 'c2');
		expect(evening.refusedBy('ada', 'contribution.post', other, before - 1)).toBe('step_over');
		expect(evening.refusedBy('ada', 'contribution.post', other, typedAt + MINUTE + 1)).toBe(
			'step_over'
		);
		evening.join('late');
		expect(evening.refusedBy('late', 'contribution.post', other, typedAt)).toBe('step_over');
	});

	it('[C4] belongs to the table of its round, whenever it arrives', () => {
		const { id: stepId } = evening.goTo('round', 1);
		const typedAt = evening.now;
		evening.later(20 * MINUTE);
		evening.goTo('round', 2);
		evening.later(5 * MINUTE);
		evening.by('ada', 'contribution.post', inRound(stepId, 'c1'), typedAt);
		evening.post('ada', 'c2');
		expect(evening.row('contribution', 'c1').tableId).toBe(evening.table(7).id);
		expect(evening.row('contribution', 'c2').tableId).toBe(evening.table(8).id);
	});

	it('[C5] has a public id that is never given again, also after a restart', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.post('cem', 'c2');
		evening.by('cem', 'contribution.withdraw', { contributionId: 'c2' });
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'spam' });
		evening.state = new State([...evening.state.all()]);
		evening.post('ada', 'c3');
		evening.goTo('round', 2);
		evening.post('ada', 'c4');
		expect(['c1', 'c2', 'c3', 'c4'].map((id) => evening.row('contribution', id).publicId)).toEqual([
			'R1-T07-001',
			'R1-T07-002',
			'R1-T07-003',
			'R2-T08-001'
		]);
	});

	it('[C6] nothing was typed in the future', () => {
		const { id: stepId } = evening.goTo('round', 1);
		evening.by('ada', 'contribution.post', inRound(stepId), evening.now + 60 * MINUTE);
		expect(evening.row('contribution', 'c1')).toMatchObject({
			typedAt: evening.now,
			postedAt: evening.now
		});
	});

	it('[C7] says whether a host or a device wrote it', () => {
		evening.ok({ role: 'guest' }, 'participant.join', {
			participantId: 'tab',
			lang: 'de',
			people: 3,
			origin: 'tablet',
			tableNumber: 7
		});
		evening.goTo('round', 1);
		const origin = (who: string, id: string) =>
			evening.row('contribution', evening.post(who, id)).origin;
		expect([origin('ada', 'c1'), origin('ben', 'c2'), origin('tab', 'c3')]).toEqual([
			'phone',
			'host',
			'tablet'
		]);
	});

	it('[C8] sent twice it is there once', () => {
		const { id: stepId } = evening.goTo('round', 1);
		evening.post('ada', 'c1', 'Mehr Bänke');
		expect(evening.by('ada', 'contribution.post', inRound(stepId))).toEqual([]);
		const other = inRound(stepId, 'c1', 'Andere Worte');
		expect(evening.refusedBy('ada', 'contribution.post', other)).toBe('malformed');
		expect(evening.refusedBy('cem', 'contribution.post', inRound(stepId))).toBe('malformed');
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' });
		expect(evening.by('ada', 'contribution.post', inRound(stepId))).toEqual([]);
		expect(evening.row('contribution', 'c1')).toMatchObject({ state: 'withdrawn', text: '' });
	});

	it('[C9] is refused while writing is frozen, except what was under way', () => {
		const { id: stepId } = evening.goTo('round', 1);
		evening.post('ada', 'c0');
		evening.later(MINUTE);
		const typedAt = evening.now;
		evening.staff('workshop.freeze', { frozen: true });
		evening.later(1000);
		expect(evening.refusedBy('ada', 'contribution.post', inRound(stepId))).toBe('frozen');
		const edit = { contributionId: 'c0', text: 'Neu' };
		expect(evening.refusedBy('ada', 'contribution.edit', edit)).toBe('frozen');
		evening.by('ada', 'contribution.post', inRound(stepId), typedAt);
		evening.later(MINUTE);
		expect(evening.refusedBy('ada', 'contribution.post', inRound(stepId, 'c2'), typedAt)).toBe(
			'frozen'
		);
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c0' });
		evening.staff('workshop.freeze', { frozen: false });
		evening.post('ada', 'c2');
		expect(evening.state.live('contribution')).toHaveLength(3);
	});
});

describe('own words', () => {
	it('[C10] can be edited by their author, until hidden', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		const edit = { contributionId: 'c1', text: ' Mehr Licht ' };
		expect(evening.refusedBy('cem', 'contribution.edit', edit)).toBe('not_allowed');
		evening.goTo('round', 2);
		evening.by('ada', 'contribution.carry', { linkId: 'l1', contributionId: 'c1' });
		const changes = evening.by('ada', 'contribution.edit', edit);
		expect(evening.row('contribution', 'c1')).toMatchObject({ text: 'Mehr Licht', version: 2 });
		expect(changes.map((change) => change.kind)).toEqual(['contribution', 'link']);
		expect(evening.by('ada', 'contribution.edit', edit)).toEqual([]);
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'other' });
		expect(evening.refusedBy('ada', 'contribution.edit', { ...edit, text: 'x' })).toBe(
			'not_allowed'
		);
	});

	it('[C11] edited they wait again for release', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.staff('contribution.release', { contributionIds: ['c1'], released: true });
		evening.by('ada', 'contribution.edit', { contributionId: 'c1', text: 'Anders' });
		expect(evening.row('contribution', 'c1').screen).toBe('waiting');
		evening.staff('contribution.release', { contributionIds: ['c1'], released: false });
		evening.by('ada', 'contribution.edit', { contributionId: 'c1', text: 'Wieder anders' });
		expect(evening.row('contribution', 'c1').screen).toBe('kept');
	});

	it('[C12] can be taken back, with everything that points at them', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.goTo('round', 2);
		evening.by('ada', 'contribution.carry', { linkId: 'l1', contributionId: 'c1' });
		const items = [{ kind: 'contribution' as const, id: 'c1' }];
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Bänke', items });
		evening.staff('guideline.draft', {});
		expect(evening.refusedBy('cem', 'contribution.withdraw', { contributionId: 'c1' })).toBe(
			'not_allowed'
		);
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' });
		expect(evening.row('contribution', 'c1')).toMatchObject({ state: 'withdrawn', text: '' });
		for (const kind of ['link', 'membership', 'evidence'] as const)
			expect([kind, evening.state.live(kind)]).toEqual([kind, []]);
		expect(evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' })).toEqual([]);
		const edit = { contributionId: 'c1', text: 'Doch' };
		expect(evening.refusedBy('ada', 'contribution.edit', edit)).toBe('not_found');
	});
});

describe("others' words", () => {
	it('[C13] one agrees at the own table, once, and can take it back', () => {
		evening.seated('far', 1, 'B');
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		const yes = { contributionId: 'c1', agree: true };
		expect(evening.refusedBy('ada', 'contribution.agree', yes)).toBe('not_allowed');
		expect(evening.refusedBy('far', 'contribution.agree', yes)).toBe('wrong_table');
		evening.by('ben', 'contribution.agree', yes);
		evening.by('cem', 'contribution.agree', yes);
		expect(evening.by('cem', 'contribution.agree', yes)).toEqual([]);
		expect(evening.row('contribution', 'c1').agrees).toBe(2);
		evening.by('cem', 'contribution.agree', { ...yes, agree: false });
		expect(evening.row('contribution', 'c1').agrees).toBe(1);
		evening.by('cem', 'contribution.agree', yes);
		expect(evening.row('contribution', 'c1').agrees).toBe(2);
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'spam' });
		expect(evening.refusedBy('ben', 'contribution.agree', { ...yes, agree: false })).toBe(
			'not_found'
		);
	});

	it('[C14] an own thought can be carried on, once per table', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.post('ben', 'c2');
		const carry = { linkId: 'l1', contributionId: 'c1' };
		expect(evening.refusedBy('ada', 'contribution.carry', carry)).toBe('wrong_step');
		evening.goTo('change', 2);
		expect(evening.refusedBy('cem', 'contribution.carry', carry)).toBe('not_allowed');
		expect(evening.refusedBy('ben', 'contribution.carry', { ...carry, contributionId: 'c2' })).toBe(
			'wrong_table'
		);
		evening.by('ada', 'contribution.carry', carry);
		expect(evening.row('link', 'l1')).toMatchObject({
			fromId: 'c1',
			tableId: evening.table(8).id,
			round: 2
		});
		expect(evening.by('ada', 'contribution.carry', { ...carry, linkId: 'l2' })).toEqual([]);
		evening.goTo('change', 3);
		evening.by('ada', 'contribution.carry', { ...carry, linkId: 'l3' });
		expect(evening.state.live('link').map((link) => link.tableId)).toEqual([
			evening.table(8).id,
			evening.table(9).id
		]);
	});
});

describe('a blocked device', () => {
	it('[C15] reads, arrives, leaves and takes back, nothing else', () => {
		const { id: stepId } = evening.goTo('round', 1);
		evening.post('ben', 'c0');
		evening.post('ada', 'c1');
		evening.staff('participant.block', { contributionId: 'c1', blocked: true });
		const text = { contributionId: 'c1', text: 'x' };
		const essence = { number: 1, text: 'x', lang: 'de' };
		expect([
			evening.refusedBy('ada', 'contribution.post', inRound(stepId, 'c2')),
			evening.refusedBy('ada', 'contribution.edit', text),
			evening.refusedBy('ada', 'contribution.agree', { contributionId: 'c0', agree: true }),
			evening.refusedBy('ada', 'contribution.carry', { linkId: 'l1', contributionId: 'c1' }),
			evening.refusedBy('ada', 'contribution.hide', { contributionId: 'c0', reason: 'spam' }),
			evening.refusedBy('ada', 'summary.write', { round: 1, points: ['x'], lang: 'de' }),
			evening.refusedBy('ada', 'essence.write', essence),
			evening.refusedBy('ada', 'vote.cast', { ballotId: 'b', dots: {} })
		]).toEqual(new Array(8).fill('blocked'));
		const { id: change } = evening.goTo('change', 2);
		evening.by('ada', 'participant.arrive', { stepId: change });
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' });
		evening.by('ada', 'participant.leave', {});
		expect(evening.row('contribution', 'c1').state).toBe('withdrawn');
	});
});
