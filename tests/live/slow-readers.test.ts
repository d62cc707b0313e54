import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deflateRawSync } from 'node:zlib';
import { v7 as newId } from 'uuid';
import { makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones } from '../support/client.ts';
import { SlowDevice } from '../support/slow-device.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };

let test: TestApp;
let workshop: TestWorkshop;
const phones = new Phones();
const slow: SlowDevice[] = [];

beforeEach(async () => {
	test = await makeApp();
	workshop = await test.workshop({ tables: 2, seats: 12 });
	await workshop.goTo('round', 1);
});

afterEach(async () => {
	phones.closeAll();
	for (const device of slow.splice(0)) device.close();
	await test.stop();
});

async function device(
	surface: 'phone' | 'console',
	{ cookie, offersCompression = true }: { cookie?: string; offersCompression?: boolean } = {}
): Promise<SlowDevice> {
	const { port } = test;
	const opened = await SlowDevice.open({
		port,
		code: workshop.code,
		cookie: cookie ?? (await workshop.linkCookie('console')),
		surface,
		offersCompression
	});
	slow.push(opened);
	return opened;
}

/** Ideas of one device, past its pace, as long as a long thought is. */
async function writes(count: number, participantId: string): Promise<void> {
	const stepId = (await workshop.state()).workshop?.stepId ?? '';
	const words = 'ein langer Gedanke '.repeat(25);
	for (let left = count; left > 0; left -= 400) {
		const posts = Array.from({ length: Math.min(left, 400) }, () =>
			test.must(workshop.id, { role: 'participant', id: participantId }, 'contribution.post', {
				contributionId: newId(),
				stepId,
				kind: 'idea',
				text: `${Math.random()} ${words}`,
				lang: 'de'
			})
		);
		await Promise.all(posts);
		// The clock of the publisher's ticks runs on.
		await new Promise((next) => setTimeout(next, 60));
	}
}

describe('a device that does not read', () => {
	it('holds up nobody, and has everything once it reads again, by asking instead of by a backlog', async () => {
		const writer = await workshop.join();
		const other = await phones.open({
			url: test.url,
			code: workshop.code,
			cookie: await workshop.linkCookie('console'),
			surface: 'console'
		});
		// Uncompressed, so that more comes together than the network itself takes in.
		const stopped = await device('console', { offersCompression: false });
		stopped.reads(0);
		await writes(16_000, writer.id);
		await expect.poll(() => other.rows('contribution').length, PATIENCE).toBe(16_000);
		expect(other.syncs).toBe(1);

		stopped.reads(Infinity);
		await expect.poll(() => stopped.rows('contribution').length, PATIENCE).toBe(16_000);
		expect(stopped.isClosed).toBe(false);
		expect(stopped.syncs).toBe(2);
		expect(new Map(stopped.mirror.rows('contribution'))).toEqual(
			new Map(other.mirror.rows('contribution'))
		);
	}, 60_000);

	it('is not answered again and again: what it asks for without reading is not kept for it', async () => {
		const writer = await workshop.join();
		await writes(1600, writer.id);
		const stopped = await device('console', { offersCompression: false });
		const { bytes, answers } = stopped;
		stopped.reads(0);
		// Each time everything, about a megabyte; no more than a device may ask for in one go.
		for (let i = 0; i < 9; i++) stopped.say(`42${100 + i}["sync",{"since":{}}]`);
		const citizen = await phones.open({
			url: test.url,
			code: workshop.code,
			cookie: writer.cookie
		});
		expect(await citizen.send('participant.edit', { people: 2 })).toMatchObject({ ok: true });
		stopped.reads(Infinity);
		await expect.poll(() => stopped.syncs, PATIENCE).toBe(2);
		await expect.poll(() => stopped.mirror.rev, PATIENCE).toBe((await workshop.state()).rev);
		expect(stopped.answers - answers).toBeLessThan(9);
		expect(stopped.bytes).toBeLessThan(9 * bytes);
	}, 20_000);
});

describe('devices that read a kilobyte a second', () => {
	it('do not slow down the others, and end with the right state', async () => {
		const people = await Promise.all(Array.from({ length: 20 }, () => workshop.join()));
		const slowOnes = await Promise.all(
			people.slice(2).map(({ cookie }) => device('phone', { cookie }))
		);
		for (const one of slowOnes) one.reads(1000);
		const quick = await phones.open({
			url: test.url,
			code: workshop.code,
			cookie: people[0]?.cookie ?? ''
		});
		const writer = people[1] as (typeof people)[number];
		await writes(600, writer.id);
		const table = (await workshop.state()).seatByParticipant.get(writer.id);
		const heard = () => quick.rows('contribution').length;
		const expected = quick.table === table?.split('.')[0] ? 600 : 0;
		await expect.poll(heard, PATIENCE).toBe(expected);
		for (const one of slowOnes) one.reads(Infinity);
		const { rev } = await workshop.state();
		const neighbours = slowOnes.filter(({ mirror }) =>
			mirror.audiences.includes(`table:${table?.split('.')[0]}`)
		);
		expect(neighbours.length).toBeGreaterThan(5);
		for (const one of neighbours) {
			await expect.poll(() => one.rows('contribution').length, PATIENCE).toBe(600);
			expect(one.mirror.rev).toBe(rev);
			expect(one.isClosed).toBe(false);
		}
	}, 60_000);
});

describe('compression', () => {
	it('is used when the device offers it, for what many hear and for a long answer', async () => {
		const writer = await workshop.join();
		await writes(100, writer.id);
		const [with_, without] = [
			await device('console'),
			await device('console', { offersCompression: false })
		];
		expect(with_.compressed).toBe(1);
		expect(without.compressed).toBe(0);
		expect(with_.bytes).toBeLessThan(without.bytes / 3);
		expect([...with_.mirror.rows('contribution')]).toEqual([
			...without.mirror.rows('contribution')
		]);
	});

	it('is read, and never unpacks more than a packet may have', async () => {
		const { cookie } = await workshop.join();
		const [bomber, citizen] = [await device('phone', { cookie }), await device('console')];
		bomber.say(compressed('42["typing"]'), 0xc1);
		bomber.say(compressed('420["command",1]'), 0xc1);
		await new Promise((next) => setTimeout(next, 100));
		expect(bomber.isClosed).toBe(false);
		bomber.say(compressed(`420["command","${'x'.repeat(40_000_000)}"]`).subarray(0, 60_000), 0xc1);
		await expect.poll(() => bomber.isClosed, PATIENCE).toBe(true);
		expect(citizen.isClosed).toBe(false);
		await phones.open({ url: test.url, code: workshop.code, cookie });
	});
});

const compressed = (text: string) => deflateRawSync(text, { finishFlush: 2 }).subarray(0, -4);
