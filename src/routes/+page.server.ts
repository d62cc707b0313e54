/**
 * The front door: one code, one field. Whether a code exists is told by the workshop's own page, where
 * guessing is limited; here it is only brought into shape.
 */
import { redirect } from '@sveltejs/kit';
import { normalizeCode } from '#lib/domain/code.ts';
import { LANGUAGE_NAMES, only, speech } from '#lib/text/languages.ts';
import { LOOK_COOKIE } from '#lib/ui/look.ts';
import { chooseLanguage } from './language.server.ts';
import type { PageServerLoad } from './$types';

const OFFERED = LANGUAGE_NAMES.map(({ lang }) => lang);
/** What a person types is short; an address can carry anything. */
const LONGEST = 40;

export const load: PageServerLoad = (event) => {
	const { lang } = chooseLanguage(event, OFFERED);
	event.locals.lang = lang;
	const isLanguageTap = event.url.searchParams.has('lang');
	const typed = event.url.searchParams.get('code')?.slice(0, LONGEST) ?? '';
	// Somebody comes back from "we do not know this code": the field keeps what was typed.
	const isAgain = event.url.searchParams.has('again');
	const code = normalizeCode(typed);
	if (code && !isAgain && !isLanguageTap) redirect(303, `/w/${code}`);
	event.locals.keep = { workshopId: null, stamp: '', formId: null };
	return {
		typed,
		// Half a code is no wrong one: a language was chosen while it was typed.
		isUnknown: typed !== '' && !isLanguageTap,
		lang,
		languages: LANGUAGE_NAMES,
		look: event.cookies.get(LOOK_COOKIE) ?? '',
		speech: only(speech(lang, 'citizen'), 'code.', 'language.title', 'look.', 'help.door')
	};
};
