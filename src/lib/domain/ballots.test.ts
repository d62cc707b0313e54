import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotsFor } from './ballots.ts';
import { Evening, FACILITATOR, MINUTE } from './fixture/evening.ts';

function voting(clusters = 9): Evening {
	const evening = Evening.open();
	for (const name of ['ada', 'ben', 'cem']) evening.join(name);
	evening.goTo('harvest');
	for (let i = 1; i <= clusters; i++)
		evening.staff('cluster.create', { clusterId: `k${i}`, title: `Thema ${i}`, items: [] });
	evening.goTo('vote');
	return evening;
}

const ballotOf = (evening: Evening) => evening.found(evening.state.live('ballot')[0]);

describe('ballots', () => {
	it('[B1] the vote step opens one over all clusters', () => {
		const evening = voting(9);
		expect(ballotOf(evening)).toMatchObject({
			state: 'open',
			optionIds: Array.from({ length: 9 }, (_, i) => `k${i + 1}`),
			turnout: 0,
			result: null
		});
		expect(voting(0).state.live('ballot')).toEqual([]);
	});

	it('[B2] dots are a quarter of the options, 3 to 6', () => {
		expect([1, 9, 12, 16, 20, 24, 100].map(dotsFor)).toEqual([3, 3, 3, 4, 5, 6, 6]);
		expect(ballotOf(voting(20))).toMatchObject({ dots: 5, maxPerOption: 5 });
	});

	it('[B3] a vote replaces the one before and keeps to the budget', () => {
		const evening = voting();
		const { id: ballotId } = ballotOf(evening);
		evening.by('ada', 'vote.cast', { ballotId, dots: { k1: 2, k2: 1 } });
		evening.by('ada', 'vote.cast', { ballotId, dots: { k3: 3, k4: 0 } });
		expect(evening.row('vote', `${ballotId}.ada`).dots).toEqual({ k3: 3 });
		const tooMany = { ballotId, dots: { k1: 2, k2: 2 } };
		expect(evening.refusedBy('ada', 'vote.cast', tooMany)).toBe('budget_exceeded');
		expect(evening.refusedBy('ada', 'vote.cast', { ballotId, dots: { k1: 4 } })).toBe(
			'budget_exceeded'
		);
		expect(evening.refusedBy('ada', 'vote.cast', { ballotId, dots: { x: 1 } })).toBe('not_found');
		expect(evening.refusedBy('ada', 'vote.cast', { ballotId, dots: { k1: -1 } })).toBe('malformed');
		expect(evening.refusedBy('ada', 'vote.cast', { ballotId: 'x', dots: {} })).toBe('not_found');
	});

	it('[B3] [B4] [B6] whatever is sent, budget, turnout and result agree', () => {
		const votes = fc.array(
			fc.record({
				who: fc.constantFrom('ada', 'ben', 'cem'),
				dots: fc.dictionary(
					fc.constantFrom('k1', 'k2', 'k3', 'k9', 'x'),
					fc.integer({ min: -1, max: 5 })
				)
			}),
			{ maxLength: 25 }
		);
		fc.assert(
			fc.property(votes, (casts) => {
				const evening = voting();
				const { id: ballotId, dots: budget } = ballotOf(evening);
				for (const { who, dots } of casts) {
					const payload = { ballotId, dots: { ...dots } };
					const decision = evening.ask({ role: 'participant', id: who }, 'vote.cast', payload);
					if (decision.ok) evening.apply(decision.changes);
				}
				const sums = evening.state
					.live('vote')
					.map((vote) => Object.values(vote.dots).reduce((a, b) => a + b, 0));
				for (const sum of sums) expect(sum).toBeLessThanOrEqual(budget);
				expect(ballotOf(evening).turnout).toBe(sums.filter((sum) => sum > 0).length);
				evening.staff('ballot.close', { ballotId });
				const result = Object.values(ballotOf(evening).result ?? {});
				expect(result.reduce((a, b) => a + b, 0)).toBe(sums.reduce((a, b) => a + b, 0));
			}),
			{ numRuns: 40 }
		);
	});

	it('[B4] turnout counts who has placed a dot', () => {
		const evening = voting();
		const { id: ballotId } = ballotOf(evening);
		evening.by('ada', 'vote.cast', { ballotId, dots: { k1: 1 } });
		evening.by('ben', 'vote.cast', { ballotId, dots: { k1: 3 } });
		evening.by('ben', 'vote.cast', { ballotId, dots: { k2: 3 } });
		evening.by('cem', 'vote.cast', { ballotId, dots: {} });
		expect(ballotOf(evening).turnout).toBe(2);
		evening.by('ada', 'vote.cast', { ballotId, dots: {} });
		expect(ballotOf(evening).turnout).toBe(1);
		expect(evening.state.get('vote', `${ballotId}.ada`)).toBeUndefined();
	});

	it('[B5] only who sits here votes, only while it is open and writing is not frozen', () => {
		const evening = voting();
		const { id: ballotId } = ballotOf(evening);
		const vote = { ballotId, dots: { k1: 1 } };
		evening.by('cem', 'participant.leave', {});
		expect(evening.refusedBy('cem', 'vote.cast', vote)).toBe('not_allowed');
		evening.staff('workshop.freeze', { frozen: true });
		evening.later(2 * MINUTE);
		expect(evening.refusedBy('ada', 'vote.cast', vote)).toBe('frozen');
		evening.staff('workshop.freeze', { frozen: false });
		evening.by('ada', 'vote.cast', vote);
		evening.staff('ballot.close', { ballotId });
		expect(evening.refusedBy('ada', 'vote.cast', vote)).toBe('ballot_closed');
	});

	it('[B6] is counted when closed and revealed only then', () => {
		const evening = voting(3);
		const { id: ballotId } = ballotOf(evening);
		evening.by('ada', 'vote.cast', { ballotId, dots: { k1: 2, k3: 1 } });
		evening.by('ben', 'vote.cast', { ballotId, dots: { k3: 3 } });
		expect(evening.refused(FACILITATOR, 'ballot.reveal', { ballotId })).toBe('wrong_step');
		evening.staff('ballot.close', { ballotId });
		expect(ballotOf(evening)).toMatchObject({
			state: 'closed',
			result: { k1: 2, k2: 0, k3: 4 },
			closedAt: evening.now
		});
		expect(evening.staff('ballot.close', { ballotId })).toEqual([]);
		evening.staff('ballot.reveal', { ballotId });
		expect(ballotOf(evening).state).toBe('revealed');
		expect(evening.staff('ballot.reveal', { ballotId })).toEqual([]);
	});

	it('[B7] moving on reveals, going back does not, and there is no second ballot', () => {
		const evening = voting();
		const back = () => evening.staff('step.back', { from: evening.workshop.stepId ?? '' });
		back();
		expect(ballotOf(evening).state).toBe('open');
		evening.goTo('vote');
		evening.goTo('close');
		expect(ballotOf(evening).state).toBe('revealed');
		back();
		evening.goTo('close');
		expect(evening.state.live('ballot')).toHaveLength(1);
		expect(ballotOf(evening).state).toBe('revealed');
	});

	it('[B7] a ballot that staff has closed is left for staff to reveal, also after the end', () => {
		const evening = voting();
		const { id: ballotId } = ballotOf(evening);
		evening.staff('ballot.close', { ballotId });
		evening.goTo('close');
		expect(ballotOf(evening).state).toBe('closed');
		evening.staff('workshop.close', {});
		evening.staff('ballot.reveal', { ballotId });
		expect(ballotOf(evening).state).toBe('revealed');
	});
});
