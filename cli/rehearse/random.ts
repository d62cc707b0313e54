/**
 * Owns what is drawn by chance outside the domain: moments, phones, words. The sequence is the domain's,
 * so a seed means the same everywhere.
 */
import { chanceFrom, type Chance } from '#lib/domain/rotation/chance.ts';

export class Random {
	readonly #chance: Chance;

	constructor(seed: number) {
		this.#chance = chanceFrom(seed);
	}

	/** From 0 up to, but not including, 1. */
	next(): number {
		return this.#chance.next();
	}

	between(from: number, to: number): number {
		return from + this.next() * (to - from);
	}

	below(n: number): number {
		return this.#chance.whole(n);
	}

	chance(probability: number): boolean {
		return this.#chance.happens(probability);
	}

	pick<T>(items: readonly T[]): T | undefined {
		return items[this.below(items.length)];
	}

	shuffled<T>(items: readonly T[]): T[] {
		const out = [...items];
		for (let i = out.length - 1; i > 0; i--) {
			const j = this.below(i + 1);
			[out[i], out[j]] = [out[j] as T, out[i] as T];
		}
		return out;
	}
}
