import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

describe('pace', () => {
	it('lets a burst through, then as many as the rest allows', () => {
		const pace = new Pace({ perSecond: 10, burst: 3 });
		expect([1, 2, 3, 4].map(() => pace.allows('a', 0))).toEqual([true, true, true, false]);
		expect(pace.allows('a', 99)).toBe(false);
		expect(pace.allows('a', 100)).toBe(true);
		expect(pace.allows('b', 100)).toBe(true);
	});

	it('says how long to wait when taking is not optional', () => {
		const pace = new Pace({ perSecond: 2, burst: 1 });
		expect([0, 0, 0].map(() => pace.waitMs('a', 0))).toEqual([0, 500, 1000]);
	});

	it('does not starve when the clock is set back', () => {
		const pace = new Pace({ perSecond: 1, burst: 2 });
		pace.allows('a', 3_600_000);
		expect(pace.allows('a', 0)).toBe(true);
		expect(pace.allows('a', 1000)).toBe(true);
	});
});
