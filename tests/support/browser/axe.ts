/**
 * What axe says about a page in the ways it can be looked at: narrow and wide, light and dark, in each
 * language. A page is loaded once per language; its scheme and its size change in place. Collects, so that
 * one run tells everything.
 *
 * Four languages times two schemes times two sizes for every state would take longer than all other tests
 * together, so by default each pair of them is looked at: German in both sizes and again in the dark, where
 * only the rules about colour can say something new; the others once each, every rule, so that each scheme
 * meets each size and each size both directions of writing. `AUFTAKT_AXE=all` looks at everything.
 */
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type * as Axe from 'axe-core';

const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))(
	'axe-core'
) as typeof Axe;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOURS = ['color-contrast', 'link-in-text-block'];
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 800 };
const LIGHT_NARROW = { scheme: 'light', size: NARROW, rules: null };
const LIGHT_WIDE = { scheme: 'light', size: WIDE, rules: null };
const DARK_NARROW = { scheme: 'dark', size: NARROW, rules: null };
const DARK_WIDE = { scheme: 'dark', size: WIDE, rules: null };
const EVERY_VIEW = [LIGHT_NARROW, LIGHT_WIDE, DARK_WIDE, DARK_NARROW] as const;
const VIEWS: Record<
	string,
	readonly { scheme: string; size: typeof NARROW; rules: string[] | null }[]
> = {
	de: [LIGHT_NARROW, LIGHT_WIDE, { ...DARK_WIDE, rules: COLOURS }],
	en: [DARK_WIDE],
	ar: [DARK_NARROW],
	fa: [LIGHT_NARROW]
};
const viewsOf = (lang: string) =>
	process.env['AUFTAKT_AXE'] === 'all' ? EVERY_VIEW : (VIEWS[lang] ?? EVERY_VIEW);

/**
 * Text stands on a pattern of dots, whose contrast axe cannot tell: for its sake the whole ground takes
 * the colour of the dots, which is the worse of the two.
 */
const DOTS_EVERYWHERE =
	'.cloth, .projector:not(.blank), .side .picture { background: var(--dot) !important; }';

/** Loaded into every page of a device before anything is looked at. */
export async function bringAxe(page: Page): Promise<void> {
	await page.addInitScript(source);
}

export class Findings {
	readonly violations: string[] = [];
	looked = 0;

	/** The page as it stands, in the views of its language; leaves it as it was. */
	async look(page: Page, name: string, lang: string): Promise<void> {
		const before = page.viewportSize();
		const style = await page.addStyleTag({ content: DOTS_EVERYWHERE });
		for (const { scheme, size, rules } of viewsOf(lang)) {
			await page.emulateMedia({ colorScheme: scheme as 'light' | 'dark' });
			await page.setViewportSize(size);
			const found = await page.evaluate(runAxe, { tags: TAGS, rules: rules && [...rules] });
			for (const it of found)
				this.violations.push(`${name}, ${lang}, ${scheme}, ${size.width} px: ${it}`);
			this.looked += 1;
		}
		await page.emulateMedia({ colorScheme: null });
		if (before) await page.setViewportSize(before);
		await style.evaluate((element) => (element as Element).remove());
	}
}

/** Runs in the page. */
async function runAxe({ tags, rules }: { tags: string[]; rules: string[] | null }) {
	const { axe } = window as unknown as { axe: typeof Axe };
	const results = await axe.run(document, {
		runOnly: rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags },
		// Off by default, as it is young: what one says to a button has to be what stands on it (2.5.3).
		...(!rules && { rules: { 'label-content-name-mismatch': { enabled: true } } }),
		resultTypes: ['violations', 'incomplete'],
		// Pages here have no frames, and asking for them takes a moment each time.
		iframes: false
	});
	/**
	 * Behind a bar that stays in place while the page scrolls, single signs, and fields in which nothing stands
	 * yet: nothing to be measured. All fields look the same; some are looked at with words in them.
	 */
	const unmeasurable = [
		'bgOverlap',
		'elmPartiallyObscured',
		'elmPartiallyObscuring',
		'emptyValue',
		'nonBmp',
		'shortTextContent'
	];
	const isCovered = ({ any }: Axe.NodeResult) =>
		any.every(({ data }) => unmeasurable.includes(data?.messageKey));
	const unsure = results.incomplete
		.filter(({ id }) => id === 'color-contrast')
		.map(({ id, nodes }) => ({ id, nodes: nodes.filter((node) => !isCovered(node)) }));
	return [...results.violations, ...unsure].flatMap(({ id, nodes }) =>
		nodes.map(
			({ target, html, failureSummary }) =>
				`${id} at ${target.join(' ')}\n  ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`
		)
	);
}
