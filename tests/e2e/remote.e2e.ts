/** An evening led from the facilitator's own phone, in one hand, and by two consoles at once. */
import { STEPS } from '../support/browser/console-page.ts';
import { expect, test } from '../support/browser/test.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('a facilitator leads from a phone', async ({ hall, workshop }) => {
	test.setTimeout(120_000);
	const desk = await hall.console(workshop.console, PHONE);
	const { page, t } = desk;
	const hand = (key: Parameters<typeof t>[0]) =>
		page
			.getByRole('region', { name: t('place.remote'), exact: true })
			.getByRole('button', { name: t(key), exact: true });

	await desk.moveTo(STEPS.welcome, { first: true });
	await desk.moveTo(STEPS.round(1));
	const before = await desk.secondsLeft();
	await hand('remote.more').tap();
	await expect.poll(() => desk.secondsLeft()).toBeGreaterThan(before + 60);

	await hand('remote.pause').tap();
	await expect(page.getByText(t('now.paused'))).toBeVisible();
	await hand('remote.resume').tap();
	await expect(page.getByText(t('now.paused'))).toHaveCount(0);

	await hand('remote.blank').tap();
	await expect(hand('remote.screen_on')).toBeVisible();
	await hand('remote.screen_on').tap();

	await hand('remote.freeze').tap();
	await expect(page.getByText(t('frozen.banner'))).toBeVisible();
	await hand('remote.thaw').tap();
	await expect(page.getByText(t('frozen.banner'))).toHaveCount(0);

	await hand('remote.back').tap();
	await desk.expectAt(STEPS.welcome);
	await desk.moveTo(STEPS.round(1));

	for (const step of [
		STEPS.change(2),
		STEPS.round(2),
		STEPS.change(3),
		STEPS.round(3),
		STEPS.essence
	])
		await desk.moveTo(step);
	// Nothing of it needs scrolling sideways.
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(PHONE.viewport.width);
	for (const step of [STEPS.harvest, STEPS.vote, STEPS.close]) await desk.moveTo(step);
	await desk.button('next.close').tap();
	await desk.button('close.confirm.yes').tap();
	await expect(page.getByText(t('closed.title')).first()).toBeAttached();
});

test('two consoles never skip a step', async ({ hall, workshop }) => {
	const [one, other] = [
		await hall.console(workshop.console),
		await hall.console(workshop.console, PHONE)
	];
	await one.moveTo(STEPS.welcome, { first: true });
	await other.expectAt(STEPS.welcome);
	// A press right after a step has begun is taken for a bounce.
	await expect.poll(() => one.secondsLeft()).toBeLessThan(15 * 60 - 2);
	await Promise.all([
		one.page.keyboard.press('ArrowRight'),
		other.page.keyboard.press('ArrowRight')
	]);
	await one.expectAt(STEPS.round(1));
	await other.expectAt(STEPS.round(1));
});
