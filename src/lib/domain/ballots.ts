/**
 * Owns ballots and votes. What must stay true: nobody places more dots than the ballot allows; no result
 * exists before the ballot is closed; a vote knows its participant but no text and no table.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf } from './case.ts';
import type { Payloads } from './commands.ts';
import type { Ballot, Id, Step } from './rows.ts';
import { seatOf } from './seating.ts';
import { faultOfFreeze } from './writing.ts';

/** A quarter of the options, at least 3 and at most 6: enough to weigh, too few to please everybody. */
export function dotsFor(options: number): number {
	return Math.min(6, Math.max(3, Math.round(options / 4)));
}

/** Over all clusters, once per vote step; without clusters there is nothing to vote on. */
export function openBallot(kase: Case, step: Step): void {
	const { state, changes } = kase;
	if (state.live('ballot').some((ballot) => ballot.stepId === step.id)) return;
	const clusters = state.live('cluster').sort((a, b) => a.position - b.position);
	if (clusters.length === 0) return;
	const dots = dotsFor(clusters.length);
	changes.put('ballot', {
		id: kase.newId(),
		stepId: step.id,
		optionKind: 'cluster',
		ownAllowed: true,
		paper: {},
		papers: 0,
		optionIds: clusters.map((cluster) => cluster.id),
		dots,
		maxPerOption: dots,
		state: 'open',
		turnout: 0,
		openedAt: kase.now,
		closedAt: null,
		result: null
	});
}

export function settleOnLeavingVote(kase: Case, step: Step): void {
	for (const ballot of kase.state.live('ballot'))
		if (ballot.stepId === step.id && ballot.state === 'open') settle(kase, ballot, 'revealed');
}

export function settleForClosing(kase: Case): void {
	for (const ballot of kase.state.live('ballot'))
		if (ballot.state === 'open') settle(kase, ballot, 'revealed');
}

function settle(kase: Case, ballot: Ballot, state: 'closed' | 'revealed'): void {
	const result: Record<Id, number> = Object.fromEntries(ballot.optionIds.map((id) => [id, 0]));
	for (const voteId of kase.state.votesByBallot.get(ballot.id) ?? []) {
		const vote = kase.state.get('vote', voteId);
		for (const [option, dots] of Object.entries(vote?.dots ?? {}))
			result[option] = (result[option] ?? 0) + dots;
	}
	kase.changes.edit('ballot', ballot.id, { state, result, closedAt: kase.now });
}

export function close(kase: Case, { ballotId }: Payloads['ballot.close']): Ruling {
	const ballot = kase.state.get('ballot', ballotId);
	if (!ballot) return refuse('not_found');
	if (ballot.state === 'open') settle(kase, ballot, 'closed');
	return null;
}

export function reveal(kase: Case, { ballotId }: Payloads['ballot.reveal']): Ruling {
	const ballot = kase.state.get('ballot', ballotId);
	if (!ballot) return refuse('not_found');
	if (ballot.state === 'open') return refuse('wrong_step');
	if (ballot.state === 'closed') kase.changes.edit('ballot', ballot.id, { state: 'revealed' });
	return null;
}

/** All dots of the sender at once, replacing earlier ones; none at all takes the vote back. */
export function cast(kase: Case, payload: Payloads['vote.cast']): Ruling {
	const { state, changes } = kase;
	const me = senderOf(kase);
	const ballot = state.get('ballot', payload.ballotId);
	if (!ballot) return refuse('not_found');
	if (ballot.state !== 'open') return refuse('ballot_closed');
	if (!seatOf(state, me)) return refuse('not_allowed');
	const frozen = faultOfFreeze(kase);
	if (frozen) return frozen;

	const options = new Set(ballot.optionIds);
	const dots: Record<Id, number> = {};
	let sum = 0;
	for (const [option, count] of Object.entries(payload.dots)) {
		if (!options.has(option)) return refuse('not_found', { field: 'dots' });
		if (!Number.isInteger(count) || count < 0) return refuse('malformed', { field: 'dots' });
		if (count > ballot.maxPerOption)
			return refuse('budget_exceeded', { field: 'dots', limit: ballot.maxPerOption });
		if (count > 0) dots[option] = count;
		sum += count;
	}
	if (sum > ballot.dots) return refuse('budget_exceeded', { field: 'dots', limit: ballot.dots });

	const id = `${ballot.id}.${me}`;
	const had = state.get('vote', id) !== undefined;
	if (sum > 0) changes.put('vote', { id, ballotId: ballot.id, participantId: me, dots });
	else changes.remove('vote', id, { dots: {} });
	if (had !== sum > 0)
		changes.edit('ballot', ballot.id, { turnout: ballot.turnout + (sum > 0 ? 1 : -1) });
	return null;
}
