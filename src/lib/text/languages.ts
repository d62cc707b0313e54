/**
 * Owns the list of languages the program speaks and cuts out what one page needs. Runs on the server
 * only: a phone gets one language's section as data, never this module. A language that lacks a key
 * falls back to German per key.
 */
import { de } from './de.ts';
import { en } from './en.ts';
import type { Language, Messages, Section, Speech } from './text.ts';

export const LANGUAGES: Record<string, Language> = { de, en };

/** In their own names, in the order in which they are offered. */
export const LANGUAGE_NAMES: { lang: string; name: string; dir: 'ltr' | 'rtl' }[] = Object.entries(
	LANGUAGES
).map(([lang, { name, dir }]) => ({ lang, name, dir }));

/** The texts of one page in one language; unknown languages speak German. */
export function speech(wish: string, ...sections: Section[]): Speech {
	const lang = LANGUAGES[wish] ? wish : 'de';
	const language = LANGUAGES[lang] ?? de;
	const messages: Messages = {};
	for (const section of sections)
		Object.assign(messages, de.sections[section], language.sections[section]);
	return { lang, dir: language.dir, messages };
}

/** The best of the offered languages for an `Accept-Language` header. */
export function negotiate(header: string | null, offered: readonly string[]): string {
	const wishes = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...params] = part.trim().split(';');
			const q = params.find((p) => p.trim().startsWith('q='));
			return { tag: tag.toLowerCase().split('-')[0] ?? '', q: q ? Number(q.trim().slice(2)) : 1 };
		})
		.filter((wish) => wish.q > 0)
		.sort((a, b) => b.q - a.q);
	return wishes.find((wish) => offered.includes(wish.tag))?.tag ?? offered[0] ?? 'de';
}
