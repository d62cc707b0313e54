/** Owns how paper speaks one language: its words, its dates, its direction. */
import type { Lang, Texts } from '#lib/domain/rows.ts';
import { speaks, speech } from '#lib/text/languages.ts';
import { baseOf } from '#lib/text/tags.ts';
import { createTranslate, localeOf, type Translate } from '#lib/text/text.ts';
import { isRtl } from '../export/direction.ts';

/** What a template needs to set a text in its language. */
export interface Said {
	text: string;
	lang: Lang;
	dir: 'ltr' | 'rtl';
}

export interface Voice {
	lang: Lang;
	dir: 'ltr' | 'rtl';
	/** The words of paper. */
	t: Translate<'print'>;
	/** The words of phones, where paper says the same. */
	phone: Translate<'citizen'>;
	say(text: string): Said;
	/** Date and time as people of this language write them; empty if there is no date. */
	when(date: string, time: string): string;
	/** Minutes since midnight as a time of day. */
	clock(minutes: number): string;
}

/** Languages with words for paper; German if there is none. */
export function printable(languages: readonly Lang[]): Lang[] {
	const known = languages.filter((lang) => speaks(lang, 'print') && speaks(lang, 'citizen'));
	return known.length > 0 ? known : ['de'];
}

export function createVoice(lang: Lang): Voice {
	const words = speech(lang, 'print', 'citizen');
	const t = createTranslate<'print'>(words);
	const locale = localeOf(words.lang);
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
	// As the clock in the hall shows it: 18:00 in every language.
	const time = new Intl.DateTimeFormat(locale, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
		timeZone: 'UTC'
	});
	const clock = (minutes: number) => time.format(minutes * 60_000);
	return {
		lang: words.lang,
		dir: words.dir,
		t,
		phone: createTranslate<'citizen'>(words),
		say: (text) => ({ text, lang: words.lang, dir: words.dir }),
		when: (date, at) => {
			if (!/^\d{4}-\d\d-\d\d$/.test(date)) return '';
			const written = day.format(new Date(date));
			const minutes = minutesOf(at);
			return minutes === null ? written : t('when', { date: written, time: clock(minutes) });
		},
		clock
	};
}

/** `18:30` → 1110; null while undecided. */
export function minutesOf(time: string): number | null {
	const match = /^(\d\d):(\d\d)$/.exec(time);
	return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** A text that staff wrote in a language nobody noted: its direction is that of its first letter. */
export const asWritten = (text: string, lang: Lang): Said => ({
	text,
	lang,
	dir: isRtl(text) ? 'rtl' : 'ltr'
});

/** A text in the chosen languages, each version once; else in the workshop's first, else in any. */
export function saidIn(texts: Texts, langs: readonly Lang[], first: Lang | undefined): Said[] {
	const said = (lang: Lang) => texts[lang]?.trim();
	// Two forms of one language may fall back to the same text.
	const asked = [...new Set(langs.map((lang) => (said(lang) ? lang : baseOf(lang))))].filter(said);
	const [any] = Object.keys(texts).filter((lang) => texts[lang]?.trim());
	const fallback = first !== undefined && texts[first]?.trim() ? first : any;
	const found = asked.length > 0 ? asked : fallback === undefined ? [] : [fallback];
	return found.map((lang) => asWritten(texts[lang] ?? '', lang));
}
