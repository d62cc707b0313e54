/**
 * Measures a page as the last row sees it: for every text that is shown, its size against the height of the
 * picture, its contrast against what lies behind it, and whether it is cut off or runs out of the picture.
 * Works on what the browser has drawn, not on what the styles meant.
 */
import type { Page } from '@playwright/test';

export async function faultsOf(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		await document.fonts.ready;
		// Sizes that are measured follow the layout one frame later.
		for (let frame = 0; frame < 2; frame++)
			await new Promise((next) => requestAnimationFrame(next));
		const SMALLEST = 0.03;
		const CONTRAST = 7;
		const faults = new Set<string>();
		const { innerWidth: wide, innerHeight: high } = window;
		// Upright, a picture is read like one that lies.
		const height = Math.min(wide, high);

		type Colour = [number, number, number, number];
		const colourOf = (value: string): Colour => {
			const [red = 0, green = 0, blue = 0, alpha = 1] = (value.match(/[\d.]+/g) ?? []).map(Number);
			return [red, green, blue, alpha];
		};
		const over = (top: Colour, under: Colour): Colour => {
			const mix = (at: 0 | 1 | 2) => top[at] * top[3] + under[at] * (1 - top[3]);
			return [mix(0), mix(1), mix(2), 1];
		};
		const behind = (element: Element | null): Colour => {
			if (!element) return [255, 255, 255, 1];
			const own = colourOf(getComputedStyle(element).backgroundColor);
			return own[3] === 1 ? own : over(own, behind(element.parentElement));
		};
		const light = (colour: Colour) => {
			const [red, green, blue] = colour.slice(0, 3).map((part) => {
				const share = part / 255;
				return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
			}) as [number, number, number];
			return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
		};
		const opacityOf = (element: Element | null): number =>
			element ? Number(getComputedStyle(element).opacity) * opacityOf(element.parentElement) : 1;

		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		let texts = 0;
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const element = node.parentElement;
			const text = node.textContent?.trim() ?? '';
			if (!element || !text || element.closest('script, style, .visually-hidden')) continue;
			const style = getComputedStyle(element);
			if (style.visibility !== 'visible') continue;
			const range = document.createRange();
			range.selectNodeContents(node);
			const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
			if (!lines.length) continue;
			texts += 1;
			const said = `“${text.slice(0, 30)}”`;
			const size = parseFloat(style.fontSize) / height;
			if (size < SMALLEST) faults.add(`${said} is ${(size * 100).toFixed(2)} % high`);
			const back = behind(element);
			const ink = colourOf(style.color);
			const front = over([ink[0], ink[1], ink[2], ink[3] * opacityOf(element)], back);
			const [light1, light2] = [light(front), light(back)].sort((a, b) => b - a) as [
				number,
				number
			];
			const contrast = (light1 + 0.05) / (light2 + 0.05);
			if (contrast < CONTRAST) faults.add(`${said} has ${contrast.toFixed(2)}:1`);

			// A line that its box shows only a part of. An ellipsis at a whole line is meant.
			let box: Element | null = element;
			while (box && getComputedStyle(box).overflow === 'visible') box = box.parentElement;
			const frame = box?.getBoundingClientRect() ?? new DOMRect(0, 0, wide, high);
			for (const line of lines) {
				const shown = Math.min(line.bottom, frame.bottom) - Math.max(line.top, frame.top);
				const part = shown / line.height;
				if (part > 0.2 && part < 0.72) faults.add(`${said} is cut through its line`);
				if (line.left < -1 || line.right > wide + 1 || line.bottom > high + 1 || line.top < -1)
					if (part > 0) faults.add(`${said} leaves the picture`);
				if (line.right > frame.right + 2 || line.left < frame.left - 2)
					faults.add(`${said} is cut at its side`);
			}
		}
		if (texts === 0) faults.add('nothing can be read');
		const { scrollWidth, scrollHeight } = document.documentElement;
		if (scrollWidth > wide || scrollHeight > high) faults.add('the page scrolls');
		return [...faults];
	});
}
