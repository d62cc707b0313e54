/**
 * Owns what each audience has to be told: which audience a change concerns, what has changed for it since
 * a revision, and everything it may see. Nothing here decides who sees what; that is `view`. Answers are
 * kept until something they show changes, because a whole hall asks for the same ones at once.
 */
import { audiencesOf, type Audience } from '#lib/domain/audience.ts';
import type { Actor } from '#lib/domain/commands.ts';
import type { Change, Id, Kind } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { audiencesTouched, seenBy, view } from '#lib/domain/view.ts';
import type { Batch, GoneByKind, RowsByKind, SyncAnswer } from '#lib/protocol/socket.ts';
import type { Life } from '../store/store.ts';
import { ChangeLog } from './change-log.ts';
import type { Committed } from './room.ts';

/** Which rows of each audience have changed. */
export type Touched = ReadonlyMap<Audience, ReadonlyMap<Kind, ReadonlySet<Id>>>;
/** What a device says it has: each audience up to a revision of that life of the data. */
export interface Known {
	since: Partial<Record<Audience, number>>;
	epoch: string | null;
}

interface Content {
	rows: RowsByKind;
	gone?: GoneByKind;
	/** Rows and forgotten ids together. */
	size: number;
}

/** A hall that lost its network at one moment asks with a few revisions, an attacker with any number. */
const MOST_DIFFERENCES = 64;
/** The log of what changed when is swept once this much of it is outdated. */
const LOG_SLACK = 2000;

export class Views {
	readonly #getState: () => State;
	readonly #life: Life;
	/** When each audience last had something new; those not listed had nothing since `#openedAt`. */
	readonly #touchedAt = new Map<Audience, number>();
	readonly #openedAt: number;
	#log: ChangeLog;
	#rows: number;
	readonly #snapshots = new Map<Audience, Content>();
	readonly #differences = new Map<Audience, Map<number, Content>>();

	constructor(getState: () => State, life: Life) {
		this.#getState = getState;
		this.#life = life;
		this.#openedAt = getState().rev;
		this.#log = ChangeLog.of(getState());
		this.#rows = this.#log.length;
	}

	/** Takes in what was committed and says whom it concerns. */
	note(committed: readonly Committed[]): Touched {
		const state = this.#getState();
		const touched = new Map<Audience, Map<Kind, Set<Id>>>();
		for (const { change, before } of committed) {
			const { kind, row } = change;
			this.#log.add(kind, row);
			if (!before) this.#rows += 1;
			for (const audience of audiencesTouched(change, before, state)) {
				let kinds = touched.get(audience);
				if (!kinds) touched.set(audience, (kinds = new Map()));
				const ids = kinds.get(kind);
				if (ids) ids.add(row.id);
				else kinds.set(kind, new Set([row.id]));
			}
		}
		for (const audience of touched.keys()) {
			this.#touchedAt.set(audience, state.rev);
			this.#snapshots.delete(audience);
			this.#differences.delete(audience);
		}
		if (this.#log.length > 2 * this.#rows + LOG_SLACK) this.#log = ChangeLog.of(state);
		return touched;
	}

	/** What an audience sees now of rows that have changed; null when nothing of it is its business. */
	batch(
		audience: Audience,
		touched: ReadonlyMap<Kind, ReadonlySet<Id>>,
		prev: number
	): Batch | null {
		const content = emptyContent();
		for (const [kind, ids] of touched) for (const id of ids) this.#add(content, audience, kind, id);
		return content.size ? asBatch(audience, content, this.#getState().rev, prev) : null;
	}

	/** Everything an audience may see. */
	reset(audience: Audience): Batch {
		const content = this.#snapshot(audience);
		return { ...asBatch(audience, content, this.#getState().rev, 0), reset: true };
	}

	/** What a device has to learn; everything, when it says nothing of what it has. */
	answer(actor: Actor, known: Known | null, now: number): SyncAnswer {
		const audiences = audiencesOf(this.#getState(), actor);
		return {
			now,
			epoch: this.#life.epoch,
			me: actor.role === 'participant' ? actor.id : null,
			batches: audiences.map((audience) => {
				const since = known?.since[audience];
				return since !== undefined && this.#isOfThisLife(known?.epoch, since)
					? this.#catchUp(audience, since)
					: this.reset(audience);
			})
		};
	}

	#isOfThisLife(epoch: string | null | undefined, since: number): boolean {
		const { epoch: present, inherits } = this.#life;
		// Newer than anything here cannot be, whoever says it.
		if (epoch === present) return since <= this.#getState().rev;
		return inherits !== null && epoch === inherits.epoch && since <= inherits.upTo;
	}

	#catchUp(audience: Audience, since: number): Batch {
		const { rev } = this.#getState();
		if (since >= (this.#touchedAt.get(audience) ?? this.#openedAt))
			return asBatch(audience, emptyContent(), rev, since);
		// One person's rows are few, and a look through the log for each person of a hall is not.
		if (audience.startsWith('one:')) return this.reset(audience);
		const whole = this.#snapshot(audience);
		const difference = this.#difference(audience, since, whole.size);
		return difference ? asBatch(audience, difference, rev, since) : this.reset(audience);
	}

	#snapshot(audience: Audience): Content {
		const kept = this.#snapshots.get(audience);
		if (kept) return kept;
		const content = emptyContent();
		for (const { kind, row } of seenBy(this.#getState(), audience)) {
			((content.rows[kind] ??= []) as (typeof row)[]).push(row);
			content.size += 1;
		}
		if (!audience.startsWith('one:')) this.#snapshots.set(audience, content);
		return content;
	}

	/** Null when it would be no smaller than everything. */
	#difference(audience: Audience, since: number, wholeSize: number): Content | null {
		let kept = this.#differences.get(audience);
		if (!kept) this.#differences.set(audience, (kept = new Map()));
		const known = kept.get(since);
		if (known) return known;
		const state = this.#getState();
		const content = emptyContent();
		for (const { rev, kind, id } of this.#log.after(since)) {
			if (state.rows[kind].get(id)?.rev === rev) this.#add(content, audience, kind, id);
			if (content.size >= wholeSize) return null;
		}
		if (kept.size < MOST_DIFFERENCES) kept.set(since, content);
		return content;
	}

	#add(content: Content, audience: Audience, kind: Kind, id: Id): void {
		const state = this.#getState();
		const row = state.rows[kind].get(id);
		if (!row) return;
		const seen = view({ kind, row } as Change, audience, state);
		if (seen === null) return;
		content.size += 1;
		if (seen === 'gone') ((content.gone ??= {})[kind] ??= []).push(id);
		else ((content.rows[kind] ??= []) as (typeof seen)[]).push(seen);
	}
}

const emptyContent = (): Content => ({ rows: {}, size: 0 });

function asBatch(audience: Audience, { rows, gone }: Content, rev: number, prev: number): Batch {
	return gone ? { audience, rev, prev, rows, gone } : { audience, rev, prev, rows };
}
