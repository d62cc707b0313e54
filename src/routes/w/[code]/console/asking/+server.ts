/** Somebody has gone to those who asked for a person at the door. */
import { error } from '@sveltejs/kit';
import { enter } from '#lib/server/entrance.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = async (event) => {
	const { workshopId, actor } = await enter(event, 'console');
	if (!actor) error(403, 'not_allowed');
	event.locals.app.asking.answer(workshopId);
	return new Response(null, { status: 204 });
};
