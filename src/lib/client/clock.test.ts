import { describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';

/** A device whose clocks the test moves: time passes on both, sleep and settings on the wall only. */
function device(wall = 3_600_000) {
	const at = { wall, steady: 500 };
	return {
		clock: new Clock({ wall: () => at.wall, steady: () => at.steady }),
		pass(ms: number) {
			at.wall += ms;
			at.steady += ms;
		},
		setWall: (ms: number) => (at.wall += ms),
		/** An answer that took `trip` there and back and said that time. */
		answer(clock: Clock, serverNow: number, trip: number) {
			clock.learn(serverNow, clock.mark() - trip, clock.mark());
		}
	};
}

describe('the clock', () => {
	it('shows the server’s time on a phone whose clock is an hour wrong', () => {
		const { clock, answer, pass } = device();
		answer(clock, 100, 40);
		expect(clock.now()).toBe(120);
		pass(1000);
		expect(clock.now()).toBe(1120);
	});

	it('goes by the page until the first answer, and never again', () => {
		const { clock, answer } = device();
		clock.begin(100);
		expect(clock.now()).toBe(100);
		answer(clock, 5_000, 4_000);
		expect(clock.now()).toBe(7_000);
		clock.begin(100);
		expect(clock.now()).toBe(7_000);
	});

	it('trusts the answer with the shortest way', () => {
		const { clock, answer } = device();
		answer(clock, 20_000, 10);
		const good = clock.now();
		answer(clock, 20_600, 2_000);
		expect(clock.now()).toBe(good);
	});

	it('does not move when somebody sets the phone’s clock back', () => {
		const { clock, answer, setWall, pass } = device();
		answer(clock, 10_000, 10);
		setWall(-3_600_000);
		pass(500);
		expect(clock.now()).toBe(10_505);
	});

	it('goes on while the device sleeps, although its steady clock stood still', () => {
		const { clock, answer, setWall } = device();
		answer(clock, 10_000, 10);
		setWall(60_000);
		expect(clock.now()).toBe(70_005);
	});

	it('believes a poor answer after all when what it knew is far off', () => {
		const { clock, answer, setWall } = device();
		answer(clock, 10_000, 10);
		setWall(90_000);
		answer(clock, 11_000, 500);
		expect(clock.now()).toBe(11_250);
	});

	it('takes the next answer after a doubt, and notices each jump once', () => {
		const { clock, answer, setWall, pass } = device();
		answer(clock, 10_000, 10);
		expect(clock.hasJumped()).toBe(false);
		setWall(5_000);
		expect(clock.hasJumped()).toBe(true);
		expect(clock.hasJumped()).toBe(false);
		clock.doubt();
		answer(clock, 10_100, 400);
		expect(clock.now()).toBe(10_300);
		pass(60_000);
		expect(clock.hasJumped()).toBe(false);
	});
});
