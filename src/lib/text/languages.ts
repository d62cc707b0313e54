/**
 * Owns the list of languages the program speaks and cuts out what one page needs. Runs on the server
 * only: a phone gets one language's section as data, never this module. What a language lacks is said in
 * German.
 */
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { fr } from './fr.ts';
import { pl } from './pl.ts';
import { ro } from './ro.ts';
import { ru } from './ru.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';
import { vi } from './vi.ts';
import type { Language, Messages, Section, Speech } from './text.ts';

export const LANGUAGES: Record<string, Language> = { de, en, uk, ru, ar, fa, pl, ro, vi, tr, fr };

/** In their own names, in the order in which they are offered. */
export const LANGUAGE_NAMES: { lang: string; name: string; dir: 'ltr' | 'rtl' }[] = Object.entries(
	LANGUAGES
).map(([lang, { name, dir }]) => ({ lang, name, dir }));

/** Whether a language has words of its own for a section; those for staff may be missing whole. */
export function speaks(lang: string, section: Section): boolean {
	const language = LANGUAGES[lang];
	return language !== undefined && Object.keys(language.sections[section]).length > 0;
}

/**
 * The texts of one page in one language. Unknown languages speak German, and so does one that lacks a
 * whole section: half a page in another language and direction helps nobody.
 */
export function speech(wish: string, ...sections: Section[]): Speech {
	const lang = sections.every((section) => speaks(wish, section)) ? wish : 'de';
	const language = LANGUAGES[lang] ?? de;
	const messages: Messages = {};
	for (const section of sections)
		Object.assign(messages, de.sections[section], language.sections[section]);
	return { lang, dir: language.dir, messages };
}

/** The part that a page says, by the beginnings of its keys: a hall that joins at once need not load all. */
export function only({ messages, ...spoken }: Speech, ...beginnings: string[]): Speech {
	const kept = Object.entries(messages).filter(([key]) =>
		beginnings.some((beginning) => key.startsWith(beginning))
	);
	return { ...spoken, messages: Object.fromEntries(kept) };
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
