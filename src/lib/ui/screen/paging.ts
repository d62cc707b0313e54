/**
 * Owns how a crowd of things is shown in turns. The page follows from the clock alone, so a reloaded or a
 * second projector shows the same one, and nobody has to press anything.
 */

/** Long enough to read six sheets of paper from the last row. */
export const PAGE_MS = 12_000;

export interface Page<T> {
	items: T[];
	/** 0-based. */
	index: number;
	count: number;
}

/** Pages are filled evenly: seven sheets are four and three, never six and one. */
export function pageAt<T>(
	items: readonly T[],
	perPage: number,
	now: number,
	since: number | null,
	everyMs = PAGE_MS
): Page<T> {
	const count = Math.max(1, Math.ceil(items.length / perPage));
	const size = Math.ceil(items.length / count);
	const index = Math.floor(Math.max(0, now - (since ?? 0)) / everyMs) % count;
	return { items: items.slice(index * size, (index + 1) * size), index, count };
}
