/** Lines in which two directions meet, and where their parts have to stand from left to right. */
import { expect, type Locator } from '@playwright/test';

export interface MixedLine {
	text: string;
	lang: string;
	/** Stretches of it, from left to right as they have to be seen. */
	order: readonly string[];
}

/** A street with its number is one address, and an Arabic line begins on the right. */
export const ARABIC_LINE: MixedLine = {
	text: 'نلتقي في Lange Straße 12 يوم الجمعة',
	lang: 'ar',
	order: ['الجمعة', 'Lange', 'Straße', '12', 'نلتقي']
};

/** The name of a café keeps its own order inside, the German line its order around it. */
export const GERMAN_LINE: MixedLine = {
	text: 'Wir sind im مقهى السلام am Markt 5.',
	lang: 'de',
	order: ['Wir', 'السلام', 'مقهى', 'Markt', '5.']
};

/** Stands there as people who read both languages expect it; a line that is broken is read line by line. */
export async function expectInOrder(line: Locator, { order }: MixedLine): Promise<void> {
	await expect(line).toBeVisible();
	const boxes = await line.evaluate((element, stretches) => {
		const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
		const found: { stretch: string; x: number; y: number }[] = [];
		while (walker.nextNode())
			for (const stretch of stretches) {
				const at = walker.currentNode.nodeValue?.indexOf(stretch) ?? -1;
				if (at < 0) continue;
				const range = document.createRange();
				range.setStart(walker.currentNode, at);
				range.setEnd(walker.currentNode, at + stretch.length);
				const { x, y } = range.getBoundingClientRect();
				found.push({ stretch, x, y: Math.round(y) });
			}
		return found;
	}, order);
	expect(boxes.map(({ stretch }) => stretch).sort()).toEqual([...order].sort());
	const lines = Map.groupBy(boxes, ({ y }) => y);
	for (const some of lines.values()) {
		const seen = some.toSorted((a, b) => a.x - b.x).map(({ stretch }) => stretch);
		expect(seen).toEqual(order.filter((stretch) => seen.includes(stretch)));
	}
}
