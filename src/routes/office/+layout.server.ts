/** Gives every page of the office its words and who is signed in. Asking who may be here is not its job. */
import { staffLang, STAFF_LANGS } from '#lib/server/staff/guard.ts';
import { LANGUAGE_NAMES, speech } from '#lib/text/languages.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const lang = staffLang(event);
	event.locals.lang = lang;
	return {
		speech: speech(lang, 'common', 'office', 'cards'),
		staffLanguages: LANGUAGE_NAMES.filter((language) => STAFF_LANGS.includes(language.lang)),
		member: await event.locals.app.staff.who(event.request.headers)
	};
};
