/** What the city's office does before and after the evening. */
import { expect, type Locator, type Page } from '@playwright/test';
import { words } from './words.ts';

export interface Account {
	name: string;
	email: string;
	password: string;
}

export interface Wish {
	title: string;
	city: string;
	venue: string;
	mandate: string;
	tables: number;
	seats: number;
}

export class OfficePage {
	readonly page: Page;
	readonly t = words('office');

	constructor(page: Page) {
		this.page = page;
	}

	button(key: Parameters<typeof this.t>[0]): Locator {
		return this.page.getByRole('button', { name: this.t(key), exact: true });
	}

	async becomeOwner(link: string, account: Account): Promise<void> {
		await this.page.goto(link);
		await this.page.getByLabel(this.t('account.name')).fill(account.name);
		await this.page.getByLabel(this.t('account.email')).fill(account.email);
		await this.page.getByLabel(this.t('account.password')).fill(account.password);
		await this.button('setup.submit').click();
		await expect(this.page).toHaveURL(/\/office$/);
	}

	async signIn({ email, password }: Account): Promise<void> {
		await this.page.goto('/office/sign-in');
		await this.page.getByLabel(this.t('account.email')).fill(email);
		await this.page.getByLabel(this.t('account.password')).fill(password);
		await this.button('sign_in').click();
		await expect(this.page).toHaveURL(/\/office$/);
	}

	/** German and English, and what the wish says; ends on the workshop's page. */
	async createWorkshop(wish: Wish): Promise<void> {
		const { page, t } = this;
		await page.getByRole('link', { name: t('workshops.new') }).click();
		await page.getByLabel(t('details.title')).fill(wish.title);
		await page.getByLabel(t('details.city'), { exact: true }).fill(wish.city);
		await page.getByLabel(t('details.venue'), { exact: true }).fill(wish.venue);
		await page.getByLabel(t('details.mandate')).fill(wish.mandate);
		await page.getByRole('checkbox', { name: 'English' }).check();
		await page.getByRole('spinbutton', { name: t('new.tables') }).fill(String(wish.tables));
		await page.getByRole('spinbutton', { name: t('new.seats') }).fill(String(wish.seats));
		await this.button('new.submit').click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(wish.title);
	}

	/** The question of a round, in the workshop's first language. */
	async ask(round: number, question: string): Promise<void> {
		const { page, t } = this;
		const item = page.getByRole('listitem').filter({
			has: page.getByRole('heading', { name: t('step.round', { round }), exact: true })
		});
		await item.getByRole('textbox', { name: t('run.question') }).fill(question);
		const form = page.locator('form').filter({ has: item });
		await form.getByRole('button', { name: t('save'), exact: true }).click();
		await expect(form.getByRole('status')).toHaveText(t('form.saved'));
	}

	/** As it stands in a field, ready to be copied. */
	link(key: 'links.join' | 'links.screen' | 'links.console'): Promise<string> {
		return this.page.getByRole('textbox', { name: this.t(key), exact: true }).inputValue();
	}
}
