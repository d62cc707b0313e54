/** A mistake that no longer fits the sources would quietly be no mistake any more. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MISTAKES } from './mistakes.ts';

const root = join(import.meta.dirname, '..', '..');

it('every deliberate mistake still fits the sources, at one place', () => {
	const apart = MISTAKES.flatMap(({ title, edits }) => {
		const texts = new Map<string, string>();
		return edits.flatMap(([file, find, replace]) => {
			const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
			texts.set(
				file,
				text.replace(find, () => replace)
			);
			return text.split(find).length === 2 ? [] : [`${title}: ${file}`];
		});
	});
	expect(apart).toEqual([]);
	expect(new Set(MISTAKES.map(({ title }) => title)).size).toBe(MISTAKES.length);
});
