/**
 * Photographs the components with every state they have, drawn by the components themselves: built by
 * Vite into a folder that lives as long as the pictures take. No page of the program shows them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';
import { root } from '../prepare.mjs';
import type { Camera } from './camera.ts';
import { SHEETS } from './catalogue/sheets.ts';
import { viewsOfCatalogue } from './views.ts';

export async function photographCatalogue(camera: Camera): Promise<void> {
	const outDir = mkdtempSync(join(tmpdir(), 'auftakt-catalogue-'));
	const plain = { configFile: false, root: join(root, 'cli/pictures/catalogue') } as const;
	const emptied = { outDir, emptyOutDir: true };
	await build({
		...plain,
		logLevel: 'error',
		build: emptied,
		plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })]
	});
	const server = await preview({
		...plain,
		build: emptied,
		preview: { host: '127.0.0.1', port: 0 }
	});
	const page = await camera.device('catalogue');
	page.on('pageerror', (error) => console.error(`catalogue: ${error.message}`));
	try {
		for (const sheet of SHEETS)
			for (const view of viewsOfCatalogue(sheet)) {
				if (!camera.wants('catalogue', sheet, view)) continue;
				await camera.dress(page, view);
				await page.goto(`${server.resolvedUrls?.local[0]}?sheet=${sheet}&lang=${view.lang}`);
				await page.locator('html[data-ready]').waitFor();
				await camera.shoot(page, 'catalogue', sheet, view);
			}
	} finally {
		await page.context().close();
		await server.close();
		rmSync(outDir, { recursive: true, force: true });
	}
}
