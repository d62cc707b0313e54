/**
 * Owns what a measured idea looks like: its text begins with a mark that says when it was due, which one
 * it is and in which hall it was written. Every receiver finds it the same way, by looking for the mark
 * in the frame, whatever the server has put around it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Mark {
	/** When it was due, in microseconds of the machine's clock. */
	dueAt: number;
	serial: number;
	hall: number;
}

const MARK = /"text":"t(\d+)\.(\d+)\.(\d+) /g;
const RESIDENTS = join(import.meta.dirname, '..', '..', 'cli', 'demo');
/** About two sentences, as people write them. */
const TEXT_LENGTH = 160;

export const markOf = ({ dueAt, serial, hall }: Mark): string => `t${dueAt}.${serial}.${hall} `;

export function marksIn(frame: string): Mark[] {
	if (!frame.includes('"text":"t')) return [];
	return Array.from(frame.matchAll(MARK), ([, dueAt, serial, hall]) => ({
		dueAt: Number(dueAt),
		serial: Number(serial),
		hall: Number(hall)
	}));
}

/**
 * Invented sentences from words that residents use in the demonstration. Mixed word by word, because the
 * same sentences over and over would compress better than a hall does.
 */
export function createWriter(): () => string {
	const words = ['ankommen', 'begegnung', 'mitreden'].flatMap((name) =>
		[...readFileSync(join(RESIDENTS, `${name}.csv`), 'utf8').matchAll(/\p{L}{2,}/gu)].map(String)
	);
	let seed = 1;
	return () => {
		let text = '';
		while (text.length < TEXT_LENGTH) {
			seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
			text += `${words[(seed >>> 8) % words.length]} `;
		}
		return text.trimEnd();
	};
}
