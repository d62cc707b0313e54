/**
 * A hall full of browsers on one server: every device is a context of its own, as it is a person of its
 * own. Watches all of them for what must never happen: a request that leaves this server, an uncaught
 * error, a page that its own security policy had to stop.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import type { ServerProcess } from '../../../cli/rehearse/server.ts';
import { ConsolePage } from './console-page.ts';
import { OfficePage } from './office-page.ts';
import { PhonePage } from './phone-page.ts';
import { ScreenPage } from './screen-page.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LAPTOP = { viewport: { width: 1280, height: 800 } };
const PROJECTOR = { viewport: { width: 1920, height: 1080 } };
const LOCALES: Record<string, string> = { de: 'de-DE', en: 'en-GB' };

export interface DeviceOptions extends BrowserContextOptions {
	lang?: string;
}

export class Hall {
	readonly #browser: Browser;
	readonly #server: ServerProcess;
	readonly #contexts: BrowserContext[] = [];
	/** Everything that must stay empty. */
	readonly accidents: string[] = [];
	/** Where the devices find the server; another name for it tests another way in. */
	url: string;

	constructor(browser: Browser, server: ServerProcess) {
		this.#browser = browser;
		this.#server = server;
		this.url = server.url;
	}

	async phone(options: DeviceOptions = {}): Promise<PhonePage> {
		const page = await this.page({ ...PHONE, ...options });
		return new PhonePage(page, options.lang);
	}

	async console(link: string, options: DeviceOptions = {}): Promise<ConsolePage> {
		const page = await this.page({ ...LAPTOP, ...options });
		await page.goto(link);
		return new ConsolePage(page);
	}

	async screen(link: string, options: DeviceOptions = {}): Promise<ScreenPage> {
		const page = await this.page({ ...PROJECTOR, ...options });
		await page.goto(link);
		return new ScreenPage(page);
	}

	async office(options: DeviceOptions = {}): Promise<OfficePage> {
		return new OfficePage(await this.page({ ...LAPTOP, ...options }));
	}

	/** A device without a role yet. */
	async page({ lang = 'de', ...options }: DeviceOptions = {}): Promise<Page> {
		const context = await this.#browser.newContext({
			baseURL: this.url,
			locale: LOCALES[lang] ?? lang,
			// Nothing to wait for until it has come to rest. One whole evening moves (evening.e2e.ts).
			reducedMotion: 'reduce',
			...options
		});
		this.#contexts.push(context);
		this.#watch(context);
		return context.newPage();
	}

	async close(): Promise<void> {
		for (const context of this.#contexts) await context.close();
	}

	#watch(context: BrowserContext): void {
		context.on('request', (request) => {
			const { protocol, port: to, hostname } = new URL(request.url());
			const ports = [new URL(this.#server.url).port, new URL(this.url).port];
			const isOurs =
				ports.includes(to) && [new URL(this.url).hostname, '127.0.0.1'].includes(hostname);
			if (!isOurs && protocol !== 'data:' && protocol !== 'blob:')
				this.accidents.push(`asked a foreign host: ${request.url()}`);
		});
		context.on('weberror', (error) => this.accidents.push(String(error.error().stack)));
		context.on('console', (message) => {
			if (/Content Security Policy/i.test(message.text())) this.accidents.push(message.text());
		});
	}
}
