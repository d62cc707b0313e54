/**
 * Owns how much of several texts a sheet of paper shows: whole lines only, the first text first. The first
 * gets smaller before it is cut; the others are shown whole or not at all, because half a sentence on the
 * wall says less than none.
 */
import type { Attachment } from 'svelte/attachments';
import { smallestSize } from './fit.ts';

const MOST_LINES = 3;
/** Shares of the usual size, as far as the last row can read them. */
const SIZES = [1, 0.9, 0.8];

/** On the box; its children are the texts. They are a parameter so that others are measured again. */
export function wholeLines(_texts: readonly unknown[]): Attachment<HTMLElement> {
	return (box) => {
		const measure = () => {
			const gap = parseFloat(getComputedStyle(box).rowGap) || 0;
			let left = box.clientHeight;
			for (const [index, text] of [...box.children].entries()) {
				if (!(text instanceof HTMLElement)) continue;
				const fits = SIZES.some((size) => tryAt(text, size, left));
				if (index > 0 && !fits) text.style.display = 'none';
				else left -= text.offsetHeight + gap;
			}
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(box);
		return () => observer.disconnect();
	};
}

/**
 * On a sheet of paper: its title takes fewer lines where the paper is too short for it and what stands
 * below. The words are a parameter so that others are measured again.
 */
export function fitTitle(_words: string): Attachment<HTMLElement> {
	return (sheet) => {
		const title = sheet.querySelector<HTMLElement>('h2');
		if (!title) return;
		const measure = () => {
			title.style.removeProperty('--lines');
			const usual = Number(getComputedStyle(title).getPropertyValue('--lines')) || MOST_LINES;
			for (let lines = usual - 1; lines >= 1 && sheet.scrollHeight > sheet.clientHeight; lines--)
				title.style.setProperty('--lines', String(lines));
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(sheet);
		return () => observer.disconnect();
	};
}

/** Gives it that size and as many whole lines as there is room for; true if nothing is cut. */
function tryAt(text: HTMLElement, size: number, room: number): boolean {
	const { style } = text;
	style.display = '';
	style.fontSize = '';
	const usual = parseFloat(getComputedStyle(text).fontSize);
	style.fontSize = `${Math.max(usual * size, Math.min(usual, smallestSize()))}px`;
	const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(text);
	const lines = Math.floor(
		(room - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight)
	);
	style.setProperty('--lines', String(Math.min(MOST_LINES, Math.max(1, lines))));
	return lines >= 1 && text.scrollHeight <= text.clientHeight + 1;
}
