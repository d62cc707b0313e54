/** Ends the session in the database, then forgets the cookie. */
import { redirect } from '@sveltejs/kit';
import { accountsOf } from '#lib/server/staff/guard.ts';
import { SESSION_COOKIE } from '#lib/server/staff/session.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	await accountsOf(event).signOut(event.request.headers);
	event.cookies.delete(SESSION_COOKIE, { path: '/' });
	redirect(303, '/office/sign-in');
};
