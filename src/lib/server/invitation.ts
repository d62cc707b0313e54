/**
 * Owns the address that somebody opens to share a participant's seat. It names the participant by a MAC
 * of the server's secret, so nobody can make one for another person's seat.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Id } from '#lib/domain/rows.ts';
import { originForPhones } from './addresses.ts';
import type { App } from './app.ts';

export function addressOfInvitation(
	{ url, locals }: Pick<RequestEvent, 'url'> & { locals: { app: App } },
	workshopId: Id,
	code: string,
	participantId: Id
): string {
	const { config, keys } = locals.app;
	const invitation = keys.invitation(workshopId, participantId);
	return `${originForPhones(config, url)}/w/${code}?with=${invitation}`;
}
