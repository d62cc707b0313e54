/**
 * Owns how a thought moves: carried to another table, or built upon there. What must stay true: a link
 * never copies words; a text is never lost because what it builds on has gone meanwhile; when either end
 * is taken back, the link goes too.
 */
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse, senderOf } from './case.ts';
import type { Payloads } from './commands.ts';
import { seatingRound, tableOfParticipant } from './rotation.ts';
import type { Contribution, Id, Table } from './rows.ts';
import type { State } from './state.ts';

export function carry(
	kase: Case,
	{ linkId, contributionId }: Payloads['contribution.carry']
): Ruling {
	const { state, changes } = kase;
	const me = senderOf(kase);
	const row = state.get('contribution', contributionId);
	if (!row) return refuse('not_found');
	if (row.participantId !== me) return refuse('not_allowed');
	if (row.state !== 'table') return refuse('not_found');
	const round = seatingRound(state);
	if (round < 2) return refuse('wrong_step');
	const table = tableOfParticipant(state, me, round);
	if (!table) return refuse('not_allowed');
	if (table.id === row.tableId) return refuse('wrong_table');
	for (const id of state.linksByContribution.get(row.id) ?? [])
		if (isCarriedTo(state, id, table.id)) return null;
	if (!isFresh(state, 'link', linkId)) return refuse('malformed', { field: 'linkId' });
	changes.put('link', {
		id: linkId,
		type: 'carried',
		toId: null,
		fromId: row.id,
		tableId: table.id,
		round,
		participantId: me,
		at: kase.now
	});
	return null;
}

function isCarriedTo(state: State, linkId: Id, tableId: Id): boolean {
	const link = state.get('link', linkId);
	return link?.type === 'carried' && link.tableId === tableId;
}

/** The id of the link of a contribution that builds on another: one each. */
export const buildsOnId = (contributionId: Id): Id => `${contributionId}.b`;

/** Only on what can be read at that table; from elsewhere the words are kept without the link. */
export function buildOn(
	{ state, changes, ...kase }: Case,
	source: Contribution,
	{ toId, table, round }: { toId: Id; table: Pick<Table, 'id'>; round: number }
): void {
	const isHere =
		source.tableId === table.id ||
		[...(state.linksByContribution.get(source.id) ?? [])].some((id) =>
			isCarriedTo(state, id, table.id)
		);
	if (source.state !== 'table' || !isHere) return;
	changes.put('link', {
		id: buildsOnId(toId),
		type: 'builds_on',
		fromId: source.id,
		toId,
		tableId: table.id,
		round,
		participantId: senderOf(kase),
		at: kase.now
	});
}

export function dropLinks({ state, changes }: Case, contributionId: Id): void {
	for (const id of state.linksByContribution.get(contributionId) ?? []) changes.remove('link', id);
	changes.remove('link', buildsOnId(contributionId));
}
