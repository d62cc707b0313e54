/**
 * Owns the photographs: one device of each kind, dressed for each view, without anything that moves. WebP,
 * because a picture of flat paper and type is a third of what it is as PNG.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { provideBrowser } from '../browser.ts';
import { CHROMIUM_ARGS } from '../chromium.ts';
import { fileName, pixels, usualSize, type Surface, type View } from './views.ts';

/** Staff read a date field in the language of their browser, so that each language has one. */
export const BROWSERS = ['de', 'en'] as const;
export type BrowserLanguage = (typeof BROWSERS)[number];

const LOCALES = { de: 'de-DE', en: 'en-GB' };
/** Type stays clean to the eye; lossless would be twice the size. */
const QUALITY = 82;
/** A laptop that does something else meanwhile. */
const PATIENCE_MS = 300_000;

export interface CameraOptions {
	folder: string;
	baseURL: string;
	/** Only pictures whose name begins like this. */
	only: string;
	/** Only these; all of them when empty. */
	languages: readonly string[];
}

export class Camera {
	readonly #browsers: Record<BrowserLanguage, Browser>;
	readonly #options: CameraOptions;
	readonly taken: string[] = [];

	private constructor(browsers: Record<BrowserLanguage, Browser>, options: CameraOptions) {
		this.#browsers = browsers;
		this.#options = options;
	}

	static async open(options: CameraOptions): Promise<Camera> {
		mkdirSync(options.folder, { recursive: true });
		const executablePath = await provideBrowser();
		const launch = (lang: BrowserLanguage) =>
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

	async device(
		surface: Surface,
		lang: BrowserLanguage = 'de',
		locale: string = LOCALES[lang]
	): Promise<Page> {
		const isPhone = surface === 'phone';
		const context = await this.#browsers[lang].newContext({
			viewport: pixels(usualSize(surface)),
			hasTouch: isPhone,
			isMobile: isPhone,
			baseURL: this.#options.baseURL,
			locale,
			timezoneId: 'Europe/Berlin',
			colorScheme: 'light',
			reducedMotion: 'reduce',
			deviceScaleFactor: 1
		});
		context.setDefaultTimeout(PATIENCE_MS);
		return context.newPage();
	}

	wants(surface: Surface, state: string, view: View): boolean {
		const { only, languages } = this.#options;
		const isSpoken = languages.length === 0 || languages.includes(view.lang);
		return isSpoken && fileName(surface, state, view).startsWith(only);
	}

	async dress(page: Page, { size, scheme }: Omit<View, 'lang'>): Promise<void> {
		await page.setViewportSize(pixels(size));
		await page.emulateMedia({
			colorScheme: scheme === 'dark' ? 'dark' : 'light',
			contrast: scheme === 'contrast' ? 'more' : 'no-preference'
		});
	}

	async shoot(page: Page, surface: Surface, state: string, view: View): Promise<void> {
		const name = fileName(surface, state, view);
		await page.evaluate(() => document.fonts.ready);
		await page.screenshot({
			path: join(this.#options.folder, name),
			type: 'webp',
			quality: QUALITY,
			fullPage: surface === 'catalogue',
			animations: 'disabled',
			caret: 'hide'
		});
		this.taken.push(name);
	}
}
