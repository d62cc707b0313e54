/** A family on four phones: who belongs together shares a seat and walks the same way. */
import { expect, test } from '../support/browser/test.ts';

test('a family stays together: by number, by address, at the door and from another table', async ({
	hall,
	workshop
}) => {
	test.setTimeout(120_000);
	const { desk } = workshop;
	const ada = await hall.phone();
	await ada.page.goto(workshop.join);
	await ada.join(1);
	await ada.page.getByRole('link', { name: ada.t('companion.title'), exact: true }).tap();
	const number = (await ada.page.locator('strong[dir=ltr]').textContent()) ?? '';
	expect(number).toMatch(/^1-\d{5}$/);
	const address = await ada.page.locator('main a[href*="?with="]').getAttribute('href');
	const { search } = new URL(address ?? '');

	// At the door, on a phone whose script never arrived, with a number heard wrongly first.
	const ben = await hall.phone({ javaScriptEnabled: false });
	await ben.page.goto(`${workshop.join}?lang=de`);
	const more = ben.page.getByText(ben.t('join.more'));
	const field = ben.page.getByLabel(ben.t('companion.other'));
	await more.tap();
	await field.fill(`9${number.slice(1)}`);
	await ben.button('join.go').tap();
	await expect(ben.page.getByRole('alert')).toHaveText(ben.t('companion.unknown'));
	await field.fill(number.replace('-', ' '));
	await ben.button('join.go').tap();
	await expect(ben.heading).toHaveText(ben.t('seat.title'));
	await expect(ben.page.getByText(ben.t('companion.devices', { n: 2 }))).toBeVisible();
	// Whose seat it is learns that somebody has come.
	await expect(ada.page.getByText(ada.t('companion.devices', { n: 2 }))).toBeVisible();

	// From another table, by number, also without JavaScript.
	const cem = await hall.phone({ javaScriptEnabled: false });
	await cem.page.goto(`${workshop.join}?lang=de`);
	await cem.button('join.go').tap();
	await expect(cem.heading).toHaveText(cem.t('seat.title'));
	await cem.page.getByRole('link', { name: cem.t('companion.title'), exact: true }).tap();
	await cem.page.getByLabel(cem.t('companion.field')).fill(number);
	await cem.button('companion.go').tap();
	await expect(cem.page.getByText(cem.t('companion.devices', { n: 3 }))).toBeVisible();

	// From another table, by the code that was scanned.
	const dana = await hall.phone();
	await dana.page.goto(workshop.join);
	await dana.join(3);
	await dana.page.goto(`${workshop.join}${search}`);
	await expect(dana.page.getByText(dana.t('companion.ask', { seat: '1B' }))).toBeVisible();
	await dana.button('companion.go').first().tap();
	await expect(dana.page.getByText(dana.t('companion.devices', { n: 4 }))).toBeVisible();
	const free = desk.rows('seat').filter(({ taken }) => !taken);
	expect(free).toHaveLength(8);

	const console = await hall.console(workshop.console);
	await console.page.getByRole('button', { name: console.t('table.name', { number: 1 }) }).click();
	await expect(
		console.page.getByText(console.t('table.shared', { seats: '1B (4)' }))
	).toBeVisible();

	await desk.advance();
	await desk.advance();
	await desk.advance();
	await ada.page.goto(workshop.join);
	await ada.expectSentTo(2);
	await dana.expectSentTo(2);
	for (const plain of [ben, cem]) {
		await plain.page.goto(workshop.join);
		await plain.expectSentTo(2);
	}
});
