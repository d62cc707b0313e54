/**
 * Owns how fast one sender may send: a token bucket per key. Keys are devices, never addresses, because a
 * whole hall comes from one address. Memory only.
 */
export interface PaceOptions {
	perSecond: number;
	/** How many at once after a rest. */
	burst: number;
}

interface Bucket {
	tokens: number;
	at: number;
}

/** Full buckets say nothing and are thrown out when there are more than this. */
const MOST_KEYS = 20_000;

export class Pace {
	readonly #options: PaceOptions;
	readonly #buckets = new Map<string, Bucket>();

	constructor(options: PaceOptions) {
		this.#options = options;
	}

	/** Takes one if there is one. */
	allows(key: string, now: number): boolean {
		const bucket = this.#bucket(key, now);
		if (bucket.tokens < 1) return false;
		bucket.tokens -= 1;
		return true;
	}

	/** Takes one in any case and says how long to wait for it. */
	waitMs(key: string, now: number): number {
		const bucket = this.#bucket(key, now);
		bucket.tokens -= 1;
		return bucket.tokens >= 0 ? 0 : (-bucket.tokens / this.#options.perSecond) * 1000;
	}

	#bucket(key: string, now: number): Bucket {
		const { perSecond, burst } = this.#options;
		let bucket = this.#buckets.get(key);
		if (!bucket) {
			if (this.#buckets.size >= MOST_KEYS) this.#sweep(now);
			this.#buckets.set(key, (bucket = { tokens: burst, at: now }));
		}
		// The clock may be set back; that must not take tokens away.
		const rested = Math.max(0, now - bucket.at) / 1000;
		bucket.tokens = Math.min(burst, bucket.tokens + rested * perSecond);
		bucket.at = now;
		return bucket;
	}

	#sweep(now: number): void {
		const { perSecond, burst } = this.#options;
		for (const [key, { tokens, at }] of this.#buckets)
			if (tokens + ((now - at) / 1000) * perSecond >= burst) this.#buckets.delete(key);
	}
}
