/**
 * Owns the order in which rows changed. An entry is outdated when its row has changed again; whoever reads
 * has to look. Three lists instead of one of objects: an evening has a hundred thousand entries, and an
 * object for each is 40 bytes more that are never let go.
 */
import type { Id, Kind, RowOf } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';

export interface Logged {
	rev: number;
	kind: Kind;
	id: Id;
}

export class ChangeLog {
	/** Never falling. */
	readonly #revs: number[] = [];
	readonly #kinds: Kind[] = [];
	readonly #ids: Id[] = [];

	/** What the log of a state is before anything changes in it. */
	static of(state: State): ChangeLog {
		const log = new ChangeLog();
		const changes = [...state.all()].sort((a, b) => a.row.rev - b.row.rev);
		for (const { kind, row } of changes) log.add(kind, row);
		return log;
	}

	get length(): number {
		return this.#revs.length;
	}

	add(kind: Kind, { rev, id }: RowOf[Kind]): void {
		this.#revs.push(rev);
		this.#kinds.push(kind);
		this.#ids.push(id);
	}

	/** What has changed since a revision, in order. */
	*after(since: number): Generator<Logged> {
		for (let at = this.#firstAfter(since); at < this.#revs.length; at++) {
			yield {
				rev: this.#revs[at] as number,
				kind: this.#kinds[at] as Kind,
				id: this.#ids[at] as Id
			};
		}
	}

	#firstAfter(since: number): number {
		let from = 0;
		let to = this.#revs.length;
		while (from < to) {
			const middle = (from + to) >> 1;
			if ((this.#revs[middle] as number) <= since) from = middle + 1;
			else to = middle;
		}
		return from;
	}
}
