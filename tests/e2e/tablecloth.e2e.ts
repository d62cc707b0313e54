/**
 * What lies on a table's cloth: thoughts that build on others, over two tables and without JavaScript, the
 * rounds before as its layers, a table with one writing device, and the quiet minutes.
 */
import { expect, test } from '../support/browser/test.ts';

const BENCHES = 'Mehr Bänke am Hafen.';
const BACKS = 'Bänke mit Lehne, auch für Ältere.';
const SHADE = 'Und Schatten: ein Baum an jeder Bank.';
const PLAIN = 'Bänke, die man verschieben kann.';
const HANDED_ON = 'Hier ging es um Plätze ohne Kaufzwang.';

test('a thought is taken further at its own table and at another one', async ({
	hall,
	workshop
}) => {
	const [ada, ben, cem] = [await hall.phone(), await hall.phone(), await hall.phone()];
	for (const [phone, table] of [
		[ada, 1],
		[ben, 1],
		[cem, 2]
	] as const) {
		await phone.page.goto(workshop.join);
		await phone.join(table);
	}
	// Cem hosts table 2, where Ada comes in round 2.
	await cem.button('host.take').tap();
	await expect(cem.page.getByText(cem.t('seat.host'))).toBeVisible();
	await workshop.desk.advance();
	await workshop.desk.advance();

	await ada.post(BENCHES);
	await ben.buildOn(BENCHES);
	await expect(ben.page.getByText(ben.t('build.on', { id: 'R1-T01-001' }))).toBeVisible();
	// What one builds on survives a reload, like the words.
	await ben.field.fill('Bänke mit');
	await ben.page.reload();
	await expect(ben.field).toHaveValue('Bänke mit');
	await ben.post(BACKS);
	await expect(ben.idea(BACKS)).toContainText(ben.t('build.on', { id: 'R1-T01-001' }));
	await expect(ada.idea(BACKS)).toContainText(BENCHES);
	const source = ada.page.locator('article').filter({ hasText: ada.t('build.grown', { id: '' }) });
	await expect(source).toContainText('R1-T01-002');

	await cem.post(PLAIN);
	await workshop.desk.advance();
	await cem.writeSummary(HANDED_ON);
	await ada.expectSentTo(2);
	await ada.carry(BENCHES);
	await ada.walkTo(2);
	await workshop.desk.advance();

	await expect(ada.page.getByText(HANDED_ON)).toBeVisible();
	const layer = ada.page.locator('section').filter({
		has: ada.page.getByRole('heading', { name: ada.t('round.before', { round: 1, n: 1 }) })
	});
	await expect(layer).toContainText(PLAIN);

	// Carried to table 2 and taken further there by keyboard; its author is told.
	const carried = cem.page.getByRole('figure').filter({ hasText: BENCHES });
	await carried.getByRole('link', { name: cem.t('build.go') }).focus();
	await cem.page.keyboard.press('Enter');
	await expect(cem.field).toBeFocused();
	await cem.page.keyboard.type(SHADE);
	await cem.page.keyboard.press('Control+Enter');
	await cem.expectSaved(SHADE);
	await expect(ada.idea(SHADE)).toContainText(ada.t('build.on', { id: 'R1-T01-001' }));
	await ada.page.goto(`${workshop.join}?show=mine`);
	await expect(ada.idea(BENCHES)).toContainText(ada.t('build.grown_at', { n: 1 }));
	await expect(ada.idea(BENCHES)).toContainText(ada.t('build.grown', { id: 'R2-T02-001' }));
});

test('taking a thought further without JavaScript', async ({ hall, workshop }) => {
	const plain = await hall.phone({ javaScriptEnabled: false });
	const other = await hall.phone();
	for (const phone of [plain, other]) {
		await phone.page.goto(workshop.join);
		await phone.join(1);
	}
	await workshop.desk.advance();
	await workshop.desk.advance();
	await other.post(BENCHES);
	await plain.page.goto(workshop.join);
	await plain.buildOn(BENCHES);
	await plain.post(BACKS);
	await expect(plain.idea(BACKS)).toContainText(plain.t('build.on', { id: 'R1-T01-001' }));
	await expect(other.idea(BACKS)).toContainText(BENCHES);
});

test('one writes, the other reads along and remembers it', async ({ hall, workshop }) => {
	const [ada, ben] = [await hall.phone(), await hall.phone()];
	for (const phone of [ada, ben]) {
		await phone.page.goto(workshop.join);
		await phone.join(1);
	}
	await workshop.desk.advance();
	await workshop.desk.advance();
	const sizeOf = async () => {
		const size = await ben
			.idea(BENCHES)
			.getByText(BENCHES)
			.evaluate((element) => getComputedStyle(element).fontSize);
		return Number.parseFloat(size);
	};
	await ada.post(BENCHES);
	await expect(ben.idea(BENCHES)).toBeVisible();
	const before = await sizeOf();
	await ben.button('read.go').tap();
	await expect(ben.field).toHaveCount(0);
	expect(await sizeOf()).toBeGreaterThan(before);

	await ben.page.reload();
	await expect(ben.button('read.write')).toBeVisible();
	await expect(ben.field).toHaveCount(0);
	await ben.button('read.write').tap();
	await expect(ben.field).toBeFocused();
	await ben.post(BACKS);
});

test('the quiet minutes are told and hold nobody up', async ({ hall, workshop }) => {
	await workshop.desk.must('workshop.edit', { quietMinutes: 1 });
	const ada = await hall.phone();
	await ada.page.clock.install();
	await ada.page.goto(workshop.join);
	await ada.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	const told = ada.page.getByText(ada.t('quiet.now', { time: '' }).split(':')[0] ?? '');
	await expect(told).toHaveText(/0:\d\d$/);
	await ada.post(BENCHES);
	await ada.page.clock.fastForward(61_000);
	await expect(told).toHaveCount(0);
});

test('another person takes over a table whose host has left', async ({ hall, workshop }) => {
	const [ada, ben] = [await hall.phone(), await hall.phone()];
	for (const phone of [ada, ben]) {
		await phone.page.goto(workshop.join);
		await phone.join(1);
	}
	await ada.button('host.take').tap();
	await expect(ada.page.getByText(ada.t('seat.host'))).toBeVisible();
	await workshop.desk.advance();
	await workshop.desk.advance();
	await expect(ben.field).toBeVisible();
	await expect(ben.button('host.take')).toHaveCount(0);
	await ada.page.getByRole('link', { name: ada.t('menu.open') }).tap();
	await ada.page.getByText(ada.t('leave.title'), { exact: true }).tap();
	await ada.button('leave.yes').tap();

	await ben.button('host.take').tap();
	await expect(ben.page.getByText(ben.t('host.help'))).toBeVisible();
	await expect(ben.page.getByRole('link', { name: ben.t('summary.open') })).toBeVisible();
});
