/**
 * Owns the counting of times: every sample counts, none is kept. Buckets grow by one per cent, so a
 * percentile is right to one per cent from a hundredth of a millisecond to minutes, in 13 kB, and travels
 * between processes as plain numbers.
 */
const SMALLEST_MS = 0.01;
const GROWTH = Math.log(1.01);
const BUCKETS = 1700;

export interface Quantiles {
	count: number;
	p50: number;
	p95: number;
	p99: number;
	max: number;
}

export interface Counted {
	counts: [bucket: number, count: number][];
	max: number;
}

export class Histogram {
	readonly #counts = new Float64Array(BUCKETS);
	#count = 0;
	#max = 0;

	get count(): number {
		return this.#count;
	}

	add(ms: number, times = 1): void {
		const bucket = ms <= SMALLEST_MS ? 0 : Math.ceil(Math.log(ms / SMALLEST_MS) / GROWTH);
		const at = Math.min(BUCKETS - 1, bucket);
		this.#counts[at] = (this.#counts[at] ?? 0) + times;
		this.#count += times;
		if (ms > this.#max) this.#max = ms;
	}

	merge({ counts, max }: Counted): void {
		for (const [bucket, count] of counts) {
			this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count;
			this.#count += count;
		}
		this.#max = Math.max(this.#max, max);
	}

	/** The upper edge of the bucket in which the sample of that rank lies. */
	at(share: number): number {
		let left = Math.max(1, Math.ceil(this.#count * share));
		for (let bucket = 0; bucket < BUCKETS; bucket++) {
			left -= this.#counts[bucket] ?? 0;
			if (left <= 0) return Math.min(this.#max, SMALLEST_MS * Math.exp(bucket * GROWTH));
		}
		return this.#max;
	}

	quantiles(): Quantiles {
		const { count } = this;
		if (!count) return { count, p50: NaN, p95: NaN, p99: NaN, max: NaN };
		return { count, p50: this.at(0.5), p95: this.at(0.95), p99: this.at(0.99), max: this.#max };
	}

	counted(): Counted {
		const counts: [number, number][] = [];
		this.#counts.forEach((count, bucket) => count && counts.push([bucket, count]));
		return { counts, max: this.#max };
	}
}

export function histogramOf(counted: Counted): Histogram {
	const histogram = new Histogram();
	histogram.merge(counted);
	return histogram;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? NaN;
	return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
