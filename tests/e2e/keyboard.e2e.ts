/**
 * Taking part and leading without a pointer: Tab, Enter and the keys of the console. The whole café is
 * played for somebody who asked for less motion as well, and nothing moves in it.
 */
import type { Locator } from '@playwright/test';
import { spokenCode } from '#lib/domain/code.ts';
import { STEPS } from '../support/browser/console-page.ts';
import { letIn, say } from '../support/browser/guests.ts';
import { Keys } from '../support/browser/keys.ts';
import { PhonePage } from '../support/browser/phone-page.ts';
import { CALM, expectStill, watchMotion } from '../support/browser/still.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const IDEA = 'Formulare in einfacher Sprache.';
const HANDED_ON = 'Hier ging es um Ämter und Formulare.';
const SENTENCE = 'Wir wollen Ämter, die man versteht.';
const SAID = [
	'Mehr Bänke am Hafen.',
	'Kurse am Abend.',
	'Ein Chor für alle.',
	'Der Bus am Sonntag.',
	'Ein Garten für alle.'
];
const [OFFICES, MEETING] = ['Ämter, die man versteht', 'Orte, an denen man sich trifft'];

test('a citizen joins and writes by keyboard', async ({ hall, workshop }) => {
	const page = await hall.page({ viewport: { width: 1024, height: 768 } });
	const phone = new PhonePage(page);
	const keys = new Keys(page);
	const press = (target: Locator) => keys.press(target);
	await page.goto('/');
	await keys.to(page.getByRole('textbox', { name: phone.t('code.ask') }));
	await page.keyboard.type(workshop.code);
	await page.keyboard.press('Enter');
	await press(page.getByRole('link', { name: 'Deutsch' }));
	await press(phone.button('join.go'));
	await expect(phone.heading).toHaveText(phone.t('seat.title'));

	await workshop.desk.advance();
	await workshop.desk.advance();
	await keys.to(phone.field);
	await page.keyboard.type(IDEA);
	await press(phone.button('compose.send'));
	await phone.expectSaved(IDEA);

	await workshop.desk.advance();
	await press(phone.button('go.here'));
	await expect(phone.heading).toHaveText(phone.t('change.arrived'));
});

test('a facilitator leads a whole evening by keyboard', async ({ hall, workshop }) => {
	test.setTimeout(240_000);
	const desk = await hall.console(workshop.console);
	const { page } = desk;
	const keys = new Keys(page);
	await desk.pressUntil('ArrowRight', STEPS.welcome);
	await desk.pressUntil('ArrowRight', STEPS.round(1));
	await desk.pressUntil('PageUp', STEPS.welcome);
	await desk.pressUntil('PageDown', STEPS.round(1));

	await page.keyboard.press('p');
	await expect(page.getByText(desk.t('now.paused'))).toBeVisible();
	const stopped = await desk.secondsLeft();
	await page.keyboard.press('+');
	await expect.poll(() => desk.secondsLeft()).toBe(stopped + 60);
	await page.keyboard.press('p');
	await expect(page.getByText(desk.t('now.paused'))).toHaveCount(0);

	await page.keyboard.press('b');
	await expect(page.getByText(desk.t('screen.is_blank'))).toBeVisible();
	await page.keyboard.press('b');
	await expect(page.getByText(desk.t('screen.is_blank'))).toHaveCount(0);

	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: desk.t('keys.title') })).toBeVisible();
	// While a dialog is open, keys are its own.
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await desk.expectAt(STEPS.round(1));

	// U takes back whatever came last, not only a move.
	await page.keyboard.press('b');
	await expect(page.getByText(desk.t('screen.is_blank'))).toBeVisible();
	await page.keyboard.press('u');
	await expect(page.getByText(desk.t('screen.is_blank'))).toHaveCount(0);
	await desk.pressUntil('ArrowRight', STEPS.change(2));
	await desk.pressUntil('Control+z', STEPS.round(1));

	await page.keyboard.press('r');
	await expect(page.getByRole('dialog', { name: desk.t('replan') })).toBeVisible();
	await keys.press(desk.button('replan.later'));
	await keys.press(desk.button('replan.do'));
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByText(desk.t('did.replan')).first()).toBeVisible();

	await page.keyboard.press('m');
	await keys.press(desk.button('screens.blank'));
	await expect(page.getByText(desk.t('screen.is_blank'))).toBeVisible();
	await page.keyboard.press('t');
	await expect(page.getByText(desk.t('screen.is_blank'))).toHaveCount(0);

	// A held picture stays until it is let go.
	await page.keyboard.press('m');
	await keys.press(desk.button('screens.held'));
	await expect(page.getByText(desk.t('screen.is_held'))).toBeVisible();
	const hold = desk.button('screen.hold');
	await expect(hold).toHaveAttribute('aria-pressed', 'true');
	await keys.press(hold);
	await expect(page.getByText(desk.t('screen.is_held'))).toHaveCount(0);

	// What a second projector shows lies in its link.
	await keys.press(desk.button('menu.links'));
	const links = page.getByRole('dialog', { name: desk.t('links.title') });
	await keys.press(links.getByText(desk.t('second.title'), { exact: true }));
	const shows = links.getByRole('combobox', { name: desk.t('second.shows') });
	await keys.to(shows);
	await shows.selectOption('join');
	const another = links.getByRole('textbox', { name: desk.t('second.title') });
	await expect(another).toHaveValue(/show=join/);
	const screen = await hall.screen(await another.inputValue());
	await screen.expectShows(spokenCode(workshop.code));
	await page.keyboard.press('Escape');
	await expect(links).toHaveCount(0);

	// A key that can do nothing now says so.
	await page.keyboard.press('w');
	await expect(page.getByText(desk.t('said.not_now'))).toBeVisible();

	// Quiet minutes count for every round, and the form says what they are now.
	const current = page.getByRole('button', {
		name: new RegExp(`^${desk.t('step.round', { round: 1 })},`)
	});
	await keys.press(current);
	const quiet = page.getByRole('spinbutton', { name: desk.t('edit.quiet') });
	await keys.write(quiet, '2');
	await page.keyboard.press('Enter');
	await expect(page.getByText(desk.t('said.saved'))).toBeVisible();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect.poll(() => workshop.desk.workshop?.quietMinutes).toBe(2);
	await keys.press(current);
	await expect(quiet).toHaveValue('2');
	await page.keyboard.press('Escape');

	// A round that is left out is passed by, with its change.
	const third = page.getByRole('button', {
		name: new RegExp(`^${desk.t('step.round', { round: 3 })},`)
	});
	await keys.press(third);
	await keys.press(desk.button('edit.skip'));
	for (const step of [STEPS.change(2), STEPS.round(2), STEPS.essence])
		await desk.pressUntil('PageDown', step);

	const second = page.getByRole('button', {
		name: new RegExp(`^${desk.t('step.round', { round: 2 })},`)
	});
	await keys.press(second);
	await keys.press(desk.button('edit.keep_open'));
	const open = page.getByText(
		desk.t('beside.banner', { step: desk.t('step.round', { round: 2 }) })
	);
	await expect(open).toBeVisible();
	await keys.press(desk.button('beside.end'));
	await expect(open).toHaveCount(0);

	for (const step of [STEPS.harvest, STEPS.vote, STEPS.close])
		await desk.pressUntil('ArrowRight', step);
	const yes = desk.button('close.confirm.yes');
	await expect(async () => {
		if (!(await yes.isVisible())) await page.keyboard.press('ArrowRight');
		await expect(yes).toBeVisible({ timeout: 2000 });
	}).toPass();
	await keys.press(yes);
	await expect(page.getByText(desk.t('closed.title')).first()).toBeVisible();
});

test('a whole café by keyboard alone: the office, the console and a citizen', async ({
	hall,
	server,
	workshop
}) => {
	test.setTimeout(240_000);
	const office = await hall.office();
	const atOffice = new Keys(office.page);
	const { page: paper, t: says } = office;

	await test.step('the office signs in and prepares an evening of its own', async () => {
		await paper.goto(`${server.url}/office/sign-in`);
		await atOffice.write(paper.getByLabel(says('account.email')), OWNER.email);
		await atOffice.write(paper.getByLabel(says('account.password')), OWNER.password);
		await paper.keyboard.press('Enter');
		await expect(paper).toHaveURL(/\/office$/);
		await atOffice.press(paper.getByRole('link', { name: says('workshops.new') }));
		await atOffice.write(paper.getByLabel(says('details.title')), 'Ein Abend mit Tasten');
		await atOffice.write(paper.getByLabel(says('details.city'), { exact: true }), 'Rostock');
		const count = (key: 'new.tables' | 'new.seats') =>
			paper.getByRole('spinbutton', { name: says(key) });
		await atOffice.write(count('new.tables'), '3');
		await atOffice.write(count('new.seats'), '3');
		await atOffice.press(office.button('new.submit'));
		await expect(paper.getByRole('heading', { level: 1 })).toHaveText('Ein Abend mit Tasten');
	});

	await test.step('who moves how is chosen with the arrows', async () => {
		const seating = paper.locator('form').filter({ has: paper.locator('[name="hostMode"]') });
		const fixed = seating.getByRole('radio', { name: says('seating.hosts.fixed') });
		const anew = seating.getByRole('radio', { name: says('seating.hosts.volunteers') });
		await atOffice.press(
			paper.getByRole('navigation').getByRole('link', { name: says('seating'), exact: true })
		);
		await atOffice.press(fixed, 'ArrowDown');
		await expect(anew).toBeChecked();
		await atOffice.press(seating.getByRole('button', { name: says('save'), exact: true }));
		await expect(seating.getByRole('status')).toHaveText(says('form.saved'));
		await expect(anew).toBeChecked();
	});
	const [join, console] = [await office.link('links.join'), await office.link('links.console')];
	const wall = await office.link('links.screen');
	const code = /\/w\/(\w{8})$/.exec(join)?.[1] ?? '';
	expect(code).not.toBe(workshop.code);

	const desk = await hall.console(console, CALM);
	const { page, t } = desk;
	const keys = new Keys(page);
	const citizen = await hall.page({ viewport: { width: 1024, height: 768 }, ...CALM });
	const phone = new PhonePage(citizen);
	const own = new Keys(citizen);
	const screen = await hall.screen(wall, CALM);
	const devices = [page, citizen, screen.page];
	for (const device of devices) await watchMotion(device);
	/** A part of the evening at whose end nothing has moved and nothing moves. */
	const part = (name: string, play: () => Promise<void>) =>
		test.step(name, async () => {
			await play();
			for (const device of devices) await expectStill(device);
		});

	await part('the doors open and people come in', async () => {
		await keys.press(desk.button('open.doors'));
		await expect(page.getByText(t('now.doors'), { exact: true })).toBeVisible();
		await citizen.goto(join);
		await own.press(phone.button('join.go'));
		await expect(phone.heading).toHaveText(phone.t('seat.title'));
		await own.press(phone.button('host.take'));
		await expect(citizen.getByText(phone.t('seat.host'))).toBeVisible();
	});
	const guests = await letIn({ join, code }, 5);

	await part('round 1: people write, and everybody is called and lets go again', async () => {
		await desk.pressUntil('ArrowRight', STEPS.welcome);
		await desk.pressUntil('ArrowRight', STEPS.round(1));
		await own.write(phone.field, IDEA);
		await own.press(phone.button('compose.send'));
		await phone.expectSaved(IDEA);
		await say(guests, SAID);

		await page.keyboard.press('c');
		await expect(phone.heading).toHaveText(phone.t('call.title'));
		await own.press(phone.button('call.seen'));
		await expect(page.getByText(t('call.heard', { n: 1, total: 6 }))).toBeVisible();
		await page.keyboard.press('c');
		await expect(page.getByText(t('call.heard', { n: 1, total: 6 }))).toHaveCount(0);
		await expect(phone.field).toBeVisible();
	});

	await part('changes: the host hands over, everybody moves on', async () => {
		await desk.pressUntil('ArrowRight', STEPS.change(2));
		await own.write(citizen.getByLabel(phone.t('summary.point', { n: 1 })), HANDED_ON);
		await own.press(phone.button('summary.save'));
		await expect(phone.status(phone.t('idea.saved'))).toBeVisible();
		for (const step of [STEPS.round(2), STEPS.change(3), STEPS.round(3), STEPS.essence])
			await desk.pressUntil('ArrowRight', step);
		await own.write(citizen.getByLabel(phone.t('essence.number', { n: 1 })), SENTENCE);
		await own.press(phone.button('essence.send').first());
		await expect(phone.status(phone.t('idea.saved')).first()).toBeVisible();
	});

	await part('harvest: two groups, one merged into the other and taken apart again', async () => {
		await desk.pressUntil('ArrowRight', STEPS.harvest);
		const source = page.getByRole('combobox', { name: t('harvest.show') });
		await keys.press(source, 'End');
		await expect(desk.text(IDEA)).toBeVisible();
		const inbox = page.getByRole('list', { name: t('harvest.inbox') }).getByRole('checkbox');
		const choose = async (words: string) => {
			const row = desk.text(words);
			for (let step = 0; step < SAID.length + 2; step++) {
				if (await row.evaluate((box) => box === document.activeElement)) break;
				await page.keyboard.press('ArrowDown');
			}
			await page.keyboard.press('Space');
			await expect(row).toBeChecked();
		};
		/** Arrows walk through the list from its one stop. */
		const toInbox = async () => {
			await keys.to(inbox.and(page.locator('[tabindex="0"]')));
			for (let step = 0; step < SAID.length + 2; step++) await page.keyboard.press('ArrowUp');
			await expect(inbox.first()).toBeFocused();
		};
		const name = page.getByRole('textbox', { name: t('harvest.name') });
		for (const [title, texts] of [
			[OFFICES, [SENTENCE, IDEA]],
			[MEETING, SAID.slice(0, 2)]
		] as const) {
			for (const text of texts) {
				await toInbox();
				await choose(text);
			}
			await page.keyboard.press('n');
			await expect(name).toBeFocused();
			await page.keyboard.press('ControlOrMeta+a');
			await page.keyboard.type(title);
			await page.keyboard.press('Enter');
			await expect(desk.cluster(title)).toContainText(texts[0]);
		}
		await toInbox();
		await choose(SAID[2] ?? '');
		await page.keyboard.press('2');
		await expect(desk.cluster(MEETING)).toContainText(SAID[2] ?? '');

		await keys.press(
			page.getByRole('button', { name: t('harvest.arrange', { title: OFFICES }), exact: true })
		);
		await keys.press(page.getByRole('dialog').getByRole('button', { name: t('harvest.merge') }));
		await expect(desk.cluster(OFFICES)).toHaveCount(0);
		await expect(desk.cluster(MEETING)).toContainText(SENTENCE);
		await page.keyboard.press('u');
		await expect(desk.cluster(OFFICES)).toContainText(SENTENCE);
		await expect(desk.cluster(MEETING)).not.toContainText(SENTENCE);
	});

	await part('tables report one after the other', async () => {
		await page.keyboard.press('e');
		await keys.press(desk.button('reports.by_table'));
		await expect(page.getByText(t('reports.now'), { exact: true })).toBeVisible();
		await keys.press(desk.button('reports.next', { number: 2 }));
		await keys.press(desk.button('reports.next', { number: 3 }));
		await keys.press(desk.button('reports.end'));
		await expect(page.getByText(t('reports.now'))).toHaveCount(0);
	});

	await part('a vote with dots, closed and shown', async () => {
		await desk.pressUntil('PageDown', STEPS.vote);
		const more = citizen
			.getByRole('group', { name: OFFICES })
			.getByRole('button', { name: phone.t('vote.more') });
		await own.press(more);
		await citizen.keyboard.press('Enter');
		await expect(citizen.getByText(phone.t('vote.left', { n: 1 }))).toBeVisible();
		await expect(page.getByText(t('vote.turnout', { n: 1, total: 6 }))).toBeVisible();
		await keys.press(desk.button('vote.close'));
		await keys.press(desk.button('vote.reveal'));
		await expect(page.getByText(t('vote.points', { n: 2 }), { exact: true })).toBeVisible();
		await screen.expectShows(words('screen')('result.title'));
		const result = citizen.getByRole('listitem').filter({ hasText: OFFICES });
		await expect(result).toContainText(phone.t('vote.dots', { n: 2 }));
	});

	await part('thanks, and the evening is closed', async () => {
		await desk.pressUntil('PageDown', STEPS.close);
		const yes = desk.button('close.confirm.yes');
		await expect(async () => {
			if (!(await yes.isVisible())) await page.keyboard.press('ArrowRight');
			await expect(yes).toBeVisible({ timeout: 2000 });
		}).toPass();
		await keys.press(yes);
		await expect(page.getByText(t('closed.title')).first()).toBeVisible();
		await expect(phone.heading).toHaveText(phone.t('close.title'));
		await screen.expectShows(words('screen')('close.title'));
	});
	guests.close();
});
