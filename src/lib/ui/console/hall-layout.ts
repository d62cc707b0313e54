/**
 * Owns how large the tables of the hall are drawn: as large as fits without scrolling, because a table
 * that one has to scroll to is not looked at. Pure; lengths are in rem, so a person's own text size counts.
 */

/** How much a table says: from a card with words to a tile whose word is told on focus. */
export type Look = 'roomy' | 'middle' | 'dense' | 'compact' | 'tiny';

export interface Layout {
	look: Look;
	columns: number;
	/** Height of a row. */
	row: number;
	gap: number;
}

interface Measure {
	look: Look;
	/** The narrowest card that can still say it, and the lowest. */
	width: number;
	height: number;
	tallest: number;
	gap: number;
}

const MEASURES: readonly Measure[] = [
	{ look: 'roomy', width: 11.5, height: 7, tallest: 9.25, gap: 0.75 },
	{ look: 'middle', width: 8.4, height: 6, tallest: 9.25, gap: 0.6 },
	{ look: 'dense', width: 6.5, height: 4.75, tallest: 6.5, gap: 0.5 },
	{ look: 'compact', width: 4.9, height: 3.9, tallest: 5, gap: 0.35 },
	{ look: 'tiny', width: 3.9, height: 2.4, tallest: 2.75, gap: 0.2 }
];
/** Fewer tables do not become larger than this. */
const WIDEST = 13.75;
/** The line that names a table's topic, where a card has one. */
const LABEL = 1.75;
/** A hall's name with the space above it. */
const NAME = 2.1;

export interface Hall {
	/** Without a name it takes no line of its own. */
	named: boolean;
	tables: number;
	/** Some of its tables have a name or a topic. */
	labelled: boolean;
}

/** The fewest columns with which everything is seen; null when nothing is small enough for that. */
export function layOut(
	halls: readonly Hall[],
	room: { width: number; height: number }
): Layout | null {
	const most = Math.max(1, Math.floor(room.width / MEASURES.at(-1)!.width));
	const labelled = halls.some((hall) => hall.labelled);
	const names = halls.filter(({ named }) => named).length * NAME;
	for (let columns = Math.max(1, Math.floor(room.width / WIDEST)); columns <= most; columns++) {
		const measure = MEASURES.find(({ width, gap }) => (room.width + gap) / columns - gap >= width);
		if (!measure) return null;
		const { look, tallest, gap } = measure;
		const saysLabel = labelled && (look === 'roomy' || look === 'middle');
		const height = measure.height + (saysLabel ? LABEL : 0);
		const rows = halls.reduce((sum, { tables }) => sum + Math.ceil(tables / columns), 0);
		const row = (room.height - names - (rows - 1) * gap) / Math.max(1, rows);
		if (row >= height) return { look, columns, row: Math.min(row, tallest), gap };
	}
	return null;
}

/** As long as nothing is measured, and where scrolling is the way anyway: by number alone. */
export function lookFor(tables: number): Look {
	return tables > 48 ? 'tiny' : tables > 24 ? 'dense' : tables > 12 ? 'middle' : 'roomy';
}
