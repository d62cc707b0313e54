/**
 * Owns one connection between a page and the server, both ends apart: each learns in its own time that it
 * is over, and what is under way then may still arrive or not. Packets keep their order, as a socket's do;
 * beyond what a socket may do, single batches are lost, doubled or late, because `prev` promises that
 * a device notices.
 */
import type { Audience } from '#lib/domain/audience.ts';
import type { Actor } from '#lib/domain/commands.ts';
import type { Batch } from '#lib/protocol/socket.ts';
import type { Connection } from '#lib/server/live/publisher.ts';
import type { Server } from './server.ts';
import type { World } from './world.ts';

/** What the page does with its end. */
export interface Ear {
	readonly isAsleep: boolean;
	hear(batch: Batch): void;
	lost(line: Line): void;
}

const POLL_MS = 300;
/** A page is told by its heartbeat, the server after its pings stay unanswered. */
const PAGE_NOTICES_MS = 5000;
const SERVER_NOTICES_MS = 22_000;

export class Line implements Connection {
	readonly actor: Actor;
	readonly entered = new Set<Audience>();
	/** Up to which revision it was told of each audience, whether that arrived or not. */
	readonly told = new Map<Audience, number>();
	/** A packet was lost without the connection having noticed. */
	hasLost = false;
	/** The next batch of this audience is lost, for a scenario that needs it so. */
	loses: Audience | null = null;
	isPageEnd = true;
	isServerEnd = true;
	readonly #world: World;
	readonly #server: Server;
	readonly #ear: Ear;
	readonly #isPolling: boolean;
	#isBroken = false;
	#waiting: (() => void)[] = [];
	#downAt = 0;
	#upAt = 0;

	constructor(world: World, server: Server, ear: Ear, actor: Actor) {
		this.#world = world;
		this.#server = server;
		this.#ear = ear;
		this.actor = actor;
		this.#isPolling = world.random.chance(0.15);
	}

	enter(audience: Audience): void {
		this.entered.add(audience);
	}

	leave(audience: Audience): void {
		this.entered.delete(audience);
	}

	send(batch: Batch): void {
		this.hear(batch, this.#server.written(batch));
	}

	hint(hint: object): void {
		this.#server.checkHint(hint, this.actor);
	}

	/** The server ends it on purpose. */
	drop(): void {
		this.serverLeaves();
		this.#later(() => this.#pageNotices());
	}

	/** A batch leaves the server. */
	hear(batch: Batch, text: string): void {
		if (!this.isServerEnd) return;
		this.#server.checkMembership(batch.audience, this.actor);
		this.told.set(batch.audience, batch.rev);
		if (this.loses === batch.audience) {
			this.loses = null;
			return;
		}
		const { calm, random } = this.#world;
		const chance = calm ? 1 : random.next();
		// A table that comes whole is rare, and to miss it as bad as to miss news.
		if (chance < (batch.reset ? 0.15 : 0.03)) {
			this.hasLost = true;
			return;
		}
		const arrive = () => this.#ear.hear(JSON.parse(text) as Batch);
		// Which table one sits at comes in order or with a new connection, never late or again.
		if (chance < 0.045 && !batch.reset) return this.#late(arrive);
		this.down(arrive);
		if (chance < 0.06) this.down(arrive);
	}

	/** Something leaves the server. */
	down(arrive: () => void): void {
		if (!this.isServerEnd) return;
		this.#downAt = this.#when(this.#downAt);
		this.#deliver(this.#downAt, arrive);
	}

	/** Something leaves the page. */
	up(arrive: () => void): void {
		if (!this.isPageEnd) return;
		this.#upAt = this.#when(this.#upAt);
		const { timeline } = this.#world;
		timeline.at(this.#upAt - timeline.now, () => {
			if (this.isServerEnd && !this.#isBroken) arrive();
		});
	}

	/** The network between both ends goes; when it is calm, both notice at once. */
	cut(): void {
		const { calm, random, timeline } = this.#world;
		if (calm || random.chance(0.6)) {
			this.serverLeaves();
			this.#pageNotices();
			return;
		}
		this.#isBroken = true;
		timeline.at(random.below(SERVER_NOTICES_MS), () => this.serverLeaves());
		this.#later(() => this.#pageNotices(), random.below(PAGE_NOTICES_MS));
	}

	/** What was sent is lost, and so is all that would have come after it. */
	breakOff(): void {
		this.#isBroken = true;
		this.#world.timeline.at(SERVER_NOTICES_MS, () => this.serverLeaves());
	}

	/** The server's program is gone; what it had handed to its system may still arrive. */
	serverDies(): void {
		this.isServerEnd = false;
		this.#isBroken ||= this.#world.random.chance(0.5);
		this.#later(() => this.#pageNotices());
	}

	serverLeaves(): void {
		if (!this.isServerEnd) return;
		this.isServerEnd = false;
		this.#server.disconnect(this);
	}

	/** The page goes, or does not believe in this connection any more. */
	pageLeaves(): void {
		if (!this.isPageEnd) return;
		this.isPageEnd = false;
		const { timeline } = this.#world;
		timeline.at(this.#isBroken ? SERVER_NOTICES_MS : this.#world.delay(), () =>
			this.serverLeaves()
		);
	}

	#pageNotices(): void {
		if (!this.isPageEnd) return;
		this.isPageEnd = false;
		this.#ear.lost(this);
	}

	#later(run: () => void, ms = 0): void {
		const { timeline } = this.#world;
		const at = Math.max(timeline.now + ms, this.#downAt);
		timeline.at(at - timeline.now, () => this.#give(run));
	}

	/** A page that sleeps finds everything in its order when it wakes. */
	#give(arrive: () => void): void {
		if (this.#ear.isAsleep) this.#waiting.push(arrive);
		else arrive();
	}

	wake(): void {
		for (const arrive of this.#waiting.splice(0)) arrive();
	}

	/** After what was sent before it, and after some of what is sent later. */
	#late(arrive: () => void): void {
		this.#deliver(this.#when(this.#downAt) + this.#world.delay(), arrive);
	}

	#deliver(at: number, arrive: () => void): void {
		const { timeline } = this.#world;
		timeline.at(at - timeline.now, () => {
			if (!this.isPageEnd || this.#isBroken) return;
			this.#give(() => this.isPageEnd && !this.#isBroken && arrive());
		});
	}

	/** Long polling brings things in bunches. */
	#when(after: number): number {
		const at = Math.max(after, this.#world.timeline.now + this.#world.delay());
		return this.#isPolling ? Math.ceil(at / POLL_MS) * POLL_MS : at;
	}
}
