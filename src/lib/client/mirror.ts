/**
 * Owns what this device has been shown: rows per audience, each audience at its `rev`. Pure, no socket.
 * A batch either fits, is older than what is here (dropped), or leaves a gap (the caller asks again).
 * The same row may come through two audiences (own table and myself): the newer one counts, and it is
 * gone only when neither shows it.
 */
import type { Audience, SeenOf } from '#lib/domain/audience.ts';
import { KINDS, type Id, type Kind } from '#lib/domain/rows.ts';
import type { Batch, SyncAnswer } from '#lib/protocol/socket.ts';

interface Shelf {
	rev: number;
	rows: { [K in Kind]: Map<Id, SeenOf[K]> };
}

/**
 * What people read as a list stands in the same order on every device, whatever the network brought first:
 * what a table says, as it was stored there; what was carried to it, as it came.
 */
const ORDER: { [K in Kind]?: (a: SeenOf[K], b: SeenOf[K]) => number } = {
	contribution: (a, b) =>
		a.round - b.round ||
		a.publicId.length - b.publicId.length ||
		(a.publicId < b.publicId ? -1 : 1),
	link: (a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)
};

export type Fit = 'applied' | 'old' | 'gap';

export class Mirror {
	readonly #shelves = new Map<Audience, Shelf>();
	readonly #merged = new Map<Kind, Map<Id, SeenOf[Kind]>>();

	#epoch: string | null = null;

	/** Called with the kinds that may look different now. */
	onChange: (kinds: ReadonlySet<Kind>) => void = () => {};

	/** The latest `rev` of any audience. */
	get rev(): number {
		let rev = 0;
		for (const shelf of this.#shelves.values()) rev = Math.max(rev, shelf.rev);
		return rev;
	}

	get audiences(): Audience[] {
		return [...this.#shelves.keys()];
	}

	/** The life of the server's data in which all revisions here count; null before the first answer. */
	get epoch(): string | null {
		return this.#epoch;
	}

	/** What to tell the server on (re)connecting, together with `epoch`. */
	since(): Partial<Record<Audience, number>> {
		return Object.fromEntries([...this.#shelves].map(([audience, shelf]) => [audience, shelf.rev]));
	}

	/** All that is here, as an answer that would bring it back. */
	batches(): Batch[] {
		return [...this.#shelves].map(([audience, { rev, rows }]) => ({
			audience,
			rev,
			prev: 0,
			reset: true,
			rows: Object.fromEntries(
				KINDS.flatMap((kind) => (rows[kind].size ? [[kind, [...rows[kind].values()]]] : []))
			)
		}));
	}

	/** A whole answer: audiences that are not in it are forgotten. */
	sync(answer: SyncAnswer): Fit {
		this.#epoch = answer.epoch;
		const touched = new Set<Kind>();
		const listed = new Set(answer.batches.map((batch) => batch.audience));
		for (const audience of this.audiences)
			if (!listed.has(audience)) this.#forget(audience, touched);
		// What is new since then is of no use for an audience that was forgotten while asking: a phone that
		// was told of another table and back, and missed the way back.
		const fitting = answer.batches.filter(
			({ reset, audience }) => reset || this.#shelves.has(audience)
		);
		for (const batch of fitting) this.#put(batch, touched);
		this.#tell(touched);
		return fitting.length === answer.batches.length ? 'applied' : 'gap';
	}

	apply(batch: Batch): Fit {
		const shelf = this.#shelves.get(batch.audience);
		// A batch of a table this phone has left may still be under way.
		if (!shelf && !batch.reset) return 'old';
		if (shelf && !batch.reset) {
			if (batch.rev <= shelf.rev) return 'old';
			if (batch.prev > shelf.rev) return 'gap';
		}
		const touched = new Set<Kind>();
		if (batch.reset && batch.audience.startsWith('table:'))
			for (const audience of this.audiences)
				if (audience.startsWith('table:') && audience !== batch.audience)
					this.#forget(audience, touched);
		this.#put(batch, touched);
		this.#tell(touched);
		return 'applied';
	}

	/** All rows of a kind by id, in `ORDER`; the same object until something of that kind changes. */
	rows<K extends Kind>(kind: K): ReadonlyMap<Id, SeenOf[K]> {
		let merged = this.#merged.get(kind);
		if (!merged) {
			merged = new Map();
			for (const shelf of this.#shelves.values())
				for (const [id, row] of shelf.rows[kind]) {
					const other = merged.get(id);
					if (!other || other.rev < row.rev) merged.set(id, row);
				}
			const order = ORDER[kind] as ((a: SeenOf[Kind], b: SeenOf[Kind]) => number) | undefined;
			if (order) merged = new Map([...merged].sort(([, a], [, b]) => order(a, b)));
			this.#merged.set(kind, merged);
		}
		return merged as unknown as ReadonlyMap<Id, SeenOf[K]>;
	}

	/** What one audience shows, apart from the others. */
	rowsOf<K extends Kind>(audience: Audience, kind: K): SeenOf[K][] {
		return [...(this.#shelves.get(audience)?.rows[kind].values() ?? [])];
	}

	#put(batch: Batch, touched: Set<Kind>): void {
		let shelf = this.#shelves.get(batch.audience);
		if (!shelf || batch.reset) {
			if (shelf) for (const kind of KINDS) if (shelf.rows[kind].size) touched.add(kind);
			shelf = {
				rev: batch.rev,
				rows: Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as unknown as Shelf['rows']
			};
			this.#shelves.set(batch.audience, shelf);
		}
		for (const kind of KINDS) {
			const map = shelf.rows[kind] as Map<Id, SeenOf[Kind]>;
			for (const id of batch.gone?.[kind] ?? []) if (map.delete(id)) touched.add(kind);
			for (const row of batch.rows[kind] ?? []) {
				map.set(row.id, row);
				touched.add(kind);
			}
		}
		shelf.rev = Math.max(shelf.rev, batch.rev);
	}

	#forget(audience: Audience, touched: Set<Kind>): void {
		const shelf = this.#shelves.get(audience);
		if (!shelf) return;
		this.#shelves.delete(audience);
		for (const kind of KINDS) if (shelf.rows[kind].size) touched.add(kind);
	}

	#tell(touched: Set<Kind>): void {
		for (const kind of touched) this.#merged.delete(kind);
		if (touched.size) this.onChange(touched);
	}
}
