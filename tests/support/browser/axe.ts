/**
 * What axe says about a page in the ways it can be looked at: narrow and wide, light and dark, in each
 * language. A page is loaded once per state; scheme, size and language change in place, as they do for
 * people. Collects, so that one run tells everything.
 *
 * Every state is looked at in every language, size and scheme. What is dark stands where it stands in the
 * light and says the same: there only the rules about colour can find something new, and the others would
 * take longer than all other tests together. `AUFTAKT_AXE=all` runs them nevertheless.
 */
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type * as Axe from 'axe-core';
import { routeOf } from './routes.ts';

const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))(
	'axe-core'
) as typeof Axe;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOURS = ['color-contrast', 'link-in-text-block'];
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 800 };
const DARK_RULES = process.env['AUFTAKT_AXE'] === 'all' ? null : COLOURS;
/** The size changes once, because that costs more than the scheme. */
const VIEWS = [
	{ scheme: 'dark', size: NARROW, rules: DARK_RULES },
	{ scheme: 'light', size: NARROW, rules: null },
	{ scheme: 'light', size: WIDE, rules: null },
	{ scheme: 'dark', size: WIDE, rules: DARK_RULES }
] as const;

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

/**
 * The page that stands there in another language, by a link as the pages have them: what is open above it
 * stays open, and nothing is loaded anew.
 */
export async function speak(page: Page, address: string, lang: string): Promise<void> {
	await page.evaluate(
		(href) => {
			const link = Object.assign(document.createElement('a'), { href });
			document.body.append(link);
			link.click();
			link.remove();
		},
		withLanguage(address, lang)
	);
	await expect(page.locator('html')).toHaveAttribute('lang', lang);
}

export const withLanguage = (address: string, lang: string) =>
	`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`;

/** Opens a page that lives, and waits until it does. */
export async function openLive(page: Page, address: string): Promise<void> {
	const alive = page.waitForEvent('websocket');
	await page.goto(address);
	await alive;
	await expect(page.locator('h1').first()).toBeAttached();
}

export class Findings {
	readonly violations: string[] = [];
	readonly #routes = new Set<string | undefined>();
	looked = 0;

	/** Which of these pages has not been looked at. */
	unseen(routes: readonly string[]): string[] {
		return routes.filter((route) => !this.#routes.has(route));
	}

	/** The page as it stands, in every view; leaves it as it was. */
	async look(page: Page, name: string, lang: string): Promise<void> {
		this.#routes.add(routeOf(page.url()));
		const before = page.viewportSize();
		const style = await page.addStyleTag({ content: DOTS_EVERYWHERE });
		for (const { scheme, size, rules } of VIEWS) {
			await page.emulateMedia({ colorScheme: scheme });
			await page.setViewportSize(size);
			const found = await page.evaluate(runAxe, { tags: TAGS, rules });
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
