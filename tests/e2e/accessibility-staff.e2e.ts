/**
 * No violation that axe can find on what staff and the hall look at: every picture of the projector in
 * four languages; console and office in the two that staff has, with what opens above them.
 */
import type { Page } from '@playwright/test';
import { openConsole } from '../../cli/rehearse/console.ts';
import { fillHall } from '../../cli/rehearse/hall.ts';
import { Meter } from '../../cli/rehearse/meter.ts';
import { Office } from '../../cli/rehearse/office.ts';
import type { ScreenChoice } from '#lib/domain/rows.ts';
import { bringAxe, Findings } from '../support/browser/axe.ts';
import { ConsolePage } from '../support/browser/console-page.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const CITIZENS = ['de', 'en', 'ar', 'fa'];
const STAFF = ['de', 'en'];
const CALM = { reducedMotion: 'reduce' } as const;
const PATIENCE_MS = 900_000;
const WISH = {
	title: 'Auftakt zum Integrationskonzept',
	city: 'Rostock',
	venue: 'Rathaushalle',
	mandate: '2011/BV/2285',
	languages: CITIZENS,
	tables: 3,
	seats: 4,
	date: '2027-03-01',
	time: '18:00'
};

test.describe.configure({ timeout: PATIENCE_MS });
// A picture of every moment costs more than the looking itself; what is wrong is said in words.
test.use({ trace: 'off', screenshot: 'off' });

async function open(page: Page, address: string, lang: string): Promise<void> {
	const alive = page.waitForEvent('websocket');
	await page.goto(`${address}&lang=${lang}`);
	await alive;
	await expect(page.locator('h1').first()).toBeAttached();
}

test('axe: the console and the projector through an evening', async ({ hall, server }) => {
	const office = await Office.takeOver(server.setupLink ?? '', OWNER);
	const links = await office.createWorkshop(WISH);
	const desk = await openConsole(links.console);
	const found = new Findings();
	const [screen, console] = [await hall.page(CALM), await hall.page(CALM)];
	await bringAxe(screen);
	await bringAxe(console);

	const picture = async (name: string) => {
		for (const lang of CITIZENS) {
			await open(screen, links.screen, lang);
			await found.look(screen, `projector, ${name}`, lang);
		}
	};
	const show = async (choice: ScreenChoice) => {
		await desk.must('screen.show', { screen: choice });
		await picture(choice.mode);
		await desk.must('screen.show', { screen: { mode: 'auto' } });
	};
	/** `act` opens what is looked at; the page is loaded anew for each. */
	const console_ = async (
		name: string,
		act: (desk: ConsolePage) => Promise<unknown> = async () => {}
	) => {
		for (const lang of STAFF) {
			await open(console, links.console, lang);
			await act(new ConsolePage(console, lang));
			await found.look(console, `console, ${name}`, lang);
		}
	};
	const key = (name: string) => async (page: ConsolePage) => {
		await page.page.keyboard.press(name);
		await expect(page.page.getByRole('dialog')).toBeVisible();
	};

	await console_('before the doors open');
	await picture('before the doors open');
	await desk.must('workshop.edit', {
		givens: { de: 'Der Haushalt 2027 steht. Neue Stellen gibt es nicht.' },
		wifi: 'Rathaus-Gast'
	});
	await desk.must('workshop.open', { rehearsal: true });
	await console_('rehearsal', (page) => page.button('rehearsal.end').click());
	await desk.must('workshop.reset', {});
	await desk.must('workshop.open', { rehearsal: false });
	await picture('doors');
	await console_('links', (page) => page.button('menu.links').click());
	const crowd = await fillHall({
		url: hall.url,
		code: links.code,
		languages: ['de', 'ar'],
		phones: 9,
		meter: new Meter()
	});
	await crowd.seatHosts();
	await desk.advance();
	await desk.advance();
	await picture('question');
	const step = desk.step?.id ?? '';
	for (const [i, phone] of crowd.phones.entries())
		await phone.post(step, { text: `Mehr Bänke am Hafen, Nummer ${i + 1}.`, lang: 'de' });
	await desk.until(() => desk.rows('contribution').length === crowd.phones.length);
	const [first, second, third] = desk.rows('contribution').map(({ id }) => id);
	if (!first || !second || !third) throw new Error('The hall has said nothing');
	await desk.release([first, second]);
	await desk.must('contribution.hide', { contributionId: third, reason: 'spam' });
	const [atTable] = crowd.phones;
	await atTable?.send('table.signal', { tableId: atTable.tableId ?? '', state: 'help' });

	await console_('round');
	await console_('a table', (page) => page.page.locator('.hall button').first().click());
	await console_('hiding', (page) => page.button('release.hide').first().click());
	await console_('released', (page) => page.button('release.released').click());
	await console_('keys', key('?'));
	await console_('screens', key('m'));
	await console_('replan', key('r'));
	await console_('a step', (page) =>
		page.page
			.getByRole('complementary')
			.first()
			.getByRole('listitem')
			.last()
			.getByRole('button')
			.click()
	);
	await console_('acts', async (page) => {
		await page.page.keyboard.press('+');
		await page.button('last.list').click();
	});
	await show({ mode: 'contribution', contributionId: first });
	await show({ mode: 'blank' });
	await show({ mode: 'where' });
	await show({ mode: 'join' });
	await show({ mode: 'travel' });
	await show({ mode: 'privacy' });
	await desk.must('workshop.freeze', { frozen: true });
	await desk.must('workshop.call', { called: true });
	await picture('call');
	await console_('frozen, called');
	await desk.must('workshop.call', { called: false });
	await picture('frozen');
	await desk.must('workshop.freeze', { frozen: false });
	await desk.advance();
	await picture('change');
	const rounds = desk.steps.filter(({ kind }) => kind === 'round');
	await desk.must('step.edit', { stepId: rounds[1]?.id ?? '', questionMode: 'per_table' });
	await desk.setTopics(['Ankommen', 'Begegnung', 'Mitreden'], 'de');
	await desk.advance();
	await picture('a question per table');

	while (desk.step?.kind !== 'essence') await desk.advance();
	await crowd.all(crowd.hosts, (host) => host.writeEssence());
	await picture('essence');
	await desk.must('screen.show', { screen: { mode: 'auto' } });
	await show({ mode: 'reports', tableIds: desk.tables.map(({ id }) => id) });
	await console_('empty harvest', (page) => page.page.keyboard.press('e'));
	await desk.advance();
	await picture('empty harvest');
	const items = desk.rows('contribution').map(({ id }) => ({ kind: 'contribution', id }) as const);
	await desk.group('Orte zum Sitzen', items.slice(0, 4));
	await desk.group('Noch etwas', items.slice(4));
	await picture('harvest');
	await console_('harvest', async ({ page }) => {
		await page.getByRole('checkbox').nth(1).check();
	});
	await console_('a group', (page) =>
		page.page
			.getByRole('button', { name: page.t('harvest.arrange', { title: 'Noch etwas' }) })
			.click()
	);
	await desk.advance();
	await picture('vote');
	await console_('vote');
	const [ballot] = desk.rows('ballot');
	for (const phone of crowd.phones)
		await phone.send('vote.cast', {
			ballotId: ballot?.id ?? '',
			dots: { [ballot?.optionIds[0] ?? '']: 1 }
		});
	await desk.must('ballot.close', { ballotId: ballot?.id ?? '' });
	await picture('vote closed');
	await console_('vote closed');
	await desk.must('ballot.reveal', { ballotId: ballot?.id ?? '' });
	await picture('result');
	await console_('result');
	await desk.advance();
	await picture('close');
	await console_('closing', (page) => page.button('next.close').click());
	await desk.must('workshop.close', {});
	await picture('closed');
	await console_('closed');
	crowd.close();
	desk.close();
	test.info().annotations.push({ type: 'axe', description: `${found.looked} looks` });
	expect(found.violations).toEqual([]);
});

test('axe: the office', async ({ hall, server }) => {
	const found = new Findings();
	const page = await hall.page(CALM);
	await bringAxe(page);
	/** The language of staff pages is a button of theirs. */
	const look = async (address: string, name: string) => {
		for (const lang of STAFF) {
			await page.context().addCookies([{ name: 'auftakt-lang', value: lang, url: hall.url }]);
			await page.goto(address);
			await expect(page.locator('html')).toHaveAttribute('lang', lang);
			await found.look(page, name, lang);
		}
	};
	await look(server.setupLink ?? '', 'taking over');
	await Office.takeOver(server.setupLink ?? '', OWNER);
	await look('/office/sign-in', 'signing in');
	const t = words('office', 'en');
	await page.getByLabel(t('account.email')).fill(OWNER.email);
	await page.getByLabel(t('account.password')).fill(OWNER.password);
	await page.getByRole('button', { name: t('sign_in') }).click();
	await expect(page).toHaveURL(/\/office$/);
	await look('/office', 'no workshops yet');
	await look('/office/new', 'a new workshop');
	await look('/office/team', 'team');
	await page.goto('/office/new');
	await page.getByLabel(t('details.title')).fill(WISH.title);
	await page.getByRole('button', { name: t('new.submit'), exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(WISH.title);
	const workshop = page.url();
	await look('/office', 'workshops');
	await look(workshop, 'a workshop');
	await look(`${workshop}/fields`, 'fields of action');
	await look(`${workshop}/guidelines`, 'guidelines, none');
	await look(`${workshop}/print`, 'print');
	await look(`${workshop}/export`, 'export');
	await look('/office/nothing', 'no such page');
	expect(found.violations).toEqual([]);
});
