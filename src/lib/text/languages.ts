/**
 * Owns the list of languages the program speaks and cuts out what one page needs. A new language is its
 * file and its line here, nothing else anywhere. Runs on the server only: a phone gets one language's
 * section as data, never this module. What a plainer form of a language lacks is said in that language,
 * what a language lacks in German.
 */
import { ar } from './ar.ts';
import { de } from './de.ts';
import { deSimple } from './de-simple.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { fr } from './fr.ts';
import { pl } from './pl.ts';
import { ro } from './ro.ts';
import { ru } from './ru.ts';
import { tr } from './tr.ts';
import { uk } from './uk.ts';
import { vi } from './vi.ts';
import { PSEUDO, pseudoLanguage } from './pseudo.ts';
import { baseOf, directionOf, ownName } from './tags.ts';
import type { Language, Messages, Section, Speech } from './text.ts';

/** In the order in which they are offered. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
	de,
	'de-simple': deSimple,
	en,
	uk,
	ru,
	ar,
	fa,
	pl,
	ro,
	vi,
	tr,
	fr
};

let test: Language | undefined;

/** Only for tests and for looking at layouts; no list ever offers it. */
export function speakPseudo(): void {
	test ??= pseudoLanguage();
}

const languageOf = (lang: string): Language | undefined =>
	lang === PSEUDO ? test : LANGUAGES[lang];

/** A language as it is offered: in its own name and direction. */
export interface Offer {
	lang: string;
	name: string;
	dir: 'ltr' | 'rtl';
}

export const LANGUAGE_NAMES: Offer[] = Object.keys(LANGUAGES).map(describe);

/** Languages without words of the program in which cities often ask; any other tag can be typed. */
const ASKED_IN = ['es', 'bg', 'sq', 'ku', 'so', 'ti', 'ps'];

/** What a workshop's questions can be offered in, with the honest state of the program's own words. */
export const CONTENT_LANGUAGES: (Offer & { review: Language['review'] | null })[] = [
	...Object.keys(LANGUAGES),
	...ASKED_IN
].map((lang) => ({ ...describe(lang), review: LANGUAGES[lang]?.review ?? null }));

export function describe(lang: string): Offer {
	const known = languageOf(lang);
	return { lang, name: known?.name ?? ownName(lang), dir: known?.dir ?? directionOf(lang) };
}

/** Whether a language has words of its own for a section; those for staff may be missing whole. */
export function speaks(lang: string, section: Section): boolean {
	const language = languageOf(lang);
	return language !== undefined && Object.keys(language.sections[section]).length > 0;
}

/**
 * The texts of one page in one language. Unknown languages speak German, and so does one that lacks a
 * whole section: half a page in another language and direction helps nobody.
 */
export function speech(wish: string, ...sections: Section[]): Speech {
	const lang = sections.every((section) => speaks(wish, section)) ? wish : 'de';
	const language = languageOf(lang) ?? de;
	const messages: Messages = {};
	for (const { sections: words } of [de, LANGUAGES[baseOf(lang)] ?? de, language])
		for (const section of sections) Object.assign(messages, words[section]);
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
			return { tag: baseOf(tag.toLowerCase()), q: q ? Number(q.trim().slice(2)) : 1 };
		})
		.filter((wish) => wish.q > 0)
		.sort((a, b) => b.q - a.q);
	for (const { tag } of wishes) {
		const found =
			offered.find((lang) => lang === tag) ?? offered.find((lang) => baseOf(lang) === tag);
		if (found) return found;
	}
	return offered[0] ?? 'de';
}
