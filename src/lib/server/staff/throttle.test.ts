import { describe, expect, it } from 'vitest';
import { createThrottle } from './throttle.ts';

/** Time that passes only while somebody waits. */
function makeThrottle() {
	let time = 1_000_000;
	const waits: number[] = [];
	const throttle = createThrottle({
		now: () => time,
		sleep: async (ms) => {
			waits.push(ms);
			time += ms;
		}
	});
	const wrong = (account: string) => throttle.run(account, false, async () => false);
	const right = (account: string) => throttle.run(account, false, async () => true);
	return { throttle, waits, wrong, right, pass: (ms: number) => (time += ms) };
}

describe('guessing', () => {
	it('waits longer with each wrong try after the third, and never longer than eight seconds', async () => {
		const { waits, wrong } = makeThrottle();
		for (let i = 0; i < 12; i++) await wrong('anna');
		expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000]);
	});

	it('never locks out: the right password still works after many wrong ones', async () => {
		const { wrong, right, waits } = makeThrottle();
		for (let i = 0; i < 100; i++) await wrong('anna');
		expect(await right('anna')).toBe('right');
		waits.length = 0;
		await right('anna');
		expect(waits.filter((ms) => ms > 1000)).toEqual([]);
	});

	it('does not make other accounts wait for a few wrong tries', async () => {
		const { wrong, right, waits } = makeThrottle();
		for (let i = 0; i < 10; i++) await wrong('anna');
		waits.length = 0;
		expect(await right('ben')).toBe('right');
		expect(waits).toEqual([]);
	});

	it('makes everybody wait a little when many accounts are tried', async () => {
		const { wrong, right, waits } = makeThrottle();
		for (let i = 0; i < 60; i++) await wrong(`name${i}`);
		waits.length = 0;
		await right('ben');
		expect(waits).toEqual([1000]);
	});

	it('lets a device that signed in before pass at once', async () => {
		const { throttle, wrong, waits } = makeThrottle();
		for (let i = 0; i < 20; i++) await wrong('anna');
		waits.length = 0;
		expect(await throttle.run('anna', true, async () => true)).toBe('right');
		expect(waits).toEqual([]);
	});

	it('forgets after a quarter of an hour', async () => {
		const { wrong, waits, pass } = makeThrottle();
		for (let i = 0; i < 8; i++) await wrong('anna');
		pass(16 * 60_000);
		waits.length = 0;
		await wrong('anna');
		expect(waits).toEqual([]);
	});

	it('runs two tries at once and says busy when too many wait', async () => {
		const throttle = createThrottle();
		let running = 0;
		let most = 0;
		const slow = async () => {
			most = Math.max(most, ++running);
			await new Promise((done) => setTimeout(done, 5));
			running -= 1;
			return true;
		};
		const results = await Promise.all(
			Array.from({ length: 60 }, (_, i) => throttle.run(`name${i}`, false, slow))
		);
		expect(most).toBeLessThanOrEqual(2);
		expect(results.filter((result) => result === 'busy')).toHaveLength(20);
		expect(await throttle.run('later', false, slow)).toBe('right');
	});
});
