/**
 * A thousand evenings on a bad network: at rest every screen shows what it may see and nothing else, and
 * what was acknowledged has happened exactly once. `SEEDS=10000 npm run test:fuzz` or
 * `npm run fuzz -- --seeds 10000` look further; `npm run fuzz -- --seed 17` repeats one evening.
 */
import { describe, expect, it } from 'vitest';
import { play } from './play.ts';

const SEEDS = Number(process.env.SEEDS ?? 1000);
/** Per test, so that a failure names a narrow range and the report stays short. */
const AT_ONCE = Math.max(100, Math.ceil(SEEDS / 4));
/** A guard against hanging, not a measure: an evening takes about a tenth of a second. */
const PATIENCE_MS = AT_ONCE * 3000;

describe('a hall on a bad network', () => {
	for (let from = 1; from <= SEEDS; from += AT_ONCE) {
		const seeds = Math.min(AT_ONCE, SEEDS - from + 1);
		it(
			`comes to rest with nothing lost, doubled or shown to others, seeds ${from} to ${from + seeds - 1}`,
			async () => {
				const { evenings, faults } = await play(from, seeds);
				expect(Object.fromEntries(faults)).toEqual({});
				expect(evenings).toBe(seeds);
			},
			PATIENCE_MS
		);
	}
});
