/** The staff's language, kept in the cookie that phones use too. Works without JavaScript. */
import { redirect } from '@sveltejs/kit';
import { LANG_COOKIE, safeTarget, STAFF_LANGS } from '#lib/server/staff/guard.ts';
import type { RequestHandler } from './$types';

const YEAR_SECONDS = 365 * 86_400;

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const data = await request.formData();
	const lang = String(data.get('lang'));
	if (STAFF_LANGS.includes(lang))
		cookies.set(LANG_COOKIE, lang, {
			path: '/',
			sameSite: 'lax',
			httpOnly: false,
			secure: url.protocol === 'https:',
			maxAge: YEAR_SECONDS
		});
	const to = String(data.get('to') ?? '');
	redirect(303, to.startsWith('/office/sign-in') ? '/office/sign-in' : safeTarget(to));
};
