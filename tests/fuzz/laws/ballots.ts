/**
 * Owns the laws of ballots: who has how many dots and on what, that phones and paper weigh the same, that
 * no result exists before the end, and that nothing but voting changes a vote.
 */
import type { Ballot, Id } from '#lib/domain/rows.ts';
import { canonical } from '../disk.ts';
import {
	all,
	changed,
	firstFault,
	isThere,
	meOf,
	payloadOf,
	wasThere,
	type Deed,
	type Law
} from './deed.ts';

export class Ballots implements Law {
	faultOf(deed: Deed): string | null {
		if (!deed.outcome.ok || deed.command.type === 'workshop.reset') return null;
		const { type } = deed.command;
		if (type !== 'vote.cast' && changed(deed, 'vote').length) return 'a vote was changed';
		if (!changed(deed, 'ballot').length && type !== 'vote.cast') return faultOfStep(deed);
		if (all(deed, 'ballot').filter(({ state }) => state === 'open').length > 1)
			return 'two ballots are open';
		for (const row of changed(deed, 'ballot')) {
			const fault = firstFault(
				() => faultOfRules(deed, row),
				() => faultOfResult(deed, row)
			);
			if (fault) return fault;
		}
		return faultOfVote(deed) ?? faultOfStep(deed);
	}
}

const sumOf = (dots: Record<Id, number>) => Object.values(dots).reduce((sum, one) => sum + one, 0);

/** [B8] [B10] The rules of a ballot stay as they were stated. */
function faultOfRules(deed: Deed, row: Ballot): string | null {
	const was = wasThere(deed, 'ballot', row.id);
	const rules = ({ stepId, optionIds, dots, maxPerOption, ownAllowed }: Ballot) =>
		canonical([stepId, optionIds, dots, maxPerOption, ownAllowed]);
	if (was && rules(was) !== rules(row)) return 'the rules of a ballot were changed';
	if (was && was.state !== 'open' && row.state === 'open') return 'a ballot was opened again';
	if (was?.state === 'revealed' && row.state !== 'revealed') return 'a result was covered again';
	if (!was) {
		if (new Set(row.optionIds).size !== row.optionIds.length) return 'an option stands there twice';
		const hidden = row.optionIds.find((id) => !isShown(deed, row, id));
		if (hidden) return `the option ${hidden} cannot be seen by the hall`;
		if (row.maxPerOption > row.dots || row.dots > 20) return 'a ballot of too many dots';
	}
	if (sumOf(row.paper) > row.papers * row.dots) return 'more dots than the paper could hold';
	for (const [option, count] of Object.entries(row.paper))
		if (count > row.papers * row.maxPerOption || !row.optionIds.includes(option))
			return 'paper dots on what was not asked';
	return null;
}

function isShown(deed: Deed, { optionKind }: Ballot, id: Id): boolean {
	if (optionKind === 'cluster') return isThere(deed, 'cluster', id) !== undefined;
	const text = isThere(deed, 'contribution', id);
	if (optionKind === 'contribution') return text?.state === 'table' && text.screen === 'released';
	return isThere(deed, 'essence', id)?.state === 'plenum';
}

/** [B4] [B6] [B10] Counted once it is over, from phones and paper alike. */
function faultOfResult(deed: Deed, row: Ballot): string | null {
	const votes = all(deed, 'vote').filter(({ ballotId }) => ballotId === row.id);
	if (row.turnout !== votes.length) return `a turnout of ${row.turnout}, there are ${votes.length}`;
	if (row.state === 'open') return row.result === null ? null : 'a result before the end';
	for (const option of row.optionIds) {
		const dots = votes.reduce((sum, vote) => sum + (vote.dots[option] ?? 0), 0);
		const counted = dots + (row.paper[option] ?? 0);
		if (row.result?.[option] !== counted)
			return `${option} has ${row.result?.[option]} dots, counted are ${counted}`;
	}
	return null;
}

/** [B3] [B5] [B9] */
function faultOfVote(deed: Deed): string | null {
	const cast = payloadOf(deed, 'vote.cast');
	const me = meOf(deed);
	const ballot = cast && isThere(deed, 'ballot', cast.ballotId);
	if (!ballot || !me || !deed.effect.length) return null;
	if (wasThere(deed, 'ballot', ballot.id)?.state !== 'open') return 'a vote after the end';
	if (!deed.before.people.has(me)) return 'somebody votes without a seat';
	const [vote] = changed(deed, 'vote');
	if (!vote || changed(deed, 'vote').length > 1 || vote.participantId !== me)
		return 'a vote of somebody else was changed';
	if (sumOf(vote.dots) > ballot.dots) return 'more dots than allowed';
	for (const [option, count] of Object.entries(vote.dots)) {
		if (!ballot.optionIds.includes(option)) return 'dots on what was not asked';
		if (count > ballot.maxPerOption) return 'too many dots on one option';
		if (!ballot.ownAllowed && isOwn(deed, option, me)) return 'dots on what is their own';
	}
	return null;
}

function isOwn(deed: Deed, option: Id, me: Id): boolean {
	const essence = isThere(deed, 'essence', option);
	if (essence) return essence.tableId === deed.before.tableOf(me);
	return isThere(deed, 'contribution', option)?.participantId === me;
}

/** [B1] [B2] [B7] */
function faultOfStep(deed: Deed): string | null {
	if (deed.command.type !== 'step.advance' || deed.before === deed.after) return null;
	const left = deed.before.step;
	const entered = deed.after.step;
	for (const { id, stepId, state } of all(deed, 'ballot'))
		// One that staff has closed by hand is left for staff to reveal.
		if (
			stepId === left?.id &&
			state !== 'revealed' &&
			wasThere(deed, 'ballot', id)?.state === 'open'
		)
			return 'a ballot runs beyond its step';
	if (entered?.kind !== 'vote') return null;
	const opened = changed(deed, 'ballot').find((row) => row.state === 'open');
	const options = all(deed, 'cluster').filter(({ parentId }) => parentId === null);
	const isExpected =
		options.length > 0 &&
		!all(deed, 'ballot').some((row) => row.id !== opened?.id && row.state === 'open') &&
		!all(deed, 'ballot').some((row) => row.id !== opened?.id && row.stepId === entered.id);
	if (isExpected !== (opened !== undefined)) return 'entering a vote did not open its ballot';
	if (!opened) return null;
	const dots = Math.min(6, Math.max(3, Math.round(options.length / 4)));
	if (opened.dots !== dots) return `${opened.dots} dots for ${options.length} clusters`;
	return canonical([...opened.optionIds].sort()) === canonical(options.map(({ id }) => id).sort())
		? null
		: 'not all clusters are asked about';
}
