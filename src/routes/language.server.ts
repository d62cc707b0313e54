/**
 * Owns which language a person reads: what the address asks for, else what this device chose before, else
 * what its browser prefers. The choice is kept in the one functional cookie beside the seat.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { negotiate } from '#lib/text/languages.ts';

const COOKIE = 'auftakt-lang';
const KEEP_S = 14 * 24 * 3600;

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
