/**
 * Owns the invented people of the demonstration: they go on quietly with whatever the current step asks of
 * them, one at a time, so that every screen has some life and nobody's own test is drowned.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '#lib/domain/rows.ts';
import type { Console } from '../rehearse/console.ts';
import type { Hall } from '../rehearse/hall.ts';
import type { Phone } from '../rehearse/phone.ts';
import type { Random } from '../rehearse/random.ts';
import type { Statement } from '../rehearse/statements.ts';

const BETWEEN_ACTS_MS = [2500, 6500] as const;
/** How long somebody types before the text is there. */
const TYPING_MS = [1200, 3000] as const;
const LANG = 'de';

export class Residents {
	readonly #console: Console;
	readonly #hall: Hall;
	readonly #random: Random;
	/** What is still to be said, by topic. */
	readonly #texts: Map<string, Statement[]>;
	/** Who has done what a step asks for once, by step and phone. */
	readonly #done = new Set<string>();
	#isOver = false;

	constructor(
		console: Console,
		hall: Hall,
		random: Random,
		texts: ReadonlyMap<string, readonly Statement[]>
	) {
		this.#console = console;
		this.#hall = hall;
		this.#random = random;
		this.#texts = new Map([...texts].map(([topic, all]) => [topic, random.shuffled(all)]));
	}

	/** Until `stop`. */
	async live(): Promise<void> {
		while (!this.#isOver) {
			await sleep(this.#random.between(...BETWEEN_ACTS_MS), undefined, { ref: false });
			const phones = this.#hall.phones.filter(({ turnedAway }) => turnedAway === undefined);
			const phone = this.#random.pick(phones);
			if (phone && !this.#isOver) await this.#act(phone);
		}
	}

	stop(): void {
		this.#isOver = true;
	}

	/** What is left of a round that has been going on for a while: most of its texts, at once. */
	async catchUp(share: number): Promise<void> {
		for (const [topic, texts] of this.#texts) {
			const phones = this.#hall.phones.filter((phone) => this.#topicOf(phone) === topic);
			for (const text of texts.splice(0, Math.floor(texts.length * share)))
				await this.#say(this.#random.pick(phones), text);
		}
		await this.#hall.all(this.#hall.phones, (phone) => phone.agree(3, this.#random));
	}

	async #act(phone: Phone): Promise<void> {
		const { step } = phone;
		if (!step || this.#console.workshop?.state !== 'open') return;
		switch (step.kind) {
			case 'round':
				return this.#takePart(phone);
			case 'change':
				if (phone.isHost)
					await this.#once(step.id, phone, () => phone.summarize((step.round ?? 1) - 1, LANG));
				await this.#once(`${step.id}.arrived`, phone, () => phone.arrive());
				return;
			case 'essence':
				if (phone.isHost) await this.#once(step.id, phone, () => phone.writeEssence());
				return;
			case 'vote':
				await this.#once(step.id, phone, () => phone.vote(this.#random));
				return;
			default:
				return;
		}
	}

	async #takePart(phone: Phone): Promise<void> {
		const texts = this.#texts.get(this.#topicOf(phone)) ?? [];
		const text = this.#random.next() < 0.6 ? texts.shift() : undefined;
		if (!text) return phone.agree(1, this.#random);
		phone.typing();
		await sleep(this.#random.between(...TYPING_MS));
		await this.#say(phone, text);
	}

	async #say(phone: Phone | undefined, text: Statement): Promise<void> {
		if (phone?.step?.kind === 'round') await phone.post(phone.step.id, text);
	}

	#topicOf(phone: Phone): string {
		return phone.tableId ? this.#console.topicOf(phone.tableId) : '';
	}

	async #once(what: Id, phone: Phone, act: () => Promise<unknown>): Promise<void> {
		const key = `${what} ${phone.me}`;
		if (this.#done.has(key)) return;
		this.#done.add(key);
		await act();
	}
}
