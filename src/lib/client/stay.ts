/**
 * Owns that a page stays while its server is away: a step to another address would end at a browser's
 * error or at a hotel's log-in page, and nothing leads back from there to what somebody was writing.
 */
import type { BeforeNavigate } from '@sveltejs/kit';
import type { Connection, Live } from './types.ts';

const AWAY = new Set<Connection>(['phone_offline', 'server_away', 'captive']);

/** For `beforeNavigate`. Closing and reloading stay everybody's own affair. */
export function stayWhileAway(live: Pick<Live, 'connection'>) {
	return (step: Pick<BeforeNavigate, 'type' | 'cancel'>): void => {
		if (step.type !== 'leave' && AWAY.has(live.connection)) step.cancel();
	};
}
