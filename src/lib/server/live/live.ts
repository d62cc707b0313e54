/**
 * Owns the live connections: the only code that knows socket.io. Carries packets between devices and
 * rooms; what they mean is judged elsewhere. Nothing a device sends is believed before it is parsed, and
 * nothing it sends may throw here, because that would end the process for a whole hall.
 */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import * as v from 'valibot';
import { Server } from 'socket.io';
import type { Actor, Outcome } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import { parseCommand, SOCKET_COMMANDS } from '#lib/protocol/commands.ts';
import {
	HEARTBEAT_MS,
	SOCKET_PATH,
	type ClientToServer,
	type ServerToClient
} from '#lib/protocol/socket.ts';
import type { App } from '../app.ts';
import type { Room } from '../room/room.ts';
import type { OpenRooms } from '../room/rooms.ts';
import type { Known } from '../room/views.ts';
import { Pace } from '../pace.ts';
import { Device, type Channels, type LiveSocket, type Who } from './device.ts';
import { admit } from './handshake.ts';
import { isOwnPage } from './origin.ts';
import { forScreen, Publisher } from './publisher.ts';
import { COMPRESSION, prepareTransports, withoutBrokenCompression } from './transport.ts';
import { letAnswersBeWritten, Writer, type Ack } from './writer.ts';

/**
 * The largest honest packet: three points of 2,000 family emojis (25 bytes each) are 150 kB; the givens in
 * twelve languages or 500 items for a cluster are a third of it. What is larger ends the connection, and a
 * text that is stored on the phone would then be sent again for ever.
 */
const MAX_PACKET_BYTES = 256 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
/**
 * How long a ping may stay unanswered before the connection counts as dead. Patient, because pings queue
 * behind what a slow phone still reads: cut off too early, it would start over with the same snapshot for
 * ever. That a person is told within seconds is the device's own doing, see HEARTBEAT_MS.
 */
const PING_TIMEOUT_MS = 20_000;
/** Faster than people type or tap, and slow enough that a whole outbox comes through after a cut. */
const PARTICIPANT_PACE = { perSecond: 10, burst: 40 };
/** Staff sends lists in pieces and holds down a key. */
const STAFF_PACE = { perSecond: 50, burst: 200 };
/** Being up to date is costly to find out; a device in trouble asks again and again. */
const SYNC_PACE = { perSecond: 2, burst: 10 };
const TYPING_PACE = { perSecond: 1, burst: 2 };
const LONGEST_WAIT_MS = 10_000;
/** How often devices that were behind are looked after. */
const READ_UP_MS = 1000;
/** A colleague who was signed out or removed elsewhere is put out of an open console within this time. */
const RECHECK_MS = 30_000;
/** Tabs of one device; the longest open one makes room. */
const MOST_CONNECTIONS = 6;

/** A workshop with live connections. */
interface Stage {
	publisher: Publisher;
	channels: Channels;
}

type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, Who>;

const KNOWN = v.object({
	epoch: v.nullish(v.pipe(v.string(), v.maxLength(80)), null),
	since: v.pipe(
		v.record(v.pipe(v.string(), v.maxLength(100)), v.pipe(v.number(), v.safeInteger())),
		v.check((since) => Object.keys(since).length <= 20)
	)
});

interface LiveTools extends Pick<
	App,
	'config' | 'log' | 'findWorkshop' | 'actor' | 'guesses' | 'asking'
> {
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
	const { config, log, rooms, now, asking, recheckMs = RECHECK_MS } = tools;
	const stages = new Map<Id, Stage>();
	const devices = new Set<Device>();
	const writer = new Writer();
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
		pingInterval: HEARTBEAT_MS,
		pingTimeout: PING_TIMEOUT_MS,
		perMessageDeflate: COMPRESSION,
		allowRequest: (request: IncomingMessage, decide) => {
			withoutBrokenCompression(request);
			decide(null, !closing && isOwnPage(request, config));
		}
	});

	letAnswersBeWritten(io);
	asking.onChange = (workshopId) => stages.get(workshopId)?.publisher.asked();

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
		const stage = stageOf(workshopId, room);
		const { publisher } = stage;
		const device = new Device(socket, stage.channels, writer);
		makeRoom(publisher, actor);
		publisher.add(device);
		devices.add(device);
		socket.on('disconnect', () => {
			devices.delete(device);
			publisher.remove(device);
			if (publisher.size) return;
			publisher.stop();
			if (stages.get(workshopId) === stage) stages.delete(workshopId);
		});

		const { sender } = device;
		on(socket, 'sync', ([raw], ack) => {
			const wait = pace.sync.waitMs(sender, now());
			if (wait > LONGEST_WAIT_MS) return;
			const { success, output } = v.safeParse(KNOWN, raw);
			const answer = () => {
				if (!socket.connected) return;
				device.sync(ack, () => publisher.sync(device, success ? (output as Known) : null));
			};
			if (wait === 0) answer();
			else setTimeout(() => guarded(answer), wait);
		});
		on(socket, 'command', async ([raw], ack) => {
			device.answer(ack, await obey(sender, workshopId, actor, raw));
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

	function stageOf(workshopId: Id, room: Room): Stage {
		const known = stages.get(workshopId);
		if (known && known.publisher.room === room) return known;
		const channels: Channels = new Map();
		const publisher = new Publisher(room, {
			broadcast: (audience, batch) => {
				const listeners = channels.get(audience);
				if (!listeners) return;
				const packet = writer.news(batch, listeners.size);
				for (const device of listeners) device.hear(packet);
			},
			hint: (hint) => {
				for (const device of channels.get('staff') ?? []) device.glance(hint);
				for (const device of channels.get('screen') ?? []) device.glance(forScreen(hint));
			},
			asking: () => asking.of(workshopId),
			now,
			uptime: () => performance.now(),
			later: (ms, callback) => later(ms, () => guarded(callback)),
			report
		});
		const stage = { publisher, channels };
		stages.set(workshopId, stage);
		return stage;
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
		handle: (packet: unknown[], ack: Ack | null) => void | Promise<void>
	): void {
		socket.on(event, (...packet: unknown[]) => {
			const last = packet.at(-1);
			const ack = typeof last === 'function' ? (last as Ack) : null;
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
		for (const device of [...devices]) {
			const { ticket } = device;
			if (ticket && !(await admit(tools, ticket.auth, ticket.cookie)).ok) device.drop();
		}
	}

	function letReadUp(): void {
		for (const device of devices) device.readUp();
	}

	const timers = [
		setInterval(() => guarded(letReadUp), READ_UP_MS),
		setInterval(() => guarded(recheck), recheckMs)
	];
	for (const timer of timers) timer.unref();

	return {
		attach(httpServer) {
			io.attach(httpServer);
			prepareTransports(io as unknown as Server, httpServer, MAX_PACKET_BYTES);
		},
		async close() {
			closing = true;
			for (const timer of timers) clearInterval(timer);
			for (const { publisher } of stages.values()) publisher.flush();
			io.emit('bye');
			// The goodbye is written in this turn of the loop.
			await new Promise((next) => setImmediate(next));
			// Closing io itself would say "server disconnect", after which clients do not come back.
			io.engine?.close();
			for (const { publisher } of stages.values()) publisher.stop();
			stages.clear();
		}
	};
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
