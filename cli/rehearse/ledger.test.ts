import { describe, expect, test } from 'vitest';
import { compare } from './ledger.ts';
import type { Sent } from './phone.ts';

const sent = (id: string, text: string, isAcknowledged = true): Sent => ({
	id,
	text,
	lang: 'de',
	outcome: isAcknowledged ? { ok: true, rev: 1 } : null
});
const said = [sent('1', 'a'), sent('2', 'a'), sent('3', 'b', false)];

describe('the balance of what was said and what is stored', () => {
	test('is even when everything is there once, by words and by ids', () => {
		const even = { stored: 3, lost: 0, doubled: 0, missing: 0 };
		expect(compare(said, [{ text: 'b' }, { text: 'a' }, { text: 'a' }])).toEqual(even);
		const ids = ['1', '2', '3'].map((id) => ({ id, text: 'x' }));
		expect(compare(said, ids)).toEqual(even);
	});

	test('tells a lost text from one that was never acknowledged', () => {
		expect(compare(said, [{ text: 'a' }])).toEqual({ stored: 1, lost: 1, doubled: 0, missing: 2 });
		const unanswered = { stored: 2, lost: 0, doubled: 0, missing: 1 };
		expect(compare(said, [{ text: 'a' }, { text: 'a' }])).toEqual(unanswered);
	});

	test('counts what is there too often', () => {
		const twice = [{ text: 'a' }, { text: 'a' }, { text: 'a' }, { text: 'b' }];
		expect(compare(said, twice)).toEqual({ stored: 4, lost: 0, doubled: 1, missing: 0 });
	});

	test('misses everything when nothing is stored', () => {
		expect(compare(said, [])).toEqual({ stored: 0, lost: 2, doubled: 0, missing: 3 });
	});
});
