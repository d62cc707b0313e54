/**
 * Phones and projectors whose own clock is wrong show the hall's time: from the first picture on, and even
 * before a live connection has been made.
 */
import { expect, test } from '../support/browser/test.ts';

const HOUR_MS = 3_600_000;

test('a phone an hour ahead counts the same minutes', async ({ hall, workshop }) => {
	await workshop.desk.advance();
	await workshop.desk.advance();
	const minutes = workshop.desk.step?.minutes ?? 0;
	const phone = await hall.phone();
	const { page } = phone;
	await page.clock.setSystemTime(Date.now() + HOUR_MS);
	// No answer from the server ever corrects it.
	await page.context().route('**/live/**', (route) => route.abort());
	await page.routeWebSocket('**/live/**', (socket) => socket.close());
	await page.goto(workshop.join);
	await phone.join();
	await phone.goToTable();
	const left = phone.t('time.minutes', { n: minutes });
	await expect(page.getByRole('banner')).toContainText(phone.t('time.left', { time: left }));
	await expect(phone.status(phone.common('connection.server_away'))).toBeVisible();
	await expect(page.getByRole('banner')).toContainText(phone.t('time.left', { time: left }));
});
