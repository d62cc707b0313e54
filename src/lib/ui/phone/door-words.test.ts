import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { de } from '#lib/text/de.ts';
import { SAID_AT_THE_DOOR } from './door-words.ts';

/** All that can be on the page before somebody has a seat. */
const PARTS = ['Guest', 'Privacy', 'RefusalBar', 'DoorHelp', '../LanguageList', '../LookRow'];

test('the page at the door has every word it says', () => {
	const said = PARTS.flatMap((part) => {
		const source = readFileSync(new URL(`${part}.svelte`, import.meta.url), 'utf8');
		const calls = [...source.matchAll(/\bt\(([^)]*)\)/g)].map(([, inside = '']) => inside);
		// `refusal.` is followed by a code that the server says; which ones it can be is listed there.
		const keys = calls.flatMap((call) => call.match(/[a-z]+\.[a-z_.]+/g) ?? []);
		return keys.filter((key) => !/^refusal\./.test(key));
	});
	expect(said.length).toBeGreaterThan(15);
	for (const key of said)
		expect(
			SAID_AT_THE_DOOR.some((beginning) => key.startsWith(beginning)),
			key
		).toBe(true);
	const known = Object.keys({ ...de.sections.citizen, ...de.sections.common });
	for (const beginning of SAID_AT_THE_DOOR)
		expect(
			known.some((key) => key.startsWith(beginning)),
			beginning
		).toBe(true);
});
