/**
 * Owns the voice of a document: staff texts in its language, dates, numbers and lists in that language's
 * own way. A time of day is that of the venue, never the server's.
 */
import type { Lang, Texts } from '#lib/domain/rows.ts';
import { speech } from '#lib/text/languages.ts';
import { nameIn } from '#lib/text/tags.ts';
import { createTranslate, pick, type Translate } from '#lib/text/text.ts';
import type { PeopleCount } from './published.ts';

/** English documents of a German office follow European habits (day before month). */
const LOCALES: Record<Lang, string> = { de: 'de-DE', en: 'en-GB' };
export const DEFAULT_TIME_ZONE = 'Europe/Berlin';

export interface Wording {
	lang: Lang;
	t: Translate<'document'>;
	/** `2026-05-04` → `4. Mai 2026`; empty stays empty. */
	date(date: string): string;
	/** A moment, with the zone's name. */
	moment(ms: number): string;
	number(n: number): string;
	people(count: PeopleCount): string;
	list(items: string[]): string;
	languageName(lang: Lang): string;
	/** The version of a text in this language, else the workshop's first. */
	pick(texts: Texts, first?: Lang): string;
}

export function createWording(wish: Lang, timeZone = DEFAULT_TIME_ZONE): Wording {
	const spoken = speech(wish, 'document');
	const { lang } = spoken;
	const locale = LOCALES[lang] ?? lang;
	const t = createTranslate<'document'>(spoken);
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
	const moment = new Intl.DateTimeFormat(locale, {
		year: 'numeric',
		month: 'long',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZone,
		timeZoneName: 'short'
	});
	const number = new Intl.NumberFormat(locale);
	const list = new Intl.ListFormat(locale, { type: 'conjunction' });
	return {
		lang,
		t,
		date: (date) => (/^\d{4}-\d\d-\d\d$/.test(date) ? day.format(new Date(date)) : date),
		moment: (ms) => moment.format(ms),
		number: (n) => number.format(n),
		people: (count) => (count === '<3' ? '<3' : number.format(count)),
		list: (items) => list.format(items),
		languageName: (tag) => nameIn(tag, locale),
		pick: (texts, first) => pick(texts, lang, first)
	};
}
