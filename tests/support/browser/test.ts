/**
 * The test of a browser test: `server` is an installation on a free port, `hall` the devices in front of
 * it, `workshop` an evening of the test's own. The installation is shared by all tests that need no more
 * than an evening, because starting one and becoming its owner takes as long as a short test; a test that
 * takes a new one over, or gives it settings, says `test.use({ isNew: true })`. A test fails too when a
 * device did what none ever may.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { ensureBuilt } from '../../../cli/build.mjs';
import { openConsole, type Console } from '../../../cli/rehearse/console.ts';
import { Office, type WorkshopLinks, type WorkshopWish } from '../../../cli/rehearse/office.ts';
import { freePort, ServerProcess } from '../../../cli/rehearse/server.ts';
import { Hall } from './hall.ts';

export { expect };

const BUILD_TIMEOUT_MS = 5 * 60_000;

/** A workshop with its doors open, and a console without a screen that moves it on. */
export interface Workshop extends WorkshopLinks {
	desk: Console;
}

interface Fixtures {
	/** Whether the server is one that nobody owns yet, for this test alone. */
	isNew: boolean;
	/** Where such a server keeps everything. */
	dataDir: string;
	server: ServerProcess;
	/** What its owner does without a browser. */
	owner: Office;
	hall: Hall;
	/** Prepared in a moment over HTTP, for tests that are about something else. */
	workshop: Workshop;
}

interface House {
	server: ServerProcess;
	owner: Office;
}

export const OWNER = {
	name: 'Jana Petersen',
	email: 'petersen@stadt.example',
	password: 'Möwen fressen gern Pommes'
};

/** An evening like most of them. */
const WISH: WorkshopWish = {
	title: 'Auftakt zum Integrationskonzept',
	city: 'Rostock',
	venue: 'Rathaushalle',
	mandate: '2011/BV/2285',
	languages: ['de', 'en', 'ar'],
	tables: 3,
	seats: 3,
	date: '2027-03-01',
	time: '18:00'
};

/** Prepared, and not yet open. */
export const prepareWorkshop = (owner: Office, wish: Partial<WorkshopWish> = {}) =>
	owner.createWorkshop({ ...WISH, ...wish });

/** Prepared and open; the desk is to be closed. */
export async function openWorkshop(
	owner: Office,
	wish: Partial<WorkshopWish> = {}
): Promise<Workshop> {
	const links = await prepareWorkshop(owner, wish);
	const desk = await openConsole(links.console);
	await desk.must('workshop.open', { rehearsal: false });
	return { ...links, desk };
}

/** A server on a folder of its own, until `use` is over. */
async function serve(dataDir: string, use: (server: ServerProcess) => Promise<void>) {
	const port = await freePort();
	const server = new ServerProcess({ dataDir, host: '127.0.0.1', port, logFile: null });
	try {
		await server.start();
		await use(server);
	} finally {
		await server.stop();
	}
}

async function inNewFolder(use: (folder: string) => Promise<void>) {
	const folder = mkdtempSync(join(tmpdir(), 'auftakt-e2e-'));
	await use(folder);
	rmSync(folder, { recursive: true, force: true });
}

export const test = base.extend<Fixtures, { build: undefined; house: House }>({
	build: [
		async ({ browserName: _ }, use) => {
			await ensureBuilt();
			await use(undefined);
		},
		{ scope: 'worker', auto: true, timeout: BUILD_TIMEOUT_MS }
	],

	house: [
		({ build: _ }, use) =>
			inNewFolder((folder) =>
				serve(folder, async (server) =>
					use({ server, owner: await Office.takeOver(server.setupLink ?? '', OWNER) })
				)
			),
		{ scope: 'worker' }
	],

	isNew: [false, { option: true }],

	dataDir: ({ browserName: _ }, use) => inNewFolder(use),

	server: async ({ isNew, house, dataDir }, use) => {
		if (isNew) return serve(dataDir, use);
		// A test may have left it dead.
		if (!house.server.isRunning) await house.server.start();
		await use(house.server);
	},

	owner: async ({ isNew, house, server }, use) =>
		use(isNew ? await Office.takeOver(server.setupLink ?? '', OWNER) : house.owner),

	hall: async ({ browser, server }, use) => {
		const hall = new Hall(browser, server);
		await use(hall);
		await hall.close();
		expect(hall.accidents).toEqual([]);
	},

	workshop: async ({ owner }, use) => {
		const workshop = await openWorkshop(owner);
		await use(workshop);
		workshop.desk.close();
	}
});
