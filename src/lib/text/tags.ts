/**
 * Owns what can be said of a language by its tag alone, without its words: its own name, its direction,
 * the language it is a plainer form of. Small enough for any page; the words are in one file each.
 */

/** Where Intl has no name, or one that its speakers here would not look for. */
const OWN_NAMES: Readonly<Record<string, string>> = {
	// The registered variant of BCP 47 for a simplified form; people look for it by this name.
	'de-simple': 'Leichte Sprache',
	ku: 'Kurmancî',
	ckb: 'کوردیی ناوەندی'
};

const RIGHT_TO_LEFT = /^(ar|fa|he|ur|ps|ckb|sd|ug|dv|yi)\b/;

/** `de` for `de-simple`: whoever asks for a form of a language can read the language. */
export function baseOf(lang: string): string {
	return lang.split('-', 1)[0] ?? lang;
}

export function directionOf(lang: string): 'ltr' | 'rtl' {
	return RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr';
}

/** As those who speak it call it; the tag itself where nobody knows. */
export function ownName(lang: string): string {
	const name = nameIn(lang, lang);
	try {
		return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
	} catch {
		// Of the form of a tag, but none.
		return name;
	}
}

/** The name of one language in another one. */
export function nameIn(lang: string, reader: string): string {
	const own = OWN_NAMES[lang];
	if (own !== undefined && (lang === reader || lang.includes('-'))) return own;
	try {
		return new Intl.DisplayNames([reader], { type: 'language' }).of(lang) ?? lang;
	} catch {
		// An old browser, or a tag that is none: shown as it is.
		return lang;
	}
}

/** Commas and the last “and” as the language has them; plain commas where a browser cannot. */
export function listIn(items: readonly string[], reader: string): string {
	if (!('ListFormat' in Intl)) return items.join(', ');
	return new Intl.ListFormat(reader, { type: 'conjunction' }).format(items);
}
