/**
 * Owns the hint which texts of a workshop sound alike, for staff only. An index lives as long as its room
 * and reads only what has changed since it was asked last. What must stay true: neither catching up nor a
 * search holds the process for longer than a few milliseconds at a time; questions about one workshop
 * wait for each other, so nothing changes under a search.
 */
import { setImmediate } from 'node:timers/promises';
import type { Id, ItemKind } from '#lib/domain/rows.ts';
import { SimilarTexts } from '#lib/domain/similar.ts';
import type { State } from '#lib/domain/state.ts';

/** So long at most before others have their turn. */
const SLICE_MS = 6;
/** Below this people see nothing in common. */
const AT_LEAST = 0.14;

export interface SimilarItem {
	kind: ItemKind;
	id: Id;
}

interface Kept {
	readonly texts: SimilarTexts;
	readonly kinds: Map<Id, ItemKind>;
	rev: number;
	turn: Promise<unknown>;
}

export class SimilarHints {
	readonly #kept = new WeakMap<State, Kept>();

	/** Best first; without those asked about and without what is hidden or taken back. */
	like(state: State, ids: readonly Id[], limit: number): Promise<SimilarItem[]> {
		let kept = this.#kept.get(state);
		if (!kept) {
			kept = { texts: new SimilarTexts(), kinds: new Map(), rev: 0, turn: Promise.resolve() };
			this.#kept.set(state, kept);
		}
		const here = kept;
		const answer = here.turn.then(async () => {
			await catchUp(here, state);
			return search(here, ids, limit);
		});
		here.turn = answer.catch(() => {});
		return answer;
	}
}

async function catchUp(kept: Kept, state: State): Promise<void> {
	const changed: [kind: ItemKind, id: Id, text: string | null][] = [];
	for (const row of state.rows.contribution.values())
		if (row.rev > kept.rev)
			changed.push([
				'contribution',
				row.id,
				!row.removed && row.state === 'table' ? row.text : null
			]);
	for (const row of state.rows.essence.values())
		if (row.rev > kept.rev)
			changed.push([
				'essence',
				row.id,
				!row.removed && row.state !== 'withdrawn' ? row.text : null
			]);
	kept.rev = state.rev;
	let since = performance.now();
	for (const [kind, id, text] of changed) {
		if (text === null) kept.texts.remove(id);
		else {
			kept.texts.put(id, text);
			kept.kinds.set(id, kind);
		}
		if (performance.now() - since < SLICE_MS) continue;
		await setImmediate();
		since = performance.now();
	}
}

async function search(kept: Kept, ids: readonly Id[], limit: number): Promise<SimilarItem[]> {
	const steps = kept.texts.search(ids, { limit, atLeast: AT_LEAST });
	let since = performance.now();
	for (;;) {
		const step = steps.next();
		if (step.done)
			return step.value.flatMap(({ id }) => {
				const kind = kept.kinds.get(id);
				return kind ? [{ kind, id }] : [];
			});
		if (performance.now() - since < SLICE_MS) continue;
		await setImmediate();
		since = performance.now();
	}
}
