/** A page from before an update meets the server from after it: it comes anew and loses nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../cli/prepare.mjs';
import { goOffline } from '../support/browser/network.ts';
import { expect, test } from '../support/browser/test.ts';

const WRITTEN = 'Eine Bühne im Park.';
const HALF = 'Mit Strom für';
const CHUNKS = '_app/immutable/chunks';

test.beforeEach(async ({ workshop }) => {
	await workshop.desk.advance();
	await workshop.desk.advance();
});

test('a page that speaks an older protocol reloads once, then sends what waited', async ({
	hall,
	workshop
}) => {
	const phone = await hall.phone();
	const { page } = phone;
	const context = page.context();
	// A new document is a new page: only the one that is told so speaks as before.
	await context.addInitScript(() => {
		for (const { prototype } of [WebSocket, XMLHttpRequest]) {
			const send = prototype.send as (this: object, data: unknown) => void;
			prototype.send = function (this: object, data: unknown) {
				const isOld = 'isOld' in globalThis && typeof data === 'string';
				send.call(this, isOld ? data.replace(/"protocol":\d+/, '"protocol":0') : data);
			};
		}
	});
	await page.goto(workshop.join);
	await phone.join();
	await phone.goToTable();
	await goOffline(context);
	await expect(phone.status(phone.common('connection.phone_offline'))).toBeVisible();
	await phone.send(WRITTEN);
	await phone.field.fill(HALF);

	let loads = 0;
	page.on('load', () => (loads += 1));
	await page.evaluate(() => Object.assign(globalThis, { isOld: true }));
	await context.setOffline(false);
	await expect.poll(() => loads).toBe(1);
	await phone.expectSaved(WRITTEN);
	await expect(phone.field).toHaveValue(HALF);
	await expect
		.poll(() => workshop.desk.rows('contribution').filter(({ text }) => text === WRITTEN).length)
		.toBe(1);
	expect(loads).toBe(1);
});

test('a page whose files are gone after an update reloads instead of staying silent', async ({
	hall,
	workshop
}) => {
	const folder = join(root, 'build', 'client', CHUNKS);
	const gone = readdirSync(folder).filter(
		(name) =>
			name.endsWith('.js') &&
			readFileSync(join(folder, name), 'utf8').includes('priorWebsocketSuccess')
	);
	expect(gone.length).toBe(1);
	// A service worker would still have them, and Playwright does not see what it asks for.
	const phone = await hall.phone({ serviceWorkers: 'block' });
	await phone.page.goto(workshop.join);
	await phone.join();
	await phone.goToTable();
	await phone.field.fill(HALF);

	let asked = 0;
	await phone.page.route(`**/${CHUNKS}/${gone[0]}`, (route) => {
		asked += 1;
		return asked > 1 ? route.continue() : route.fulfill({ status: 404, body: 'Not found' });
	});
	await phone.page.goto(workshop.join);
	await expect.poll(() => asked).toBe(2);
	await expect(phone.field).toHaveValue(HALF);
	await phone.post(WRITTEN);
});
