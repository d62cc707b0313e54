/** How thoughts moved over tables and rounds, in numbers: no word and no person, so the hall may see it. */
import { json } from '@sveltejs/kit';
import { travelOf } from '#lib/domain/travel.ts';
import { enter } from '#lib/server/entrance.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { state } = await enter(event, 'screen');
	return json(travelOf(state), { headers: { 'cache-control': 'no-store' } });
};
