/** A whole evening led from the facilitator's own phone, in one hand: from the doors to the last word. */
import { STEPS } from '../support/browser/console-page.ts';
import { letIn, say } from '../support/browser/guests.ts';
import { expect, prepareWorkshop, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const SAID = ['Mehr Bänke am Hafen.', 'Kurse am Abend.', 'Ein Chor für alle.'];
const [BENCHES = ''] = SAID;
const GROUPS = ['Orte zum Treffen', 'Zeit zum Lernen'];

test('a facilitator leads a whole evening from a phone', async ({ hall, owner }) => {
	test.setTimeout(180_000);
	const links = await prepareWorkshop(owner, { languages: ['de'] });
	const desk = await hall.console(links.console, PHONE);
	const screen = await hall.screen(links.screen);
	const { page, t } = desk;
	const hand = (key: Parameters<typeof t>[0]) =>
		page
			.getByRole('region', { name: t('place.remote'), exact: true })
			.getByRole('button', { name: t(key), exact: true });
	const go = async (place: 'remote' | 'evening' | 'hall' | 'release' | 'harvest') => {
		const tab = page.getByRole('navigation', { name: t('places') }).getByRole('button', {
			name: new RegExp(`^${t(`place.${place}`)}`)
		});
		await tab.tap();
		await expect(tab).toHaveAttribute('aria-current', 'page');
	};
	/** Nothing needs scrolling sideways. */
	const expectNarrow = async () => {
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width).toBeLessThanOrEqual(PHONE.viewport.width);
	};

	await expectNarrow();
	await desk.button('open.doors').tap();
	await expect(page.getByText(t('now.doors'), { exact: true })).toBeVisible();
	const guests = await letIn(links, 6);
	const [ada] = guests.phones;
	await go('remote');

	await test.step('round 1: time, screen, writing and a step back', async () => {
		await desk.moveTo(STEPS.welcome, { first: true });
		await desk.moveTo(STEPS.round(1));
		const before = await desk.secondsLeft();
		await hand('remote.more').tap();
		await expect.poll(() => desk.secondsLeft()).toBeGreaterThan(before + 60);

		await hand('remote.pause').tap();
		await expect(page.getByText(t('now.paused'))).toBeVisible();
		await hand('remote.resume').tap();
		await expect(page.getByText(t('now.paused'))).toHaveCount(0);

		await hand('remote.blank').tap();
		await expect(hand('remote.screen_on')).toBeVisible();
		await hand('remote.screen_on').tap();

		await hand('remote.freeze').tap();
		await expect(page.getByText(t('frozen.banner'))).toBeVisible();
		await hand('remote.thaw').tap();
		await expect(page.getByText(t('frozen.banner'))).toHaveCount(0);

		await hand('remote.back').tap();
		await desk.expectAt(STEPS.welcome);
		await desk.moveTo(STEPS.round(1));
	});

	await test.step('everybody is called, a table gets help, a text comes on the screen', async () => {
		await hand('remote.call').tap();
		await screen.expectShows(words('screen')('call.title'));
		await ada?.until(() => ada.workshop?.calledAt !== null);
		await ada?.send('participant.hear', { calledAt: ada.workshop?.calledAt ?? 0 });
		await expect(page.getByText(t('call.heard', { n: 1, total: 6 }))).toBeVisible();
		await hand('remote.call_end').tap();
		await expect(page.getByText(t('call.heard', { n: 1, total: 6 }))).toHaveCount(0);

		await say(guests, SAID);
		await ada?.send('table.signal', { tableId: ada.tableId ?? '', state: 'help' });
		const number = ada?.rows('table').find(({ id }) => id === ada.tableId)?.number ?? 0;
		await page.getByRole('button', { name: t('remote.helped_at', { number }) }).tap();
		await expect(page.getByText(t('remote.help', { n: 1 }))).toHaveCount(0);

		// What is worth a walk is seen without leaving the remote control.
		await ada?.send('table.signal', { tableId: ada.tableId ?? '', state: 'more_time' });
		await expect(page.getByText(t('hall.attention', { n: 1 }))).toBeVisible();
		await expect(page.getByText(t('pulse.more_time'), { exact: true })).toBeVisible();
		await ada?.send('table.signal', { tableId: ada.tableId ?? '', state: null });
		await expect(page.getByText(t('hall.attention', { n: 1 }))).toHaveCount(0);

		await go('release');
		const publicId = `R1-T0${number}-001`;
		await desk.release(publicId);
		await desk.putOnScreen(publicId);
		await screen.expectShows(BENCHES);
		await expectNarrow();
		await desk.button('screen.auto').tap();
		await screen.expectShowsNot(BENCHES);
	});

	await test.step('changes, rounds and sentences', async () => {
		await go('remote');
		for (const step of [
			STEPS.change(2),
			STEPS.round(2),
			STEPS.change(3),
			STEPS.round(3),
			STEPS.essence
		])
			await desk.moveTo(step);
		await expectNarrow();
		await go('evening');
		await expect(
			page.getByRole('button', { name: new RegExp(`^${t('step.vote')},`) })
		).toBeVisible();
		await go('hall');
		await expect(page.getByText(t('hall.people', { n: 6 }))).toBeVisible();
	});

	await test.step('harvest: two groups by thumb, tables report', async () => {
		await desk.moveTo(STEPS.harvest);
		await go('harvest');
		for (const [at, title] of GROUPS.entries()) {
			await desk.text(SAID[at] ?? '').tap();
			await page.getByRole('button', { name: t('harvest.into_new') }).tap();
			await page.getByRole('textbox', { name: t('harvest.name') }).fill(title);
			await desk.button('harvest.create').tap();
			await expect(desk.cluster(title)).toContainText(SAID[at] ?? '');
			await screen.expectShows(title);
		}
		await expectNarrow();
		await go('release');
		await desk.button('reports.by_table').tap();
		await screen.expectShows(words('screen')('reports.label'));
		await desk.button('reports.next', { number: 2 }).tap();
		await desk.button('reports.end').tap();
		await screen.expectShowsNot(words('screen')('reports.label'));
	});

	await test.step('a vote, its result, thanks', async () => {
		await desk.moveTo(STEPS.vote);
		await go('remote');
		await hand('remote.vote').tap();
		await ada?.until(() => ada.rows('ballot').length > 0);
		const option = ada?.rows('cluster').find(({ title }) => title === GROUPS[1])?.id ?? '';
		const ballotId = ada?.rows('ballot')[0]?.id ?? '';
		await ada?.send('vote.cast', { ballotId, dots: { [option]: 2 } });
		await expect(page.getByText(t('vote.turnout', { n: 1, total: 6 }))).toBeVisible();
		await desk.button('vote.close').tap();
		await screen.expectShowsNot(words('screen')('result.title'));
		await desk.button('vote.reveal').tap();
		await screen.expectShows(words('screen')('result.title'));
		await expect(page.getByText(t('vote.points', { n: 2 }), { exact: true })).toBeVisible();
		await expectNarrow();

		await desk.moveTo(STEPS.close);
		await desk.button('next.close').tap();
		await desk.button('close.confirm.yes').tap();
		await expect(page.getByText(t('closed.title')).first()).toBeAttached();
		await screen.expectShows(words('screen')('close.title'));
		await ada?.until(() => ada.workshop?.state === 'closed');
	});
	guests.close();
});
