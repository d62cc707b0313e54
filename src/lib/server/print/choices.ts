/**
 * Owns how the office's choice is read from an address: `?document=tents&tents.lang=de&tents.lang=ar&from=1`.
 * What is missing or impossible becomes the nearest thing that can be printed.
 */
import type { Lang } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import {
	CARDS_PER_SHEET,
	DOCUMENTS,
	DOCUMENT_NAMES,
	LAST_CARD,
	MOST_SHEETS,
	PAPERS,
	type DocumentName,
	type PrintChoice
} from './documents.ts';
import { printable } from './voice.ts';

const DEFAULT_SHEETS = 2;

export function readChoice(
	document: DocumentName,
	asked: URLSearchParams,
	state: State
): PrintChoice {
	const spoken = printable(state.workshop?.languages ?? []);
	const wished = asked.getAll(`${document}.lang`).filter((lang) => spoken.includes(lang));
	const numbers = state.tables.map(({ number }) => number);
	const [lowest = 1] = numbers;
	const highest = numbers.at(-1) ?? lowest;
	const range = [whole(asked, 'from', lowest), whole(asked, 'to', highest)];
	const sheets = within(whole(asked, 'sheets', DEFAULT_SHEETS), 1, MOST_SHEETS);
	const langs: Lang[] = wished.length > 0 ? [...new Set(wished)] : defaultLangs(document, spoken);
	const cards = sheets * CARDS_PER_SHEET * langs.length;
	return {
		document,
		langs,
		from: within(Math.min(...range), lowest, highest),
		to: within(Math.max(...range), lowest, highest),
		paper: PAPERS.find((paper) => paper === asked.get('paper')) ?? 'a4',
		sheets,
		// No number beyond three digits: then the first one is lower than asked.
		first: within(whole(asked, 'first', 1), 1, Math.max(1, LAST_CARD + 1 - cards))
	};
}

/** Which papers are ticked; all that can be printed when none is named. */
export function readDocuments(asked: URLSearchParams, state: State): DocumentName[] {
	const wished = asked.getAll('document');
	const possible = DOCUMENT_NAMES.filter((name) => !obstacle(name, state));
	return wished.length > 0 ? possible.filter((name) => wished.includes(name)) : possible;
}

/** Why a paper cannot be printed now; null if it can. */
export function obstacle(document: DocumentName, state: State): 'wifi' | 'free' | 'tables' | null {
	if (document === 'wifi' && !state.workshop?.wifi) return 'wifi';
	const isSeating = document === 'letters' || document === 'plan';
	if (isSeating && state.workshop?.moveMode === 'free') return 'free';
	if (DOCUMENTS[document].perTable && state.tables.length === 0) return 'tables';
	return null;
}

/** Everybody's languages on what everybody sees; the plan is for one person. */
export const defaultLangs = (document: DocumentName, spoken: Lang[]): Lang[] =>
	document === 'plan' ? spoken.slice(0, 1) : spoken;

function whole(asked: URLSearchParams, name: string, otherwise: number): number {
	const value = Number.parseInt(asked.get(name) ?? '', 10);
	return Number.isNaN(value) ? otherwise : value;
}

const within = (value: number, least: number, most: number) =>
	Math.min(Math.max(value, least), most);
