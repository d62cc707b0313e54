/**
 * Owns simulated time: a heap of what happens when. While it rules, `setTimeout` and `Date.now` are its
 * own, so that real client code that waits waits here. Same time, same order of asking, same order of
 * happening: that is what makes an evening repeatable.
 */
interface Due {
	at: number;
	order: number;
	run: (() => void) | null;
}

const START = 1_800_000_000_000;

export class Timeline {
	now = START;
	readonly #heap: Due[] = [];
	#order = 0;

	/** Answers with the undo. */
	at(ms: number, run: () => void): () => void {
		const due: Due = { at: this.now + Math.max(0, ms), order: this.#order++, run };
		this.#push(due);
		return () => (due.run = null);
	}

	/** Lets that much time pass; between two moments `settle` lets all promises come to rest. */
	async pass(ms: number, settle: () => Promise<void>): Promise<void> {
		const until = this.now + ms;
		await settle();
		for (let due = this.#next(until); due; due = this.#next(until)) {
			this.now = due.at;
			due.run?.();
			// What arrives at the same moment shares a transaction.
			const next = this.#next(due.at, true);
			if (!next) await settle();
		}
		this.now = until;
		await settle();
	}

	/** Puts this timeline in the place of the world's clock; answers with the undo. */
	rule(): () => void {
		const { setTimeout, clearTimeout } = globalThis;
		const { now } = Date;
		const undoOf = new Map<number, () => void>();
		let ids = 0;
		Object.assign(globalThis, {
			setTimeout: (callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
				const id = ++ids;
				undoOf.set(
					id,
					this.at(ms, () => {
						undoOf.delete(id);
						callback(...given);
					})
				);
				return id;
			},
			clearTimeout: (id: number) => {
				undoOf.get(id)?.();
				undoOf.delete(id);
			}
		});
		Date.now = () => this.now;
		return () => {
			Object.assign(globalThis, { setTimeout, clearTimeout });
			Date.now = now;
		};
	}

	#next(until: number, onlyLook = false): Due | undefined {
		for (;;) {
			const [first] = this.#heap;
			if (!first || first.at > until) return undefined;
			if (first.run && onlyLook) return first;
			this.#pop();
			if (first.run) return first;
		}
	}

	#push(due: Due): void {
		const heap = this.#heap;
		let at = heap.push(due) - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (isBefore(heap[parent] as Due, due)) break;
			heap[at] = heap[parent] as Due;
			at = parent;
		}
		heap[at] = due;
	}

	#pop(): void {
		const heap = this.#heap;
		const last = heap.pop() as Due;
		if (!heap.length) return;
		let at = 0;
		for (;;) {
			let child = 2 * at + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && isBefore(heap[child + 1] as Due, heap[child] as Due)) child++;
			if (isBefore(last, heap[child] as Due)) break;
			heap[at] = heap[child] as Due;
			at = child;
		}
		heap[at] = last;
	}
}

const isBefore = (a: Due, b: Due) => a.at < b.at || (a.at === b.at && a.order < b.order);
