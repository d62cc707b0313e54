/** What a citizen does with the phone, in the words that stand on it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { spokenCode } from '#lib/domain/code.ts';
import { LANGUAGE_NAMES } from '#lib/text/languages.ts';
import type { Translate } from '#lib/text/text.ts';
import { words } from './words.ts';

export class PhonePage {
	readonly page: Page;
	readonly t: Translate<'citizen'>;
	readonly common: Translate<'common'>;
	readonly #lang: string;

	constructor(page: Page, lang = 'de') {
		this.page = page;
		this.#lang = lang;
		this.t = words('citizen', lang);
		this.common = words('common', lang);
	}

	/** Types the code as people do: small, and in two groups. */
	async enterCode(code: string): Promise<void> {
		await this.page.goto('/');
		const field = this.page.getByRole('textbox', { name: this.t('code.ask') });
		await field.fill(` ${spokenCode(code).toLowerCase()} `);
		await this.button('code.go').tap();
		// Where the code leads, or back with what was typed; the page before it has links of its own.
		await expect(this.page).toHaveURL(/\/w\/|code=/);
	}

	/** From the language to the own place. */
	async join(table?: number): Promise<void> {
		const own = LANGUAGE_NAMES.find(({ lang }) => lang === this.#lang)?.name ?? this.#lang;
		await this.page.getByRole('link', { name: own }).tap();
		if (table !== undefined) {
			await this.page.getByText(this.t('join.more')).tap();
			await this.page.getByLabel(this.t('join.table')).selectOption(String(table));
		}
		await this.button('join.go').tap();
		await expect(this.heading).toHaveText(this.t('seat.title'));
	}

	/** From the own place, shown over a running step, to the table. */
	async goToTable(): Promise<void> {
		await this.page.getByRole('link', { name: this.t('seat.here'), exact: true }).tap();
		await expect(this.field).toBeVisible();
	}

	get heading(): Locator {
		return this.page.getByRole('heading', { level: 1 });
	}

	get field(): Locator {
		return this.page.getByRole('textbox', { name: this.t('compose.label'), exact: true });
	}

	button(key: Parameters<Translate<'citizen'>>[0]): Locator {
		return this.page.getByRole('button', { name: this.t(key), exact: true });
	}

	/** Writes and sends; resolves when the server has it. */
	async post(text: string): Promise<void> {
		await this.send(text);
		await this.expectSaved(text);
	}

	async send(text: string): Promise<void> {
		await this.field.fill(text);
		await this.button('compose.send').tap();
		await expect(this.idea(text)).toBeVisible();
		await expect(this.field).toHaveValue('');
	}

	idea(text: string): Locator {
		return this.page.getByRole('article').filter({ hasText: text });
	}

	async expectSaved(text: string): Promise<void> {
		await expect(this.idea(text)).toContainText(this.t('idea.saved'));
	}

	async edit(before: string, after: string): Promise<void> {
		await this.idea(before).getByText(this.t('idea.edit'), { exact: true }).tap();
		await this.page.getByRole('textbox', { name: this.t('idea.edit_field') }).fill(after);
		await this.button('idea.save').tap();
		await this.expectSaved(after);
	}

	async withdraw(text: string): Promise<void> {
		await this.idea(text).getByText(this.t('idea.edit'), { exact: true }).tap();
		await this.idea(text).getByText(this.t('idea.withdraw'), { exact: true }).tap();
		// Undone within a moment where scripts run, confirmed where none do.
		const yes = this.button('idea.withdraw_yes');
		await expect(yes.or(this.button('idea.keep'))).toBeVisible();
		if (await yes.isVisible()) await yes.tap();
		await expect(this.idea(text)).toHaveCount(0);
	}

	async agree(text: string): Promise<void> {
		const button = this.idea(text).getByRole('button', { name: this.t('idea.agree') });
		await button.tap();
		await expect(button).toHaveAttribute('aria-pressed', 'true');
	}

	async buildOn(text: string): Promise<void> {
		await this.idea(text)
			.getByRole('link', { name: this.t('build.go') })
			.tap();
	}

	/** The table whose cloth this phone shows. */
	async expectAtTable(number: number): Promise<void> {
		await expect(this.page.getByRole('banner')).toContainText(this.t('table', { n: number }));
	}

	/** Told to walk; says to have arrived. */
	async walkTo(table: number): Promise<void> {
		await this.expectSentTo(table);
		await this.button('go.here').tap();
		await expect(this.heading).toHaveText(this.t('change.arrived'));
	}

	async expectSentTo(table: number): Promise<void> {
		await expect(this.heading).toContainText(this.t('go.please'));
		await expect(this.heading).toContainText(this.t('table', { n: table }));
	}

	async carry(text: string): Promise<void> {
		await this.page.getByRole('link', { name: this.t('go.carry') }).tap();
		await this.page
			.getByRole('listitem')
			.filter({ hasText: text })
			.getByRole('button', { name: this.t('carry.take') })
			.tap();
	}

	async writeSummary(...points: string[]): Promise<void> {
		for (const [index, point] of points.entries())
			await this.page.getByLabel(this.t('summary.point', { n: index + 1 })).fill(point);
		await this.button('summary.save').tap();
		await expect(this.status(this.t('idea.saved'))).toBeVisible();
	}

	async writeEssence(number: number, text: string): Promise<void> {
		const field = this.page.getByLabel(this.t('essence.number', { n: number }));
		await field.fill(text);
		const form = this.page.locator('form').filter({ has: field });
		await form.getByRole('button', { name: this.t('essence.send') }).tap();
		await expect(form.getByRole('status')).toHaveText(this.t('idea.saved'));
	}

	/** A line of text that is also said aloud. */
	status(text: string): Locator {
		return this.page.getByRole('status').filter({ hasText: text });
	}

	async placeDot(option: string): Promise<void> {
		await this.page
			.getByRole('group', { name: option })
			.getByRole('button', { name: this.t('vote.more') })
			.tap();
	}
}
