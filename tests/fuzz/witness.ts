/**
 * Owns the look over the server's shoulder: every packet is checked as it leaves, by rules of its own and
 * not by `view`. What must stay true: nobody is ever sent a row of an audience they do not belong to, a
 * text that is hidden from them, a result that is not revealed, the id of another device, an outdated
 * row, or anything that is not stored.
 */
import { audiencesOf, type Audience } from '#lib/domain/audience.ts';
import type { Actor } from '#lib/domain/commands.ts';
import { KINDS, type Kind, type RowOf } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { Batch } from '#lib/protocol/socket.ts';

/** Ids of participants have this form in the simulator, so that they are found wherever they slip in. */
export const PERSON = /person-[0-9a-z]+/g;

type Seen = Record<string, unknown>;

/** What is wrong with sending this batch now, or null. `rev` is the latest that is stored. */
export function faultOfBatch(batch: Batch, text: string, state: State, rev: number): string | null {
	const { audience } = batch;
	if (batch.rev > rev) return `${audience} is told of rev ${batch.rev}, stored is ${rev}`;
	if (text.includes('"participantId"')) return `${audience} is sent a participantId`;
	const own = audience.startsWith('one:') ? audience.slice(4) : null;
	for (const [person] of text.matchAll(PERSON))
		if (person !== own) return `${audience} is sent the id ${person}`;
	for (const kind of KINDS)
		for (const row of (batch.rows[kind] ?? []) as unknown as Seen[]) {
			const fault = faultOfRow(kind, row, audience, state);
			if (fault) return `${audience} is sent ${kind} ${String(row.id)}, ${fault}`;
		}
	return null;
}

export function faultOfMembership(audience: Audience, actor: Actor, state: State): string | null {
	return audiencesOf(state, actor).includes(audience)
		? null
		: `${JSON.stringify(actor)} is sent what ${audience} sees`;
}

function faultOfRow(kind: Kind, row: Seen, audience: Audience, state: State): string | null {
	const stored = state.rows[kind].get(String(row.id));
	if (!stored) return 'which does not exist';
	if (stored.removed) return 'which is removed';
	if (stored.rev !== row.rev) return `of rev ${String(row.rev)}, now it is ${stored.rev}`;
	const rule = RULES[kind] as (stored: RowOf[Kind], a: Whose, state: State, row: Seen) => boolean;
	return rule(stored, whoseOf(audience), state, row) ? null : 'which is not its business';
}

interface Whose {
	hall: boolean;
	staff: boolean;
	table: string | null;
	one: string | null;
}

const whoseOf = (audience: Audience): Whose => ({
	hall: audience === 'all' || audience === 'screen',
	staff: audience === 'staff',
	table: audience.startsWith('table:') ? audience.slice(6) : null,
	one: audience.startsWith('one:') ? audience.slice(4) : null
});

type Rules = { [K in Kind]: (stored: RowOf[K], to: Whose, state: State, row: Seen) => boolean };

const RULES: Rules = {
	workshop: (_, to, __, row) => (to.hall || to.staff) && !('keyVersion' in row),
	step: (_, to, __, row) => to.staff || (to.hall && row.notes === ''),
	table: (_, to) => to.hall || to.staff,
	seat: (seat, to) =>
		to.staff ||
		(to.table === seat.tableId && seat.index === 0) ||
		(to.one !== null && to.one === seat.participantId),
	participant: (participant, to) => to.one === participant.id,
	contribution: (it, to) =>
		it.state !== 'withdrawn' &&
		(to.staff ||
			(to.hall && it.state === 'table' && it.screen === 'released') ||
			(to.table === it.tableId && it.state === 'table') ||
			(to.one !== null && to.one === it.participantId)),
	agreement: (agreement, to) => to.one === agreement.participantId,
	link: (link, to, state, row) => {
		const source = state.rows.contribution.get(link.fromId);
		const quote = row.quote as { text: string };
		return (
			source?.state === 'table' &&
			quote.text === source.text &&
			(to.staff ||
				to.table === link.tableId ||
				(to.one !== null && [link.participantId, source.participantId].includes(to.one)))
		);
	},
	summary: (summary, to) => to.staff || to.table === summary.tableId,
	essence: (essence, to) =>
		essence.state !== 'withdrawn' &&
		(to.staff || to.table === essence.tableId || (to.hall && essence.state === 'plenum')),
	cluster: (_, to) => to.hall || to.staff,
	membership: ({ itemKind, itemId }, to, state) => {
		if (to.staff) return true;
		if (!to.hall) return false;
		const item = state.rows[itemKind].get(itemId);
		if (!item || item.removed) return false;
		return 'screen' in item
			? item.state === 'table' && item.screen === 'released'
			: item.state === 'plenum';
	},
	ballot: (ballot, to, _, row) =>
		(to.hall || to.staff) &&
		(ballot.state === 'revealed' ||
			(row.result === null && (to.staff || Object.keys(row.paper as object).length === 0))),
	verdict: (verdict, to) => to.one === verdict.participantId,
	signal: (signal, to) => to.staff || to.table === signal.tableId,
	vote: (vote, to) => to.one === vote.participantId,
	guideline: (_, to) => to.staff,
	evidence: (_, to) => to.staff
};
