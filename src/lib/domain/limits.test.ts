import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evening, OFFICE } from './fixture/evening.ts';
import { LIMITS, cleanText, countGraphemes } from './limits.ts';
import { isLang } from './texts.ts';

/** Any UTF-16 unit, lone surrogates included; often ones that matter here. */
const unit = fc.oneof(
	fc.nat(0xffff),
	fc.constantFrom(0x20, 0x0a, 0x0d, 0x41, 0x200d, 0xd83d, 0xdc68)
);

describe('texts', () => {
	it('[L1] counts what a reader calls a character', () => {
		const family = '👨‍👩‍👧‍👦';
		expect(countGraphemes(family.repeat(3))).toBe(3);
		expect(countGraphemes('Grüße')).toBe(5);
		expect(cleanText(family.repeat(LIMITS.contribution), LIMITS.contribution)).toHaveProperty(
			'text'
		);
		expect(cleanText(family.repeat(501), LIMITS.contribution)).toEqual({ fault: 'text_too_long' });
	});

	it('[L1] keeps every writing as it was typed', () => {
		for (const text of [
			'می‌خواهیم',
			'Żółć 🇺🇦',
			'‏عربي‏ Text',
			'a\tb\n\nc',
			'<b>&amp;</b>',
			'e\u0301'
		])
			expect(cleanText(text, 500)).toEqual({ text });
		expect(cleanText(' a\r\nb\rc ', 500)).toEqual({ text: 'a\nb\nc' });
	});

	it('[L1] never throws and cleans once and for all', () => {
		fc.assert(
			fc.property(fc.array(unit, { maxLength: 80 }), (units) => {
				const raw = String.fromCharCode(...units);
				const once = cleanText(raw, 50);
				if ('text' in once) expect(cleanText(once.text, 50)).toEqual(once);
				else expect(once.fault).toMatch(/^text_/);
			})
		);
	});

	it('[L2] names what is wrong, with the limit', () => {
		expect(cleanText(' \n ', 10)).toEqual({ fault: 'text_empty' });
		expect(cleanText('a\u0000b', 10)).toEqual({ fault: 'text_unreadable' });
		expect(cleanText('a\ud800', 10)).toEqual({ fault: 'text_unreadable' });
		expect(cleanText('x'.repeat(401), 10)).toEqual({ fault: 'text_too_long' });
		const evening = new Evening();
		expect(evening.ask(OFFICE, 'workshop.edit', { venue: 'x'.repeat(201) })).toEqual({
			ok: false,
			code: 'text_too_long',
			field: 'venue',
			limit: 200
		});
	});

	it('[L3] titles are one line', () => {
		const evening = new Evening();
		evening.ok(OFFICE, 'workshop.edit', { title: ' Auftakt \r\n\t für alle ' });
		expect(evening.workshop.title).toBe('Auftakt für alle');
	});

	it('[L2] knows language tags by their form', () => {
		for (const tag of ['de', 'ar', 'zh-Hant', 'de-DE-1996', 'de-x-leicht'])
			expect(isLang(tag)).toBe(true);
		for (const tag of ['', 'd', 'deutsch', '__proto__', 'de_DE', 'de-', 'constructor'])
			expect(isLang(tag)).toBe(false);
	});
});
