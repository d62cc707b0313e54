/**
 * Owns one kept-open HTTP connection of a generator: one request after the other, as cheap as it can be,
 * because what the generator spends is missing from the machine it measures. Understands what servers
 * answer here (lengths and chunks), follows nothing and keeps no cookies.
 */
import { connect, type Socket } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

export interface HttpAnswer {
	status: number;
	/** Lower-case names; several of a kind are joined by line feeds. */
	headers: Map<string, string>;
	/** As it came over the wire, only put together. */
	body: Buffer;
}

interface Waiting {
	resolve: (answer: HttpAnswer) => void;
	reject: (error: Error) => void;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

export class HttpConnection {
	readonly #port: number;
	#socket: Socket | undefined;
	#received: Buffer = NOTHING;
	#waiting: Waiting | undefined;
	bytes = 0;

	constructor(port: number) {
		this.#port = port;
	}

	request(method: string, path: string, headers: string, body = ''): Promise<HttpAnswer> {
		return new Promise((resolve, reject) => {
			if (this.#waiting) return reject(new Error('One request at a time'));
			this.#waiting = { resolve, reject };
			const length = method === 'POST' ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
			const host = `host: 127.0.0.1:${this.#port}\r\n`;
			this.#open().write(`${method} ${path} HTTP/1.1\r\n${host}${headers}${length}\r\n${body}`);
		});
	}

	close(): void {
		this.#socket?.destroy();
	}

	#open(): Socket {
		if (this.#socket && !this.#socket.destroyed) return this.#socket;
		const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true });
		this.#socket = socket;
		this.#received = NOTHING;
		socket.on('data', (data: Buffer) => {
			this.bytes += data.length;
			this.#received = this.#received.length ? Buffer.concat([this.#received, data]) : data;
			this.#read();
		});
		const failed = () => {
			const waiting = this.#waiting;
			this.#waiting = undefined;
			waiting?.reject(new Error('The connection was closed'));
		};
		socket.on('error', failed);
		socket.on('close', failed);
		return socket;
	}

	#read(): void {
		const end = this.#received.indexOf(HEAD_END);
		if (end < 0) return;
		const [first = '', ...lines] = this.#received.toString('latin1', 0, end).split('\r\n');
		const headers = new Map<string, string>();
		for (const line of lines) {
			const colon = line.indexOf(':');
			const name = line.slice(0, colon).toLowerCase();
			const value = line.slice(colon + 1).trim();
			headers.set(name, headers.has(name) ? `${headers.get(name)}\n${value}` : value);
		}
		const status = Number(first.split(' ')[1]);
		const start = end + HEAD_END.length;
		const hasBody = status !== 204 && status !== 304;
		const parts = !hasBody
			? { body: NOTHING, next: start }
			: headers.get('transfer-encoding') === 'chunked'
				? chunks(this.#received, start)
				: whole(this.#received, start, Number(headers.get('content-length') ?? 0));
		if (!parts) return;
		this.#received = this.#received.subarray(parts.next);
		const waiting = this.#waiting;
		this.#waiting = undefined;
		waiting?.resolve({ status, headers, body: parts.body });
	}
}

export function decoded({ headers, body }: HttpAnswer): string {
	const encoding = headers.get('content-encoding');
	if (encoding === 'br') return brotliDecompressSync(body).toString();
	if (encoding === 'gzip') return gunzipSync(body).toString();
	return body.toString();
}

function whole(received: Buffer, start: number, length: number) {
	const next = start + length;
	return received.length < next ? undefined : { body: received.subarray(start, next), next };
}

function chunks(received: Buffer, start: number) {
	const parts: Buffer[] = [];
	for (let at = start; ;) {
		const line = received.indexOf('\r\n', at);
		if (line < 0) return undefined;
		const length = Number.parseInt(received.toString('latin1', at, line), 16);
		const next = line + 2 + length + 2;
		if (received.length < next) return undefined;
		if (length === 0) return { body: Buffer.concat(parts), next };
		parts.push(received.subarray(line + 2, line + 2 + length));
		at = next;
	}
}
