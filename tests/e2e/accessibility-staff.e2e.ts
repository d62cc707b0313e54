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
import type { Scene } from '#lib/ui/screen/scene.ts';
import type { OpenDialog } from '../../src/routes/w/[code]/console/ConsoleDialogs.svelte';
import { bringAxe, Findings, openLive, speak, withLanguage } from '../support/browser/axe.ts';
import { ConsolePage } from '../support/browser/console-page.ts';
import { LOOKED_AT } from '../support/browser/routes.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const CITIZENS = ['de', 'en', 'ar', 'fa'];
const STAFF = ['de', 'en'];
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

/** Every picture, and everything that opens above the console: the compiler asks for new ones. */
const SCENES: Record<Scene, true> = {
	blank: true,
	draft: true,
	closed: true,
	join: true,
	quote: true,
	doors: true,
	question: true,
	table_questions: true,
	change: true,
	where: true,
	privacy: true,
	call: true,
	break: true,
	essence: true,
	harvest: true,
	reports: true,
	travel: true,
	vote: true,
	close: true
};
type Dialog = Extract<OpenDialog, string> | 'step';
const DIALOGS: Record<Dialog, true> = {
	keys: true,
	links: true,
	close: true,
	wipe: true,
	acts: true,
	replan: true,
	screens: true,
	cards: true,
	step: true
};

test.describe.configure({ timeout: PATIENCE_MS });
// A picture of every moment costs more than the looking itself; what is wrong is said in words.
test.use({ screenshot: 'off' });

/** The page as it is now, in one language after the other; what `act` opens stays open. */
async function inEach(
	found: Findings,
	langs: readonly string[],
	{ page, at, name }: { page: Page; at: string; name: string },
	act?: () => Promise<unknown>
): Promise<void> {
	for (const [nth, lang] of langs.entries()) {
		if (nth === 0) {
			await openLive(page, withLanguage(at, lang));
			await act?.();
		} else await speak(page, new URL(at).pathname, lang);
		await found.look(page, name, lang);
	}
}

test('axe: the console and the projector through an evening', async ({ hall, owner }) => {
	const links = await owner.createWorkshop(WISH);
	const desk = await openConsole(links.console);
	const found = new Findings();
	const [screen, console] = [await hall.page(), await hall.page()];
	await bringAxe(screen);
	await bringAxe(console);

	const shown = new Set<Scene>();
	const picture = (scene: Scene, note = '') => {
		shown.add(scene);
		const name = `projector, ${scene} ${note}`;
		return inEach(found, CITIZENS, { page: screen, at: links.screen, name });
	};
	const show = async (scene: Scene, choice: ScreenChoice) => {
		await desk.must('screen.show', { screen: choice });
		await picture(scene);
		await desk.must('screen.show', { screen: { mode: 'auto' } });
	};
	const own = new ConsolePage(console);
	const console_ = (name: string, act?: () => Promise<unknown>) =>
		inEach(found, STAFF, { page: console, at: links.console, name: `console, ${name}` }, act);
	const opened = new Set<Dialog>();
	const dialog = (name: Dialog, open: () => Promise<unknown>) => {
		opened.add(name);
		return console_(name, async () => {
			await open();
			await expect(console.getByRole('dialog')).toBeVisible();
		});
	};
	const key = (name: string) => () => console.keyboard.press(name);

	await console_('before the doors open');
	await picture('draft');
	await desk.must('workshop.edit', {
		givens: { de: 'Der Haushalt 2027 steht. Neue Stellen gibt es nicht.' },
		wifi: 'Rathaus-Gast'
	});
	await desk.must('workshop.open', { rehearsal: true });
	await dialog('wipe', () => own.button('rehearsal.end').click());
	await desk.must('workshop.reset', {});
	await desk.must('workshop.open', { rehearsal: false });
	await picture('doors');
	await dialog('links', () => own.button('menu.links').click());
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
	await console_('a table', () => console.locator('.hall button').first().click());
	await console_('hiding', () => own.button('release.hide').first().click());
	await console_('released', () => own.button('release.released').click());
	await dialog('keys', key('?'));
	await dialog('screens', key('m'));
	await dialog('replan', key('r'));
	await dialog('cards', key('k'));
	await dialog('step', () =>
		console
			.getByRole('complementary')
			.first()
			.getByRole('listitem')
			.last()
			.getByRole('button')
			.click()
	);
	await dialog('acts', async () => {
		await console.keyboard.press('+');
		await own.button('last.list').click();
	});
	await show('quote', { mode: 'contribution', contributionId: first });
	await show('blank', { mode: 'blank' });
	await show('where', { mode: 'where' });
	await show('join', { mode: 'join' });
	await show('travel', { mode: 'travel' });
	await show('privacy', { mode: 'privacy' });
	await desk.must('workshop.freeze', { frozen: true });
	await desk.must('workshop.call', { called: true });
	await picture('call');
	await console_('frozen, called');
	await desk.must('workshop.call', { called: false });
	await picture('question', 'while nobody may write');
	await desk.must('workshop.freeze', { frozen: false });
	await desk.advance();
	await picture('change');
	const rounds = desk.steps.filter(({ kind }) => kind === 'round');
	await desk.must('step.edit', { stepId: rounds[1]?.id ?? '', questionMode: 'per_table' });
	await desk.setTopics(['Ankommen', 'Begegnung', 'Mitreden'], 'de');
	await desk.advance();
	await picture('table_questions');

	const beforeId = desk.steps.find(({ kind }) => kind === 'essence')?.id ?? null;
	await desk.must('step.add', { stepId: 'break', kind: 'break', minutes: 10, beforeId });
	while (desk.step?.kind !== 'break') await desk.advance();
	await picture('break');
	await desk.advance();
	await crowd.all(crowd.hosts, (host) => host.writeEssence());
	await picture('essence');
	await desk.must('screen.show', { screen: { mode: 'auto' } });
	await show('reports', { mode: 'reports', tableIds: desk.tables.map(({ id }) => id) });
	await console_('empty harvest', key('e'));
	await desk.advance();
	await picture('harvest', 'empty');
	const items = desk.rows('contribution').map(({ id }) => ({ kind: 'contribution', id }) as const);
	await desk.group('Orte zum Sitzen', items.slice(0, 4));
	await desk.group('Noch etwas', items.slice(4));
	await picture('harvest');
	await console_('harvest', () => console.getByRole('checkbox').nth(1).check());
	await console_('a group', () =>
		console.getByRole('button', { name: own.t('harvest.arrange', { title: 'Noch etwas' }) }).click()
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
	await picture('vote', 'closed');
	await console_('vote closed');
	await desk.must('ballot.reveal', { ballotId: ballot?.id ?? '' });
	await picture('vote', 'result');
	await console_('result');
	await desk.advance();
	await picture('close');
	await dialog('close', () => own.button('next.close').click());
	await desk.must('workshop.close', {});
	await picture('closed');
	await console_('closed');
	crowd.close();
	desk.close();
	test.info().annotations.push({ type: 'axe', description: `${found.looked} looks` });
	expect(found.violations).toEqual([]);
	expect(found.unseen(LOOKED_AT.evening)).toEqual([]);
	expect([...shown].sort()).toEqual(Object.keys(SCENES).sort());
	expect([...opened].sort()).toEqual(Object.keys(DIALOGS).sort());
});

test.describe('before anybody has an account', () => {
	test.use({ isNew: true });

	test('axe: the office', async ({ hall, server }) => {
		const found = new Findings();
		const page = await hall.page();
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
		const owner = await Office.takeOver(server.setupLink ?? '', OWNER);
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
		const desk = await openConsole((await owner.links(workshop.split('/').at(-1) ?? '')).console);
		await desk.must('guideline.add', { guidelineId: 'by-hand', title: 'Orte zum Sitzen' });
		desk.close();
		await look(`${workshop}/guidelines`, 'guidelines');
		await look(`${workshop}/cards`, 'cards');
		await look(`${workshop}/print`, 'print');
		await look(`${workshop}/export`, 'export');
		await look('/office/nothing', 'no such page');
		expect(found.violations).toEqual([]);
		expect(found.unseen(LOOKED_AT.office)).toEqual([]);
	});
});
