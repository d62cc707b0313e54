import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { Evening, FACILITATOR, MINUTE } from './fixture/evening.ts';
import { tableOfParticipant } from './rotation.ts';
import { placeBeside, sharesOf } from './run-of-show.ts';
import { isWithin } from './writing.ts';

let evening: Evening;

beforeEach(() => {
	evening = Evening.open();
});

const order = () =>
	evening.state.steps.map(({ kind, round }) => (round === null ? kind : `${kind} ${round}`));

describe('the shape of the run-of-show', () => {
	it('[P11] a step is added, moved and taken away', () => {
		const before = order();
		const harvest = evening.step('harvest').id;
		const add = { stepId: 's1', kind: 'vote' as const, minutes: 4, beforeId: harvest };
		evening.staff('step.add', add);
		expect(order().indexOf('vote')).toBe(before.indexOf('harvest'));
		evening.staff('step.move', { stepId: 's1', beforeId: null });
		expect(order()).toEqual([...before, 'vote']);
		evening.staff('step.remove', { stepId: 's1' });
		expect(order()).toEqual(before);
		expect(evening.refused(FACILITATOR, 'step.add', add)).toBe('malformed');
		const endless = { ...add, stepId: 's2', minutes: 241 };
		expect(evening.refused(FACILITATOR, 'step.add', endless)).toBe('too_many');
	});

	it('[P11] not before what has begun, not between a change and its round', () => {
		evening.goTo('round', 1);
		const add = (beforeId: string | null) => ({
			stepId: 's1',
			kind: 'vote' as const,
			minutes: 4,
			beforeId
		});
		const refused = (beforeId: string) => evening.refused(FACILITATOR, 'step.add', add(beforeId));
		expect(refused(evening.step('round', 1).id)).toBe('wrong_step');
		expect(refused(evening.step('round', 2).id)).toBe('wrong_step');
		expect(refused('nope')).toBe('not_found');
		const { id: stepId } = evening.step('round', 3);
		expect(evening.refused(FACILITATOR, 'step.move', { stepId, beforeId: null })).toBe(
			'wrong_step'
		);
		expect(evening.refused(FACILITATOR, 'step.remove', { stepId })).toBe('wrong_step');
		evening.staff('step.add', add(evening.step('change', 2).id));
		expect(order().slice(0, 4)).toEqual(['welcome', 'round 1', 'vote', 'change 2']);
	});

	it('[P15] [P12] a break moves nobody, takes only late words, and is timed and skipped like all others', () => {
		evening.seated('ada', 7, 'B');
		const { id: stepId } = evening.goTo('round', 1);
		const beforeId = evening.step('change', 2).id;
		const pause = { stepId: 's1', kind: 'break' as const, minutes: 15, beforeId };
		evening.staff('step.add', pause);
		evening.staff('step.add', { ...pause, stepId: 's2' });
		evening.staff('step.skip', { stepId: 's2', skipped: true });
		const there = evening.sees('one:ada', 'seat', evening.state.seatByParticipant.get('ada') ?? '');
		evening.goTo('break');
		expect(evening.state.step).toMatchObject({ id: 's1', kind: 'break', round: null });
		expect(evening.state.step?.endsAt).toBe(evening.now + 15 * MINUTE);
		expect(tableOfParticipant(evening.state, 'ada')?.id).toBe(evening.table(7).id);
		expect(
			evening.sees('one:ada', 'seat', evening.state.seatByParticipant.get('ada') ?? '')
		).toEqual(there);
		const post = (contributionId: string, to: string) =>
			({ contributionId, stepId: to, kind: 'idea', text: 'Mehr Bänke', lang: 'de' }) as const;
		evening.by('ada', 'contribution.post', post('c1', stepId));
		expect(evening.refusedBy('ada', 'contribution.post', post('c2', 's1'))).toBe('wrong_step');
		evening.staff('step.extend', { stepId: 's1', minutes: 5 });
		evening.staff('step.pause', { stepId: 's1' });
		expect(evening.state.step?.leftMs).toBe(20 * MINUTE);
		evening.staff('step.resume', { stepId: 's1' });
		evening.now += 2 * MINUTE;
		expect(evening.refusedBy('ada', 'contribution.post', post('c2', stepId))).toBe('step_over');
		evening.goTo('change', 2);
		expect(evening.state.step).toMatchObject({ kind: 'change', round: 2 });
	});

	it('[P11] by one: a step passes a round together with its change', () => {
		const { id: stepId } = evening.step('essence');
		const by = (way: 1 | -1) => placeBeside(evening.state.steps, stepId, way);
		const first = order();
		const up = by(-1);
		expect(up).toEqual({ beforeId: evening.step('change', 3).id });
		evening.staff('step.move', { stepId, beforeId: up?.beforeId ?? null });
		expect(order()).not.toEqual(first);
		evening.staff('step.move', { stepId, beforeId: by(1)?.beforeId ?? null });
		expect(order()).toEqual(first);
		expect(placeBeside(evening.state.steps, evening.step('round', 2).id, 1)).toBeNull();
		expect(placeBeside(evening.state.steps, evening.step('close').id, 1)).toBeNull();
		evening.goTo('round', 3);
		expect(by(-1)).toBeNull();
	});

	it('[P12] skipped steps are passed by, a round with its change', () => {
		const { id: stepId } = evening.step('round', 2);
		evening.staff('step.skip', { stepId, skipped: true });
		evening.goTo('round', 1);
		evening.staff('step.advance', { from: evening.workshop.stepId });
		expect(evening.state.step).toMatchObject({ kind: 'change', round: 3 });
		expect(evening.refused(FACILITATOR, 'step.skip', { stepId, skipped: true })).toBe('granted');
		evening.staff('step.back', { from: evening.found(evening.workshop.stepId) });
		expect(evening.state.step).toMatchObject({ kind: 'round', round: 1 });
		evening.staff('step.skip', { stepId, skipped: false });
		expect(evening.step('change', 2).state).toBe('planned');
		const running = { stepId: evening.step('round', 1).id, skipped: true };
		expect(evening.refused(FACILITATOR, 'step.skip', running)).toBe('wrong_step');
	});

	it('[P12] nobody walks to a last round that is not held', () => {
		evening.seated('ada', 1, 'C');
		evening.staff('step.skip', { stepId: evening.step('round', 3).id, skipped: true });
		evening.goTo('round', 2);
		const before = evening.sees('one:ada', 'seat', evening.seat('ada').id);
		evening.goTo('essence');
		expect(evening.sees('one:ada', 'seat', evening.seat('ada').id)).toEqual(before);
	});

	it('[P13] gives the time that is left in proportion', () => {
		evening.goTo('round', 3);
		const { now } = evening;
		const end = evening.found(evening.state.step?.endsAt);
		evening.staff('step.replan', { endsAt: end + 15 * MINUTE });
		const minutes = evening.state.steps
			.filter(({ state }) => state === 'planned')
			.map((step) => step.minutes);
		expect(minutes.reduce((a, b) => a + b)).toBe(15);
		expect(minutes.at(-1)).toBeGreaterThanOrEqual(3);
		expect(evening.state.step?.endsAt).toBe(end);
		const tooEarly = { endsAt: now };
		expect(evening.refused(FACILITATOR, 'step.replan', tooEarly)).toBe('too_many');
	});

	it('[P13] shares add up and nobody gets less than it needs', () => {
		const step = fc.record({
			kind: fc.constantFrom('round', 'harvest', 'close'),
			minutes: fc.integer({ min: 1, max: 240 })
		});
		fc.assert(
			fc.property(
				fc.array(step, { minLength: 1 }),
				fc.integer({ min: 0, max: 500 }),
				(steps, total) => {
					const shares = sharesOf(steps as Parameters<typeof sharesOf>[0], total);
					const least = steps.map(({ kind, minutes }) =>
						kind === 'close' ? Math.min(3, minutes) : 1
					);
					if (!shares) {
						expect(least.reduce((a, b) => a + b)).toBeGreaterThan(total);
						return;
					}
					expect(shares.reduce((a, b) => a + b)).toBe(total);
					for (const [i, share] of shares.entries())
						expect(share).toBeGreaterThanOrEqual(least[i] as number);
				}
			)
		);
	});

	it('[P14] a round can be kept open beside what comes next', () => {
		evening.seated('ada', 1, 'A');
		const { id: stepId } = evening.goTo('round', 3);
		expect(evening.refused(FACILITATOR, 'step.keep_open', { stepId })).toBe('wrong_step');
		evening.goTo('harvest');
		evening.staff('step.keep_open', { stepId });
		evening.later(10 * MINUTE);
		evening.post('ada', 'c1', 'Noch ein Gedanke', stepId);
		expect(evening.row('contribution', 'c1').late).toBe(false);
		evening.staff('step.keep_open', { stepId: null });
		const round = () => evening.row('step', stepId);
		expect(isWithin(evening.state, round(), evening.now + MINUTE)).toBe(true);
		expect(isWithin(evening.state, round(), evening.now + MINUTE + 1)).toBe(false);
		evening.staff('step.keep_open', { stepId });
		evening.staff('workshop.close', {});
		expect(evening.workshop.besideStepId).toBeNull();
	});

	it('[P14] going back to it runs it once', () => {
		const { id: stepId } = evening.goTo('round', 3);
		evening.goTo('essence');
		evening.staff('step.keep_open', { stepId });
		evening.staff('step.back', { from: evening.step('essence').id });
		expect(evening.workshop).toMatchObject({ stepId, besideStepId: null });
	});
});
