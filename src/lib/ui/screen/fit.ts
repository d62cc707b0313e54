/**
 * Owns the size of the hall's own words: as large as their box allows, never larger than `maxRem`, never
 * smaller than `minRem` (what does not fit then is cut by the box). The server guesses by length, so that
 * the picture does not jump; this measures.
 */
import type { Attachment } from 'svelte/attachments';

/** Fine enough that the next step could not be seen from the first row. */
const STEPS = 24;

/** The text is a parameter so that other words are measured again. */
export function fit(_text: string, maxRem: number, minRem: number): Attachment<HTMLElement> {
	return (element) => {
		const box = element.parentElement;
		if (!box) return;
		const measure = () => {
			// Words that may break anywhere would fit at any size, in pieces.
			element.style.overflowWrap = 'normal';
			let low = 0;
			let high = STEPS;
			while (low < high) {
				const middle = Math.ceil((low + high) / 2);
				element.style.fontSize = `${minRem + ((maxRem - minRem) * middle) / STEPS}rem`;
				const fits =
					element.offsetHeight <= box.clientHeight && element.scrollWidth <= box.clientWidth;
				if (fits) low = middle;
				else high = middle - 1;
			}
			element.style.fontSize = `${minRem + ((maxRem - minRem) * low) / STEPS}rem`;
			element.style.overflowWrap = '';
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(box);
		let gone = false;
		// Before the typeface is there, another one has been measured.
		void document.fonts.ready.then(() => {
			if (!gone) measure();
		});
		return () => {
			gone = true;
			observer.disconnect();
		};
	};
}

/** A first guess in rem for a text that has the width of the hall. */
export function guessRem(text: string, maxRem: number, minRem: number): number {
	const guess = 62 / Math.sqrt(text.length + 12);
	return Math.round(Math.min(maxRem, Math.max(minRem, guess)) * 10) / 10;
}
