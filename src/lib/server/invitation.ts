/**
 * Owns how one person invites another to share a seat: by an address that is scanned or opened, or by a
 * number that is said aloud. Both name the participant by a MAC of the server's secret, so nobody can make
 * one for another person's seat. The number is short: it counts only at the table it names, and wrong ones
 * are counted like wrong codes.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Refusal } from '#lib/domain/commands.ts';
import { devicesOn, seatIdOf } from '#lib/domain/rotation.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { originForPhones } from './addresses.ts';
import type { App } from './app.ts';

type Locals = { locals: { app: App } };

export function addressOfInvitation(
	{ url, locals }: Pick<RequestEvent, 'url'> & Locals,
	workshopId: Id,
	code: string,
	participantId: Id
): string {
	const { config, keys } = locals.app;
	const invitation = keys.invitation(workshopId, participantId);
	return `${originForPhones(config, url)}/w/${code}?with=${invitation}`;
}

/** Who invites by that address; null when it is not good, or its maker has no seat any more. */
export function readInvitation(
	{ locals }: Locals,
	workshopId: Id,
	state: State,
	given: string | null
): Id | null {
	const id = locals.app.keys.readInvitation(given, workshopId);
	return id !== null && seatIdOf(state, id) !== undefined ? id : null;
}

/** Who invites by the address or by the number, whichever was given; null where neither was. */
export function inviterOf(
	event: Locals,
	workshopId: Id,
	state: State,
	given: { address: string; number: string }
): Id | Refusal | null {
	const unknown = { code: 'not_found', field: 'companionOf' } as const;
	if (given.address) return readInvitation(event, workshopId, state, given.address) ?? unknown;
	if (!given.number.trim()) return null;
	const { keys, guesses } = event.locals.app;
	const [, table, digits] = /^(\d{1,3})(\d{5})$/.exec(digitsOf(given.number)) ?? [];
	const home = state.tables.find(({ number }) => number === Number(table));
	for (const seat of home ? state.seatsAt(home.id) : [])
		for (const id of seat ? devicesOn(state, seat) : [])
			if (keys.spokenInvitation(workshopId, id) === digits) return id;
	return guesses.wrong() === 'too_fast' ? { code: 'too_fast' } : unknown;
}

/** Also those of Arabic and Persian keyboards; whatever stands between them is for the eye. */
function digitsOf(text: string): string {
	return text
		.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
		.replace(/\D/g, '');
}
