/** Makes sure that there is a Chromium: the one installed, else the distribution's, else Playwright's. */
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.ts';
import { execute } from './execute.ts';

/** The path of a Chromium; installs one if there is none. Throws with advice if that fails. */
export async function provideBrowser(): Promise<string> {
	const found = findChromium();
	if (found) return found;
	if (!process.env.CHROMIUM_PATH) {
		console.log('No Chromium found; installing one …');
		if (!(await installFromDistribution())) await execute('playwright', ['install', 'chromium']);
		const installed = findChromium();
		if (installed) return installed;
	}
	throw new Error(
		'The browser tests need Chromium. Install it, or set CHROMIUM_PATH to the one you have.'
	);
}

async function installFromDistribution(): Promise<boolean> {
	const isDebian = existsSync('/etc/debian_version');
	if (!isDebian || process.getuid?.() !== 0) return false;
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	const updated = await execute('apt-get', ['update', '-qq'], env);
	const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
	return updated === 0 && (await execute('apt-get', install, env)) === 0;
}
