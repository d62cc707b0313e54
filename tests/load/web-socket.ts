/**
 * Owns one WebSocket of a generator, on a bare TCP connection: parses only frame heads, copies only what
 * is cut apart by the network, counts every byte. Offers permessage-deflate as browsers do; what comes
 * compressed is handed on compressed, because the same bytes need to be read only once for a whole hall.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface WebSocketEvents {
	open(): void;
	/** The payload lies in a buffer that is used again after the call. */
	frame(data: Buffer, start: number, end: number, isCompressed: boolean): void;
	close(reason: string): void;
}

export interface WebSocketOptions {
	port: number;
	path: string;
	/** Further header lines, each with its line end. */
	headers: string;
	offerCompression: boolean;
}

/** All sockets of a process read into the same place: each is done with it before the next one reads. */
const SHARED = Buffer.allocUnsafe(256 * 1024);
const TEXT = 1;
const CLOSE = 8;
const PING = 9;

export class WebSocketConnection {
	readonly #socket: Socket;
	readonly #events: WebSocketEvents;
	#isOpen = false;
	/** Frames that came in pieces; `#missing` more bytes make it whole, 0 while its length is unknown. */
	#piece: Buffer | undefined;
	#filled = 0;
	#ended = false;
	bytes = 0;

	constructor(
		{ port, path, headers, offerCompression }: WebSocketOptions,
		events: WebSocketEvents
	) {
		this.#events = events;
		this.#socket = connect({
			host: '127.0.0.1',
			port,
			noDelay: true,
			onread: {
				buffer: SHARED,
				callback: (length, buffer) => {
					this.#read(buffer as Buffer, length);
					return true;
				}
			}
		});
		const extension = offerCompression
			? 'sec-websocket-extensions: permessage-deflate; client_max_window_bits\r\n'
			: '';
		this.#socket.write(
			`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nupgrade: websocket\r\n` +
				`connection: Upgrade\r\nsec-websocket-version: 13\r\n` +
				`sec-websocket-key: ${randomBytes(16).toString('base64')}\r\n${extension}${headers}\r\n`
		);
		this.#socket.on('error', (error) => this.#end(error.message));
		this.#socket.on('close', () => this.#end('closed'));
	}

	send(text: string): void {
		this.#write(TEXT, Buffer.from(text));
	}

	/** Reads nothing any more, like a phone that fell asleep with its radio on. */
	stall(): void {
		this.#socket.pause();
	}

	/** Without a goodbye, as when the Wi-Fi is gone. */
	cut(): void {
		this.#ended = true;
		this.#socket.destroy();
	}

	#end(reason: string): void {
		if (this.#ended) return;
		this.#ended = true;
		this.#socket.destroy();
		this.#events.close(reason);
	}

	#write(opcode: number, payload: Buffer): void {
		const { length } = payload;
		const size = length < 126 ? 2 : length < 65_536 ? 4 : 10;
		// A mask of zeros is a mask: the payload stays as it is.
		const frame = Buffer.alloc(size + 4 + length);
		frame[0] = 0x80 | opcode;
		if (size === 2) frame[1] = 0x80 | length;
		else if (size === 4) {
			frame[1] = 0x80 | 126;
			frame.writeUInt16BE(length, 2);
		} else {
			frame[1] = 0x80 | 127;
			frame.writeBigUInt64BE(BigInt(length), 2);
		}
		payload.copy(frame, size + 4);
		this.#socket.write(frame);
	}

	#read(buffer: Buffer, length: number): void {
		this.bytes += length;
		let at = 0;
		if (this.#piece) {
			if (this.#filled < 0) {
				// Not even a whole head yet.
				const joined = Buffer.concat([this.#piece, buffer.subarray(0, length)]);
				this.#piece = undefined;
				return this.#take(joined, 0, joined.length);
			}
			const take = Math.min(length, this.#piece.length - this.#filled);
			buffer.copy(this.#piece, this.#filled, 0, take);
			this.#filled += take;
			at = take;
			if (this.#filled < this.#piece.length) return;
			const whole = this.#piece;
			this.#piece = undefined;
			this.#take(whole, 0, whole.length);
		}
		this.#take(buffer, at, length);
	}

	#take(data: Buffer, from: number, end: number): void {
		let at = from;
		if (!this.#isOpen) {
			const head = data.subarray(at, end).indexOf('\r\n\r\n');
			if (head < 0) return this.#keep(data, at, end);
			const answer = data.toString('latin1', at, at + head);
			if (!answer.startsWith('HTTP/1.1 101'))
				return this.#end(answer.split('\r\n')[0] ?? 'refused');
			const extension = /^sec-websocket-extensions:(.*)$/im.exec(answer)?.[1];
			if (extension && !extension.includes('server_no_context_takeover'))
				return this.#end('a compression that depends on what was sent before is not understood');
			this.#isOpen = true;
			at += head + 4;
			this.#events.open();
		}
		while (at < end && !this.#ended) {
			const head = at + 1 < end ? headLength(data[at + 1] ?? 0) : Infinity;
			if (at + head > end) return this.#keep(data, at, end);
			const short = (data[at + 1] ?? 0) & 0x7f;
			const length =
				short < 126
					? short
					: short === 126
						? data.readUInt16BE(at + 2)
						: Number(data.readBigUInt64BE(at + 2));
			const next = at + head + length;
			if (next > end) return this.#keep(data, at, end, next - at);
			this.#frame(data, data[at] ?? 0, at + head, next);
			at = next;
		}
	}

	#frame(data: Buffer, first: number, start: number, end: number): void {
		const opcode = first & 0x0f;
		if (opcode === CLOSE) return this.#end('the server said goodbye');
		if (opcode === PING) return this.#write(10, Buffer.from(data.subarray(start, end)));
		if (!(first & 0x80) || opcode === 0) return this.#end('a frame in parts is not understood');
		if (opcode === TEXT) this.#events.frame(data, start, end, (first & 0x40) !== 0);
	}

	/** What is left of this reading, until more comes. */
	#keep(data: Buffer, at: number, end: number, whole = 0): void {
		this.#piece = Buffer.allocUnsafe(whole || end - at);
		data.copy(this.#piece, 0, at, end);
		this.#filled = whole ? end - at : -1;
	}
}

const headLength = (second: number): number =>
	(second & 0x7f) < 126 ? 2 : (second & 0x7f) === 126 ? 4 : 10;
