/** One person with two tabs is one person, and what one tab could not send the other one does. */
import { onePhone } from '../support/browser/one-phone.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { goOffline } from '../support/browser/network.ts';
import { expect, test, type Workshop } from '../support/browser/test.ts';

const stored = ({ desk }: Workshop) =>
	desk
		.rows('contribution')
		.sort((a, b) => (a.publicId < b.publicId ? -1 : 1))
		.map(({ text }) => text);

const seatsTaken = ({ desk }: Workshop) => desk.rows('seat').filter(({ taken }) => taken).length;

test('a tab that is closed with waiting texts leaves them to the other, once and in order', async ({
	hall,
	workshop
}) => {
	const one = await onePhone(hall, workshop);
	const context = one.page.context();
	const two = new PhonePage(await context.newPage());
	await two.page.goto(workshop.join);
	await expect(two.field).toBeVisible();

	await goOffline(context);
	for (const phone of [one, two])
		await expect(phone.status(phone.common('connection.phone_offline'))).toBeVisible();
	for (const text of ['Eins A', 'Zwei A', 'Drei A']) await one.send(text);
	for (const text of ['Eins B', 'Zwei B']) await two.send(text);
	// Each tab shows and sends its own.
	await expect(two.idea('Eins A')).toHaveCount(0);

	await one.page.close();
	await expect(two.idea('Drei A')).toContainText(two.t('idea.waiting'));
	await context.setOffline(false);
	for (const text of ['Eins A', 'Zwei A', 'Drei A', 'Eins B', 'Zwei B'])
		await two.expectSaved(text);
	await expect.poll(() => stored(workshop).length).toBe(5);
	expect(stored(workshop).filter((text) => text.endsWith('A'))).toEqual([
		'Eins A',
		'Zwei A',
		'Drei A'
	]);
	expect(stored(workshop).filter((text) => text.endsWith('B'))).toEqual(['Eins B', 'Zwei B']);
	expect(seatsTaken(workshop)).toBe(1);
});

test('a refused text is shown by one tab, and survives it', async ({ hall, workshop }) => {
	const one = await onePhone(hall, workshop);
	const context = one.page.context();
	const two = new PhonePage(await context.newPage());
	await two.page.goto(workshop.join);
	await expect(two.field).toBeVisible();

	await goOffline(context);
	await expect(one.status(one.common('connection.phone_offline'))).toBeVisible();
	await workshop.desk.must('workshop.freeze', { frozen: true });
	// A phone knows the server's time as well as its answers came: what was typed just then may count.
	await one.page.waitForTimeout(2000);
	await one.send('Zu spät');
	await context.setOffline(false);
	const why = one.common('refusal.frozen');
	await expect(one.idea('Zu spät')).toContainText(why);
	await expect(two.idea('Zu spät')).toHaveCount(0);
	await one.page.close();
	await expect(two.idea('Zu spät')).toContainText(why);
	expect(stored(workshop)).toEqual([]);
});

test('back and forward lead to the same table, and what was written waits there', async ({
	hall,
	workshop
}) => {
	const phone = await onePhone(hall, workshop);
	await phone.post('Vorher');
	await phone.field.fill('Halb');
	await phone.page.goto('/');
	await phone.page.goBack();
	await expect(phone.field).toHaveValue('Halb');
	await phone.post('Nachher');
	await expect(phone.idea('Vorher')).toHaveCount(1);
	await expect.poll(() => stored(workshop)).toEqual(['Vorher', 'Nachher']);
	expect(seatsTaken(workshop)).toBe(1);
});
