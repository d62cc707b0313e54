/** Nothing written is lost and nothing is stored twice: not without a network, not when the server dies. */
import { onePhone } from '../support/browser/one-phone.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { expect, test, type Workshop } from '../support/browser/test.ts';

const BEFORE = 'Ein Chor, in dem alle Sprachen vorkommen.';
const WITHOUT = 'Ein Garten, in dem man zusammen gärtnert.';
const HALF = 'Und am Wochenende';

/** How often the workshop holds that text; once is right. */
const stored = ({ desk }: Workshop, words: string) =>
	desk.rows('contribution').filter(({ text }) => text === words).length;

test('a text without network waits, outlives its page, and arrives once', async ({
	hall,
	workshop
}) => {
	const phone = await onePhone(hall, workshop);
	const context = phone.page.context();

	await context.setOffline(true);
	await expect(phone.status(phone.common('connection.phone_offline'))).toBeVisible();
	await phone.send(WITHOUT);
	await expect(phone.idea(WITHOUT)).toContainText(phone.t('idea.waiting'));
	await phone.field.fill(HALF);
	await expect(phone.idea(WITHOUT)).toContainText(phone.t('idea.waiting'));
	expect(stored(workshop, WITHOUT)).toBe(0);

	// The battery dies; the person comes back with a network and the same browser.
	await phone.page.close();
	await context.setOffline(false);
	const again = new PhonePage(await context.newPage());
	await again.page.goto(workshop.join);
	await again.expectSaved(WITHOUT);
	await expect(again.idea(WITHOUT)).toHaveCount(1);
	await expect(again.field).toHaveValue(HALF);
	await expect.poll(() => stored(workshop, WITHOUT)).toBe(1);
});

test('a killed server is told in plain words, and gets each text once', async ({
	hall,
	server,
	workshop
}) => {
	const phone = await onePhone(hall, workshop);
	await phone.post(BEFORE);

	await server.kill();
	await expect(phone.status(phone.common('connection.server_away'))).toBeVisible();
	await expect(phone.status(phone.common('connection.kept'))).toBeVisible();
	await phone.send(WITHOUT);
	await expect(phone.idea(WITHOUT)).toContainText(phone.t('idea.waiting'));
	await phone.field.fill(HALF);

	await server.start();
	await phone.expectSaved(WITHOUT);
	await expect(phone.status(phone.common('connection.server_away'))).toHaveCount(0);
	await expect(phone.field).toHaveValue(HALF);
	await expect.poll(() => stored(workshop, WITHOUT)).toBe(1);
	expect(stored(workshop, BEFORE)).toBe(1);
});
