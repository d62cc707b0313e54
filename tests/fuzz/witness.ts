/**
 * Owns the look over the server's shoulder: every packet is checked as it leaves, by rules of its own and
 * not by `view`, and by its own reading of who sits where. What must stay true: nobody is ever sent a row of an audience they do not belong to, a
 * text that is hidden from them, a result that is not revealed, the id of another device, an outdated
 * row, or anything that is not stored.
 */
import type { Audience } from '#lib/domain/audience.ts';
import type { Actor } from '#lib/domain/commands.ts';
import { KINDS, type Id, type Kind, type RowOf } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { Batch } from '#lib/protocol/socket.ts';
import { hallOf, live } from './hall.ts';

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
	return isOf(audience, actor, state)
		? null
		: `${JSON.stringify(actor)} is sent what ${audience} sees`;
}

/** [V2] [V3] [V4] One's own table is the one at which one sits now, companions with the holder. */
function isOf(audience: Audience, actor: Actor, state: State): boolean {
	switch (actor.role) {
		case 'screen':
			return audience === 'screen';
		case 'facilitator':
		case 'office':
			return audience === 'staff';
		case 'participant':
			if (audience === 'all' || audience === `one:${actor.id}`) return true;
			return audience === `table:${hallOf(state.rows, state.rev).tableOf(actor.id)}`;
		default:
			return false;
	}
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
	phones: boolean;
	staff: boolean;
	table: string | null;
	one: string | null;
}

const whoseOf = (audience: Audience): Whose => ({
	hall: audience === 'all' || audience === 'screen',
	phones: audience === 'all',
	staff: audience === 'staff',
	table: audience.startsWith('table:') ? audience.slice(6) : null,
	one: audience.startsWith('one:') ? audience.slice(4) : null
});

type Rules = { [K in Kind]: (stored: RowOf[K], to: Whose, state: State, row: Seen) => boolean };

const RULES: Rules = {
	workshop: (_, to, __, row) => (to.hall || to.staff) && !('keyVersion' in row),
	step: (_, to, __, row) => to.staff || (to.hall && row.notes === ''),
	table: (_, to) => to.hall || to.staff,
	seat: (seat, to, state, row) => {
		const way = row.way as Id[];
		const hall = hallOf(state.rows, state.rev);
		if (to.one !== null) {
			const mine = hall.people.get(to.one);
			const isMine = mine?.seat === seat.id && row.taken === true;
			const devices = hall.onSeat.get(seat.id)?.length;
			return (
				isMine && row.devices === devices && mine.tables.every((table, at) => way[at] === table)
			);
		}
		if (way.length || row.devices !== 0 || 'participantId' in row) return false;
		if (to.phones) return hall.mode === 'free';
		return to.staff || (to.table === seat.tableId && seat.index === 0);
	},
	participant: (participant, to, _, row) =>
		to.one === participant.id && (row.companionOf === null) === (participant.companionOf === null),
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
		const built = link.toId === null ? null : state.rows.contribution.get(link.toId);
		return (
			source?.state === 'table' &&
			(built === null || built?.state === 'table') &&
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
	cluster: ({ id }, to, state, row) =>
		(to.hall || to.staff) && row.count === contentsOf(id, state) && row.mergedInto === null,
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
	field: (_, to) => to.staff,
	guideline: (_, to) => to.staff,
	evidence: (_, to) => to.staff
};

/** [V8] [H14] What lies in it and in those that lie in it, once each, unless hidden or taken back. */
function contentsOf(id: Id, { rows }: State): number {
	const items = new Set<Id>();
	for (const { clusterId, itemKind, itemId } of live(rows, 'membership')) {
		const cluster = rows.cluster.get(clusterId);
		if (clusterId !== id && (cluster?.removed || cluster?.parentId !== id)) continue;
		const item = rows[itemKind].get(itemId);
		if (item && !item.removed && (item.state === 'table' || item.state === 'plenum'))
			items.add(itemId);
	}
	return items.size;
}
