/** What every page needs: words for when it fails, and those of the link that none may lack. */
import { LANGUAGE_NAMES, speech } from '#lib/text/languages.ts';
import { proposeLanguage } from './language.server.ts';
import type { LayoutServerLoad } from './$types';

const OFFERED = LANGUAGE_NAMES.map(({ lang }) => lang);

export const load: LayoutServerLoad = (event) => {
	const { lang } = proposeLanguage(event, OFFERED);
	// A page that knows better has the last word.
	event.locals.lang ??= lang;
	const all = speech(lang, 'common');
	const messages = Object.fromEntries(
		Object.entries(all.messages).filter(
			([key]) => key.startsWith('error.') || key === 'access.link'
		)
	);
	return { errors: { ...all, messages } };
};
