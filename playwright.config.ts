/**
 * Browser tests against the production entry: every test starts its own server on a free port with a
 * data folder of its own (tests/support), as a hall would. Most of an evening is waiting for somebody, so
 * two are held at once.
 */
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './cli/chromium.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.e2e.ts',
	workers: 2,
	timeout: 60_000,
	// A person would wait that long too; what must be fast is measured elsewhere.
	expect: { timeout: 10_000 },
	forbidOnly: !!process.env.CI,
	reporter: [
		['list'],
		['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/e2e.json' }]
	],
	use: {
		browserName: 'chromium',
		launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
		// What stood there is kept, as a picture and in words. How it came to that, at a third more time for
		// every test: `npx playwright test NAME --trace retain-on-failure`.
		screenshot: 'only-on-failure',
		trace: 'off'
	}
});
