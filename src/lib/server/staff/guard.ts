/**
 * Owns the office's door on HTTP: every load and every action behind it asks here itself, because a
 * layout's check does not run again for each of them. Cookies are Secure exactly when the request came
 * by https, so that a laptop in a hall works too.
 */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { LANGUAGES, negotiate } from '#lib/text/languages.ts';
import type { Accounts, StaffCookie, StaffMember } from './staff.ts';

export const LANG_COOKIE = 'auftakt-lang';
/** Staff pages speak these; citizens' pages speak more. */
export const STAFF_LANGS = ['de', 'en'].filter((lang) => lang in LANGUAGES);

type Asking = Pick<RequestEvent, 'locals' | 'request' | 'url' | 'cookies'>;

export function accountsOf({ locals }: Pick<RequestEvent, 'locals'>): Accounts {
	return locals.app.staff;
}

/** Who is signed in; sends everybody else to the sign-in page and, after a visit there, back. */
export async function requireStaff(event: Asking): Promise<StaffMember> {
	const member = await event.locals.app.staff.who(event.request.headers);
	if (member) return member;
	const isVisit = event.request.method === 'GET' && !event.url.pathname.endsWith('/__data.json');
	const to = isVisit ? `?to=${encodeURIComponent(event.url.pathname + event.url.search)}` : '';
	redirect(303, `/office/sign-in${to}`);
}

export async function requireOwner(event: Asking): Promise<StaffMember> {
	const member = await requireStaff(event);
	if (member.role !== 'owner') error(403, 'Only the owner may do that');
	return member;
}

/** Only a page of the office, never another site or scheme. */
export function safeTarget(to: string | null | undefined): string {
	return to && /^\/office(?:[/?][^\\]*)?$/.test(to) && !to.startsWith('/office/sign-')
		? to
		: '/office';
}

export function setStaffCookies({ cookies, url }: Asking, staffCookies: StaffCookie[]): void {
	for (const { name, value, maxAge } of staffCookies)
		cookies.set(name, value, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			maxAge
		});
}

export function staffLang({ cookies, request }: Asking): string {
	const chosen = cookies.get(LANG_COOKIE);
	return chosen && STAFF_LANGS.includes(chosen)
		? chosen
		: negotiate(request.headers.get('accept-language'), STAFF_LANGS);
}
