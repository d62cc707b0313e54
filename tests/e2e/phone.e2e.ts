/**
 * The phone in the hand of somebody who sees badly, trembles, shares a tablet or loses the network: large
 * targets on every page, a field above the keyboard, help in one tap, a page that opens without a network
 * and shows nobody else's.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import { root } from '../../cli/prepare.mjs';
import { PhonePage } from '../support/browser/phone-page.ts';
import { expect, test } from '../support/browser/test.ts';

const SMALL = { viewport: { width: 320, height: 568 } };
const KEYBOARD = { width: 320, height: 308 };
const TARGET = 44;
const IDEA = 'Mehr Bänke am Hafen.';
const WITHOUT = 'Ein Dach über der Haltestelle.';

/** Everything that can be tapped and is smaller than a finger needs, or sticks out of the page. */
async function smallTargets(page: Page, name: string): Promise<string[]> {
	await page.evaluate(() => document.querySelectorAll('details').forEach((it) => (it.open = true)));
	const found = await page.evaluate((least) => {
		const wrong: string[] = [];
		for (const it of document.querySelectorAll('a, button, summary, input, select, textarea')) {
			const { width, height, left, right } = it.getBoundingClientRect();
			const isSeen = it.checkVisibility() && !it.matches('.visually-hidden, [type=hidden]');
			if (!isSeen || (width === 0 && height === 0)) continue;
			const isOutside = left < -0.5 || right > document.documentElement.clientWidth + 0.5;
			if (width < least - 0.5 || height < least - 0.5 || isOutside)
				wrong.push(`${it.outerHTML.slice(0, 90)} ${Math.round(width)}×${Math.round(height)}`);
		}
		if (document.documentElement.scrollWidth > document.documentElement.clientWidth)
			wrong.push('wider than the page');
		return wrong;
	}, TARGET);
	return found.map((it) => `${name}: ${it}`);
}

test('every button and link is large enough, in every state', async ({ hall, workshop }) => {
	test.setTimeout(120_000);
	const { desk } = workshop;
	const phone = await hall.phone(SMALL);
	const other = await hall.phone();
	const { page } = phone;
	const wrong: string[] = [];
	const look = async (name: string) => wrong.push(...(await smallTargets(page, name)));

	await page.goto('/');
	await look('code');
	await page.goto(workshop.join);
	await look('language');
	await page.goto(`${workshop.join}?lang=de`);
	await look('door');
	await phone.button('join.go').tap();
	await expect(phone.heading).toHaveText(phone.t('seat.title'));
	await look('seat');
	for (const panel of ['menu', 'help', 'mine', 'language', 'about', 'companion']) {
		await page.goto(`${workshop.join}?show=${panel}`);
		await look(panel);
	}
	await other.page.goto(workshop.join);
	await other.join(1);
	await desk.advance();
	await desk.advance();
	await page.goto(workshop.join);
	await phone.post(IDEA);
	await other.buildOn(IDEA);
	await other.post('Mit Lehne.');
	await expect(phone.idea('Mit Lehne.')).toBeVisible();
	await look('round');
	await desk.must('workshop.call', { called: true });
	await expect(phone.heading).toHaveText(phone.t('call.title'));
	await look('call');
	await desk.must('workshop.call', { called: false });
	await page.goto(`${workshop.join}?show=mine`);
	await look('mine, with a thread');
	const beforeId = desk.steps.find(({ kind }) => kind === 'change')?.id ?? null;
	await desk.must('step.add', { stepId: newId(), kind: 'break', minutes: 15, beforeId });
	await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('step.break'));
	await expect(
		page.getByText(phone.t('break.until', { time: '@' }).split('@')[0] ?? '')
	).toBeVisible();
	await look('break');
	await desk.advance();
	await phone.expectSentTo(2);
	await look('go');
	await page.goto(`${workshop.join}?show=carry`);
	await look('carry');
	await page.goto(workshop.join);
	await phone.button('go.here').tap();
	await look('arrived');
	while (desk.step?.kind !== 'essence') await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('essence.title'));
	await look('essence');
	await desk.advance();
	const items = desk.rows('contribution').map(({ id }) => ({ kind: 'contribution', id }) as const);
	await desk.group('Sitzen', items);
	await desk.group('Warten', items);
	await expect(page.getByText('Sitzen')).toBeVisible();
	await look('harvest');
	await desk.advance();
	await phone.placeDot('Sitzen');
	await look('vote');
	await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('close.title'));
	// The result goes along to the end.
	await expect(page.getByRole('heading', { name: phone.t('close.result') })).toBeVisible();
	await look('close');
	expect(wrong).toEqual([]);
});

test('field and button stay above the keyboard', async ({ hall, workshop }) => {
	const phone = await hall.phone(SMALL);
	const { page } = phone;
	await page.goto('/');
	await page.getByRole('textbox').tap();
	await page.setViewportSize(KEYBOARD);
	await expect(phone.button('code.go')).toBeInViewport({ ratio: 1 });
	await expect(page.getByRole('textbox')).toBeInViewport({ ratio: 1 });
	await page.setViewportSize(SMALL.viewport);
	await page.goto(workshop.join);
	await phone.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	await phone.field.tap();
	await page.setViewportSize(KEYBOARD);
	await phone.field.fill('Eine Idee, die über zwei Zeilen geht, weil sie wichtig ist.');
	await expect(phone.field).toBeInViewport({ ratio: 1 });
	await expect(phone.button('compose.send')).toBeInViewport({ ratio: 1 });
	// A keyboard that lies over the page, as on iOS, is told by the visual viewport only.
	await page.setViewportSize(SMALL.viewport);
	await page.evaluate(() => {
		Object.defineProperty(visualViewport, 'height', { value: innerHeight - 260 });
		visualViewport?.dispatchEvent(new Event('resize'));
	});
	const box = await phone.button('compose.send').boundingBox();
	expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(568 - 260);
});

test('a language tapped while half a code is typed keeps the code', async ({ hall, workshop }) => {
	for (const javaScriptEnabled of [true, false]) {
		const phone = await hall.phone({ javaScriptEnabled });
		const { page } = phone;
		await page.goto('/');
		await page.getByRole('textbox').fill('HAFE');
		await page.getByRole('button', { name: 'English' }).tap();
		await expect(page.getByRole('heading')).toHaveText(new PhonePage(page, 'en').t('code.ask'));
		await expect(page.getByRole('textbox')).toHaveValue('HAFE');
		await expect(page.getByRole('alert')).toHaveCount(0);
		// The Enter key goes on; it is no language.
		await page.getByRole('textbox').fill(workshop.code);
		await page.getByRole('textbox').press('Enter');
		await expect(page).toHaveURL(new RegExp(`/w/${workshop.code}$`));
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	}
});

test('larger type and more contrast: one tap, kept, there before anything is drawn', async ({
	hall,
	workshop
}) => {
	for (const javaScriptEnabled of [true, false]) {
		const phone = await hall.phone({ javaScriptEnabled });
		const { page } = phone;
		const html = page.locator('html');
		await page.goto('/');
		await phone.button('look.larger').tap();
		await expect(html).toHaveAttribute('data-look', 'large');
		await phone.button('look.clear').tap();
		await expect(html).toHaveAttribute('data-look', 'large clear');
		const answer = await page.goto(workshop.join);
		expect(await answer?.text()).toContain('data-look="large clear"');
		await phone.join();
		await expect(html).toHaveAttribute('data-look', 'large clear');
		await page.goto(`${workshop.join}?show=menu`);
		await phone.button('look.clear').tap();
		await expect(html).toHaveAttribute('data-look', 'large');
	}
});

test('a person is called from the door, from the seat and without JavaScript', async ({
	hall,
	workshop
}) => {
	const desk = await hall.console(workshop.console);
	const plain = await hall.phone({ javaScriptEnabled: false });
	await plain.page.goto(`${workshop.join}?table=2`);
	await plain.page.getByText(plain.t('help.title'), { exact: true }).tap();
	await plain.button('help.person').tap();
	await expect(plain.page.getByText(plain.t('help.asked'))).toBeVisible();
	const asked = desk.page.getByText(desk.t('asking.table', { n: 2 }));
	await expect(asked).toBeVisible();
	await desk.button('asking.done').click();
	await expect(asked).toHaveCount(0);

	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await phone.page.getByRole('link', { name: phone.t('help.title') }).tap();
	await expect(phone.page.getByText(phone.t('help.doors'))).toBeVisible();
	await phone.button('help.person').tap();
	await expect(phone.page.getByText(phone.t('signal.said_help'))).toBeVisible();
	await expect.poll(() => workshop.desk.rows('signal').map(({ state }) => state)).toEqual(['help']);
});

test('a question is read aloud where the device has a voice for it', async ({ hall, workshop }) => {
	const [able, mute] = [await hall.phone(), await hall.phone()];
	const voices = (lang: string, localService: boolean) => {
		const voice = { lang, localService, default: true, name: 'x', voiceURI: 'x' };
		Object.assign(globalThis, { said: [] });
		Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', {
			value: class {
				text: string;
				constructor(text: string) {
					this.text = text;
				}
			}
		});
		Object.defineProperty(globalThis, 'speechSynthesis', {
			value: {
				getVoices: () => [voice],
				cancel: () => {},
				speak: ({ text }: { text: string }) =>
					(Reflect.get(globalThis, 'said') as string[]).push(text)
			}
		});
	};
	await able.page.addInitScript(`(${String(voices)})('de-DE', true)`);
	// This one would send what it reads to its maker.
	await mute.page.addInitScript(`(${String(voices)})('de-DE', false)`);
	for (const phone of [able, mute]) {
		await phone.page.goto(workshop.join);
		await phone.join(1);
	}
	await workshop.desk.advance();
	await workshop.desk.advance();
	await able.button('listen.go').tap();
	const question = await able.heading.innerText();
	expect(await able.page.evaluate(() => Reflect.get(globalThis, 'said') as string[])).toEqual([
		question
	]);
	await able.button('listen.stop').tap();
	await expect(mute.heading).toHaveText(question);
	await expect(mute.button('listen.go')).toHaveCount(0);
});

test('what was taken back by mistake can be kept', async ({ hall, workshop }) => {
	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	await phone.post(IDEA);
	await phone.idea(IDEA).getByText(phone.t('idea.edit'), { exact: true }).tap();
	await phone.idea(IDEA).getByText(phone.t('idea.withdraw'), { exact: true }).tap();
	await phone.button('idea.keep').tap();
	await phone.expectSaved(IDEA);
	await phone.withdraw(IDEA);
	expect(workshop.desk.rows('contribution').filter(({ text }) => text === IDEA)).toEqual([]);
});

test('the page opens without a network, with the own seat, question and words', async ({
	hall,
	workshop,
	server
}) => {
	const phone = await hall.phone();
	const context = phone.page.context();
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	await phone.post(IDEA);
	const question = await phone.heading.innerText();
	await phone.page.getByRole('link', { name: phone.t('help.title') }).tap();
	await expect(phone.page.getByText(phone.t('offline.yes'))).toBeVisible();
	const manifest = await phone.page.locator('link[rel=manifest]').getAttribute('href');
	const described = (await (await phone.page.request.get(manifest ?? '')).json()) as {
		icons: { src: string }[];
		lang: string;
	};
	expect(described.lang).toBe('de');
	for (const { src } of described.icons)
		expect((await phone.page.request.get(src)).headers()['content-type']).toBe('image/png');
	await phone.page.close();

	await server.kill();
	const again = new PhonePage(await context.newPage());
	await again.page.goto(workshop.join);
	await expect(again.heading).toHaveText(question);
	await again.expectAtTable(1);
	await again.expectSaved(IDEA);
	await again.send(WITHOUT);
	await expect(again.idea(WITHOUT)).toContainText(again.t('idea.waiting'));
	await server.start();
	await again.expectSaved(WITHOUT);
	await expect
		.poll(() => workshop.desk.rows('contribution').filter(({ text }) => text === WITHOUT).length)
		.toBe(1);
});

test('a tablet that is passed on shows nothing of the one before', async ({
	hall,
	workshop,
	server
}) => {
	const phone = await hall.phone();
	const { page } = phone;
	await page.goto(workshop.join);
	await phone.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	await phone.post(IDEA);
	await phone.field.fill(WITHOUT);
	await page.getByRole('link', { name: phone.t('help.title') }).tap();
	await expect(page.getByText(phone.t('offline.yes'))).toBeVisible();
	await page.goto(`${workshop.join}?show=menu`);
	await page.getByText(phone.t('leave.title'), { exact: true }).tap();
	await phone.button('leave.yes').tap();
	await expect(page.getByRole('button', { name: phone.t('join.go') })).toBeVisible();
	const left = () =>
		page.evaluate(async () => [
			...(await caches.keys()),
			...Object.keys(localStorage).filter((key) => key.startsWith('auftakt.draft.')),
			...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)
		]);
	await expect.poll(left).toEqual([]);
	await server.kill();
	await expect(page.goto(workshop.join)).rejects.toThrow();
});

test('an old phone gets nothing it cannot read', () => {
	const folder = join(root, 'build', 'client', '_app', 'immutable');
	const styles = readdirSync(join(folder, 'assets'))
		.filter((name) => /^(base|Joined)\..*\.css$/.test(name))
		.map((name) => readFileSync(join(folder, 'assets', name), 'utf8'));
	expect(styles.length).toBe(2);
	for (const css of styles) {
		// The words of :has() and of nesting would take their whole rule with them.
		expect(css).not.toMatch(/:has\(|[{;]&/);
		// Each height of a screen has one before it in the same rule that older browsers know.
		const heights = css.match(/:100dvh/g) ?? [];
		expect(css.match(/([\w-]+):100vh;[^}]*\1:100dvh/g) ?? []).toHaveLength(heights.length);
	}
	// Cascade layers came with Safari 15.4; before that everything in them is skipped.
	const base = styles.find((css) => css.includes('@layer')) ?? '';
	const at = base.indexOf('@supports not (font-palette');
	const flat = base.slice(at);
	for (const word of ['--paper:', '.button', '.input', 'body']) expect(flat).toContain(word);
	// Once, every second rule was left out: what is declared there is declared here.
	const declared = (css: string) => new Set(css.match(/[\w-]+(?=:)/g));
	const missing = [...declared(base.slice(0, at))].filter((name) => !declared(flat).has(name));
	expect(missing).toEqual([]);
});
