import { describe, expect, it } from 'vitest';
import { waitMs } from './backoff.ts';

const SEEN = { isHidden: false, isRefused: false };
/** A generator whose runs are all the same. */
function chance(seed: number) {
	return () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
}

describe('trying again', () => {
	it('brings 2,000 phones back within 3 s of a restart, never more than 1 in 6 in a tenth of a second', () => {
		const random = chance(7);
		for (const outageMs of [0, 700, 1500, 4000, 60_000]) {
			const back = Array.from({ length: 2000 }, () => {
				let at = 0;
				for (let failed = 0; ; failed += 1) {
					at += waitMs({ ...SEEN, failed }, random);
					if (at >= outageMs) return at - outageMs;
				}
			});
			expect(Math.max(...back)).toBeLessThan(3000);
			const perTenth = new Map<number, number>();
			for (const ms of back)
				perTenth.set(Math.floor(ms / 100), (perTenth.get(Math.floor(ms / 100)) ?? 0) + 1);
			expect(Math.max(...perTenth.values())).toBeLessThan(2000 / 6);
		}
	});

	it('is patient where nobody looks and with a server that cannot just now', () => {
		const none = () => 0;
		expect(waitMs({ failed: 3, isHidden: true, isRefused: false }, none)).toBeGreaterThanOrEqual(
			4000
		);
		expect(waitMs({ failed: 0, isHidden: false, isRefused: true }, none)).toBeGreaterThanOrEqual(
			2000
		);
	});
});
