/**
 * A World Café of a hundred people in four languages: 97 phones without a screen and three in browsers,
 * led from a console in a browser, seen on a projector. Checked at the end against what lies on the disk:
 * who met whom, where every word went, and that document and database hold the same sums.
 */
import { CAFE_TEMPLATES } from '#lib/domain/methods/world-cafe.ts';
import type { Published } from '#lib/server/export/published.ts';
import { CHAPTERS } from '#lib/server/export/document.ts';
import { openConsole } from '../../cli/rehearse/console.ts';
import { fillHall } from '../../cli/rehearse/hall.ts';
import { Meter } from '../../cli/rehearse/meter.ts';
import type { Phone } from '../../cli/rehearse/phone.ts';
import { Random } from '../../cli/rehearse/random.ts';
import { STEPS } from '../support/browser/console-page.ts';
import { expect, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';
import { readDocx } from '../support/docx.ts';
import { readFromDisk } from '../support/on-disk.ts';
import { seatingLog } from '../support/seating-log.ts';

const LANGUAGES = ['de', 'en', 'uk', 'ar'];
const [TABLES, SEATS, PEOPLE, ROUNDS] = [20, 5, 100, 3];
const TITLES = [
	'Orte, an denen man sich trifft',
	'Sprache lernen, wenn Zeit ist',
	'Wohnungen, die man bezahlen kann',
	'Ämter, die man versteht',
	'Arbeit, die anerkannt wird',
	'Schulen für alle Kinder',
	'Gesund bleiben',
	'Gegen Ausgrenzung',
	'Feste und Vereine'
];
const BRINGS = 'Ein Garten, in dem man zusammen gärtnert.';
const ARABIC = 'مكتبة مفتوحة يوم الأحد.';
const HOSTS = ['Нам бракує місць для зустрічей.', 'Автобус увечері ходить рідко.'];
const HANDED_ON = 'Тут говорили про місця для зустрічей.';
const SENTENCE = 'Ми хочемо місто, де є місце для кожного.';
const onScreen = words('screen');
const question = (round: number, lang: string) =>
	CAFE_TEMPLATES['world-cafe-2h'].steps.find((it) => it.kind === 'round' && it.round === round)
		?.question[lang] ?? '';

// What lies on its disk is this evening and nothing else.
test.use({ isNew: true });

test('a World Café of a hundred people in four languages', async ({
	hall,
	owner: office,
	dataDir
}) => {
	test.setTimeout(240_000);
	const links = await office.createWorkshop({
		title: 'Auftakt zum Integrationskonzept',
		city: 'Rostock',
		venue: 'Rathaushalle',
		mandate: '2011/BV/2285',
		languages: LANGUAGES,
		tables: TABLES,
		seats: SEATS,
		date: '2027-03-01',
		time: '18:00',
		template: 'world-cafe-2h'
	});
	const { id, code } = links;
	const fromDisk = () => readFromDisk(dataDir, id);
	// Two people group the harvest, each at a console of their own.
	const editors = [await openConsole(links.console), await openConsole(links.console)] as const;
	const [editor] = editors;
	const desk = await hall.console(links.console);
	const screen = await hall.screen(links.screen);
	const ada = await hall.phone();
	const ben = await hall.phone({ lang: 'ar' });
	const cem = await hall.phone({ lang: 'uk' });
	const browsers = [ada, ben, cem];

	// (1) Everybody joins.
	await desk.openDoors();
	for (const [at, phone] of browsers.entries()) {
		await phone.page.goto(links.join);
		await phone.join(at + 1);
	}
	await cem.button('host.take').tap();
	await expect(cem.page.getByText(cem.t('seat.host'))).toBeVisible();
	const crowd = await fillHall({
		url: links.join,
		code,
		languages: LANGUAGES,
		phones: PEOPLE - browsers.length,
		meter: new Meter()
	});
	const { phones } = crowd;
	const hosts = () => phones.filter(({ isHost }) => isHost);
	const letterOf = (phone: Phone) => phone.rows('seat').find(({ way }) => way.length > 0)?.index;
	const numberOf = (phone: Phone) =>
		phone.rows('table').find((table) => table.id === phone.tableId)?.number ?? 0;

	await test.step('the seat map has five seats taken at each of twenty tables', async () => {
		await editor.until(() => editor.rows('seat').filter(({ taken }) => taken).length === PEOPLE);
		for (const { id: tableId } of editor.tables) {
			const letters = editor.rows('seat').filter((seat) => seat.tableId === tableId);
			expect(letters.map(({ index }) => index).sort()).toEqual([0, 1, 2, 3, 4]);
		}
		expect(hosts()).toHaveLength(TABLES - 1);
		await screen.expectShows(String(PEOPLE));
		await expect(desk.page.getByText(desk.t('now.people', { n: PEOPLE })).first()).toBeVisible();
	});

	/** Numbers of the tables, round by round, as each phone without a screen was told. */
	const told = new Map<Phone, number[]>(phones.map((phone) => [phone, []]));
	const note = () => {
		for (const [phone, way] of told) way.push(numberOf(phone));
	};
	const reached = (kind: string, round: number | null) =>
		crowd.untilAll(({ step }) => step?.kind === kind && step.round === round);
	const stepId = () => editor.step?.id ?? '';
	const langOf = (phone: Phone) => phone.rows('participant')[0]?.lang ?? 'de';
	const post = (phone: Phone, text: string) => phone.post(stepId(), { text, lang: langOf(phone) });

	// (2) Round 1: each host writes two, every second traveller one.
	await desk.moveTo(STEPS.welcome, { first: true });
	await desk.moveTo(STEPS.round(1));
	await reached('round', 1);
	await editor.until(() => editor.step?.kind === 'round');
	note();
	await expect(ben.heading).toHaveText(question(1, 'ar'));
	await expect(cem.heading).toHaveText(question(1, 'uk'));
	await screen.expectShows(question(1, 'de'));
	const writers = phones.filter((phone) => [1, 3].includes(letterOf(phone) ?? 0));
	expect(writers).toHaveLength(2 * TABLES - 2);
	await Promise.all([
		...hosts().flatMap((phone) =>
			[1, 2].map((n) => post(phone, `Gastgeber an Tisch ${numberOf(phone)}, Gedanke ${n}`))
		),
		...writers.map((phone) => post(phone, `Gast an Tisch ${numberOf(phone)}, ${letterOf(phone)}`)),
		ada.post(BRINGS),
		ben.post(ARABIC),
		...HOSTS.slice(0, 1).map((text) => cem.post(text))
	]);
	await cem.post(HOSTS[1] ?? '');

	await test.step('80 texts, and each table sees its own four only', async () => {
		await crowd.untilAll((phone) => phone.onTable.length === 4);
		for (const phone of phones)
			for (const { tableId } of phone.rows('contribution')) expect(tableId).toBe(phone.tableId);
		for (const phone of browsers) await expect(phone.page.getByRole('article')).toHaveCount(4);
		expect(fromDisk().live('contribution')).toHaveLength(80);
		await screen.expectShowsNot(BRINGS);
	});

	// (3) and (4) Hosts hand over, everybody else moves on twice; ten thoughts come along.
	const carriers = writers.slice(0, 9);
	for (const round of [2, 3]) {
		await desk.moveTo(STEPS.change(round));
		await reached('change', round);
		note();
		await crowd.all(hosts(), (host) => host.summarize(round - 1, langOf(host)));
		await cem.writeSummary(HANDED_ON);
		await Promise.all(phones.map((phone) => phone.arrive()));
		await crowd.all(
			carriers.filter((_, at) => at % 2 === round % 2),
			(phone) => phone.carry()
		);
		// Who wished for a table before anybody sat there has its first seat after the host's.
		const now = fromDisk();
		const way = seatingLog(now, ROUNDS).ways;
		const [adaTo = 0, benTo = 0] = now.tables.map(
			(table) => way.get(now.get('seat', `${table.id}.1`)?.participantId ?? '')?.[round - 1]
		);
		if (round === 2) {
			await ada.expectSentTo(adaTo);
			await ada.carry(BRINGS);
		}
		await ada.walkTo(adaTo);
		await ben.walkTo(benTo);
		await expect(cem.heading).toHaveText(cem.t('change.stay'));
		await crowd.untilAll((phone) =>
			phone.rows('summary').some((row) => row.tableId === phone.tableId && row.round === round - 1)
		);

		await desk.moveTo(STEPS.round(round));
		await reached('round', round);
		await expect(ben.heading).toHaveText(question(round, 'ar'));
		await crowd.all(hosts(), (host) => post(host, `Runde ${round} an Tisch ${numberOf(host)}`));
	}
	const carried = fromDisk()
		.live('link')
		.filter(({ type }) => type === 'carried');
	expect(carried).toHaveLength(10);

	// (5) Every table gives one to three sentences; two editors make nine groups; five dots each.
	await desk.moveTo(STEPS.essence);
	await reached('essence', null);
	await Promise.all(
		hosts().map(async (host) => {
			const table = numberOf(host);
			for (let number = 1; number <= 1 + (table % 3); number++)
				await host.send('essence.write', {
					number,
					text: `Satz ${number} von Tisch ${table}`,
					lang: langOf(host)
				});
		})
	);
	await cem.writeEssence(1, SENTENCE);
	await desk.moveTo(STEPS.harvest);
	await expect(ada.page.getByText(SENTENCE)).toBeVisible();
	const items = [
		...editor.rows('essence').map((row) => ({ kind: 'essence' as const, id: row.id })),
		...editor
			.rows('contribution')
			.filter(({ round }) => round === 1)
			.map((row) => ({ kind: 'contribution' as const, id: row.id }))
	];
	await Promise.all(
		editors.map(async (one, half) => {
			for (const [at, title] of TITLES.entries())
				if (at % 2 === half)
					await one.group(
						title,
						items.filter((_, index) => index % TITLES.length === at)
					);
		})
	);
	for (const title of TITLES) await expect(ada.page.getByText(title)).toBeVisible();
	// The wall turns its pages; the last one stands as long as the first.
	await screen.expectShows(new RegExp(TITLES.join('|')));

	await desk.moveTo(STEPS.vote);
	const { page, t } = desk;
	await desk.button('vote.close').click();
	await desk.button('ballot.another').click();
	await page.getByRole('spinbutton', { name: t('ballot.dots') }).fill('5');
	await desk.button('ballot.open').click();
	const open = (phone: Phone) =>
		phone.rows('ballot').find(({ state, dots }) => state === 'open' && dots === 5);
	await crowd.untilAll((phone) => open(phone) !== undefined);
	const chance = new Random(5);
	await crowd.all(phones, (phone) => phone.vote(chance));
	for (const phone of browsers) {
		for (let dot = 0; dot < 5; dot++) await phone.placeDot(TITLES[dot % 2] ?? '');
		await expect(phone.status(phone.t('idea.saved'))).toBeVisible();
	}
	const turnout = t('vote.turnout', { n: PEOPLE, total: PEOPLE });
	await expect(page.getByText(turnout)).toBeVisible();

	await test.step('nobody knows the result before the vote is over', async () => {
		for (const phone of phones) expect(open(phone)?.result).toBeNull();
		expect(editors.flatMap((one) => one.rows('ballot')).map(({ result }) => result)).toEqual(
			Array.from({ length: 4 }, () => null)
		);
		await screen.expectShowsNot(onScreen('result.title'));
	});

	// (6) Thanks.
	await desk.moveTo(STEPS.close);
	await crowd.untilAll((phone) => phone.rows('ballot').some(({ result }) => result !== null));
	await desk.button('next.close').click();
	await desk.button('close.confirm.yes').click();
	// Moving on has ended the vote: the hall reads the result first, page by page, then the thanks.
	await screen.expectShows(onScreen('result.title'));
	await expect(ada.heading).toHaveText(ada.t('close.title'));
	await expect(ada.idea(BRINGS)).toContainText(/R1-T01-00\d/);
	await expect(ben.heading).toHaveText(ben.t('close.title'));
	expect(await crowd.settle()).toBe(true);
	const thanks = screen.page.getByText(onScreen('close.title'));
	await expect(thanks).toBeVisible({ timeout: 60_000 });
	await editor.must('guideline.draft', {});
	crowd.close();
	for (const one of editors) one.close();

	const state = fromDisk();
	await test.step('no two met twice, nobody came to a table again, no host moved', () => {
		const log = seatingLog(state, ROUNDS);
		expect(log.ways.size).toBe(PEOPLE);
		expect(log.metTwice).toEqual([]);
		expect(log.cameBack).toEqual([]);
		expect(log.hosts).toHaveLength(TABLES);
		for (const host of log.hosts) expect(new Set(log.ways.get(host)).size).toBe(1);
		for (const [phone, way] of told) expect(way).toEqual(log.ways.get(phone.me ?? ''));
	});

	const data = JSON.parse(new TextDecoder().decode(await office.download(id, 'json'))) as Published;
	await test.step('the sums of the export are those of the database', () => {
		expect(data.contributions).toHaveLength(state.live('contribution').length);
		expect(data.essences).toHaveLength(state.live('essence').length);
		expect(data.summaries).toHaveLength(state.live('summary').length);
		expect(data.groups).toHaveLength(TITLES.length);
		expect(data.travel.reduce((sum, { carried }) => sum + carried, 0)).toBe(10);
		const { fates, participation } = data;
		const sum = Object.values(fates).reduce((all, n) => all + n, 0);
		expect(sum).toBe(data.contributions.length + data.essences.length);
		expect(fates.used).toBe(items.length);
		expect(participation).toMatchObject({ people: PEOPLE, devices: PEOPLE });

		const ballot = state.live('ballot').find(({ dots }) => dots === 5);
		const cast = new Map<string, number>();
		for (const vote of state.live('vote'))
			if (vote.ballotId === ballot?.id)
				for (const [option, n] of Object.entries(vote.dots))
					cast.set(option, (cast.get(option) ?? 0) + n);
		expect([...cast.values()].reduce((all, n) => all + n, 0)).toBe(5 * PEOPLE);
		const titleOf = (option: string) => state.get('cluster', option)?.title ?? '';
		expect(data.ballots).toHaveLength(1);
		expect(data.ballots[0]).toMatchObject({ state: 'revealed', turnout: PEOPLE });
		expect(
			Object.fromEntries(data.ballots[0]?.options.map((o) => [o.title, o.dots]) ?? [])
		).toEqual(Object.fromEntries([...cast].map(([option, n]) => [titleOf(option), n])));
	});

	await test.step('the document comes within 30 s, with nine chapters and nine guidelines', async () => {
		const began = performance.now();
		const docx = readDocx(await office.download(id, 'docx'));
		expect(performance.now() - began).toBeLessThan(30_000);
		const chapters = docx.headings.filter(({ level }) => level === 1);
		expect(chapters.map(({ text }) => text)).toEqual([...CHAPTERS]);

		const annexC = words('document')('annex.contributions');
		const cells = docx.firstCells(annexC);
		for (const { id: publicId } of [...data.contributions, ...data.essences])
			expect(cells.filter((cell) => cell === publicId)).toEqual([publicId]);
		expect(docx.links.filter((link) => !docx.anchors.includes(link))).toEqual([]);
		expect(data.guidelines.map(({ title }) => title).sort()).toEqual(TITLES.toSorted());
		for (const { title, supports } of data.guidelines) {
			expect(supports.length).toBeGreaterThan(0);
			expect(docx.section(title)).toContain(supports[0]);
			expect(supports.filter((one) => !cells.includes(one))).toEqual([]);
		}
	});
});
