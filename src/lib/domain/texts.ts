/**
 * Owns how texts of staff and citizens are brought into stored form where `cleanText` alone does not
 * say it: fields that may be empty, one-line titles, texts in several languages, language tags.
 */
import type { Refusal } from './commands.ts';
import { LIMITS, cleanText } from './limits.ts';
import type { Texts } from './rows.ts';

export type Cleaned<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Of the form of BCP 47, up to 35 characters; whether anybody speaks it is not checked. */
export function isLang(lang: string): boolean {
	return lang.length <= 35 && /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(lang);
}

/** A text that must say something. */
export function required(text: string, max: number, field?: string): Cleaned<string> {
	const clean = cleanText(text, max);
	if ('text' in clean) return { ok: true, value: clean.text };
	const limit = clean.fault === 'text_too_long' ? { limit: max } : {};
	return { ok: false, refusal: { code: clean.fault, ...(field ? { field } : {}), ...limit } };
}

/** A text that may be empty. */
export function optional(text: string, max: number, field?: string): Cleaned<string> {
	return text.trim() === '' ? { ok: true, value: '' } : required(text, max, field);
}

/** A title: line breaks and tabs become spaces. */
export function line(text: string, max: number, field?: string): Cleaned<string> {
	return required(oneLine(text), max, field);
}

export function optionalLine(text: string, max: number, field?: string): Cleaned<string> {
	return optional(oneLine(text), max, field);
}

function oneLine(text: string): string {
	return text.replace(/[ \t]*[\r\n\t]+[ \t]*/g, ' ');
}

/** One text per language; empty ones are left out, so that the fallback speaks. */
export function texts(given: Texts, max: number, field: string): Cleaned<Texts> {
	const entries = Object.entries(given);
	if (entries.length > LIMITS.languages)
		return { ok: false, refusal: { code: 'too_many', field, limit: LIMITS.languages } };
	const out: Texts = {};
	for (const [lang, text] of entries) {
		if (!isLang(lang)) return { ok: false, refusal: { code: 'malformed', field } };
		const clean = optional(text, max, field);
		if (!clean.ok) return clean;
		if (clean.value !== '') out[lang] = clean.value;
	}
	return { ok: true, value: out };
}
