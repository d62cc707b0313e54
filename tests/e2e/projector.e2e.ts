/**
 * The projector in a full hall, from the doors to the thanks: one page walks through every scene while the
 * desk leads, and each is measured as it stands in the browser. What must stay true: nothing that is read is
 * smaller than 3 % of the height or fainter than 7:1, nothing is cut off or lies on something else, and
 * whatever happens to page or server, the hall never sees an error.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import { openConsole, type Console } from '../../cli/rehearse/console.ts';
import { freePort, ServerProcess } from '../../cli/rehearse/server.ts';
import { QUESTION, seedCrowdedHalls, type CrowdedHall } from '../support/browser/crowded-hall.ts';
import { faultsOf } from '../support/browser/legible.ts';
import { expect, test as base } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const SIZES = [
	{ width: 1024, height: 768 },
	{ width: 1920, height: 1080 }
];
/** Very fine, upright, small, and as a browser's zoom makes it. */
const ALL_SIZES = [
	...SIZES,
	{ width: 3840, height: 2160 },
	{ width: 1080, height: 1920 },
	{ width: 800, height: 600 },
	{ width: 960, height: 540 }
];
/** A machine that does much else meanwhile. */
const PATIENCE_MS = 30_000;
const t = words('screen');

interface Crowd {
	halls: CrowdedHall[];
	lead: (hall: CrowdedHall) => Promise<Console>;
}

const test = base.extend<{ crowd: Crowd }>({
	server: async ({ browserName: _ }, use) => {
		const dataDir = mkdtempSync(join(tmpdir(), 'auftakt-e2e-'));
		const port = await freePort();
		const server = new ServerProcess({ dataDir, host: '127.0.0.1', port, logFile: null });
		crowds.set(
			server,
			await seedCrowdedHalls(dataDir, [
				{ tables: 40, topics: true, workshop: { rehearsal: true } },
				{ tables: 100, halls: ['Große Halle', 'Foyer'], hasWays: true }
			])
		);
		try {
			await server.start();
			await use(server);
		} finally {
			await server.stop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	},
	crowd: async ({ server }, use) => {
		const desks: Console[] = [];
		await use({
			halls: crowds.get(server) ?? [],
			lead: async ({ paths }) => {
				const desk = await openConsole(server.url + paths.console);
				desks.push(desk);
				return desk;
			}
		});
		for (const desk of desks) desk.close();
	}
});
const crowds = new WeakMap<ServerProcess, CrowdedHall[]>();

/** Looks at what stands there, in every size. */
async function look(page: Page, scene: string, sizes = SIZES): Promise<string[]> {
	const found: string[] = [];
	for (const size of sizes) {
		await page.setViewportSize(size);
		const name = `${scene} at ${size.width}×${size.height}`;
		found.push(...(await faultsOf(page)).map((fault) => `${name}: ${fault}`));
	}
	return found;
}

async function goTo(desk: Console, kind: string, round?: number): Promise<void> {
	while (desk.step?.kind !== kind || (round !== undefined && desk.step.round !== round))
		await desk.advance();
}

const breakBefore = ({ steps }: Console, round: number) => ({
	stepId: newId(),
	kind: 'break' as const,
	minutes: 15,
	beforeId: steps.find((step) => step.kind === 'change' && step.round === round)?.id ?? null
});

test('every scene can be read from the last row', async ({ crowd, hall }) => {
	// A machine that does other things as well; alone it takes a tenth of that.
	test.setTimeout(600_000);
	const [full] = crowd.halls;
	if (!full) throw new Error('no hall');
	const desk = await crowd.lead(full);
	const { page } = await hall.screen(full.paths.screen);
	const heading = (text: string) => page.getByRole('heading', { level: 1, name: text });
	const show = (screen: Parameters<typeof desk.must<'screen.show'>>[1]['screen']) =>
		desk.must('screen.show', { screen });
	const faults: string[] = [];
	const see = async (scene: string, text: string, sizes = SIZES) => {
		await expect(heading(text)).toBeVisible({ timeout: PATIENCE_MS });
		faults.push(...(await look(page, scene, sizes)));
	};

	await see('doors', t('welcome.title'), ALL_SIZES);
	// The figures stand in the page itself: whoever reloads it does not see them go.
	const made = await page.request.get(full.paths.screen);
	expect((await made.text()).replaceAll(/<!--.*?-->/gs, '')).toMatch(/<strong[^>]*><bdi>197</);
	await expect(page.getByText(t('rehearsal'))).toBeVisible();
	await show({ mode: 'privacy' });
	await see('privacy', t('privacy.title'), ALL_SIZES);
	await show({ mode: 'auto' });
	await goTo(desk, 'round', 1);
	await see('question', QUESTION.de ?? '', ALL_SIZES);
	await expect(page.getByText(t('quiet', { time: '' }).trim())).toBeVisible();
	await expect(page.getByRole('img', { name: t('join.qr').split('{')[0] ?? '' })).toBeVisible();
	await page.emulateMedia({ colorScheme: 'dark' });
	faults.push(...(await look(page, 'dark question')));
	await desk.must('workshop.call', { called: true });
	await see('call', t('call.title'));
	await desk.must('workshop.call', { called: false });
	for (const contributionId of full.released.slice(1, 3)) {
		await show({ mode: 'contribution', contributionId });
		await expect(page.locator('h1 q')).toBeVisible();
		faults.push(...(await look(page, `quote ${contributionId}`)));
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await show({ mode: 'auto' });
	await desk.must('step.add', breakBefore(desk, 2));
	await goTo(desk, 'break');
	await see('break', t('break.title'), ALL_SIZES);
	await desk.must('step.pause', { stepId: desk.step?.id ?? '' });
	await expect(page.getByText(t('break.open'))).toBeVisible();
	faults.push(...(await look(page, 'a break without an end')));
	await goTo(desk, 'change', 2);
	await see('change', t('change.title'), ALL_SIZES);
	await show({ mode: 'where' });
	await goTo(desk, 'round', 3);
	await show({ mode: 'auto' });
	await see('table questions', t('question.per_table'), ALL_SIZES);
	await goTo(desk, 'essence');
	await see('essences', t('essence.title'), ALL_SIZES);
	await goTo(desk, 'harvest');
	await expect(page.getByText('Sprache öffnet Türen')).toBeVisible();
	faults.push(...(await look(page, 'harvest', ALL_SIZES)));
	await page.emulateMedia({ colorScheme: 'dark' });
	faults.push(...(await look(page, 'dark harvest')));
	await show({ mode: 'reports', tableIds: desk.tables.slice(0, 4).map(({ id }) => id) });
	await expect(page.getByText(t('reports.next'), { exact: true })).toBeVisible();
	faults.push(...(await look(page, 'reports', ALL_SIZES)));
	await show({ mode: 'auto' });
	await goTo(desk, 'vote');
	await see('vote', t('vote.title', { n: 3 }), ALL_SIZES);
	const [ballot] = desk.rows('ballot');
	const ballotId = ballot?.id ?? '';
	const dots = Object.fromEntries((ballot?.optionIds ?? []).map((id, at) => [id, 12 - at]));
	await desk.must('ballot.tally', { ballotId, dots, papers: 60 });
	await desk.must('ballot.close', { ballotId });
	await see('closed vote', t('vote.closed'));
	await desk.must('ballot.reveal', { ballotId });
	await see('result', t('result.title'), ALL_SIZES);
	await page.emulateMedia({ colorScheme: 'light' });
	faults.push(...(await look(page, 'light result')));
	await show({ mode: 'travel' });
	await see('travel', t('travel.title'), ALL_SIZES);
	await show({ mode: 'auto' });
	await goTo(desk, 'close');
	await see('close', t('close.title'), ALL_SIZES);
	await show({ mode: 'blank' });
	await expect(page.getByRole('heading', { name: t('blank') })).toBeAttached();
	await expect(page.locator('main')).toHaveCSS('background-color', 'rgb(0, 0, 0)');
	expect(faults).toEqual([]);
});

test('mirrored in Arabic, a hundred tables in two rooms, and what a second projector shows', async ({
	crowd,
	hall
}) => {
	test.setTimeout(180_000);
	const [, wide] = crowd.halls;
	if (!wide) throw new Error('no hall');
	const ar = words('screen', 'ar');
	const desk = await crowd.lead(wide);
	const { page } = await hall.screen(`${wide.paths.screen}&lang=ar`);
	const faults: string[] = [];
	const qr = page.getByRole('img');
	const middle = async (what: ReturnType<Page['locator']>) => {
		const box = await what.boundingBox();
		return (box?.x ?? 0) + (box?.width ?? 0) / 2;
	};
	await expect(page.locator('h1')).toHaveText(ar('welcome.title'));
	faults.push(...(await look(page, 'doors')));
	expect(await middle(qr)).toBeGreaterThan(1920 / 2);
	await goTo(desk, 'round', 1);
	await expect(page.locator('h1')).toHaveText(QUESTION.ar ?? '');
	// A street and its number stay in one piece and in their own order inside the Arabic line.
	const street = await page.locator('h1').evaluate((heading) => {
		const text = heading.firstChild;
		const at = text?.textContent?.indexOf('Lange') ?? -1;
		const [word, number] = [at, at + 'Lange Straße '.length].map((from) => {
			const range = document.createRange();
			range.setStart(text as Node, from);
			range.setEnd(text as Node, from + 2);
			return range.getBoundingClientRect();
		});
		return { word: word?.x ?? 0, number: number?.x ?? 0, sameLine: word?.y === number?.y };
	});
	if (street.sameLine) expect(street.word).toBeLessThan(street.number);
	faults.push(...(await look(page, 'question')));
	await desk.must('step.add', breakBefore(desk, 2));
	await goTo(desk, 'break');
	await expect(page.locator('h1')).toHaveText(ar('break.title'));
	faults.push(...(await look(page, 'break')));
	await goTo(desk, 'change', 2);
	await expect(page.locator('h1')).toHaveText(ar('change.title'));
	faults.push(...(await look(page, 'a hundred tables', ALL_SIZES)));

	// One that was opened for a room knows that room's tables only, whatever is put up meanwhile.
	const second = await hall.screen(`${wide.paths.screen}&show=where&hall=Foyer`);
	await expect(second.page.getByText('Foyer')).toBeVisible();
	await expect(second.page.locator('.tables li')).not.toHaveCount(0);
	await expect(second.page.getByText(t('table', { n: 50 }), { exact: true })).toHaveCount(0);
	await desk.must('screen.show', { screen: { mode: 'join' } });
	await expect(page.locator('h1')).toHaveText(ar('join.title'));
	await expect(second.page.locator('h1')).toHaveText(t('change.title'));

	await desk.must('screen.show', { screen: { mode: 'privacy' } });
	await expect(page.locator('h1')).toHaveText(ar('privacy.title'));
	faults.push(...(await look(page, 'privacy')));
	await desk.must('screen.show', { screen: { mode: 'travel' } });
	await expect(page.locator('h1')).toHaveText(ar('travel.title'));
	await expect(page.locator('.map > .token svg').first()).toBeVisible();
	faults.push(...(await look(page, 'travel', ALL_SIZES)));
	expect(faults).toEqual([]);
});

test('a held picture stays, and so does the last one when the server goes and comes back', async ({
	crowd,
	hall,
	server
}) => {
	const [full] = crowd.halls;
	if (!full) throw new Error('no hall');
	const desk = await crowd.lead(full);
	const { page } = await hall.screen(full.paths.screen);
	const heading = page.locator('h1');
	await goTo(desk, 'round', 1);
	await expect(heading).toHaveText(QUESTION.de ?? '');
	await desk.must('screen.show', { screen: { mode: 'held' } });
	await goTo(desk, 'change', 2);
	await page.reload();
	await expect(heading).toHaveText(QUESTION.de ?? '');
	await desk.must('screen.show', { screen: { mode: 'auto' } });
	await expect(heading).toHaveText(t('change.title'));

	await server.kill();
	await expect(page.getByText(t('away.server_away'))).toBeVisible();
	await expect(heading).toHaveText(t('change.title'));
	await server.start();
	await expect(page.getByText(t('away.server_away'))).toHaveCount(0);
	await goTo(desk, 'essence');
	await expect(heading).toHaveText(t('essence.title'));
});
