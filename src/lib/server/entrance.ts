/**
 * Owns the way of a page request into a workshop: from the code in the address to who is asking. Routes
 * begin here; live connections have `live/handshake.ts`. Both count wrong codes in the same `guesses`.
 */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { normalizeCode } from '#lib/domain/code.ts';
import type { Actor, Outcome } from '#lib/domain/commands.ts';
import type { Id, Participant } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { App } from './app.ts';
import { cookieName, cookieOptions, type Surface } from './cookies.ts';

type Asking = Pick<RequestEvent, 'cookies' | 'params' | 'request' | 'url'> & {
	locals: { app: App };
};

export interface Entered {
	workshopId: Id;
	state: State;
	/** Null for a phone that has not joined. */
	actor: Actor | null;
}

export interface JoinWish {
	workshopId: Id;
	/** Minted with the page that holds the form: the form sent twice means one person. */
	commandId: Id;
	lang: string;
	people: number;
	tableNumber: number | null;
	/** Whose seat is shared; read from an invitation. */
	companionOf: Id | null;
	origin: Participant['origin'];
}

/**
 * Who stands at which workshop's door. Leaves by a redirect to the one right address, or by an error whose
 * message is a refusal code: 404 `not_found`, 429 `too_fast`, 403 `not_allowed`.
 */
export async function enter(event: Asking, surface: Surface): Promise<Entered> {
	const { app } = event.locals;
	const given = event.params.code ?? '';
	const code = normalizeCode(given);
	const workshopId = code && (await app.findWorkshop(code));
	const state = workshopId ? await app.rooms.state(workshopId) : null;
	const workshop = state?.workshop;
	if (!workshopId || !workshop) return refuseGuess(event);
	if (given !== code) redirect(307, pathWith(event, given, code));
	if (surface !== 'phone') takeKey(event, surface, workshopId, workshop.keyVersion);

	const actor = await app.actor(event.request.headers.get('cookie'), workshopId, surface);
	if (!actor && surface !== 'phone') error(403, 'not_allowed');
	return { workshopId, state, actor };
}

/** Takes a seat for this device and lets it keep it. */
export async function join(event: Asking, wish: JoinWish): Promise<Outcome> {
	const { keys, rooms } = event.locals.app;
	const { workshopId, commandId, lang, people, tableNumber, companionOf, origin } = wish;
	const participantId = keys.participantId(workshopId, commandId);
	const outcome = await rooms.submit(
		workshopId,
		{
			id: commandId,
			type: 'participant.join',
			payload: { participantId, lang, people, origin, tableNumber, companionOf },
			typedAt: Date.now()
		},
		{ role: 'guest' }
	);
	if (outcome.ok) {
		event.cookies.set(
			cookieName('phone', workshopId),
			keys.participantToken(workshopId, participantId),
			cookieOptions(event.url.protocol === 'https:')
		);
	}
	return outcome;
}

/** Frees the seat and forgets this device. */
export async function leave(
	event: Asking,
	{ workshopId, commandId }: Pick<JoinWish, 'workshopId' | 'commandId'>
): Promise<Outcome> {
	const { app } = event.locals;
	const actor = await app.actor(event.request.headers.get('cookie'), workshopId, 'phone');
	const outcome: Outcome = actor
		? await app.rooms.submit(
				workshopId,
				{ id: commandId, type: 'participant.leave', payload: {}, typedAt: Date.now() },
				actor
			)
		: { ok: false, code: 'not_found' };
	const nothingToLeave = !outcome.ok && outcome.code === 'not_found';
	if (outcome.ok || nothingToLeave)
		event.cookies.delete(cookieName('phone', workshopId), { path: '/' });
	return outcome;
}

/** A key in the address becomes a cookie at once: addresses are photographed, copied and logged. */
function takeKey(
	event: Asking,
	role: 'screen' | 'console',
	workshopId: Id,
	keyVersion: number
): void {
	const key = event.url.searchParams.get('key');
	if (key === null) return;
	if (event.locals.app.keys.checkLink(key, workshopId, role, keyVersion)) {
		const options = cookieOptions(event.url.protocol === 'https:');
		event.cookies.set(cookieName(role, workshopId), key, options);
	}
	const clean = new URL(event.url);
	clean.searchParams.delete('key');
	redirect(303, clean.pathname + clean.search);
}

function refuseGuess({ locals }: Asking): never {
	const code = locals.app.guesses.wrong();
	error(code === 'too_fast' ? 429 : 404, code);
}

function pathWith({ url }: Asking, given: string, code: string): string {
	const parts = url.pathname.split('/');
	const at = parts.findIndex((part) => decodeURIComponent(part) === given);
	if (at >= 0) parts[at] = code;
	return parts.join('/') + url.search;
}
