/**
 * For those who hear the page or go by keyboard: what is said when the hall moves on and when many write
 * at once, where the focus goes and where it stays, and sorting and voting without a pointer.
 */
import type { Page } from '@playwright/test';
import { fillHall } from '../../cli/rehearse/hall.ts';
import { Meter } from '../../cli/rehearse/meter.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { expect, test } from '../support/browser/test.ts';

const MANY = 12;

test.describe.configure({ timeout: 180_000 });

/** Everything that live regions say from now on, in order. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
	await page.evaluate(() => {
		const said: string[] = [];
		(window as unknown as { said: string[] }).said = said;
		new MutationObserver((changes) => {
			for (const { target } of changes) {
				const element = target instanceof Element ? target : target.parentElement;
				const region = element?.closest('[aria-live], [role=status], [role=alert]');
				const words = region?.textContent?.trim();
				if (words && said.at(-1) !== words) said.push(words);
			}
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	});
	return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

test('many ideas at once are told in few words, and nobody is torn from writing', async ({
	hall,
	workshop
}) => {
	const { desk } = workshop;
	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join(1);
	const crowd = await fillHall({
		url: hall.url,
		code: workshop.code,
		languages: ['de'],
		phones: 6,
		meter: new Meter()
	});
	await desk.advance();
	await desk.advance();
	await expect(phone.field).toBeVisible();
	const said = await listen(phone.page);
	await phone.field.fill('Ein Anfang');
	await phone.field.focus();

	const tableId = desk.tables[0]?.id ?? '';
	const others = crowd.at(new Set([tableId]));
	expect(others.length).toBeGreaterThan(0);
	const began = Date.now();
	for (let i = 0; i < MANY; i++) {
		const outcome = await others[i % others.length]?.post(desk.step?.id ?? '', {
			text: `Idee ${i}`,
			lang: 'de'
		});
		expect(outcome).toMatchObject({ ok: true });
	}
	await expect(phone.idea(`Idee ${MANY - 1}`)).toBeVisible();
	await desk.must('step.pause', { stepId: desk.step?.id ?? '' });
	await desk.must('step.resume', { stepId: desk.step?.id ?? '' });
	await desk.must('step.extend', { stepId: desk.step?.id ?? '', minutes: 1 });

	const news = async () =>
		(await said()).flatMap((words) => {
			const n = Array.from({ length: MANY }, (_, i) => i + 1).find(
				(count) => words === phone.t('round.new', { n: count })
			);
			return n === undefined ? [] : [n];
		});
	await expect
		.poll(async () => (await news()).reduce((sum, n) => sum + n, 0), { timeout: 20_000 })
		.toBe(MANY);
	// One sentence for what comes within four seconds.
	expect((await news()).length).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - began) / 4000));
	expect((await news()).length).toBeLessThan(MANY);
	await expect(phone.field).toBeFocused();
	await expect(phone.field).toHaveValue('Ein Anfang');

	await desk.advance();
	await phone.expectSentTo(2);
	await expect(phone.heading).toBeFocused();
	await expect.poll(said).toContain(`${phone.t('go.please')} ${phone.t('table', { n: 2 })}`);
	crowd.close();
});

test('the menu of the phone by keyboard: in, and back with Escape to where it was opened', async ({
	hall,
	workshop
}) => {
	const page = await hall.page({ viewport: { width: 1024, height: 768 }, hasTouch: true });
	const phone = new PhonePage(page);
	await page.goto(workshop.join);
	await phone.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	await page.goto(workshop.join);
	const menu = page.getByRole('link', { name: phone.t('menu.open') });
	await menu.focus();
	await page.keyboard.press('Enter');
	await expect(phone.heading).toHaveText(phone.t('menu.title'));
	await expect(phone.heading).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(phone.field).toBeVisible();
	await expect(menu).toBeFocused();
});

test('sorting and voting without a pointer', async ({ hall, workshop }) => {
	const { desk: moves } = workshop;
	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await moves.advance();
	await moves.advance();
	await phone.page.goto(workshop.join);
	await phone.post('Mehr Bänke am Hafen.');
	await phone.post('Schatten: ein Baum an jeder Bank.');
	while (moves.step?.kind !== 'harvest') await moves.advance();

	const desk = await hall.console(workshop.console);
	const { page } = desk;
	for (const words of ['Mehr Bänke', 'Schatten']) {
		const box = desk.text(words);
		await box.focus();
		await page.keyboard.press('Space');
		await expect(box).toBeChecked();
		await page.keyboard.press('n');
		const name = page.getByRole('textbox', { name: desk.t('harvest.name') });
		await expect(name).toBeFocused();
		await page.keyboard.type(words);
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type(words);
		await page.keyboard.press('Enter');
		await expect(desk.cluster(words)).toBeVisible();
	}

	await moves.advance();
	await expect(phone.heading).toHaveText(phone.t('vote.title'));
	const more = phone.page
		.getByRole('group', { name: 'Schatten' })
		.getByRole('button', { name: phone.t('vote.more') });
	await more.focus();
	await phone.page.keyboard.press('Enter');
	await expect(phone.status(phone.t('idea.saved'))).toBeVisible();
	await expect(more).toBeFocused();
});

/** Names of controls that do not begin with the words one sees on them: nobody could call them by voice. */
function misnamed(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const clean = (text: string) =>
			text
				.toLowerCase()
				.replace(/\b\d{1,2}:\d\d\b/g, '')
				.replace(/[,.:·]/g, ' ')
				.replace(/\s+/g, ' ')
				.trim();
		/** With the words for the eye, or with those for the ear. */
		const told = (node: Node, forEye: boolean): string => {
			if (node instanceof Text) return node.data;
			if (!(node instanceof Element)) return '';
			const isHidden = forEye
				? node.matches('.visually-hidden, .key, .key-name, svg, select')
				: node.matches('[aria-hidden=true]');
			if (isHidden || getComputedStyle(node).display === 'none') return '';
			return [...node.childNodes].map((child) => told(child, forEye)).join(' ');
		};
		return [...document.querySelectorAll('button, a[href], summary, [role=tab]')].flatMap((it) => {
			if (!it.checkVisibility()) return [];
			const seen = clean(told(it, true));
			const name = clean(it.getAttribute('aria-label') ?? told(it, false));
			// A table's sign shows the number alone and is called “Tisch 4”.
			const isSign = it.querySelector('.token') !== null;
			const at = name.indexOf(isSign ? (seen.split(' ')[0] ?? '') : seen);
			return at === 0 || (isSign && at > 0) ? [] : [`${seen} | ${name}`];
		});
	});
}

test('a control of the console is called by the words on it', async ({ hall, workshop }) => {
	const { desk: moves } = workshop;
	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await moves.advance();
	await moves.advance();
	await phone.page.goto(workshop.join);
	await phone.post('Mehr Bänke am Hafen.');
	const desk = await hall.console(workshop.console);
	const { page } = desk;
	await expect(desk.contribution('R1-T01-001')).toBeVisible();
	expect(await misnamed(page)).toEqual([]);
	await page.keyboard.press('+');
	await expect(desk.button('last.list')).toBeVisible();
	await desk.button('last.list').click();
	for (const [key, title] of [
		[null, 'acts.title'],
		['r', 'replan'],
		['m', 'screens.title'],
		['?', 'keys.title']
	] as const) {
		if (key) await page.keyboard.press(key);
		await expect(page.getByRole('dialog', { name: desk.t(title) })).toBeVisible();
		expect(await misnamed(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toHaveCount(0);
	}
	while (moves.step?.kind !== 'harvest') await moves.advance();
	await moves.group('Plätze', []);
	await expect(desk.cluster('Plätze')).toBeVisible();
	await page.getByRole('combobox', { name: desk.t('harvest.show') }).selectOption('everything');
	await desk.text('Mehr Bänke').click();
	await expect(page.getByText(desk.t('harvest.selected', { n: 1 }), { exact: true })).toBeVisible();
	expect(await misnamed(page)).toEqual([]);
});

test('a dialog of the console keeps the focus and gives it back', async ({ hall, workshop }) => {
	await workshop.desk.advance();
	const desk = await hall.console(workshop.console);
	const { page } = desk;
	const opener = page.getByRole('button', { name: desk.t('menu.keys') });
	await opener.focus();
	await page.keyboard.press('Enter');
	const dialog = page.getByRole('dialog', { name: desk.t('keys.title') });
	await expect(dialog).toBeVisible();
	for (let i = 0; i < 12; i++) {
		await page.keyboard.press('Tab');
		const isInside = await dialog.evaluate(
			(it) => it.contains(document.activeElement) || document.activeElement === document.body
		);
		expect(isInside).toBe(true);
	}
	await page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
	await expect(opener).toBeFocused();
});
