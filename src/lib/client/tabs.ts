/**
 * Owns which pages of this device are alive. They ask each other through localStorage, whose event reaches
 * every other page at once, on plain http and in browsers without BroadcastChannel or Web Locks. A page that
 * sleeps does not answer and counts as gone: what it wrote may then be sent twice under the same id, which
 * the server recognises; what nobody sends would be lost.
 */
import { v7 as newId } from 'uuid';

/** Carries a word to all other pages of this device. */
export interface Bus {
	say(word: string): void;
	/** Returns the undo. */
	listen(hear: (word: string) => void): () => void;
}

/** Pages in the background answer within a few milliseconds; a busy old phone may take a little longer. */
const ANSWER_MS = 250;
const KEY = 'auftakt.tabs';

interface Word {
	say: 'who' | 'here' | 'bye';
	id: string;
	/** The same word twice would be no event. */
	n: number;
}

export class Tabs {
	/** This page's own name, new with every loading: a tab that is duplicated copies its sessionStorage. */
	readonly id = newId();
	readonly #bus: Bus;
	#undo: () => void = () => {};
	readonly #heard = new Set<string>();
	#n = 0;
	/** Called when another page of this device has said goodbye. */
	onGone: () => void = () => {};

	constructor(bus: Bus = storageBus()) {
		this.#bus = bus;
	}

	/** From now on this page answers; returns the undo. */
	open(): () => void {
		this.#undo = this.#bus.listen((raw) => this.#hear(raw));
		return () => {
			this.leave();
			this.#undo();
		};
	}

	/** The other pages that answer now. */
	async alive(): Promise<ReadonlySet<string>> {
		this.#heard.clear();
		this.#say('who');
		await new Promise((next) => setTimeout(next, ANSWER_MS));
		return new Set(this.#heard);
	}

	/** This page goes, or falls asleep where no timer runs. */
	leave(): void {
		this.#say('bye');
	}

	#say(say: Word['say']): void {
		this.#bus.say(JSON.stringify({ say, id: this.id, n: (this.#n += 1) } satisfies Word));
	}

	#hear(raw: string): void {
		const word = parse(raw);
		if (!word || word.id === this.id) return;
		if (word.say === 'who') this.#say('here');
		else if (word.say === 'here') this.#heard.add(word.id);
		else this.onGone();
	}
}

function parse(raw: string): Word | null {
	try {
		const word = JSON.parse(raw) as Word | null;
		return word && typeof word.id === 'string' ? word : null;
	} catch {
		return null;
	}
}

function storageBus(): Bus {
	return {
		say(word) {
			try {
				localStorage.setItem(KEY, word);
			} catch {
				// Blocked or full: every page then takes what it finds.
			}
		},
		listen(hear) {
			const on = (event: StorageEvent) => {
				if (event.key === KEY && event.newValue) hear(event.newValue);
			};
			addEventListener('storage', on);
			return () => removeEventListener('storage', on);
		}
	};
}
