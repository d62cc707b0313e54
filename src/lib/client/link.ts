/**
 * Owns the way to the server over time: one line after the other, tried again for as long as the page
 * lives. A line that is silent, or that does not answer after sleep, is dropped rather than trusted. What
 * travels on a line is not its business.
 */
import { HEARTBEAT_MS } from '#lib/protocol/socket.ts';
import { waitMs } from './backoff.ts';
import type { Dial, Line, LiveSocket, Way } from './dial.ts';

/** How long one try may take: half a dozen round trips of a very slow network. */
const TRY_MS = 6000;
/** Three heartbeats without a word: whatever this line was, it is no more. */
const DEAD_MS = 3 * HEARTBEAT_MS + 500;
/** As long as a whole answer is on its way, heartbeats queue behind it; a slow phone must not start over. */
const DEAD_WHILE_ASKING_MS = 20_000;
/** A try as young as this is given as much time again before it is made anew. */
const FRESH_MS = 1000;
/** A detour that has not become direct by then will not. */
const UPGRADE_MS = 4000;
const WAY = 'auftakt.way';

export interface LinkListener {
	open(socket: LiveSocket): void;
	lost(): void;
	/** The server wants no such page; it is tried again all the same, slowly. */
	refused(code: string): void;
}

export class Link {
	readonly #dial: Dial;
	readonly #listener: LinkListener;
	#line: Line | null = null;
	#isOpen = false;
	#calledAt = 0;
	#isStopped = false;
	#failed = 0;
	#way: Way = rememberedWay();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#upgradeTimer: ReturnType<typeof setTimeout> | undefined;
	#heardAt = performance.now();
	/** A whole answer is expected. */
	isAsking = false;

	constructor(dial: Dial, listener: LinkListener) {
		this.#dial = dial;
		this.#listener = listener;
		this.#call();
	}

	get isOpen(): boolean {
		return this.#isOpen;
	}

	get silentMs(): number {
		return performance.now() - this.#heardAt;
	}

	/** To be called now and then: drops a line on which nothing has come for too long. */
	check(): void {
		const limit = this.isAsking ? DEAD_WHILE_ASKING_MS : DEAD_MS;
		if (this.#isOpen && this.silentMs > limit) this.drop();
	}

	/** The network or the person is back: a try that waits, or has hung for a while, is made now. */
	wake(): void {
		if (this.#isOpen) return;
		if (!this.#line || performance.now() - this.#calledAt > FRESH_MS) return this.drop();
		// Begun a moment ago, perhaps a moment too early.
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.drop(), FRESH_MS);
	}

	/** This line is dead: another one, now. */
	drop(): void {
		if (this.#isStopped) return;
		this.#hangUp();
		this.#failed = 0;
		this.#call();
	}

	stop(): void {
		this.#isStopped = true;
		this.#hangUp();
	}

	#hangUp(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#upgradeTimer);
		this.#line?.hangUp();
		this.#line = null;
		this.isAsking = false;
		if (!this.#isOpen) return;
		this.#isOpen = false;
		this.#listener.lost();
	}

	#call(): void {
		const way = this.#way;
		this.#calledAt = performance.now();
		this.#timer = setTimeout(() => this.#over(way), TRY_MS);
		this.#line = this.#dial(way, {
			open: () => this.#opened(way),
			heard: () => (this.#heardAt = performance.now()),
			upgraded: () => {
				clearTimeout(this.#upgradeTimer);
				this.#way = 'direct';
				rememberWay('direct');
			},
			ended: (refused) => this.#over(way, refused)
		});
	}

	#opened(way: Way): void {
		clearTimeout(this.#timer);
		this.#isOpen = true;
		this.#failed = 0;
		this.#heardAt = performance.now();
		// Kept for the page's session only: the next hall may have a better network.
		if (way === 'detour') this.#upgradeTimer = setTimeout(() => rememberWay('detour'), UPGRADE_MS);
		else rememberWay('direct');
		if (this.#line) this.#listener.open(this.#line.socket);
	}

	#over(way: Way, refused?: string): void {
		const wasOpen = this.#isOpen;
		this.#hangUp();
		if (this.#isStopped) return;
		if (refused !== undefined) {
			this.#listener.refused(refused);
			if (this.#isStopped) return;
		}
		const isRefused = refused !== undefined;
		// A network without WebSocket fails at once; so does no network, which costs nothing to find out twice.
		const isFirstWay = !wasOpen && !isRefused && way === 'direct';
		this.#way = isFirstWay ? 'detour' : wasOpen ? this.#way : rememberedWay();
		const isHidden = typeof document !== 'undefined' && document.visibilityState === 'hidden';
		const wait = isFirstWay ? 0 : waitMs({ failed: this.#failed, isHidden, isRefused });
		if (!isFirstWay) this.#failed = wasOpen ? 0 : this.#failed + 1;
		this.#timer = setTimeout(() => this.#call(), wait);
	}
}

function rememberedWay(): Way {
	try {
		return sessionStorage.getItem(WAY) === 'detour' ? 'detour' : 'direct';
	} catch {
		return 'direct';
	}
}

function rememberWay(way: Way): void {
	try {
		if (way === 'detour') sessionStorage.setItem(WAY, way);
		else sessionStorage.removeItem(WAY);
	} catch {
		// Where nothing can be remembered, each try finds out anew.
	}
}
