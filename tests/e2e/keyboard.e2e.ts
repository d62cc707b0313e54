/** Taking part and leading without a pointer: Tab, Enter and the keys of the console. */
import type { Locator, Page } from '@playwright/test';
import { STEPS } from '../support/browser/console-page.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { expect, test } from '../support/browser/test.ts';

const MOST_TABS = 40;
const IDEA = 'Formulare in einfacher Sprache.';

/** Walks there with Tab and sees that the focus can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	const isThere = () => target.evaluate((element) => element === document.activeElement);
	for (let i = 0; i < MOST_TABS && !(await isThere()); i++) await page.keyboard.press('Tab');
	await expect(target).toBeFocused();
	const outline = await target.evaluate((element) => {
		const around = element.closest('li:has(:focus-visible)');
		return [element, ...(around ? [around] : [])].map((it) => getComputedStyle(it).outlineStyle);
	});
	expect(outline).not.toEqual(outline.map(() => 'none'));
}

test('a citizen joins and writes by keyboard', async ({ hall, workshop }) => {
	const page = await hall.page({ viewport: { width: 1024, height: 768 } });
	const phone = new PhonePage(page);
	const press = async (target: Locator) => {
		await tabTo(page, target);
		await page.keyboard.press('Enter');
	};
	await page.goto('/');
	await tabTo(page, page.getByRole('textbox', { name: phone.t('code.ask') }));
	await page.keyboard.type(workshop.code);
	await page.keyboard.press('Enter');
	await press(page.getByRole('link', { name: 'Deutsch' }));
	await press(phone.button('join.go'));
	await expect(phone.heading).toHaveText(phone.t('seat.title'));

	await workshop.desk.advance();
	await workshop.desk.advance();
	await tabTo(page, phone.field);
	await page.keyboard.type(IDEA);
	await press(phone.button('compose.send'));
	await phone.expectSaved(IDEA);

	await workshop.desk.advance();
	await press(phone.button('go.here'));
	await expect(phone.heading).toHaveText(phone.t('change.arrived'));
});

test('a facilitator leads by keyboard', async ({ hall, workshop }) => {
	const desk = await hall.console(workshop.console);
	const { page } = desk;
	await desk.pressUntil('ArrowRight', STEPS.welcome);
	await desk.pressUntil('ArrowRight', STEPS.round(1));
	await desk.pressUntil('PageUp', STEPS.welcome);
	await desk.pressUntil('PageDown', STEPS.round(1));

	await page.keyboard.press('p');
	await expect(page.getByText(desk.t('now.paused'))).toBeVisible();
	const stopped = await desk.secondsLeft();
	await page.keyboard.press('+');
	await expect.poll(() => desk.secondsLeft()).toBe(stopped + 60);
	await page.keyboard.press('p');
	await expect(page.getByText(desk.t('now.paused'))).toHaveCount(0);

	await page.keyboard.press('b');
	await expect(page.getByText(desk.t('screen.is_blank'))).toBeVisible();
	await page.keyboard.press('b');
	await expect(page.getByText(desk.t('screen.is_blank'))).toHaveCount(0);

	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: desk.t('keys.title') })).toBeVisible();
	// While a dialog is open, keys are its own.
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await desk.expectAt(STEPS.round(1));
	await desk.pressUntil('u', STEPS.welcome);
});
