/**
 * A whole café as people live it: from the link on the terminal to the document in the office, with a
 * console, a projector and three phones. What must hold throughout is said where it can break: a text is
 * seen at its own table only, the undo of Next loses nothing, a result is hidden until it is shown.
 */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { CHAPTERS } from '#lib/server/export/document.ts';
import { STEPS } from '../support/browser/console-page.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';

const TITLE = 'Auftakt zum Integrationskonzept';
const QUESTION = 'Wo fühlen Sie sich in dieser Stadt zu Hause?';

const BENCHES = 'Mehr Bänke am Hafen, auch für Menschen, die nichts kaufen wollen.';
const LIBRARY = 'Die Bibliothek ist am Sonntag zu.';
const LIBRARY_OPEN = 'Die Bibliothek soll am Sonntag offen sein.';
const MISTAKE = 'Das war ein Versehen.';
const COURSES = 'German courses in the evening, with somebody who looks after the children.';
const KITCHEN = 'Einmal im Monat zusammen kochen, in jedem Stadtteil.';
const BUS = 'Der Bus fährt abends auch nach Toitenwinkel.';
const HANDED_ON = 'Hier ging es um Sprache und um Zeit für Kinder.';
const ESSENCE = 'Wir wollen eine Stadt, in der man auch abends lernen kann.';
const MEETING = 'Orte, an denen man sich trifft';
const LANGUAGE = 'Sprache lernen, wenn Zeit ist';

test('an evening, from the first link to the document', async ({ hall, server }) => {
	test.setTimeout(180_000);
	const office = await hall.office();

	await test.step('the office becomes the owner and prepares a workshop', async () => {
		await office.becomeOwner(server.setupLink ?? '', OWNER);
		await office.createWorkshop({
			title: TITLE,
			city: 'Rostock',
			venue: 'Rathaushalle',
			mandate: '2011/BV/2285',
			tables: 3,
			seats: 3
		});
		await office.ask(1, QUESTION);
	});
	const workshopUrl = office.page.url();
	const code = /\/w\/(\w{8})$/.exec(await office.link('links.join'))?.[1] ?? '';

	const desk = await hall.console(await office.link('links.console'));
	const screen = await hall.screen(await office.link('links.screen'));
	const [ada, ben] = [await hall.phone(), await hall.phone()];
	const cem = await hall.phone({ lang: 'en' });

	await test.step('the doors open, and people join with the code', async () => {
		await ada.enterCode(code);
		await expect(ada.page.getByText(ada.t('join.draft'), { exact: true })).toBeVisible();
		await desk.openDoors();
		await screen.expectShows(`${code.slice(0, 4)} ${code.slice(4)}`);

		await ada.enterCode(code);
		await ada.join(1);
		await ben.enterCode(code);
		await ben.join(1);
		await cem.enterCode(code);
		await cem.join(2);
		await cem.button('host.take').tap();
		await expect(cem.page.getByText(cem.t('seat.host'))).toBeVisible();
		for (const [phone, table] of [
			[ada, 1],
			[ben, 1],
			[cem, 2]
		] as const)
			await phone.expectAtTable(table);
	});

	await test.step('round 1: the table sees what is written, other tables do not', async () => {
		await desk.moveTo(STEPS.welcome, { first: true });
		await desk.moveTo(STEPS.round(1));
		await expect(ada.heading).toHaveText(QUESTION);
		await screen.expectShows(QUESTION);

		await ada.post(BENCHES);
		await ada.post(LIBRARY);
		await cem.post(COURSES);
		await ben.agree(BENCHES);
		await expect(ada.idea(BENCHES)).toContainText(ada.t('idea.agrees', { n: 1 }));

		await ada.edit(LIBRARY, LIBRARY_OPEN);
		await expect(ben.idea(LIBRARY_OPEN)).toBeVisible();
		await ada.post(MISTAKE);
		await expect(ben.idea(MISTAKE)).toBeVisible();
		await ada.withdraw(MISTAKE);
		await expect(ben.idea(MISTAKE)).toHaveCount(0);

		await expect(cem.page.getByRole('article')).toHaveCount(1);
		await expect(ben.page.getByRole('article')).toHaveCount(2);
	});

	await test.step('a stopped clock stands still, a minute more is a minute more', async () => {
		await desk.button('clock.pause').click();
		await expect(desk.page.getByText(desk.t('now.paused'))).toBeVisible();
		await expect(ada.page.getByRole('banner')).toContainText(ada.t('time.paused'));
		const stopped = await desk.secondsLeft();
		await desk.button('clock.plus').click();
		await expect.poll(() => desk.secondsLeft()).toBe(stopped + 60);
		await desk.button('clock.resume').click();
		await expect(ada.page.getByRole('banner')).not.toContainText(ada.t('time.paused'));
	});

	await test.step('one released text stands before the hall', async () => {
		await screen.expectShowsNot(BENCHES);
		await desk.release('R1-T01-001');
		await desk.putOnScreen('R1-T01-001');
		await screen.expectShows(BENCHES);
		await desk.button('screen.auto').click();
		await screen.expectShows(QUESTION);
	});

	await test.step('the undo of Next keeps everything', async () => {
		await ben.field.fill('Noch nicht fert');
		await desk.moveTo(STEPS.change(2));
		await ada.expectSentTo(2);
		await desk.undo(STEPS.round(1));
		await expect(ben.field).toHaveValue('Noch nicht fert');
		await expect(ada.idea(BENCHES)).toContainText(ada.t('idea.saved'));
		await expect(ada.idea(LIBRARY_OPEN)).toBeVisible();
		await ben.field.fill('');
	});

	await test.step('change: everybody is told where to go, an idea comes along', async () => {
		await desk.moveTo(STEPS.change(2));
		await expect(cem.heading).toHaveText(cem.t('change.stay'));
		await cem.writeSummary(HANDED_ON);
		await ben.walkTo(3);
		await ada.expectSentTo(2);
		await ada.carry(BENCHES);
		await ada.walkTo(2);
		await expect(ada.page.getByText(HANDED_ON)).toBeVisible();
	});

	await test.step('round 2: the new table reads what was there and what was brought', async () => {
		await desk.moveTo(STEPS.round(2));
		await expect(ada.page.getByText(HANDED_ON)).toBeVisible();
		await ada.expectAtTable(2);
		await expect(cem.page.getByRole('figure')).toContainText(BENCHES);
		await expect(cem.page.getByRole('figure')).toContainText(cem.t('carried.from', { n: 1 }));
		await expect(ada.page.getByText(LIBRARY_OPEN)).toHaveCount(0);
		await ada.post(KITCHEN);
		await expect(cem.idea(KITCHEN)).toBeVisible();
		await ben.post(BUS);
		await expect(cem.idea(BUS)).toHaveCount(0);
	});

	await test.step('round 3: what the table said before lies below', async () => {
		await desk.moveTo(STEPS.change(3));
		await ada.walkTo(3);
		await ben.walkTo(2);
		await desk.moveTo(STEPS.round(3));
		await expect(ben.idea(KITCHEN)).toBeVisible();
		await expect(ben.idea(COURSES)).toBeVisible();
	});

	await test.step('each table gives the city a sentence', async () => {
		await desk.moveTo(STEPS.essence);
		await cem.writeEssence(1, ESSENCE);
		await expect(ben.page.getByText(ESSENCE)).toBeVisible();
		await expect(ada.page.getByText(ESSENCE)).toHaveCount(0);
	});

	await test.step('harvest: groups by keyboard and by tap', async () => {
		await desk.moveTo(STEPS.harvest);
		await expect(ada.page.getByText(ESSENCE)).toBeVisible();
		const { page, t } = desk;
		await page
			.getByRole('combobox', { name: t('harvest.show') })
			.selectOption(t('harvest.everything'));

		await desk.text(BENCHES).focus();
		await page.keyboard.press('Space');
		await expect(desk.text(BENCHES)).toBeChecked();
		await page.keyboard.press('n');
		await expect(page.getByRole('textbox', { name: t('harvest.name') })).toBeFocused();
		await page.keyboard.type(MEETING);
		await page.keyboard.press('Enter');
		await expect(desk.cluster(MEETING)).toContainText(BENCHES);
		await desk.text(KITCHEN).focus();
		await page.keyboard.press('Space');
		await page.keyboard.press('1');
		await expect(desk.cluster(MEETING)).toContainText(KITCHEN);

		await desk.text(COURSES).click();
		await desk.text(ESSENCE).click();
		await expect(desk.text(ESSENCE)).toBeChecked();
		await page.getByRole('button', { name: t('harvest.into_new') }).click();
		await page.getByRole('textbox', { name: t('harvest.name') }).fill(LANGUAGE);
		await desk.button('harvest.create').click();
		await expect(desk.cluster(LANGUAGE)).toContainText(COURSES);

		for (const title of [MEETING, LANGUAGE]) {
			await screen.expectShows(title);
			await expect(ada.page.getByText(title)).toBeVisible();
		}
	});

	await test.step('vote: hidden while it runs and after, until it is shown', async () => {
		await desk.moveTo(STEPS.vote);
		await ada.placeDot(LANGUAGE);
		await ada.placeDot(LANGUAGE);
		await ben.placeDot(LANGUAGE);
		await cem.placeDot(MEETING);
		for (const [phone, left] of [
			[ada, 1],
			[ben, 2],
			[cem, 2]
		] as const) {
			await expect(phone.page.getByText(phone.t('vote.left', { n: left }))).toBeVisible();
			await expect(phone.status(phone.t('idea.saved'))).toBeVisible();
		}
		await expect(desk.page.getByText(desk.t('vote.turnout', { n: 3, total: 3 }))).toBeVisible();

		await desk.button('vote.close').click();
		await expect(ada.page.getByText(ada.t('vote.closed'))).toBeVisible();
		const result = ada.page.getByRole('listitem').filter({ hasText: LANGUAGE });
		await expect(result).toHaveCount(0);
		await expect(desk.page.getByText(desk.t('vote.points', { n: 3 }), { exact: true })).toHaveCount(
			0
		);

		await desk.button('vote.reveal').click();
		await expect(result).toContainText(ada.t('vote.dots', { n: 3 }));
		await expect(result).toContainText(ada.t('vote.own', { n: 2 }));
		await expect(
			desk.page.getByText(desk.t('vote.points', { n: 3 }), { exact: true })
		).toBeVisible();
		await screen.expectShows(LANGUAGE);
	});

	await test.step('thanks, and the numbers to find one’s words again', async () => {
		await desk.moveTo(STEPS.close);
		await desk.button('next.close').click();
		await desk.button('close.confirm.yes').click();
		await expect(desk.page.getByText(desk.t('closed.title')).first()).toBeVisible();
		await expect(ada.heading).toHaveText(ada.t('close.title'));
		await expect(ada.idea(BENCHES)).toContainText('R1-T01-001');
	});

	await test.step('office: groups into fields of action, without a script', async () => {
		const { t } = office;
		const cookies = await office.page.context().storageState();
		const page = await hall.page({ javaScriptEnabled: false, storageState: cookies });
		await page.goto(workshopUrl);
		await page.getByRole('link', { name: t('fields'), exact: true }).click();
		await expect(page.getByText(t('fields.none'), { exact: true })).not.toHaveCount(0);
		const list = page.locator('#list');
		await page.getByLabel(t('fields.new'), { exact: true }).fill('Begegnung');
		await list.getByRole('button', { name: t('fields.add'), exact: true }).click();
		await list.getByRole('button', { name: t('fields.up', { title: 'Begegnung' }) }).click();
		await expect(page.getByRole('textbox', { name: t('fields.name', { n: 12 }) })).toHaveValue(
			'Begegnung'
		);
		const assign = page.locator('#assign');
		await assign.getByRole('combobox', { name: MEETING }).selectOption('Begegnung');
		await assign.getByRole('button', { name: t('save'), exact: true }).click();
		await expect(assign.getByRole('status')).toHaveText(t('form.saved'));
		await expect(assign.getByRole('combobox', { name: MEETING }).locator(':checked')).toHaveText(
			'Begegnung'
		);
		await page.context().close();
	});

	await test.step('office: guidelines from the groups', async () => {
		const { page, t } = office;
		await page.goto(`${workshopUrl}/guidelines`);
		await page.getByRole('button', { name: t('guidelines.draft', { n: 2 }) }).click();
		const list = page.getByRole('list', { name: t('guidelines'), exact: true });
		await expect(list.getByRole('listitem')).toHaveCount(2);
		await page
			.getByRole('textbox', { name: t('guidelines.text'), exact: true })
			.fill('Die Stadt schafft Orte, an denen niemand etwas kaufen muss.');
		await expect(page.getByRole('status').getByText(t('guidelines.state.saved'))).toBeVisible();
	});

	await test.step('office: the document, the data, the table', async () => {
		const { page, t } = office;
		await page.getByRole('link', { name: t('export'), exact: true }).click();
		const download = async (format: 'docx' | 'json' | 'csv') => {
			const waiting = page.waitForEvent('download');
			await page.getByRole('link', { name: t(`export.${format}`) }).click();
			const file = await waiting;
			expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`));
			return readFile(await file.path());
		};

		const parts = unzipSync(new Uint8Array(await download('docx')));
		const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
		expect(headingsOf(xml, 1)).toEqual([...CHAPTERS]);
		expect(xml).toContain('R1-T01-001');
		expect(xml).toContain('E-T02-1');
		expect(xml).toContain(BENCHES);
		expect(xml).not.toContain(MISTAKE);
		expect(headingsOf(xml, 2)).toEqual(expect.arrayContaining(['Begegnung', 'Nicht zugeordnet']));
		expect(headingsOf(xml, 3)).toEqual(expect.arrayContaining([MEETING, LANGUAGE]));

		const data = JSON.parse((await download('json')).toString()) as {
			contributions: { id: string; text: string | null }[];
		};
		expect(data.contributions.find(({ id }) => id === 'R1-T01-002')?.text).toBe(LIBRARY_OPEN);
		expect((await download('csv')).toString()).toContain(BUS);
	});
});

/** The texts of all paragraphs that are headings of that level. */
function headingsOf(xml: string, level: number): string[] {
	return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
		.map(([paragraph]) => paragraph)
		.filter((paragraph) => paragraph.includes(`<w:pStyle w:val="Heading${level}"/>`))
		.map((paragraph) =>
			[...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
				.map(([, text = '']) => text.replaceAll('&amp;', '&'))
				.join('')
		);
}
