/**
 * A whole server for tests: the app on a folder of its own, listening on a free port, without SvelteKit.
 * `settle` what a test opens in `afterEach`; `restart` is a stop and a new app on the same folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import type { Actor, Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { readConfig } from '#lib/server/config.ts';
import { cookieName } from '#lib/server/cookies.ts';
import { createLogger } from '#lib/server/log.ts';
import { createMemoryStore } from '#lib/server/store/memory.ts';
import type { Store } from '#lib/server/store/store.ts';

export const OFFICE: Actor = { role: 'office' };
export const FACILITATOR: Actor = { role: 'facilitator' };
export const GUEST: Actor = { role: 'guest' };

export interface TestAppOptions {
	/** Default `sqlite`, as in the field. A store object is used as it is. */
	store?: 'memory' | 'sqlite' | Store;
	now?: () => number;
	/** Default: a new folder, removed by `stop`. */
	dataDir?: string;
	/** Default: any free port. */
	port?: number;
	env?: Record<string, string>;
	recheckMs?: number;
}

export interface TestApp {
	readonly app: App;
	readonly url: string;
	readonly port: number;
	readonly dataDir: string;
	/** Sends a command through the room, as a form would. */
	send<T extends CommandType>(
		workshopId: Id,
		actor: Actor,
		type: T,
		payload: Payloads[T],
		more?: { id?: Id; typedAt?: number }
	): Promise<Outcome>;
	/** As `send`, and fails the test when it is refused. */
	must: TestApp['send'];
	/** A workshop of the template with its doors open, in draft if asked. */
	workshop(options?: Partial<WorkshopOptions>): Promise<TestWorkshop>;
	/** Stops and starts again on the same folder and port. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

export interface WorkshopOptions {
	tables: number;
	seats: number;
	open: boolean;
	rehearsal: boolean;
}

export interface TestWorkshop {
	id: Id;
	code: string;
	state(): Promise<State>;
	/** Moves to the next step. */
	next(): Promise<void>;
	/** Moves on until a step of this kind, and round if given, is the current one. */
	goTo(kind: string, round?: number): Promise<void>;
	/** Joins and answers with the participant and the cookie that proves it. */
	join(options?: { tableNumber?: number | null; commandId?: Id }): Promise<Joined>;
	/** The cookie that opens a surface, as if its link had been followed. */
	linkCookie(role: 'console' | 'screen'): Promise<string>;
}

export interface Joined {
	outcome: Outcome;
	id: Id;
	cookie: string;
}

export async function makeApp(options: TestAppOptions = {}): Promise<TestApp> {
	const ownFolder = options.dataDir === undefined;
	const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'auftakt-live-'));
	const config = readConfig({ ...options.env, DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
	const log = createLogger(process.env.TEST_LOG ?? 'silent');
	const now = options.now ?? Date.now;
	const store =
		options.store === 'memory'
			? createMemoryStore()
			: typeof options.store === 'object'
				? options.store
				: undefined;

	let app: App;
	let server: Server;
	let port = options.port ?? 0;

	async function start() {
		const { recheckMs } = options;
		app = await createApp({
			config,
			log,
			now,
			...(store && { store }),
			...(recheckMs !== undefined && { recheckMs })
		});
		server = createServer((_, response) => response.writeHead(404).end());
		app.attach(server);
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		({ port } = server.address() as AddressInfo);
	}

	async function stop() {
		server.close();
		await app.close();
		server.closeAllConnections();
	}

	await start();

	const test: TestApp = {
		get app() {
			return app;
		},
		get url() {
			return `http://127.0.0.1:${port}`;
		},
		get port() {
			return port;
		},
		dataDir,
		send: (workshopId, actor, type, payload, { id = newId(), typedAt = now() } = {}) =>
			app.rooms.submit(workshopId, { id, type, payload, typedAt } as Command, actor),
		async must(workshopId, actor, type, payload, more) {
			const outcome = await test.send(workshopId, actor, type, payload, more);
			if (!outcome.ok) throw new Error(`${type} was refused: ${JSON.stringify(outcome)}`);
			return outcome;
		},
		workshop: (wish) => makeWorkshop(test, wish),
		async restart() {
			await stop();
			await start();
		},
		async stop() {
			await stop();
			if (ownFolder) rmSync(dataDir, { recursive: true, force: true });
		}
	};
	return test;
}

let codes = 0;
/** A code of its own for each workshop of a test run. */
export function newCode(): string {
	const letters = 'ABCDEFGHJKMNPQRSTVWXYZ';
	let rest = codes++;
	let code = 'TEST';
	for (let i = 0; i < 4; i++) {
		code += letters[rest % letters.length];
		rest = Math.floor(rest / letters.length);
	}
	return code;
}

async function makeWorkshop(
	test: TestApp,
	wish: Partial<WorkshopOptions> = {}
): Promise<TestWorkshop> {
	const { tables = 5, seats = 4, open = true, rehearsal = false } = wish;
	const id = newId();
	const code = newCode();
	await test.must(id, OFFICE, 'workshop.create', {
		workshopId: id,
		code,
		template: 'world-cafe-2h',
		title: 'Auftakt',
		city: 'Rostock',
		languages: ['de', 'en'],
		tables,
		seats
	});
	if (open) await test.must(id, OFFICE, 'workshop.open', { rehearsal });

	const workshop: TestWorkshop = {
		id,
		code,
		state: () => test.app.rooms.state(id),
		async next() {
			const state = await workshop.state();
			const from = state.workshop?.stepId ?? null;
			await test.must(id, FACILITATOR, 'step.advance', { from });
		},
		async goTo(kind, round) {
			for (;;) {
				const { step } = await workshop.state();
				if (step?.kind === kind && (round === undefined || step.round === round)) return;
				await workshop.next();
			}
		},
		async join({ tableNumber = null, commandId = newId() } = {}) {
			const { keys } = test.app;
			const participantId = keys.participantId(id, commandId);
			const outcome = await test.send(
				id,
				GUEST,
				'participant.join',
				{ participantId, lang: 'de', people: 1, origin: 'phone', tableNumber },
				{ id: commandId }
			);
			const token = keys.participantToken(id, participantId);
			return { outcome, id: participantId, cookie: `${cookieName('phone', id)}=${token}` };
		},
		async linkCookie(role) {
			const { workshop: row } = await workshop.state();
			const key = test.app.keys.link(id, role, row?.keyVersion ?? 0);
			return `${cookieName(role, id)}=${key}`;
		}
	};
	return workshop;
}
