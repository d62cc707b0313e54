/** Taking part and leading without a pointer: Tab, Enter and the keys of the console. */
import type { Locator, Page } from '@playwright/test';
import { STEPS } from '../support/browser/console-page.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { expect, test } from '../support/browser/test.ts';

const MOST_TABS = 60;
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

test('a facilitator leads a whole evening by keyboard', async ({ hall, workshop }) => {
	test.setTimeout(150_000);
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

	// U takes back whatever came last, not only a move.
	await page.keyboard.press('b');
	await expect(page.getByText(desk.t('screen.is_blank'))).toBeVisible();
	await page.keyboard.press('u');
	await expect(page.getByText(desk.t('screen.is_blank'))).toHaveCount(0);
	await desk.pressUntil('ArrowRight', STEPS.change(2));
	await desk.pressUntil('Control+z', STEPS.round(1));

	await page.keyboard.press('r');
	await expect(page.getByRole('dialog', { name: desk.t('replan') })).toBeVisible();
	await tabTo(page, desk.button('replan.later'));
	await page.keyboard.press('Enter');
	await tabTo(page, desk.button('replan.do'));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByText(desk.t('did.replan')).first()).toBeVisible();

	await page.keyboard.press('m');
	await tabTo(page, desk.button('screens.blank'));
	await page.keyboard.press('Enter');
	await expect(page.getByText(desk.t('screen.is_blank'))).toBeVisible();
	await page.keyboard.press('t');
	await expect(page.getByText(desk.t('screen.is_blank'))).toHaveCount(0);

	// A round that is left out is passed by, with its change.
	const third = page.getByRole('button', {
		name: new RegExp(`^${desk.t('step.round', { round: 3 })},`)
	});
	await tabTo(page, third);
	await page.keyboard.press('Enter');
	await tabTo(page, desk.button('edit.skip'));
	await page.keyboard.press('Enter');
	for (const step of [STEPS.change(2), STEPS.round(2), STEPS.essence])
		await desk.pressUntil('PageDown', step);

	const second = page.getByRole('button', {
		name: new RegExp(`^${desk.t('step.round', { round: 2 })},`)
	});
	await tabTo(page, second);
	await page.keyboard.press('Enter');
	await tabTo(page, desk.button('edit.keep_open'));
	await page.keyboard.press('Enter');
	const open = page.getByText(
		desk.t('beside.banner', { step: desk.t('step.round', { round: 2 }) })
	);
	await expect(open).toBeVisible();
	await tabTo(page, desk.button('beside.end'));
	await page.keyboard.press('Enter');
	await expect(open).toHaveCount(0);

	for (const step of [STEPS.harvest, STEPS.vote, STEPS.close])
		await desk.pressUntil('ArrowRight', step);
	const yes = desk.button('close.confirm.yes');
	await expect(async () => {
		if (!(await yes.isVisible())) await page.keyboard.press('ArrowRight');
		await expect(yes).toBeVisible({ timeout: 2000 });
	}).toPass();
	await tabTo(page, yes);
	await page.keyboard.press('Enter');
	await expect(page.getByText(desk.t('closed.title')).first()).toBeVisible();
});
