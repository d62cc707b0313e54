/**
 * Owns the door of a live connection: who comes in, and with which right. Whoever is turned away learns a
 * code and nothing of the workshop.
 */
import * as v from 'valibot';
import type { Actor, RefusalCode } from '#lib/domain/commands.ts';
import { normalizeCode } from '#lib/domain/code.ts';
import type { Id } from '#lib/domain/rows.ts';
import { PROTOCOL } from '#lib/protocol/socket.ts';
import type { App } from '../app.ts';

const HANDSHAKE = v.object({
	code: v.pipe(v.string(), v.maxLength(40)),
	surface: v.picklist(['phone', 'screen', 'console']),
	protocol: v.number()
});

export type Admission =
	{ ok: true; workshopId: Id; actor: Actor } | { ok: false; code: RefusalCode };

export async function admit(
	{ findWorkshop, actor, guesses }: Pick<App, 'findWorkshop' | 'actor' | 'guesses'>,
	auth: unknown,
	cookieHeader: string | undefined
): Promise<Admission> {
	const given = v.safeParse(HANDSHAKE, auth);
	if (!given.success) return { ok: false, code: 'malformed' };
	const { code, surface, protocol } = given.output;
	if (protocol !== PROTOCOL) return { ok: false, code: 'too_old' };
	const canonical = normalizeCode(code);
	const workshopId = canonical && (await findWorkshop(canonical));
	// Counted with those at the pages' door; who asks with a right code is never slowed.
	if (!workshopId) return { ok: false, code: guesses.wrong() };
	const who = await actor(cookieHeader ?? null, workshopId, surface);
	return who ? { ok: true, workshopId, actor: who } : { ok: false, code: 'not_allowed' };
}
