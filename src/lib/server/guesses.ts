/**
 * Owns how fast codes can be guessed: one budget for the whole server, spent by wrong codes only, at the
 * pages' door and the sockets' alike. Addresses play no part: a hall is one address, and a guesser can
 * have or invent many. A right code is never counted and never slowed, so no amount of guessing keeps a
 * hall out; all that a guesser's flood costs others is that a mistyped code is told "later" instead of
 * "unknown". Memory only.
 */
import { Pace } from './pace.ts';

/** Enough for a hall that mistypes; nothing against 30⁸ codes. */
const WRONG_CODES = { perSecond: 1, burst: 60 };

export class Guesses {
	readonly #pace = new Pace(WRONG_CODES);

	/**
	 * Counts one wrong code. `not_found` while there is budget, `too_fast` beyond it.
	 * @param now of a clock that only goes forward
	 */
	wrong(now: number = performance.now()): 'not_found' | 'too_fast' {
		return this.#pace.allows('', now) ? 'not_found' : 'too_fast';
	}
}
