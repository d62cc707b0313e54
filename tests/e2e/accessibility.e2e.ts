/** No serious violation that axe can find, on any page, through a whole evening. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { STEPS } from '../support/browser/console-page.ts';
import { expect, OWNER, test } from '../support/browser/test.ts';

const CALM = { reducedMotion: 'reduce' } as const;

/** Collects, so that one run tells everything that is wrong. */
class Findings {
	readonly serious: string[] = [];

	async look(page: Page, name: string): Promise<void> {
		const { violations } = await new AxeBuilder({ page }).analyze();
		for (const { id, impact, nodes } of violations)
			if (impact === 'serious' || impact === 'critical')
				for (const { target, failureSummary } of nodes)
					this.serious.push(`${name}: ${id} at ${target.join(' ')}\n${failureSummary ?? ''}`);
	}
}

test('phone, console and projector, step by step', async ({ hall, workshop }) => {
	test.setTimeout(120_000);
	const found = new Findings();
	const { desk: moves } = workshop;
	const phone = await hall.phone(CALM);
	const screen = await hall.screen(workshop.screen, CALM);
	const desk = await hall.console(workshop.console, CALM);
	const lookEverywhere = async (name: string) => {
		await found.look(phone.page, `phone, ${name}`);
		await found.look(screen.page, `projector, ${name}`);
		await found.look(desk.page, `console, ${name}`);
	};

	await phone.page.goto('/');
	await found.look(phone.page, 'the code');
	await phone.page.goto(workshop.join);
	await found.look(phone.page, 'the language');
	await phone.page.goto(`${workshop.join}?lang=de`);
	await found.look(phone.page, 'privacy');
	await phone.page.goto(workshop.join);
	await phone.button('join.go').tap();
	await expect(phone.heading).toHaveText(phone.t('seat.title'));
	await lookEverywhere('doors');

	await moves.advance();
	await moves.advance();
	await desk.expectAt(STEPS.round(1));
	await phone.post('Mehr Bänke am Hafen.');
	await desk.release('R1-T01-001');
	await phone.field.fill('Ein Anfang');
	await lookEverywhere('round');
	await phone.page.getByRole('link', { name: phone.t('menu.open') }).tap();
	await found.look(phone.page, 'phone, menu');

	await moves.advance();
	await phone.expectSentTo(2);
	await lookEverywhere('change');
	await phone.button('go.here').tap();
	await found.look(phone.page, 'phone, arrived');
	while (moves.step?.kind !== 'essence') await moves.advance();
	await phone.writeEssence(1, 'Wir wollen eine Stadt, in der alle sitzen dürfen.');
	await lookEverywhere('essence');

	await moves.advance();
	const items = moves.rows('contribution').map(({ id }) => ({ kind: 'contribution', id }) as const);
	await moves.group('Orte zum Sitzen', items);
	await moves.group('Noch etwas', items);
	await expect(phone.page.getByText('Orte zum Sitzen')).toBeVisible();
	await lookEverywhere('harvest');

	await moves.advance();
	await phone.placeDot('Orte zum Sitzen');
	await expect(phone.status(phone.t('idea.saved'))).toBeVisible();
	await lookEverywhere('vote');
	const [ballot] = moves.rows('ballot');
	await moves.must('ballot.close', { ballotId: ballot?.id ?? '' });
	await moves.must('ballot.reveal', { ballotId: ballot?.id ?? '' });
	await expect(phone.page.getByText(phone.t('vote.mood'))).toBeVisible();
	await lookEverywhere('result');
	await moves.advance();
	await expect(phone.heading).toHaveText(phone.t('close.title'));
	await lookEverywhere('close');
	expect(found.serious).toEqual([]);
});

test('the office, page by page', async ({ hall, workshop }) => {
	const found = new Findings();
	const { desk: moves } = workshop;
	await moves.group('Orte zum Sitzen', []);
	await moves.must('guideline.draft', {});
	const office = await hall.office(CALM);
	const { page } = office;
	await page.goto('/office/sign-in');
	await found.look(page, 'sign in');
	await office.signIn(OWNER);
	for (const path of ['/office', '/office/new', '/office/team', workshop.office]) {
		await page.goto(path);
		await found.look(page, path);
	}
	await page.goto(`${workshop.office}/guidelines`);
	await expect(page.getByRole('textbox', { name: office.t('guidelines.title') })).toBeVisible();
	await found.look(page, 'guidelines');
	await page.goto(`${workshop.office}/export`);
	await found.look(page, 'export');
	expect(found.serious).toEqual([]);
});
