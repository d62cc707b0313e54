/**
 * Owns when a hall is told the next news. The number of sends is the cost of a full hall, so news are
 * gathered for a tick; but in a quiet hall nobody should wait for news that do not come. What must stay
 * true: telling never takes more than a part of the time, however large the hall is.
 */

/** Long enough to join a burst into one send, too short to be noticed. */
const TICK_MS = 50;
/** In a large hall fewer sends matter more than 50 ms. */
const LARGE_TICK_MS = 100;
const LARGE = 500;
/** Below so many tellings within a second there is no burst to gather. */
const QUIET = 12;
/** A burst shows by news that come closer than this after each other. */
const APART_MS = TICK_MS;
/** Of the time at most a sixth for telling; the rest is for hearing and storing. */
const SHARE = 6;
/** A text reaches its table within 250 ms, the waiting included. */
const LONGEST_TICK_MS = 200;

export class Tempo {
	/** When the last ones began, oldest first. */
	readonly #begun: number[] = [];
	#tookMs = 0;

	/** How long the next telling has to wait; all times by a clock that nobody sets back. */
	waitMs(now: number, devices: number): number {
		const last = this.#begun.at(-1) ?? -Infinity;
		const isQuiet = this.#begun.length < QUIET || now - (this.#begun[0] ?? 0) >= 1000;
		if (isQuiet && now - last >= APART_MS) return 0;
		const tick = Math.max(devices > LARGE ? LARGE_TICK_MS : TICK_MS, SHARE * this.#tookMs);
		return Math.max(0, last + Math.min(tick, LONGEST_TICK_MS) - now);
	}

	begin(now: number): void {
		this.#begun.push(now);
		if (this.#begun.length > QUIET) this.#begun.shift();
	}

	/** The last telling is over. */
	end(now: number): void {
		this.#tookMs = now - (this.#begun.at(-1) ?? now);
	}
}
