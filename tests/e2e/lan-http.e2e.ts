/**
 * A hall's own network: plain http under a name that browsers do not trust, so no service worker, no
 * clipboard, no crypto.randomUUID. Everything must work all the same.
 */
import { CHROMIUM_ARGS, findChromium } from '../../cli/chromium.ts';
import { STEPS } from '../support/browser/console-page.ts';
import { expect, test } from '../support/browser/test.ts';

const HOST = 'cafe.lan';
const IDEA = 'Mehr Nachtbusse.';

test.use({
	launchOptions: {
		executablePath: findChromium(),
		args: [...CHROMIUM_ARGS, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`]
	}
});

test('an evening under http://cafe.lan', async ({ hall, workshop }) => {
	const here = (link: string) => link.replace('127.0.0.1', HOST);
	hall.url = here(hall.url);
	const desk = await hall.console(here(workshop.console));
	const screen = await hall.screen(here(workshop.screen));
	const [ada, ben] = [await hall.phone(), await hall.phone()];
	for (const phone of [ada, ben]) {
		await phone.enterCode(workshop.code);
		await phone.join(1);
	}
	expect(await ada.page.evaluate(() => isSecureContext)).toBe(false);

	await desk.moveTo(STEPS.welcome, { first: true });
	await desk.moveTo(STEPS.round(1));
	await ada.post(IDEA);
	await expect(ben.idea(IDEA)).toBeVisible();
	await desk.release('R1-T01-001');
	await desk.putOnScreen('R1-T01-001');
	await screen.expectShows(IDEA);

	await desk.button('menu.links').click();
	const dialog = desk.page.getByRole('dialog');
	await expect(dialog.getByRole('textbox', { name: desk.t('links.join') })).toHaveValue(
		here(workshop.join)
	);
	await dialog
		.getByRole('button', { name: desk.t('links.copy') })
		.first()
		.click();
	await expect(desk.page.getByText(desk.t('said.copied'))).toBeVisible();
});
