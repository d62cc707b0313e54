/**
 * Owns the server's time on this device. A phone's clock may be wrong by hours, or be set while somebody
 * writes; the offset is learnt from the answer with the shortest way, whose error is at most half its round
 * trip. From then on time is counted by `performance.now()`, which nobody can set.
 */

/** A device's two clocks: the one on its wall, and one that only ever goes forward. */
export interface Clocks {
	wall(): number;
	steady(): number;
}

const OWN: Clocks = { wall: () => Date.now(), steady: () => performance.now() };

/** The two clocks of an honest device drift apart by less than this between two answers. */
const DRIFT_MS = 1000;

export class Clock {
	readonly #clocks: Clocks;
	#server = 0;
	#steadyThen = 0;
	#wallThen = 0;
	#bestTripMs = Number.POSITIVE_INFINITY;
	/** How far the two clocks were apart when somebody last looked. */
	#apart: number;

	constructor(clocks: Clocks = OWN) {
		this.#clocks = clocks;
		this.#apart = clocks.wall() - clocks.steady();
		this.#set(clocks.wall(), clocks.steady());
	}

	/** When something was sent or came, for `learn`. */
	mark(): number {
		return this.#clocks.steady();
	}

	/**
	 * A first guess: the moment in which the page was made. Any answer is better; but until one has come, a
	 * wrong clock must neither show a wrong time nor another picture than the server has drawn.
	 */
	begin(serverNow: number): void {
		if (this.#bestTripMs === Number.POSITIVE_INFINITY) this.#set(serverNow, this.#clocks.steady());
	}

	/** @param serverNow the server's time when it answered; sent and received are marks of this clock */
	learn(serverNow: number, sentAt: number, receivedAt: number): void {
		const trip = receivedAt - sentAt;
		const then = serverNow + trip / 2;
		const off = Math.abs(then - this.#at(receivedAt));
		// Too far off to be a matter of the way: whatever was known is wrong.
		if (trip > this.#bestTripMs && off <= trip + this.#bestTripMs) return;
		this.#set(then, receivedAt);
		this.#bestTripMs = trip;
	}

	now(): number {
		return this.#at(this.#clocks.steady());
	}

	/** After sleep or a jump: what was learnt may be off, so the next answer counts, however long its way. */
	doubt(): void {
		this.#bestTripMs = Number.POSITIVE_INFINITY;
	}

	/** True once after the device slept or its clock was set. */
	hasJumped(): boolean {
		const apart = this.#clocks.wall() - this.#clocks.steady();
		const jumped = Math.abs(apart - this.#apart) > DRIFT_MS;
		this.#apart = apart;
		return jumped;
	}

	#set(serverNow: number, steady: number): void {
		this.#server = serverNow;
		this.#steadyThen = steady;
		this.#wallThen = this.#clocks.wall() - (this.#clocks.steady() - steady);
	}

	#at(steady: number): number {
		const elapsed = steady - this.#steadyThen;
		const onTheWall = this.#clocks.wall() - (this.#clocks.steady() - steady) - this.#wallThen;
		// On most systems the steady clock stands still while the device sleeps; the one on the wall does not.
		return this.#server + (onTheWall - elapsed > DRIFT_MS ? onTheWall : elapsed);
	}
}
