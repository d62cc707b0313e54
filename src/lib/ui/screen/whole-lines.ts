/**
 * Owns how much of several texts a sheet of paper shows: whole lines only, the first text first. What does
 * not fit at all is not shown, rather than cut through its letters.
 */
import type { Attachment } from 'svelte/attachments';

const MOST_LINES = 3;

/** On the box; its children are the texts. They are a parameter so that others are measured again. */
export function wholeLines(_texts: readonly unknown[]): Attachment<HTMLElement> {
	return (box) => {
		const measure = () => {
			const gap = parseFloat(getComputedStyle(box).rowGap) || 0;
			let left = box.clientHeight;
			for (const text of box.children) {
				if (!(text instanceof HTMLElement)) continue;
				text.style.display = '';
				const lines = Math.floor(left / parseFloat(getComputedStyle(text).lineHeight));
				text.style.setProperty('--lines', String(Math.min(MOST_LINES, Math.max(1, lines))));
				if (lines < 1) text.style.display = 'none';
				else left -= text.offsetHeight + gap;
			}
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(box);
		return () => observer.disconnect();
	};
}
