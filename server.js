/**
 * The production entry: one HTTP server for pages, files and live connections.
 *
 * SvelteKit's built handler creates the app while it loads (`init` in hooks.server.ts); this file takes
 * it from `globalThis`, so pages and sockets share one instance. What must stay true here: every answer
 * carries the security headers, wherever it comes from; the address a request was sent to is derived
 * from a checked Host header, so forms work under each name the hall uses; and a stopping server finishes
 * what it has begun, lets phones reconnect elsewhere, and is gone within SHUTDOWN_TIMEOUT.
 *
 * Needs a build (`npm run build`) and Node 24, which runs the imported .ts files as they are.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { enableCompileCache, flushCompileCache } from 'node:module';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @typedef {import('#lib/server/config.ts').Config} Config
 * @typedef {import('#lib/server/app.ts').App} App
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {{ app: App, config: Config, port: number, stop: () => Promise<void> }} Running
 */

const APP = Symbol.for('auftakt.app');

/** Headers between this file and adapter-node; whatever a client sends under these names is dropped. */
const PROTOCOL_HEADER = 'x-auftakt-protocol';
const HOST_HEADER = 'x-auftakt-host';

/** A name, an IPv4 or a bracketed IPv6 address, with an optional port: no path, user or list. */
const HOST_SYNTAX = /^(?:[a-z0-9_](?:[a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** Compiled code of the last start. Gone with the build it belongs to; a folder nobody may write is no harm. */
const COMPILED = fileURLToPath(new URL('./build/.compile-cache', import.meta.url));
/** Writing it takes a moment that nobody should notice, so not while the phones come back. */
const COMPILED_KEPT_AFTER_MS = 20_000;

/** How much of the shutdown may go into waiting for requests that are being answered. */
const SHARE_FOR_REQUESTS = 0.4;

/**
 * Starts listening. One server per process: the built handler and the app belong to the process.
 * @param {Config} config
 * @returns {Promise<Running>}
 */
export async function start(config) {
	enableCompileCache(COMPILED);
	const { createAssets } = await import('#lib/server/assets.ts');
	const handler = await loadHandler(config);
	const assets = createAssets(fileURLToPath(new URL('./build/client', import.meta.url)));
	const app = /** @type {App | undefined} */ (Reflect.get(globalThis, APP));
	if (!app)
		throw new Error('The build has not created the app; hooks.server.ts must do so in init.');

	const securityHeaders = securityHeadersFor(config);
	let stopping = false;
	let answering = 0;

	const server = createServer((request, response) => {
		answering += 1;
		response.once('close', () => (answering -= 1));
		if (stopping) response.setHeader('connection', 'close');
		if (stopping && request.url === '/readyz') {
			answer(response, 503, { ok: false, reasons: ['stopping'] });
		} else if (!setAddress(request, config)) {
			answer(response, 400, { message: 'Bad Host header' });
		} else if (!assets(request, response)) {
			void render(request, response);
		}
	});
	const render = async (/** @type {Request} */ request, /** @type {Response} */ response) => {
		const kept = app.pages.find(request, originOf(request));
		if (kept !== null && (await app.pages.serve(kept, request, response))) return;
		await handler(request, response, () => answer(response, 404, { message: 'Not Found' }));
	};
	app.attach(server);
	// Socket.io takes over the listeners it finds, so this one comes last and runs first.
	server.prependListener(
		'request',
		(/** @type {Request} */ _, /** @type {Response} */ response) => {
			for (const [name, value] of securityHeaders) response.setHeader(name, value);
		}
	);

	server.listen(config.port, config.host);
	await once(server, 'listening');
	setTimeout(flushCompileCache, COMPILED_KEPT_AFTER_MS).unref();
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : config.port;

	/** @type {Promise<void> | undefined} */
	let stopped;
	const stop = () => (stopped ??= shutDown());
	return { app, config, port, stop };

	async function shutDown() {
		stopping = true;
		const closed = once(server, 'close');
		server.close();
		await until(() => answering === 0, config.shutdownTimeoutMs * SHARE_FOR_REQUESTS);
		// The app ends its sockets through io.engine: clients then see a lost transport and come back.
		await app?.close();
		server.closeAllConnections();
		await closed;
	}
}

/**
 * Ends the process well on SIGTERM and SIGINT, and badly, but with a word, on what nobody caught.
 * @param {Running} running
 */
export function endWithSignals({ app, config, stop }) {
	const onSignal = (/** @type {string} */ signal) => {
		app.log.info({ signal }, 'stopping');
		setTimeout(() => {
			app.log.error('not stopped within SHUTDOWN_TIMEOUT, leaving anyway');
			process.exit(1);
		}, config.shutdownTimeoutMs).unref();
		stop().then(
			() => process.exit(0),
			(error) => endAfter(error)
		);
	};
	// A terminal signals the whole process group and the launcher passes it on: twice is normal.
	process.on('SIGTERM', onSignal);
	process.on('SIGINT', onSignal);

	const endAfter = (/** @type {unknown} */ error) => {
		// State after an uncaught error is unknown; every acknowledged write is on disk already.
		app.log.fatal({ err: error }, 'uncaught error');
		process.exit(1);
	};
	process.on('uncaughtException', endAfter);
	process.on('unhandledRejection', endAfter);
}

/**
 * adapter-node reads its settings from the environment while it loads, so they are put there first.
 * @param {Config} config
 * @returns {Promise<(request: Request, response: Response, next: () => void) => unknown>}
 */
async function loadHandler(config) {
	const settings = {
		ORIGIN: config.origin,
		BODY_SIZE_LIMIT: config.bodySizeLimit,
		// Nothing here asks for a visitor's address.
		ADDRESS_HEADER: undefined,
		XFF_DEPTH: undefined,
		PROTOCOL_HEADER,
		HOST_HEADER,
		PORT_HEADER: undefined
	};
	for (const [name, value] of Object.entries(settings)) {
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	}
	const built = new URL('./build/handler.js', import.meta.url);
	/** @type {{ handler: (request: Request, response: Response, next: () => void) => unknown }} */
	const { handler } = await import(built.href);
	return handler;
}

/**
 * Tells adapter-node under which address this request came in; false if the Host header is unusable.
 * A proxy that ends TLS is known by ORIGIN or PUBLIC_URL, never by headers that anybody can send.
 * @param {Request} request
 * @param {Config} config
 */
function setAddress(request, config) {
	const host = request.headers.host ?? '';
	if (!HOST_SYNTAX.test(host) || !URL.canParse(`http://${host}`)) return false;
	const known = config.publicUrl ? new URL(config.publicUrl) : undefined;
	const isKnown = known?.host === host.toLowerCase();
	request.headers[HOST_HEADER] = host;
	request.headers[PROTOCOL_HEADER] = isKnown && known ? known.protocol.slice(0, -1) : 'http';
	return true;
}

/** @param {Request} request one whose address is set */
const originOf = ({ headers }) => `${headers[PROTOCOL_HEADER]}://${headers[HOST_HEADER]}`;

/** @param {Config} config */
function securityHeadersFor(config) {
	const headers = new Map([
		['x-content-type-options', 'nosniff'],
		['referrer-policy', 'same-origin'],
		// Pages replace this by their full policy.
		['content-security-policy', "frame-ancestors 'self'"]
	]);
	// Browsers ignore it on plain http and say so in the console of every phone in the hall.
	if (config.origin?.startsWith('https:')) headers.set('cross-origin-opener-policy', 'same-origin');
	return headers;
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {Record<string, unknown>} body
 */
function answer(response, status, body) {
	response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
	response.end(JSON.stringify(body));
}

/**
 * @param {() => boolean} isDone
 * @param {number} longestMs
 */
async function until(isDone, longestMs) {
	const deadline = Date.now() + longestMs;
	while (!isDone() && Date.now() < deadline) await new Promise((next) => setTimeout(next, 10));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	// Not imported above: what is loaded before the cache is on is compiled anew at each start.
	enableCompileCache(COMPILED);
	const { ConfigError, EXIT_CONFIG, loadDotEnv, readConfig } =
		await import('#lib/server/config.ts');
	try {
		loadDotEnv();
		const running = await start(readConfig(process.env));
		endWithSignals(running);
		running.app.log.info({ port: running.port }, 'listening');
	} catch (error) {
		console.error(error instanceof ConfigError ? error.message : error);
		process.exit(error instanceof ConfigError ? EXIT_CONFIG : 1);
	}
}
