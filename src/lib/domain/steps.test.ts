import { describe, expect, it } from 'vitest';
import { Evening, FACILITATOR, MINUTE } from './fixture/evening.ts';
import { currentQuestion, roundsTotal } from './steps.ts';

describe('moving on', () => {
	it('[P1] runs through the steps in order, and time alone moves nothing', () => {
		const evening = Evening.open();
		const seen: string[] = [];
		for (const step of evening.state.steps) {
			evening.staff('step.advance', { from: evening.workshop.stepId });
			evening.later(5 * 60 * MINUTE);
			expect(evening.workshop.stepId).toBe(step.id);
			seen.push(step.kind);
		}
		expect(seen).toEqual([
			'welcome',
			'round',
			'change',
			'round',
			'change',
			'round',
			'essence',
			'harvest',
			'vote',
			'close'
		]);
	});

	it('[P1] needs open doors', () => {
		const evening = new Evening();
		expect(evening.refused(FACILITATOR, 'step.advance', { from: null })).toBe('doors_closed');
	});

	it('[P2] two who press Next at once move on once', () => {
		const evening = Evening.open();
		const first = evening.goTo('welcome');
		evening.staff('step.advance', { from: first.id });
		expect(evening.refused(FACILITATOR, 'step.advance', { from: first.id })).toBe(
			'already_moved_on'
		);
		expect(evening.refused(FACILITATOR, 'step.advance', { from: null })).toBe('already_moved_on');
		expect(evening.refused(FACILITATOR, 'step.back', { from: first.id })).toBe('already_moved_on');
	});

	it('[P3] ends the one step and starts the next', () => {
		const evening = Evening.open();
		evening.goTo('welcome');
		evening.later(3 * MINUTE);
		evening.goTo('round', 1);
		expect(evening.step('welcome')).toMatchObject({ state: 'done', endedAt: evening.now });
		expect(evening.step('round', 1)).toMatchObject({
			state: 'running',
			startedAt: evening.now,
			endsAt: evening.now + 22 * MINUTE
		});
		const { id } = evening.goTo('close');
		expect(evening.refused(FACILITATOR, 'step.advance', { from: id })).toBe('wrong_step');
	});
});

describe('going back', () => {
	it('[P4] is the undo of moving on and loses no words', () => {
		const evening = Evening.open();
		const ada = evening.join('ada');
		const round = evening.goTo('round', 1);
		evening.post(ada, 'c1');
		evening.later(2 * MINUTE);
		const change = evening.goTo('change', 2);
		evening.staff('step.back', { from: change.id });
		expect(evening.workshop.stepId).toBe(round.id);
		expect(evening.step('round', 1)).toEqual({ ...round, rev: evening.state.rev });
		expect(evening.step('change', 2)).toMatchObject({
			state: 'planned',
			startedAt: null,
			endsAt: null
		});
		expect(evening.row('contribution', 'c1').state).toBe('table');
	});

	it('[P4] leaves at least a minute, and the doors before the first step', () => {
		const evening = Evening.open();
		evening.goTo('welcome');
		evening.later(40 * MINUTE);
		const { id } = evening.goTo('round', 1);
		evening.staff('step.back', { from: id });
		expect(evening.step('welcome').endsAt).toBe(evening.now + MINUTE);
		evening.staff('step.back', { from: evening.step('welcome').id });
		expect(evening.workshop.stepId).toBeNull();
		expect(evening.refused(FACILITATOR, 'step.back', { from: id })).toBe('already_moved_on');
		evening.goTo('round', 1);
		expect(evening.step('round', 1).state).toBe('running');
	});
});

describe('the clock of a step', () => {
	it('[P5] pausing keeps the time that is left', () => {
		const evening = Evening.open();
		const { id: stepId } = evening.goTo('round', 1);
		evening.later(2 * MINUTE);
		evening.staff('step.pause', { stepId });
		expect(evening.staff('step.pause', { stepId })).toEqual([]);
		expect(evening.step('round', 1)).toMatchObject({
			state: 'paused',
			leftMs: 20 * MINUTE,
			endsAt: null
		});
		evening.later(10 * MINUTE);
		evening.staff('step.resume', { stepId });
		expect(evening.staff('step.resume', { stepId })).toEqual([]);
		expect(evening.step('round', 1)).toMatchObject({
			state: 'running',
			leftMs: null,
			endsAt: evening.now + 20 * MINUTE
		});
		const other = evening.step('round', 2).id;
		expect(evening.refused(FACILITATOR, 'step.pause', { stepId: other })).toBe('wrong_step');
		expect(evening.refused(FACILITATOR, 'step.resume', { stepId: other })).toBe('wrong_step');
	});

	it('[P6] extending never ends before now', () => {
		const evening = Evening.open();
		const { id: stepId } = evening.goTo('round', 1);
		const end = () => (evening.step('round', 1).endsAt ?? 0) - evening.now;
		evening.staff('step.extend', { stepId, minutes: 2 });
		expect(end()).toBe(24 * MINUTE);
		evening.staff('step.extend', { stepId, minutes: -60 });
		expect(end()).toBe(0);
		evening.later(5 * MINUTE);
		evening.staff('step.extend', { stepId, minutes: 1 });
		expect(end()).toBe(MINUTE);
		evening.staff('step.pause', { stepId });
		evening.staff('step.extend', { stepId, minutes: 3 });
		expect(evening.step('round', 1).leftMs).toBe(4 * MINUTE);
		evening.staff('step.extend', { stepId, minutes: -9 });
		expect(evening.step('round', 1).leftMs).toBe(0);
		expect(evening.refused(FACILITATOR, 'step.extend', { stepId, minutes: 61 })).toBe('too_many');
		const other = evening.step('round', 2).id;
		expect(evening.refused(FACILITATOR, 'step.extend', { stepId: other, minutes: 1 })).toBe(
			'wrong_step'
		);
	});
});

describe('planning', () => {
	it('[P7] steps can be edited while they run, without moving the end', () => {
		const evening = Evening.open();
		const { id: stepId, endsAt } = evening.goTo('round', 1);
		evening.staff('step.edit', {
			stepId,
			minutes: 30,
			question: { de: 'Was fehlt?' },
			notes: 'leise'
		});
		expect(evening.step('round', 1)).toMatchObject({
			minutes: 30,
			endsAt,
			question: { de: 'Was fehlt?' },
			notes: 'leise'
		});
		const welcome = evening.step('welcome').id;
		const perTable = { stepId: welcome, questionMode: 'per_table' } as const;
		expect(evening.refused(FACILITATOR, 'step.edit', perTable)).toBe('wrong_step');
		expect(evening.refused(FACILITATOR, 'step.edit', { stepId, minutes: 0 })).toBe('malformed');
		expect(evening.refused(FACILITATOR, 'step.edit', { stepId, minutes: 241 })).toBe('too_many');
	});

	it('[P8] rounds are added after the last one', () => {
		const evening = new Evening();
		for (let round = 4; round <= 6; round++)
			evening.staff('step.add_round', { stepId: `s${round}`, changeId: `x${round}` });
		const kinds = evening.state.steps.map(({ kind, round }) => `${kind}${round ?? ''}`);
		expect(kinds.slice(5)).toEqual([
			'round3',
			'change4',
			'round4',
			'change5',
			'round5',
			'change6',
			'round6',
			'essence',
			'harvest',
			'vote',
			'close'
		]);
		expect(roundsTotal(evening.state.steps)).toBe(6);
		const seventh = { stepId: 's7', changeId: 'x7' };
		expect(evening.refused(FACILITATOR, 'step.add_round', seventh)).toBe('too_many');
	});

	it('[P8] also during the last round, not after it', () => {
		const evening = Evening.open();
		const fourth = { stepId: 's4', changeId: 'x4' };
		evening.goTo('round', 3);
		expect(evening.refused(FACILITATOR, 'step.add_round', fourth)).toBe('granted');
		evening.goTo('essence');
		expect(evening.refused(FACILITATOR, 'step.add_round', fourth)).toBe('wrong_step');
	});

	it('[P9] the last planned round can be taken away, never the first or a used one', () => {
		const evening = Evening.open();
		const ada = evening.join('ada');
		evening.staff('step.remove_round', {});
		expect(roundsTotal(evening.state.steps)).toBe(2);
		evening.goTo('round', 2);
		expect(evening.refused(FACILITATOR, 'step.remove_round', {})).toBe('wrong_step');
		evening.post(ada, 'c1');
		evening.staff('step.back', { from: evening.step('round', 2).id });
		evening.staff('step.back', { from: evening.step('change', 2).id });
		expect(evening.refused(FACILITATOR, 'step.remove_round', {})).toBe('in_use');
		const fresh = new Evening();
		fresh.staff('step.remove_round', {});
		fresh.staff('step.remove_round', {});
		expect(fresh.refused(FACILITATOR, 'step.remove_round', {})).toBe('wrong_step');
	});

	it('[P10] asks what the step asks, or what the table asks', () => {
		const evening = new Evening();
		const { id: tableId } = evening.table(1);
		evening.staff('table.edit', { tableId, question: { de: 'Wohnen?' } });
		const step = evening.step('round', 1);
		expect(currentQuestion(step, evening.table(1))).toBe(step.question);
		evening.staff('step.edit', { stepId: step.id, questionMode: 'per_table' });
		expect(currentQuestion(evening.step('round', 1), evening.table(1))).toEqual({ de: 'Wohnen?' });
		expect(currentQuestion(evening.step('round', 1), evening.table(2))).toEqual({});
	});
});
