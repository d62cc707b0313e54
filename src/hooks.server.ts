/**
 * The door between SvelteKit and the app: creates the one app of this process, hands it to every
 * request, and finishes answers (language of the page, policy, compression, errors without detail).
 */
import { randomBytes } from 'node:crypto';
import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { APP_KEY, createApp, type App as AuftaktApp } from '#lib/server/app.ts';
import { compressed } from '#lib/server/compress.ts';
import { loadDotEnv, readConfig } from '#lib/server/config.ts';
import { createLogger } from '#lib/server/log.ts';
import { describe, speakPseudo } from '#lib/text/languages.ts';
import { LOOK_COOKIE, readLook, wordsOf } from '#lib/ui/look.ts';

/** Kept here, not in a module: server.js and a reloaded module in development must find the same one. */
const processWide = globalThis as { [APP_KEY]?: AuftaktApp };

const DEFAULT_LANG = 'de';
/** Those that a person may have larger and clearer; the others have scales of their own. */
const PHONE_PAGES = new Set<string | null>(['/', '/w/[code]']);
/** SvelteKit links the styles of all that a page may come to import; a guest's import brings them by itself. */
const TABLE_STYLES = /\/Joined\.[\w-]+\.css$/;
const TABLE_STYLES_LINK = /<link href="[^"]*\/Joined\.[\w-]+\.css" rel="stylesheet">/;

export const init: ServerInit = async () => {
	if (building || processWide[APP_KEY]) return;
	loadDotEnv();
	const config = readConfig(process.env);
	// Not a setting of an installation: tests look at layouts with it.
	if (process.env['AUFTAKT_PSEUDO'] === 'on') speakPseudo();
	processWide[APP_KEY] = await createApp({ config, log: createLogger(config.logLevel) });
};

export const handle: Handle = async ({ event, resolve }) => {
	const app = processWide[APP_KEY];
	// Only while building is there none. Who is asking follows from cookies, per workshop: `app.actor`.
	if (app) event.locals.app = app;

	const response = await resolve(event, {
		preload: ({ type, path }) =>
			(type === 'js' || type === 'css') && !(event.locals.isGuest && TABLE_STYLES.test(path)),
		transformPageChunk: ({ html }) => {
			// Read late: a page may decide its language while it loads.
			const lang = event.locals.lang ?? DEFAULT_LANG;
			const look = PHONE_PAGES.has(event.route.id) ? event.cookies.get(LOOK_COOKIE) : '';
			return html
				.replace(event.locals.isGuest ? TABLE_STYLES_LINK : '', '')
				.replace('%lang%', lang)
				.replace('%dir%', describe(lang).dir)
				.replace('%look%', wordsOf(readLook(look)));
		}
	});
	allowOwnSockets(response.headers, event.url);
	const { keep } = event.locals;
	const answer =
		app && keep && !event.isDataRequest
			? await app.pages.keep(event.request, response, keep)
			: response;
	return compressed(event.request, answer);
};

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status < 500) return { message: status === 404 ? 'Not Found' : 'Bad Request' };
	const id = randomBytes(4).toString('hex');
	// The route, not the address: addresses hold codes and one-time links.
	event.locals.app?.log.error({ err: error, id, status, route: event.route.id }, 'request failed');
	return { message: 'Internal Error', id };
};

/** Safari before 15.4 does not count ws: under 'self'; naming this host keeps all others shut out. */
function allowOwnSockets(headers: Headers, { host, protocol }: URL): void {
	const policy = headers.get('content-security-policy');
	if (!policy) return;
	const sockets = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`;
	headers.set(
		'content-security-policy',
		policy.replace("connect-src 'self'", `connect-src 'self' ${sockets}`)
	);
}
