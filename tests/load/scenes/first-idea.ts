/**
 * Owns L6: one person with an old phone on a slow mobile network, from scanning the code to the first idea
 * that the server has acknowledged. The real page in a real browser; its network and its processor are
 * slowed down by the browser itself. The person does not think, so that only ours is measured.
 */
import { chromium, type Browser, type Page } from '@playwright/test';
import { speech } from '#lib/text/languages.ts';
import { createTranslate } from '#lib/text/text.ts';
import { provideBrowser } from '../../../cli/browser.ts';
import { CHROMIUM_ARGS } from '../../../cli/chromium.ts';
import type { Bench } from '../bench.ts';
import { median } from '../histogram.ts';
import { seed } from '../seed.ts';

/** 3G: 400 ms for each round trip, 400 kbit/s in each direction, a processor of a fourth. */
const NETWORK = { latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWER = 4;
const BAR_MS = 10_000;
const IDEA = 'Mehr Bänke am Hafen.';
const t = createTranslate<'citizen'>(speech('de', 'citizen'));

/** Milliseconds since the code was scanned. */
interface Way {
	page: number;
	seated: number;
	field: number;
	stored: number;
}

export async function playFirstIdea(bench: Bench): Promise<void> {
	const folder = bench.folder();
	const { halls } = await seed(folder, [{ tables: 20, seats: 10, phones: 0 }]);
	const server = await bench.product(folder);
	const address = `http://127.0.0.1:${server.port}/w/${halls[0]?.code}`;
	const browser = await chromium.launch({
		executablePath: await provideBrowser(),
		args: CHROMIUM_ARGS
	});
	const ways: Way[] = [];
	try {
		for (let round = 1; round <= bench.rounds; round++) {
			bench.say(`the first idea on 3G, ${round} of ${bench.rounds}`);
			ways.push(await arrive(browser, address));
		}
	} finally {
		await browser.close();
		await bench.clear();
	}
	const of = (step: keyof Way) => median(ways.map((way) => way[step]));
	const seconds = (step: keyof Way) => `${(of(step) / 1000).toFixed(1)} s`;
	bench.add({
		id: 'L6',
		what: 'on 3G with an old phone, from the code to the first stored idea, typing left out',
		unit: 'ms',
		ours: of('stored'),
		bare: null,
		value: of('stored'),
		isRatio: false,
		better: 'less',
		bar: BAR_MS,
		stretch: null,
		notes: [
			`page ${seconds('page')}, seated ${seconds('seated')}, field ${seconds('field')}; slowest ${Math.round(
				Math.max(...ways.map(({ stored }) => stored))
			)} ms`
		],
		details: ways
	});
}

async function arrive(browser: Browser, address: string): Promise<Way> {
	const context = await browser.newContext({
		locale: 'de-DE',
		viewport: { width: 390, height: 844 },
		isMobile: true,
		hasTouch: true
	});
	const page = await context.newPage();
	await slowDown(page);
	const start = performance.now();
	const now = () => performance.now() - start;

	await page.goto(address, { waitUntil: 'commit' });
	await page.getByRole('link', { name: 'Deutsch' }).tap({ noWaitAfter: true });
	const join = page.getByRole('button', { name: t('join.go'), exact: true });
	await join.waitFor();
	const arrived = now();
	await join.tap({ noWaitAfter: true });
	const go = page.getByRole('link', { name: t('seat.here'), exact: true });
	await go.waitFor();
	const seated = now();
	await go.tap({ noWaitAfter: true });
	const field = page.getByRole('textbox', { name: t('compose.label'), exact: true });
	await field.fill(IDEA);
	const ready = now();
	await page
		.getByRole('button', { name: t('compose.send'), exact: true })
		.tap({ noWaitAfter: true });
	await page.getByRole('article').filter({ hasText: IDEA }).getByText(t('idea.saved')).waitFor();
	const stored = now();
	await context.close();
	return { page: arrived, seated, field: ready, stored };
}

async function slowDown(page: Page): Promise<void> {
	const wire = await page.context().newCDPSession(page);
	await wire.send('Network.enable');
	await wire.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK });
	await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}
