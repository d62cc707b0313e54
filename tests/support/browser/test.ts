/**
 * The test of a browser test: `server` is an installation of its own on a free port and an empty data
 * folder, `hall` the devices in front of it. A test fails too when a device did what none ever may.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { ensureBuilt } from '../../../cli/build.mjs';
import { openConsole, type Console } from '../../../cli/rehearse/console.ts';
import { Office, type WorkshopLinks } from '../../../cli/rehearse/office.ts';
import { freePort, ServerProcess } from '../../../cli/rehearse/server.ts';
import { Hall } from './hall.ts';

export { expect };

const BUILD_TIMEOUT_MS = 5 * 60_000;

/** A workshop with its doors open, and a console without a screen that moves it on. */
export interface Workshop extends WorkshopLinks {
	desk: Console;
}

interface Fixtures {
	/** Where the server keeps everything. */
	dataDir: string;
	server: ServerProcess;
	hall: Hall;
	/** Prepared in a moment over HTTP, for tests that are about something else. */
	workshop: Workshop;
}

export const OWNER = {
	name: 'Jana Petersen',
	email: 'petersen@stadt.example',
	password: 'Möwen fressen gern Pommes'
};

export const test = base.extend<Fixtures, { build: undefined }>({
	build: [
		async ({ browserName: _ }, use) => {
			await ensureBuilt();
			await use(undefined);
		},
		{ scope: 'worker', auto: true, timeout: BUILD_TIMEOUT_MS }
	],

	dataDir: async ({ browserName: _ }, use) => {
		const dataDir = mkdtempSync(join(tmpdir(), 'auftakt-e2e-'));
		await use(dataDir);
		rmSync(dataDir, { recursive: true, force: true });
	},

	server: async ({ dataDir }, use) => {
		const port = await freePort();
		const server = new ServerProcess({ dataDir, host: '127.0.0.1', port, logFile: null });
		try {
			await server.start();
			await use(server);
		} finally {
			await server.stop();
		}
	},

	hall: async ({ browser, server }, use) => {
		const hall = new Hall(browser, server);
		await use(hall);
		await hall.close();
		expect(hall.accidents).toEqual([]);
	},

	workshop: async ({ server }, use) => {
		const office = await Office.takeOver(server.setupLink ?? '', OWNER);
		const links = await office.createWorkshop({
			title: 'Auftakt zum Integrationskonzept',
			city: 'Rostock',
			venue: 'Rathaushalle',
			mandate: '2011/BV/2285',
			languages: ['de', 'en', 'ar'],
			tables: 3,
			seats: 3,
			date: '2027-03-01',
			time: '18:00'
		});
		const desk = await openConsole(links.console);
		await desk.must('workshop.open', { rehearsal: false });
		await use({ ...links, desk });
		desk.close();
	}
});
