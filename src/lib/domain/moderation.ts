/**
 * Owns what may be seen beyond the table, and by whom a text is stopped. What must stay true: nothing
 * reaches the hall that a person has not released; hiding takes a text from every device at once;
 * nothing comes back to the hall by itself; staff acts on texts and never learns who wrote them.
 */
import type { Case, Ruling } from './case.ts';
import { refuse } from './case.ts';
import type { Payloads } from './commands.ts';
import { touchQuotes, touchWalls } from './items.ts';
import { LIMITS } from './limits.ts';
import { isStaff } from './permissions.ts';
import { isHost, seatOf } from './seating.ts';
import { takeOffScreen } from './workshop.ts';

/** Of many texts some may be hidden or taken back at the same moment: those are left out silently. */
export function release(kase: Case, payload: Payloads['contribution.release']): Ruling {
	const { state, changes } = kase;
	if (payload.contributionIds.length > LIMITS.itemsPerCommand)
		return refuse('too_many', { limit: LIMITS.itemsPerCommand });
	const screen = payload.released ? 'released' : 'kept';
	for (const id of new Set(payload.contributionIds)) {
		const row = state.get('contribution', id);
		if (row?.state !== 'table' || row.screen === screen) continue;
		changes.edit('contribution', id, { screen });
		touchWalls(kase, id, false);
		if (!payload.released) takeOffScreen(kase, id);
	}
	return null;
}

export function hide(
	kase: Case,
	{ contributionId, reason }: Payloads['contribution.hide']
): Ruling {
	const { state, changes, actor } = kase;
	const row = state.get('contribution', contributionId);
	if (!row) return refuse('not_found');
	if (actor.role === 'participant') {
		if (state.workshop?.state === 'closed') return refuse('workshop_closed');
		const seat = seatOf(state, actor.id);
		if (!seat || !isHost(state, actor.id)) return refuse('not_allowed');
		if (seat.tableId !== row.tableId) return refuse('wrong_table');
	}
	if (row.state === 'withdrawn') return refuse('not_found');
	if (row.state === 'hidden') {
		// The first reason stands unless staff corrects it.
		if (isStaff(actor) && row.hiddenReason !== reason)
			changes.edit('contribution', row.id, { hiddenReason: reason });
		return null;
	}
	changes.edit('contribution', row.id, {
		state: 'hidden',
		hiddenReason: reason,
		screen: row.screen === 'released' ? 'kept' : row.screen
	});
	touchQuotes(kase, row.id);
	touchWalls(kase, row.id, true);
	takeOffScreen(kase, row.id);
	return null;
}

/**
 * Back to its table. What waited for the hall waits again; what had been shown or turned down stays
 * turned down until a person releases it, also so that a phone that missed the hiding still forgets it.
 */
export function restore(kase: Case, { contributionId }: Payloads['contribution.restore']): Ruling {
	const row = kase.state.get('contribution', contributionId);
	if (!row || row.state === 'withdrawn') return refuse('not_found');
	if (row.state === 'table') return null;
	kase.changes.edit('contribution', row.id, { state: 'table', hiddenReason: null });
	touchQuotes(kase, row.id);
	touchWalls(kase, row.id, true);
	return null;
}

export function block(kase: Case, payload: Payloads['participant.block']): Ruling {
	const { state, changes } = kase;
	const author = state.get('contribution', payload.contributionId)?.participantId;
	const participant = state.get('participant', author);
	if (!participant) return refuse('not_found');
	if (participant.blocked !== payload.blocked)
		changes.edit('participant', participant.id, { blocked: payload.blocked });
	return null;
}
