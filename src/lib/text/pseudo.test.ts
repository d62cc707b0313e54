import { describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { CONTENT_LANGUAGES, LANGUAGE_NAMES, speakPseudo, speaks, speech } from './languages.ts';
import { PSEUDO, pseudo, pseudoLanguage } from './pseudo.ts';

describe('the language of tests', () => {
	it('is two fifths longer, leaves no plain letter, and keeps placeholders', () => {
		const german = 'Bitte gehen Sie zu {table}, {n} von {total}.';
		const changed = pseudo(german);
		expect(changed.replace(/\{\w+\}/g, '')).not.toMatch(/[a-z]/i);
		expect(changed.match(/\{\w+\}/g)).toEqual(['{table}', '{n}', '{total}']);
		expect(changed.length).toBeGreaterThan(german.length * 1.25);
		const { sections, dir } = pseudoLanguage();
		expect(dir).toBe('rtl');
		for (const [section, messages] of Object.entries(sections))
			expect(Object.keys(messages)).toEqual(
				Object.keys(de.sections[section as keyof typeof de.sections])
			);
	});

	it('is spoken only when it was switched on, and offered never', () => {
		expect(speech(PSEUDO, 'citizen').lang).toBe('de');
		speakPseudo();
		expect(speaks(PSEUDO, 'citizen')).toBe(true);
		expect(speech(PSEUDO, 'citizen')).toMatchObject({ lang: PSEUDO, dir: 'rtl' });
		const offered = [...LANGUAGE_NAMES, ...CONTENT_LANGUAGES].map(({ lang }) => lang);
		expect(offered).not.toContain(PSEUDO);
	});
});
