/**
 * The statement on accessibility: one tap from every page, in every language, without JavaScript, with the
 * contacts that the city has entered, and leading back to where it was opened.
 */
import { LANGUAGE_NAMES } from '#lib/text/languages.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const OPERATOR = {
	OPERATOR_NAME: 'Stadt Lindhafen',
	OPERATOR_MAIL: 'barrierefrei@lindhafen.example',
	OPERATOR_PHONE: '+49 381 1234567',
	OPERATOR_ADDRESS: 'Am Markt 1 | 18000 Lindhafen',
	ENFORCEMENT_BODY: 'Schlichtungsstelle des Landes | schlichtung@land.example'
};

// Servers of these tests take their settings from this process.
test.use({ isNew: true });
test.beforeAll(() => {
	Object.assign(process.env, OPERATOR);
});
test.afterAll(() => {
	for (const name of Object.keys(OPERATOR)) delete process.env[name];
});

test('a barrier can be reported without JavaScript, before and after joining', async ({
	hall,
	workshop
}) => {
	const t = words('access');
	const plain = await hall.phone({ javaScriptEnabled: false });
	const { page } = plain;
	const open = async (back: string) => {
		await page.getByRole('link', { name: plain.common('access.link'), exact: true }).tap();
		await expect(plain.heading).toHaveText(t('title'));
		expect(await page.locator('script').count()).toBe(0);
		await expect(page.getByRole('link', { name: OPERATOR.OPERATOR_MAIL })).toHaveAttribute(
			'href',
			/^mailto:barrierefrei@lindhafen\.example\?subject=/
		);
		await expect(page.getByRole('link', { name: OPERATOR.OPERATOR_PHONE })).toHaveAttribute(
			'href',
			'tel:+493811234567'
		);
		for (const line of ['18000 Lindhafen', 'Schlichtungsstelle des Landes'])
			await expect(page.getByText(line)).toBeVisible();
		await page.getByRole('link', { name: t('back'), exact: true }).tap();
		await expect(page).toHaveURL(new RegExp(`${back}$`));
	};
	await page.goto('/');
	await open('/');
	await page.goto(workshop.join);
	await open(`/w/${workshop.code}`);
	await plain.join(1);
	await page.goto(`${workshop.join}?show=menu`);
	await open(`/w/${workshop.code}`);
});

test('it speaks every language, and every page leads there', async ({ hall, workshop }) => {
	for (const { lang, dir } of LANGUAGE_NAMES) {
		const html = await (await fetch(`${hall.url}/accessibility?lang=${lang}`)).text();
		expect(html).toContain(words('access', lang)('title'));
		expect(html).toContain(`dir="${dir}"`);
		expect(html).not.toContain('<script');
	}
	const office = await hall.office();
	const { page } = office;
	const link = page.locator('a[href^="/accessibility"]').first();
	for (const path of ['/office/sign-in', '/nothing']) {
		await page.goto(path);
		await expect(link).toBeVisible();
	}
	await office.signIn(OWNER);
	for (const path of ['/office/team', `${workshop.office}/guidelines`, workshop.console]) {
		await page.goto(path);
		await expect(link).toBeVisible();
	}
});
