/**
 * Owns how thoughts have moved, as the projector knows it: from the page at first, asked for again as long
 * as it is shown. When nobody answers, the last picture stays.
 */
import type { Flow } from '#lib/domain/travel.ts';

const AGAIN_MS = 10_000;

export class Ways {
	readonly #path: string;
	flows = $state.raw<readonly Flow[]>([]);

	constructor(code: string, flows: readonly Flow[]) {
		this.#path = `/w/${code}/screen/travel`;
		this.flows = flows;
	}

	/** Returns the undo. */
	follow(): () => void {
		const stop = new AbortController();
		const ask = async () => {
			try {
				const answer = await fetch(this.#path, { signal: stop.signal });
				if (answer.ok) this.flows = (await answer.json()) as Flow[];
			} catch {
				// The margin of the screen already says that the server is away.
				return;
			}
		};
		void ask();
		const timer = setInterval(() => void ask(), AGAIN_MS);
		return () => {
			clearInterval(timer);
			stop.abort();
		};
	}
}
