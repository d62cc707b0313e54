/**
 * Owns a device's live view of a workshop, as screens read it: the mirror of what it may see, the outbox of
 * what it has to say, the server's clock. What a screen reads is confirmed by the server, except `pending`.
 */
import { createContext, untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { v7 as newId } from 'uuid';
import type { Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import { KINDS, type Id, type Kind } from '#lib/domain/rows.ts';
import type { HallHint, SyncAnswer } from '#lib/protocol/socket.ts';
import { Clock } from './clock.ts';
import { areDraftsVolatile, forgetDrafts, storeDraftsAgain } from './drafts.ts';
import { Mirror, type Fit } from './mirror.ts';
import { createMemoryStorage, createOutboxStorage } from './outbox-storage.ts';
import { Outbox } from './outbox.ts';
import { Session } from './session.ts';
import { Tabs } from './tabs.ts';
import type { Connection, Live, LiveOptions, Pending } from './types.ts';

const SETTLE_MS = 3000;
const TYPING_EVERY_MS = 3000;
/** A page that was just closed may still be writing its last words down. */
const CLAIM_AFTER_MS = 500;

class LiveWorkshop implements Live {
	readonly #options: LiveOptions;
	readonly #mirror = new Mirror();
	readonly #clock = new Clock();
	readonly #tabs = new Tabs();
	readonly #outbox: Outbox;
	#session: Session | null = null;
	#typedAt = Number.NEGATIVE_INFINITY;
	#isForgotten = false;

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
			options.surface === 'phone'
				? createOutboxStorage(options.code, this.#tabs)
				: createMemoryStorage(),
			options.code
		);
		this.#mirror.onChange = (kinds) => {
			// Rows arrive from a socket as well as while a page is made; neither may subscribe to them.
			untrack(() => {
				for (const kind of kinds) this.#versions[kind]++;
				if (this.#settled.length)
					this.#settled = this.#settled.filter(({ rev }) => rev > this.#mirror.rev);
				if (kinds.has('workshop')) this.#forgetAfterClose();
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
			this.#forgetAfterClose();
		};
		this.#clock.begin(options.initial.now);
		this.#take(options.initial);
		this.#hall = options.hall ?? null;
	}

	get connection() {
		return this.#connection;
	}
	get me() {
		return this.#me;
	}
	get volatile() {
		return this.#volatile || (this.#options.surface === 'phone' && areDraftsVolatile());
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

	get rev() {
		return this.#mirror.rev;
	}

	snapshot(): SyncAnswer {
		return {
			now: Math.round(this.#clock.now()),
			epoch: this.#mirror.epoch ?? '',
			me: untrack(() => this.#me),
			batches: this.#mirror.batches()
		};
	}

	dismiss(commandId: Id) {
		this.#outbox.dismiss(commandId);
	}

	typing() {
		if (performance.now() - this.#typedAt < TYPING_EVERY_MS) return;
		this.#typedAt = performance.now();
		this.#session?.typing();
	}

	start() {
		const { code, surface } = this.#options;
		const session = new Session({
			who: { code, surface },
			mirror: this.#mirror,
			clock: this.#clock,
			outbox: this.#outbox,
			onConnection: (connection) => {
				this.#connection = connection;
				this.#forgetAfterClose();
			},
			onAnswer: (answer) => this.#take(answer),
			onHall: (hint) => (this.#hall = hint),
			care: storeDraftsAgain
		});
		this.#session = session;
		const leave = this.#tabs.open();
		const onPageHide = () => this.#tabs.leave();
		addEventListener('pagehide', onPageHide);
		this.#tabs.onGone = () => setTimeout(() => void this.#outbox.restore(), CLAIM_AFTER_MS);
		void this.#outbox.restore();
		const stop = session.start();
		return () => {
			removeEventListener('pagehide', onPageHide);
			stop();
			this.#session = null;
			this.#outbox.close();
			leave();
		};
	}

	#take(answer: SyncAnswer): Fit {
		this.#me = answer.me;
		const fit = this.#mirror.sync(answer);
		this.#forgetAfterClose();
		return fit;
	}

	/** The words of citizens do not stay on their phones once the evening is over and all have arrived. */
	#forgetAfterClose() {
		untrack(() => {
			const { code, surface } = this.#options;
			if (surface !== 'phone' || this.#connection !== 'live') return;
			if (this.#workshop?.state !== 'closed') return;
			if (this.#outbox.entries.some(({ state }) => state === 'waiting')) return;
			this.#outbox.forget();
			if (this.#isForgotten) return;
			this.#isForgotten = true;
			forgetDrafts(`${code}.`, `${code}.guideline.`);
		});
	}
}

export function createLive(options: LiveOptions): Live {
	return new LiveWorkshop(options);
}

/** The page's live view, for the components below it. */
export const [useLive, setLive] = createContext<Live>();
