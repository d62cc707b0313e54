/**
 * A device that reads as slowly as a test wants, on a bare TCP connection: a WebSocket spoken by hand,
 * with or without compression, and the same mirror as the real page. Answers pings only as it reads them.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { constants, inflateRawSync } from 'node:zlib';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Outcome } from '#lib/domain/commands.ts';
import type { Kind } from '#lib/domain/rows.ts';
import { Mirror } from '#lib/client/mirror.ts';
import {
	PROTOCOL,
	SOCKET_PATH,
	type Batch,
	type Handshake,
	type SyncAnswer
} from '#lib/protocol/socket.ts';

export interface SlowDeviceOptions {
	port: number;
	code: string;
	cookie: string;
	surface: Handshake['surface'];
	offersCompression: boolean;
}

const SIP_EVERY_MS = 50;

export class SlowDevice {
	readonly mirror = new Mirror();
	readonly #options: SlowDeviceOptions;
	readonly #socket: Socket;
	#unread = Buffer.alloc(0);
	#perSecond = Infinity;
	#nextAck = 0;
	#sipping: NodeJS.Timeout;
	/** Bytes of the wire that were read. */
	bytes = 0;
	/** Frames that came compressed. */
	compressed = 0;
	/** How often it found that it had to ask, and how often it was answered. */
	syncs = 0;
	answers = 0;
	isClosed = false;
	/** Headers of the server's answer. */
	head = '';

	private constructor(options: SlowDeviceOptions) {
		this.#options = options;
		// What Node reads ahead would otherwise be read at full speed.
		const slowly = { port: options.port, host: '127.0.0.1', highWaterMark: 1024 };
		this.#socket = connect(slowly);
		this.#socket.on('error', () => {});
		this.#socket.on('close', () => (this.isClosed = true));
		// Nothing flows by itself: what is read is taken.
		this.#socket.on('readable', () => {
			if (this.#perSecond === Infinity) this.#read();
		});
		this.#sipping = setInterval(() => this.#read(), SIP_EVERY_MS);
	}

	/** Connected, and holding the state of now. */
	static async open(options: SlowDeviceOptions): Promise<SlowDevice> {
		const device = new SlowDevice(options);
		await device.#shakeHands();
		return device;
	}

	reads(bytesPerSecond: number): void {
		this.#perSecond = bytesPerSecond;
		if (bytesPerSecond === Infinity) this.#read();
	}

	rows<K extends Kind>(kind: K): SeenOf[K][] {
		return [...this.mirror.rows(kind).values()];
	}

	close(): void {
		clearInterval(this.#sipping);
		this.#socket.destroy();
	}

	/** A text frame, or a frame of any first byte and payload. */
	say(payload: string | Buffer, firstByte = 0x81): void {
		const data = Buffer.from(payload);
		const head = Buffer.alloc(data.length < 126 ? 2 : 4);
		head[0] = firstByte;
		head[1] = 0x80 | (data.length < 126 ? data.length : 126);
		if (head.length === 4) head.writeUInt16BE(data.length, 2);
		// A mask of zeros leaves the payload as it is.
		this.#socket.write(Buffer.concat([head, Buffer.alloc(4), data]));
	}

	async #shakeHands(): Promise<void> {
		const { port, cookie, offersCompression } = this.#options;
		const ready = new Promise<void>((resolve) => (this.#ready = resolve));
		this.#socket.write(
			`GET ${SOCKET_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
				`Origin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\n` +
				'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
				'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
				(offersCompression ? 'Sec-WebSocket-Extensions: permessage-deflate\r\n' : '') +
				'\r\n'
		);
		await Promise.race([ready, once(this.#socket, 'close')]);
	}

	#ready: () => void = () => {};

	#read(): void {
		const most = Math.ceil((this.#perSecond * SIP_EVERY_MS) / 1000);
		for (let left = most; left > 0;) {
			const waiting = this.#socket.readableLength;
			if (!waiting) {
				// Asks for more to be read from the network.
				this.#socket.read(0);
				return;
			}
			const chunk = this.#socket.read(Math.min(left, waiting)) as Buffer | null;
			if (!chunk) return;
			left -= chunk.length;
			this.bytes += chunk.length;
			this.#unread = Buffer.concat([this.#unread, chunk]);
			this.#takeFrames();
		}
	}

	#takeFrames(): void {
		if (!this.head) {
			const end = this.#unread.indexOf('\r\n\r\n');
			if (end < 0) return;
			this.head = this.#unread.toString('latin1', 0, end);
			this.#unread = this.#unread.subarray(end + 4);
		}
		for (;;) {
			const buffer = this.#unread;
			if (buffer.length < 2) return;
			const short = buffer.readUInt8(1);
			const size = short < 126 ? 2 : short === 126 ? 4 : 10;
			if (buffer.length < size) return;
			const length =
				size === 2 ? short : size === 4 ? buffer.readUInt16BE(2) : buffer.readUIntBE(4, 6);
			if (buffer.length < size + length) return;
			this.#unread = buffer.subarray(size + length);
			this.#takeFrame(buffer.readUInt8(0), buffer.subarray(size, size + length));
		}
	}

	#takeFrame(firstByte: number, payload: Buffer): void {
		if ((firstByte & 0x0f) !== 1) return;
		const isCompressed = (firstByte & 0x40) !== 0;
		if (isCompressed) this.compressed += 1;
		const flushed = { finishFlush: constants.Z_SYNC_FLUSH };
		this.#take((isCompressed ? inflateRawSync(payload, flushed) : payload).toString());
	}

	#take(text: string): void {
		const { code, surface } = this.#options;
		if (text === '2') return this.say('3');
		if (text.startsWith('0'))
			return this.say(`40${JSON.stringify({ code, surface, protocol: PROTOCOL })}`);
		if (text.startsWith('40')) return this.ask();
		const [, type, json] = /^4([23])\d*(\[.*)$/s.exec(text) ?? [];
		if (!type || !json) return;
		const packet = JSON.parse(json) as unknown[];
		if (type === '3') {
			const answer = packet[0] as SyncAnswer | Outcome;
			if (!('batches' in answer)) return;
			this.mirror.sync(answer);
			this.answers += 1;
			this.#ready();
		} else if (packet[0] === 'batch' && this.mirror.apply(packet[1] as Batch) === 'gap') this.ask();
	}

	/** What it has missed; once more whenever called. */
	ask(): void {
		this.syncs += 1;
		const known = { since: this.mirror.since(), epoch: this.mirror.epoch };
		this.say(`42${this.#nextAck++}${JSON.stringify(['sync', known])}`);
	}
}
