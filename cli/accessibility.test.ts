import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOOKED_AT, routeOf } from '../tests/support/browser/routes.ts';

const ROOT = new URL('../', import.meta.url);
const isThere = (path: string) => existsSync(new URL(path, ROOT));
const doc = readFileSync(new URL('docs/accessibility.md', ROOT), 'utf8');
const section = (title: string) => doc.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
/** Cells of a table, without its head. */
const rowsOf = (text: string) =>
	text
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.slice(2)
		.map((line) => line.split('|').slice(1, -1))
		.map((cells) => cells.map((cell) => cell.trim()));

/** WCAG 2.2, all of level A and AA. */
const CRITERIA = `
	1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5
	1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13
	2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11
	2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8
	3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8
	4.1.2 4.1.3`
	.trim()
	.split(/\s+/);

/** `1.2.1–1.2.3 Media` and `3.2.1 On focus, 3.2.2 On input` are several. */
function criteriaIn(cell: string): string[] {
	return [...cell.matchAll(/(\d\.\d+\.)(\d+)(?:–\1(\d+))?/g)].flatMap(
		([, chapter = '', from = '', to = from]) =>
			Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => chapter + (Number(from) + i))
	);
}

describe('the statement for the office', () => {
	const criteria = rowsOf(section('All criteria'));

	it('has one row for every criterion of WCAG 2.2, A and AA, and for no other', () => {
		const named = criteria.flatMap(([name = '']) => criteriaIn(name));
		expect(named.sort()).toEqual(CRITERIA.sort());
	});

	it('says of each how it is met and what shows it', () => {
		expect(criteria.filter((cells) => cells.length !== 4 || cells.includes(''))).toEqual([]);
	});

	it('names tests that exist', () => {
		const files = rowsOf(section('How it is checked')).map(
			([file = '']) => /`(.+)`/.exec(file)?.[1] ?? file
		);
		expect(files.length).toBeGreaterThan(5);
		const places = (file: string) => [`tests/${file}`, `src/${file}`, file];
		expect(files.filter((file) => !places(file).some(isThere))).toEqual([]);

		const named = criteria
			.flatMap(([, , , tested = '']) => tested.replace(/\(.*?\)/g, '').split(','))
			.map((name) => name.trim());
		const isKnown = (name: string) =>
			['axe', 'by hand'].includes(name) ||
			files.some((file) => new RegExp(`[/-]${name}\\.(e2e|test)\\.ts$`).test(file));
		expect(named.filter((name) => !isKnown(name))).toEqual([]);
	});
});

describe('the pages that axe looks at', () => {
	const routes = readdirSync(new URL('src/routes', ROOT), { recursive: true, encoding: 'utf8' })
		.filter((path) => /(^|\/)\+page\.svelte$/.test(path))
		.map((path) => `/${path.replace(/\/?\+page\.svelte$/, '')}`);

	it('are all there are', () => {
		expect([...new Set(Object.values(LOOKED_AT).flat())].sort()).toEqual(routes.sort());
	});

	it.each([
		['http://x/', '/'],
		['http://x/w/ABCDEFGH?lang=ar', '/w/[code]'],
		['http://x/w/away', '/w/away'],
		['http://x/w/ABCDEFGH/console', '/w/[code]/console'],
		['http://x/office', '/office/(staff)'],
		['http://x/office/w/1/print', '/office/(staff)/w/[id]/print'],
		['http://x/office/nothing', undefined]
	])('%s is drawn by %s', (address, route) => {
		expect(routeOf(address)).toBe(route);
	});
});
