import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller, LiveSocket, Way } from './dial.ts';
import { Link } from './link.ts';

interface Tried extends Caller {
	way: Way;
	isHungUp: boolean;
	atMs: number;
}

/** A network in which the test decides what becomes of each try. */
function network() {
	const tries: Tried[] = [];
	const told: string[] = [];
	const link = new Link(
		(way, caller) => {
			const tried: Tried = { ...caller, way, isHungUp: false, atMs: performance.now() };
			tries.push(tried);
			return { socket: {} as LiveSocket, hangUp: () => (tried.isHungUp = true) };
		},
		{
			open: () => told.push('open'),
			lost: () => told.push('lost'),
			refused: (code) => told.push(code)
		}
	);
	return { link, tries, told, last: () => tries.at(-1)! };
}

describe('the way to the server', () => {
	beforeEach(() => {
		vi.useFakeTimers();
		const kept = new Map<string, string>();
		vi.stubGlobal('sessionStorage', {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => kept.set(key, value),
			removeItem: (key: string) => kept.delete(key)
		});
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});

	it('tries again within two seconds for as long as it takes', () => {
		const { tries, last, told } = network();
		for (let n = 0; n < 30; n += 1) {
			last().ended();
			vi.advanceTimersByTime(2000);
		}
		expect(tries.length).toBeGreaterThan(30);
		last().open();
		expect(told).toEqual(['open']);
	});

	it('drops a line on which nothing comes any more, and calls anew at once', () => {
		const { link, tries, told, last } = network();
		last().open();
		for (let ms = 0; ms < 11_000; ms += 500) {
			if (ms < 5000 && ms % 2000 === 0) last().heard();
			vi.advanceTimersByTime(500);
			link.check();
		}
		expect(tries[0]?.isHungUp).toBe(true);
		expect(told).toEqual(['open', 'lost']);
		expect(tries[1]?.atMs).toBeLessThanOrEqual((tries[0]?.atMs ?? 0) + 4000 + 7000);
	});

	it('lets a slow phone finish a long answer', () => {
		const { link, tries, last } = network();
		last().open();
		link.isAsking = true;
		for (let ms = 0; ms < 15_000; ms += 500) {
			vi.advanceTimersByTime(500);
			link.check();
		}
		expect(tries.length).toBe(1);
	});

	it('gives up a try that hangs', () => {
		const { tries } = network();
		vi.advanceTimersByTime(8000);
		expect(tries[0]?.isHungUp).toBe(true);
		expect(tries.length).toBe(2);
	});

	it('takes the detour at once where WebSocket fails, and remembers it for the session', () => {
		const { tries, last, told } = network();
		last().ended();
		vi.advanceTimersByTime(10);
		expect(last().way).toBe('detour');
		last().open();
		vi.advanceTimersByTime(5000);
		last().ended();
		vi.advanceTimersByTime(2000);
		expect(tries.map(({ way }) => way)).toEqual(['direct', 'detour', 'detour']);
		expect(told).toEqual(['open', 'lost']);

		const later = network();
		expect(later.tries[0]?.way).toBe('detour');
	});

	it('forgets the detour once WebSocket works beside it', () => {
		const { last } = network();
		last().ended();
		vi.advanceTimersByTime(10);
		last().open();
		last().upgraded();
		vi.advanceTimersByTime(5000);
		last().ended();
		vi.advanceTimersByTime(2000);
		expect(last().way).toBe('direct');
	});

	it('does not take a server that was away for a network without WebSocket', () => {
		const { last } = network();
		last().open();
		last().ended();
		for (let n = 0; n < 6; n += 1) {
			vi.advanceTimersByTime(2000);
			last().ended();
		}
		const ways = new Set<Way>();
		for (let n = 0; n < 4; n += 1) {
			vi.advanceTimersByTime(2000);
			ways.add(last().way);
			last().ended();
		}
		expect(ways).toContain('direct');
	});

	it('asks a server that cannot just now again, without hurry', () => {
		const { tries, last, told } = network();
		last().ended('storage_unavailable');
		vi.advanceTimersByTime(1900);
		expect(tries.length).toBe(1);
		vi.advanceTimersByTime(2200);
		expect(tries.length).toBe(2);
		expect(told).toEqual(['storage_unavailable']);
	});

	it('does not hang on a try that was begun a moment before the network was back', () => {
		const { link, tries } = network();
		vi.advanceTimersByTime(300);
		link.wake();
		expect(tries.length).toBe(1);
		vi.advanceTimersByTime(1100);
		expect(tries.length).toBe(2);
		vi.advanceTimersByTime(2000);
		link.wake();
		expect(tries.length).toBe(3);
	});

	it('calls no more once stopped', () => {
		const { link, tries, last } = network();
		last().ended();
		link.stop();
		vi.advanceTimersByTime(60_000);
		expect(tries.length).toBe(1);
	});
});
