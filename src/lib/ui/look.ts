/**
 * Owns how large and how clear a person wants to read: a few words in a cookie, written as they stand in
 * `data-look` of the document. The server puts them there before anything is drawn; look.css does the rest.
 * What must stay true: nothing else from the cookie ever reaches the page.
 */

export const LOOK_COOKIE = 'auftakt-look';
export const LOOK_SECONDS = 14 * 86_400;

const SIZES = ['', 'large', 'huge'] as const;
export type Size = (typeof SIZES)[number];

export interface Look {
	size: Size;
	/** Black on white, or white on black. */
	isClear: boolean;
}

/** Of a cookie, a form or the document; whatever is unknown is left out. */
export function readLook(words: string | null | undefined): Look {
	const said = (words ?? '').split(/[\s.]/);
	return {
		size: SIZES.find((size) => size && said.includes(size)) ?? '',
		isClear: said.includes('clear')
	};
}

/** As it stands in the document and in a form; a cookie holds no spaces and has dots instead. */
export function wordsOf({ size, isClear }: Look): string {
	return [size, isClear && 'clear'].filter(Boolean).join(' ');
}

/** Larger, and from the largest back to the first. */
export function nextSize({ size }: Look): Size {
	return SIZES[(SIZES.indexOf(size) + 1) % SIZES.length] ?? '';
}

export const cookieValueOf = (look: Look): string => wordsOf(look).replace(' ', '.');
