/**
 * A bare device for tests: a socket with cookie and origin as a browser would send them, and the same
 * mirror that the real page uses. Sends commands without an outbox, so a test sees every answer.
 */
import { io, type Socket } from 'socket.io-client';
import { v7 as newId } from 'uuid';
import type { Audience, SeenOf } from '#lib/domain/audience.ts';
import type { CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { Id, Kind } from '#lib/domain/rows.ts';
import { Mirror } from '#lib/client/mirror.ts';
import {
	PROTOCOL,
	SOCKET_PATH,
	type Batch,
	type ClientToServer,
	type HallHint,
	type ServerToClient,
	type SyncAnswer
} from '#lib/protocol/socket.ts';

export interface PhoneOptions {
	url: string;
	code: string;
	surface?: 'phone' | 'screen' | 'console';
	cookie?: string;
	/** Default: the server's own; null sends none. */
	origin?: string | null;
	transports?: ('polling' | 'websocket')[];
	protocol?: number;
	reconnection?: boolean;
	/** Further headers of the handshake. */
	headers?: Record<string, string>;
}

const PATIENCE_MS = 5000;

export class Phone {
	readonly socket: Socket<ServerToClient, ClientToServer>;
	readonly mirror = new Mirror();
	/** Everything that came over the wire, for tests of what must not. */
	readonly received: unknown[] = [];
	readonly disconnects: string[] = [];
	me: Id | null = null;
	hall: HallHint | null = null;
	syncs = 0;

	constructor(options: PhoneOptions) {
		const { url, code, surface = 'phone', cookie, protocol = PROTOCOL } = options;
		const origin = options.origin === undefined ? url : options.origin;
		this.socket = io(url, {
			path: SOCKET_PATH,
			forceNew: true,
			transports: options.transports ?? ['websocket'],
			upgrade: false,
			auth: { code, surface, protocol },
			extraHeaders: {
				...options.headers,
				...(cookie && { cookie }),
				...(origin !== null && { origin })
			},
			reconnection: options.reconnection ?? true,
			reconnectionDelay: 20,
			reconnectionDelayMax: 100,
			autoConnect: false
		});
		this.socket.onAny((event: string, ...packet: unknown[]) => {
			if (event !== 'hall') this.received.push(...packet);
		});
		this.socket.on('batch', (batch) => this.#take(batch));
		this.socket.on('hall', (hint) => (this.hall = hint));
		this.socket.on('disconnect', (reason) => this.disconnects.push(reason));
		// The first time `open` asks, and waits for the answer.
		this.socket.on('connect', () => {
			if (this.syncs) this.#syncAgain();
		});
	}

	/** Connects and syncs; rejects with the code of a refusal. */
	async open(): Promise<this> {
		await new Promise<void>((resolve, reject) => {
			this.socket.once('connect', resolve);
			this.socket.once('connect_error', (error: Error & { data?: { code?: string } }) =>
				reject(new Error(error.data?.code ?? error.message))
			);
			this.socket.connect();
		});
		await this.sync();
		return this;
	}

	close(): void {
		this.socket.disconnect();
	}

	async sync(): Promise<SyncAnswer> {
		const answer = await this.socket
			.timeout(PATIENCE_MS)
			.emitWithAck('sync', { since: this.mirror.since(), epoch: this.mirror.epoch });
		this.received.push(answer);
		this.syncs += 1;
		this.me = answer.me;
		this.mirror.sync(answer);
		return answer;
	}

	send<T extends CommandType>(
		type: T,
		payload: Payloads[T],
		more: { id?: Id; typedAt?: number } = {}
	): Promise<Outcome> {
		return this.raw({ id: newId(), typedAt: Date.now(), ...more, type, payload });
	}

	/** Anything at all as a command. */
	raw(command: unknown): Promise<Outcome> {
		return this.socket.timeout(PATIENCE_MS).emitWithAck('command', command as never);
	}

	rows<K extends Kind>(kind: K): SeenOf[K][] {
		return [...this.mirror.rows(kind).values()];
	}

	get table(): Id | null {
		const audience = this.mirror.audiences.find((name: Audience) => name.startsWith('table:'));
		return audience?.slice('table:'.length) ?? null;
	}

	texts(): string[] {
		return this.rows('contribution').map(({ text }) => text);
	}

	#take(batch: Batch): void {
		if (this.mirror.apply(batch) === 'gap') this.#syncAgain();
	}

	/** A device that is closed meanwhile gets no answer, and needs none. */
	#syncAgain(): void {
		this.sync().catch(() => {});
	}
}

/** Opens phones and closes them all again. */
export class Phones {
	readonly #all: Phone[] = [];

	async open(options: PhoneOptions): Promise<Phone> {
		const phone = this.make(options);
		return phone.open();
	}

	make(options: PhoneOptions): Phone {
		const phone = new Phone(options);
		this.#all.push(phone);
		return phone;
	}

	closeAll(): void {
		for (const phone of this.#all.splice(0)) phone.close();
	}
}
