import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_FILE } from '#lib/server/store/database.ts';
import { makeApp, OFFICE, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';

let dataDir: string;
let test: TestApp;
let workshop: TestWorkshop;
let phone: Phone;
const phones = new Phones();

beforeEach(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'auftakt-lives-'));
	test = await makeApp({ dataDir });
	workshop = await test.workshop();
	const { cookie } = await workshop.join();
	phone = await phones.open({ url: test.url, code: workshop.code, cookie });
});

afterEach(async () => {
	phones.closeAll();
	await test.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

const file = (name: string) => join(dataDir, name);
const rename = (title: string) => test.must(workshop.id, OFFICE, 'workshop.edit', { title });
const edit = (venue: string) => test.must(workshop.id, OFFICE, 'workshop.edit', { venue });

/** Stops, does something to the folder, and starts again at the same address. */
async function restart(meanwhile: () => void = () => {}): Promise<void> {
	const { port } = test;
	await test.stop();
	meanwhile();
	test = await makeApp({ dataDir, port });
}

/** The phone wakes up: what it is told, and what it then shows. */
async function wakes() {
	const from = phone.received.length;
	phone.socket.connect();
	await expect.poll(() => phone.received.length, { timeout: 5000 }).toBeGreaterThan(from);
	const [{ batches }] = phone.received.slice(from) as [Awaited<ReturnType<Phone['sync']>>];
	return { wholes: batches.map(({ reset = false }) => reset), shows: phone.rows('workshop')[0] };
}

describe('a phone that slept', () => {
	it('through a restart is told only what is new', async () => {
		await rename('Vorher');
		await expect.poll(() => phone.rows('workshop')[0]?.title).toBe('Vorher');
		phone.close();
		await restart();
		await rename('Nachher');
		const { wholes, shows } = await wakes();
		// One's own few rows always come whole.
		expect(wholes).toEqual([false, false, true]);
		expect(shows?.title).toBe('Nachher');
	});

	it('through a restore forgets what is lost, though the server has overtaken it since', async () => {
		await restart(() => copyFileSync(file(DATABASE_FILE), file('copy')));
		await expect.poll(() => phone.syncs).toBe(2);
		await rename('Verloren');
		await expect.poll(() => phone.rows('workshop')[0]?.title).toBe('Verloren');
		const seen = phone.mirror.rev;
		phone.close();

		await restart(() => copyFileSync(file('copy'), file(DATABASE_FILE)));
		// Other rows than the lost one, and more of them.
		const { tables } = await test.app.rooms.state(workshop.id);
		for (const [i, { id }] of tables.entries())
			await test.must(workshop.id, OFFICE, 'table.edit', { tableId: id, label: `Tisch ${i}` });
		expect((await test.app.rooms.state(workshop.id)).rev).toBeGreaterThan(seen);
		const { wholes, shows } = await wakes();
		expect(wholes).not.toContain(false);
		expect(shows?.title).toBe('Auftakt');
		await edit('Rathaus');
		await expect.poll(() => phone.rows('workshop')[0]?.venue).toBe('Rathaus');
	});
});
