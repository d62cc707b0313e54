import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSheets, type Rule } from '../../../tests/support/styles.ts';

/** The steps of docs/design.md; what grows with the screen has a step at both ends. */
const SIZES = [0.8125, 0.875, 0.9375, 1, 1.0625, 1.125, 1.1875, 1.25, 1.375, 1.5, 1.75, 2, 2.375];

const sheets = readSheets();
const rules = sheets.flatMap((sheet) => sheet.rules);
const at = ({ file, selector }: Rule, value: string) => `${file} ${selector}: ${value}`;
const found = (property: RegExp, isWrong: (value: string, rule: Rule) => boolean) =>
	rules.flatMap((rule) =>
		rule.declarations
			.filter((it) => property.test(it.property) && isWrong(it.value, rule))
			.map(({ value }) => at(rule, value))
	);

describe('type', () => {
	it('has the steps of one scale', () => {
		const odd = found(/^font-size$/, (value, { file }) => {
			const fixed = /^([\d.]+)rem$/.exec(value)?.[1];
			// On the projector a rem is a hundredth of the picture's width.
			return fixed !== undefined && !file.includes('screen/') && !SIZES.includes(Number(fixed));
		});
		expect(odd).toEqual([]);
	});

	it('follows the size that a person has chosen', () => {
		expect(found(/^font-size$/, (value) => /\dp[xt]\b/.test(value) && value !== '11pt')).toEqual(
			[]
		);
	});
});

describe('motion', () => {
	it('takes the time of a token, or asks first', () => {
		const moving = /^(?:transition|animation)(?:-duration)?$/;
		const loud = found(
			moving,
			(value, { media }) =>
				!/^none/.test(value) &&
				!/var\(--(?:quick|calm)\)/.test(value) &&
				!media.some((one) => one.includes('prefers-reduced-motion: no-preference'))
		);
		expect(rules.some((rule) => rule.declarations.some((it) => moving.test(it.property)))).toBe(
			true
		);
		expect(loud).toEqual([]);
	});
});

describe('direction', () => {
	it('is the reader’s: no left and no right', () => {
		const physical = /^(?:(?:margin|padding|border)-(?:left|right)|left|right)/;
		expect(found(physical, () => true)).toEqual([]);
		expect(found(/^(?:text-align|float|clear)$/, (it) => /left|right/.test(it))).toEqual([]);
	});
});

describe('pictures', () => {
	const root = new URL('../../../', import.meta.url);
	const texts = [
		'README.md',
		...readdirSync(new URL('docs', root)).map((it) => `docs/${it}`)
	].filter((it) => it.endsWith('.md'));

	it('that a text shows are there', () => {
		const shown = texts.flatMap((path) => {
			const text = readFileSync(new URL(path, root), 'utf8');
			return [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(
				([, link = '']) => new URL(link, new URL(path, root))
			);
		});
		expect(shown.length).toBeGreaterThan(10);
		expect(shown.filter((url) => !existsSync(url)).map(({ pathname }) => pathname)).toEqual([]);
	});
});
