/**
 * Owns a workshop's rows in memory with the few indices that judging a command needs, so that no
 * command walks over all contributions. `apply` is the only writer. Removed rows stay in the maps but
 * leave every index: `live` and `get` hide them, `all` gives them.
 */
import type { Change, Id, Kind, RowOf, Seat, Step, Table, Workshop } from './rows.ts';
import { paperNumberOf } from './paper.ts';
import { KINDS } from './rows.ts';

export class State {
	/** Highest `rev` of any row. */
	rev = 0;
	readonly rows: { [K in Kind]: Map<Id, RowOf[K]> };
	readonly seatByParticipant = new Map<Id, Id>();
	/** Who has ever shared a seat with whom, also after leaving, changing company or a reset. */
	readonly companionsOf = new Map<Id, Set<Id>>();
	readonly contributionsByTable = new Map<Id, Set<Id>>();
	/** Contributions that the whole hall may see now. */
	readonly released = new Set<Id>();
	/**
	 * How many public ids were given out, per `round.tableId`. Hidden and withdrawn ones count, so ids are
	 * never reused; only a reset removes contributions, and then all of them: numbering starts anew.
	 */
	readonly serials = new Map<string, number>();
	/** Cards typed from paper, per number printed on them; also those taken back. */
	readonly papersByNumber = new Map<number, Set<Id>>();
	readonly agreementsByParticipant = new Map<Id, Set<Id>>();
	readonly contributionsByParticipant = new Map<Id, Set<Id>>();
	readonly linksByContribution = new Map<Id, Set<Id>>();
	readonly linksByTable = new Map<Id, Set<Id>>();
	readonly linksByParticipant = new Map<Id, Set<Id>>();
	readonly verdictsByParticipant = new Map<Id, Set<Id>>();
	readonly membershipsByItem = new Map<Id, Set<Id>>();
	readonly membershipsByCluster = new Map<Id, Set<Id>>();
	readonly votesByBallot = new Map<Id, Set<Id>>();
	readonly evidenceByGuideline = new Map<Id, Set<Id>>();
	readonly evidenceByItem = new Map<Id, Set<Id>>();
	#tables: readonly Table[] | null = null;
	#tableIndex = new Map<Id, number>();
	#steps: readonly Step[] | null = null;
	#seats = new Map<Id, (Seat | undefined)[]>();

	constructor(changes: Iterable<Change> = []) {
		this.rows = Object.fromEntries(
			KINDS.map((kind) => [kind, new Map()])
		) as unknown as State['rows'];
		for (const change of changes) this.apply(change);
	}

	/** The workshop's own row; undefined in an empty room. */
	get workshop(): Workshop | undefined {
		for (const row of this.rows.workshop.values()) if (!row.removed) return row;
		return undefined;
	}

	/** In order of their numbers. Kept between changes, because every seat's way is counted on it. */
	get tables(): readonly Table[] {
		if (!this.#tables) {
			this.#tables = this.live('table').sort((a, b) => a.number - b.number);
			this.#tableIndex = new Map(this.#tables.map((table, index) => [table.id, index]));
		}
		return this.#tables;
	}

	/** 0-based place of a table in `tables`. */
	tableIndex(id: Id): number | undefined {
		return this.tables.length > 0 ? this.#tableIndex.get(id) : undefined;
	}

	/** Seats of a table by their index; a hole where there is none. */
	seatsAt(tableId: Id): readonly (Seat | undefined)[] {
		return this.#seats.get(tableId) ?? [];
	}

	/** In order of the run-of-show. */
	get steps(): readonly Step[] {
		this.#steps ??= this.live('step').sort((a, b) => a.position - b.position);
		return this.#steps;
	}

	/** The current step; undefined while only the doors are open. */
	get step(): Step | undefined {
		return this.get('step', this.workshop?.stepId);
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
		for (const kind of KINDS)
			for (const row of this.rows[kind].values()) yield { kind, row } as Change;
	}

	apply({ kind, row }: Change): void {
		const before = this.rows[kind].get(row.id);
		(this.rows[kind] as Map<Id, typeof row>).set(row.id, row);
		if (row.rev > this.rev) this.rev = row.rev;
		const there = !row.removed;
		switch (kind) {
			case 'step':
				this.#steps = null;
				break;
			case 'table':
				this.#tables = null;
				break;
			case 'seat': {
				const old = before as RowOf['seat'] | undefined;
				if (old?.participantId && this.seatByParticipant.get(old.participantId) === row.id)
					this.seatByParticipant.delete(old.participantId);
				if (row.participantId && there) this.seatByParticipant.set(row.participantId, row.id);
				const seats = this.#seats.get(row.tableId) ?? [];
				seats[row.index] = there ? row : undefined;
				this.#seats.set(row.tableId, seats);
				break;
			}
			case 'participant': {
				// Never taken out: who is gone, or with somebody else now, is still to be told so.
				if (row.companionOf) index(this.companionsOf, row.companionOf, row.id, true);
				break;
			}
			case 'contribution': {
				index(this.contributionsByTable, row.tableId, row.id, there);
				const old = before as RowOf['contribution'] | undefined;
				const author = row.participantId ?? old?.participantId;
				if (author)
					index(
						this.contributionsByParticipant,
						author,
						row.id,
						there && row.participantId !== null
					);
				if (there && row.state === 'table' && row.screen === 'released') this.released.add(row.id);
				else this.released.delete(row.id);
				const paperNumber = paperNumberOf(row);
				if (paperNumber !== null) {
					index(this.papersByNumber, paperNumber, row.id, there);
					break;
				}
				const counted = before !== undefined && !before.removed;
				if (counted !== there) {
					const key = `${row.round}.${row.tableId}`;
					this.serials.set(key, (this.serials.get(key) ?? 0) + (there ? 1 : -1));
				}
				break;
			}
			case 'agreement':
				index(this.agreementsByParticipant, row.participantId, row.id, there);
				break;
			case 'verdict':
				index(this.verdictsByParticipant, row.participantId, row.id, there);
				break;
			case 'link': {
				const old = before as RowOf['link'] | undefined;
				const carrier = row.participantId ?? old?.participantId;
				index(this.linksByContribution, row.fromId, row.id, there);
				index(this.linksByTable, row.tableId, row.id, there);
				if (carrier)
					index(this.linksByParticipant, carrier, row.id, there && row.participantId !== null);
				break;
			}
			case 'membership':
				index(this.membershipsByItem, row.itemId, row.id, there);
				index(this.membershipsByCluster, row.clusterId, row.id, there);
				break;
			case 'vote':
				index(this.votesByBallot, row.ballotId, row.id, there);
				break;
			case 'evidence':
				index(this.evidenceByGuideline, row.guidelineId, row.id, there);
				index(this.evidenceByItem, row.itemId, row.id, there);
				break;
		}
	}
}

function index<K>(map: Map<K, Set<Id>>, key: K, id: Id, there: boolean): void {
	const set = map.get(key);
	if (!there) set?.delete(id);
	else if (set) set.add(id);
	else map.set(key, new Set([id]));
}
