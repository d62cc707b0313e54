/**
 * Owns a hall in one process, driven by one seed: the real room, views, publisher, mirrors and outboxes
 * over a network that delays, loses and cuts, devices that sleep, reload and are wiped, disks that fill,
 * and a server that is killed, updated and restored. Time is simulated, so an evening takes milliseconds
 * and the same seed gives the same evening.
 */
import type { Audience } from '#lib/domain/audience.ts';
import type { Actor, Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';
import { seenBy } from '#lib/domain/view.ts';
import { audiencesOf } from '#lib/domain/audience.ts';
import type { Log } from '#lib/server/log.ts';
import { Room } from '#lib/server/room/room.ts';
import { Random } from '../../cli/rehearse/random.ts';
import { Browser } from './browser.ts';
import { differenceOf, Disk, WORKSHOP } from './disk.ts';
import { Ledger } from './ledger.ts';
import type { Page, Row, Truth } from './page.ts';
import { Server } from './server.ts';
import { Timeline } from './timeline.ts';

const LONGEST_DELAY_MS = 400;
/** Longer than anything stays unpublished. */
const QUIET_MS = 500;
/** A promise that never comes to rest is a mistake, not a reason to wait for ever. */
const MOST_TURNS = 2000;

export interface WorldOptions {
	seed: number;
	store?: 'memory' | 'sqlite';
	/** Nothing goes wrong unless it is asked for. */
	calm?: boolean;
}

export class World {
	readonly random: Random;
	readonly timeline = new Timeline();
	readonly disk: Disk;
	readonly ledger: Ledger;
	readonly browsers: Browser[] = [];
	/** Null while none runs. */
	server: Server | null = null;
	/** What the program's pages and server have to agree on. */
	protocol = 1;
	/** How wrong the server's clock is. */
	serverSkew = 0;
	/** Once it is calm nothing is lost any more and everything still under way arrives. */
	calm: boolean;
	/** The first thing that was wrong. */
	fault: string | null = null;
	#state = new State();
	#ids = 0;
	#people = 0;
	readonly #giveBackTime: () => void;

	constructor({ seed, store = 'memory', calm = false }: WorldOptions) {
		this.random = new Random(seed);
		this.calm = calm;
		this.disk = new Disk(store, () => this.timeline.now);
		this.ledger = new Ledger(this.disk, (fault) => this.accuse(fault));
		this.#giveBackTime = this.timeline.rule();
	}

	end(): void {
		this.#giveBackTime();
		this.server?.kill();
		this.disk.close();
	}

	newId = (): Id => `i${(this.#ids++).toString(36).padStart(6, '0')}`;
	newPerson = (): Id => `person-${(this.#people++).toString(36)}`;

	/** As the server sees it, or saw it before it died. */
	get state(): State {
		if (this.server) this.#state = this.server.room.state;
		return this.#state;
	}

	accuse(fault: string): void {
		this.fault ??= fault;
	}

	get pages(): Page[] {
		return this.browsers.flatMap(({ pages }) => pages);
	}

	async start(): Promise<void> {
		if (this.server) return;
		this.server = await Server.start(this);
		const difference = differenceOf(this.server.room.state, this.disk.replayed);
		if (difference) this.accuse(`the server started with less than was stored: ${difference}`);
	}

	/** A new process over the same disk comes up after a while. */
	crash(server: Server | null = this.server, isSoon = false): void {
		if (!server?.isAlive || server !== this.server) return;
		void this.state;
		server.kill();
		this.server = null;
		this.timeline.at(isSoon || this.calm ? 20 : this.random.below(3000), () => void this.start());
	}

	/** The server is brought to a newer version, with which older pages cannot talk. */
	update(): void {
		this.protocol++;
		this.crash();
	}

	/** The machine breaks; another one goes on from the latest backup. */
	async restore(): Promise<void> {
		for (const { line } of this.pages) line?.breakOff();
		this.crash();
		if (await this.disk.bringBack()) this.ledger.forget();
	}

	/** Sends as a form does, past the socket; null when no answer came. */
	async form<T extends CommandType>(
		actor: Actor,
		type: T,
		payload: Payloads[T]
	): Promise<Outcome | null> {
		const { server } = this;
		if (!server) return null;
		const command = { id: this.newId(), type, payload, typedAt: this.timeline.now } as Command;
		return server.submit(command, actor);
	}

	/** Another program at the same database, such as the command line: the server has to catch up. */
	async beside(text: string): Promise<void> {
		if (!this.server) return;
		const fate = { isDead: () => false, failsByChance: () => false, diesNow: () => false };
		const log = { error() {}, warn() {}, info() {}, debug() {} } as unknown as Log;
		const { newId, timeline } = this;
		const tools = { store: this.disk.open(fate), log, now: () => timeline.now, newId };
		const room = await Room.open(WORKSHOP, tools);
		const command: Command = {
			id: newId(),
			type: 'workshop.edit',
			payload: { wifi: text },
			typedAt: timeline.now
		};
		const actor: Actor = { role: 'system' };
		this.ledger.hand(command, actor);
		await room.submit(command, actor);
	}

	/** Until it is answered. */
	async insist<T extends CommandType>(
		actor: Actor,
		type: T,
		payload: Payloads[T]
	): Promise<Outcome> {
		for (;;) {
			let outcome: Outcome | null = null;
			void this.form(actor, type, payload).then((answer) => (outcome = answer));
			await this.pass(50);
			const answer = outcome as Outcome | null;
			if (answer && (answer.ok || answer.code !== 'storage_unavailable')) return answer;
		}
	}

	join(
		participantId: Id,
		more: Partial<Payloads['participant.join']> = {}
	): Promise<Outcome | null> {
		return this.form({ role: 'guest' }, 'participant.join', {
			participantId,
			lang: 'de',
			people: 1,
			origin: 'phone',
			tableNumber: null,
			...more
		});
	}

	/** Somebody new scans the code: mostly alone, at times with others or with a wish. */
	arrive(): void {
		const id = this.newPerson();
		void this.join(id, this.calm ? {} : this.#company()).then((outcome) => {
			if (outcome?.ok) new Browser(this, { role: 'participant', id });
		});
	}

	#company(): Partial<Payloads['participant.join']> {
		const { random, state } = this;
		const roll = random.next();
		if (roll < 0.2) {
			const friend = random.pick(state.live('participant'));
			return { companionOf: friend?.id ?? null };
		}
		if (roll < 0.3) return { tableNumber: random.pick(state.tables)?.number ?? 1 };
		return roll < 0.35 ? { people: 2, origin: 'tablet' } : {};
	}

	delay(): number {
		// Often quick, sometimes very slow: that is when orders get mixed up.
		return this.random.chance(0.8) ? this.random.below(40) : this.random.below(LONGEST_DELAY_MS);
	}

	pass(ms: number): Promise<void> {
		return this.timeline.pass(ms, () => this.#settle());
	}

	async #settle(): Promise<void> {
		for (let turn = 0; turn < MOST_TURNS; turn++) {
			await new Promise((next) => setImmediate(next));
			if (!this.server?.busy) return;
		}
		this.accuse('a command is never answered');
		if (this.server) this.server.busy = 0;
	}

	/** From now on nothing is lost any more; everybody wakes up, everything comes back. */
	async calmDown(): Promise<void> {
		this.calm = true;
		this.disk.fill(false);
		for (const browser of this.browsers) browser.shelf.isBroken = false;
		for (const page of this.pages) page.wake();
		await this.pass(30_000);
		await this.#catchUp();
	}

	/** What another program wrote, the server finds with its next transaction. */
	async #catchUp(): Promise<void> {
		await this.insist({ role: 'facilitator' }, 'step.pause', { stepId: 'none' });
	}

	/** Ends the connections that a network would have ended long since, and waits for their return. */
	async rest(): Promise<void> {
		for (const { line } of this.pages) if (line?.hasLost) line.cut();
		await this.pass(20_000);
	}

	/** What each audience sees, from nothing but what is stored. */
	async truth(): Promise<Truth> {
		const { state } = await this.disk.read([]);
		const truth = new Map<Audience, Map<string, Row>>();
		for (const browser of this.browsers)
			for (const audience of audiencesOf(state, browser.actor)) {
				if (truth.has(audience)) continue;
				const rows = new Map<string, Row>();
				for (const { kind, row } of seenBy(state, audience))
					rows.set(`${kind} ${row.id}`, { row, text: JSON.stringify(row) });
				truth.set(audience, rows);
			}
		return truth;
	}

	/**
	 * Whoever has the last batch of an audience, and did not notice that one before it was lost, is wrong
	 * for good. A lost last batch is another matter: nothing can tell, until the connection ends.
	 */
	async wrongBelief(): Promise<string | null> {
		const truth = await this.truth();
		for (const browser of this.browsers) {
			if (!browser.isWelcome) continue;
			for (const page of browser.pages) {
				if (!page.isSure) continue;
				const since = page.mirror.since();
				for (const audience of audiencesOf(this.state, browser.actor)) {
					const last = this.server?.lastBatch.get(audience);
					const mine = since[audience];
					if (last === undefined || mine === undefined || mine < last) continue;
					// A table that was sent to this page alone and lost is missed with the next news, not before.
					if (mine < (page.line?.told.get(audience) ?? 0)) continue;
					const difference = page.differenceOf(audience, truth.get(audience) ?? new Map());
					if (difference) return `${JSON.stringify(browser.actor)} believes ${difference}`;
				}
			}
		}
		return null;
	}

	/** A quiet moment within the evening, in which nobody may believe what is wrong. */
	async pause(): Promise<void> {
		this.calm = true;
		const hasRoom = !this.disk.isFull;
		if (hasRoom) await this.#catchUp();
		await this.pass(2 * QUIET_MS);
		const isQuiet = this.timeline.now - this.disk.writtenAt > QUIET_MS;
		// On a disk that was full a moment ago, nothing has been looked up since.
		const isLookedAt = isQuiet && hasRoom && this.server !== null && !this.disk.isFull;
		const belief = isLookedAt ? await this.wrongBelief() : null;
		if (belief) this.accuse(belief);
		this.calm = false;
	}

	/** What must hold when everything has come to rest; the first thing that does not, or null. */
	async faultAtRest(): Promise<string | null> {
		const fault = await this.ledger.fault();
		if (fault) return fault;
		const inMemory = differenceOf(this.state, this.disk.replayed);
		if (inMemory) return `the room is not what is stored: ${inMemory}`;
		const truth = await this.truth();
		for (const browser of this.browsers) {
			if (!browser.isWelcome) continue;
			const name = JSON.stringify(browser.actor);
			for (const page of browser.pages) {
				if (!page.isConnected) return `${name} did not come back`;
				const difference = page.difference(truth) ?? page.faultOfOrder();
				if (difference) return `${name} sees ${difference}`;
			}
			if (browser.unanswered.size)
				return `${name} still waits for ${[...browser.unanswered].join()}`;
		}
		return null;
	}
}
