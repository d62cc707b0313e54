/**
 * `auftakt pictures`: photographs every screen through a staged evening, and the components in all their
 * states, for the README, docs/design.md and whoever changes how something looks. Made afresh each time,
 * so that they cannot grow old.
 */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { createTranslate } from '#lib/text/text.ts';
import { speech } from '#lib/text/languages.ts';
import { BROWSERS, Camera, type BrowserLanguage } from './pictures/camera.ts';
import { photographCatalogue } from './pictures/catalogue.ts';
import { photographFullHalls } from './pictures/full-halls.ts';
import { ACCOUNT, Stage } from './pictures/stage.ts';
import { ESSENCES, GROUPS, ON_THE_TABLE } from './pictures/words.ts';
import { usualSize, viewsOf, type Surface } from './pictures/views.ts';

const EXIT_USAGE = 64;
const FOLDER = 'docs/pictures';
const GUEST_TABLE = 3;
const HOST_TABLE = 5;

export async function run(args: string[]): Promise<number> {
	let values;
	try {
		({ values } = parseArgs({
			args,
			options: {
				only: { type: 'string', default: '' },
				all: { type: 'boolean', default: false },
				lang: { type: 'string', default: '' },
				out: { type: 'string', default: FOLDER }
			}
		}));
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		console.error('Usage: npm run pictures -- [--only phone] [--lang uk,vi] [--all --out FOLDER]');
		return EXIT_USAGE;
	}
	const { out: folder, only, all } = values;
	const languages = values.lang.split(',').filter(Boolean);
	const isWhole = !only && languages.length === 0;
	if (all && folder === FOLDER) {
		console.error('All pictures are some hundred; name another folder for them with --out.');
		return EXIT_USAGE;
	}
	const stage = await Stage.open();
	let camera: Camera | undefined;
	try {
		camera = await Camera.open({ folder, baseURL: stage.server.url, only, languages });
		const begins = (name: string) => name.startsWith(only) || only.startsWith(name);
		if (begins('catalogue')) await photographCatalogue(camera);
		if (!/^(?:catalogue|projector-full)/.test(only)) await new Shoot(stage, camera, all).all();
		if (begins('projector-full')) await photographFullHalls(camera, all);
		if (isWhole) removeOthers(folder, new Set(camera.taken));
		console.log(`${camera.taken.length} pictures, ${sizeOf(folder)} MB in ${folder}`);
		return 0;
	} finally {
		await camera?.close();
		await stage.close();
	}
}

/** The evening again, this time with a photographer in it. */
class Shoot {
	readonly #stage: Stage;
	readonly #camera: Camera;
	/** Every view of each moment, not only those that are kept. */
	readonly #takesAll: boolean;
	readonly #offices = new Map<BrowserLanguage, Page>();
	readonly #phone = createTranslate<'citizen'>(speech('de', 'citizen'));
	readonly #console = createTranslate<'console'>(speech('de', 'console'));

	constructor(stage: Stage, camera: Camera, takesAll: boolean) {
		this.#stage = stage;
		this.#camera = camera;
		this.#takesAll = takesAll;
	}

	async all(): Promise<void> {
		const stage = this.#stage;
		const { links } = stage;
		const desk = await this.#camera.device('console');
		await desk.goto(links.console);
		await this.#office('edit', `${links.office}#run`);
		await this.#each(desk, 'console', 'draft', desk.url());

		await stage.at('18:20');
		await stage.openDoors();
		await this.#joining();
		const guest = await this.#join(GUEST_TABLE);
		const host = await this.#join(HOST_TABLE);
		await host.getByRole('button', { name: this.#phone('host.take') }).tap();
		await host.getByText(this.#phone('seat.host')).waitFor();
		await stage.fill();
		const screen = await this.#camera.device('projector');
		await screen.goto(links.screen);
		await this.#each(guest, 'phone', 'seat', links.join);
		await this.#each(screen, 'projector', 'doors', screen.url());

		await stage.next('18:30');
		await stage.show({ mode: 'privacy' });
		await this.#each(screen, 'projector', 'privacy', screen.url());
		await stage.show({ mode: 'auto' });
		await stage.next('18:45');
		await this.#say(guest, ON_THE_TABLE.before.text);
		await stage.write(1, { times: ['18:47', '18:49'] });
		await stage.at('18:50:30');
		await this.#each(screen, 'projector', 'question', screen.url(), () => stage.letSomeType());
		await this.#each(guest, 'phone', 'first', links.join);

		await stage.next('19:07');
		const tableId = await this.#tableOf(guest);
		await stage.handOver(1, tableId);
		await stage.arrive(0.7);
		await stage.at('19:08');
		const arrivals = screen.getByText(/^\d+\/\d+$/).first();
		await this.#each(screen, 'projector', 'change', screen.url(), () => arrivals.waitFor());
		await this.#each(guest, 'phone', 'go', links.join);
		await guest.goto(inLanguage(links.join, 'de'));
		await guest.getByRole('button', { name: this.#phone('go.here') }).tap();
		await guest.getByText(this.#phone('change.arrived')).waitFor();
		await stage.arrive(1);

		await stage.next('19:10');
		await stage.writeAt(tableId, ON_THE_TABLE.first, 0);
		await this.#say(guest, ON_THE_TABLE.own.text);
		for (const [i, text] of ON_THE_TABLE.others.entries()) await stage.writeAt(tableId, text, i);
		await stage.agreeAt(tableId);
		const times = ['19:12', '19:14', '19:15', '19:16', '19:19', '19:21', '19:22:30'];
		await stage.write(2, { without: tableId, times });
		await stage.at('19:23');
		await this.#each(guest, 'phone', 'round', links.join);
		await this.#each(desk, 'console', 'round', desk.url(), () => stage.letSomeType());
		await this.#releasing(desk, screen);

		await stage.next('19:35');
		await stage.next('19:38');
		await stage.write(3);
		await stage.at('19:50');
		await this.#each(guest, 'phone', 'cloth', links.join);
		await this.#each(guest, 'phone', 'help', `${links.join}?show=help`);
		await this.#each(guest, 'phone', 'mine', `${links.join}?show=mine`);
		await stage.next('20:00');
		const hostTable = await this.#tableOf(host);
		await stage.writeEssences(hostTable);
		await this.#giveEssence(host);
		await stage.at('20:04');
		await this.#each(host, 'phone', 'essence', links.join);

		await stage.next('20:07');
		await stage.group();
		// The wall shows its sheets in turns of 12 seconds; this is the first one.
		await stage.at('20:13:48');
		await this.#each(screen, 'projector', 'harvest', screen.url());
		await this.#each(desk, 'console', 'harvest', desk.url(), () => this.#select(desk));
		await stage.show({
			mode: 'reports',
			tableIds: stage.desk.tables.slice(0, 4).map(({ id }) => id)
		});
		await this.#each(screen, 'projector', 'reports', screen.url());
		await stage.show({ mode: 'travel' });
		await this.#each(screen, 'projector', 'travel', screen.url());
		await stage.show({ mode: 'auto' });

		await stage.next('20:18');
		await this.#vote(guest);
		await stage.vote(0.75);
		await stage.at('20:20');
		await this.#each(guest, 'phone', 'vote', links.join);
		await this.#each(screen, 'projector', 'vote', screen.url());
		await this.#each(desk, 'console', 'vote', desk.url());
		await stage.endVote();
		await this.#each(guest, 'phone', 'result', links.join);
		await this.#each(screen, 'projector', 'result', screen.url());

		await stage.next('20:23');
		await stage.desk.must('workshop.close', {});
		await this.#each(guest, 'phone', 'close', links.join);
		await this.#each(screen, 'projector', 'thanks', screen.url(), () => stage.untilHinted());

		await stage.writeGuidelines();
		await this.#office('list', '/office');
		await this.#office('guidelines', `${links.office}/guidelines`);
		await this.#office('export', `${links.office}/export`);
	}

	/** The same page in each view, in the state that `arrange` brings it to. */
	async #each(
		page: Page,
		surface: Surface,
		state: string,
		address: string,
		arrange: () => Promise<void> = () => Promise.resolve()
	): Promise<void> {
		for (const view of this.#views(surface, state)) {
			await this.#camera.dress(page, view);
			await page.goto(inLanguage(address, view.lang));
			await arrange();
			await this.#camera.shoot(page, surface, state, view);
		}
		await this.#camera.dress(page, { size: usualSize(surface), scheme: 'light' });
	}

	#views(surface: Surface, state: string) {
		return viewsOf(surface, state, this.#takesAll).filter((view) =>
			this.#camera.wants(surface, state, view)
		);
	}

	/** Each language signs in on a device of its own. */
	async #office(state: string, address: string): Promise<void> {
		for (const view of this.#views('office', state)) {
			const lang = BROWSERS.find((one) => one === view.lang) ?? 'de';
			const page = this.#offices.get(lang) ?? (await this.#signIn(lang));
			this.#offices.set(lang, page);
			await this.#camera.dress(page, view);
			await page.goto(address);
			await this.#camera.shoot(page, 'office', state, view);
		}
	}

	async #joining(): Promise<void> {
		const { join } = this.#stage.links;
		for (const view of this.#views('phone', 'join-language')) {
			const page = await this.#camera.device('phone', 'de', view.lang);
			await this.#camera.dress(page, view);
			await page.goto(join);
			await this.#camera.shoot(page, 'phone', 'join-language', view);
			await page.context().close();
		}
		const page = await this.#camera.device('phone');
		await this.#each(page, 'phone', 'join-privacy', join);
		await page.context().close();
	}

	async #join(table: number): Promise<Page> {
		const t = this.#phone;
		const page = await this.#camera.device('phone');
		await page.goto(inLanguage(this.#stage.links.join, 'de'));
		await page.getByText(t('join.more')).tap();
		await page.getByLabel(t('join.table')).selectOption(String(table));
		await page.getByRole('button', { name: t('join.go') }).tap();
		await page.getByText(t('seat.title')).waitFor();
		return page;
	}

	async #say(page: Page, text: string): Promise<void> {
		await page.goto(inLanguage(this.#stage.links.join, 'de'));
		await page.getByRole('textbox', { name: this.#phone('compose.label') }).fill(text);
		await page.getByRole('button', { name: this.#phone('compose.send') }).tap();
		await page.getByText(this.#phone('idea.saved')).waitFor();
	}

	async #giveEssence(page: Page): Promise<void> {
		const t = this.#phone;
		await page.goto(inLanguage(this.#stage.links.join, 'de'));
		await page.getByLabel(t('essence.number', { n: 1 })).fill(ESSENCES[3]?.text ?? '');
		await page
			.getByRole('button', { name: t('essence.send') })
			.first()
			.tap();
		await page.getByText(t('idea.saved')).waitFor();
		await page
			.getByLabel(t('essence.number', { n: 2 }))
			.fill('Uns ist wichtig, dass jede Straße ein Fest hat, weil');
	}

	/** Three dots, two of them together. */
	async #vote(page: Page): Promise<void> {
		await page.goto(inLanguage(this.#stage.links.join, 'de'));
		for (const group of [GROUPS[0], GROUPS[0], GROUPS[2]])
			await page
				.getByRole('group', { name: group })
				.getByRole('button', { name: this.#phone('vote.more') })
				.tap();
		await page.getByText(this.#phone('idea.saved')).waitFor();
	}

	/** The queue of the console, and what one press of it does to the hall. */
	async #releasing(desk: Page, screen: Page): Promise<void> {
		const t = this.#console;
		await this.#stage.release();
		await desk.goto(inLanguage(desk.url(), 'de'));
		await ready(desk);
		await desk.getByRole('button', { name: t('release.released'), exact: true }).click();
		await desk
			.getByRole('button', { name: t('release.on_screen'), exact: true })
			.first()
			.click();
		await desk.getByRole('button', { name: t('release.is_on_screen') }).waitFor();
		await this.#each(screen, 'projector', 'quote', screen.url());
		await this.#each(desk, 'console', 'release', desk.url(), async () => {
			await ready(desk);
			await turnTo(desk, /^(?:Freigabe|Release)/);
			const lists = desk.getByRole('button', { pressed: false });
			await lists.filter({ hasText: /^(Gezeigt|Shown)$/ }).click();
		});
		await this.#stage.show({ mode: 'auto' });
	}

	/** Two texts that lie in no group yet, ready to be put somewhere. */
	async #select(desk: Page): Promise<void> {
		await ready(desk);
		await turnTo(desk, /^(?:Ernte|Harvest)/);
		await desk.getByRole('combobox').first().selectOption('everything');
		await desk.getByRole('checkbox').first().check();
		const rows = desk.locator('[data-row]');
		for (const index of [0, 2]) await rows.nth(index).click();
	}

	/** Where that phone sits now. */
	async #tableOf(page: Page): Promise<string> {
		await page.goto(`${this.#stage.links.join}?show=seat&lang=de`);
		const place = await page
			.getByText(/^Tisch \d+$/)
			.last()
			.innerText();
		const number = Number(place.replace(/\D/g, ''));
		return this.#stage.desk.tables.find((table) => table.number === number)?.id ?? '';
	}

	async #signIn(lang: BrowserLanguage): Promise<Page> {
		const t = createTranslate<'office'>(speech(lang, 'office'));
		const page = await this.#camera.device('office', lang);
		await page.goto('/office/sign-in');
		await page.getByLabel(t('account.email')).fill(ACCOUNT.email);
		await page.getByLabel(t('account.password')).fill(ACCOUNT.password);
		await page.getByRole('button', { name: t('sign_in'), exact: true }).click();
		await page.waitForURL(/\/office$/);
		return page;
	}
}

/** The console's page is alive: pressed any earlier, its buttons do nothing. */
async function ready(desk: Page): Promise<void> {
	const connected = desk.getByText(/^(?:Verbunden|Connected)$/).first();
	await connected.waitFor({ state: 'attached' });
}

/** On a phone the console is in parts, one at a time. */
async function turnTo(desk: Page, part: RegExp): Promise<void> {
	const parts = desk.getByRole('navigation', { name: /^(?:Ansichten|Views)$/ });
	const tab = parts.getByRole('button', { name: part });
	if (await tab.isVisible()) await tab.click();
}

function inLanguage(address: string, lang: string): string {
	const url = new URL(address);
	url.searchParams.set('lang', lang);
	return url.href;
}

/** What was photographed once and is no longer must not be mistaken for how it looks. */
function removeOthers(folder: string, taken: ReadonlySet<string>): void {
	for (const name of readdirSync(folder))
		if (/\.(?:png|webp)$/.test(name) && !taken.has(name)) rmSync(join(folder, name));
}

function sizeOf(folder: string): string {
	const bytes = readdirSync(folder).reduce(
		(sum, name) => sum + statSync(join(folder, name)).size,
		0
	);
	return (bytes / 1024 / 1024).toFixed(1);
}
