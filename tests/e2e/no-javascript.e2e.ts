/** A phone whose script never arrives takes part: every tap is a plain form too. */
import { expect, test } from '../support/browser/test.ts';

const IDEA = 'Ein Tisch vor jedem Haus, einmal im Sommer.';
const BETTER = 'Ein Tisch vor jedem Haus, jeden Sommer.';
const ANSWER = 'Dafür die Straße sperren.';

test('joining, writing and agreeing without JavaScript', async ({ hall, workshop }) => {
	const plain = await hall.phone({ javaScriptEnabled: false });
	const other = await hall.phone();
	await plain.enterCode(workshop.code);
	await plain.join(1);
	await other.page.goto(workshop.join);
	await other.join(1);
	await plain.button('host.take').tap();
	await expect(plain.page.getByText(plain.t('seat.host'))).toBeVisible();

	await workshop.desk.advance();
	await workshop.desk.advance();
	await plain.page.goto(workshop.join);
	await plain.post(IDEA);
	await plain.edit(IDEA, BETTER);
	await expect(other.idea(BETTER)).toBeVisible();
	await other.post(ANSWER);

	await plain.page.reload();
	await plain.agree(ANSWER);
	await expect(other.idea(ANSWER)).toContainText(other.t('idea.agrees', { n: 1 }));
	await plain.withdraw(BETTER);
	await expect(other.idea(BETTER)).toHaveCount(0);

	await workshop.desk.advance();
	await plain.page.goto(workshop.join);
	await plain.page.getByLabel(plain.t('summary.point', { n: 1 })).fill('Nachbarschaft');
	await plain.button('summary.save').tap();
	await expect(plain.page.getByLabel(plain.t('summary.point', { n: 1 }))).toHaveValue(
		'Nachbarschaft'
	);
});

test('a wrong code is said in plain words and can be corrected', async ({ hall, workshop }) => {
	const plain = await hall.phone({ javaScriptEnabled: false });
	await plain.enterCode('ABC');
	await expect(plain.page.getByRole('alert')).toHaveText(plain.t('code.unknown'));
	await plain.enterCode('ABCDEFGH');
	await expect(plain.page.getByText(plain.common('error.code'))).toBeVisible();
	await plain.page.getByRole('link', { name: plain.common('error.again') }).tap();
	const field = plain.page.getByRole('textbox', { name: plain.t('code.ask') });
	await expect(field).toHaveValue('ABCDEFGH');
	await field.fill(workshop.code);
	await plain.button('code.go').tap();
	await expect(plain.page.getByRole('heading', { name: plain.t('language.choose') })).toBeVisible();
});
