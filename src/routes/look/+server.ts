/** Larger type or clearer colours for a device without JavaScript: a cookie, and back where it came from. */
import { redirect } from '@sveltejs/kit';
import { cookieValueOf, LOOK_COOKIE, LOOK_SECONDS, readLook } from '#lib/ui/look.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const look = readLook(String(form.get('look') ?? ''));
	cookies.set(LOOK_COOKIE, cookieValueOf(look), {
		path: '/',
		// The page itself writes it too.
		httpOnly: false,
		sameSite: 'lax',
		secure: false,
		maxAge: LOOK_SECONDS
	});
	redirect(303, pageBefore(request.headers.get('referer'), url));
};

/** Only a page of ours. */
function pageBefore(referer: string | null, { origin }: URL): string {
	if (referer === null || !URL.canParse(referer)) return '/';
	const before = new URL(referer);
	return before.origin === origin ? before.pathname + before.search : '/';
}
