/** One phone at a table in the first round: where tests of a single phone's network and storage begin. */
import type { Page } from '@playwright/test';
import type { Hall } from './hall.ts';
import type { PhonePage } from './phone-page.ts';
import type { Workshop } from './test.ts';

export interface OnePhoneOptions {
	/** Another way to the same workshop. */
	link?: string;
	/** Before the page is opened for the first time. */
	prepare?: (page: Page) => Promise<unknown>;
}

export async function onePhone(
	hall: Hall,
	workshop: Workshop,
	{ link = workshop.join, prepare }: OnePhoneOptions = {}
): Promise<PhonePage> {
	await toFirstRound(workshop);
	const phone = await hall.phone();
	await prepare?.(phone.page);
	await phone.page.goto(link);
	await phone.join();
	await phone.goToTable();
	return phone;
}

export async function toFirstRound({ desk }: Workshop): Promise<void> {
	while (desk.step?.kind !== 'round') await desk.advance();
}
