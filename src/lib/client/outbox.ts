/**
 * Owns the way of a command from this page to the server: stored before it is sent, sent in order, one
 * in flight, removed when the server has answered. A lost answer means sending it again; the server
 * knows the id and answers as before. Refused texts stay until the person has seen why. What another page
 * of this device has left unsent is taken over.
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
	[
		'contribution.post',
		'contribution.enter',
		'contribution.edit',
		'essence.write',
		'summary.write'
	].includes(command.type);

export class Outbox {
	readonly #storage: OutboxStorage;
	readonly #box: string;
	#entries: Pending[] = [];
	readonly #waiters = new Map<Id, (outcome: Outcome) => void>();
	/** Writes that have not reached the storage yet. */
	readonly #writing = new Set<Promise<unknown>>();
	#deliver: Deliver | null = null;
	/** Ends the waiting for an answer that cannot come any more. */
	#giveUp: () => void = () => {};
	#pumping = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Called whenever `entries` or `volatile` has changed. */
	onChange: () => void = () => {};
	/** Called with every answer before the entry is dropped. */
	onOutcome: (command: Command, outcome: Outcome) => void = () => {};

	/** @param box names the workshop: one device may take part in several. */
	constructor(storage: OutboxStorage, box: string) {
		this.#storage = storage;
		this.#box = box;
		storage.onChange = () => this.onChange();
	}

	get entries(): readonly Pending[] {
		return this.#entries;
	}

	get volatile(): boolean {
		return this.#storage.volatile;
	}

	/** Takes up what an earlier page, or one closed beside this one, could not send. */
	async restore(): Promise<void> {
		const claimed = await this.#storage.claim();
		const known = new Set(this.#entries.map(({ command }) => command.id));
		const found = claimed
			.filter(({ id }) => !known.has(id))
			.map(({ command, refusal }): Pending =>
				refusal ? { command, state: 'refused', refusal } : { command, state: 'waiting' }
			);
		if (found.length) this.#set([...found, ...this.#entries]);
		this.#pump();
	}

	async send(command: Command): Promise<Outcome> {
		const answer = new Promise<Outcome>((resolve) => this.#waiters.set(command.id, resolve));
		this.#set([...this.#entries, { command, state: 'waiting' }]);
		await this.#write(this.#storage.put({ id: command.id, box: this.#box, command }));
		this.#pump();
		return answer;
	}

	dismiss(id: Id): void {
		this.#set(this.#entries.filter(({ command }) => command.id !== id));
		void this.#write(this.#storage.remove(id));
	}

	/** With a way to the server everything that waits is sent; with null it waits. */
	open(deliver: Deliver | null): void {
		this.#deliver = deliver;
		clearTimeout(this.#timer);
		this.#giveUp();
		this.#pump();
	}

	/** Resolves when everything that was written lies in the storage, or never will. */
	async stored(): Promise<void> {
		await Promise.all(this.#writing);
	}

	/** Nothing will be sent any more: what was refused stays on the screen, and not on the device. */
	forget(): void {
		for (const { command, state } of this.#entries)
			if (state === 'refused') void this.#write(this.#storage.remove(command.id));
	}

	close(): void {
		this.open(null);
		this.#storage.close();
	}

	#set(entries: Pending[]): void {
		this.#entries = entries;
		this.onChange();
	}

	#write(work: Promise<void>): Promise<void> {
		const done = work.finally(() => this.#writing.delete(done));
		this.#writing.add(done);
		return done;
	}

	#pump(): void {
		if (!this.#pumping) void this.#run();
	}

	async #run(): Promise<void> {
		this.#pumping = true;
		try {
			for (;;) {
				const deliver = this.#deliver;
				const next = this.#entries.find(({ state }) => state === 'waiting');
				if (!deliver || !next) return;
				const outcome = await this.#tryOnce(deliver, next.command);
				if (outcome?.ok === false && outcome.code in AGAIN_MS)
					return this.#later(AGAIN_MS[outcome.code] ?? RETRY_MS);
				if (outcome) await this.#settle(next.command, outcome);
				else if (this.#deliver === deliver) return this.#later(RETRY_MS);
			}
		} finally {
			this.#pumping = false;
		}
	}

	/** Null without an answer: the way was cut, or is another one by now. */
	#tryOnce(deliver: Deliver, command: Command): Promise<Outcome | null> {
		return new Promise((resolve) => {
			this.#giveUp = () => resolve(null);
			deliver(command).then(resolve, () => resolve(null));
		});
	}

	#later(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#pump(), ms);
	}

	async #settle(command: Command, outcome: Outcome): Promise<void> {
		this.onOutcome(command, outcome);
		// While this page slept another one may have taken it over: that one tells the person why.
		const isOurs = outcome.ok || !holdsWords(command) || (await this.#storage.owns(command.id));
		if (!outcome.ok && holdsWords(command) && isOurs) {
			const { ok: _, ...refusal } = outcome;
			// Before anybody hears of it: whoever then wants it off the device takes away what is there.
			void this.#write(this.#storage.put({ id: command.id, box: this.#box, command, refusal }));
			this.#set(
				this.#entries.map((entry) =>
					entry.command.id === command.id ? { command, state: 'refused', refusal } : entry
				)
			);
		} else if (isOurs) {
			this.dismiss(command.id);
		} else {
			this.#set(this.#entries.filter((entry) => entry.command.id !== command.id));
		}
		this.#waiters.get(command.id)?.(outcome);
		this.#waiters.delete(command.id);
	}
}
