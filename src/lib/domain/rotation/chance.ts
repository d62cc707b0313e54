/**
 * Owns chance that can be repeated: the same seed gives the same sequence on every machine, so the same
 * evening always gets the same plan, the same rehearsal and the same faults. (Mulberry32; only integer
 * arithmetic.)
 */
export interface Chance {
	/** From 0 up to, but not including, 1. */
	next(): number;
	/** From 0 up to, but not including, `below`. */
	whole(below: number): number;
	/** True once in `1 / probability` times. */
	happens(probability: number): boolean;
}

export function chanceFrom(seed: number): Chance {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		next,
		whole: (below) => Math.floor(next() * below),
		happens: (probability) => next() < probability
	};
}
