/** Whoever needs larger words, stronger contrast or paper gets the same evening. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openWorkshop, test } from '../support/browser/test.ts';

const IDEA = 'Mehr Bänke am Hafen, damit man sich dort trifft.';
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänswitwenrente';

/** Words larger than usual, as a phone's own setting makes them. */
const LARGE = 'html { font-size: 200%; }';

async function expectNothingBeside(page: Page, name: string): Promise<void> {
	const beside = await page.evaluate(() => {
		const root = document.documentElement;
		if (root.scrollWidth <= root.clientWidth) return [];
		return [...document.body.querySelectorAll('*')]
			.filter((element) => element.getBoundingClientRect().right > root.clientWidth)
			.map(({ tagName, className, textContent }) => `${tagName} ${className} ${textContent}`);
	});
	expect(beside, name).toEqual([]);
}

test('words twice as large, and a page four times as large, lose nothing', async ({
	hall,
	workshop
}) => {
	const { desk } = workshop;
	const phone = await hall.phone();
	const { page } = phone;
	// 1280 × 1024 at 400 %.
	const views = [
		{ size: { width: 390, height: 844 }, isLarge: true },
		{ size: { width: 320, height: 568 }, isLarge: true },
		{ size: { width: 320, height: 256 }, isLarge: false }
	];
	const lookAt = async (name: string, ...words: string[]) => {
		for (const { size, isLarge } of views) {
			await page.setViewportSize(size);
			await page.reload();
			if (isLarge) await page.addStyleTag({ content: LARGE });
			for (const text of words) {
				const shown = page.getByText(text).first();
				await shown.scrollIntoViewIfNeeded();
				await expect(shown).toBeInViewport({ ratio: 0.5 });
			}
			await expectNothingBeside(page, `${name}, ${size.width}×${size.height}`);
		}
		await page.setViewportSize({ width: 390, height: 844 });
		await page.reload();
	};

	await page.goto(`${workshop.join}?lang=de`);
	await lookAt('privacy');
	await phone.button('join.go').tap();
	await expect(phone.heading).toHaveText(phone.t('seat.title'));
	await lookAt('seat', phone.t('seat.title'));
	await desk.advance();
	await desk.advance();
	await phone.post(IDEA);
	await phone.post(LONG);
	await lookAt('round', IDEA);
	await phone.field.fill('Ein Anfang');
	await desk.advance();
	await phone.expectSentTo(2);
	await lookAt('change', phone.t('go.here'));
});

test('more contrast and forced colours keep every word readable', async ({ hall, workshop }) => {
	const { desk } = workshop;
	const phone = await hall.phone();
	const { page } = phone;
	await page.goto(`${workshop.join}?lang=de`);
	await phone.button('join.go').tap();
	await expect(phone.heading).toHaveText(phone.t('seat.title'));
	await desk.advance();
	await desk.advance();
	await phone.post(IDEA);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, contrast: 'more' });
		const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
		expect(paper).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)');
		const { violations } = await new AxeBuilder({ page })
			.withRules(['color-contrast-enhanced'])
			.analyze();
		expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
	}

	await page.emulateMedia({
		colorScheme: 'light',
		contrast: 'no-preference',
		forcedColors: 'active'
	});
	const sign = page.locator('.token:has(> svg)').first();
	await expect(sign).toHaveCSS('outline-style', 'solid');
	await expect(sign.locator('svg')).toBeVisible();
});

test('own contributions can be printed', async ({ hall, workshop }) => {
	const { desk } = workshop;
	const phone = await hall.phone({ colorScheme: 'dark' });
	const { page } = phone;
	await page.goto(`${workshop.join}?lang=de`);
	await phone.button('join.go').tap();
	await expect(phone.heading).toHaveText(phone.t('seat.title'));
	await desk.advance();
	await desk.advance();
	const said = Array.from({ length: 12 }, (_, i) => `Gedanke Nummer ${i + 1} für die Stadt.`);
	for (const text of said) await phone.post(text);
	await page.goto(`${workshop.join}?show=mine`);
	await expect(page.getByText(said[11] ?? '', { exact: true }).first()).toBeVisible();

	await page.emulateMedia({ media: 'print' });
	// Before its scripts run the page has the words once more, in the fields that wait under "edit".
	const words = page.getByRole('paragraph');
	for (const text of said) await expect(words.filter({ hasText: text })).toBeVisible();
	await expect(page.getByRole('button')).toHaveCount(0);
	const inked = await page.evaluate(() => {
		const { backgroundColor, color } = getComputedStyle(document.body);
		return { backgroundColor, color };
	});
	expect(inked).toEqual({ backgroundColor: 'rgb(255, 255, 255)', color: 'rgb(0, 0, 0)' });
	const pages = (await page.pdf()).toString('latin1').match(/\/Type \/Page\b/g) ?? [];
	expect(pages.length).toBeGreaterThan(1);
	expect(pages.length).toBeLessThan(4);
});

test('a facilitator sees every table at once, and all that is written on it', async ({
	hall,
	owner
}) => {
	const workshop = await openWorkshop(owner, { languages: ['de'], tables: 12, seats: 5 });
	const { desk } = workshop;
	const [first] = desk.tables;
	const { page, t } = await hall.console(workshop.console);
	const plan = page.getByRole('region', { name: t('hall.title') });

	const expectAllSeen = async (name: string) => {
		for (const size of [
			{ width: 1024, height: 768 },
			{ width: 1280, height: 800 },
			{ width: 1920, height: 1080 }
		]) {
			await page.setViewportSize(size);
			// Drawn anew, the tables stand as large as the plan allows.
			await expect(async () => {
				const faults = await plan.evaluate((element) => {
					const end = element.getBoundingClientRect().bottom + 1;
					return [...element.querySelectorAll('li > button')]
						.map((card) => {
							const hangs = card.getBoundingClientRect().bottom - end;
							const hides = card.scrollHeight - card.clientHeight;
							return hangs > 0 || hides > 1 ? `${card.textContent}: ${hangs}, ${hides}` : '';
						})
						.filter(Boolean);
				});
				expect(faults, `${name}, ${size.width}`).toEqual([]);
			}).toPass({ timeout: 10_000 });
		}
	};

	await expect(plan.getByRole('listitem')).toHaveCount(12);
	await expectAllSeen('at the doors');
	await desk.advance();
	await desk.advance();
	await expectAllSeen('in a round');
	await desk.must('table.edit', {
		tableId: first?.id ?? '',
		label: 'Wohnen, Nachbarschaft und Begegnung im Stadtteil'
	});
	await expect(plan.getByText('Wohnen, Nachbarschaft').first()).toBeAttached();
	await expectAllSeen('with a topic');
	desk.close();
});
