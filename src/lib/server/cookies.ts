/**
 * Owns the cookies of a workshop: one for a phone's seat, one each for the links to console and
 * projector. All are HttpOnly and of this site only; Secure exactly when the page came by https, so that a
 * laptop in a hall works too.
 */
import type { Id } from '#lib/domain/rows.ts';

export type Surface = 'phone' | 'screen' | 'console';

const LETTER = { phone: 'p', console: 'c', screen: 's' } as const;
/** Long enough for the days between an evening and the last look at one's own contributions. */
export const COOKIE_SECONDS = 14 * 86_400;

/** Ends with the random part of the id: two workshops made in the same minute begin with the same. */
export const cookieName = (surface: Surface, workshopId: Id): string =>
	`auftakt-${LETTER[surface]}-${workshopId.slice(-8)}`;

export function readCookie(header: string | null, name: string): string | undefined {
	for (const part of header?.split(';') ?? []) {
		const split = part.indexOf('=');
		if (part.slice(0, split).trim() !== name) continue;
		try {
			return decodeURIComponent(part.slice(split + 1).trim());
		} catch {
			return undefined;
		}
	}
	return undefined;
}

export const cookieOptions = (isHttps: boolean) => ({
	path: '/',
	httpOnly: true,
	sameSite: 'lax' as const,
	secure: isHttps,
	maxAge: COOKIE_SECONDS
});
