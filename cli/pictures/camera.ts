/**
 * Owns the photographs: one device of each kind, photographed in each language, without anything that
 * moves. A picture's name is `<surface>-<state>-<language>.png`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { provideBrowser } from '../browser.ts';
import { CHROMIUM_ARGS } from '../chromium.ts';

const DEVICES = {
	phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
	projector: { viewport: { width: 1920, height: 1080 } },
	console: { viewport: { width: 1280, height: 800 } },
	office: { viewport: { width: 1280, height: 800 } }
} satisfies Record<string, BrowserContextOptions>;

export type Surface = keyof typeof DEVICES;
export const PICTURE_LANGUAGES = ['de', 'en'] as const;
export type PictureLanguage = (typeof PICTURE_LANGUAGES)[number];

const LOCALES = { de: 'de-DE', en: 'en-GB' };

export interface CameraOptions {
	folder: string;
	baseURL: string;
	/** Only pictures whose name begins like this. */
	only: string;
}

export class Camera {
	/** One per language: what a browser draws itself, a date field for example, speaks the browser's own. */
	readonly #browsers: Record<PictureLanguage, Browser>;
	readonly #options: CameraOptions;
	readonly taken: string[] = [];

	private constructor(browsers: Record<PictureLanguage, Browser>, options: CameraOptions) {
		this.#browsers = browsers;
		this.#options = options;
	}

	static async open(options: CameraOptions): Promise<Camera> {
		mkdirSync(options.folder, { recursive: true });
		const executablePath = await provideBrowser();
		const launch = (lang: PictureLanguage) =>
			chromium.launch({
				executablePath,
				args: [...CHROMIUM_ARGS, `--lang=${LOCALES[lang]}`],
				env: { ...process.env, LANGUAGE: LOCALES[lang].replace('-', '_') }
			});
		return new Camera({ de: await launch('de'), en: await launch('en') }, options);
	}

	async close(): Promise<void> {
		for (const browser of Object.values(this.#browsers)) await browser.close();
	}

	async device(surface: Surface, lang: PictureLanguage = 'de'): Promise<Page> {
		const context = await this.#browsers[lang].newContext({
			...DEVICES[surface],
			baseURL: this.#options.baseURL,
			locale: LOCALES[lang],
			timezoneId: 'Europe/Berlin',
			colorScheme: 'light',
			reducedMotion: 'reduce',
			deviceScaleFactor: 1
		});
		return context.newPage();
	}

	async shoot(page: Page, surface: Surface, state: string, lang: string): Promise<void> {
		const name = `${surface}-${state}-${lang}.png`;
		if (!name.startsWith(this.#options.only)) return;
		await page.evaluate(() => document.fonts.ready);
		await page.screenshot({
			path: join(this.#options.folder, name),
			animations: 'disabled',
			caret: 'hide'
		});
		this.taken.push(name);
	}
}
