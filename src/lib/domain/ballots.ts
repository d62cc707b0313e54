/**
 * Owns ballots and votes. What must stay true: nobody places more dots than the ballot allows; no result
 * exists before the ballot is closed; a vote knows its participant but no text and no table.
 */
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse, senderOf } from './case.ts';
import { onWall } from './clusters.ts';
import type { Payloads, Refusal } from './commands.ts';
import { sightOfItem } from './items.ts';
import { LIMITS } from './limits.ts';
import { tableOfParticipant } from './rotation.ts';
import type { Ballot, Id, OptionKind, Step } from './rows.ts';
import { seatOf } from './seating.ts';
import type { State } from './state.ts';
import { faultOfFreeze } from './writing.ts';

/** A quarter of the options, at least 3 and at most 6: enough to weigh, too few to please everybody. */
export function dotsFor(options: number): number {
	return Math.min(6, Math.max(3, Math.round(options / 4)));
}

/** Over all clusters, once per vote step; without clusters there is nothing to vote on. */
export function openBallot(kase: Case, step: Step): void {
	const { state } = kase;
	if (state.live('ballot').some((ballot) => ballot.stepId === step.id)) return;
	// Another one that still runs was opened by hand and shall not be talked over; that of the step which
	// is left by this very command has just ended.
	const isOpen = ({ id }: Ballot) => kase.changes.get('ballot', id)?.state === 'open';
	if (state.live('ballot').some(isOpen)) return;
	const clusters = onWall(state).filter(({ parentId }) => parentId === null);
	if (clusters.length === 0) return;
	const dots = dotsFor(clusters.length);
	putBallot(kase, {
		id: kase.newId(),
		stepId: step.id,
		optionKind: 'cluster',
		optionIds: clusters.slice(0, LIMITS.ballotOptions).map((cluster) => cluster.id),
		dots,
		maxPerOption: dots,
		ownAllowed: true
	});
}

type Rules = Pick<
	Ballot,
	'id' | 'stepId' | 'optionKind' | 'optionIds' | 'dots' | 'maxPerOption' | 'ownAllowed'
>;

function putBallot({ changes, now }: Case, rules: Rules): void {
	changes.put('ballot', {
		...rules,
		paper: {},
		papers: 0,
		state: 'open',
		turnout: 0,
		openedAt: now,
		closedAt: null,
		result: null
	});
}

/** Options are what the hall can see: an option that nobody can read cannot be weighed. */
export function open(kase: Case, payload: Payloads['ballot.open']): Ruling {
	const { state } = kase;
	const { ballotId, optionKind, optionIds, dots, maxPerOption } = payload;
	const { step } = state;
	if (!step) return refuse('wrong_step');
	if (!isFresh(state, 'ballot', ballotId)) return refuse('malformed', { field: 'ballotId' });
	if (state.live('ballot').some((ballot) => ballot.state === 'open')) return refuse('in_use');
	if (new Set(optionIds).size !== optionIds.length || optionIds.length < 2)
		return refuse('malformed', { field: 'optionIds' });
	if (optionIds.length > LIMITS.ballotOptions)
		return refuse('too_many', { field: 'optionIds', limit: LIMITS.ballotOptions });
	if (!optionIds.every((id) => isVisible(state, optionKind, id)))
		return refuse('not_found', { field: 'optionIds' });
	if (dots < 1 || maxPerOption < 1 || maxPerOption > dots)
		return refuse('malformed', { field: 'dots' });
	if (dots > LIMITS.dots) return refuse('too_many', { field: 'dots', limit: LIMITS.dots });
	putBallot(kase, {
		id: ballotId,
		stepId: step.id,
		optionKind,
		optionIds: [...optionIds],
		dots,
		maxPerOption,
		ownAllowed: payload.ownAllowed
	});
	return null;
}

function isVisible(state: State, kind: OptionKind, id: Id): boolean {
	return kind === 'cluster'
		? state.get('cluster', id) !== undefined
		: sightOfItem(state, kind, id) === 'shown';
}

/** Dots that people stuck on paper. Refused when no sheets of that number could hold them. */
export function tally(kase: Case, { ballotId, dots, papers }: Payloads['ballot.tally']): Ruling {
	const ballot = kase.state.get('ballot', ballotId);
	if (!ballot) return refuse('not_found');
	const counted = countedDots(ballot, dots, papers);
	if ('code' in counted) return counted;
	kase.changes.edit('ballot', ballotId, { paper: counted.dots, papers });
	if (ballot.state !== 'open') count(kase, ballotId);
	return null;
}

export function settleOnLeaving(kase: Case, step: Step): void {
	for (const ballot of kase.state.live('ballot'))
		if (ballot.stepId === step.id && ballot.state === 'open') settle(kase, ballot, 'revealed');
}

export function settleForClosing(kase: Case): void {
	for (const ballot of kase.state.live('ballot'))
		if (ballot.state === 'open') settle(kase, ballot, 'revealed');
}

function settle(kase: Case, ballot: Ballot, state: 'closed' | 'revealed'): void {
	kase.changes.edit('ballot', ballot.id, { state, closedAt: kase.now });
	count(kase, ballot.id);
}

/** Dots from phones and from paper weigh the same. */
function count({ state, changes }: Case, ballotId: Id): void {
	const ballot = changes.get('ballot', ballotId);
	if (!ballot) return;
	const result: Record<Id, number> = Object.fromEntries(
		ballot.optionIds.map((id) => [id, ballot.paper[id] ?? 0])
	);
	for (const voteId of state.votesByBallot.get(ballotId) ?? []) {
		const vote = state.get('vote', voteId);
		for (const [option, dots] of Object.entries(vote?.dots ?? {}))
			result[option] = (result[option] ?? 0) + dots;
	}
	changes.edit('ballot', ballotId, { result });
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

	const counted = countedDots(ballot, payload.dots, 1);
	if ('code' in counted) return counted;
	const { dots, sum } = counted;
	if (!ballot.ownAllowed && Object.keys(dots).some((id) => isOwn(state, ballot, id, me)))
		return refuse('not_allowed', { field: 'dots' });

	const id = `${ballot.id}.${me}`;
	const had = state.get('vote', id) !== undefined;
	if (sum > 0) changes.put('vote', { id, ballotId: ballot.id, participantId: me, dots });
	else changes.remove('vote', id, { dots: {} });
	if (had !== sum > 0)
		changes.edit('ballot', ballot.id, { turnout: ballot.turnout + (sum > 0 ? 1 : -1) });
	return null;
}

/** The dots without zeros and their sum, if so many sheets or phones may place them. */
function countedDots(
	ballot: Ballot,
	given: Readonly<Record<Id, number>>,
	voters: number
): { dots: Record<Id, number>; sum: number } | Refusal {
	const options = new Set(ballot.optionIds);
	const perOption = ballot.maxPerOption * voters;
	const budget = ballot.dots * voters;
	const dots: Record<Id, number> = {};
	let sum = 0;
	for (const [option, number] of Object.entries(given)) {
		if (!options.has(option)) return refuse('not_found', { field: 'dots' });
		if (!Number.isInteger(number) || number < 0) return refuse('malformed', { field: 'dots' });
		if (number > perOption) return refuse('budget_exceeded', { field: 'dots', limit: perOption });
		if (number > 0) dots[option] = number;
		sum += number;
	}
	return sum > budget ? refuse('budget_exceeded', { field: 'dots', limit: budget }) : { dots, sum };
}

/** What the sender wrote, or what the table says at which the sender sits. Clusters belong to nobody. */
function isOwn(state: State, { optionKind }: Ballot, optionId: Id, me: Id): boolean {
	if (optionKind === 'contribution')
		return state.get('contribution', optionId)?.participantId === me;
	if (optionKind !== 'essence') return false;
	const essence = state.get('essence', optionId);
	return essence !== undefined && tableOfParticipant(state, me)?.id === essence.tableId;
}
