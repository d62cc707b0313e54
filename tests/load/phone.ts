/**
 * Owns one device of the generator: comes in by the real handshake, asks for what it has missed, keeps
 * what was not acknowledged and sends it again after a cut, as the pages do. Remembers only revisions and
 * open commands, so that thousands fit into one process.
 */
import { PROTOCOL, SOCKET_PATH } from '#lib/protocol/socket.ts';
import type { Mark } from './ideas.ts';
import { epochIn, packetOf, type Packet, type Revision } from './packets.ts';
import { PollingConnection } from './polling.ts';
import { WebSocketConnection } from './web-socket.ts';

export interface Person {
	/** Empty on a bare server. */
	cookie: string;
	surface: 'phone' | 'screen' | 'console';
	code: string;
	/** The number of the workshop among those of a run; nothing of another one may be heard. */
	hall: number;
	/** Who sits together hears the same. */
	table: number;
}

export interface Target {
	port: number;
	dialect: 'auftakt' | 'bare';
	transport: 'websocket' | 'polling';
	offerCompression: boolean;
}

export interface Command {
	id: string;
	/** The packet behind its number: `["command",{…}]`. */
	body: string;
	answered: (ok: boolean, answer: string) => void;
}

export interface PhoneEvents {
	/** Connected, and holding the state of now. */
	ready(phone: Phone, ideasInAnswer: () => readonly Mark[]): void;
	ideas(phone: Phone, packet: Packet & { type: 'ideas' }): void;
	lost(phone: Phone, reason: string): void;
	refused(phone: Phone, reason: string): void;
	gap(phone: Phone): void;
}

const PATH = `${SOCKET_PATH}/?EIO=4&transport=websocket`;

export class Phone {
	readonly person: Person;
	readonly #target: Target;
	readonly #events: PhoneEvents;
	#connection: WebSocketConnection | PollingConnection | undefined;
	#bytesBefore = 0;
	readonly #since = new Map<string, number>();
	#epoch: string | null = null;
	/** The last answer's revisions, read when they are needed. */
	#unread: (() => Revision[]) | undefined;
	#isReady = false;
	#nextAck = 0;
	#syncAck = -1;
	readonly #outbox = new Map<string, Command>();
	readonly #sent = new Map<number, Command>();

	constructor(person: Person, target: Target, events: PhoneEvents) {
		this.person = person;
		this.#target = target;
		this.#events = events;
	}

	get isReady(): boolean {
		return this.#isReady;
	}

	/** Not acknowledged yet. */
	get open(): number {
		return this.#outbox.size;
	}

	get bytes(): number {
		return this.#bytesBefore + (this.#connection?.bytes ?? 0);
	}

	connect(): void {
		const { port, dialect, transport, offerCompression } = this.#target;
		const { cookie, code, surface } = this.person;
		const headers = `origin: http://127.0.0.1:${port}\r\n${cookie && `cookie: ${cookie}\r\n`}`;
		const auth = dialect === 'bare' ? '' : JSON.stringify({ code, surface, protocol: PROTOCOL });
		const Connection = transport === 'polling' ? PollingConnection : WebSocketConnection;
		this.#bytesBefore = this.bytes;
		const connection = new Connection(
			{ port, path: PATH, headers, offerCompression },
			{
				open: () => {},
				frame: (data, start, end, isCompressed) => {
					if (this.#connection !== connection) return;
					const packet = packetOf(data, start, end, isCompressed);
					if (packet.type === 'open') connection.send(`40${auth}`);
					else this.#take(packet);
				},
				close: (reason) => {
					if (this.#connection !== connection) return;
					this.#isReady = false;
					this.#events.lost(this, reason);
				}
			}
		);
		this.#connection = connection;
	}

	cut(): void {
		const connection = this.#connection;
		this.#bytesBefore = this.bytes;
		this.#connection = undefined;
		this.#isReady = false;
		connection?.cut();
	}

	stall(): void {
		this.#connection?.stall();
	}

	/** Kept until it is answered. */
	send(command: Command): void {
		this.#outbox.set(command.id, command);
		if (this.#isReady) this.#emit(command);
	}

	#emit(command: Command): void {
		const ack = this.#nextAck++;
		this.#sent.set(ack, command);
		this.#connection?.send(`42${ack}${command.body}`);
	}

	#take(packet: Packet): void {
		switch (packet.type) {
			case 'ping':
				return this.#connection?.send('3');
			case 'connected':
				this.#sent.clear();
				return this.#target.dialect === 'bare' ? this.#ready(() => []) : this.#sync();
			case 'refused':
				return this.#events.refused(this, packet.reason);
			case 'ack':
				return packet.id === this.#syncAck ? this.#synced(packet) : this.#answered(packet);
			case 'ideas':
				return this.#heard(packet);
		}
	}

	#sync(): void {
		this.#readAnswer();
		this.#syncAck = this.#nextAck++;
		const known = JSON.stringify({ since: Object.fromEntries(this.#since), epoch: this.#epoch });
		this.#connection?.send(`42${this.#syncAck}["sync",${known}]`);
	}

	#synced({ head, marks, revisions, canWait }: Packet & { type: 'ack' }): void {
		this.#epoch = epochIn(head);
		this.#since.clear();
		this.#unread = revisions;
		if (canWait) return this.#ready(marks);
		this.#readAnswer();
		const known = marks();
		this.#ready(() => known);
	}

	#readAnswer(): void {
		const revisions = this.#unread?.() ?? [];
		this.#unread = undefined;
		for (const [audience, rev] of revisions) this.#since.set(audience, rev);
	}

	#ready(marks: () => readonly Mark[]): void {
		const isNew = !this.#isReady;
		this.#isReady = true;
		if (isNew) for (const command of this.#outbox.values()) this.#emit(command);
		this.#events.ready(this, marks);
	}

	#answered({ id, ok, head }: Packet & { type: 'ack' }): void {
		const command = this.#sent.get(id);
		if (!command) return;
		this.#sent.delete(id);
		this.#outbox.delete(command.id);
		command.answered(ok, head);
	}

	#heard(packet: Packet & { type: 'ideas' }): void {
		const { audience, rev, prev, isReset } = packet;
		this.#readAnswer();
		if (audience) {
			const mine = this.#since.get(audience);
			// What comes before the answer to `sync` is part of that answer.
			if (mine === undefined && !isReset && !this.#isReady) return;
			if (isReset && audience.startsWith('table:'))
				for (const other of this.#since.keys())
					if (other.startsWith('table:')) this.#since.delete(other);
			if (!isReset && mine !== undefined && prev > mine) {
				this.#events.gap(this);
				this.#sync();
			}
			this.#since.set(audience, Math.max(mine ?? 0, rev));
		}
		this.#events.ideas(this, packet);
	}
}
