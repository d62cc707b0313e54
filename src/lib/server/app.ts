/**
 * The one composition root. Everything with a life of its own (store, rooms, sockets, accounts) is made
 * here and disposed here; nothing on the server is module-global. Routes, sockets and the CLI reach the
 * workshop through `App`.
 */
import type { Server as HttpServer } from 'node:http';
import { v7 as newUuid } from 'uuid';
import type { Actor, Command, Outcome } from '#lib/domain/commands.ts';
import { normalizeCode } from '#lib/domain/code.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { SyncAnswer } from '#lib/protocol/socket.ts';
import { Asking } from './asking.ts';
import { createClock } from './clock.ts';
import type { Config } from './config.ts';
import { cookieName, readCookie } from './cookies.ts';
import { Guesses } from './guesses.ts';
import { KeptPages } from './kept-pages.ts';
import { createKeys, loadSecret } from './keys.ts';
import { createLive } from './live/live.ts';
import type { Log } from './log.ts';
import { createRooms } from './room/rooms.ts';
import { SimilarHints } from './similar.ts';
import { createStaff, type Accounts } from './staff/staff.ts';
import { claimFolder } from './store/claim.ts';
import { openDatabase } from './store/database.ts';
import { createSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

export interface Rooms {
	/** Judges and stores a command in the workshop's queue; resolves after the commit. Never rejects. */
	submit(workshopId: Id, command: Command, actor: Actor): Promise<Outcome>;
	/** The workshop's current rows; for reading only. */
	state(workshopId: Id): Promise<State>;
	/** What a connection of that actor sees now. */
	snapshot(workshopId: Id, actor: Actor): Promise<SyncAnswer>;
	/** Deletes the workshop with everything that belongs to it and ends its connections. */
	drop(workshopId: Id): Promise<void>;
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
	/** What a participant hands to somebody who stays with them, and back. Opens nothing but that seat. */
	invitation(workshopId: Id, participantId: Id): string;
	readInvitation(invitation: string | null | undefined, workshopId: Id): Id | null;
	/** Five digits that are said aloud instead; good only beside the number of the table. */
	spokenInvitation(workshopId: Id, participantId: Id): string;
}

export interface App {
	readonly config: Config;
	readonly log: Log;
	readonly store: Store;
	readonly rooms: Rooms;
	readonly keys: Keys;
	readonly staff: Accounts;
	/** Wrong codes, from pages and sockets together. */
	readonly guesses: Guesses;
	/** Who asks for a person without having a seat. */
	readonly asking: Asking;
	readonly pages: KeptPages;
	readonly similar: SimilarHints;
	findWorkshop(code: string): Promise<Id | null>;
	/**
	 * Who is asking about this workshop by cookies: participant by token, console/screen by link cookie,
	 * office by staff account. Routes and the socket handshake use the same function.
	 */
	actor(
		cookieHeader: string | null,
		workshopId: Id,
		surface: 'phone' | 'screen' | 'console'
	): Promise<Actor | null>;
	attach(httpServer: HttpServer): void;
	ready(): Promise<{ ok: boolean; reasons: string[] }>;
	close(): Promise<void>;
}

export interface AppOptions {
	config: Config;
	log: Log;
	/** The server's clock; default: the machine's, without its jumps. */
	now?: () => number;
	/** Replaces the SQLite store; accounts stay in SQLite, in memory then. */
	store?: Store;
	/** How often open consoles and projectors are asked whether they still may. */
	recheckMs?: number;
}

/** Short beside what a person notices, long beside a sync of the disk. */
const GATHER_MS = 6;

/** The running app of this process, kept by `hooks.server.ts`. */
export const APP_KEY = Symbol.for('auftakt.app');

export async function createApp({
	config,
	log,
	now = createClock(),
	store: givenStore,
	recheckMs
}: AppOptions): Promise<App> {
	const dataDir = givenStore ? null : config.dataDir;
	const keys = createKeys(loadSecret(config.dataDir));
	const claim = dataDir === null ? null : claimFolder(dataDir, log);
	const database = openOrRelease(() => openDatabase({ dataDir, log, now }), claim);
	const store = givenStore ?? createSqliteStore({ database, now, gatherMs: GATHER_MS });
	const staff = await createStaff({ config, log, database, now });
	const rooms = createRooms({ store, log, now, newId: () => newUuid() });
	const guesses = new Guesses();
	const asking = new Asking(now);
	let stopping = false;

	async function actor(...[cookies, workshopId, surface]: Parameters<App['actor']>) {
		const state = await rooms.state(workshopId);
		const { workshop } = state;
		if (!workshop) return null;
		if (surface === 'phone') {
			const token = readCookie(cookies, cookieName('phone', workshopId));
			const id = keys.readParticipantToken(token, workshopId);
			// After a rehearsal was wiped the token is still good, but the person is gone.
			return state.get('participant', id) ? ({ role: 'participant', id } as Actor) : null;
		}
		const holdsLink = (role: 'console' | 'screen') => {
			const key = readCookie(cookies, cookieName(role, workshopId));
			return key !== undefined && keys.checkLink(key, workshopId, role, workshop.keyVersion);
		};
		const isFacilitator = holdsLink('console');
		if (surface === 'screen' && (isFacilitator || holdsLink('screen')))
			return { role: 'screen' } as const;
		if (isFacilitator) return { role: 'facilitator' } as const;
		const member = cookies && (await staff.who(new Headers({ cookie: cookies })));
		if (!member) return null;
		return surface === 'screen' ? ({ role: 'screen' } as const) : ({ role: 'office' } as const);
	}

	const findWorkshop: App['findWorkshop'] = async (code) => {
		const canonical = normalizeCode(code);
		return canonical === null ? null : store.findByCode(canonical);
	};
	const live = createLive({
		config,
		log,
		rooms,
		now,
		findWorkshop,
		actor,
		guesses,
		asking,
		...(recheckMs !== undefined && { recheckMs })
	});

	return {
		config,
		log,
		store,
		rooms,
		keys,
		staff,
		guesses,
		asking,
		pages: new KeptPages(rooms.state),
		similar: new SimilarHints(),
		findWorkshop,
		actor,
		attach: live.attach,

		async ready() {
			if (stopping) return { ok: false, reasons: ['stopping'] };
			try {
				await store.check();
				return { ok: true, reasons: [] };
			} catch (error) {
				log.warn({ err: error }, 'not ready');
				return { ok: false, reasons: ['storage'] };
			}
		},

		async close() {
			if (stopping) return;
			stopping = true;
			// First everything that was accepted is stored and answered, then the phones are sent away.
			await rooms.drain();
			await live.close();
			await store.close();
			if (database.open) database.close();
			claim?.release();
		}
	};
}

/** A start that failed must not leave the folder taken. */
function openOrRelease<T>(open: () => T, claim: { release(): void } | null): T {
	try {
		return open();
	} catch (error) {
		claim?.release();
		throw error;
	}
}
