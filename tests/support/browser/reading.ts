/**
 * What somebody meets who zooms, enlarges the type, sets it wider or goes by keyboard: parts that cannot be
 * reached, lines that must be scrolled sideways, words that are cut, a focus that cannot be seen. Each
 * function says in words what is wrong with the page as it stands.
 */
import type { Page } from '@playwright/test';

/** WCAG 1.4.12, as far as a reader may go. */
export const WIDE_TYPE = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
	word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`;
export const LARGE_TYPE = 'html { font-size: 200% !important; }';
/** A window of 1280 × 1024 at 400 %. */
export const ZOOMED = { width: 320, height: 256 };
export const LYING = { width: 640, height: 320 };

/** Sideways scrolling, and words that their own box cuts off. */
export function cut(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const wrong: string[] = [];
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth > clientWidth) {
			const widest = [...document.querySelectorAll('body *')].find(
				(it) => it.getBoundingClientRect().right > clientWidth + 1
			);
			wrong.push(`${scrollWidth} px in ${clientWidth}: ${widest?.outerHTML.slice(0, 160)}`);
		}
		for (const element of document.querySelectorAll<HTMLElement>('body *')) {
			const style = getComputedStyle(element);
			const hides = [style.overflowX, style.overflowY].some(
				(it) => it === 'hidden' || it === 'clip'
			);
			// Short on purpose, and whole somewhere else.
			const isMeant =
				element.closest('.visually-hidden, [aria-hidden="true"], svg') !== null ||
				style.webkitLineClamp !== 'none' ||
				style.textOverflow === 'ellipsis';
			if (!hides || isMeant || !element.innerText?.trim()) continue;
			if (
				element.scrollWidth > element.clientWidth + 2 ||
				element.scrollHeight > element.clientHeight + 2
			)
				wrong.push(`cut: ${element.outerHTML.slice(0, 160)}`);
		}
		for (const element of document.querySelectorAll<HTMLElement>('button, a.button, .button')) {
			const box = element.getBoundingClientRect();
			const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
			for (let text = texts.nextNode(); text; text = texts.nextNode()) {
				if (!text.textContent?.trim() || text.parentElement?.closest('.visually-hidden')) continue;
				const range = document.createRange();
				range.selectNodeContents(text);
				const words = range.getBoundingClientRect();
				if (!words.width) continue;
				if (words.right > box.right + 2 || words.left < box.left - 2)
					wrong.push(`over its edge: ${element.outerHTML.slice(0, 160)}`);
			}
		}
		return wrong;
	});
}

/** A finger's width, for everything that is tapped; a link inside a sentence is as high as its line. */
export function small(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const TARGET = 44;
		const wrong: string[] = [];
		const all = document.querySelectorAll<HTMLElement>(
			'a[href], button, input:not([type=hidden]), select, textarea, summary'
		);
		for (const element of all) {
			const isOff =
				element.matches(':disabled, .visually-hidden') ||
				element.closest('.visually-hidden') !== null ||
				!element.checkVisibility({ visibilityProperty: true });
			const isInSentence =
				element.matches('a') &&
				getComputedStyle(element).display === 'inline' &&
				element.parentElement?.innerText.trim() !== element.innerText.trim();
			if (isOff || isInSentence) continue;
			// A box or a choice is tapped on its words as well.
			const label = element.matches('[type=checkbox], [type=radio]') && element.closest('label');
			const { width, height } = (label || element).getBoundingClientRect();
			if (width < TARGET - 0.5 || height < TARGET - 0.5)
				wrong.push(
					`${width.toFixed(0)} × ${height.toFixed(0)} px: ${element.outerHTML.slice(0, 160)}`
				);
		}
		return wrong;
	});
}

/**
 * Walks through everything that can have the focus, as Tab does: each must come into view, not lie wholly
 * behind something else (2.4.11), and show its focus in 3 : 1 against what is behind it (2.4.7, 1.4.11).
 */
export async function lost(page: Page): Promise<string[]> {
	// Only after a key do browsers show the focus that a script sets.
	await page.keyboard.press('Shift');
	return page.evaluate(async () => {
		type Colour = [number, number, number, number];
		const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
		const colourOf = (css: string): Colour => {
			if (!canvas) throw new Error('no canvas');
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = css;
			canvas.fillRect(0, 0, 1, 1);
			const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
			return [r, g, b, a];
		};
		const light = ([r, g, b]: Colour) => {
			const [x = 0, y = 0, z = 0] = [r, g, b].map((value) => {
				const share = value / 255;
				return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * x + 0.7152 * y + 0.0722 * z;
		};
		const contrast = (one: Colour, other: Colour) => {
			const [high = 0, low = 0] = [light(one), light(other)].sort((a, b) => b - a);
			return (high + 0.05) / (low + 0.05);
		};
		const behind = (element: Element): Colour => {
			for (let at = element.parentElement; at; at = at.parentElement) {
				const colour = colourOf(getComputedStyle(at).backgroundColor);
				if (colour[3] === 255) return colour;
			}
			return [255, 255, 255, 255];
		};
		const wrong: string[] = [];
		const dialog = document.querySelector('dialog[open]');
		const all = (dialog ?? document).querySelectorAll<HTMLElement>(
			'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
		);
		for (const element of all) {
			const isOff =
				element.matches(':disabled, [tabindex="-1"]') ||
				!element.checkVisibility({ visibilityProperty: true });
			if (isOff) continue;
			const name = element.outerHTML.slice(0, 160);
			element.focus();
			if (document.activeElement !== element) {
				wrong.push(`takes no focus: ${name}`);
				continue;
			}
			await new Promise(requestAnimationFrame);
			const box = element.getBoundingClientRect();
			const points = [0.1, 0.5, 0.9].flatMap((x) =>
				[0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y] as const)
			);
			const isSeen = points.some(([x, y]) => {
				const top = document.elementFromPoint(x, y);
				return (
					top !== null &&
					(element.contains(top) ||
						top.contains(element) ||
						top.closest('label')?.contains(element))
				);
			});
			if (!isSeen)
				wrong.push(`out of sight (${Math.round(box.left)}, ${Math.round(box.top)}): ${name}`);
			const around = element.closest('li:has(:focus-visible)');
			const shown = [element, ...(around ? [around] : [])].some((it) => {
				const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(it);
				return (
					outlineStyle !== 'none' &&
					parseFloat(outlineWidth) >= 2 &&
					contrast(colourOf(outlineColor), behind(it)) >= 3
				);
			});
			if (!shown) wrong.push(`focus not to be seen: ${name}`);
		}
		return wrong;
	});
}
