/**
 * Owns the live connections: the only code that knows socket.io. Carries packets between devices and
 * rooms; what they mean is judged elsewhere. Nothing a device sends is believed before it is parsed, and
 * nothing it sends may throw here, because that would end the process for a whole hall.
 */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import * as v from 'valibot';
import { Server, type Socket } from 'socket.io';
import type { Audience } from '#lib/domain/audience.ts';
import type { Actor, Outcome } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import { parseCommand, SOCKET_COMMANDS } from '#lib/protocol/commands.ts';
import { SOCKET_PATH, type ClientToServer, type ServerToClient } from '#lib/protocol/socket.ts';
import type { App } from '../app.ts';
import type { Room } from '../room/room.ts';
import type { OpenRooms } from '../room/rooms.ts';
import type { Since } from '../room/views.ts';
import { admit } from './handshake.ts';
import { isOwnPage } from './origin.ts';
import { Pace } from '../pace.ts';
import { Publisher, type Connection } from './publisher.ts';

/**
 * The largest honest packet: three points of 2,000 family emojis (25 bytes each) are 150 kB; the givens in
 * twelve languages or 500 items for a cluster are a third of it. What is larger ends the connection, and a
 * text that is stored on the phone would then be sent again for ever.
 */
const MAX_PACKET_BYTES = 256 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
/** Faster than people type or tap, and slow enough that a whole outbox comes through after a cut. */
const PARTICIPANT_PACE = { perSecond: 10, burst: 40 };
/** Staff sends lists in pieces and holds down a key. */
const STAFF_PACE = { perSecond: 50, burst: 200 };
/** Being up to date is costly to find out; a device in trouble asks again and again. */
const SYNC_PACE = { perSecond: 2, burst: 10 };
const TYPING_PACE = { perSecond: 1, burst: 2 };
const LONGEST_WAIT_MS = 10_000;
/** A phone that reads slower than the hall talks is cut off here; it asks for what it missed. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
const LOOK_AT_BUFFERS_MS = 1000;
/** A colleague who was signed out or removed elsewhere is put out of an open console within this time. */
const RECHECK_MS = 30_000;
/** Tabs of one device; the longest open one makes room. */
const MOST_CONNECTIONS = 6;

interface Who {
	workshopId: Id;
	actor: Actor;
	room: Room;
}

type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, Who>;
type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, Who>;
type Ack = (answer: unknown) => void;

const SINCE = v.object({
	since: v.pipe(
		v.record(v.pipe(v.string(), v.maxLength(100)), v.pipe(v.number(), v.safeInteger())),
		v.check((since) => Object.keys(since).length <= 20)
	)
});

interface LiveTools extends Pick<App, 'config' | 'log' | 'findWorkshop' | 'actor'> {
	rooms: OpenRooms;
	now: () => number;
	recheckMs?: number;
}

export interface Live {
	attach(httpServer: HttpServer): void;
	/** Says goodbye and ends all connections so that they come back to whoever answers next. */
	close(): Promise<void>;
}

export function createLive(tools: LiveTools): Live {
	const { config, log, rooms, now, recheckMs = RECHECK_MS } = tools;
	const publishers = new Map<Id, Publisher>();
	const pace = {
		participant: new Pace(PARTICIPANT_PACE),
		staff: new Pace(STAFF_PACE),
		sync: new Pace(SYNC_PACE),
		typing: new Pace(TYPING_PACE)
	};
	let closing = false;

	const io: LiveServer = new Server({
		path: SOCKET_PATH,
		serveClient: false,
		transports: ['polling', 'websocket'],
		maxHttpBufferSize: MAX_PACKET_BYTES,
		connectTimeout: CONNECT_TIMEOUT_MS,
		// Costs 3–25 times the CPU and 6 times the memory of a connection.
		perMessageDeflate: false,
		allowRequest: (request: IncomingMessage, decide) => {
			decide(null, !closing && isOwnPage(request, config));
		}
	});

	io.use((socket, next) => {
		admit(tools, socket.handshake.auth, socket.handshake.headers.cookie)
			.then(async (admission) => {
				if (!admission.ok) return next(refusal(admission.code));
				const { workshopId, actor } = admission;
				socket.data = { workshopId, actor, room: await rooms.open(workshopId) };
				next();
			})
			.catch((error: unknown) => {
				log.error({ err: error }, 'a connection could not be judged');
				next(refusal('storage_unavailable'));
			});
	});

	io.on('connection', (socket) => {
		const { workshopId, actor, room } = socket.data;
		const publisher = publisherOf(workshopId, room);
		const connection = connectionOf(socket, workshopId, actor);
		makeRoom(publisher, actor);
		publisher.add(connection);
		socket.on('disconnect', () => {
			publisher.remove(connection);
			if (publisher.size) return;
			publisher.stop();
			if (publishers.get(workshopId) === publisher) publishers.delete(workshopId);
		});

		const sender = senderOf(socket.id, workshopId, actor);
		on(socket, 'sync', ([raw], ack) => {
			const wait = pace.sync.waitMs(sender, now());
			const { success, output } = v.safeParse(SINCE, raw);
			if (wait > LONGEST_WAIT_MS) return;
			const answer = () => {
				if (!socket.connected) return;
				ack(publisher.sync(connection, success ? (output.since as Since) : {}));
			};
			if (wait === 0) answer();
			else setTimeout(() => guarded(answer), wait);
		});
		on(socket, 'command', async ([raw], ack) => {
			ack(await obey(sender, workshopId, actor, raw));
		});
		on(socket, 'typing', () => {
			if (actor.role === 'participant' && pace.typing.allows(sender, now()))
				publisher.types(actor.id);
		});
	});

	async function obey(
		sender: string,
		workshopId: Id,
		actor: Actor,
		raw: unknown
	): Promise<Outcome> {
		const role = actor.role === 'participant' ? 'participant' : 'staff';
		if (!pace[role].allows(sender, now())) return { ok: false, code: 'too_fast' };
		const parsed = parseCommand(raw);
		if (!parsed.ok) return { ok: false, ...parsed.refusal };
		if (actor.role === 'screen' || !SOCKET_COMMANDS[role].has(parsed.command.type))
			return { ok: false, code: 'not_allowed' };
		return rooms.submit(workshopId, parsed.command, actor);
	}

	function publisherOf(workshopId: Id, room: Room): Publisher {
		const known = publishers.get(workshopId);
		if (known && known.room === room) return known;
		const publisher = new Publisher(room, {
			broadcast: (audience, batch) =>
				void io.to(channel(workshopId, audience)).emit('batch', batch),
			hint: (hint) =>
				void io
					.to([channel(workshopId, 'staff'), channel(workshopId, 'screen')])
					.volatile.emit('hall', hint),
			now,
			uptime: () => performance.now(),
			later: (ms, callback) => later(ms, () => guarded(callback)),
			report
		});
		publishers.set(workshopId, publisher);
		return publisher;
	}

	function makeRoom(publisher: Publisher, actor: Actor): void {
		if (actor.role !== 'participant') return;
		const [oldest, ...others] = publisher.connectionsOf(actor.id);
		if (oldest && others.length + 1 >= MOST_CONNECTIONS) oldest.drop();
	}

	/** A handler that throws or rejects costs its sender the answer and nobody else anything. */
	function on(
		socket: LiveSocket,
		event: keyof ClientToServer,
		handle: (packet: unknown[], ack: Ack) => void | Promise<void>
	): void {
		socket.on(event, (...packet: unknown[]) => {
			const last = packet.at(-1);
			const ack: Ack = typeof last === 'function' ? (last as Ack) : () => {};
			guarded(() => handle(packet, ack));
		});
	}

	const report = (error: unknown) => log.error({ err: error }, 'a live connection failed');

	function guarded(work: () => void | Promise<void>): void {
		try {
			work()?.catch(report);
		} catch (error) {
			report(error);
		}
	}

	/** Rights of staff can end without a change in the workshop; those of phones cannot. */
	async function recheck(): Promise<void> {
		for (const socket of [...io.of('/').sockets.values()]) {
			if (socket.data.actor?.role === 'participant') continue;
			const { auth, headers } = socket.handshake;
			if (!(await admit(tools, auth, headers.cookie)).ok) socket.conn.close();
		}
	}

	const timers = [
		setInterval(() => cutOffSlowReaders(io), LOOK_AT_BUFFERS_MS),
		setInterval(() => guarded(recheck), recheckMs)
	];
	for (const timer of timers) timer.unref();

	return {
		attach: (httpServer) => void io.attach(httpServer),
		async close() {
			closing = true;
			for (const timer of timers) clearInterval(timer);
			for (const publisher of publishers.values()) publisher.flush();
			io.emit('bye');
			// The goodbye is written in this turn of the loop.
			await new Promise((next) => setImmediate(next));
			// Closing io itself would say "server disconnect", after which clients do not come back.
			io.engine?.close();
			for (const publisher of publishers.values()) publisher.stop();
			publishers.clear();
		}
	};
}

const channel = (workshopId: Id, audience: Audience) => `${workshopId}|${audience}`;

/** Whose pace it is: the device in this workshop; staff by connection, as several share one link. */
function senderOf(socketId: string, workshopId: Id, actor: Actor): string {
	return actor.role === 'participant' ? `${workshopId} ${actor.id}` : socketId;
}

function refusal(code: string): Error & { data: { code: string } } {
	return Object.assign(new Error(code), { data: { code } });
}

function later(ms: number, callback: () => void): () => void {
	if (ms <= 0) {
		const soon = setImmediate(callback);
		return () => clearImmediate(soon);
	}
	const timer = setTimeout(callback, ms);
	return () => clearTimeout(timer);
}

function connectionOf(socket: LiveSocket, workshopId: Id, actor: Actor): Connection {
	return {
		actor,
		enter: (audience) => void socket.join(channel(workshopId, audience)),
		leave: (audience) => void socket.leave(channel(workshopId, audience)),
		send: (batch) => void socket.emit('batch', batch),
		// Not volatile: while nothing changes in the hall, no second hint would follow a dropped first one.
		hint: (hint) => void socket.emit('hall', hint),
		// Not socket.disconnect(): after that a client does not come back by itself.
		drop: () => void socket.conn.close()
	};
}

/** The parts of engine.io's connection in which waiting packets lie; it has no public count of them. */
interface Buffers {
	writeBuffer: { data?: unknown }[];
	transport: { socket?: { bufferedAmount?: number; terminate?: () => void } };
}

function cutOffSlowReaders(io: LiveServer): void {
	for (const { conn } of io.of('/').sockets.values()) {
		const { writeBuffer, transport } = conn as unknown as Buffers;
		let buffered = transport.socket?.bufferedAmount ?? 0;
		for (const { data } of writeBuffer) if (typeof data === 'string') buffered += data.length;
		if (buffered <= MAX_BUFFERED_BYTES) continue;
		// Not a polite close, which would wait behind what the device does not read.
		conn.close(true);
		transport.socket?.terminate?.();
	}
}
