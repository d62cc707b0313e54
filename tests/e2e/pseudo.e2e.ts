/**
 * Every screen of phone and projector in the language of tests: mirrored, two fifths longer, without a
 * plain letter. A plain letter on a page is a text that no translator can reach; a text wider than its
 * box is cut off on the narrowest phone.
 */
import type { Page } from '@playwright/test';
import { speakPseudo } from '#lib/text/languages.ts';
import { PSEUDO } from '#lib/text/pseudo.ts';
import { openConsole, type Console } from '../../cli/rehearse/console.ts';
import { Office } from '../../cli/rehearse/office.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';

/** Whatever people write here is in letters of its own, so that it cannot be taken for a text of ours. */
const IDEA = 'Більше лавок біля гавані, будь ласка';
const SENTENCE = 'Ми хочемо місто, у якому всім є де сісти';
const GROUP = 'Місця для зустрічей';
const QUESTION = 'Що робить наше місто гостинним?';

/** The narrowest phone that is still in use. */
const NARROW = {
	viewport: { width: 320, height: 568 },
	lang: PSEUDO,
	reducedMotion: 'reduce'
} as const;

test.beforeAll(() => {
	process.env['AUFTAKT_PSEUDO'] = 'on';
	speakPseudo();
});
test.afterAll(() => {
	delete process.env['AUFTAKT_PSEUDO'];
});

class Findings {
	readonly all: string[] = [];

	async look(page: Page, name: string): Promise<void> {
		// What the hall is told reaches a page in a quarter of a second, and no mark says that it has.
		await page.waitForTimeout(500);
		for (const found of await page.evaluate(findIn)) this.all.push(`${name}: ${found}`);
	}
}

/** Runs in the page: texts with plain letters, and texts that do not fit where they stand. */
function findIn(): string[] {
	// Codes, public ids, seats, addresses and names of languages are the same in every language; the name
	// of a month is the browser's.
	const known =
		/[A-HJ-NP-TV-Z2-9]{4}\s?[A-HJ-NP-TV-Z2-9]{4}|[RE]\d?-T\d+-\d+|\b\d*[A-L]\b|[\d.]+:\d+\S*|https?:\S+|Deutsch|QR|1\. März 2027/g;
	const found: string[] = [];
	const check = (text: string | null | undefined, where: string) => {
		const left = (text ?? '').replace(known, '');
		if (/[a-z]{2}/i.test(left)) found.push(`${where} says “${left.trim()}”`);
	};
	const isSeen = (element: Element) =>
		element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
	check(document.title, 'the title');
	for (const element of document.querySelectorAll('body *')) {
		if (element.closest('script, style, svg, noscript') || !isSeen(element)) continue;
		for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
			check(element.getAttribute(name), `${element.localName}[${name}]`);
	}

	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth > width)
		found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const parent = walker.currentNode.parentElement;
		const text = walker.currentNode.nodeValue?.trim();
		if (!text || !parent || parent.closest('script, style, svg, noscript') || !isSeen(parent))
			continue;
		check(text, parent.localName);
		// For screen readers only.
		if (parent.closest('.visually-hidden')) continue;
		const range = document.createRange();
		range.selectNodeContents(walker.currentNode);
		for (const box of range.getClientRects()) {
			if (box.width === 0) continue;
			if (box.left < -1 || box.right > width + 1) found.push(`“${text}” leaves the page sideways`);
			for (let around: Element | null = parent; around; around = around.parentElement) {
				const { overflowX } = getComputedStyle(around);
				if (overflowX === 'visible') continue;
				const outer = around.getBoundingClientRect();
				if (box.left < outer.left - 1 || box.right > outer.right + 1)
					found.push(`“${text}” is cut off by ${around.localName}.${around.className}`);
			}
		}
	}
	return [...new Set(found)];
}

test('nothing is hard-coded and nothing is cut off, step by step', async ({ hall, server }) => {
	test.setTimeout(240_000);
	const office = await Office.takeOver(server.setupLink ?? '', OWNER);
	const workshop = await office.createWorkshop({
		title: 'Наше місто',
		city: 'Росток',
		venue: 'Ратуша',
		mandate: '2011/2285',
		languages: ['de', PSEUDO],
		tables: 3,
		seats: 3,
		date: '2027-03-01',
		time: '18:00'
	});
	const desk: Console = await openConsole(workshop.console);
	for (const { id: stepId, kind } of desk.steps)
		if (kind === 'round')
			await desk.must('step.edit', { stepId, question: { [PSEUDO]: QUESTION, de: QUESTION } });
	await desk.must('workshop.edit', { givens: { de: QUESTION, [PSEUDO]: QUESTION } });

	const found = new Findings();
	const phone = await hall.phone(NARROW);
	const other = await hall.phone(NARROW);
	const screen = await hall.screen(`${workshop.screen}&lang=${PSEUDO}`, {
		reducedMotion: 'reduce'
	});
	const { page } = phone;
	const everywhere = async (name: string) => {
		await found.look(page, `phone, ${name}`);
		await found.look(screen.page, `projector, ${name}`);
	};
	const panel = async (name: string) => {
		await page.goto(`${workshop.join}?show=${name}`);
		await found.look(page, `phone, ${name}`);
	};

	await page.goto(`${workshop.join}?lang=${PSEUDO}`);
	await everywhere('closed doors');
	await desk.must('workshop.open', { rehearsal: true });
	for (const { page: guest } of [phone, other]) {
		await guest.goto(`${workshop.join}?lang=${PSEUDO}`);
		await expect(guest.locator('html')).toHaveAttribute('lang', PSEUDO);
	}
	await found.look(page, 'phone, joining');
	await phone.button('join.go').tap();
	await other.button('join.go').tap();
	await expect(phone.heading).toHaveText(phone.t('seat.title'));
	await everywhere('seat');
	for (const name of ['menu', 'language', 'about', 'mine', 'companion']) await panel(name);
	await page.goto(workshop.join);

	await desk.advance();
	await everywhere('welcome');
	await desk.advance();
	await phone.post(IDEA);
	await other.send(SENTENCE);
	await everywhere('round');
	await phone.idea(IDEA).getByText(phone.t('idea.edit'), { exact: true }).tap();
	await found.look(page, 'phone, changing a text');
	for (const name of ['mine', 'summary', 'carry']) await panel(name);
	await page.goto(workshop.join);
	await desk.must('workshop.call', { called: true });
	await everywhere('a call');
	await desk.must('workshop.call', { called: false });
	await desk.must('workshop.freeze', { frozen: true });
	await everywhere('writing stopped');
	await desk.must('workshop.freeze', { frozen: false });
	const items = desk.rows('contribution').map(({ id }) => ({ kind: 'contribution', id }) as const);
	const contributionIds = items.map(({ id }) => id);
	await desk.must('contribution.release', { contributionIds, released: true });

	await desk.advance();
	await expect(phone.heading).not.toHaveText(QUESTION);
	await everywhere('change');
	await desk.advance();
	await everywhere('second round');
	while (desk.step?.kind !== 'essence') await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('essence.title'));
	await everywhere('essence');
	await desk.advance();
	await desk.group(GROUP, items);
	await expect(page.getByText(GROUP)).toBeVisible();
	await everywhere('harvest');
	await desk.advance();
	await phone.placeDot(GROUP);
	await everywhere('vote');
	const [ballot] = desk.rows('ballot');
	await desk.must('ballot.close', { ballotId: ballot?.id ?? '' });
	await everywhere('vote closed');
	await desk.must('ballot.reveal', { ballotId: ballot?.id ?? '' });
	await expect(page.getByText(phone.t('vote.mood'))).toBeVisible();
	await everywhere('result');
	for (const mode of ['travel', 'privacy', 'clusters', 'where', 'blank'] as const) {
		await desk.must('screen.show', { screen: { mode } });
		await found.look(screen.page, `projector, ${mode}`);
	}
	await desk.must('screen.show', { screen: { mode: 'auto' } });
	await desk.advance();
	await expect(phone.heading).toHaveText(phone.t('close.title'));
	await everywhere('close');
	desk.close();
	expect(found.all).toEqual([]);
});
