/**
 * Owns what this console did and how to take each of it back: by the opposite command about exactly what
 * was changed, so that what others did meanwhile stays. What was taken back leaves the list.
 */
/** On to the next step, or back to the one before. */
export type Way = 'on' | 'back';

export interface Act {
	/** What was done, to be said when it is taken back. */
	what: string;
	at: number;
	/** Whose list it belongs to as well. */
	group: string;
	/** Where the evening goes when it is taken back; null when that moves nothing. */
	way: Way | null;
	undo: () => Promise<boolean>;
}

const MOST = 100;

export class Acts {
	/** Oldest first. */
	list = $state.raw<readonly Act[]>([]);
	readonly #now: () => number;

	/** By the clock of the evening, not of this computer. */
	constructor(now: () => number) {
		this.#now = now;
	}

	remember(
		what: string,
		undo: () => Promise<boolean>,
		{ group = '', way = null }: Partial<Pick<Act, 'group' | 'way'>> = {}
	): Act {
		const act: Act = { what, at: this.#now(), group, way, undo };
		this.list = [...this.list.slice(1 - MOST), act];
		return act;
	}

	/** False when it could not be taken back, or was already. */
	async undo(act: Act): Promise<boolean> {
		if (!this.list.includes(act)) return false;
		this.list = this.list.filter((other) => other !== act);
		return act.undo();
	}
}
