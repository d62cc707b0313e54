/** The guess of the domain on real sentences. They are the program's own texts, which the domain may not know. */
import { describe, expect, it } from 'vitest';
import { writtenIn } from '#lib/domain/written-in.ts';
import { LANGUAGES } from '#lib/text/languages.ts';
import { baseOf } from '#lib/text/tags.ts';

const HALL = Object.keys(LANGUAGES);

/** As long as a short idea at least. */
const SENTENCES = Object.entries(LANGUAGES).flatMap(([lang, { sections }]) =>
	Object.values({ ...sections.citizen, ...sections.print, ...sections.common })
		.flatMap((message) => (typeof message === 'string' ? [message] : []))
		.filter((text) => !text.includes('{') && text.split(' ').length >= 5)
		.map((text) => ({ lang: baseOf(lang), text }))
);

describe('the language of a sentence', () => {
	it('[C22] is told from its words, whatever the device speaks', () => {
		const wrong = SENTENCES.flatMap(({ lang, text }) =>
			['de', 'en', 'ar', 'pl']
				.filter((device) => writtenIn(text, device, HALL) !== lang)
				.map((device) => `${device} → ${writtenIn(text, device, HALL)}: ${text}`)
		);
		expect(wrong.length / (SENTENCES.length * 4), wrong.join('\n')).toBeLessThan(0.03);
	});

	it('[C22] is never taken for another one on a device that speaks it', () => {
		const wrong = SENTENCES.map(
			({ lang, text }) => `${writtenIn(text, lang, HALL)}/${lang} ${text}`
		)
			.filter((line) => line.slice(0, 2) !== line.slice(3, 5))
			.join('\n');
		expect(wrong).toBe('');
	});
});
