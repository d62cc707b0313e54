/**
 * Owns the languages a city can write its questions in, each in its own name. Whether buttons speak a
 * language too is another matter: that follows from the program's own texts.
 */
export interface ContentLanguage {
	lang: string;
	name: string;
	dir: 'ltr' | 'rtl';
}

export const CONTENT_LANGUAGES: readonly ContentLanguage[] = [
	{ lang: 'de', name: 'Deutsch', dir: 'ltr' },
	{ lang: 'en', name: 'English', dir: 'ltr' },
	{ lang: 'uk', name: 'Українська', dir: 'ltr' },
	{ lang: 'ru', name: 'Русский', dir: 'ltr' },
	{ lang: 'ar', name: 'العربية', dir: 'rtl' },
	{ lang: 'fa', name: 'فارسی', dir: 'rtl' },
	{ lang: 'pl', name: 'Polski', dir: 'ltr' },
	{ lang: 'ro', name: 'Română', dir: 'ltr' },
	{ lang: 'vi', name: 'Tiếng Việt', dir: 'ltr' },
	{ lang: 'tr', name: 'Türkçe', dir: 'ltr' },
	{ lang: 'fr', name: 'Français', dir: 'ltr' },
	{ lang: 'es', name: 'Español', dir: 'ltr' },
	{ lang: 'bg', name: 'Български', dir: 'ltr' },
	{ lang: 'sq', name: 'Shqip', dir: 'ltr' },
	{ lang: 'ku', name: 'Kurmancî', dir: 'ltr' },
	{ lang: 'so', name: 'Soomaali', dir: 'ltr' }
];

const RIGHT_TO_LEFT = /^(ar|fa|he|ur|ps|ckb|dv|yi|ug)\b/;

/** Own name of any language tag; the tag itself when nobody knows it. */
export function contentLanguage(lang: string): ContentLanguage {
	const known = CONTENT_LANGUAGES.find((language) => language.lang === lang);
	if (known) return known;
	let name: string | undefined;
	try {
		name = new Intl.DisplayNames([lang], { type: 'language' }).of(lang);
	} catch {
		// Not a tag that Intl accepts; it is shown as it was typed.
	}
	return { lang, name: name ?? lang, dir: RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr' };
}
