/**
 * Owns the list of papers and what can be chosen for each. `together`: all chosen languages stand on the
 * same sheet; otherwise the paper is repeated for each language.
 */
import type { Lang } from '#lib/domain/rows.ts';

interface PrintDocument {
	/** File in `templates/`. */
	template: string;
	together: boolean;
	/** Only some of the tables can be chosen. */
	perTable: boolean;
}

export const DOCUMENTS = {
	tents: { template: 'tents.typ', together: true, perTable: true },
	poster: { template: 'poster.typ', together: true, perTable: false },
	wifi: { template: 'wifi.typ', together: true, perTable: false },
	letters: { template: 'letters.typ', together: true, perTable: true },
	cards: { template: 'cards.typ', together: false, perTable: false },
	network: { template: 'network.typ', together: false, perTable: false },
	plan: { template: 'plan.typ', together: false, perTable: true }
} satisfies Record<string, PrintDocument>;

export type DocumentName = keyof typeof DOCUMENTS;
export const DOCUMENT_NAMES = Object.keys(DOCUMENTS) as DocumentName[];

export const isDocument = (name: string): name is DocumentName => Object.hasOwn(DOCUMENTS, name);

export const PAPERS = ['a4', 'a3'] as const;
export type Paper = (typeof PAPERS)[number];

export const CARDS_PER_SHEET = 8;
export const MOST_SHEETS = 50;
/** Three digits stand on a card. */
export const LAST_CARD = 999;

export interface PrintChoice {
	document: DocumentName;
	/** At least one; the first is the document's own. */
	langs: Lang[];
	/** Numbers of tables, both included. */
	from: number;
	to: number;
	/** Only the poster knows more than A4. */
	paper: Paper;
	/** Sheets of paper cards for each language, and the number on the first card. */
	sheets: number;
	first: number;
}
