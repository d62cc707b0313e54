/**
 * What a phone keeps of its person's words: through a wipe, honestly said where it cannot, and nothing any
 * more once the evening is over.
 */
import type { Page } from '@playwright/test';
import { onePhone } from '../support/browser/one-phone.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { goOffline } from '../support/browser/network.ts';
import { expect, test } from '../support/browser/test.ts';

const WRITTEN = 'Ein Werkstatthaus für alle.';
const HALF = 'Und dazu vielleicht';

/** Everything of ours that lies on the device, drafts and unsent texts alike. */
const onDevice = (page: Page) =>
	page.evaluate(async () => {
		const open = indexedDB.open('auftakt');
		await new Promise((next) => (open.onsuccess = next));
		const all = open.result.transaction('outbox').objectStore('outbox').getAll();
		await new Promise((next) => (all.onsuccess = next));
		open.result.close();
		const drafts = Object.entries(localStorage).filter(([key]) => key.startsWith('auftakt.draft.'));
		return JSON.stringify([all.result, drafts]);
	});

test('a device that stores nothing says so, and sends all the same', async ({ hall, workshop }) => {
	const phone = await onePhone(hall, workshop, {
		prepare: (page) =>
			page.addInitScript(() => {
				const refuse = () => {
					throw new DOMException('blocked', 'SecurityError');
				};
				IDBFactory.prototype.open = refuse;
				Storage.prototype.setItem = refuse;
				Storage.prototype.getItem = refuse;
			})
	});
	await expect(phone.status(phone.common('connection.volatile'))).toBeVisible();
	await phone.post(WRITTEN);
});

test('a waiting text outlives the wiping of the site’s data under an open page', async ({
	hall,
	workshop
}) => {
	const phone = await onePhone(hall, workshop);
	const context = phone.page.context();
	await goOffline(context);
	await expect(phone.status(phone.common('connection.phone_offline'))).toBeVisible();
	await phone.send(WRITTEN);
	await phone.field.fill(HALF);
	await phone.page.evaluate(
		() => new Promise((next) => (indexedDB.deleteDatabase('auftakt').onsuccess = next))
	);
	await phone.page.evaluate(() => localStorage.clear());
	await expect.poll(() => onDevice(phone.page)).toContain(WRITTEN);

	await phone.page.close();
	await context.setOffline(false);
	const again = new PhonePage(await context.newPage());
	await again.page.goto(workshop.join);
	await again.expectSaved(WRITTEN);
	await expect(again.field).toHaveValue(HALF);
});

test('half a sentence survives the next step, the end of its page, and a full storage is told', async ({
	hall,
	workshop
}) => {
	const phone = await onePhone(hall, workshop);
	const context = phone.page.context();
	await phone.field.fill(HALF);
	await workshop.desk.advance();
	await expect(phone.field).toHaveCount(0);
	await phone.page.close();

	const again = new PhonePage(await context.newPage());
	await again.page.goto(workshop.join);
	await workshop.desk.must('step.back', { from: workshop.desk.workshop?.stepId ?? '' });
	await expect(again.field).toHaveValue(HALF);
	await again.page.evaluate(() => {
		Storage.prototype.setItem = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
	});
	await again.field.fill(WRITTEN);
	await expect(again.status(again.common('connection.volatile'))).toBeVisible();
	await again.button('compose.send').tap();
	await again.expectSaved(WRITTEN);
	await expect(again.status(again.common('connection.volatile'))).toHaveCount(0);
});

test('after the evening nothing of it stays on the phone', async ({ hall, workshop }) => {
	const phone = await onePhone(hall, workshop);
	const context = phone.page.context();
	await phone.field.fill(HALF);
	await expect.poll(() => onDevice(phone.page)).toContain(HALF);
	await goOffline(context);
	await expect(phone.status(phone.common('connection.phone_offline'))).toBeVisible();
	await phone.button('compose.send').tap();
	await phone.field.fill(WRITTEN);
	await expect.poll(() => onDevice(phone.page)).toMatch(new RegExp(`${HALF}.*${WRITTEN}`));

	await workshop.desk.must('workshop.close', {});
	await context.setOffline(false);
	await expect(phone.page.getByText(phone.common('refusal.workshop_closed')).first()).toBeVisible();
	await expect.poll(() => onDevice(phone.page)).toBe('[[],[]]');
});
