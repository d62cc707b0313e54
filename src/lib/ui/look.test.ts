import { expect, test } from 'vitest';
import { cookieValueOf, nextSize, readLook, wordsOf } from './look.ts';

test('what was chosen comes back from cookie and document', () => {
	for (const size of ['', 'large', 'huge'] as const)
		for (const isClear of [false, true]) {
			const look = { size, isClear };
			expect(readLook(cookieValueOf(look))).toEqual(look);
			expect(readLook(wordsOf(look))).toEqual(look);
		}
});

test('nothing else gets through', () => {
	const bad = '"><script>alert(1)</script> large" onload=x clear.huge';
	expect(wordsOf(readLook(bad))).toBe('huge clear');
	expect(readLook(null)).toEqual({ size: '', isClear: false });
});

test('sizes go round', () => {
	expect(nextSize({ size: '', isClear: false })).toBe('large');
	expect(nextSize({ size: 'large', isClear: false })).toBe('huge');
	expect(nextSize({ size: 'huge', isClear: true })).toBe('');
});
