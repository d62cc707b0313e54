/**
 * Owns one citizen of a drill: a bare device that insists like an outbox does (the same command under the
 * same id until it is answered, one at a time, in order) and keeps a history of all it said, to be compared
 * afterwards with what is stored.
 */
import { v7 as newId } from 'uuid';
import type { Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import { Phone, type PhoneOptions } from '../support/client.ts';

const ANSWER_WITHIN_MS = 3000;
const OPEN_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 5;
/** Longer than the pace of a device allows for, as an outbox waits. */
const AGAIN_MS = 200;
const NOT_NOW = new Set(['too_fast', 'storage_unavailable']);

export interface Said {
	command: Command;
	/** How often it was sent. */
	tries: number;
	/** The final answer; null as long as there is none. */
	outcome: Outcome | null;
	answeredAt: number;
	/** From the first try to the answer. */
	tookMs: number;
	/** What it was told to try again for. */
	putOff: string[];
}

export class Citizen {
	readonly phone: Phone;
	readonly said: Said[] = [];
	/** When the last answer came, on the clock of `performance`. */
	lastAnswerAt = 0;
	#isOver = false;

	constructor(options: PhoneOptions) {
		this.phone = new Phone(options);
		// A door that was shut by a disk that failed opens again; the real page reloads then.
		this.phone.socket.on('connect_error', (error: Error & { data?: unknown }) => {
			if (error.data && !this.#isOver) setTimeout(() => this.phone.socket.connect(), AGAIN_MS);
		});
	}

	/** On a bad line the first try may fail; the socket goes on trying. */
	async open(): Promise<this> {
		try {
			await this.phone.open();
		} catch (error) {
			const isSynced = () =>
				this.phone.socket.connected &&
				this.phone.sync().then(
					() => true,
					() => false
				);
			if (!(await holds(isSynced, OPEN_WITHIN_MS))) throw error;
		}
		return this;
	}

	close(): void {
		this.#isOver = true;
		this.phone.close();
	}

	get acknowledged(): Said[] {
		return this.said.filter(({ outcome }) => outcome?.ok);
	}

	post(stepId: Id, more: { typedAt?: number; text?: string } = {}): Promise<Outcome | null> {
		const contributionId = newId();
		const text = more.text ?? contributionId;
		const payload = { contributionId, stepId, kind: 'idea' as const, text, lang: 'de' };
		return this.say('contribution.post', payload, more.typedAt);
	}

	/** Null when the drill ended before there was an answer. */
	async say<T extends CommandType>(
		type: T,
		payload: Payloads[T],
		typedAt = Date.now()
	): Promise<Outcome | null> {
		const command = { id: newId(), type, payload, typedAt } as Command;
		const said: Said = { command, tries: 0, outcome: null, answeredAt: 0, tookMs: 0, putOff: [] };
		this.said.push(said);
		const begun = performance.now();
		while (!this.#isOver) {
			if (!this.phone.socket.connected) {
				await pause(LOOK_EVERY_MS);
				continue;
			}
			said.tries += 1;
			try {
				const outcome = await this.phone.socket
					.timeout(ANSWER_WITHIN_MS)
					.emitWithAck('command', command);
				this.lastAnswerAt = performance.now();
				if (outcome.ok || !NOT_NOW.has(outcome.code)) {
					said.outcome = outcome;
					said.answeredAt = this.lastAnswerAt;
					said.tookMs = said.answeredAt - begun;
					return outcome;
				}
				said.putOff.push(outcome.code);
				await pause(AGAIN_MS);
			} catch {
				// Cut, or no answer: sent again under the same id.
			}
		}
		return null;
	}

	/** Posts so often a second until told to stop. */
	async keepPosting(stepId: Id, perSecond: number, signal: AbortSignal): Promise<void> {
		const every = 1000 / perSecond;
		let dueAt = performance.now() + Math.random() * every;
		while (!signal.aborted && !this.#isOver) {
			await pause(Math.max(0, dueAt - performance.now()));
			if (signal.aborted) return;
			await this.post(stepId);
			// What an outage held up is not made up for: people do not type faster afterwards.
			dueAt = Math.max(dueAt + every, performance.now());
		}
	}
}

export const pause = (ms: number) => new Promise<void>((next) => setTimeout(next, ms));

/** Resolves with true as soon as it holds, with false when that takes too long. */
export async function holds(
	isTrue: () => boolean | Promise<boolean>,
	ms: number
): Promise<boolean> {
	const deadline = performance.now() + ms;
	while (!(await isTrue())) {
		if (performance.now() > deadline) return false;
		await pause(20);
	}
	return true;
}
