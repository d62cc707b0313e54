/**
 * Owns what a measured idea looks like: its text begins with a mark that says when it was due, which one
 * it is and in which hall it was written. Every receiver finds it the same way, by looking for the mark
 * in the frame, whatever the server has put around it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

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
 * Invented sentences from words that residents use in the demonstration, each in one language and the
 * languages in the share in which they are spoken there. Mixed word by word, because the same sentences
 * over and over would compress better than a hall does.
 */
export function createWriter(): () => string {
	const said = ['ankommen', 'begegnung', 'mitreden'].flatMap((name) =>
		parse<{ text: string; lang: string }>(readFileSync(join(RESIDENTS, `${name}.csv`)), {
			columns: true
		})
	);
	const wordsOf = Map.groupBy(
		said.flatMap(({ text, lang }) =>
			Array.from(text.matchAll(/\p{L}{2,}/gu), ([word]) => ({ word, lang }))
		),
		({ lang }) => lang
	);
	let seed = 1;
	const pick = <T>(items: readonly T[]): T => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return items[(seed >>> 8) % items.length] as T;
	};
	return () => {
		const words = wordsOf.get(pick(said).lang) ?? [];
		let text = '';
		while (text.length < TEXT_LENGTH) text += `${pick(words).word} `;
		return text.trimEnd();
	};
}
