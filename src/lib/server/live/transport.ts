/**
 * Owns what has to be known of engine.io and ws beyond what they document: where a WebSocket's bytes wait,
 * how a ready frame reaches it, what it has agreed on, and how it reads compressed packets. Everything
 * here has a way round: a connection that does not look as expected is written to as engine.io does.
 */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex, Writable } from 'node:stream';
import { constants, inflateRawSync } from 'node:zlib';
import { inflateSync } from 'fflate';
import type { Server, Socket } from 'socket.io';
import type { Packet } from './packet.ts';

const OPEN = 1;
const EXTENSION = 'permessage-deflate';

/** Asked for in the handshake. ws itself never compresses what it sends: only ready frames are compressed. */
export const COMPRESSION = {
	serverNoContextTakeover: true,
	// Otherwise each connection would keep a window of 32 kB for what the device says.
	clientNoContextTakeover: true,
	threshold: Number.MAX_SAFE_INTEGER
};

interface Deflate {
	decompress(data: Buffer, isLast: boolean, done: (error: unknown, data?: Buffer) => void): void;
	cleanup(): void;
}

interface WebSocket {
	readyState: number;
	bufferedAmount: number;
	_socket?: Writable | null;
	_extensions?: Record<string, Deflate | undefined>;
}

interface Transport {
	name: string;
	writable: boolean;
	perMessageDeflate?: unknown;
	socket?: WebSocket;
}

interface Conn {
	readyState: string;
	upgrading: boolean;
	transport: Transport;
	writeBuffer: { data?: unknown }[];
	request: IncomingMessage | null;
	write(text: string): void;
	once(event: 'upgrade', listener: (transport: Transport) => void): void;
}

const connOf = (socket: Pick<Socket, 'conn'>) => socket.conn as unknown as Conn;

/** Prepares every WebSocket of this server; to be called once it is attached. */
export function prepareTransports(io: Server, httpServer: HttpServer, maxBytes: number): void {
	httpServer.on('upgrade', (_request, stream) => forgetResponse(stream));
	io.engine.on('connection', (raw: unknown) => {
		const conn = raw as Conn;
		prepare(conn.transport, maxBytes);
		if (conn.transport.name !== 'websocket')
			conn.once('upgrade', (transport) => prepare(transport, maxBytes));
	});
}

function prepare(transport: Transport, maxBytes: number): void {
	// engine.io would otherwise believe that frames must be compressed for each connection.
	transport.perMessageDeflate = null;
	const deflate = transport.socket?._extensions?.[EXTENSION];
	if (!deflate) return;
	const inSteps = deflate.decompress.bind(deflate);
	// ws keeps 50 kB per connection for inflating, pings' answers included, and a turn in a thread pool.
	deflate.cleanup();
	let isInSteps = false;
	deflate.decompress = (data, isLast, done) => {
		if (!isLast || isInSteps) {
			isInSteps = !isLast;
			return inSteps(data, isLast, done);
		}
		let inflated: Buffer | undefined;
		let failure: unknown = null;
		try {
			inflated = inflate(data, maxBytes);
		} catch (error) {
			failure = error;
		}
		// ws reads on inside `done`, and must not do so while it is still here.
		process.nextTick(done, failure, inflated);
	};
}

/** An idea fits. */
const SHORT_BYTES = 512;
/** Deflate grows nothing more than 1,032 times; beyond its end the library would write on, and slowly. */
const SHORT_OUTPUT = Buffer.alloc(SHORT_BYTES * 1032 + 1);
/** What a WebSocket leaves out at the end of a flushed stream, and an empty last block that ends it. */
const END = Buffer.of(0, 0, 0xff, 0xff, 1, 0, 0, 0xff, 0xff);

/** Null when it is not short after all, or no stream. */
function inflateShort(data: Buffer, maxBytes: number): Buffer | null {
	try {
		const inflated = inflateSync(Buffer.concat([data, END]), { out: SHORT_OUTPUT });
		return inflated.length <= maxBytes ? Buffer.from(inflated) : null;
	} catch {
		return null;
	}
}

/** A WebSocket message, as it was before it was compressed; throws what is none, or longer than that. zlib
 * sets up a machine of 40 kB for each: for short ones that is most of the work. */
export function inflate(data: Buffer, maxBytes: number): Buffer {
	const short = data.length <= SHORT_BYTES ? inflateShort(data, maxBytes) : null;
	return (
		short ??
		inflateRawSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBytes })
	);
}

/**
 * Safari 15.0 to 15.3 ends a connection on which compression was agreed, at the first longer message.
 * Leaving the offer unread is the answer of a server that cannot compress.
 */
export function withoutBrokenCompression(request: IncomingMessage): void {
	const browser = request.headers['user-agent'] ?? '';
	if (/\bVersion\/15\.[0-3]\b|\bOS 15_[0-3]\b/.test(browser))
		delete request.headers['sec-websocket-extensions'];
}

/** The handshake's request is held for life by engine.io, with its headers and its parser: 10 kB each. */
export function forgetRequest(socket: Socket): void {
	connOf(socket).request = null;
	(socket as unknown as { handshake: unknown }).handshake = null;
}

/**
 * engine.io gives each WebSocket a response for middlewares that wait for its end, and that keeps the
 * request for life, whatever else forgets it. It is the only one that waits for the end just once.
 */
function forgetResponse(stream: Duplex): void {
	for (const listener of stream.rawListeners('close'))
		if ('listener' in listener) stream.off('close', listener as unknown as () => void);
}

/** Whether it may be given compressed frames from now on. */
export function canInflate(socket: Pick<Socket, 'conn'>): boolean {
	return connOf(socket).transport.socket?._extensions?.[EXTENSION] !== undefined;
}

/** How much waits because the device does not read; what the kernel has taken is not counted. */
export function waitingBytes(socket: Pick<Socket, 'conn'>): number {
	const { transport, writeBuffer } = connOf(socket);
	let bytes = transport.socket?.bufferedAmount ?? 0;
	for (const { data } of writeBuffer) if (typeof data === 'string') bytes += data.length;
	return bytes;
}

/** Whether a packet that may be lost should be sent now. */
export const isWritable = (socket: Pick<Socket, 'conn'>) => connOf(socket).transport.writable;

/** Puts a packet behind all that was sent before, in the way that costs least. */
export function write(socket: Pick<Socket, 'conn'>, packet: Packet): void {
	const conn = connOf(socket);
	if (conn.readyState !== 'open') return;
	const webSocket = conn.transport.socket;
	const stream = webSocket?.readyState === OPEN ? webSocket._socket : null;
	if (!stream || conn.upgrading || conn.writeBuffer.length) conn.write(packet.text);
	else {
		gather(stream);
		stream.write(canInflate(socket) ? packet.compressedFrame : packet.frame);
	}
}

const gathering: Writable[] = [];

/** What one device is told in one go (its own news and its table's) leaves in one write. */
function gather(stream: Writable): void {
	if (stream.writableCorked > 0) return;
	stream.cork();
	if (gathering.push(stream) === 1) process.nextTick(letGo);
}

function letGo(): void {
	for (const stream of gathering.splice(0)) stream.uncork();
}
