/**
 * Owns what a rehearsal measures: how long a post takes to be acknowledged, and to appear on the other
 * phones of its table. All phones live in this process, so one clock times both ends; the time that this
 * process itself is behind counts against the server.
 */
import type { Id } from '#lib/domain/rows.ts';

export interface Quantiles {
	count: number;
	p50: number;
	p95: number;
	p99: number;
	max: number;
}

export class Meter {
	readonly #postedAt = new Map<Id, number>();
	readonly #ackMs: number[] = [];
	readonly #seenMs: number[] = [];

	posted(contributionId: Id): void {
		this.#postedAt.set(contributionId, performance.now());
	}

	acknowledged(contributionId: Id): void {
		const at = this.#postedAt.get(contributionId);
		if (at !== undefined) this.#ackMs.push(performance.now() - at);
	}

	/** Called once per phone and contribution. */
	seen(contributionId: Id): void {
		const at = this.#postedAt.get(contributionId);
		if (at !== undefined) this.#seenMs.push(performance.now() - at);
	}

	get ack(): Quantiles {
		return quantiles(this.#ackMs);
	}

	get seenByTable(): Quantiles {
		return quantiles(this.#seenMs);
	}
}

export function quantiles(values: readonly number[]): Quantiles {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (share: number) => {
		const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
		return Math.round(value * 10) / 10;
	};
	return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
