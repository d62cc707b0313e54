/** What the hall looks at. */
import { expect, type Page } from '@playwright/test';

export class ScreenPage {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	async expectShows(text: string | RegExp): Promise<void> {
		await expect(this.page.getByText(text).first()).toBeVisible();
	}

	async expectShowsNot(text: string | RegExp): Promise<void> {
		await expect(this.page.getByText(text)).toHaveCount(0);
	}
}
