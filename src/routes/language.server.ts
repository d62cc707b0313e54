/**
 * Owns which language a person reads: what the address asks for, else what this device chose before, else
 * what its browser prefers. The choice is kept in the one functional cookie beside the seat.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { LANGUAGES, negotiate } from '#lib/text/languages.ts';
import type { OfferedLanguage } from '#lib/ui/phone/phone.ts';

const COOKIE = 'auftakt-lang';
const KEEP_S = 14 * 24 * 3600;

/** Content may be offered in languages that the program itself does not speak yet. */
const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur', 'ps', 'ckb', 'sd', 'dv', 'yi'];

export interface Choice {
	lang: string;
	/** False while it is only what the browser proposes. */
	isChosen: boolean;
}

export function chooseLanguage(
	event: Pick<RequestEvent, 'url' | 'cookies' | 'request'>,
	offered: readonly string[]
): Choice {
	const wish = event.url.searchParams.get('lang');
	if (wish && offered.includes(wish)) {
		event.cookies.set(COOKIE, wish, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: event.url.protocol === 'https:',
			maxAge: KEEP_S
		});
		return { lang: wish, isChosen: true };
	}
	return proposeLanguage(event, offered);
}

/** Without the address: for what is around a page. */
export function proposeLanguage(
	event: Pick<RequestEvent, 'cookies' | 'request'>,
	offered: readonly string[]
): Choice {
	const kept = event.cookies.get(COOKIE);
	if (kept && offered.includes(kept)) return { lang: kept, isChosen: true };
	return {
		lang: negotiate(event.request.headers.get('accept-language'), offered),
		isChosen: offered.length < 2
	};
}

export function describeLanguage(lang: string): OfferedLanguage {
	const known = LANGUAGES[lang];
	if (known) return { lang, name: known.name, dir: known.dir };
	const dir = RIGHT_TO_LEFT.includes(lang.split('-')[0] ?? '') ? 'rtl' : 'ltr';
	return { lang, name: ownName(lang), dir };
}

function ownName(lang: string): string {
	try {
		const name = new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;
		return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
	} catch {
		return lang;
	}
}
