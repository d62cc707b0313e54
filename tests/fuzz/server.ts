/**
 * Owns one life of the server's program: the real room, views and publisher over the disk, without
 * sockets. It can die at any moment, also between a commit and its answer or between an answer and the
 * news of it. What it sends and answers is held against what is stored.
 */
import type { Audience } from '#lib/domain/audience.ts';
import type { Actor, Command, Outcome } from '#lib/domain/commands.ts';
import { parseCommand, SOCKET_COMMANDS } from '#lib/protocol/commands.ts';
import type { Batch, SyncAnswer } from '#lib/protocol/socket.ts';
import { Publisher } from '#lib/server/live/publisher.ts';
import type { Log } from '#lib/server/log.ts';
import { Room } from '#lib/server/room/room.ts';
import type { Known } from '#lib/server/room/views.ts';
import { canonical, WORKSHOP } from './disk.ts';
import { NOT_NOW } from './ledger.ts';
import type { Line } from './line.ts';
import { faultOfBatch, faultOfMembership, PERSON } from './witness.ts';
import type { World } from './world.ts';

const WHEN_FULL = 'the store cannot write';

export class Server {
	isAlive = true;
	/** Commands under way in the room. */
	busy = 0;
	room!: Room;
	publisher!: Publisher;
	/** Revision of the last batch of each audience. */
	readonly lastBatch = new Map<Audience, number>();
	readonly lines = new Set<Line>();
	readonly #world: World;

	private constructor(world: World) {
		this.#world = world;
	}

	static async start(world: World): Promise<Server> {
		const server = new Server(world);
		await server.#open();
		return server;
	}

	async #open(): Promise<void> {
		const world = this.#world;
		const { random, timeline, disk } = world;
		const store = disk.open({
			isDead: () => !this.isAlive,
			failsByChance: () => !world.calm && random.chance(0.02),
			diesNow: () => {
				if (!world.calm && random.chance(0.002)) world.crash(this);
				return !this.isAlive;
			}
		});
		// A mistake that the server survives is still a mistake.
		const error = (about: { err?: unknown }, message: string) => {
			if (message !== WHEN_FULL) world.accuse(`${message}: ${String(about.err)}`);
		};
		const log = { error, warn: error, info() {}, debug() {} } as unknown as Log;
		const now = () => timeline.now + world.serverSkew;
		this.room = await Room.open(WORKSHOP, { store, log, now, newId: world.newId });
		this.publisher = new Publisher(this.room, {
			broadcast: (audience, batch) => {
				this.lastBatch.set(audience, batch.rev);
				const text = this.written(batch);
				for (const line of this.lines) if (line.entered.has(audience)) line.hear(batch, text);
			},
			asking: () => [],
			hint: (hint) => this.checkHint(hint, { role: 'screen' }),
			now,
			uptime: () => timeline.now,
			later: (ms, callback) => timeline.at(ms, () => this.isAlive && callback()),
			report: (error) => world.accuse(`the publisher failed: ${String(error)}`)
		});
	}

	kill(): void {
		if (!this.isAlive) return;
		this.isAlive = false;
		this.publisher.stop();
		for (const line of this.lines) line.serverDies();
	}

	connect(line: Line): void {
		this.lines.add(line);
		this.publisher.add(line);
	}

	disconnect(line: Line): void {
		this.lines.delete(line);
		this.publisher.remove(line);
	}

	sync(line: Line, known: Known | null): string {
		return this.#checked(this.publisher.sync(line, known), line.actor);
	}

	/** What a page has in it when it is loaded. */
	page(actor: Actor): string {
		return this.#checked(this.room.views.answer(actor, null, this.#world.timeline.now), actor);
	}

	/** A command from a socket. */
	async obey(actor: Actor, raw: unknown): Promise<Outcome> {
		const { calm, random } = this.#world;
		if (!calm && random.chance(0.005)) return { ok: false, code: 'too_fast' };
		const parsed = parseCommand(raw);
		if (!parsed.ok) return { ok: false, ...parsed.refusal };
		const role = actor.role === 'participant' ? 'participant' : 'staff';
		if (!SOCKET_COMMANDS[role].has(parsed.command.type)) return { ok: false, code: 'not_allowed' };
		return this.submit(parsed.command, actor);
	}

	/** The answer leaves the server only when it is stored; it never does when the server dies before. */
	async submit(command: Command, actor: Actor): Promise<Outcome> {
		const world = this.#world;
		if (!this.isAlive) return new Promise(() => {});
		world.ledger.hand(command, actor);
		this.busy++;
		const outcome = await this.room.submit(command, actor);
		this.busy--;
		if (!this.isAlive) return new Promise(() => {});
		this.#check(command, outcome);
		if (!world.calm && world.random.chance(0.003)) world.crash(this, true);
		return outcome;
	}

	#check(command: Command, outcome: Outcome): void {
		if (!outcome.ok && NOT_NOW.has(outcome.code)) return;
		const stored = this.#world.disk.outcomes.get(command.id);
		// A mistake of ours is no verdict and is not kept.
		if (!outcome.ok && outcome.code === 'malformed' && !stored) return;
		if (!stored || canonical(stored) !== canonical(outcome))
			this.#world.accuse(
				`${command.type} is answered ${canonical(outcome)}, stored is ${canonical(stored ?? null)}`
			);
	}

	readonly #written = new WeakMap<Batch, string>();

	/** As it goes over the wire, checked once for all who get it. */
	written(batch: Batch): string {
		const known = this.#written.get(batch);
		if (known) return known;
		const text = JSON.stringify(batch);
		this.#written.set(batch, text);
		const { state } = this.room;
		this.#accuseIf(faultOfBatch(batch, text, state, this.#world.disk.rev));
		return text;
	}

	#checked(answer: SyncAnswer, actor: Actor): string {
		const batches = answer.batches.map((batch) => {
			this.checkMembership(batch.audience, actor);
			return this.written(batch);
		});
		const { batches: _, ...rest } = answer;
		return `${JSON.stringify(rest).slice(0, -1)},"batches":[${batches.join()}]}`;
	}

	checkMembership(audience: Audience, actor: Actor): void {
		this.#accuseIf(faultOfMembership(audience, actor, this.room.state));
	}

	checkHint(hint: object, { role }: Actor): void {
		if (role === 'participant' || JSON.stringify(hint).match(PERSON))
			this.#world.accuse('a hint says more than it may');
	}

	#accuseIf(fault: string | null): void {
		if (fault) this.#world.accuse(fault);
	}
}
