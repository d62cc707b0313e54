/** A Wi-Fi that answers everything with its own log-in page: nothing counts as sent, nothing is lost. */
import { expect, test } from '../support/browser/network.ts';
import { onePhone } from '../support/browser/one-phone.ts';

const PORTAL = '<!doctype html><title>Hotel</title><h1>Willkommen im Hotel</h1>';
const IDEA = 'Ein Spielplatz am Hafen.';
const LATER = 'Und Bänke dazu.';

test('a log-in page in place of the server is named, and the texts wait', async ({
	hall,
	network,
	workshop
}) => {
	const phone = await onePhone(hall, workshop, { link: network.via(workshop.join) });
	await phone.post(IDEA);

	network.proxy.http!.captive = PORTAL;
	network.proxy.cut();
	const captive = phone.status(phone.common('connection.captive'));
	await expect(captive).toBeVisible();
	await phone.send(LATER);
	await expect(phone.idea(LATER)).toContainText(phone.t('idea.waiting'));

	// A link that asks the server must not lead to the portal, or to an empty page.
	await phone.page.evaluate(() => {
		const link = Object.assign(document.createElement('a'), { href: '?lang=en', id: 'to-english' });
		document.body.append(link);
		link.click();
	});
	await phone.page.evaluate(() => new Promise((next) => setTimeout(next, 500)));
	await expect(phone.field).toBeVisible();
	await expect(phone.page).toHaveURL(/\/w\/[^?]+(\?show=seat)?$/);

	network.proxy.http!.captive = null;
	await phone.expectSaved(LATER);
	await expect(captive).toHaveCount(0);
	await expect
		.poll(() => workshop.desk.rows('contribution').filter(({ text }) => text === LATER).length)
		.toBe(1);
});
