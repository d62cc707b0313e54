/**
 * Owns a device's live view of a workshop: one socket, the mirror of what it may see, the outbox of what
 * it has to say, the server's clock. The only code that knows socket.io-client. What a screen reads is
 * confirmed by the server, except `pending`.
 */
import { createContext, untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { Socket } from 'socket.io-client';
import { v7 as newId } from 'uuid';
import type { Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import { KINDS, type Id, type Kind } from '#lib/domain/rows.ts';
import {
	PROTOCOL,
	SOCKET_PATH,
	type ClientToServer,
	type HallHint,
	type ServerToClient,
	type SyncAnswer
} from '#lib/protocol/socket.ts';
import { Clock } from './clock.ts';
import { Mirror } from './mirror.ts';
import { createMemoryStorage, createOutboxStorage } from './outbox-storage.ts';
import { Outbox } from './outbox.ts';
import type { Connection, Live, LiveOptions, Pending } from './types.ts';

type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** How long a cut may last before a person is told: shorter cuts heal unnoticed. */
const TELL_AFTER_MS = 2500;
const ANSWER_TIMEOUT_MS = 8000;
const SETTLE_MS = 3000;
const TYPING_EVERY_MS = 3000;
/** A page that reloads itself again within this time would flicker for ever. */
const RELOAD_EVERY_MS = 20_000;

class LiveWorkshop implements Live {
	readonly #options: LiveOptions;
	readonly #mirror = new Mirror();
	readonly #clock = new Clock();
	readonly #outbox: Outbox;
	#socket: LiveSocket | null = null;
	#typedAt = 0;

	// One counter per kind: a new idea does not make the run-of-show look changed.
	readonly #versions = $state(
		Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>
	);
	#connection = $state<Connection>('connecting');
	#me = $state<Id | null>(null);
	#hall = $state.raw<HallHint | null>(null);
	#waiting = $state.raw<readonly Pending[]>([]);
	/** Acknowledged, but the row itself has not come back yet: without these a text would blink. */
	#settled = $state.raw<readonly { pending: Pending; rev: number }[]>([]);
	readonly #pending = $derived([...this.#settled.map(({ pending }) => pending), ...this.#waiting]);
	#volatile = $state(false);
	readonly #tick = createSubscriber((update) => {
		const timer = setInterval(update, 500);
		return () => clearInterval(timer);
	});

	readonly #workshop = $derived.by(() => this.rows('workshop')[0]);
	readonly #steps = $derived(this.rows('step').sort((a, b) => a.position - b.position));
	readonly #tables = $derived(this.rows('table').sort((a, b) => a.number - b.number));

	constructor(options: LiveOptions) {
		this.#options = options;
		this.#outbox = new Outbox(
			options.surface === 'phone' ? createOutboxStorage(options.code) : createMemoryStorage(),
			options.code
		);
		this.#mirror.onChange = (kinds) => {
			// Rows arrive from a socket as well as while a page is made; neither may subscribe to them.
			untrack(() => {
				for (const kind of kinds) this.#versions[kind]++;
				if (this.#settled.length)
					this.#settled = this.#settled.filter(({ rev }) => rev > this.#mirror.rev);
			});
		};
		this.#outbox.onOutcome = (command, outcome) => {
			if (!outcome.ok || outcome.rev <= this.#mirror.rev) return;
			const entry = { pending: { command, state: 'waiting' as const }, rev: outcome.rev };
			this.#settled = [...this.#settled, entry];
			// A command that changed nothing this device may see is never followed by a row.
			setTimeout(
				() => (this.#settled = this.#settled.filter((other) => other !== entry)),
				SETTLE_MS
			);
		};
		this.#outbox.onChange = () => {
			this.#waiting = this.#outbox.entries;
			this.#volatile = this.#outbox.volatile;
		};
		this.#clock.begin(options.initial.now);
		this.#take(options.initial);
	}

	get connection() {
		return this.#connection;
	}
	get me() {
		return this.#me;
	}
	get volatile() {
		return this.#volatile;
	}
	get hall() {
		return this.#hall;
	}
	get pending() {
		return this.#pending;
	}
	get workshop(): SeenOf['workshop'] {
		const workshop = this.#workshop;
		if (!workshop) throw new Error('a live view without its workshop');
		return workshop;
	}
	get steps() {
		return this.#steps;
	}
	get step() {
		const id = this.#workshop?.stepId;
		return this.#steps.find((step) => step.id === id) ?? null;
	}
	get tables() {
		return this.#tables;
	}
	get table() {
		void this.#versions.table;
		void this.#versions.seat;
		void this.#versions.workshop;
		const audience = this.#mirror.audiences.find((name) => name.startsWith('table:'));
		return (audience && this.get('table', audience.slice('table:'.length))) || null;
	}
	get seat() {
		// Everybody at a table sees whether its host's seat is taken; only the own seat comes with `one`.
		return this.own('seat')[0] ?? null;
	}

	rows<K extends Kind>(kind: K): SeenOf[K][] {
		void this.#versions[kind];
		return [...this.#mirror.rows(kind).values()];
	}

	own<K extends Kind>(kind: K): SeenOf[K][] {
		void this.#versions[kind];
		return this.#me ? this.#mirror.rowsOf(`one:${this.#me}`, kind) : [];
	}

	get<K extends Kind>(kind: K, id: Id | null | undefined): SeenOf[K] | undefined {
		void this.#versions[kind];
		return id == null ? undefined : this.#mirror.rows(kind).get(id);
	}

	get now() {
		this.#tick();
		return this.#clock.now();
	}

	leftMs(step: SeenOf['step'] | null): number | null {
		if (!step) return null;
		if (step.state === 'paused') return step.leftMs;
		return step.state === 'running' && step.endsAt !== null
			? Math.max(0, step.endsAt - this.now)
			: null;
	}

	send<T extends CommandType>(type: T, payload: Payloads[T]): Promise<Outcome> {
		const command = { id: newId(), type, payload, typedAt: Math.round(this.#clock.now()) };
		return this.#outbox.send(command as Command);
	}

	dismiss(commandId: Id) {
		this.#outbox.dismiss(commandId);
	}

	typing() {
		if (Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
		this.#typedAt = Date.now();
		this.#socket?.volatile.emit('typing');
	}

	start() {
		let stopped = false;
		const listeners = new AbortController();
		const { signal } = listeners;
		void this.#outbox.restore();
		void import('socket.io-client').then(({ io }) => {
			if (!stopped) this.#connect(io);
		});
		const tell = setTimeout(() => this.#lost(), TELL_AFTER_MS);
		this.#tellTimer = tell;
		addEventListener('online', () => this.#wake(), { signal });
		addEventListener('offline', () => this.#lost(), { signal });
		addEventListener('pageshow', () => this.#wake(), { signal });
		document.addEventListener(
			'visibilitychange',
			() => {
				if (document.visibilityState === 'visible') this.#wake();
			},
			{ signal }
		);
		return () => {
			stopped = true;
			listeners.abort();
			clearTimeout(this.#tellTimer);
			this.#outbox.open(null);
			this.#socket?.disconnect();
			this.#socket = null;
		};
	}

	#tellTimer: ReturnType<typeof setTimeout> | undefined;

	#connect(io: (options: object) => LiveSocket) {
		const { code, surface } = this.#options;
		const socket = io({
			path: SOCKET_PATH,
			// WebSocket first: one round trip less. Networks that break it still get long polling.
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			auth: { code, surface, protocol: PROTOCOL },
			reconnectionDelay: 400,
			// A server that restarts is back within seconds; the last try must not come long after.
			reconnectionDelayMax: 2000,
			timeout: 6000
		});
		this.#socket = socket;
		socket.on('connect', () => void this.#sync(socket));
		socket.on('disconnect', () => {
			this.#outbox.open(null);
			clearTimeout(this.#tellTimer);
			this.#tellTimer = setTimeout(() => this.#lost(), TELL_AFTER_MS);
		});
		socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
			const refused = error.data?.code;
			if (refused) {
				// The door is shut for this page as it is: too old, wiped after a rehearsal, link renewed.
				this.#connection = refused === 'too_old' ? 'stale' : 'server_away';
				reloadOnce();
			}
		});
		socket.on('batch', (batch) => {
			if (this.#mirror.apply(batch) === 'gap') void this.#sync(socket);
		});
		socket.on('hall', (hint) => (this.#hall = hint));
		socket.on('bye', () => this.#outbox.open(null));
	}

	async #sync(socket: LiveSocket) {
		const sentAt = Date.now();
		try {
			const answer = await socket
				.timeout(ANSWER_TIMEOUT_MS)
				.emitWithAck('sync', { since: this.#mirror.since() });
			this.#clock.learn(answer.now, sentAt, Date.now());
			this.#take(answer);
		} catch {
			// No answer on a connection that claims to be open: a new one tells the truth.
			socket.io.engine.close();
			return;
		}
		clearTimeout(this.#tellTimer);
		this.#connection = 'live';
		this.#outbox.open((command) =>
			socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('command', command)
		);
	}

	#take(answer: SyncAnswer) {
		this.#me = answer.me;
		this.#mirror.sync(answer);
	}

	#lost() {
		if (this.#connection === 'stale' || (this.#socket?.connected && navigator.onLine)) return;
		this.#connection = navigator.onLine === false ? 'phone_offline' : 'server_away';
	}

	#wake() {
		const socket = this.#socket;
		if (!socket) return;
		if (!socket.connected) socket.connect();
		// A phone that slept may hold a socket that died unnoticed: asking shows it.
		else void this.#sync(socket);
	}
}

function reloadOnce() {
	try {
		const last = Number(sessionStorage.getItem('auftakt.reloaded') ?? 0);
		if (Date.now() - last < RELOAD_EVERY_MS) return;
		sessionStorage.setItem('auftakt.reloaded', String(Date.now()));
	} catch {
		return;
	}
	location.reload();
}

export function createLive(options: LiveOptions): Live {
	return new LiveWorkshop(options);
}

/** The page's live view, for the components below it. */
export const [useLive, setLive] = createContext<Live>();
