/** What a facilitator does at the console. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Step } from '#lib/domain/rows.ts';
import { stepName, stepTitle } from '#lib/ui/console/step-name.ts';
import type { Translate } from '#lib/text/text.ts';
import { words } from './words.ts';

type Named = Pick<Step, 'kind' | 'round'>;

const ROUNDS: Named[] = [1, 2, 3].map((round) => ({ kind: 'round', round }));

export const STEPS = {
	welcome: { kind: 'welcome', round: null },
	round: (round: number): Named => ({ kind: 'round', round }),
	change: (round: number): Named => ({ kind: 'change', round }),
	essence: { kind: 'essence', round: null },
	harvest: { kind: 'harvest', round: null },
	vote: { kind: 'vote', round: null },
	close: { kind: 'close', round: null }
} satisfies Record<string, Named | ((round: number) => Named)>;

export class ConsolePage {
	readonly page: Page;
	readonly t: Translate<'console'>;

	constructor(page: Page, lang = 'de') {
		this.page = page;
		this.t = words('console', lang);
	}

	button(key: Parameters<typeof this.t>[0], params?: Record<string, string | number>): Locator {
		return this.page.getByRole('button', { name: this.t(key, params), exact: true });
	}

	async openDoors(): Promise<void> {
		await this.button('open.doors').click();
		await expect(this.page.getByText(this.t('now.doors'), { exact: true })).toBeVisible();
	}

	/** Presses Next; the button names the step, so pressing again after a lost press is no second step. */
	async moveTo(step: Named, { first = false } = {}): Promise<void> {
		const name = stepName(this.t, step);
		const button = this.button(first ? 'next.start' : 'next', { step: name });
		await expect(button).toBeVisible();
		await expect(async () => {
			if (await button.isVisible()) await button.click({ timeout: 1000 });
			await this.expectAt(step, 3000);
		}).toPass();
	}

	/** Presses a moving key until the console is there; a press too soon after a move does not count. */
	async pressUntil(key: string, step: Named): Promise<void> {
		await expect(async () => {
			if (!(await this.#title(step).isVisible())) await this.page.keyboard.press(key);
			await this.expectAt(step, 3000);
		}).toPass();
	}

	async expectAt(step: Named, timeout?: number): Promise<void> {
		await expect(this.#title(step)).toBeVisible(timeout === undefined ? {} : { timeout });
	}

	#title(step: Named): Locator {
		const title = stepTitle(this.t, step, ROUNDS);
		return this.page.getByRole('main').getByText(title, { exact: true }).first();
	}

	/** Takes the last move back. */
	async undo(to: Named): Promise<void> {
		const button = this.page.getByRole('main').getByRole('button', { name: this.t('last.undo') });
		await expect(async () => {
			if (!(await this.#title(to).isVisible())) await button.click({ timeout: 1000 });
			await this.expectAt(to, 3000);
		}).toPass();
	}

	get clock(): Locator {
		return this.page.getByRole('timer');
	}

	/** Seconds the clock shows. */
	async secondsLeft(): Promise<number> {
		const [minutes = 0, seconds = 0] = (await this.clock.innerText()).split(':').map(Number);
		return minutes * 60 + seconds;
	}

	/** One contribution in the queue on the side. */
	contribution(publicId: string): Locator {
		return this.page.getByRole('listitem', { name: this.t('release.of', { id: publicId }) });
	}

	async release(publicId: string): Promise<void> {
		await this.contribution(publicId)
			.getByRole('button', { name: this.t('release.show'), exact: true })
			.click();
		await expect(this.contribution(publicId)).toHaveCount(0);
	}

	async putOnScreen(publicId: string): Promise<void> {
		await this.button('release.released').click();
		const one = this.contribution(publicId);
		await one.getByRole('button', { name: this.t('release.on_screen'), exact: true }).click();
		await expect(one.getByRole('button', { name: this.t('release.is_on_screen') })).toBeDisabled();
	}

	/** One text of the harvest's inbox. */
	text(words: string): Locator {
		return this.page
			.getByRole('list', { name: this.t('harvest.inbox') })
			.getByRole('checkbox', { name: words });
	}

	cluster(title: string): Locator {
		return this.page
			.getByRole('listitem')
			.filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
	}
}
