/**
 * Owns the size of words that have to fit: as large as their box allows, between two sizes in rem and never
 * below what the last row can read; what does not fit then ends in an ellipsis at a whole line. The server
 * guesses by length, so that the picture does not jump; this measures.
 */
import type { Attachment } from 'svelte/attachments';

/** Fine enough that the next step could not be seen from the first row. */
const STEPS = 24;
/** Share of the picture's shorter side; on a squarer picture that is more rem. */
const SMALLEST = 0.0305;

/** In pixels: nothing on the projector is smaller. */
export function smallestSize(): number {
	return SMALLEST * Math.min(window.innerHeight, window.innerWidth);
}

/** The text is a parameter so that other words are measured again. */
export function fit(_text: string, maxRem: number, minRem: number): Attachment<HTMLElement> {
	return (element) => {
		const box = element.parentElement;
		if (!box) return;
		const { style } = element;
		const measure = () => {
			const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
			const min = Math.max(minRem * rem, smallestSize());
			const max = Math.max(maxRem * rem, min);
			const setSize = (step: number) => {
				style.fontSize = `${min + ((max - min) * step) / STEPS}px`;
				return element.offsetHeight <= box.clientHeight && element.scrollWidth <= box.clientWidth;
			};
			cutAfter(element, null);
			// Words that may break anywhere would fit at any size, in pieces.
			style.overflowWrap = 'normal';
			style.hyphens = 'manual';
			let low = 0;
			let high = STEPS;
			while (low < high) {
				const middle = Math.ceil((low + high) / 2);
				if (setSize(middle)) low = middle;
				else high = middle - 1;
			}
			const fits = setSize(low);
			if (element.scrollWidth > box.clientWidth) style.hyphens = 'auto';
			style.overflowWrap = '';
			if (!fits && element.offsetHeight > box.clientHeight) {
				const line = parseFloat(getComputedStyle(element).lineHeight);
				cutAfter(element, Math.max(1, Math.floor(box.clientHeight / line)));
			}
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

/** The usual size; smaller only so that the longest word stays in one piece. */
export function keepWords(_text: string): Attachment<HTMLElement> {
	return (element) => {
		const { style } = element;
		const measure = () => {
			style.fontSize = '';
			style.overflowWrap = 'normal';
			style.hyphens = 'manual';
			const usual = parseFloat(getComputedStyle(element).fontSize);
			const wish = (usual * element.clientWidth) / element.scrollWidth;
			if (wish < usual)
				style.fontSize = `${Math.min(usual, Math.max(wish - 0.5, smallestSize()))}px`;
			if (element.scrollWidth > element.clientWidth) style.hyphens = '';
			style.overflowWrap = '';
		};
		measure();
		const observer = new ResizeObserver(measure);
		if (element.parentElement) observer.observe(element.parentElement);
		return () => observer.disconnect();
	};
}

function cutAfter({ style }: HTMLElement, lines: number | null): void {
	style.display = lines === null ? '' : '-webkit-box';
	style.overflow = lines === null ? '' : 'hidden';
	style.setProperty('-webkit-box-orient', lines === null ? '' : 'vertical');
	style.setProperty('-webkit-line-clamp', lines === null ? '' : String(lines));
}

/** A first guess in rem for a text that has the width of the hall. */
export function guessRem(text: string, maxRem: number, minRem: number): number {
	const guess = 62 / Math.sqrt(text.length + 12);
	return Math.round(Math.min(maxRem, Math.max(minRem, guess)) * 10) / 10;
}
