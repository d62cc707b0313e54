import { describe, expect, it } from 'vitest';
import { pageAt, PAGE_MS } from './paging.ts';

const items = (n: number) => Array.from({ length: n }, (_, index) => index);

describe('pageAt', () => {
	it('keeps one page still', () => {
		expect(pageAt(items(6), 6, 99 * PAGE_MS, 0)).toEqual({ items: items(6), index: 0, count: 1 });
		expect(pageAt([], 6, 5, 0)).toEqual({ items: [], index: 0, count: 1 });
	});

	it('fills pages evenly', () => {
		expect(pageAt(items(7), 6, 0, 0).items).toEqual([0, 1, 2, 3]);
		expect(pageAt(items(7), 6, PAGE_MS, 0).items).toEqual([4, 5, 6]);
	});

	it('begins with the first page when the step begins, and begins again', () => {
		expect(pageAt(items(12), 6, 1000, 1000).index).toBe(0);
		expect(pageAt(items(12), 6, 1000 + PAGE_MS, 1000).index).toBe(1);
		expect(pageAt(items(12), 6, 1000 + 2 * PAGE_MS, 1000).index).toBe(0);
	});

	it('shows the first page when the clock stands before the step', () => {
		expect(pageAt(items(12), 6, 10, 5000).index).toBe(0);
	});
});
