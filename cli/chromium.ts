/**
 * Finds the Chromium that browser tests and pictures use. The system's own is preferred: it is what an
 * administrator updates, and it needs no download.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Without these, a browser in a container fails to start, calls home, or asks questions. */
export const CHROMIUM_ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The path of an installed Chromium, or undefined. `CHROMIUM_PATH` decides, if it is set. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
	if (env.CHROMIUM_PATH) return isExecutable(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
	const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter).filter(Boolean)];
	const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [...installed, chromium.executablePath()].find(isExecutable);
}

function isExecutable(path: string): boolean {
	if (!path || !existsSync(path)) return false;
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
