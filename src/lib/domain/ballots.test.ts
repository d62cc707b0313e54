import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dotsFor } from './ballots.ts';
import { Evening, FACILITATOR, MINUTE } from './fixture/evening.ts';
import { view } from './view.ts';

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

	it('[B1] [B7] also when the step before had one of its own, which ends with it', () => {
		const evening = Evening.open();
		evening.goTo('harvest');
		for (const clusterId of ['k1', 'k2', 'k3'])
			evening.staff('cluster.create', { clusterId, title: clusterId, items: [] });
		const rules = { optionKind: 'cluster', dots: 3, maxPerOption: 3, ownAllowed: true } as const;
		evening.staff('ballot.open', { ballotId: 'own', optionIds: ['k1', 'k2'], ...rules });
		evening.goTo('vote');
		expect(evening.row('ballot', 'own').state).toBe('revealed');
		const open = evening.state.live('ballot').filter(({ state }) => state === 'open');
		expect(open.map(({ optionIds }) => optionIds)).toEqual([['k1', 'k2', 'k3']]);
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

	it('[B8] staff opens one over what the hall sees, with rules of its own', () => {
		const evening = Evening.open();
		evening.seated('ada', 1, 'B');
		evening.seated('ben', 2, 'B');
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.post('ben', 'c2');
		const rules = { ballotId: 'b', dots: 3, maxPerOption: 2, ownAllowed: false };
		const ballot = {
			...rules,
			optionKind: 'contribution' as const,
			optionIds: ['c1', 'c2']
		};
		expect(evening.refused(FACILITATOR, 'ballot.open', ballot)).toBe('not_found');
		evening.staff('contribution.release', { contributionIds: ['c1', 'c2'], released: true });
		const twice = { ...ballot, optionIds: ['c1', 'c1'] };
		expect(evening.refused(FACILITATOR, 'ballot.open', twice)).toBe('malformed');
		const stacked = { ...ballot, maxPerOption: 4 };
		expect(evening.refused(FACILITATOR, 'ballot.open', stacked)).toBe('malformed');
		expect(evening.refused(FACILITATOR, 'ballot.open', { ...ballot, dots: 21 })).toBe('too_many');
		evening.staff('ballot.open', ballot);
		// A field too many would be there until the next restart only.
		expect(Object.keys(evening.row('ballot', 'b')).sort()).toEqual(
			Object.keys(ballotOf(voting())).sort()
		);
		expect(evening.refused(FACILITATOR, 'ballot.open', { ...ballot, ballotId: 'b2' })).toBe(
			'in_use'
		);
		const stack = { ballotId: 'b', dots: { c2: 3 } };
		expect(evening.refusedBy('ada', 'vote.cast', stack)).toBe('budget_exceeded');
		evening.by('ada', 'vote.cast', { ballotId: 'b', dots: { c2: 2 } });
		evening.staff('ballot.close', { ballotId: 'b' });
		expect(evening.row('ballot', 'b').result).toEqual({ c1: 0, c2: 2 });
	});

	it('[B9] own words and those of the own table can be excluded', () => {
		const evening = Evening.open();
		evening.seated('ada', 1, 'A');
		evening.seated('ben', 2, 'A');
		evening.goTo('essence');
		for (const who of ['ada', 'ben'])
			evening.by(who, 'essence.write', { number: 1, text: `Satz von ${who}`, lang: 'de' });
		evening.goTo('harvest');
		const [one, two] = [1, 2].map((number) => `${evening.table(number).id}.e1`) as [string, string];
		evening.staff('ballot.open', {
			ballotId: 'b',
			optionKind: 'essence',
			optionIds: [one, two],
			dots: 1,
			maxPerOption: 1,
			ownAllowed: false
		});
		const own = { ballotId: 'b', dots: { [one]: 1 } };
		expect(evening.refusedBy('ada', 'vote.cast', own)).toBe('not_allowed');
		evening.by('ada', 'vote.cast', { ballotId: 'b', dots: { [two]: 1 } });
		evening.by('ben', 'vote.cast', own);
		expect(ballotOf(evening).turnout).toBe(2);
	});

	it('[B10] paper dots count like all others, as many as the sheets could hold', () => {
		const evening = voting();
		const { id: ballotId } = ballotOf(evening);
		evening.by('ada', 'vote.cast', { ballotId, dots: { k1: 2 } });
		const tally = (dots: Record<string, number>, papers: number) => ({ ballotId, dots, papers });
		evening.staff('ballot.tally', tally({ k1: 4, k2: 2 }, 2));
		expect(evening.refused(FACILITATOR, 'ballot.tally', tally({ k1: 4, k2: 3 }, 2))).toBe(
			'budget_exceeded'
		);
		expect(evening.refused(FACILITATOR, 'ballot.tally', tally({ x: 1 }, 1))).toBe('not_found');
		evening.staff('ballot.close', { ballotId });
		expect(ballotOf(evening).result).toMatchObject({ k1: 6, k2: 2, k3: 0 });
		expect(ballotOf(evening)).toMatchObject({ turnout: 1, papers: 2 });
		evening.staff('ballot.tally', tally({ k3: 1 }, 1));
		expect(ballotOf(evening).result).toMatchObject({ k1: 2, k2: 0, k3: 1 });
	});

	it('[B10] only staff sees paper dots before the result is revealed', () => {
		const evening = voting();
		const { id: ballotId } = ballotOf(evening);
		evening.staff('ballot.tally', { ballotId, dots: { k1: 1 }, papers: 1 });
		const seen = (audience: 'all' | 'staff') =>
			view({ kind: 'ballot', row: ballotOf(evening) }, audience, evening.state);
		expect(seen('all')).toMatchObject({ paper: {} });
		expect(seen('staff')).toMatchObject({ paper: { k1: 1 }, result: null });
	});
});
