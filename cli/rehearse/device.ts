/**
 * Owns a device of the hall: one live connection with the same mirror and outbox that the pages use, so
 * that a rehearsal tries the real ones. Comes back by itself after a cut and sends again what was not
 * answered.
 */
import { io, type Socket } from 'socket.io-client';
import { v7 as newId } from 'uuid';
import { Clock } from '#lib/client/clock.ts';
import { Mirror } from '#lib/client/mirror.ts';
import { createMemoryStorage } from '#lib/client/outbox-storage.ts';
import { Outbox } from '#lib/client/outbox.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { Id, Kind } from '#lib/domain/rows.ts';
import {
	PROTOCOL,
	SOCKET_PATH,
	type Batch,
	type ClientToServer,
	type ServerToClient
} from '#lib/protocol/socket.ts';
import type { Visitor } from './visitor.ts';

const ANSWER_TIMEOUT_MS = 8000;
/** A server that was killed and started again is back within this. */
const PATIENCE_MS = 60_000;

export interface DeviceOptions {
	visitor: Pick<Visitor, 'origin' | 'cookie'>;
	code: string;
	surface: 'phone' | 'console' | 'screen';
}

export class Device {
	readonly visitor: DeviceOptions['visitor'];
	readonly mirror = new Mirror();
	readonly #outbox: Outbox;
	readonly #clock = new Clock();
	readonly #socket: Socket<ServerToClient, ClientToServer>;
	readonly #watchers = new Set<() => void>();
	#isSynced = false;
	/** How often the connection was lost. */
	cuts = 0;
	/** Why the server would not have this device; it does not try again. */
	turnedAway: string | undefined;
	me: Id | null = null;

	constructor({ visitor, code, surface }: DeviceOptions) {
		this.visitor = visitor;
		this.#outbox = new Outbox(createMemoryStorage(), code);
		this.mirror.onChange = () => this.#tell();
		this.#outbox.onChange = () => this.#tell();
		this.#socket = io(visitor.origin, {
			path: SOCKET_PATH,
			forceNew: true,
			transports: ['websocket'],
			auth: { code, surface, protocol: PROTOCOL },
			extraHeaders: { cookie: visitor.cookie, origin: visitor.origin },
			reconnectionDelay: 300,
			reconnectionDelayMax: 1500,
			timeout: 6000,
			autoConnect: false
		});
		this.#socket.on('connect', () => void this.#sync());
		this.#socket.on('disconnect', () => {
			this.cuts += 1;
			this.#isSynced = false;
			this.#outbox.open(null);
			this.#tell();
		});
		this.#socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
			if (!error.data?.code) return;
			this.turnedAway = error.data.code;
			this.#tell();
		});
		this.#socket.on('batch', (batch) => {
			this.received(batch);
			if (this.mirror.apply(batch) === 'gap') void this.#sync();
		});
	}

	/** For those who want to know what comes over the wire. */
	protected received(_batch: Batch): void {}

	async connect(): Promise<void> {
		this.#socket.connect();
		await this.until(() => this.#isSynced);
	}

	close(): void {
		this.#outbox.open(null);
		this.#socket.disconnect();
	}

	/** Stored, then sent until it is answered. */
	send<T extends CommandType>(type: T, payload: Payloads[T]): Promise<Outcome> {
		const command = { id: newId(), type, payload, typedAt: Math.round(this.#clock.now()) };
		return this.#outbox.send(command as Command);
	}

	typing(): void {
		this.#socket.volatile.emit('typing');
	}

	/** Everything sent so far has its answer. */
	get isSettled(): boolean {
		return this.#outbox.entries.every(({ state }) => state !== 'waiting');
	}

	rows<K extends Kind>(kind: K): SeenOf[K][] {
		return [...this.mirror.rows(kind).values()];
	}

	get workshop(): SeenOf['workshop'] | undefined {
		return this.rows('workshop')[0];
	}

	get step(): SeenOf['step'] | undefined {
		return this.mirror.rows('step').get(this.workshop?.stepId ?? '');
	}

	/** Resolves as soon as it is true; rejects when that takes too long or the server refuses the device. */
	until(isTrue: () => boolean, longestMs = PATIENCE_MS): Promise<void> {
		return new Promise((resolve, reject) => {
			const done = (error?: Error) => {
				clearTimeout(timer);
				this.#watchers.delete(look);
				if (error) reject(error);
				else resolve();
			};
			const look = () => {
				if (this.turnedAway) done(new Error(`The server turned a device away: ${this.turnedAway}`));
				else if (isTrue()) done();
			};
			const timer = setTimeout(() => done(new Error('A device waited in vain')), longestMs);
			this.#watchers.add(look);
			look();
		});
	}

	async #sync(): Promise<void> {
		const sentAt = this.#clock.mark();
		const socket = this.#socket;
		try {
			const answer = await socket
				.timeout(ANSWER_TIMEOUT_MS)
				.emitWithAck('sync', { since: this.mirror.since(), epoch: this.mirror.epoch });
			this.#clock.learn(answer.now, sentAt, this.#clock.mark());
			this.me = answer.me;
			for (const batch of answer.batches) this.received(batch);
			this.mirror.sync(answer);
		} catch {
			// No answer on a connection that claims to be open: a new one tells the truth.
			socket.io.engine.close();
			return;
		}
		this.#isSynced = true;
		this.#outbox.open((command) =>
			socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('command', command)
		);
		this.#tell();
	}

	#tell(): void {
		for (const look of [...this.#watchers]) look();
	}
}
