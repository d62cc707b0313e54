/** A page without a pointer: everything is walked to with Tab, and what has the focus can be seen. */
import { expect, type Locator, type Page } from '@playwright/test';

const MOST_TABS = 120;

export class Keys {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Walks there with Tab and sees that the focus can be seen. */
	async to(target: Locator): Promise<void> {
		await expect(target).toBeVisible();
		// Looked for once: to look for it by its role at each stop would cost more than the walk.
		const goal = await target.elementHandle();
		const isThere = () => goal?.evaluate((element) => element === document.activeElement);
		for (let i = 0; i < MOST_TABS && !(await isThere()); i++)
			await this.#page.keyboard.press('Tab');
		await expect(target).toBeFocused();
		const outline = await target.evaluate((element) => {
			const around = element.closest('li:has(:focus-visible)');
			return [element, ...(around ? [around] : [])].map((it) => getComputedStyle(it).outlineStyle);
		});
		expect(outline).not.toEqual(outline.map(() => 'none'));
	}

	/** Walks there and presses it. */
	async press(target: Locator, key = 'Enter'): Promise<void> {
		await this.to(target);
		await this.#page.keyboard.press(key);
	}

	/** Writes into a field in place of what stood there. */
	async write(target: Locator, text: string): Promise<void> {
		await this.to(target);
		await this.#page.keyboard.press('ControlOrMeta+a');
		await this.#page.keyboard.type(text);
	}
}
