/**
 * A hall in one process, driven by one seed: the real room, views, publisher and mirror over a network
 * that delays, loses, repeats and cuts, a store that fails now and then, and a server that is killed.
 * Time is simulated, so an evening takes milliseconds and the same seed gives the same evening.
 */
import { isDeepStrictEqual } from 'node:util';
import { audiencesOf, type Audience } from '#lib/domain/audience.ts';
import type { Actor, Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import { KINDS, type Id } from '#lib/domain/rows.ts';
import { seenBy } from '#lib/domain/view.ts';
import { Mirror } from '#lib/client/mirror.ts';
import type { Batch, SyncAnswer } from '#lib/protocol/socket.ts';
import { createLogger } from '#lib/server/log.ts';
import { Publisher, type Connection } from '#lib/server/live/publisher.ts';
import { Room } from '#lib/server/room/room.ts';
import { StoreError } from '#lib/server/store/error.ts';
import { createMemoryStore } from '#lib/server/store/memory.ts';
import type { Store } from '#lib/server/store/store.ts';
import { Random } from '../../cli/rehearse/random.ts';

interface Event {
	at: number;
	order: number;
	run: (() => void) | null;
}

const WORKSHOP = 'w';
const LONGEST_DELAY_MS = 400;

export class World {
	readonly random: Random;
	readonly devices: Device[] = [];
	readonly #store: Store;
	readonly #log = createLogger(process.env.TEST_LOG ?? 'silent');
	#events: Event[] = [];
	#order = 0;
	#ids = 0;
	room!: Room;
	publisher!: Publisher;
	now = 1_800_000_000_000;
	/** Revision of the last batch of each audience. */
	readonly lastBatch = new Map<Audience, number>();
	/** Once it is calm nothing is lost any more and everything still under way arrives. */
	calm = false;

	constructor(seed: number) {
		this.random = new Random(seed);
		const inner = createMemoryStore();
		this.#store = {
			...inner,
			transact: (workshopId, request, work) =>
				inner.transact(workshopId, request, (before) => {
					const written = work(before);
					if (!this.calm && this.random.chance(0.03)) throw new StoreError('full');
					return written;
				})
		};
	}

	newId = (): Id => `i${(this.#ids++).toString(36)}`;

	async start(): Promise<void> {
		this.room = await Room.open(WORKSHOP, {
			store: this.#store,
			log: this.#log,
			now: () => this.now,
			newId: this.newId
		});
		this.publisher = this.#newPublisher();
	}

	/** A new process over the same store; what was under way to or from the old one is lost. */
	async kill(): Promise<void> {
		this.publisher.stop();
		for (const device of this.devices) device.cut();
		await this.start();
	}

	/** Sends as a form on the server would, past the network. */
	async command<T extends CommandType>(
		actor: Actor,
		type: T,
		payload: Payloads[T]
	): Promise<Outcome> {
		const command = { id: this.newId(), type, payload, typedAt: this.now } as Command;
		for (;;) {
			const outcome = await this.room.submit(command, actor);
			if (outcome.ok || outcome.code !== 'storage_unavailable') return outcome;
		}
	}

	at(ms: number, run: () => void): () => void {
		const event: Event = { at: this.now + ms, order: this.#order++, run };
		this.#events.push(event);
		return () => (event.run = null);
	}

	delay(): number {
		// Often quick, sometimes very slow: that is when orders get mixed up.
		return this.random.chance(0.8) ? this.random.below(40) : this.random.below(LONGEST_DELAY_MS);
	}

	/** Lets that much time pass, in which everything due happens in its order. */
	async pass(ms: number): Promise<void> {
		const until = this.now + ms;
		for (;;) {
			this.#events = this.#events.filter(({ run }) => run);
			let due: Event | undefined;
			for (const event of this.#events)
				if (
					event.at <= until &&
					(!due || event.at < due.at || (event.at === due.at && event.order < due.order))
				)
					due = event;
			if (!due) break;
			this.now = Math.max(this.now, due.at);
			const { run } = due;
			due.run = null;
			run?.();
			// Commands delivered at the same moment share a transaction.
			if (!this.#events.some(({ at, run: next }) => next && at <= this.now)) await this.settle();
		}
		this.now = until;
		await this.settle();
	}

	async settle(): Promise<void> {
		await this.room.idle;
		await new Promise((next) => setImmediate(next));
	}

	/** From now on nothing is lost any more; all are connected in the end, and nothing waits. */
	async calmDown(): Promise<void> {
		this.calm = true;
		for (let i = 0; i < 20; i++) await this.pass(1000);
	}

	/** Ends the connections that a network would have ended long since, and waits for their return. */
	async rest(): Promise<void> {
		for (const device of this.devices) if (device.hasLost) device.cut();
		for (let i = 0; i < 20; i++) await this.pass(1000);
	}

	#newPublisher(): Publisher {
		return new Publisher(this.room, {
			broadcast: (audience, batch) => {
				this.lastBatch.set(audience, batch.rev);
				for (const device of this.devices) device.hear(audience, batch);
			},
			hint: () => {},
			now: () => this.now,
			uptime: () => this.now,
			later: (ms, callback) => this.at(ms, callback),
			report: (error) => {
				throw error;
			}
		});
	}
}

interface Line {
	connection: Connection;
	entered: Set<Audience>;
	/** Packets of one connection arrive in their order. */
	downAt: number;
	upAt: number;
	isOpen: boolean;
}

export class Device {
	readonly actor: Actor;
	readonly mirror = new Mirror();
	/** What each command of this device was answered, every time. */
	readonly answers = new Map<Id, Outcome[]>();
	readonly outbox: Command[] = [];
	readonly #world: World;
	#line: Line | null = null;
	#asking = false;
	/** A packet was lost without the connection having noticed. */
	hasLost = false;

	constructor(world: World, actor: Actor) {
		this.#world = world;
		this.actor = actor;
		world.devices.push(this);
		this.connect();
	}

	get isConnected(): boolean {
		return this.#line !== null;
	}

	/** Whether this device may be here at all. */
	get isWelcome(): boolean {
		const { actor } = this;
		return actor.role !== 'participant' || !!this.#world.room.state.get('participant', actor.id);
	}

	do<T extends CommandType>(type: T, payload: Payloads[T]): Id {
		const id = this.#world.newId();
		this.outbox.push({ id, type, payload, typedAt: this.#world.now } as Command);
		this.#sendNext();
		return id;
	}

	connect(): void {
		if (this.#line || !this.isWelcome) return;
		const entered = new Set<Audience>();
		const line: Line = {
			entered,
			downAt: 0,
			upAt: 0,
			isOpen: true,
			connection: {
				actor: this.actor,
				enter: (audience) => void entered.add(audience),
				leave: (audience) => void entered.delete(audience),
				send: (batch) => this.#down(line, () => this.#take(batch), true, batch),
				hint: () => {},
				drop: () => this.cut()
			}
		};
		this.#line = line;
		this.hasLost = false;
		this.#world.publisher.add(line.connection);
		this.#ask();
		this.#sendNext();
	}

	/** The connection ends; the device comes back after a while. */
	cut(): void {
		const line = this.#line;
		if (!line) return;
		line.isOpen = false;
		this.#line = null;
		this.#asking = false;
		this.#world.publisher.remove(line.connection);
		const back = this.#world.calm ? 50 : this.#world.random.below(5000);
		this.#world.at(back, () => this.connect());
	}

	hear(audience: Audience, batch: Batch): void {
		const line = this.#line;
		if (line?.entered.has(audience)) this.#down(line, () => this.#take(batch), true, batch);
	}

	/** What is here is exactly what may be seen; names the first difference otherwise. */
	difference(): string | null {
		const { state } = this.#world.room;
		if (!this.isWelcome) return null;
		const audiences = audiencesOf(state, this.actor);
		if (!isDeepStrictEqual(new Set(this.mirror.audiences), new Set(audiences)))
			return `${this.mirror.audiences.join()} instead of ${audiences.join()}`;
		for (const audience of audiences) {
			const difference = this.#differenceOf(audience);
			if (difference) return difference;
		}
		return null;
	}

	/**
	 * Whoever has the last batch of an audience, and did not notice that one before it was lost, is wrong
	 * for good. A lost last batch is another matter: nothing can tell, until the connection ends.
	 */
	wrongBelief(): string | null {
		if (!this.isWelcome) return null;
		const since = this.mirror.since();
		for (const audience of audiencesOf(this.#world.room.state, this.actor)) {
			const last = this.#world.lastBatch.get(audience);
			const mine = since[audience];
			if (last === undefined || mine === undefined || mine < last) continue;
			const difference = this.#differenceOf(audience);
			if (difference) return difference;
		}
		return null;
	}

	#differenceOf(audience: Audience): string | null {
		const expected = new Map<string, unknown>();
		for (const { kind, row } of seenBy(this.#world.room.state, audience))
			expected.set(`${kind} ${row.id}`, JSON.parse(JSON.stringify(row)));
		for (const kind of KINDS)
			for (const row of this.mirror.rowsOf(audience, kind)) {
				const key = `${kind} ${row.id}`;
				if (!expected.has(key)) return `${audience}: ${key} should be gone`;
				if (!isDeepStrictEqual(row, expected.get(key)))
					return `${audience}: ${key} is ${JSON.stringify(row)}, not ${JSON.stringify(expected.get(key))}`;
				expected.delete(key);
			}
		const [missing] = expected.keys();
		return missing ? `${audience}: ${missing} is missing` : null;
	}

	#take(batch: Batch): void {
		if (this.mirror.apply(batch) === 'gap') this.#ask();
	}

	#ask(): void {
		const line = this.#line;
		if (!line || this.#asking) return;
		this.#asking = true;
		const since = this.mirror.since();
		this.#up(line, () => {
			const answer = this.#world.publisher.sync(line.connection, since);
			this.#down(line, () => this.#learn(answer), false, answer);
		});
	}

	#learn(answer: SyncAnswer): void {
		this.#asking = false;
		this.mirror.sync(JSON.parse(JSON.stringify(answer)) as SyncAnswer);
	}

	/** One command at a time, until it is answered; a new connection sends it again. */
	#sendNext(): void {
		const line = this.#line;
		const [command] = this.outbox;
		if (!line || !command) return;
		const send = () =>
			this.#up(line, () => {
				void this.#world.room.submit(command, this.actor).then((outcome) => {
					this.#down(line, () => this.#answered(command, outcome), false, outcome);
				});
			});
		send();
		if (!this.#world.calm && this.#world.random.chance(0.1)) send();
	}

	#answered(command: Command, outcome: Outcome): void {
		if (!outcome.ok && outcome.code === 'storage_unavailable') {
			this.#world.at(200, () => this.#sendNext());
			return;
		}
		const answers = this.answers.get(command.id) ?? [];
		answers.push(outcome);
		this.answers.set(command.id, answers);
		if (this.outbox[0]?.id !== command.id) return;
		this.outbox.shift();
		this.#sendNext();
	}

	#up(line: Line, arrive: () => void): void {
		const at = Math.max(line.upAt, this.#world.now + this.#world.delay());
		line.upAt = at;
		this.#world.at(at - this.#world.now, () => {
			if (line.isOpen) arrive();
		});
	}

	#down(line: Line, arrive: () => void, mayBeLost: boolean, packet: unknown): void {
		if (!line.isOpen) return;
		const { calm, random, now } = this.#world;
		if (mayBeLost && !calm && random.chance(0.03)) {
			this.hasLost = true;
			return;
		}
		// Sending writes it down: nothing that changes later may show through.
		const written = JSON.stringify(packet);
		const at = Math.max(line.downAt, now + this.#world.delay());
		line.downAt = at;
		this.#world.at(at - now, () => {
			if (!line.isOpen) return;
			if (written !== JSON.stringify(packet)) throw new Error('a packet was changed under way');
			arrive();
		});
	}
}
