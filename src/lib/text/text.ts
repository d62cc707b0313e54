/**
 * Owns how a text becomes what a person reads: `{name}` placeholders, plural forms by Intl.PluralRules,
 * missing keys from the fallback. One file per language (`de.ts` is the measure for all others). Only
 * the chosen language's section travels to a device, as data of the page.
 */
import type { de } from './de.ts';
import { baseOf } from './tags.ts';

/** A plain text, or one per plural category of the parameter `n`. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Section = keyof typeof de.sections;
export type Key<S extends Section> = keyof (typeof de.sections)[S] & string;
export type Messages = Record<string, Message>;
export type Params = Record<string, string | number>;

export interface Language {
	/** The language's own name. */
	name: string;
	dir: 'ltr' | 'rtl';
	/** Honest state: `reviewed` only after a native speaker has read it. */
	review: 'original' | 'machine-drafted' | 'reviewed';
	sections: { [S in Section]: Partial<Record<Key<S>, Message>> };
}

/** What a page needs to speak: made on the server, sent as data. */
export interface Speech {
	lang: string;
	dir: 'ltr' | 'rtl';
	messages: Messages;
}

export type Translate<S extends Section> = (key: Key<S>, params?: Params) => string;

/**
 * The tag for Intl's number and date formats. Digits are those printed on the tables, dates those of the
 * invitation: Persian would otherwise count in other digits and years than the hall does.
 */
export function localeOf(lang: string): string {
	return `${lang}-u-ca-gregory-nu-latn`;
}

/** The function that screens call `t`. Numbers are grouped in the language's own way. */
export function createTranslate<S extends Section>(speech: Speech): Translate<S> {
	const plural = new Intl.PluralRules(speech.lang);
	const number = new Intl.NumberFormat(localeOf(speech.lang));
	return (key, params = {}) => {
		const message = speech.messages[key];
		if (message === undefined) return key;
		const n = params['n'];
		const pattern =
			typeof message === 'string'
				? message
				: (message[typeof n === 'number' ? plural.select(n) : 'other'] ?? message.other ?? key);
		return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
			const value = params[name];
			return value === undefined ? whole : typeof value === 'number' ? number.format(value) : value;
		});
	};
}

/**
 * The language in which a text is read: the wished one, else the one it is a plainer form of, else the
 * workshop's first, else any. Goes into `lang`, so that a screen reader takes the right voice.
 */
export function versionOf(texts: Record<string, string>, lang: string, first?: string): string {
	const tags = [lang, baseOf(lang), ...(first ? [first] : []), ...Object.keys(texts)];
	return tags.find((tag) => texts[tag]) ?? lang;
}

/** A text with the language it is in, for `lang`. */
export interface Said {
	text: string;
	lang: string;
}

export function said(texts: Record<string, string>, wish: string, first?: string): Said {
	const lang = versionOf(texts, wish, first);
	return { text: texts[lang] ?? '', lang };
}

/** The text itself, of that version. */
export function pick(texts: Record<string, string>, lang: string, first?: string): string {
	return texts[versionOf(texts, lang, first)] ?? '';
}
