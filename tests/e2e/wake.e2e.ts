/**
 * Connections that die without a word, and phones that wake: everybody is told in plain words, nobody
 * trusts what died in its sleep, and everything is there again soon after.
 */
import type { Page } from '@playwright/test';
import { STEPS } from '../support/browser/console-page.ts';
import { expect, took, test } from '../support/browser/network.ts';
import { onePhone } from '../support/browser/one-phone.ts';
import { words } from '../support/browser/words.ts';

const IDEA = 'Ein Treffpunkt am Bahnhof.';
const onScreen = words('screen');
const onConsole = words('console');

/** What a phone does when its screen is switched on. */
const lookAtIt = (page: Page) =>
	page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

test('a network that swallows everything is told on phone, console and projector, and forgotten', async ({
	hall,
	network,
	workshop
}) => {
	const desk = await hall.console(network.via(workshop.console));
	const screen = await hall.screen(network.via(workshop.screen));
	const phone = await hall.phone();
	await phone.page.goto(network.via(workshop.join));
	await phone.join();
	await expect(desk.page.getByText(onConsole('link.live'), { exact: true })).toBeVisible();
	const signs = [
		phone.status(phone.common('connection.server_away')),
		desk.page.getByText(onConsole('link.server_away')),
		screen.page.getByText(onScreen('away.server_away'))
	];
	for (const sign of signs) await expect(sign).toHaveCount(0);

	network.swallow();
	await Promise.all(
		signs.map((sign, i) =>
			took(`silence told by ${['phone', 'console', 'screen'][i]}`, expect(sign).toBeVisible())
		)
	);
	// Long enough for the pages to have given the old connections up and to hang in new tries.
	await phone.page.waitForTimeout(3000);

	network.proxy.heal();
	await lookAtIt(phone.page);
	await took('phone back after waking', expect(signs[0]!).toHaveCount(0));
	for (const sign of signs) await expect(sign).toHaveCount(0);
	await desk.moveTo(STEPS.welcome, { first: true });
	await desk.moveTo(STEPS.round(1));
	await phone.post(IDEA);
});

test('a server that stands still is told, and everybody is back when it goes on', async ({
	hall,
	server,
	workshop
}) => {
	const phone = await onePhone(hall, workshop);
	const away = phone.status(phone.common('connection.server_away'));
	await phone.post('Vorher.');

	server.freeze();
	await took('standing server told', expect(away).toBeVisible());
	await phone.send(IDEA);
	server.thaw();
	await took('back after standing', expect(away).toHaveCount(0));
	await phone.expectSaved(IDEA);
	await expect
		.poll(() => workshop.desk.rows('contribution').filter(({ text }) => text === IDEA).length)
		.toBe(1);
});

test('a page that was frozen while its connection died is up to date when it is looked at', async ({
	hall,
	network,
	workshop
}) => {
	const phone = await onePhone(hall, workshop, { link: network.via(workshop.join) });
	await phone.post(IDEA);
	const devtools = await phone.page.context().newCDPSession(phone.page);

	await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
	network.swallow();
	const { id } = workshop.desk.rows('contribution').find(({ text }) => text === IDEA)!;
	await workshop.desk.must('contribution.hide', { contributionId: id, reason: 'off_topic' });
	await new Promise((next) => setTimeout(next, 1500));
	// What went through the dead connection is lost; the network itself is fine again.
	network.proxy.heal();

	await devtools.send('Page.setWebLifecycleState', { state: 'active' });
	await lookAtIt(phone.page);
	await took(
		'frozen page up to date',
		expect(phone.idea(IDEA)).toContainText(phone.t('hidden.off_topic'))
	);
});
