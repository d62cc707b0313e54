/**
 * Ideas on paper: typed by keyboard while the evening runs and after it, seen at their table like any
 * other, warned of when a number comes twice, and in the office's data with the number on the card.
 */
import type { Page } from '@playwright/test';
import { STEPS } from '../support/browser/console-page.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';
import { words } from '../support/browser/words.ts';

const t = words('cards');
const BENCHES = 'Mehr Bänke am Hafen';
const MEETING = 'Ein Ort für Gespräche';

class CardDesk {
	readonly page: Page;
	constructor(page: Page) {
		this.page = page;
	}
	get number() {
		return this.page.getByRole('spinbutton', { name: t('cards.number') });
	}
	get words() {
		return this.page.getByRole('textbox', { name: t('cards.words') });
	}
	/** The hands never leave the keyboard: number, Enter, words, Enter. */
	async type(number: number, said: string): Promise<void> {
		await this.number.fill(String(number));
		await this.number.press('Enter');
		await expect(this.words).toBeFocused();
		await this.page.keyboard.type(said);
		await this.page.keyboard.press('Enter');
	}
	card(number: number) {
		return this.page.getByRole('listitem', { name: t('cards.of', { number }), exact: true });
	}
}

test('paper cards, typed in the hall and on the next day', async ({ hall, workshop }) => {
	test.setTimeout(120_000);
	const desk = await hall.console(workshop.console);
	const phone = await hall.phone();
	await phone.page.goto(workshop.join);
	await phone.join(2);
	await desk.moveTo(STEPS.welcome, { first: true });
	await desk.moveTo(STEPS.round(1));

	const cards = new CardDesk(desk.page);
	await test.step('at the console, by keyboard alone', async () => {
		await desk.page.keyboard.press('k');
		await cards.page.getByRole('spinbutton', { name: t('cards.table') }).fill('2');
		await cards.type(17, BENCHES);
		await expect(cards.card(17)).toContainText('R1-T02-017p');
		await expect(phone.idea(BENCHES)).toBeVisible();
		await expect(cards.number).toHaveValue('18');
		await expect(cards.number).toBeFocused();
	});

	await test.step('a number that is there already is shown with its words', async () => {
		await cards.type(17, MEETING);
		await expect(cards.page.getByRole('alert')).toContainText(BENCHES);
		await expect(phone.idea(MEETING)).toHaveCount(0);
		await cards.page.getByRole('button', { name: t('cards.twin.other') }).click();
		await expect(cards.page.getByText('R1-T02-017-2p')).toBeVisible();
		await expect(phone.idea(MEETING)).toBeVisible();
	});

	await test.step('a slip is corrected, and leaves the table as it was corrected', async () => {
		const first = cards.card(17).filter({ hasText: BENCHES });
		await first.getByRole('button', { name: t('cards.edit'), exact: true }).click();
		await cards.page.keyboard.press('End');
		await cards.page.keyboard.type(' und am Markt');
		await cards.page.keyboard.press('Enter');
		await expect(phone.idea(`${BENCHES} und am Markt`)).toBeVisible();
		await desk.page.keyboard.press('Escape');
		await expect(cards.number).toHaveCount(0);
	});

	await test.step('after the closing the office types on, and takes back', async () => {
		await workshop.desk.must('workshop.close', {});
		const office = await hall.office();
		await office.signIn(OWNER);
		await office.page.goto(workshop.office);
		await office.page.getByRole('link', { name: office.t('cards'), exact: true }).click();
		const later = new CardDesk(office.page);
		await later.page.getByRole('spinbutton', { name: t('cards.table') }).fill('3');
		await later.type(40, 'Am nächsten Tag getippt');
		await later.type(41, 'Falsch getippt');
		await later
			.card(41)
			.getByRole('button', { name: t('cards.withdraw'), exact: true })
			.click();
		await later.card(41).getByRole('button', { name: /^Ja/ }).click();
		await expect(later.card(41)).toHaveCount(0);
		const csv = await office.page.request.get(`${new URL(workshop.office).pathname}/export/csv`);
		const table = await csv.text();
		for (const id of ['R1-T02-017p', 'R1-T02-017-2p', 'R1-T03-040p']) expect(table).toContain(id);
		expect(table).not.toContain('Falsch getippt');
	});
});
