import { afterEach, describe, expect, it, vi } from 'vitest';
import { Clock } from './clock.ts';

afterEach(() => {
	vi.useRealTimers();
});

describe('the clock', () => {
	it('shows the server’s time on a phone whose clock is an hour wrong', () => {
		vi.useFakeTimers({ now: 3_600_000 });
		const clock = new Clock();
		clock.learn(100, 3_600_000 - 20, 3_600_000 + 20);
		expect(clock.now()).toBe(100);
	});

	it('goes by the page until the first answer, and never again', () => {
		vi.useFakeTimers({ now: 3_600_000 });
		const clock = new Clock();
		clock.begin(100);
		expect(clock.now()).toBe(100);
		clock.learn(5_000, 3_600_000 - 4_000, 3_600_000);
		expect(clock.now()).toBe(7_000);
		clock.begin(100);
		expect(clock.now()).toBe(7_000);
	});

	it('trusts the answer with the shortest way', () => {
		vi.useFakeTimers({ now: 10_000 });
		const clock = new Clock();
		clock.learn(20_000, 9_990, 10_000);
		const good = clock.now();
		clock.learn(20_600, 8_000, 10_000);
		expect(clock.now()).toBe(good);
	});

	it('believes a poor sample after all when the phone’s own clock was changed', () => {
		vi.useFakeTimers({ now: 10_000 });
		const clock = new Clock();
		clock.learn(10_000, 9_990, 10_000);
		vi.setSystemTime(100_000);
		clock.learn(11_000, 99_500, 100_000);
		expect(Math.abs(clock.now() - 11_250)).toBeLessThanOrEqual(250);
	});
});
