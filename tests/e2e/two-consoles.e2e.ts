/** Two who lead the same evening at the same moment: nothing of either is lost, and one Next is one step. */
import { STEPS, type ConsolePage } from '../support/browser/console-page.ts';
import { letIn, say } from '../support/browser/guests.ts';
import { toFirstRound } from '../support/browser/one-phone.ts';
import { expect, test, type Workshop } from '../support/browser/test.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const [BENCHES, COURSES, CHOIR, BUS, GARDEN] = [
	'Mehr Bänke am Hafen.',
	'Kurse am Abend.',
	'Ein Chor für alle.',
	'Der Bus am Sonntag.',
	'Ein Garten für alle.'
];
const SAID = [BENCHES, COURSES, CHOIR, BUS, GARDEN];
const [MEETING, LEARNING, COMING] = ['Orte zum Treffen', 'Zeit zum Lernen', 'Gut ankommen'];

/** Chooses texts of the inbox and writes the name of a new group, up to the last key. */
async function nameGroup(desk: ConsolePage, title: string, texts: string[]): Promise<void> {
	const { page, t } = desk;
	for (const text of texts) await desk.text(text).click();
	await page.keyboard.press('n');
	await page.getByRole('textbox', { name: t('harvest.name') }).fill(title);
}

/** The button of a group that takes what is chosen elsewhere. */
const put = (desk: ConsolePage, title: string) =>
	desk.cluster(title).getByRole('button', { name: desk.t('harvest.put') });

const labelled = (desk: ConsolePage, key: Parameters<ConsolePage['t']>[0], title: string) =>
	desk.page.getByRole('button', { name: desk.t(key, { title }), exact: true });

/** What lies where, by the rows: titles with their texts. */
function wall({ desk }: Workshop): Record<string, string[]> {
	const texts = new Map(desk.rows('contribution').map(({ id, text }) => [id, text]));
	const inside = (cluster: string) =>
		desk.rows('membership').filter(({ clusterId }) => clusterId === cluster);
	return Object.fromEntries(
		desk
			.rows('cluster')
			.map(({ id, title }) => [title, inside(id).map(({ itemId }) => texts.get(itemId) ?? '')])
	);
}

test('two people sort the same harvest at once', async ({ hall, workshop }) => {
	test.setTimeout(120_000);
	const guests = await letIn(workshop, 5);
	await toFirstRound(workshop);
	await say(guests, SAID);
	guests.close();
	while (workshop.desk.step?.kind !== 'harvest') await workshop.desk.advance();
	const one = await hall.console(workshop.console);
	const other = await hall.console(workshop.console);
	const both = [one, other];

	/** Both consoles show these groups with these texts, and all that was said is still there. */
	const expectWall = async (groups: Record<string, string[]>) => {
		for (const desk of both) {
			for (const [title, texts] of Object.entries(groups))
				for (const text of texts) await expect(desk.cluster(title)).toContainText(text);
			for (const text of SAID) await expect(desk.text(text)).toBeVisible();
		}
		const sorted = (all: Record<string, string[]>) =>
			Object.fromEntries(Object.entries(all).map(([title, texts]) => [title, texts.toSorted()]));
		await expect.poll(() => sorted(wall(workshop))).toEqual(sorted(groups));
	};

	await test.step('the same texts into two new groups: they lie in both', async () => {
		await nameGroup(one, MEETING, [BENCHES, COURSES]);
		await nameGroup(other, LEARNING, [BENCHES, COURSES]);
		await Promise.all(both.map(({ page }) => page.keyboard.press('Enter')));
		await expectWall({ [MEETING]: [BENCHES, COURSES], [LEARNING]: [BENCHES, COURSES] });
	});

	const all = [BENCHES, COURSES, CHOIR, BUS];
	let back = [BENCHES, COURSES];
	await test.step('a text goes where somebody else puts another one', async () => {
		await one.text(CHOIR).click();
		await other.text(BUS).click();
		await Promise.all([put(one, MEETING).click(), put(other, MEETING).click()]);
		await expectWall({ [MEETING]: all, [LEARNING]: back });
	});

	await test.step('a group is taken away while a text is put into it', async () => {
		await one.text(GARDEN).click();
		await Promise.all([
			// Gone before it could be put there: then it simply waits on.
			put(one, LEARNING)
				.click({ timeout: 3000 })
				.catch(() => undefined),
			labelled(other, 'harvest.remove', LEARNING).click()
		]);
		await expectWall({ [MEETING]: all });
		await other.page.keyboard.press('u');
		await expect.poll(() => wall(workshop)[LEARNING]?.length).toBeGreaterThan(0);
		// The text that met the removal lies in the group again, or waits in the inbox: as who was first.
		back = wall(workshop)[LEARNING] ?? [];
		expect(back.filter((text) => text !== GARDEN).toSorted()).toEqual([COURSES, BENCHES]);
		await expectWall({ [MEETING]: all, [LEARNING]: back });
	});

	await test.step('a group is named while it goes into another one', async () => {
		await labelled(one, 'harvest.arrange', LEARNING).click();
		await labelled(other, 'harvest.rename', LEARNING).click();
		await other.page.getByRole('textbox', { name: other.t('harvest.name') }).fill(COMING);
		await Promise.all([
			one.page
				.getByRole('dialog')
				.getByRole('button', { name: one.t('harvest.merge') })
				.click(),
			other.page.keyboard.press('Enter')
		]);
		await expectWall({ [MEETING]: [...new Set([...all, ...back])] });
		await one.page.keyboard.press('u');
		// Whoever was first, both see the same name.
		await expect.poll(() => Object.keys(wall(workshop)).length).toBe(2);
		const name = Object.keys(wall(workshop)).find((title) => title !== MEETING) ?? '';
		expect([LEARNING, COMING]).toContain(name);
		await expectWall({ [MEETING]: all, [name]: back });
	});

	await test.step('both go on: one step, one vote', async () => {
		await Promise.all(both.map(({ page }) => page.keyboard.press('ArrowRight')));
		for (const desk of both) await desk.expectAt(STEPS.vote);
		await expect.poll(() => workshop.desk.step?.kind).toBe('vote');
		expect(workshop.desk.rows('ballot')).toHaveLength(1);
	});
});

test('two consoles never skip a step', async ({ hall, workshop }) => {
	const [one, other] = [
		await hall.console(workshop.console),
		await hall.console(workshop.console, PHONE)
	];
	await one.moveTo(STEPS.welcome, { first: true });
	await other.expectAt(STEPS.welcome);
	// A press right after a step has begun is taken for a bounce.
	await expect.poll(() => one.secondsLeft()).toBeLessThan(15 * 60 - 2);
	await Promise.all([
		one.page.keyboard.press('ArrowRight'),
		other.page.keyboard.press('ArrowRight')
	]);
	await one.expectAt(STEPS.round(1));
	await other.expectAt(STEPS.round(1));
});
