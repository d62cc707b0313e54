/**
 * Owns one try to reach the server: one socket, used once and thrown away. The only code that knows
 * socket.io-client; its own reconnecting stays off, because a socket that died in its sleep holds on to
 * what it believes, and a new one tells the truth.
 */
import type { Socket } from 'socket.io-client';
import {
	PROTOCOL,
	SOCKET_PATH,
	type ClientToServer,
	type Handshake,
	type ServerToClient
} from '#lib/protocol/socket.ts';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

/**
 * `direct`: WebSocket, one round trip less. `detour`: long polling, which networks that break WebSocket let
 * through; WebSocket is then tried beside it, and taken if it works.
 */
export type Way = 'direct' | 'detour';

export interface Caller {
	open(): void;
	/** Anything at all has come. */
	heard(): void;
	/** On the detour WebSocket turned out to work. */
	upgraded(): void;
	/** Once, and nothing after it; `refused` is the server's reason not to let this page in. */
	ended(refused?: string): void;
}

export interface Line {
	readonly socket: LiveSocket;
	/** Gives it up without waiting for anything; the caller hears no more. */
	hangUp(): void;
}

export type Dial = (way: Way, caller: Caller) => Line;

/**
 * A request of long polling that hangs on a dead network would keep one of the browser's six connections.
 * Far above the heartbeat, which ends each honest one, and above a slow phone's whole snapshot.
 */
const REQUEST_TIMEOUT_MS = 15_000;

/** Rejects when the program's files are gone, as after an update of the server. */
export async function loadDial(who: Omit<Handshake, 'protocol'>): Promise<Dial> {
	const { io } = await import('socket.io-client');
	return (way, caller) => {
		const socket: LiveSocket = io({
			path: SOCKET_PATH,
			forceNew: true,
			reconnection: false,
			transports: way === 'direct' ? ['websocket'] : ['polling', 'websocket'],
			requestTimeout: REQUEST_TIMEOUT_MS,
			auth: { ...who, protocol: PROTOCOL } satisfies Handshake
		});
		const engine = socket.io.engine;
		let isOver = false;
		const hangUp = () => {
			isOver = true;
			// Before the goodbye, which would be told as an end.
			socket.off();
			socket.disconnect();
		};
		const end = (refused?: string) => {
			if (isOver) return;
			hangUp();
			caller.ended(refused);
		};
		const once = (tell: () => void) => () => {
			if (!isOver) tell();
		};
		engine.on('packet', once(caller.heard));
		engine.on('upgrade', once(caller.upgraded));
		socket.on('connect', once(caller.open));
		socket.on('disconnect', () => end());
		socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
			end(error.data?.code)
		);
		return { socket, hangUp };
	};
}
