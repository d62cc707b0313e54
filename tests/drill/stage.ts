/**
 * Owns the scene of a drill: a folder with a workshop in progress and people in it, the production server on
 * it, and devices of all kinds. The workshop is made in this process and then handed to the server, because
 * how people come in is not what is being tried.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Id } from '#lib/domain/rows.ts';
import { freePort } from '../../cli/rehearse/server.ts';
import { makeApp } from '../support/app.ts';
import { Phone } from '../support/client.ts';
import { Citizen, pause } from './citizen.ts';
import type { Line } from './drill.ts';
import { ServerChild, type ServerOptions } from './server-child.ts';
import { verdict } from './verdict.ts';

export interface StageWish {
	people: number;
	tables?: number;
	/** Per table. */
	seats?: number;
	/** The step that runs when the drill begins. */
	until?: { kind: string; round?: number };
	/** Default: a new one, removed at the end. */
	dataDir?: string;
	server?: Partial<ServerOptions>;
}

export interface Person {
	id: Id;
	cookie: string;
}

export interface Cast {
	workshopId: Id;
	code: string;
	people: Person[];
	consoleCookie: string;
	screenCookie: string;
	stepId: Id;
}

export class Stage {
	readonly cast: Cast;
	dataDir: string;
	server: ServerChild;
	readonly citizens: Citizen[] = [];
	readonly #devices: Phone[] = [];
	readonly #ownFolder: string | null;

	private constructor(dataDir: string, ownFolder: string | null, cast: Cast, server: ServerChild) {
		this.dataDir = dataDir;
		this.#ownFolder = ownFolder;
		this.cast = cast;
		this.server = server;
	}

	/** Ready, with the server not started yet. */
	static async prepare(wish: StageWish): Promise<Stage> {
		const isOwn = wish.dataDir === undefined;
		const dataDir = wish.dataDir ?? mkdtempSync(join(tmpdir(), 'auftakt-drill-'));
		const cast = await makeCast(dataDir, wish);
		const server = new ServerChild({ dataDir, port: await freePort(), ...wish.server });
		return new Stage(dataDir, isOwn ? dataDir : null, cast, server);
	}

	static async open(wish: StageWish): Promise<Stage> {
		const stage = await Stage.prepare(wish);
		try {
			await stage.server.start();
			return stage;
		} catch (error) {
			await stage.close();
			throw error;
		}
	}

	/** All people with their phones, connected; `url` leads them through something. */
	async enter(url = this.server.url, options: { transports?: 'polling'[] } = {}): Promise<void> {
		const { code, people } = this.cast;
		const origin = url;
		for (const { cookie } of people)
			this.citizens.push(new Citizen({ url, code, cookie, origin, ...options }));
		await Promise.all(this.citizens.map((citizen) => citizen.open()));
	}

	/** The same address from now on, answered from another folder; the old server must be gone. */
	async moveTo(dataDir: string): Promise<void> {
		this.server = new ServerChild({ dataDir, port: this.server.port });
		this.dataDir = dataDir;
		await this.server.start();
	}

	/** One more device, not counted among the citizens. */
	device(surface: 'phone' | 'console' | 'screen', cookie: string, url = this.server.url): Phone {
		const device = new Phone({ url, code: this.cast.code, surface, cookie });
		this.#devices.push(device);
		return device;
	}

	console(url?: string): Promise<Phone> {
		return this.device('console', this.cast.consoleCookie, url).open();
	}

	screen(url?: string): Promise<Phone> {
		return this.device('screen', this.cast.screenCookie, url).open();
	}

	/** Everybody writes, together so often a second; the answer ends it and waits for the last answers. */
	write(perSecond: number): () => Promise<void> {
		const done = new AbortController();
		const each = perSecond / this.citizens.length;
		const writing = this.citizens.map((citizen) =>
			citizen.keepPosting(this.cast.stepId, each, done.signal)
		);
		return async () => {
			done.abort();
			await Promise.race([Promise.all(writing), pause(20_000)]);
		};
	}

	get acknowledged(): number {
		return this.citizens.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
	}

	/** When any citizen last had an answer. */
	get lastAnswerAt(): number {
		return Math.max(...this.citizens.map(({ lastAnswerAt }) => lastAnswerAt));
	}

	/** What must hold after every fault. Needs the server running and nobody writing. */
	check(also: Phone[] = []): Promise<Line[]> {
		return verdict({ stage: this, devices: also });
	}

	async close(): Promise<void> {
		for (const citizen of this.citizens) citizen.close();
		for (const device of this.#devices) device.close();
		await this.server.kill();
		if (this.#ownFolder) rmSync(this.#ownFolder, { recursive: true, force: true });
	}
}

async function makeCast(dataDir: string, wish: StageWish): Promise<Cast> {
	const { people: count, seats = 4, until = { kind: 'round', round: 1 } } = wish;
	const test = await makeApp({ dataDir });
	try {
		const workshop = await test.workshop({
			tables: wish.tables ?? Math.ceil(count / seats),
			seats
		});
		const people: Person[] = [];
		for (let i = 0; i < count; i++) {
			const { id, cookie, outcome } = await workshop.join();
			if (!outcome.ok) throw new Error(`A citizen found no seat: ${outcome.code}`);
			people.push({ id, cookie });
		}
		await workshop.goTo(until.kind, until.round);
		const { workshop: row } = await workshop.state();
		return {
			workshopId: workshop.id,
			code: workshop.code,
			people,
			consoleCookie: await workshop.linkCookie('console'),
			screenCookie: await workshop.linkCookie('screen'),
			stepId: row?.stepId ?? ''
		};
	} finally {
		await test.stop();
	}
}
