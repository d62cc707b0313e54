/** The code that a companion scans: of the person who asks, nobody else's. */
import { error } from '@sveltejs/kit';
import { enter } from '#lib/server/entrance.ts';
import { addressOfInvitation } from '#lib/server/invitation.ts';
import { drawQr } from '#lib/signs/qr.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { workshopId, state, actor } = await enter(event, 'phone');
	const participant = actor?.role === 'participant' ? state.get('participant', actor.id) : null;
	if (!participant || participant.leftAt !== null || !state.workshop) error(403, 'not_allowed');
	const { code } = state.workshop;
	const { size, path } = drawQr(addressOfInvitation(event, workshopId, code, participant.id));
	const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`;
	return new Response(picture, {
		headers: { 'content-type': 'image/svg+xml', 'cache-control': 'private, no-store' }
	});
};
