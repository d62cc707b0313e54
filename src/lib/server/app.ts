/**
 * The one composition root. Everything with a life of its own (store, rooms, sockets, accounts) is made
 * here and disposed here; nothing on the server is module-global. Routes, sockets and the CLI reach the
 * workshop through `App`.
 */
import type { Server as HttpServer } from 'node:http';
import type { Actor, Command, Outcome } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { SyncAnswer } from '#lib/protocol/socket.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

export interface Rooms {
	/** Judges and stores a command in the workshop's queue; resolves after the commit. Never rejects. */
	submit(workshopId: Id, command: Command, actor: Actor): Promise<Outcome>;
	/** The workshop's current rows; for reading only. */
	state(workshopId: Id): Promise<State>;
	/** What a connection of that actor sees now. */
	snapshot(workshopId: Id, actor: Actor): Promise<SyncAnswer>;
}

/** Secrets that need no storage: MACs over ids with the secret in DATA_DIR/secret. */
export interface Keys {
	/** For console and projector links; changes with the workshop's `keyVersion`. */
	link(workshopId: Id, role: 'console' | 'screen', keyVersion: number): string;
	checkLink(key: string, workshopId: Id, role: 'console' | 'screen', keyVersion: number): boolean;
	/** The participant id that belongs to a join command: unguessable, the same when sent again. */
	participantId(workshopId: Id, commandId: Id): Id;
	/** Cookie value of a participant, and back; null when forged or of another workshop. */
	participantToken(workshopId: Id, participantId: Id): string;
	readParticipantToken(token: string | undefined, workshopId: Id): Id | null;
}

/** Who is asking, from cookies alone. */
export interface Staff {
	/** One-time link that creates the owner, as long as there is no account; else null. */
	ownerLink(base: string): Promise<string | null>;
	/** The signed-in staff member, or null. */
	who(headers: Headers): Promise<{ id: string; name: string; role: 'owner' | 'office' } | null>;
}

export interface App {
	readonly config: Config;
	readonly log: Log;
	readonly store: Store;
	readonly rooms: Rooms;
	readonly keys: Keys;
	readonly staff: Staff;
	findWorkshop(code: string): Promise<Id | null>;
	/**
	 * Who is asking about this workshop by cookies: participant by token, console/screen by link cookie,
	 * office by staff account. Routes and the socket handshake use the same function.
	 */
	actor(cookieHeader: string | null, workshopId: Id, surface: 'phone' | 'screen' | 'console'): Promise<Actor | null>;
	attach(httpServer: HttpServer): void;
	ready(): Promise<{ ok: boolean; reasons: string[] }>;
	close(): Promise<void>;
}

export interface AppOptions {
	config: Config;
	log: Log;
}

export async function createApp(_options: AppOptions): Promise<App> {
	throw new Error('written next');
}

/** The running app of this process, kept by `hooks.server.ts`. */
export const APP_KEY = Symbol.for('auftakt.app');
