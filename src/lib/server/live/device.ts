/**
 * Owns one live connection as the rest of the server sees it: what it listens to, and that it costs no
 * more memory than it reads. A device that falls behind is told nothing more until it has read what waits
 * for it; then it is made to ask what it has missed, and gets the difference instead of a backlog.
 */
import type { Socket } from 'socket.io';
import type { Audience } from '#lib/domain/audience.ts';
import type { Actor, Outcome } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import type {
	Batch,
	ClientToServer,
	HallHint,
	ServerToClient,
	SyncAnswer
} from '#lib/protocol/socket.ts';
import type { Room } from '../room/room.ts';
import type { Packet } from './packet.ts';
import type { Connection } from './publisher.ts';
import { forgetRequest, isWritable, waitingBytes, write } from './transport.ts';
import { numberOf, type Ack, type Writer } from './writer.ts';

export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, Who>;
/** Who of a workshop listens to what. */
export type Channels = Map<Audience, Set<Device>>;

export interface Who {
	workshopId: Id;
	actor: Actor;
	room: Room;
}

/** A device of which so much lies here unread is behind; about a second of the fullest hall. */
const BEHIND_BYTES = 256 * 1024;
/** From here on it is worth telling it again: asking and answering need room too. */
const READ_UP_BYTES = 32 * 1024;

export class Device implements Connection {
	readonly workshopId: Id;
	readonly actor: Actor;
	readonly #socket: LiveSocket;
	readonly #channels: Channels;
	readonly #writer: Writer;
	/** What staff came in with, because their right to be here can end elsewhere. */
	readonly ticket: { auth: unknown; cookie: string | undefined } | null = null;
	#isBehind = false;

	constructor(socket: LiveSocket, channels: Channels, writer: Writer) {
		({ workshopId: this.workshopId, actor: this.actor } = socket.data);
		this.#socket = socket;
		this.#channels = channels;
		this.#writer = writer;
		if (this.actor.role !== 'participant') {
			const { auth, headers } = socket.handshake;
			this.ticket = { auth, cookie: headers.cookie };
		}
		forgetRequest(socket);
	}

	/** Whose pace it is: the device in this workshop; staff by connection, as several share one link. */
	get sender(): string {
		const { actor } = this;
		return actor.role === 'participant' ? `${this.workshopId} ${actor.id}` : this.#socket.id;
	}

	get isConnected(): boolean {
		return this.#socket.connected;
	}

	enter(audience: Audience): void {
		const channel = this.#channels.get(audience);
		if (channel) channel.add(this);
		else this.#channels.set(audience, new Set([this]));
	}

	leave(audience: Audience): void {
		const channel = this.#channels.get(audience);
		if (channel?.delete(this) && channel.size === 0) this.#channels.delete(audience);
	}

	send(batch: Batch): void {
		this.hear(this.#writer.batch(batch));
	}

	hear(packet: Packet): void {
		if (!this.#isBehind && waitingBytes(this.#socket) > BEHIND_BYTES) this.#isBehind = true;
		if (!this.#isBehind) write(this.#socket, packet);
	}

	answer(ack: Ack | null, outcome: Outcome): void {
		const number = numberOf(ack);
		if (number !== undefined) write(this.#socket, this.#writer.outcome(number, outcome));
	}

	/** As long as it is behind, it waits in vain: it is made to ask again. */
	sync(ack: Ack | null, ask: () => SyncAnswer): void {
		const number = numberOf(ack);
		if (number === undefined) return;
		this.#isBehind = waitingBytes(this.#socket) > BEHIND_BYTES;
		if (!this.#isBehind) write(this.#socket, this.#writer.answer(number, ask()));
	}

	/** If it has read what lay here, makes it ask for what it was not told. */
	readUp(): void {
		if (!this.#isBehind || waitingBytes(this.#socket) > READ_UP_BYTES) return;
		this.#isBehind = false;
		const { rev } = this.#socket.data.room.state;
		// Follows a batch that no device has had: to each this is a gap.
		this.send({ audience: this.#mainAudience, rev: rev + 1, prev: rev + 1, rows: {} });
	}

	// Not volatile: while nothing changes in the hall, no second hint would follow a dropped first one.
	hint(hint: HallHint): void {
		this.#socket.emit('hall', hint);
	}

	/** A hint that may be lost. */
	glance(hint: HallHint): void {
		if (isWritable(this.#socket)) this.hint(hint);
	}

	/** Ends the connection; not socket.disconnect(), after which a client does not come back by itself. */
	drop(): void {
		this.#socket.conn.close();
	}

	get #mainAudience(): Audience {
		const { role } = this.actor;
		return role === 'participant' ? 'all' : role === 'screen' ? 'screen' : 'staff';
	}
}
