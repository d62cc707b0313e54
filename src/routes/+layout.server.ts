/** What every page may need when it fails: a few words in the reader's language. */
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
		Object.entries(all.messages).filter(([key]) => key.startsWith('error.'))
	);
	return { errors: { ...all, messages } };
};
