/**
 * The statement on accessibility that a public body owes (Directive (EU) 2016/2102, BITV 2.0 § 7), and
 * where to report a barrier. A report goes to the city by mail, phone, post or in the hall, never through
 * this server: nothing about a citizen is stored for it.
 */
import { normalizeCode } from '#lib/domain/code.ts';
import { LANGUAGE_NAMES, speech } from '#lib/text/languages.ts';
import { chooseLanguage } from '../language.server.ts';
import type { PageServerLoad } from './$types';

const OFFERED = LANGUAGE_NAMES.map(({ lang }) => lang);

export const load: PageServerLoad = (event) => {
	const { lang } = chooseLanguage(event, OFFERED);
	event.locals.lang = lang;
	const from = event.url.searchParams.get('from') ?? '';
	const code = normalizeCode(from);
	const isOffice = from === 'office';
	return {
		lang,
		languages: LANGUAGE_NAMES,
		speech: speech(lang, 'access'),
		operator: event.locals.app.config.operator,
		address: event.url.host,
		from: code ?? (isOffice ? from : ''),
		back: code ? `/w/${code}` : isOffice ? '/office' : '/'
	};
};
