/** What sounds like the chosen texts, for who sorts. A hint: nothing follows from it by itself. */
import { json } from '@sveltejs/kit';
import { enter } from '#lib/server/entrance.ts';
import type { RequestHandler } from './$types';

const MOST_ASKED = 40;
const MOST_TOLD = 5;

export const GET: RequestHandler = async (event) => {
	const { state } = await enter(event, 'console');
	const asked = (event.url.searchParams.get('items') ?? '').split(',').slice(0, MOST_ASKED);
	const items = await event.locals.app.similar.like(state, asked, MOST_TOLD);
	return json(items, { headers: { 'cache-control': 'no-store' } });
};
