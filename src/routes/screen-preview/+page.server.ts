import { speech } from '#lib/text/languages.ts';
export const load = ({ url, locals }) => {
	const s = speech('de', 'screen');
	if (url.searchParams.get('dir') === 'rtl') s.dir = 'rtl';
	locals.lang = 'de';
	return { speech: s, now: Date.now() };
};
export const csr = true;
