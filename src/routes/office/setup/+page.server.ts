/** The page behind a one-time link: makes the owner's or a colleague's account and signs in. */
import { redirect } from '@sveltejs/kit';
import { accountsOf, setStaffCookies } from '#lib/server/staff/guard.ts';
import type { AccountFault } from '#lib/server/staff/staff.ts';
import { refused, text } from '../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const token = event.url.searchParams.get('token') ?? '';
	// The token must not leave with a link to elsewhere, nor stay in a shared cache.
	event.setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
	const invite = accountsOf(event).readInvite(token);
	return { token, role: invite?.role ?? null, hasAccounts: accountsOf(event).hasAccounts() };
};

const FIELD_OF: Partial<Record<AccountFault, string>> = {
	name_empty: 'name',
	email_wrong: 'email',
	email_taken: 'email',
	password_short: 'password',
	password_long: 'password',
	password_common: 'password'
};

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const accounts = accountsOf(event);
		const wish = {
			name: text(data, 'name'),
			email: text(data, 'email'),
			password: text(data, 'password')
		};
		const fault = await accounts.setUp(text(data, 'token'), wish);
		if (fault) {
			const field = FIELD_OF[fault];
			return refused('setup', data, { code: fault, ...(field ? { field } : {}) });
		}
		const answer = await accounts.signIn(event.request.headers, wish.email, wish.password);
		if (!answer.ok) redirect(303, '/office/sign-in');
		setStaffCookies(event, answer.cookies);
		redirect(303, '/office');
	}
};
