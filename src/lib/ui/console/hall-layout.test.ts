import { expect, test } from 'vitest';
import { layOut, lookFor } from './hall-layout.ts';

const one = (tables: number, labelled = false) => [{ named: false, tables, labelled }];
/** Of two named rooms. */
const two = (first: number, second: number) => [
	{ named: true, tables: first, labelled: false },
	{ named: true, tables: second, labelled: false }
];
const LAPTOP = { width: 33, height: 27 };
const LARGE = { width: 83, height: 52 };

test('few tables get room and words, and no card grows without end', () => {
	expect(layOut(one(6), LARGE)).toMatchObject({ look: 'roomy', row: 9.25 });
	expect(layOut(one(12), LAPTOP)).toMatchObject({ look: 'middle', columns: 3 });
});

test('thirty tables in two rooms are seen at once, the better the larger the window', () => {
	expect(layOut(two(18, 12), LAPTOP)?.look).toBe('compact');
	expect(layOut(two(18, 12), { width: 43, height: 34 })?.look).toBe('dense');
	expect(layOut(two(18, 12), LARGE)?.look).toBe('roomy');
});

test('what is laid out fits, and nothing larger would', () => {
	for (const halls of [one(1), one(7), one(20), one(48), two(18, 12), two(3, 40)])
		for (const room of [LAPTOP, LARGE, { width: 43, height: 34 }]) {
			const layout = layOut(halls, room);
			if (!layout) continue;
			const { columns, row, gap } = layout;
			const rows = halls.reduce((sum, { tables }) => sum + Math.ceil(tables / columns), 0);
			const names = halls.filter(({ named }) => named).length * 2.1;
			expect(rows * row + (rows - 1) * gap + names).toBeLessThanOrEqual(room.height + 1e-9);
		}
});

test('a topic under each number takes its line', () => {
	expect(layOut(one(12, true), LAPTOP)?.look).toBe('dense');
	expect(layOut(one(12, true), { width: 33, height: 33 })?.look).toBe('middle');
});

test('more than can be seen at once is left to scrolling', () => {
	expect(layOut(one(300), LAPTOP)).toBeNull();
	expect([8, 20, 40, 100].map(lookFor)).toEqual(['roomy', 'middle', 'dense', 'tiny']);
});
