/**
 * Owns how long a device waits before it tries again. Two thousand phones lose a server in the same instant
 * and must neither come back in one, nor later than people notice: 1.6 s lie between two tries at most, so
 * that all are back within three seconds after it is.
 */

/** A first try soon: most cuts are over in a moment. Spread over most of a second. */
const FIRST = { least: 100, more: 900 };
const NEXT = { least: 600, more: 1000 };
/** Nobody looks: the battery counts, and coming back to the page tries at once anyway. */
const HIDDEN = { least: 4000, more: 4000 };
/** The server is there and cannot just now, or does not want this page. */
const REFUSED = { least: 2000, more: 2000 };

export interface Try {
	/** How many have failed since the last success. */
	failed: number;
	isHidden: boolean;
	isRefused: boolean;
}

export function waitMs({ failed, isHidden, isRefused }: Try, random = Math.random): number {
	const { least, more } = isHidden ? HIDDEN : isRefused ? REFUSED : failed === 0 ? FIRST : NEXT;
	return Math.round(least + more * random());
}
