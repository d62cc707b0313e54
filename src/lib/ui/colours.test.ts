import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, type Rgb } from '../../../tests/support/colour.ts';
import {
	Palette,
	readSheets,
	THEMES,
	TOKENS,
	type Rule,
	type Theme
} from '../../../tests/support/styles.ts';

/*
 * The pairs. Ordinary text may lie on any ordinary ground, so all of those are computed; what lies on
 * something else is named.
 */
const TEXTS = ['--ink', '--soft', '--sea', '--warn', '--danger', '--good'];
const GROUNDS = ['--paper', '--card', '--warm', '--warm-strong', '--look', '--side', '--tint'];
/** Two of the grounds, and no signals: the hall reads them from fifteen metres. */
const PROJECTOR = { texts: ['--ink', '--soft', '--sea'], grounds: ['--paper', '--card'] };
const ON: readonly (readonly [string, string])[] = [
	['--on-ink', '--ink'],
	['--ink', '--on-ink'],
	['--on-table', '--colour'],
	['--paper', '--warn'],
	['--black', '--white'],
	['--white', '--black'],
	['--ink', '--mark']
];
/** The edge of what can be pressed or filled in. */
const EDGES = ['--edge', '--ink', '--soft', '--sea', '--warn', '--danger', '--good'];
/** Shapes that say something without words: bars, dots, the outline of the focus. */
const MARKS = ['--sea', '--good', '--warn', '--ink', '--bar'];
/** Where a strong colour is a shape with no words of its own on it. */
const SHAPES = [
	'lib/ui/console/Evening.svelte .current:hover',
	'lib/ui/console/Hall.svelte i',
	'lib/ui/console/HallTable.svelte i',
	'lib/ui/console/Tools.svelte .link::before',
	'lib/ui/console/VotePanel.svelte .track div',
	'lib/ui/console/VotePanel.svelte i',
	'lib/ui/phone/CompanionPanel.svelte img',
	'lib/ui/phone/EarlierRounds.svelte .mark',
	'lib/ui/phone/Thread.svelte .grown::after',
	'lib/ui/phone/Thread.svelte li::before',
	'lib/ui/phone/VoteResult.svelte .bar span',
	'lib/ui/screen/DoorsScene.svelte .qr',
	'lib/ui/screen/JoinCorner.svelte .qr',
	'lib/ui/screen/ResultScene.svelte .bar',
	'routes/office/(staff)/w/[id]/LinksPart.svelte .qr',
	'routes/office/(staff)/w/[id]/TableForm.svelte .look.colour'
];
/** Colours of no token, each for its reason: a veil over everything, a projector that gives no light. */
const LITERALS = [
	'lib/ui/console/Dialog.svelte dialog::backdrop',
	'routes/w/[code]/screen/Projector.svelte .blank'
];
/** May be overlooked: the dots of the cloth, the end of a paper, the rim of a dark token. */
const QUIET = ['--dot', '--line', '--rim', '--mark'];

const sheets = readSheets();
const palettes = new Map<Theme, Palette>(
	THEMES.map((theme) => [theme, new Palette(sheets, theme)])
);
const of = (theme: Theme) => palettes.get(theme) as Palette;
const light = of('light');

const isTable = (name: string) => name.startsWith('--t-');
const tables = light.names.filter(isTable);
const colours = light.names.filter((name) => !isTable(name) && light.isColour(name));
const coloursIn = (value: string) =>
	[...value.matchAll(/var\((--[\w-]+)/g)]
		.map(([, name = '']) => name)
		.filter((name) => name === '--colour' || colours.includes(name));
const rules = sheets.flatMap((sheet) => sheet.rules);
const at = ({ file, selector }: Rule) => `${file} ${selector}`;
const valueOf = (rule: Rule, property: RegExp) =>
	rule.declarations.find((it) => property.test(it.property))?.value ?? '';
/** A dot on a map is filled, but nothing is read from its edge. */
const isDot = ({ selector }: Rule) => /\bcircle\b/.test(selector);
const textOf = (rule: Rule) => valueOf(rule, isDot(rule) ? /^color$/ : /^(?:color|fill)$/);
const groundOf = (rule: Rule) => valueOf(rule, /^background(?:-color)?$/);
const isProjector = ({ file }: Rule) => /^lib\/ui\/screen\/|\/screen\//.test(file);

function weakest(theme: Theme, pairs: readonly (readonly [string, string])[]): [number, string] {
	const all = pairs.flatMap(([front, back]) =>
		each(theme, front).flatMap((a) =>
			each(theme, back).map((b): [number, string] => [
				Math.round(contrast(a, b) * 100) / 100,
				`${front} on ${back}`
			])
		)
	);
	expect(all.length).toBeGreaterThanOrEqual(pairs.length);
	return all.sort(([a], [b]) => a - b)[0] ?? [0, 'no pair'];
}

function each(theme: Theme, name: string): Rgb[] {
	return name === '--colour'
		? tables.flatMap((table) => of(theme).colours(table))
		: of(theme).colours(name);
}

const cross = (fronts: readonly string[], backs: readonly string[]) =>
	fronts.flatMap((front) => backs.map((back) => [front, back] as const));

describe.each(THEMES)('contrast, %s', (theme) => {
	const isStrong = theme !== 'light' && theme !== 'dark';

	it('text on every ground', () => {
		const [ratio, pair] = weakest(theme, [...cross(TEXTS, GROUNDS), ...ON]);
		// Grounds of one surface only keep their tint when more contrast is asked for.
		expect(ratio, pair).toBeGreaterThanOrEqual(4.5);
	});

	it('text where more is asked for, and in the hall', () => {
		const grounds = isStrong ? GROUNDS.slice(0, 4) : PROJECTOR.grounds;
		const texts = isStrong ? TEXTS : PROJECTOR.texts;
		const [ratio, pair] = weakest(theme, [...cross(texts, grounds), ['--on-table', '--colour']]);
		expect(ratio, pair).toBeGreaterThanOrEqual(7);
	});

	it('edges of what can be pressed, and marks', () => {
		const [ratio, pair] = weakest(theme, [
			...cross(EDGES, GROUNDS.slice(0, 6)),
			...cross(MARKS, ['--paper', '--card', '--warm', '--look']),
			...(isStrong ? cross(['--line'], ['--paper', '--card']) : [])
		]);
		expect(ratio, pair).toBeGreaterThanOrEqual(3);
	});

	it("a table's colour, or the rim around it, against the paper", () => {
		const rim = of(theme).colours('--rim').length > 0;
		const [ratio, pair] = weakest(
			theme,
			cross([rim ? '--rim' : '--colour'], ['--paper', '--card', '--warm', '--warm-strong'])
		);
		expect(ratio, pair).toBeGreaterThanOrEqual(3);
	});
});

describe('the list of pairs', () => {
	const texts = new Set([...TEXTS, ...ON.map(([front]) => front)]);
	const grounds = new Set([...GROUNDS, ...QUIET, ...ON.map(([, back]) => back), ...MARKS]);
	const known = new Set([...cross(TEXTS, GROUNDS), ...ON].map((pair) => pair.join(' on ')));
	/** Something that cannot be used now is pale on purpose (WCAG 1.4.3 leaves it out). */
	const isOff = ({ selector }: Rule) => /:disabled|\[aria-disabled/.test(selector);

	it('knows every colour that text has', () => {
		const strange = rules
			.filter((rule) => !isOff(rule))
			.filter((rule) => coloursIn(textOf(rule)).some((name) => !texts.has(name)));
		expect(strange.map(at)).toEqual([]);
	});

	it('knows every ground', () => {
		const strange = rules.filter((rule) =>
			coloursIn(groundOf(rule)).some((name) => !grounds.has(name))
		);
		expect(strange.map(at)).toEqual([]);
	});

	it('has each pair that one rule makes', () => {
		const strange = rules.filter((rule) =>
			cross(coloursIn(textOf(rule)), coloursIn(groundOf(rule))).some(
				(pair) => !known.has(pair.join(' on '))
			)
		);
		expect(strange.map(at)).toEqual([]);
	});

	it('has a text for each strong ground, unless it is a shape', () => {
		const bare = rules.filter(
			(rule) =>
				!textOf(rule) &&
				coloursIn(groundOf(rule)).some((it) => !GROUNDS.includes(it) && it !== '--dot')
		);
		expect([...new Set(bare.map(at))].sort()).toEqual([...SHAPES].sort());
	});

	it('keeps the projector to its own', () => {
		const strange = rules
			.filter(isProjector)
			.filter(
				(rule) =>
					coloursIn(textOf(rule)).some(
						(it) => TEXTS.includes(it) && !PROJECTOR.texts.includes(it)
					) ||
					coloursIn(groundOf(rule)).some(
						(it) => GROUNDS.includes(it) && !PROJECTOR.grounds.includes(it)
					)
			);
		expect(rules.filter(isProjector).length).toBeGreaterThan(50);
		expect(strange.map(at)).toEqual([]);
	});

	it('has no colour beside the tokens', () => {
		const isLiteral = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|\b(?:white|black)\b(?!-|\))/i;
		const strange = rules.filter((rule) =>
			rule.declarations.some(
				({ property, value }) => !property.startsWith('--') && isLiteral.test(value)
			)
		);
		expect(strange.map(at)).toEqual(LITERALS);
	});
});

describe('tokens', () => {
	const declared = new Set([...THEMES.flatMap((theme) => of(theme).names), ...fromMarkup()]);
	const used = new Set(
		sheets.flatMap(({ source }) =>
			// One with a fallback may be missing: a script sets it, or a parent.
			[...source.matchAll(/var\((--[\w-]+)(?=\))/g)].map(([, name = '']) => name)
		)
	);

	it('that are used are declared', () => {
		expect(used.size).toBeGreaterThan(50);
		expect([...used].filter((name) => !declared.has(name))).toEqual([]);
	});

	it('that are declared are used', () => {
		const own = sheets.find(({ file }) => file === TOKENS)?.rules ?? [];
		const names = own.flatMap(({ declarations }) =>
			declarations.map(({ property }) => property).filter((it) => it.startsWith('--'))
		);
		expect(names.length).toBeGreaterThan(50);
		// A table names its colour itself: `--t-{table.colour}`.
		expect(names.filter((name) => !used.has(name) && !isTable(name))).toEqual([]);
	});

	/** Set on an element: `style:--colour=…`. */
	function fromMarkup(): string[] {
		return sheets.flatMap(({ source }) =>
			[...source.matchAll(/(?:style:|['"])(--[\w-]+)/g)].map(([, name = '']) => name)
		);
	}
});

describe('what can be pressed or filled in', () => {
	/** Shared classes that are always on a button, a link or a field. */
	const SHARED = ['button', 'pill', 'choose', 'input', 'icon'];
	const ELEMENT = /\b(?:button|input|select|textarea)\b/;

	it('has an edge that can be seen', () => {
		const faint = sheets.flatMap(({ source, rules }) => {
			const classes = new Set([...SHARED, ...controlClasses(source)]);
			return rules.filter((rule) => {
				const isControl = rule.selector.split(',').some((one) => {
					const last =
						one
							.trim()
							.split(/[\s>+~]+/)
							.at(-1) ?? '';
					const names = [...last.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name);
					const element = last.replaceAll(/:[\w-]+\([^)]*\)|\.[\w-]+|\[[^\]]*\]/g, '');
					return ELEMENT.test(element) || names.some((name) => classes.has(name));
				});
				const border = valueOf(rule, /^border(?:-color)?$/);
				return isControl && !/:disabled/.test(rule.selector) && border.includes('--line');
			});
		});
		expect(faint.map(at)).toEqual([]);
	});

	function controlClasses(source: string): string[] {
		return [
			...source.matchAll(/<(?:button|input|select|textarea)\b[^>]*?\bclass="([^"{]+)"/g)
		].flatMap(([, names = '']) => names.trim().split(/\s+/));
	}
});

describe('docs/design.md', () => {
	const text = readFileSync(new URL('../../../docs/design.md', import.meta.url), 'utf8');
	const columns = ['--paper', '--card', '--warm-strong'];

	it.each(['light', 'dark', 'contrast', 'contrast dark'] as const)(
		'says what is computed: %s',
		(theme) => {
			const part = text.split(`\n#### ${theme}\n`)[1]?.split('\n#')[0] ?? '';
			const rows = [...part.matchAll(/^\| `([a-z-]+)` +\|(.+)\|$/gm)].map(
				([, name, cells = '']) => [`--${name}`, cells.split('|').map((cell) => cell.trim())]
			);
			const ratio = (front: string, back: string) => weakest(theme, [[front, back]])[0].toFixed(1);
			expect(rows).toEqual(
				[...TEXTS, '--edge'].map((name) => [name, columns.map((ground) => ratio(name, ground))])
			);
		}
	);
});
