/**
 * Owns what a page does with its way to the server: asks what it has missed, opens and shuts the outbox,
 * learns the time, and finds out what to say of the connection. A phone that wakes, a network that comes
 * back, a page that was frozen: nothing from before is believed until the server has spoken again.
 */
import type { Command, Outcome } from '#lib/domain/commands.ts';
import type { Handshake, HallHint, SyncAnswer } from '#lib/protocol/socket.ts';
import type { Clock } from './clock.ts';
import { connectionOf } from './connection.ts';
import { loadDial, type LiveSocket } from './dial.ts';
import { Link } from './link.ts';
import type { Fit, Mirror } from './mirror.ts';
import type { Outbox } from './outbox.ts';
import { whoAnswers } from './own-server.ts';
import { reloadWhenPossible } from './reload.ts';
import type { Connection } from './types.ts';

const ANSWER_TIMEOUT_MS = 8000;
/** A whole hall over a slow line takes its time; that the line is dead is noticed elsewhere. */
const SYNC_TIMEOUT_MS = 20_000;
/** What a line may take to prove after sleep that it still lives. */
const PROBE_MS = 1500;
const LOOK_MS = 250;
/** Timers that stood still for so long mean that the page was frozen or the device slept. */
const FROZEN_MS = 5000;
/** Several events tell of the same waking. */
const WAKE_ONCE_MS = 300;
const ASK_WHO_AFTER_MS = 1000;
const ASK_WHO_EVERY_MS = 8000;
/** Another page of this device may have died without a word. */
const CARE_EVERY_MS = 15_000;

/** The server is there and wants this page; it just cannot now. Anything else is a page to load anew. */
const NOT_NOW = new Set(['storage_unavailable', 'too_fast']);

export interface SessionTools {
	who: Omit<Handshake, 'protocol'>;
	mirror: Mirror;
	clock: Clock;
	outbox: Outbox;
	onConnection: (connection: Connection) => void;
	onAnswer: (answer: SyncAnswer) => Fit;
	onHall: (hint: HallHint) => void;
	/** Now and then, and whenever the page is looked at again. */
	care: () => void;
}

export class Session {
	readonly #tools: SessionTools;
	#connection: Connection = 'connecting';
	#link: Link | null = null;
	#socket: LiveSocket | null = null;
	#isUpToDate = false;
	#isStale = false;
	#isCaptive = false;
	#isStopped = false;
	#isAsking = false;
	#mustAskAgain = false;
	#lostAt = performance.now();
	#wokeAt = 0;
	#lookedAt = performance.now();
	#caredAt = performance.now();
	#askedWhoAt = Number.NEGATIVE_INFINITY;
	#undoReload: (() => void) | null = null;

	constructor(tools: SessionTools) {
		this.#tools = tools;
	}

	start(): () => void {
		const listeners = new AbortController();
		const { signal } = listeners;
		const wake = () => this.#wake();
		const look = setInterval(() => this.#look(), LOOK_MS);
		addEventListener('online', wake, { signal });
		addEventListener('pageshow', wake, { signal });
		addEventListener('offline', () => this.#judge(), { signal });
		document.addEventListener('resume', wake, { signal });
		const seen = () => {
			if (document.visibilityState === 'visible') wake();
		};
		document.addEventListener('visibilitychange', seen, { signal });
		void this.#open();
		return () => {
			this.#isStopped = true;
			listeners.abort();
			clearInterval(look);
			this.#undoReload?.();
			this.#link?.stop();
		};
	}

	typing(): void {
		this.#socket?.volatile.emit('typing');
	}

	async #open(): Promise<void> {
		try {
			const dial = await loadDial(this.#tools.who);
			if (this.#isStopped) return;
			this.#link = new Link(dial, {
				open: (socket) => this.#opened(socket),
				lost: () => this.#lost(),
				refused: (code) => this.#refused(code)
			});
		} catch {
			// The server was updated under this page, or the network went while it loaded.
			this.#reload();
		}
	}

	#opened(socket: LiveSocket): void {
		const { mirror, outbox, onHall } = this.#tools;
		this.#socket = socket;
		socket.on('batch', (batch) => {
			if (mirror.apply(batch) === 'gap') void this.#sync(socket);
		});
		socket.on('hall', onHall);
		socket.on('bye', () => outbox.open(null));
		this.#isAsking = false;
		void this.#sync(socket);
	}

	async #sync(socket: LiveSocket): Promise<void> {
		const { mirror, clock, outbox, onAnswer } = this.#tools;
		if (this.#isAsking) {
			this.#mustAskAgain = true;
			return;
		}
		this.#setAsking(true);
		this.#mustAskAgain = false;
		const sentAt = clock.mark();
		try {
			const answer = await socket
				.timeout(SYNC_TIMEOUT_MS)
				.emitWithAck('sync', { since: mirror.since(), epoch: mirror.epoch });
			if (socket !== this.#socket) return;
			clock.learn(answer.now, sentAt, clock.mark());
			if (onAnswer(answer) === 'gap') this.#mustAskAgain = true;
		} catch {
			// No answer on a connection that claims to be open: a new one tells the truth.
			if (socket === this.#socket) this.#link?.drop();
			return;
		}
		this.#setAsking(false);
		if (this.#mustAskAgain) void this.#sync(socket);
		if (!this.#isUpToDate) {
			this.#isUpToDate = true;
			this.#isCaptive = false;
			this.#undoReload?.();
			this.#undoReload = null;
			outbox.open((command: Command): Promise<Outcome> =>
				socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('command', command)
			);
		}
		this.#judge();
		this.#care();
	}

	#setAsking(asking: boolean): void {
		this.#isAsking = asking;
		if (this.#link) this.#link.isAsking = asking;
	}

	#lost(): void {
		this.#socket = null;
		this.#isUpToDate = false;
		this.#isAsking = false;
		this.#lostAt = performance.now();
		this.#tools.outbox.open(null);
		this.#judge();
	}

	/** The door is shut for this page as it is: too old, wiped after a rehearsal, link renewed. */
	#refused(code: string): void {
		if (NOT_NOW.has(code)) return;
		this.#isStale = code === 'too_old';
		this.#judge();
		this.#reload();
	}

	#reload(): void {
		this.#undoReload ??= reloadWhenPossible(() => this.#tools.outbox.stored());
	}

	#wake(): void {
		const at = performance.now();
		if (at - this.#wokeAt < WAKE_ONCE_MS) return;
		this.#wokeAt = at;
		this.#tools.clock.doubt();
		this.#care();
		const link = this.#link;
		const socket = this.#socket;
		if (!link || !socket || !link.isOpen) return link?.wake();
		void this.#sync(socket);
		setTimeout(() => {
			const heardSince = link.silentMs <= performance.now() - at;
			if (socket === this.#socket && !heardSince) link.drop();
		}, PROBE_MS);
	}

	#look(): void {
		const at = performance.now();
		const stoodStill = at - this.#lookedAt > FROZEN_MS;
		this.#lookedAt = at;
		if (this.#tools.clock.hasJumped() || stoodStill) this.#wake();
		this.#link?.check();
		this.#judge();
		void this.#askWho(at);
		if (at - this.#caredAt > CARE_EVERY_MS) this.#care();
	}

	#care(): void {
		this.#caredAt = performance.now();
		void this.#tools.outbox.restore();
		this.#tools.care();
	}

	/** Only while nothing else is heard: whether a stranger answers in the server's place. */
	async #askWho(at: number): Promise<void> {
		if (this.#isUpToDate || document.visibilityState === 'hidden') return;
		if (at - this.#lostAt < ASK_WHO_AFTER_MS || at - this.#askedWhoAt < ASK_WHO_EVERY_MS) return;
		this.#askedWhoAt = at;
		const who = await whoAnswers();
		if (this.#isUpToDate) return;
		this.#isCaptive = who === 'captive';
		this.#judge();
	}

	#judge(): void {
		const now = performance.now();
		const lostMs = this.#isUpToDate ? 0 : now - this.#lostAt;
		const connection = connectionOf(
			{
				isStale: this.#isStale,
				isOpen: this.#isUpToDate,
				silentMs: this.#link?.silentMs ?? lostMs,
				lostMs,
				isOnline: navigator.onLine !== false,
				isCaptive: this.#isCaptive
			},
			this.#connection
		);
		if (connection === this.#connection) return;
		this.#connection = connection;
		this.#tools.onConnection(connection);
	}
}
