/**
 * Reads the style sheets of the interface as they are written: which declaration stands in which rule of
 * which file, and what colours the tokens have in each theme.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parse, parseCss, type AST } from 'svelte/compiler';
import { fromHex, mix, type Rgb } from './colour.ts';

const ROOT = new URL('../../src/', import.meta.url);
export const TOKENS = 'lib/ui/tokens.css';

export interface Rule {
	/** Below `src/`. */
	file: string;
	selector: string;
	/** The conditions around it, outermost first. */
	media: string[];
	declarations: { property: string; value: string }[];
}

/** What a page may be looked at with. */
export const THEMES = ['light', 'dark', 'contrast', 'contrast dark', 'print'] as const;
export type Theme = (typeof THEMES)[number];

export interface Sheet {
	file: string;
	source: string;
	rules: Rule[];
}

export function readSheets(): Sheet[] {
	return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => /\.(svelte|css)$/.test(path))
		.sort()
		.map((file) => {
			const source = readFileSync(new URL(file, ROOT), 'utf8');
			const css = file.endsWith('.css')
				? parseCss(source)
				: (parse(source, { modern: true }) as AST.Root).css;
			const rules: Rule[] = [];
			collect(css?.children ?? [], { file, source, selector: '', media: [] }, rules);
			return { file, source, rules };
		});
}

type Node = AST.CSS.StyleSheet['children'][number] | AST.CSS.Block['children'][number];
interface Place {
	file: string;
	source: string;
	selector: string;
	media: string[];
}

function collect(nodes: readonly Node[], place: Place, into: Rule[]): void {
	for (const node of nodes) {
		if (node.type === 'Declaration') continue;
		if (node.type === 'Atrule') {
			if (node.name === 'font-face' || node.name.endsWith('keyframes')) continue;
			const media = node.name === 'media' ? [...place.media, node.prelude] : place.media;
			const within = { ...place, media };
			if (node.block) addRule(node.block.children, within, into);
			continue;
		}
		const { start, end } = node.prelude;
		const own = place.source.slice(start, end).replaceAll(/\s+/g, ' ');
		const selector = place.selector ? `${place.selector} ${own}` : own;
		addRule(node.block.children, { ...place, selector }, into);
	}
}

function addRule(children: AST.CSS.Block['children'], place: Place, into: Rule[]): void {
	const declarations = children
		.filter((child) => child.type === 'Declaration')
		.map(({ property, value }) => ({ property, value: value.replaceAll(/\s+/g, ' ') }));
	const { file, selector, media } = place;
	if (declarations.length && selector) into.push({ file, selector, media, declarations });
	collect(children, place, into);
}

export function appliesTo(theme: Theme, media: readonly string[]): boolean {
	const isDark = theme === 'dark' || theme === 'contrast dark';
	const hasContrast = theme === 'contrast' || theme === 'contrast dark';
	const holds = (condition: string) =>
		!condition.includes('forced-colors') &&
		(!condition.includes('prefers-color-scheme: dark') || isDark) &&
		(!condition.includes('prefers-contrast: more') || hasContrast) &&
		(!/\bprint\b/.test(condition) || theme === 'print') &&
		(!/\bscreen\b/.test(condition) || theme !== 'print');
	return media.every((list) => list.split(',').some(holds));
}

/** A colour's name and value wherever it is given: for everybody in tokens.css, else for its own selector. */
export class Palette {
	readonly #values = new Map<string, Map<string, string>>();

	constructor(sheets: readonly Sheet[], theme: Theme) {
		for (const rule of sheets.flatMap(({ rules }) => rules)) {
			if (!appliesTo(theme, rule.media)) continue;
			for (const { property, value } of rule.declarations) {
				if (!property.startsWith('--')) continue;
				const places = this.#values.get(property) ?? new Map<string, string>();
				this.#values.set(property, places.set(`${rule.file} ${rule.selector}`, value));
			}
		}
	}

	get names(): string[] {
		return [...this.#values.keys()];
	}

	/** Every colour that this name has somewhere; none for what is no colour, or is transparent. */
	colours(name: string): Rgb[] {
		return [...(this.#values.get(name)?.values() ?? [])]
			.flatMap((value) => this.#resolve(value))
			.filter((it) => it !== null);
	}

	isColour(name: string): boolean {
		const values = [...(this.#values.get(name)?.values() ?? [])];
		return values.some((value) => value === 'transparent' || this.#resolve(value).length > 0);
	}

	#resolve(value: string): Rgb[] {
		if (/^#[0-9a-f]{6}$/i.test(value)) return [fromHex(value)];
		const reference = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
		if (reference) return this.colours(reference);
		const mixed = /^color-mix\(in srgb, (\S+) (\d+)%, (\S+)\)$/.exec(value);
		if (!mixed) return [];
		const [one] = this.#resolve(mixed[1] ?? '');
		const [other] = this.#resolve(mixed[3] ?? '');
		return one && other ? [mix(one, other, Number(mixed[2]) / 100)] : [];
	}
}
