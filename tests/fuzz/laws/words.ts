/**
 * Owns the laws of what people write: where it lies, whose it is, who may change it, how it moves, and
 * that nothing of it reaches the hall unless a person has let it.
 */
import type { Contribution, Id, Link } from '#lib/domain/rows.ts';
import {
	all,
	changed,
	firstFault,
	isStaffs,
	isThere,
	meOf,
	payloadOf,
	wasThere,
	type Deed,
	type Law
} from './deed.ts';

/** [C15] What a blocked device cannot do. */
const WRITING: ReadonlySet<string> = new Set([
	'contribution.post',
	'contribution.edit',
	'contribution.agree',
	'contribution.carry',
	'contribution.hide',
	'summary.write',
	'essence.write',
	'essence.answer',
	'vote.cast',
	'table.signal'
]);

/** What stays as long as there is a text. */
const FOR_EVER = [
	'publicId',
	'stepId',
	'round',
	'tableId',
	'participantId',
	'typedAt',
	'postedAt',
	'origin',
	'late'
] as const;

export class Words implements Law {
	faultOf(deed: Deed): string | null {
		if (!deed.outcome.ok || deed.command.type === 'workshop.reset') return null;
		const me = meOf(deed);
		const { type } = deed.command;
		if (me && WRITING.has(type) && wasThere(deed, 'participant', me)?.blocked)
			return 'a blocked device writes';
		if (!deed.effect.length) return null;
		return firstFault(
			() => faultOfTexts(deed),
			() => faultOfPlace(deed),
			() => faultOfLinks(deed),
			() => faultOfAgreeing(deed),
			() => faultOfWithdrawal(deed)
		);
	}
}

/** [C4] [C10] [C11] [M1] [M2] [M3] Whoever does what, a text stays where and whose it is. */
function faultOfTexts(deed: Deed): string | null {
	for (const row of changed(deed, 'contribution')) {
		const was = wasThere(deed, 'contribution', row.id);
		if (!was) continue;
		for (const field of FOR_EVER)
			if (was[field] !== row[field]) return `${field} of ${row.id} has become ${row[field]}`;
		const fault = faultOfSight(deed, was, row);
		if (fault) return `${row.publicId} ${fault}`;
	}
	const restore = payloadOf(deed, 'contribution.restore');
	if (restore && isThere(deed, 'contribution', restore.contributionId)?.state !== 'table')
		return 'what was restored is not back';
	const hide = payloadOf(deed, 'contribution.hide');
	if (hide && isThere(deed, 'contribution', hide.contributionId)?.state !== 'hidden')
		return 'what was hidden is not';
	return null;
}

function faultOfSight(deed: Deed, was: Contribution, row: Contribution): string | null {
	const { type } = deed.command;
	if (row.screen === 'released' && row.state === 'hidden') return 'is hidden and shown';
	if (row.screen === 'released' && was.screen !== 'released')
		if (type !== 'contribution.release' || !isStaffs(deed)) return 'was shown by nobody';
	if (was.state !== row.state && was.state === 'withdrawn') return 'came back';
	if (type === 'contribution.edit' && was.screen === 'released' && row.screen !== 'waiting')
		return 'is shown with words that nobody has read';
	if (type === 'contribution.restore') {
		if (was.screen === 'waiting' && row.screen !== 'waiting') return 'does not wait any more';
		if (was.screen !== 'waiting' && row.screen !== 'kept') return 'came back to the hall';
	}
	if (row.state === 'hidden' && row.hiddenReason === null) return 'is hidden without a reason';
	return null;
}

/** [C4] [C7] A text lies where its author sits in its round. */
function faultOfPlace(deed: Deed): string | null {
	const post = payloadOf(deed, 'contribution.post');
	const me = meOf(deed);
	const row = post && isThere(deed, 'contribution', post.contributionId);
	if (!row || !me) return null;
	const { before } = deed;
	const step = wasThere(deed, 'step', row.stepId);
	if (step?.kind !== 'round' || step.round !== row.round) return 'a text without a round';
	if (step.state === 'planned' || step.state === 'skipped') return 'a text for what was not held';
	const at = before.tableOf(me, row.round);
	if (row.tableId !== at) return `${row.publicId} lies at ${row.tableId}, its author sat at ${at}`;
	const isHost = before.people.get(me)?.seat === `${at}.0`;
	if ((row.origin === 'host') !== isHost) return `${row.publicId} has the origin ${row.origin}`;
	return null;
}

/** [C14] [C16] A thought is carried by its author, and built upon where it can be read. */
function faultOfLinks(deed: Deed): string | null {
	for (const link of changed(deed, 'link')) {
		if (link.removed || wasThere(deed, 'link', link.id)) continue;
		const source = isThere(deed, 'contribution', link.fromId);
		if (source?.state !== 'table') return 'a link to what nobody can read';
		if (link.participantId !== meOf(deed)) return 'a link by somebody else';
		const fault =
			link.type === 'carried' ? faultOfCarrying(deed, link, source) : faultOfBuilding(deed, link);
		if (fault) return fault;
	}
	return null;
}

function faultOfCarrying(deed: Deed, link: Link, source: Contribution): string | null {
	const me = meOf(deed) ?? '';
	if (source.participantId !== me) return 'somebody carries what is not theirs';
	if (link.tableId === source.tableId) return 'a thought is carried to its own table';
	if (link.tableId !== deed.before.tableOf(me) || link.round !== deed.before.round)
		return 'a thought is carried elsewhere';
	if (link.round < 2) return 'a thought is carried before anybody has moved';
	const twins = linksOf(deed, source.id).filter(
		({ type, tableId }) => type === 'carried' && tableId === link.tableId
	);
	return twins.length > 1 ? 'a thought is carried there twice' : null;
}

function faultOfBuilding(deed: Deed, link: Link): string | null {
	const text = isThere(deed, 'contribution', link.toId ?? '');
	const source = isThere(deed, 'contribution', link.fromId);
	if (!text || deed.command.type !== 'contribution.post') return 'a link from nothing';
	if (payloadOf(deed, 'contribution.post')?.buildsOn !== link.fromId)
		return 'it builds on something else';
	if (link.tableId !== text.tableId) return 'a link lies elsewhere than its text';
	const wasBrought = linksOf(deed, link.fromId).some(
		({ type, tableId }) => type === 'carried' && tableId === text.tableId
	);
	return source?.tableId === text.tableId || wasBrought
		? null
		: 'it builds on what nobody there can read';
}

const linksOf = (deed: Deed, fromId: Id): Link[] =>
	all(deed, 'link').filter((link) => link.fromId === fromId);

/** [C13] With others' texts, at the table where one sits now. */
function faultOfAgreeing(deed: Deed): string | null {
	const agree = payloadOf(deed, 'contribution.agree');
	const me = meOf(deed);
	if (!agree || !me) return null;
	const row = isThere(deed, 'contribution', agree.contributionId);
	if (row?.state !== 'table') return 'somebody agrees with what is not there';
	return row.tableId === deed.before.tableOf(me) ? null : 'somebody agrees from another table';
}

/** [C12] [C17] Nothing keeps pointing at what was taken back. */
function faultOfWithdrawal(deed: Deed): string | null {
	for (const kind of ['link', 'membership', 'evidence', 'contribution', 'essence'] as const)
		if (deed.effect.some((change) => change.kind === kind)) return danglingOf(deed);
	return null;
}

function danglingOf(deed: Deed): string | null {
	const isBack = (kind: 'contribution' | 'essence', id: Id) => {
		const row = isThere(deed, kind, id);
		return !row || row.state === 'withdrawn';
	};
	for (const { id, fromId, toId } of all(deed, 'link'))
		if (isBack('contribution', fromId) || (toId !== null && isBack('contribution', toId)))
			return `link ${id} points at what was taken back`;
	for (const { id, itemKind, itemId } of all(deed, 'membership'))
		if (isBack(itemKind, itemId)) return `membership ${id} points at what was taken back`;
	for (const { id, itemKind, itemId } of all(deed, 'evidence'))
		if (isBack(itemKind, itemId)) return `evidence ${id} points at what was taken back`;
	for (const { id, text, state } of changed(deed, 'contribution'))
		if (state === 'withdrawn' && text !== '') return `the words of ${id} are kept`;
	return null;
}
