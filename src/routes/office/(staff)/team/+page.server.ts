import { originForPhones } from '#lib/server/addresses.ts';
import { accountsOf, requireOwner, requireStaff } from '#lib/server/staff/guard.ts';
import { refused, saved, text } from '../../answer.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const member = await requireStaff(event);
	const accounts = accountsOf(event);
	const isOwner = member.role === 'owner';
	return {
		isOwner,
		accounts: accounts.list().map((account) => ({
			...account,
			createdAt: account.createdAt.getTime(),
			isMe: account.id === member.id
		})),
		invites: isOwner ? accounts.listInvites() : []
	};
};

export const actions: Actions = {
	invite: async (event) => {
		await requireOwner(event);
		const data = await event.request.formData();
		const base = originForPhones(event.locals.app.config, event.url);
		return saved('invite', { link: accountsOf(event).inviteLink(base, text(data, 'note')) });
	},

	revoke: async (event) => {
		await requireOwner(event);
		const data = await event.request.formData();
		accountsOf(event).revokeInvite(text(data, 'id'));
		return saved('revoke');
	},

	remove: async (event) => {
		await requireOwner(event);
		const data = await event.request.formData();
		return accountsOf(event).remove(text(data, 'id'))
			? saved('remove')
			: refused('remove', data, { code: 'not_allowed' });
	},

	password: async (event) => {
		await requireStaff(event);
		const data = await event.request.formData();
		const fault = await accountsOf(event).changePassword(
			event.request.headers,
			text(data, 'password-current'),
			text(data, 'password-next')
		);
		if (!fault) return saved('password');
		const field =
			fault === 'password_wrong'
				? 'password-current'
				: fault === 'too_busy'
					? undefined
					: 'password-next';
		return refused('password', data, { code: fault, ...(field ? { field } : {}) });
	}
};
