/**
 * Owns the building blocks of a written document, without any file format in them. A renderer knows
 * these and nothing of workshops. Order of blocks is reading order; headings form the tree; what stands
 * in the margin, colours and numbering are the renderer's.
 */
import type { Lang } from '#lib/domain/rows.ts';

/** A stretch of text. `lang` is set where it differs from the document's language: other people's words. */
export interface Inline {
	text: string;
	lang?: Lang;
	strong?: boolean;
	/** Anchor within the document that this text leads to. */
	to?: string;
}

/** Headings of a series are numbered by the renderer: “Leitlinie 1”, “Anhang A”. */
export type Series = 'guideline' | 'annex';

export interface Cell {
	content: Inline[];
	anchor?: string;
}

export type Block =
	| { type: 'heading'; level: 1 | 2 | 3; content: Inline[]; anchor?: string; series?: Series }
	| { type: 'paragraph'; role?: ParagraphRole; content: Inline[] }
	| { type: 'list'; items: Inline[][] }
	/** Words of a citizen; the source stands below. */
	| { type: 'quote'; content: Inline[]; source: Inline[] }
	| { type: 'table'; caption: string; columns: Column[]; rows: Cell[][] }
	/** The automatic table of contents. */
	| { type: 'contents' }
	| { type: 'page-break' };

/** `note` tells the office what is still to be written; `kicker`, `title` and `subtitle` stand on the cover. */
export type ParagraphRole = 'kicker' | 'title' | 'subtitle' | 'contents-title' | 'note' | 'small';

export interface Column {
	title: string;
	/** Percent of the width. */
	share: number;
}

export interface WrittenDocument {
	lang: Lang;
	title: string;
	/** On every page but the cover. */
	header: string;
	/** “Page {page} of {pages}”, cut where the numbers go. */
	footer: [before: string, between: string, after: string];
	seriesNames: Record<Series, string>;
	blocks: Block[];
}

export const heading = (level: 1 | 2 | 3, text: string, lang?: Lang): Block => ({
	type: 'heading',
	level,
	content: [lang ? { text, lang } : { text }]
});

export const paragraph = (text: string, role?: ParagraphRole): Block => ({
	type: 'paragraph',
	content: [{ text }],
	...(role && { role })
});

export const cell = (text: string | number): Cell => ({ content: [{ text: String(text) }] });

/** A table of names and values, the names in bold. */
export const facts = (
	caption: string,
	columns: [string, string],
	rows: [string, string][]
): Block => ({
	type: 'table',
	caption,
	columns: [
		{ title: columns[0], share: 35 },
		{ title: columns[1], share: 65 }
	],
	rows: rows.map(([name, value]) => [{ content: [{ text: name, strong: true }] }, cell(value)])
});

/** Puts a separator between the parts of a line. */
export function joined(parts: Inline[][], separator: string): Inline[] {
	return parts.flatMap((part, index) => (index ? [{ text: separator }, ...part] : part));
}
