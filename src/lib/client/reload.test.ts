import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reloadWhenPossible } from './reload.ts';

const OURS = '{"protocol":2}';

describe('a page that loads itself anew', () => {
	let answer = OURS;
	let reloads = 0;
	const kept = new Map<string, string>();
	const done = () => Promise.resolve();

	beforeEach(() => {
		vi.useFakeTimers();
		reloads = 0;
		answer = OURS;
		kept.clear();
		vi.stubGlobal('location', { reload: () => (reloads += 1) });
		vi.stubGlobal('fetch', () => Promise.resolve(new Response(answer)));
		vi.stubGlobal('sessionStorage', {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => kept.set(key, value)
		});
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.unstubAllGlobals();
	});

	it('waits until our own server answers', async () => {
		answer = '<h1>Hotel</h1>';
		reloadWhenPossible(done);
		await vi.advanceTimersByTimeAsync(10_000);
		expect(reloads).toBe(0);
		answer = OURS;
		await vi.advanceTimersByTimeAsync(2500);
		expect(reloads).toBe(1);
	});

	it('does so once in twenty seconds at most', async () => {
		reloadWhenPossible(done);
		await vi.advanceTimersByTimeAsync(10);
		expect(reloads).toBe(1);
		// What the page that came anew does when nothing is better.
		reloadWhenPossible(done);
		await vi.advanceTimersByTimeAsync(19_000);
		expect(reloads).toBe(1);
		await vi.advanceTimersByTimeAsync(3000);
		expect(reloads).toBe(2);
	});

	it('stores what was written first, and leaves it when told so', async () => {
		let stored = () => {};
		reloadWhenPossible(() => new Promise<void>((resolve) => (stored = resolve)));
		await vi.advanceTimersByTimeAsync(10);
		expect(reloads).toBe(0);
		stored();
		await vi.advanceTimersByTimeAsync(10);
		expect(reloads).toBe(1);

		kept.clear();
		const undo = reloadWhenPossible(done);
		undo();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(reloads).toBe(1);
	});
});
