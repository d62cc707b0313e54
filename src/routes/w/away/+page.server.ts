/** The page that a phone shows by itself without a network. It is the same for everybody. */
import { LANGUAGE_NAMES, only, speech } from '#lib/text/languages.ts';
import { proposeLanguage } from '../../language.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { lang } = proposeLanguage(
		event,
		LANGUAGE_NAMES.map((it) => it.lang)
	);
	event.locals.lang = lang;
	return { speech: only(speech(lang, 'citizen'), 'offline.', 'reload', 'code.title') };
};
