/**
 * Owns the two-way wire between a device and the server: four events in, four out. Variety lives in
 * commands and rows, not in event names. Whatever comes in is parsed before it is used.
 */
import type { Audience, SeenOf } from '#lib/domain/audience.ts';
import type { Command, Outcome } from '#lib/domain/commands.ts';
import type { Id, Kind } from '#lib/domain/rows.ts';

/** Raised whenever an old page could misread a new server or the other way round. */
export const PROTOCOL = 3;
export const SOCKET_PATH = '/live';
/**
 * The server says something at least this often, if only a ping: a device that has heard nothing for twice
 * as long knows that nothing of its connection is left, and can tell its person within five seconds.
 * Measured: a thousand quiet phones cost the server about 5 % of a core.
 */
export const HEARTBEAT_MS = 2000;

/** Sent with the handshake. Who it is follows from the cookie (phone) or the key (screen, console). */
export interface Handshake {
	code: string;
	surface: 'phone' | 'screen' | 'console';
	protocol: number;
}

export type RowsByKind = { [K in Kind]?: SeenOf[K][] };
export type GoneByKind = { [K in Kind]?: Id[] };

/**
 * Rows of one audience up to `rev`. `prev` is the `rev` of the batch before it for this audience: if it is
 * newer than mine, something was missed and I ask again. `reset` replaces all I have of this audience;
 * a `table:` audience with `reset` also replaces any other table I had.
 */
export interface Batch {
	audience: Audience;
	rev: number;
	prev: number;
	reset?: true;
	rows: RowsByKind;
	gone?: GoneByKind;
}

export interface SyncAnswer {
	/** The server's clock in ms since the epoch. */
	now: number;
	/** Names this life of the server's data; to be said with `since`, whose numbers count only in it. */
	epoch: string;
	/** The sender's own participant id; null for screen and console. */
	me: Id | null;
	/** One per audience the connection belongs to; audiences not listed are to be forgotten. */
	batches: Batch[];
}

/** A hint: memory only, may be lost, at most once a second, to screen and console. */
export interface HallHint {
	/** People at the devices that have a seat. */
	people: number;
	/** Devices connected now. */
	online: number;
	/** Devices connected now that have seen the present call; 0 when nobody is called. */
	heard: number;
	/** Everybody's way follows from the letter, so the rule can be said aloud. */
	spoken: boolean;
	/** All contributions of the evening that were not taken back. */
	contributions: number;
	/** Who asks for a person without having a seat: the table whose sign was scanned, null at the door. */
	asking: (number | null)[];
	tables: Record<
		Id,
		{
			/** Devices whose seat lies at this table in the current round. */
			seated: number;
			/** The people at those devices. */
			people: number;
			online: number;
			/** Confirmed to have arrived at the current change. */
			arrived: number;
			hasHost: boolean;
			/** Contributions in the current or latest round. */
			posts: number;
			/** Server time of the latest contribution, null when none in this round. */
			lastPostAt: number | null;
			/** Somebody types right now. */
			writing: boolean;
			/** Number of essences sent. */
			essences: number;
			/** Seats at this table that several devices share, by their names, with the people on them. */
			shared: { seat: string; people: number }[];
		}
	>;
}

export interface ServerToClient {
	batch: (batch: Batch) => void;
	hall: (hint: HallHint) => void;
	/** The server stops on purpose and will be back. */
	bye: () => void;
}

export interface ClientToServer {
	sync: (
		known: { since: Partial<Record<Audience, number>>; epoch: string | null },
		ack: (answer: SyncAnswer) => void
	) => void;
	command: (command: Command, ack: (outcome: Outcome) => void) => void;
	typing: () => void;
}
