/**
 * The front door: one code, one field. Whether a code exists is told by the workshop's own page, where
 * guessing is limited; here it is only brought into shape.
 */
import { redirect } from '@sveltejs/kit';
import { normalizeCode } from '#lib/domain/code.ts';
import { LANGUAGE_NAMES, speech } from '#lib/text/languages.ts';
import { chooseLanguage } from './language.server.ts';
import type { PageServerLoad } from './$types';

const OFFERED = LANGUAGE_NAMES.map(({ lang }) => lang);
/** What a person types is short; an address can carry anything. */
const LONGEST = 40;

export const load: PageServerLoad = (event) => {
	const { lang } = chooseLanguage(event, OFFERED);
	event.locals.lang = lang;
	const typed = event.url.searchParams.get('code')?.slice(0, LONGEST) ?? '';
	// Somebody comes back from "we do not know this code": the field keeps what was typed.
	const isAgain = event.url.searchParams.has('again');
	const code = normalizeCode(typed);
	if (code && !isAgain) redirect(303, `/w/${code}`);
	event.locals.keep = { workshopId: null, stamp: '', formId: null };
	return {
		typed,
		isUnknown: typed !== '',
		lang,
		languages: LANGUAGE_NAMES,
		speech: speech(lang, 'citizen')
	};
};
