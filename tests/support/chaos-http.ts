/**
 * Owns what proxies that understand HTTP do to people between them and the server: they drop the upgrade to
 * WebSocket, hand on answers only when they are complete, send requests of one session to servers that do
 * not know it, or answer everything with a log-in page of their own. Used through `ChaosProxy`.
 */
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface HttpFaults {
	/** WebSocket is not possible: the request goes on without its wish to upgrade. */
	stripUpgrade: boolean;
	/** An answer is handed on only when the last byte of it is here. */
	buffering: boolean;
	/** Everything is answered with this page and status 200; the server hears nothing. */
	captive: string | null;
	/** Of a hundred requests of a running session so many reach a server that does not know it. */
	lostSessionsPercent: number;
}

export interface HttpChaos {
	readonly port: number;
	readonly faults: HttpFaults;
	close(): Promise<void>;
}

/** A session the server cannot know, of the form it would have. */
const UNKNOWN_SESSION = 'AAAAAAAAAAAAAAAAAAAA';

export async function createHttpChaos(
	target: { host: string; port: number },
	wish: Partial<HttpFaults>
): Promise<HttpChaos> {
	const faults: HttpFaults = {
		stripUpgrade: false,
		buffering: false,
		captive: null,
		lostSessionsPercent: 0,
		...wish
	};
	let requests = 0;

	/** Evenly spread, so that a run can be repeated. */
	function pathOf(url: string): string {
		if (!/[?&]sid=/.test(url)) return url;
		requests += 1;
		const isLost = (requests * faults.lostSessionsPercent) % 100 < faults.lostSessionsPercent;
		return isLost ? url.replace(/([?&]sid=)[^&]+/, `$1${UNKNOWN_SESSION}`) : url;
	}

	function handOn(from: IncomingMessage, to: ServerResponse): void {
		if (faults.captive !== null) {
			from.resume();
			to.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(faults.captive);
			return;
		}
		const { method = 'GET', url = '/', headers } = from;
		const onward = ask({ ...target, method, path: pathOf(url), headers });
		onward.on('response', (answer) => {
			const begin = () => to.writeHead(answer.statusCode ?? 502, answer.headers);
			if (!faults.buffering) {
				begin();
				answer.pipe(to);
			} else {
				const pieces: Buffer[] = [];
				answer.on('data', (piece: Buffer) => pieces.push(piece));
				answer.on('end', () => begin().end(Buffer.concat(pieces)));
			}
			answer.on('error', () => to.destroy());
		});
		onward.on('error', () => {
			if (to.headersSent) to.destroy();
			else to.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
		});
		to.on('close', () => onward.destroy());
		from.pipe(onward);
	}

	const server = createServer(handOn);
	// Node hands a wish to upgrade to this listener only; without one it is an ordinary request.
	server.on('upgrade', (from: IncomingMessage, device: Socket, head: Buffer) => {
		if (faults.stripUpgrade || faults.captive !== null) {
			// What nginx without `proxy_set_header Upgrade` makes of it: the server refuses the transport.
			const status = faults.captive === null ? '400 Bad Request' : '200 OK';
			const body = faults.captive ?? '{"code":3,"message":"Bad request"}';
			device.on('error', () => {});
			device.end(
				`HTTP/1.1 ${status}\r\ncontent-type: text/html\r\nconnection: close\r\n` +
					`content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
			);
			return;
		}
		const onward = connect(target);
		const end = () => {
			device.destroy();
			onward.destroy();
		};
		for (const socket of [device, onward]) socket.on('error', end).on('close', end);
		const lines = [`${from.method} ${pathOf(from.url ?? '/')} HTTP/1.1`];
		for (let i = 0; i + 1 < from.rawHeaders.length; i += 2)
			lines.push(`${from.rawHeaders[i]}: ${from.rawHeaders[i + 1]}`);
		onward.write(`${lines.join('\r\n')}\r\n\r\n`);
		onward.write(head);
		device.pipe(onward);
		onward.pipe(device);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	return {
		port: (server.address() as AddressInfo).port,
		faults,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		}
	};
}
