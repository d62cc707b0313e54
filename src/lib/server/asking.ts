/**
 * Owns who asks for a person before having a seat: somebody at the door, or at a table whose sign was
 * scanned. A table that sits has its signal, which is a row; here nobody is anybody yet, so it is a hint
 * like presence: memory only, without a person, gone when staff has answered it or after a while.
 */
import type { Id } from '#lib/domain/rows.ts';

/** Nobody waits longer without having found somebody. */
const STANDS_MS = 15 * 60_000;
/** More than the console would tell apart; further ones change nothing. */
const MOST = 20;

interface Call {
	/** Whose table's sign was scanned; null at the door. */
	table: number | null;
	until: number;
}

export class Asking {
	readonly #calls = new Map<Id, Map<string, Call>>();
	readonly #now: () => number;
	/** Called when another picture is to be shown. */
	onChange: (workshopId: Id) => void = () => {};

	constructor(now: () => number) {
		this.#now = now;
	}

	/** @param who names the page that asks: asked twice is asked once */
	ask(workshopId: Id, who: string, table: number | null): void {
		const calls = this.#calls.get(workshopId) ?? new Map<string, Call>();
		this.#calls.set(workshopId, calls);
		this.#forgetOld(calls);
		if (calls.size >= MOST && !calls.has(who)) return;
		calls.set(who, { table, until: this.#now() + STANDS_MS });
		this.onChange(workshopId);
	}

	/** The tables of those who ask, the first first; null for somebody at the door. */
	of(workshopId: Id): (number | null)[] {
		const calls = this.#calls.get(workshopId);
		if (!calls) return [];
		this.#forgetOld(calls);
		return [...calls.values()].map(({ table }) => table);
	}

	/** Somebody has gone there. */
	answer(workshopId: Id): void {
		if (this.#calls.delete(workshopId)) this.onChange(workshopId);
	}

	#forgetOld(calls: Map<string, Call>): void {
		for (const [who, { until }] of calls) if (until <= this.#now()) calls.delete(who);
	}
}
