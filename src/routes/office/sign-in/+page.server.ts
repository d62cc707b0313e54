import { redirect } from '@sveltejs/kit';
import { accountsOf, safeTarget, setStaffCookies } from '#lib/server/staff/guard.ts';
import { refused, text } from '../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { parent, url } = event;
	const { member } = await parent();
	if (member) redirect(303, safeTarget(url.searchParams.get('to')));
	return { isNew: !accountsOf(event).hasAccounts() };
};

export const actions: Actions = {
	default: async (event) => {
		const { request, url } = event;
		const data = await request.formData();
		const answer = await accountsOf(event).signIn(
			request.headers,
			text(data, 'email'),
			text(data, 'password')
		);
		if (!answer.ok) return refused('sign-in', data, { code: answer.code });
		setStaffCookies(event, answer.cookies);
		redirect(303, safeTarget(url.searchParams.get('to')));
	}
};
