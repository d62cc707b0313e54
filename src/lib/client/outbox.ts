/**
 * Owns the way of a command from this device to the server: stored before it is sent, sent in order, one
 * in flight, removed when the server has answered. A lost answer means sending it again; the server
 * knows the id and answers as before. Refused texts stay until the person has seen why.
 */
import type { Command, Outcome } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { OutboxStorage } from './outbox-storage.ts';
import type { Pending } from './types.ts';

/** Delivers one command; rejects when no answer came (cut, timeout). */
export type Deliver = (command: Command) => Promise<Outcome>;

/** Refusals that mean “not now”: the command stays and is tried again. */
const AGAIN_MS: Record<string, number> = { too_fast: 1000, storage_unavailable: 2000 };
/** After an unanswered try on a connection that still seems open. */
const RETRY_MS = 1500;

/** What somebody has written must not vanish with a refusal. */
const holdsWords = (command: Command) =>
	['contribution.post', 'contribution.edit', 'essence.write', 'summary.write'].includes(
		command.type
	);

export class Outbox {
	readonly #storage: OutboxStorage;
	readonly #box: string;
	#entries: Pending[] = [];
	readonly #waiters = new Map<Id, (outcome: Outcome) => void>();
	#deliver: Deliver | null = null;
	#pumping = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Called whenever `entries` has changed. */
	onChange: () => void = () => {};
	/** Called with every answer before the entry is dropped. */
	onOutcome: (command: Command, outcome: Outcome) => void = () => {};

	/** @param box names the workshop: one device may take part in several. */
	constructor(storage: OutboxStorage, box: string) {
		this.#storage = storage;
		this.#box = box;
	}

	get entries(): readonly Pending[] {
		return this.#entries;
	}

	get volatile(): boolean {
		return this.#storage.volatile;
	}

	/** Takes up what an earlier page could not send. */
	async restore(): Promise<void> {
		const known = new Set(this.#entries.map(({ command }) => command.id));
		const stored = (await this.#storage.load())
			.filter(({ id }) => !known.has(id))
			.map(({ command, refusal }): Pending =>
				refusal ? { command, state: 'refused', refusal } : { command, state: 'waiting' }
			);
		if (stored.length) this.#set([...stored, ...this.#entries]);
		this.#pump();
	}

	async send(command: Command): Promise<Outcome> {
		const answer = new Promise<Outcome>((resolve) => this.#waiters.set(command.id, resolve));
		this.#set([...this.#entries, { command, state: 'waiting' }]);
		await this.#storage.put({ id: command.id, box: this.#box, command });
		this.#pump();
		return answer;
	}

	dismiss(id: Id): void {
		this.#set(this.#entries.filter(({ command }) => command.id !== id));
		void this.#storage.remove(id);
	}

	/** With a way to the server everything that waits is sent; with null it waits. */
	open(deliver: Deliver | null): void {
		this.#deliver = deliver;
		clearTimeout(this.#timer);
		this.#pump();
	}

	#set(entries: Pending[]): void {
		this.#entries = entries;
		this.onChange();
	}

	#pump(): void {
		if (this.#pumping) return;
		this.#pumping = true;
		void this.#run().finally(() => (this.#pumping = false));
	}

	async #run(): Promise<void> {
		for (;;) {
			const deliver = this.#deliver;
			const next = this.#entries.find(({ state }) => state === 'waiting');
			if (!deliver || !next) return;
			let outcome: Outcome;
			try {
				outcome = await deliver(next.command);
			} catch {
				return this.#later(RETRY_MS);
			}
			if (!outcome.ok && outcome.code in AGAIN_MS)
				return this.#later(AGAIN_MS[outcome.code] ?? RETRY_MS);
			this.#settle(next.command, outcome);
		}
	}

	#later(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#pump(), ms);
	}

	#settle(command: Command, outcome: Outcome): void {
		this.onOutcome(command, outcome);
		if (!outcome.ok && holdsWords(command)) {
			const { ok: _, ...refusal } = outcome;
			this.#set(
				this.#entries.map((entry) =>
					entry.command.id === command.id ? { command, state: 'refused', refusal } : entry
				)
			);
			void this.#storage.put({ id: command.id, box: this.#box, command, refusal });
		} else {
			this.dismiss(command.id);
		}
		this.#waiters.get(command.id)?.(outcome);
		this.#waiters.delete(command.id);
	}
}
