/**
 * Owns a bad network between devices and a server: a TCP proxy on 127.0.0.1 whose faults can be changed
 * while connections are open. Bytes keep their order, as on any TCP connection; a reader that is slowed
 * down or held is felt by the sender as a full buffer, as in the field. What only a proxy that understands
 * HTTP can do to people (no upgrade, whole answers only, a portal in between) is in `chaos-http.ts` and is
 * put behind this one.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createHttpChaos, type HttpChaos, type HttpFaults } from './chaos-http.ts';

/** What one direction of every connection suffers. */
export interface Faults {
	delayMs: number;
	/** Up to this much more delay, differing from piece to piece; the order stays. */
	jitterMs: number;
	/** Null is as fast as it goes. */
	bytesPerSecond: number | null;
	/** Bytes are taken and vanish. What a connection lost it never gets back: it is dead from then on. */
	swallow: boolean;
	/** Nothing is taken any more; goes on where it stopped when released. */
	hold: boolean;
}

export interface ChaosOptions {
	/** The server behind it. */
	port: number;
	host?: string;
	/** Default: any free port. */
	listenPort?: number;
	/** Given, a part that understands HTTP stands in between; its faults can be changed as well. */
	http?: Partial<HttpFaults>;
	/** For `jitterMs`; a seeded one makes a run repeatable. */
	random?: () => number;
}

const NONE: Faults = { delayMs: 0, jitterMs: 0, bytesPerSecond: null, swallow: false, hold: false };
/** What a direction keeps at most before its sender has to wait: about what a radio cell buffers. */
const MOST_KEPT_BYTES = 64 * 1024;
/** How often a slow line hands out its share. */
const SLICE_MS = 50;

export class ChaosProxy {
	/** From the devices to the server. */
	readonly up: Faults = { ...NONE };
	/** From the server to the devices. */
	readonly down: Faults = { ...NONE };
	/** Cuts a connection after so long without a byte either way, as many proxies do after 60 s. */
	idleCutMs: number | null = null;
	/** False: the network is gone for whoever comes new. */
	isReachable = true;
	/** Changeable at any time; undefined without `http`. */
	readonly http: HttpFaults | undefined;
	/** Connections taken so far. */
	taken = 0;
	readonly #links = new Set<Link>();
	readonly #server: Server;
	readonly #random: () => number;
	readonly #target: { host: string; port: number };
	readonly #httpChaos: HttpChaos | undefined;

	private constructor(options: ChaosOptions, httpChaos: HttpChaos | undefined) {
		this.#random = options.random ?? Math.random;
		this.#httpChaos = httpChaos;
		this.http = httpChaos?.faults;
		this.#target = httpChaos
			? { host: '127.0.0.1', port: httpChaos.port }
			: { host: options.host ?? '127.0.0.1', port: options.port };
		this.#server = createServer({ allowHalfOpen: true }, (device) => this.#take(device));
	}

	static async open(options: ChaosOptions): Promise<ChaosProxy> {
		const { host = '127.0.0.1', port, listenPort = 0, http } = options;
		const proxy = new ChaosProxy(options, http && (await createHttpChaos({ host, port }, http)));
		proxy.#server.listen(listenPort, '127.0.0.1');
		await once(proxy.#server, 'listening');
		return proxy;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get openConnections(): number {
		return this.#links.size;
	}

	/** The network as it should be, for what comes new and for what was held. */
	heal(): void {
		Object.assign(this.up, NONE);
		Object.assign(this.down, NONE);
		this.idleCutMs = null;
		this.isReachable = true;
		for (const link of this.#links) link.wake();
	}

	/** Ends all connections at once, without a goodbye; what was under way is lost. */
	cut(): void {
		for (const link of this.#links) link.end();
	}

	/** The Wi-Fi is gone: all connections end and none can be made, until `heal` or `isReachable = true`. */
	goOffline(): void {
		this.isReachable = false;
		this.cut();
	}

	/** Lets go on what `hold` stopped. */
	release(): void {
		this.up.hold = false;
		this.down.hold = false;
		for (const link of this.#links) link.wake();
	}

	async close(): Promise<void> {
		const closed = once(this.#server, 'close');
		this.#server.close();
		this.cut();
		await closed;
		await this.#httpChaos?.close();
	}

	#take(device: Socket): void {
		this.taken += 1;
		if (!this.isReachable) {
			device.on('error', () => {});
			device.resetAndDestroy();
			return;
		}
		const link = new Link(device, connect({ ...this.#target, allowHalfOpen: true }), {
			up: this.up,
			down: this.down,
			random: this.#random,
			idleCutMs: () => this.idleCutMs
		});
		this.#links.add(link);
		link.onEnd = () => this.#links.delete(link);
	}
}

interface Weather {
	up: Faults;
	down: Faults;
	random: () => number;
	idleCutMs: () => number | null;
}

/** A device's connection with its way on to the server. */
class Link {
	readonly #ends: readonly Socket[];
	readonly #lanes: readonly Lane[];
	#watching: NodeJS.Timeout;
	#lastByteAt = performance.now();
	#isOver = false;
	onEnd: () => void = () => {};

	constructor(device: Socket, server: Socket, weather: Weather) {
		this.#ends = [device, server];
		const note = () => (this.#lastByteAt = performance.now());
		this.#lanes = [
			new Lane(device, server, weather.up, weather.random, note),
			new Lane(server, device, weather.down, weather.random, note)
		];
		for (const socket of this.#ends) {
			socket.setNoDelay(true);
			socket.on('error', () => this.end());
			// Closed in order, its last bytes may still be on their way to the other end.
			socket.on('close', () => {
				if (!socket.readableEnded || this.#lanes.every((lane) => lane.isDone)) this.end();
			});
		}
		this.#watching = setInterval(() => {
			const most = weather.idleCutMs();
			if (most !== null && performance.now() - this.#lastByteAt > most) this.end();
		}, SLICE_MS);
		this.#watching.unref();
	}

	wake(): void {
		for (const lane of this.#lanes) lane.wake();
	}

	end(): void {
		if (this.#isOver) return;
		this.#isOver = true;
		clearInterval(this.#watching);
		for (const lane of this.#lanes) lane.stop();
		for (const socket of this.#ends)
			if (socket.pending) socket.destroy();
			else socket.resetAndDestroy();
		this.onEnd();
	}
}

/** One direction of one connection. */
class Lane {
	readonly #from: Socket;
	readonly #to: Socket;
	readonly #faults: Faults;
	readonly #random: () => number;
	#kept: { bytes: Buffer; dueAt: number }[] = [];
	#keptBytes = 0;
	#hasEnded = false;
	#isDead = false;
	#lastDueAt = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(from: Socket, to: Socket, faults: Faults, random: () => number, onBytes: () => void) {
		this.#from = from;
		this.#to = to;
		this.#faults = faults;
		this.#random = random;
		from.on('data', (bytes: Buffer) => {
			onBytes();
			this.#keep(bytes);
		});
		from.on('end', () => {
			this.#hasEnded = true;
			this.wake();
		});
		to.on('drain', () => this.wake());
	}

	/** Everything that came has been handed on, the end of it included. */
	get isDone(): boolean {
		return this.#hasEnded && !this.#kept.length;
	}

	wake(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#pump();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#kept = [];
		this.#isDead = true;
	}

	#keep(bytes: Buffer): void {
		const { delayMs, jitterMs } = this.#faults;
		const dueAt = performance.now() + delayMs + jitterMs * this.#random();
		this.#lastDueAt = Math.max(this.#lastDueAt, dueAt);
		this.#kept.push({ bytes, dueAt: this.#lastDueAt });
		this.#keptBytes += bytes.length;
		if (this.#keptBytes > MOST_KEPT_BYTES) this.#from.pause();
		if (!this.#timer) this.#pump();
	}

	#pump(): void {
		const { bytesPerSecond, swallow, hold } = this.#faults;
		if (swallow && this.#kept.length) this.#isDead = true;
		if (this.#isDead) {
			this.#kept = [];
			this.#keptBytes = 0;
			this.#from.resume();
			return;
		}
		if (hold) return this.#again(SLICE_MS);
		// Rounded up, so that the slowest line still moves.
		let share = bytesPerSecond === null ? Infinity : Math.ceil((bytesPerSecond * SLICE_MS) / 1000);
		while (this.#kept.length && share > 0 && !this.#to.writableNeedDrain) {
			const [first] = this.#kept as [{ bytes: Buffer; dueAt: number }];
			const early = first.dueAt - performance.now();
			if (early > 0) return this.#again(early);
			const piece = first.bytes.subarray(0, Math.min(share, first.bytes.length));
			if (piece.length === first.bytes.length) this.#kept.shift();
			else first.bytes = first.bytes.subarray(piece.length);
			this.#keptBytes -= piece.length;
			share -= piece.length;
			this.#to.write(piece);
		}
		if (this.#keptBytes <= MOST_KEPT_BYTES) this.#from.resume();
		if (this.#kept.length) this.#again(SLICE_MS);
		else if (this.#hasEnded) this.#to.end();
		// A slow line also hands out nothing more within the slice it has used up.
		else if (share <= 0) this.#again(SLICE_MS);
	}

	#again(inMs: number): void {
		this.#timer ??= setTimeout(() => this.wake(), inMs);
	}
}
