/**
 * Owns who sees what: `view(change, audience, state)` is the only way from a row to a device.
 * Three answers: the row as that audience sees it; `'gone'` when it may have seen the row before and
 * must forget it now; `null` when the row was never its business. Because the answer depends on the row
 * and not on what was sent before, a hidden text leaves every device by the path that showed it, after a
 * reconnect as well. Whoever changes a row on which another row's view depends (a cluster's count, a
 * quoted text) must touch that other row too; `decide` does.
 */
import type { Audience, SeenOf, SeenRow } from './audience.ts';
import type { Sight } from './items.ts';
import { sightOfContribution, sightOfEssence, sightOfItem, tableOfItem } from './items.ts';
import { LIMITS } from './limits.ts';
import type { Change, Contribution, Id, Kind, RowOf } from './rows.ts';
import { devicesOn, seatIdOf, tableOf } from './rotation.ts';
import { seatId } from './seat-plan.ts';
import type { State } from './state.ts';

export type Seen = SeenRow['row'] | 'gone' | null;

/** An audience taken apart: `table:7` is the table 7. */
type Target =
	| { of: 'hall'; isScreen: boolean }
	| { of: 'staff' }
	| { of: 'table'; id: Id }
	| { of: 'one'; id: Id };

function targetOf(audience: Audience): Target {
	if (audience === 'all') return { of: 'hall', isScreen: false };
	if (audience === 'screen') return { of: 'hall', isScreen: true };
	if (audience === 'staff') return { of: 'staff' };
	return audience.startsWith('table:')
		? { of: 'table', id: audience.slice(6) }
		: { of: 'one', id: audience.slice(4) };
}

type Views = { [K in Kind]: (row: RowOf[K], target: Target, state: State) => Seen };

const VIEWS: Views = {
	workshop: (row, { of }) => {
		if (of !== 'hall' && of !== 'staff') return null;
		if (row.removed) return 'gone';
		const { keyVersion: _, ...seen } = row;
		return seen;
	},
	step: (row, { of }) => {
		if (of === 'staff') return present(row);
		if (of !== 'hall') return null;
		return row.removed ? 'gone' : { ...row, notes: '' };
	},
	table: (row, { of }) => (of === 'staff' || of === 'hall' ? present(row) : null),
	/**
	 * A seat has no memory of its former holder, so everybody else it is asked for gets `gone`;
	 * `audiencesTouched` asks only for those it can concern.
	 */
	seat: (row, target, state) => {
		const { participantId, way: _, ...rest } = row;
		const seen = { ...rest, taken: participantId !== null, way: [] as Id[], devices: 0 };
		if (target.of === 'staff') return present(seen);
		if (target.of === 'table')
			return row.tableId === target.id && row.index === 0 ? present(seen) : null;
		if (target.of === 'one')
			return seatIdOf(state, target.id) === row.id
				? present({ ...seen, way: wayOf(state, row), devices: [...devicesOn(state, row)].length })
				: 'gone';
		// Where people choose, their phones show where chairs are free.
		if (target.isScreen) return null;
		return state.workshop?.moveMode === 'free' ? present(seen) : 'gone';
	},
	participant: (row, target) =>
		target.of === 'one' && target.id === row.id
			? present({ ...row, companionOf: row.companionOf === null ? null : row.id })
			: null,
	contribution: (row, target) => {
		const isLost = row.removed || row.state === 'withdrawn';
		switch (target.of) {
			case 'hall': {
				const sight = sightOfContribution(row);
				return sight === 'shown' ? withoutAuthor(row) : bySight(sight);
			}
			case 'staff':
				return isLost ? 'gone' : withoutAuthor(row);
			case 'table':
				if (row.tableId !== target.id) return null;
				return isLost || row.state === 'hidden' ? 'gone' : withoutAuthor(row);
			case 'one':
				if (row.participantId !== target.id) return null;
				return isLost ? 'gone' : withoutAuthor(row);
		}
	},
	agreement: (row, target) => own(row, target),
	link: (row, target, state) => {
		const { participantId, ...rest } = row;
		const isTheirs =
			target.of === 'staff' ||
			(target.of === 'table' && row.tableId === target.id) ||
			(target.of === 'one' &&
				(participantId === target.id || authorOfSource(state, row) === target.id));
		if (!isTheirs) return null;
		const source = state.get('contribution', row.fromId);
		if (row.removed || source?.state !== 'table') return 'gone';
		if (row.toId !== null && state.get('contribution', row.toId)?.state !== 'table') return 'gone';
		const { publicId, text, lang, tableId, round } = source;
		return { ...rest, quote: { publicId, text, lang, tableId, round } };
	},
	summary: (row, target) => {
		if (target.of !== 'staff' && !(target.of === 'table' && row.tableId === target.id)) return null;
		const { participantId: _, ...seen } = row;
		return present(seen);
	},
	essence: (row, target) => {
		const { participantId: _, ...seen } = row;
		if (target.of === 'hall') return bySight(sightOfEssence(row), seen);
		if (target.of === 'staff' || (target.of === 'table' && row.tableId === target.id))
			return row.removed || row.state === 'withdrawn' ? 'gone' : seen;
		return null;
	},
	cluster: (row, { of }, state) => {
		if (of !== 'hall' && of !== 'staff') return null;
		return row.removed ? 'gone' : { ...row, ...contentsOf(state, row.id) };
	},
	membership: (row, { of }, state) => {
		if (of === 'staff') return present(row);
		if (of !== 'hall') return null;
		const sight = sightOfItem(state, row.itemKind, row.itemId);
		return bySight(row.removed && sight === 'shown' ? 'gone' : sight, row);
	},
	ballot: (row, { of }) => {
		if (of !== 'hall' && of !== 'staff') return null;
		if (row.removed) return 'gone';
		const isRevealed = row.state === 'revealed';
		// The paper dots are a part of the result like all others.
		const paper = isRevealed || of === 'staff' ? row.paper : {};
		return { ...row, result: isRevealed ? row.result : null, paper };
	},
	verdict: (row, target) => own(row, target),
	signal: (row, target) =>
		target.of === 'staff' || (target.of === 'table' && target.id === row.tableId)
			? present(row)
			: null,
	vote: (row, target) => own(row, target),
	field: (row, { of }) => (of === 'staff' ? present(row) : null),
	guideline: (row, { of }) => (of === 'staff' ? present(row) : null),
	evidence: (row, { of }) => (of === 'staff' ? present(row) : null)
};

/** For as many rounds as there can be, so that it does not hang on the run-of-show. */
function wayOf(state: State, seat: RowOf['seat']): Id[] {
	return Array.from(
		{ length: LIMITS.rounds },
		(_, at) => tableOf(state, seat, at + 1)?.id ?? seat.tableId
	);
}

export function view(change: Change, audience: Audience, state: State): Seen {
	return viewFor(change, targetOf(audience), state);
}

function viewFor({ kind, row }: Change, target: Target, state: State): Seen {
	// Kind and row belong together by construction of Change; TypeScript cannot follow it.
	return (VIEWS[kind] as (row: RowOf[Kind], target: Target, state: State) => Seen)(
		row,
		target,
		state
	);
}

function present<T extends SeenRow['row']>(row: T): T | 'gone' {
	return row.removed ? 'gone' : row;
}

function own(row: RowOf['agreement' | 'verdict' | 'vote'], target: Target): Seen {
	if (target.of !== 'one' || target.id !== row.participantId) return null;
	const { participantId: _, ...seen } = row;
	return present(seen as SeenRow['row']);
}

function bySight(sight: Sight, row: SeenRow['row'] | null = null): Seen {
	return sight === 'shown' ? row : sight === 'gone' ? 'gone' : null;
}

/** Field by field: for the most frequent row, ten times as fast as leaving one out by a rest pattern. */
function withoutAuthor(row: Contribution): SeenOf['contribution'] {
	return {
		id: row.id,
		rev: row.rev,
		removed: row.removed,
		publicId: row.publicId,
		kind: row.kind,
		stepId: row.stepId,
		round: row.round,
		tableId: row.tableId,
		text: row.text,
		lang: row.lang,
		origin: row.origin,
		typedAt: row.typedAt,
		postedAt: row.postedAt,
		version: row.version,
		state: row.state,
		hiddenReason: row.hiddenReason,
		screen: row.screen,
		late: row.late,
		agrees: row.agrees
	};
}

/** With what lies in the clusters in it. Counted the same for console, projector and phones: a number that differs by screen is no number. */
function contentsOf(state: State, clusterId: Id): { count: number; tables: Id[] } {
	const tables = new Set<Id>();
	const counted = new Set<Id>();
	for (const cluster of state.live('cluster')) {
		if (cluster.id !== clusterId && cluster.parentId !== clusterId) continue;
		for (const id of state.membershipsByCluster.get(cluster.id) ?? []) {
			const membership = state.get('membership', id);
			if (!membership) continue;
			const table = tableOfItem(state, { kind: membership.itemKind, id: membership.itemId });
			if (table === null) continue;
			// An item may lie in the cluster and in one that lies in it.
			counted.add(membership.itemId);
			tables.add(table);
		}
	}
	// In order of the tables, so that the answer does not depend on who was grouped first.
	const inOrder = state.tables.filter((table) => tables.has(table.id));
	return { count: counted.size, tables: inOrder.map((table) => table.id) };
}

/**
 * The audiences a change can concern, `before` being the row's previous version. Costs nothing per
 * participant: only those named by the row are asked for.
 */
export function audiencesTouched(
	change: Change,
	before: Change['row'] | undefined,
	state: State
): Audience[] {
	const { kind, row } = change;
	switch (kind) {
		case 'workshop':
		case 'step':
		case 'table':
		case 'cluster':
		case 'ballot':
			return ['all', 'screen', 'staff'];
		case 'field':
		case 'guideline':
		case 'evidence':
			return ['staff'];
		case 'seat': {
			const audiences: Audience[] = ['staff'];
			if (row.index === 0) audiences.push(`table:${row.tableId}`);
			const former = (before as RowOf['seat'] | undefined)?.participantId;
			// Sent again without a new holder: the way in which people move may be another now.
			if (state.workshop?.moveMode === 'free' || former === row.participantId)
				audiences.push('all');
			return withOnes(
				audiences,
				row.participantId,
				former,
				...(state.companionsOf.get(row.participantId ?? '') ?? []),
				...(state.companionsOf.get(former ?? '') ?? [])
			);
		}
		case 'participant':
			return [`one:${row.id}`];
		case 'agreement':
		case 'verdict':
		case 'vote':
			return [`one:${row.participantId}`];
		case 'contribution': {
			const former = before as RowOf['contribution'] | undefined;
			const audiences: Audience[] = ['staff', `table:${row.tableId}`];
			if (concernsHall(sightOfContribution(row), former && sightOfContribution(former)))
				audiences.push('all', 'screen');
			return withOnes(audiences, row.participantId, former?.participantId);
		}
		case 'link':
			return withOnes(
				['staff', `table:${row.tableId}`],
				row.participantId,
				authorOfSource(state, row)
			);
		case 'signal':
		case 'summary':
			return ['staff', `table:${row.tableId}`];
		case 'essence': {
			const former = before as RowOf['essence'] | undefined;
			const audiences: Audience[] = ['staff', `table:${row.tableId}`];
			if (concernsHall(sightOfEssence(row), former && sightOfEssence(former)))
				audiences.push('all', 'screen');
			return audiences;
		}
		case 'membership':
			return sightOfItem(state, row.itemKind, row.itemId) === 'never'
				? ['staff']
				: ['all', 'screen', 'staff'];
	}
}

/** What the hall did not see before, it need not be told to forget. */
function concernsHall(now: Sight, before: Sight | undefined): boolean {
	return now === 'shown' || (now === 'gone' && before === 'shown');
}

function withOnes(audiences: Audience[], ...ids: (Id | null | undefined)[]): Audience[] {
	for (const id of new Set(ids)) if (id) audiences.push(`one:${id}`);
	return audiences;
}

/** Everything an audience sees now, in the order of KINDS; a snapshot costs what it contains. */
export function* seenBy(state: State, audience: Audience): Generator<SeenRow> {
	const target = targetOf(audience);
	for (const [kind, ids] of idsFor(state, target))
		for (const id of ids) {
			const row = state.get(kind, id);
			if (!row) continue;
			const seen = viewFor({ kind, row } as Change, target, state);
			if (seen !== null && seen !== 'gone') yield { kind, row: seen } as SeenRow;
		}
}

type Ids = Iterable<Id> | undefined;

function* idsFor(state: State, target: Target): Generator<[Kind, Iterable<Id>]> {
	const { rows } = state;
	const listed = (kind: Kind, ids: Ids): [Kind, Iterable<Id>] => [kind, ids ?? []];
	switch (target.of) {
		case 'staff':
			for (const kind of [
				'workshop',
				'step',
				'table',
				'seat',
				'contribution',
				'link',
				'summary',
				'essence',
				'signal',
				'cluster',
				'membership',
				'ballot',
				'field',
				'guideline',
				'evidence'
			] as const)
				yield [kind, rows[kind].keys()];
			return;
		case 'hall':
			for (const kind of ['workshop', 'step', 'table'] as const) yield [kind, rows[kind].keys()];
			if (!target.isScreen && state.workshop?.moveMode === 'free') yield ['seat', rows.seat.keys()];
			yield ['contribution', state.released];
			for (const kind of ['essence', 'cluster', 'membership', 'ballot'] as const)
				yield [kind, rows[kind].keys()];
			return;
		case 'table': {
			const { id } = target;
			const rounds = Array.from({ length: LIMITS.rounds }, (_, i) => `${id}.${i + 1}`);
			const essences = Array.from({ length: LIMITS.essences }, (_, i) => `${id}.e${i + 1}`);
			yield ['seat', [seatId(id, 0)]];
			yield listed('contribution', state.contributionsByTable.get(id));
			yield listed('link', state.linksByTable.get(id));
			yield ['summary', rounds];
			yield ['essence', essences];
			yield ['signal', [id]];
			return;
		}
		case 'one': {
			const { id } = target;
			yield listed('seat', seatIdsOf(state, id));
			yield ['participant', [id]];
			yield listed('contribution', state.contributionsByParticipant.get(id));
			yield listed('agreement', state.agreementsByParticipant.get(id));
			yield ['link', linksOf(state, id)];
			yield listed('verdict', state.verdictsByParticipant.get(id));
			yield ['vote', [...rows.ballot.keys()].map((ballotId) => `${ballotId}.${id}`)];
			return;
		}
	}
}

/** What one carried or wrote on, and where one's own thoughts went. */
function linksOf(state: State, participantId: Id): Set<Id> {
	const links = new Set(state.linksByParticipant.get(participantId));
	for (const id of state.contributionsByParticipant.get(participantId) ?? [])
		for (const link of state.linksByContribution.get(id) ?? []) links.add(link);
	return links;
}

function authorOfSource(state: State, { fromId }: RowOf['link']): Id | null {
	return state.rows.contribution.get(fromId)?.participantId ?? null;
}

function seatIdsOf(state: State, participantId: Id): Ids {
	const id = seatIdOf(state, participantId);
	return id === undefined ? undefined : [id];
}
