/**
 * What citizens write is text and nothing else, on every screen; pages allow only their own scripts.
 * That no device ever asks a foreign host is watched in every browser test (tests/support/browser/hall.ts).
 */
import type { Page } from '@playwright/test';
import { STEPS } from '../support/browser/console-page.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';

const MARKUP = '<img src=x onerror=alert(1)>';
const SCRIPT = '</script><script>alert(2)</script>{@html "x"} ${7*7} \\u003cb\\u003e';

test('markup arrives as the letters it was typed in', async ({ hall, workshop }) => {
	const desk = await hall.console(workshop.console);
	const screen = await hall.screen(workshop.screen);
	const [ada, ben] = [await hall.phone(), await hall.phone()];
	for (const phone of [ada, ben]) {
		await phone.page.goto(workshop.join);
		await phone.join(1);
	}
	const pages = [ada, ben, desk, screen].map(({ page }) => page);
	const alerts: string[] = [];
	for (const page of pages)
		page.on('dialog', (dialog) => {
			alerts.push(dialog.message());
			void dialog.dismiss();
		});

	await desk.moveTo(STEPS.welcome, { first: true });
	await desk.moveTo(STEPS.round(1));
	await ada.post(MARKUP);
	await ada.post(SCRIPT);
	await expect(ben.idea(MARKUP)).toBeVisible();
	await expect(ben.idea(SCRIPT)).toBeVisible();
	for (const id of ['R1-T01-001', 'R1-T01-002']) {
		await expect(desk.contribution(id)).toContainText(id.endsWith('1') ? MARKUP : SCRIPT);
		await desk.release(id);
	}
	await desk.putOnScreen('R1-T01-002');
	await screen.expectShows(SCRIPT);
	await desk.putOnScreen('R1-T01-001');
	await screen.expectShows(MARKUP);

	// Rendered by the server too, not only by a running page.
	for (const page of pages) {
		await page.reload();
		await expect(page.getByText(MARKUP).first()).toBeVisible();
		await expect(page.locator('img[src="x"]')).toHaveCount(0);
	}
	expect(alerts).toEqual([]);
});

test('every page carries its policy', async ({ hall, server, workshop }) => {
	const page = await hall.page();
	const office = await hall.office();
	const paths = ['/', '/office/sign-in', `/w/${workshop.code}`, '/nothing/here'];
	for (const path of paths) await expectPolicy(page, path);
	await expectPolicy(page, workshop.console);
	await expectPolicy(page, workshop.screen);
	await office.signIn(OWNER);
	await expectPolicy(office.page, `${server.url}/office`);
	await expectPolicy(office.page, workshop.office);
});

async function expectPolicy(page: Page, address: string) {
	const response = await page.goto(address);
	const headers = response?.headers() ?? {};
	const policy = headers['content-security-policy'] ?? '';
	expect(policy, address).toContain("default-src 'self'");
	expect(policy, address).toContain("frame-ancestors 'self'");
	const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src')) ?? '';
	expect(scripts, address).toMatch(/'(nonce|sha256)-/);
	expect(scripts, address).not.toContain('unsafe');
	expect(headers['x-content-type-options'], address).toBe('nosniff');
}

test('cookies stay out of reach of scripts, keys out of addresses', async ({ hall, workshop }) => {
	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join();
	const desk = await hall.console(workshop.console);
	expect(desk.page.url()).not.toContain('key=');
	const cookies = [
		...(await phone.page.context().cookies()),
		...(await desk.page.context().cookies())
	];
	expect(cookies.length).toBeGreaterThan(1);
	for (const { name, httpOnly, sameSite } of cookies)
		expect({ name, httpOnly, sameSite }).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});
