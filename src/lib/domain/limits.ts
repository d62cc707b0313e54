/**
 * Owns every number a person can run into. The server judges by these; screens show them.
 * Lengths are counted in graphemes (what a reader calls a character): an emoji family is one.
 */
export const LIMITS = {
	contribution: 500,
	summaryPoint: 2000,
	summaryPoints: 3,
	essence: 500,
	essences: 3,
	clusterTitle: 120,
	title: 160,
	shortText: 200,
	longText: 2000,
	question: 300,
	guidelineText: 4000,
	languages: 12,
	tables: 400,
	halls: 12,
	seatsPerTable: 12,
	seatsMin: 2,
	tableNumber: 999,
	rounds: 6,
	steps: 40,
	/** Printed or written on a paper card. */
	paperNumber: 9999,
	peoplePerDevice: 6,
	/** Devices beside the holder's on one seat. */
	companions: 5,
	extendMinutes: 60,
	quietMinutes: 10,
	stepMinutes: 240,
	clusters: 200,
	ballotOptions: 400,
	/** Per phone or sheet of paper in one ballot. */
	dots: 20,
	/** Fields of action. */
	fields: 40,
	guidelines: 200,
	/** Items in one cluster command or release. */
	itemsPerCommand: 5000,
	/** What was typed in a step counts for it this long after its end. */
	graceMs: 60_000
} as const;

let segmenter: Intl.Segmenter | undefined;

/** Old phones cannot segment; code points count a little too much there, and the server judges. */
function graphemesOf(text: string): Iterable<unknown> {
	if (!('Segmenter' in Intl)) return text;
	segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	return segmenter.segment(text);
}

/** Number of graphemes, counted no further than `max + 1` so that a huge text costs nothing. */
export function countGraphemes(text: string, max = Number.MAX_SAFE_INTEGER): number {
	// A grapheme has at least one UTF-16 unit: short texts need no segmenting to be known as short enough.
	if (text.length <= max && /^[\x20-\x7e\u00a0-\u02ff]*$/.test(text)) return text.length;
	let count = 0;
	for (const _ of graphemesOf(text)) if (++count > max) break;
	return count;
}

export type TextFault = 'text_empty' | 'text_too_long' | 'text_unreadable';

/**
 * Brings a citizen's text into the form that is stored: line ends become `\n`, outer white space goes,
 * every other character stays as it was typed. Control characters and broken surrogates are refused,
 * because no document format can carry them and nobody types them.
 */
export function cleanText(text: string, max: number): { text: string } | { fault: TextFault } {
	// A text of more than 40 UTF-16 units per allowed grapheme is not writing in any script.
	if (text.length > max * 40) return { fault: 'text_too_long' };
	const clean = text.replace(/\r\n?/g, '\n').trim();
	if (clean === '') return { fault: 'text_empty' };
	// eslint-disable-next-line no-control-regex
	if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/.test(clean) || /\p{Surrogate}/u.test(clean))
		return { fault: 'text_unreadable' };
	// A grapheme has at least one UTF-16 unit: most texts need no counting.
	if (clean.length > max && countGraphemes(clean, max) > max) return { fault: 'text_too_long' };
	return { text: clean };
}
