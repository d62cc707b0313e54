/** Ready: the store can be written, the migrations are done, and the server is not stopping. */
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const { ok, reasons } = await locals.app.ready();
	return json(
		{ ok, reasons },
		{ status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};
