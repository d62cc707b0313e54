import { describe, expect, it } from 'vitest';
import { Tempo } from './tempo.ts';

/** Tells news that come every so many ms for some seconds; the times of telling and the waits. */
function hall({
	everyMs,
	devices,
	tookMs = 0
}: Record<'everyMs' | 'devices', number> & { tookMs?: number }) {
	const tempo = new Tempo();
	const told: number[] = [];
	const waits: number[] = [];
	const tell = (now: number) => {
		tempo.begin(now);
		tempo.end(now + tookMs);
	};
	let due: number | null = null;
	for (let now = 0; now < 5000; now++) {
		if (due !== null && due <= now) {
			tell(now);
			told.push(now);
			due = null;
		}
		if (now % everyMs !== 0) continue;
		if (due === null) due = now + tempo.waitMs(now, devices);
		waits.push(due - now);
		if (due <= now) {
			tell(now);
			told.push(now);
			due = null;
		}
	}
	const inLastSecond = told.filter((at) => at >= 4000).length;
	return { inLastSecond, longest: Math.max(...waits) };
}

describe('the tempo of a hall', () => {
	it('tells at once while little happens, in a large hall too', () => {
		expect(hall({ everyMs: 100, devices: 1000 })).toEqual({ inLastSecond: 10, longest: 0 });
		expect(hall({ everyMs: 700, devices: 10 })).toMatchObject({ longest: 0 });
	});

	it('gathers as soon as news come closer', () => {
		expect(hall({ everyMs: 25, devices: 1000 })).toEqual({ inLastSecond: 10, longest: 100 });
		expect(hall({ everyMs: 2, devices: 1000 }).inLastSecond).toBe(10);
		expect(hall({ everyMs: 2, devices: 100 }).inLastSecond).toBe(20);
	});

	it('keeps to a dozen a second between the two', () => {
		expect(hall({ everyMs: 60, devices: 1000 }).inLastSecond).toBeLessThanOrEqual(13);
	});

	it('tells less often when telling takes long, never later than 200 ms', () => {
		expect(hall({ everyMs: 2, devices: 1000, tookMs: 25 }).inLastSecond).toBeLessThanOrEqual(7);
		expect(hall({ everyMs: 2, devices: 5000, tookMs: 90 }).longest).toBeLessThanOrEqual(200);
	});
});
