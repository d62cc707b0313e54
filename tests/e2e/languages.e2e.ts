/** Everybody at one table, each in the own language and direction. */
import { expect, test } from '../support/browser/test.ts';

const ARABIC = 'نريد مكاناً نلتقي فيه دون أن ندفع. (2035)';
const GERMAN = 'Ein Ort, an dem man nichts kaufen muss.';

test('a phone in Arabic beside a phone in German', async ({ hall, workshop }) => {
	const right = await hall.phone({ lang: 'ar' });
	const left = await hall.phone();
	for (const phone of [right, left]) {
		await phone.enterCode(workshop.code);
		await phone.join(1);
	}
	const html = right.page.locator('html');
	await expect(html).toHaveAttribute('dir', 'rtl');
	await expect(html).toHaveAttribute('lang', 'ar');

	await workshop.desk.advance();
	await workshop.desk.advance();
	await right.post(ARABIC);
	await left.post(GERMAN);
	// Said in its own language, and so read aloud by a screen reader, on both phones.
	await expect(left.page.getByText(ARABIC)).toHaveAttribute('lang', 'ar');
	await expect(left.idea(ARABIC)).toContainText('العربية');
	await expect(right.page.getByText(GERMAN)).toHaveAttribute('lang', 'de');
	await expect(right.idea(GERMAN)).toContainText('Deutsch');

	// The button to send stands where a line ends.
	const send = await right.button('compose.send').boundingBox();
	const field = await right.field.boundingBox();
	expect(send?.x ?? 0).toBeLessThan(field?.x ?? 0);
	expect(await right.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('the language can be changed at any time, texts stay as they were typed', async ({
	hall,
	workshop
}) => {
	const phone = await hall.phone();
	const english = await hall.phone({ lang: 'en' });
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	await phone.post(GERMAN);
	await phone.page.getByRole('link', { name: phone.t('menu.open') }).tap();
	await phone.page.getByRole('link', { name: phone.t('language.title') }).tap();
	await phone.page.getByRole('link', { name: 'English' }).tap();
	const { page } = phone;
	await expect(page.getByRole('button', { name: english.t('compose.send') })).toBeVisible();
	await expect(phone.idea(GERMAN)).toContainText(english.t('idea.saved'));
});

test('a text in another language than its phone is taken for that, and one tap puts it right', async ({
	hall,
	workshop
}) => {
	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await workshop.desk.advance();
	await workshop.desk.advance();
	const text = 'We need more benches in the park';
	await phone.post(text);
	const words = phone.page.getByText(text);
	await expect(words).toHaveAttribute('lang', 'en');
	await expect(phone.idea(text)).toContainText('English');
	const no = phone.page.getByRole('button', {
		name: phone.t('idea.language_no', { language: 'Deutsch' })
	});
	await no.tap();
	await expect(words).toHaveAttribute('lang', 'de');
	await expect(no).toHaveCount(0);
	const langs = () => workshop.desk.rows('contribution').map(({ lang }) => lang);
	await expect.poll(langs).toEqual(['de']);

	// The facilitator knows it better: one choice in the list, and one key back.
	const desk = await hall.console(workshop.console);
	const mark = desk.page.getByRole('combobox', {
		name: `${desk.t('release.language')}: R1-T01-001`
	});
	await expect(mark).toHaveValue('de');
	await mark.selectOption('en');
	await expect.poll(langs).toEqual(['en']);
	await expect(words).toHaveAttribute('lang', 'en');
	await desk.page.getByText(text).click();
	await desk.page.keyboard.press('u');
	await expect.poll(langs).toEqual(['de']);

	while (workshop.desk.step?.kind !== 'essence') await workshop.desk.advance();
	await phone.page
		.getByLabel(phone.t('essence.number', { n: 1 }))
		.fill('The city opens the library on Sundays.');
	await phone.button('essence.send').first().tap();
	await expect.poll(() => workshop.desk.rows('essence').map(({ lang }) => lang)).toEqual(['en']);
	await no.tap();
	await expect(no).toHaveCount(0);
	await expect.poll(() => workshop.desk.rows('essence').map(({ lang }) => lang)).toEqual(['de']);
});

test('Leichte Sprache has words of its own and asks in German what it is not given', async ({
	hall,
	workshop
}) => {
	await workshop.desk.must('workshop.edit', { languages: ['ar', 'de', 'de-simple'] });
	const phone = await hall.phone({ lang: 'de-simple', locale: 'de-DE' });
	await phone.page.goto(workshop.join);
	await phone.join(1);
	await expect(phone.page.locator('html')).toHaveAttribute('lang', 'de-simple');
	await workshop.desk.advance();
	await workshop.desk.advance();
	await expect(phone.heading).toHaveAttribute('lang', 'de');
	await phone.post('Park');
	await expect(phone.page.getByText('Park', { exact: true })).toHaveAttribute('lang', 'de');
});
