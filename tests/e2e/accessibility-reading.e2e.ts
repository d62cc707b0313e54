/**
 * Zoom to 400 %, type of 200 %, wider spacing, a phone held sideways, forced colours: on the pages of an
 * evening nothing is lost, cut or out of reach, and the focus can always be seen.
 */
import type { Page } from '@playwright/test';
import { fillHall } from '../../cli/rehearse/hall.ts';
import { Meter } from '../../cli/rehearse/meter.ts';
import { cut, LARGE_TYPE, lost, LYING, WIDE_TYPE, ZOOMED } from '../support/browser/reading.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';

const CALM = { reducedMotion: 'reduce' } as const;
const SMALL = { width: 320, height: 640 };
/** Staff work at a computer; 320 px are its zoom of 400 %, not of 200. */
const DESK = { width: 640, height: 640 };

test.describe.configure({ timeout: 600_000 });
test.use({ trace: 'off', screenshot: 'off' });

class Reading {
	readonly wrong: string[] = [];

	/** `largeAt`: type of twice the size has a window of at least this width. */
	async read(page: Page, name: string, largeAt = SMALL): Promise<void> {
		const before = page.viewportSize() ?? SMALL;
		const note = (how: string, what: string[]) =>
			this.wrong.push(...what.map((it) => `${name}, ${how}: ${it}`));
		await page.setViewportSize(ZOOMED);
		note('400 %', [...(await cut(page)), ...(await lost(page))]);
		await page.setViewportSize(LYING);
		note('sideways', await cut(page));
		for (const [how, content, size] of [
			['200 % type', LARGE_TYPE, largeAt],
			['wide type', WIDE_TYPE, SMALL]
		] as const) {
			await page.setViewportSize(size);
			const style = await page.addStyleTag({ content });
			note(how, await cut(page));
			await style.evaluate((element) => (element as Element).remove());
		}
		await page.setViewportSize(SMALL);
		await page.emulateMedia({ colorScheme: 'dark' });
		note('dark', await lost(page));
		await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
		note('forced colours', await lost(page));
		await page.emulateMedia({ colorScheme: null, forcedColors: null });
		await page.setViewportSize(before);
	}
}

test('reading: the phone', async ({ hall, workshop }) => {
	const reading = new Reading();
	const { desk } = workshop;
	const phone = await hall.phone(CALM);
	const { page } = phone;
	await page.goto('/');
	await reading.read(page, 'code');
	await page.goto('/accessibility');
	await reading.read(page, 'statement');
	await page.goto(workshop.join);
	await reading.read(page, 'languages');
	await phone.join(1);
	await reading.read(page, 'own place');
	for (const panel of ['menu', 'about', 'companion', 'language']) {
		await page.goto(`${workshop.join}?show=${panel}`);
		await reading.read(page, panel);
	}
	const crowd = await fillHall({
		url: hall.url,
		code: workshop.code,
		languages: ['de'],
		phones: 5,
		meter: new Meter()
	});
	await desk.advance();
	await desk.advance();
	for (const other of crowd.phones)
		await other.post(desk.step?.id ?? '', {
			text: 'Donaudampfschifffahrtsgesellschaftskapitäne brauchen barrierefreie Anlegestellen.',
			lang: 'de'
		});
	await page.goto(workshop.join);
	await phone.post('Mehr Bänke am Hafen.');
	await reading.read(page, 'round');
	await desk.advance();
	await phone.expectSentTo(2);
	await reading.read(page, 'change');
	while (desk.step?.kind !== 'essence') await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('essence.title'));
	await reading.read(page, 'essence');
	const items = desk.rows('contribution').map(({ id }) => ({ kind: 'contribution', id }) as const);
	await desk.group('Orte zum Sitzen', items);
	await desk.group('Barrierefreie Anlegestellen für alle', items);
	await desk.advance();
	await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('vote.title'));
	await reading.read(page, 'vote');
	await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('close.title'));
	await reading.read(page, 'close');
	crowd.close();
	expect(reading.wrong).toEqual([]);
});

test('reading: console and office', async ({ hall, workshop }) => {
	const reading = new Reading();
	const { desk } = workshop;
	await desk.advance();
	await desk.advance();
	const { page } = await hall.console(workshop.console, CALM);
	await reading.read(page, 'console', DESK);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog')).toBeVisible();
	await reading.read(page, 'keys', DESK);
	await page.keyboard.press('Escape');
	await page.keyboard.press('e');
	await reading.read(page, 'harvest', DESK);
	const office = await hall.office(CALM);
	await office.page.goto('/office/sign-in');
	await reading.read(office.page, 'sign in', DESK);
	await office.signIn(OWNER);
	for (const path of ['/office', '/office/new', '/office/team', workshop.office]) {
		await office.page.goto(path);
		await reading.read(office.page, path, DESK);
	}
	for (const part of ['fields', 'guidelines', 'print', 'export']) {
		await office.page.goto(`${workshop.office}/${part}`);
		await reading.read(office.page, part, DESK);
	}
	expect(reading.wrong).toEqual([]);
});
