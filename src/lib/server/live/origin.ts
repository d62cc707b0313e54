/**
 * Owns whether a page may open a live connection here. Browsers send cookies along with connections that
 * a foreign page opens, and socket.io lets any page in: so only pages of this server may. A WebSocket
 * always names its page's origin. A long-polling handshake is a plain GET, for which browsers name no
 * origin on their own site; then the referrer must be of this site. Neither of the two can be left out or
 * forged by a foreign page.
 */
import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

export function isOwnPage(
	{ headers }: Pick<IncomingMessage, 'headers'>,
	{ origin, publicUrl }: Pick<Config, 'origin' | 'publicUrl'>
): boolean {
	const isUpgrade = headers.upgrade !== undefined;
	const page = headers.origin ?? (isUpgrade ? undefined : headers.referer);
	if (page === undefined || !URL.canParse(page)) return false;
	const from = new URL(page);
	if (from.protocol !== 'http:' && from.protocol !== 'https:') return false;
	// Behind a proxy whose address is known no other is accepted.
	if (origin !== undefined) return from.origin === origin || from.origin === publicUrl;
	return from.origin === publicUrl || from.host === hostOf(headers.host, from.protocol);
}

/** As a URL would say it: lower case, without the port that goes without saying. */
function hostOf(host: string | undefined, protocol: string): string | null {
	const address = `${protocol}//${host}`;
	return host && URL.canParse(address) ? new URL(address).host : null;
}
