/**
 * Owns what a screen may ask of the live client. Screens read reactive getters and send commands; they
 * never see a socket. Confirmed rows and own pending commands are kept apart: a screen that shows
 * something unconfirmed says so.
 */
import type { Command, CommandType, Outcome, Payloads, Refusal } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id, Kind } from '#lib/domain/rows.ts';
import type { HallHint, SyncAnswer } from '#lib/protocol/socket.ts';

/**
 * `phone_offline`: the device itself has no network. `server_away`: the network is there, the server does
 * not answer. `captive`: somebody else answers in its place, as a Wi-Fi does that wants a log-in first.
 * `stale`: the page is older than the server and is about to reload. Shown within 5 s.
 */
export type Connection =
	'connecting' | 'live' | 'phone_offline' | 'server_away' | 'captive' | 'stale';

export interface Pending {
	command: Command;
	/** `waiting`: stored here, not yet acknowledged. `refused`: will not be sent again; `refusal` says why. */
	state: 'waiting' | 'refused';
	refusal?: Refusal;
}

export interface LiveOptions {
	code: string;
	surface: 'phone' | 'screen' | 'console';
	/** Rendered by the server with the page, so that something is there before the socket is. */
	initial: SyncAnswer;
	/** The same of the hall: figures that would otherwise be missing for a moment. */
	hall?: HallHint;
}

export interface Live {
	readonly connection: Connection;
	/** The own participant id; null on screen and console. */
	readonly me: Id | null;
	/** True when what is written would not survive this page (storage blocked or full): say so honestly. */
	readonly volatile: boolean;

	/** All rows of a kind that this device may see, in order of arrival. Reactive. */
	rows<K extends Kind>(kind: K): SeenOf[K][];
	/** Those that concern this device itself: its own contributions, seat, votes. Reactive. */
	own<K extends Kind>(kind: K): SeenOf[K][];
	get<K extends Kind>(kind: K, id: Id | null | undefined): SeenOf[K] | undefined;

	readonly workshop: SeenOf['workshop'];
	/** In order of the run-of-show. */
	readonly steps: SeenOf['step'][];
	/** The current step; null while only the doors are open. */
	readonly step: SeenOf['step'] | null;
	/** In order of their numbers. */
	readonly tables: SeenOf['table'][];
	/** The table whose cloth this phone sees now. */
	readonly table: SeenOf['table'] | null;
	/** The own seat (phone). */
	readonly seat: SeenOf['seat'] | null;
	readonly hall: HallHint | null;

	/** The server's time now; reactive, moves once a second while mounted. */
	readonly now: number;
	/** Milliseconds left of a step (never below 0), null when it has no end. Reactive. */
	leftMs(step: SeenOf['step'] | null): number | null;

	/** Own commands that are not confirmed yet, in order. */
	readonly pending: Pending[];
	/** Stores the command, sends it, resolves with the server's answer (which may take long). */
	send<T extends CommandType>(type: T, payload: Payloads[T]): Promise<Outcome>;
	/** The latest revision of anything here; not reactive. */
	readonly rev: number;
	/** All that is here, as the server would have sent it. */
	snapshot(): SyncAnswer;
	/** Removes a refused command from the list. */
	dismiss(commandId: Id): void;
	/** A hint that somebody types; at most every few seconds. */
	typing(): void;

	/** Connects; returns the undo. Call in an effect of the page's root. */
	start(): () => void;
}
