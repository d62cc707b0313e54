/**
 * Owns the addresses that staff hand out. Citizens get the short one; console and projector links carry
 * a key, because whoever has them may use them without an account.
 */
import { networkInterfaces } from 'node:os';
import type { RequestEvent } from '@sveltejs/kit';
import type { Workshop } from '#lib/domain/rows.ts';

export function linksOf(event: Pick<RequestEvent, 'locals' | 'url'>, workshop: Workshop) {
	const base = baseOf(event);
	const { id, code, keyVersion } = workshop;
	const withKey = (role: 'console' | 'screen') =>
		`${base}/w/${code}/${role}?key=${event.locals.app.keys.link(id, role, keyVersion)}`;
	return { join: `${base}/w/${code}`, screen: withKey('screen'), console: withKey('console') };
}

/** As set; else as this page was opened; else, from this very computer, its address in the hall. */
export function baseOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): string {
	const { publicUrl, host } = locals.app.config;
	if (publicUrl) return publicUrl;
	if (!/^(localhost|127\.|\[::1\])/.test(url.hostname)) return url.origin;
	// A server that listens on one address only cannot be reached under the others.
	if (host !== '0.0.0.0' && host !== '::') return url.origin;
	const address = Object.values(networkInterfaces())
		.flat()
		.find((one) => one?.family === 'IPv4' && !one.internal)?.address;
	if (!address) return url.origin;
	return `${url.protocol}//${address}${url.port ? `:${url.port}` : ''}`;
}
