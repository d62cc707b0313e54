/**
 * Owns a workshop's rows in memory with the few indices that judging a command needs, so that no
 * command walks over all contributions. `apply` is the only writer. Removed rows stay in the maps:
 * `live` and `get` hide them, `all` gives them.
 */
import type { Change, Id, Kind, RowOf, Workshop } from './rows.ts';
import { KINDS } from './rows.ts';

export class State {
	/** Highest `rev` of any row. */
	rev = 0;
	readonly rows: { [K in Kind]: Map<Id, RowOf[K]> };
	readonly seatByParticipant = new Map<Id, Id>();
	readonly contributionsByTable = new Map<Id, Set<Id>>();
	/** How many public ids were given out, per `round.tableId`; tombstones count, ids are never reused. */
	readonly serials = new Map<string, number>();
	readonly agreementsByParticipant = new Map<Id, Set<Id>>();
	readonly contributionsByParticipant = new Map<Id, Set<Id>>();
	readonly linksByContribution = new Map<Id, Set<Id>>();
	readonly membershipsByItem = new Map<Id, Set<Id>>();
	readonly membershipsByCluster = new Map<Id, Set<Id>>();
	readonly votesByBallot = new Map<Id, Set<Id>>();
	readonly evidenceByGuideline = new Map<Id, Set<Id>>();

	constructor(changes: Iterable<Change> = []) {
		this.rows = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as unknown as State['rows'];
		for (const change of changes) this.apply(change);
	}

	/** The workshop's own row; undefined in an empty room. */
	get workshop(): Workshop | undefined {
		for (const row of this.rows.workshop.values()) if (!row.removed) return row;
		return undefined;
	}

	/** A row that is there, or undefined. */
	get<K extends Kind>(kind: K, id: Id | null | undefined): RowOf[K] | undefined {
		const row = id == null ? undefined : this.rows[kind].get(id);
		return row?.removed ? undefined : row;
	}

	/** All rows of a kind that are there, in order of arrival. */
	live<K extends Kind>(kind: K): RowOf[K][] {
		const out: RowOf[K][] = [];
		for (const row of this.rows[kind].values()) if (!row.removed) out.push(row);
		return out;
	}

	*all(): Generator<Change> {
		for (const kind of KINDS) for (const row of this.rows[kind].values()) yield { kind, row } as Change;
	}

	apply({ kind, row }: Change): void {
		const before = this.rows[kind].get(row.id);
		(this.rows[kind] as Map<Id, typeof row>).set(row.id, row);
		if (row.rev > this.rev) this.rev = row.rev;
		switch (kind) {
			case 'seat': {
				const old = before as RowOf['seat'] | undefined;
				if (old?.participantId && this.seatByParticipant.get(old.participantId) === row.id)
					this.seatByParticipant.delete(old.participantId);
				if (row.participantId && !row.removed) this.seatByParticipant.set(row.participantId, row.id);
				break;
			}
			case 'contribution':
				add(this.contributionsByTable, row.tableId, row.id);
				if (row.participantId) add(this.contributionsByParticipant, row.participantId, row.id);
				if (!before) {
					const key = `${row.round}.${row.tableId}`;
					this.serials.set(key, (this.serials.get(key) ?? 0) + 1);
				}
				break;
			case 'agreement':
				add(this.agreementsByParticipant, row.participantId, row.id);
				break;
			case 'link':
				add(this.linksByContribution, row.fromId, row.id);
				break;
			case 'membership':
				add(this.membershipsByItem, row.itemId, row.id);
				add(this.membershipsByCluster, row.clusterId, row.id);
				break;
			case 'vote':
				add(this.votesByBallot, row.ballotId, row.id);
				break;
			case 'evidence':
				add(this.evidenceByGuideline, row.guidelineId, row.id);
				break;
		}
	}
}

function add(index: Map<Id, Set<Id>>, key: Id, id: Id): void {
	const set = index.get(key);
	if (set) set.add(id);
	else index.set(key, new Set([id]));
}
