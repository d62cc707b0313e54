/**
 * Owns the writing direction of a text in a document that cannot find it out by itself: a paragraph takes
 * the direction of its first letter, and stretches of the other direction become runs of their own, so
 * that a German word in an Arabic sentence stays in its place.
 */

const RTL =
	/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const LETTER = /\p{L}/u;
/** Almost all texts end here, at the price of one look. */
const MAY_BE_RTL =
	/[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

export interface Run {
	text: string;
	rtl: boolean;
}

export function isRtl(text: string): boolean {
	if (!MAY_BE_RTL.test(text)) return false;
	for (const char of text) if (LETTER.test(char)) return RTL.test(char);
	return false;
}

/** Up to its last digit. */
const WITH_NUMBER = /^.*\p{Nd}/su;

/**
 * Cuts where the direction of letters changes; what has no direction goes with the paragraph's. A number
 * after a left-to-right word stays with it, as everywhere where Unicode's own rules hold: `Platz 12` is
 * one address in an Arabic sentence too.
 */
export function runsOf(text: string, paragraphIsRtl: boolean): Run[] {
	if (!MAY_BE_RTL.test(text)) return [{ text, rtl: false }];
	const runs: Run[] = [];
	let neutral = '';
	const append = (part: string, rtl: boolean) => {
		const last = runs.at(-1);
		if (last?.rtl === rtl) last.text += part;
		else if (part) runs.push({ text: part, rtl });
	};
	const close = (rtl: boolean) => {
		const number = rtl && runs.at(-1)?.rtl === false ? (WITH_NUMBER.exec(neutral)?.[0] ?? '') : '';
		append(number, false);
		append(neutral.slice(number.length), rtl);
		neutral = '';
	};
	for (const char of text) {
		if (!LETTER.test(char)) {
			neutral += char;
			continue;
		}
		const rtl = RTL.test(char);
		close(runs.at(-1)?.rtl === rtl ? rtl : paragraphIsRtl);
		append(char, rtl);
	}
	close(paragraphIsRtl);
	return runs;
}
