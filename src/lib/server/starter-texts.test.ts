/** The domain's first questions against the languages of the program, which the domain may not know. */
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#lib/domain/limits.ts';
import { GIVENS, QUESTIONS } from '#lib/domain/methods/starter-texts.ts';
import { LANGUAGES } from '#lib/text/languages.ts';

describe('what a new workshop asks', () => {
	test.each([...QUESTIONS, GIVENS].map((texts) => [texts['de'] ?? '', texts] as const))(
		'%s is asked in every language, and differently in each',
		(_, texts) => {
			expect(Object.keys(texts).toSorted()).toEqual(Object.keys(LANGUAGES).toSorted());
			expect(new Set(Object.values(texts)).size).toBe(Object.keys(LANGUAGES).length);
		}
	);

	test('is as short as the office’s own questions have to be', () => {
		for (const texts of QUESTIONS)
			for (const text of Object.values(texts)) expect(text.length).toBeLessThan(LIMITS.question);
	});
});
