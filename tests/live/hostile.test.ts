/** What people outside, or with bad intentions inside, can do to a hall: nothing. */
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { SOCKET_COMMANDS } from '#lib/protocol/commands.ts';
import { PROTOCOL } from '#lib/protocol/socket.ts';
import { cookieName } from '#lib/server/cookies.ts';
import { FACILITATOR, makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones, type Phone, type PhoneOptions } from '../support/client.ts';

/** A socket that may send anything. */
interface Emitter {
	emit(event: string, ...packet: unknown[]): unknown;
}

let test: TestApp;
let workshop: TestWorkshop;
const phones = new Phones();

beforeEach(async () => {
	test = await makeApp({ store: 'memory', recheckMs: 50 });
	workshop = await test.workshop();
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

const open = (options: Partial<PhoneOptions> = {}) =>
	phones.open({ url: test.url, code: workshop.code, ...options });

/** Answers with the code of the refusal, or fails when the door opened. */
async function turnedAway(options: Partial<PhoneOptions>): Promise<string> {
	const phone = phones.make({
		url: test.url,
		code: workshop.code,
		reconnection: false,
		...options
	});
	const reason = await phone.open().then(
		() => 'let in',
		(error: Error) => error.message
	);
	expect(phone.received).toEqual([]);
	return reason;
}

async function joined(tableNumber: number | null = null) {
	const { cookie } = await workshop.join({ tableNumber });
	return open({ cookie });
}

/** The status of a bare handshake with these headers. */
function handshake(
	transport: 'polling' | 'websocket',
	headers: Record<string, string>
): Promise<number> {
	const path = `/live/?EIO=4&transport=${transport}`;
	const upgrade =
		transport === 'websocket'
			? {
					connection: 'Upgrade',
					upgrade: 'websocket',
					'sec-websocket-version': '13',
					'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ=='
				}
			: {};
	return new Promise((resolve, reject) => {
		const asking = request(`${test.url}${path}`, { headers: { ...upgrade, ...headers } });
		asking.on('response', (response) => {
			response.resume();
			resolve(response.statusCode ?? 0);
		});
		asking.on('upgrade', (response, socket) => {
			socket.destroy();
			resolve(response.statusCode ?? 0);
		});
		asking.on('error', reject);
		asking.end();
	});
}

describe('a page of another site', () => {
	const foreign = () => [
		{},
		{ origin: 'http://evil.example' },
		{ origin: 'null' },
		{ origin: `${test.url}.evil.example` },
		{ origin: `http://127.0.0.1:${test.port + 1}` }
	];

	// engine.io answers every upgrade it does not make with 400.
	it.each([
		['polling', 200, 403],
		['websocket', 101, 400]
	] as const)('is not let in by %s', async (transport, letIn, refused) => {
		for (const headers of foreign())
			expect(await handshake(transport, headers as Record<string, string>)).toBe(refused);
		expect(await handshake(transport, { origin: test.url })).toBe(letIn);
	});

	it('gives itself away by its referrer where browsers send no origin', async () => {
		expect(await handshake('polling', { referer: `${test.url}/w/${workshop.code}` })).toBe(200);
		expect(await handshake('polling', { referer: 'http://evil.example/' })).toBe(403);
		expect(await handshake('websocket', { referer: `${test.url}/` })).toBe(400);
	});
});

describe('somebody without a right', () => {
	it('receives nothing but the code of the refusal', async () => {
		expect(await turnedAway({})).toBe('not_allowed');
		expect(await turnedAway({ surface: 'screen' })).toBe('not_allowed');
		expect(await turnedAway({ surface: 'console' })).toBe('not_allowed');
		expect(await turnedAway({ code: 'NBQDYWHR' })).toBe('not_found');
		expect(await turnedAway({ code: '__proto__' })).toBe('not_found');
		expect(await turnedAway({ protocol: 0 })).toBe('too_old');
		expect(await turnedAway({ surface: 'constructor' as 'phone' })).toBe('malformed');
	});

	it('is slowed down when trying codes, together with all others who do, while the hall comes in', async () => {
		const { cookie } = await workshop.join();
		const answers: string[] = [];
		for (let i = 0; i < 90; i++) {
			answers.push(await turnedAway({ code: `NBQDYWH${'RSTVWXYZ'[i % 8]}` }));
			if (i % 30 === 29) await phones.open({ url: test.url, code: workshop.code, cookie });
		}
		expect(answers.slice(0, 50)).toEqual(new Array(50).fill('not_found'));
		expect(answers.slice(-5)).toContain('too_fast');
		// The same budget as at the pages' door.
		const atTheDoor = [1, 2, 3].map(() => test.app.guesses.wrong());
		expect(atTheDoor).toContain('too_fast');
	});

	it('does not get further with the cookie of another surface, workshop or server', async () => {
		const { id, cookie } = await workshop.join();
		const other = await test.workshop();
		const link = await workshop.linkCookie('screen');
		const screenKey = link.split('=')[1];
		for (const [surface, wrong] of [
			['screen', cookie],
			['console', cookie],
			['console', `${cookieName('console', workshop.id)}=${screenKey}`],
			['console', `${cookieName('console', workshop.id)}=true`],
			['phone', `${cookieName('phone', workshop.id)}=${id}`],
			['phone', `${cookie}x`],
			['phone', `${cookieName('phone', workshop.id)}=${(await other.join()).cookie.split('=')[1]}`]
		] as const)
			expect(await turnedAway({ surface, cookie: wrong })).toBe('not_allowed');
		expect(await turnedAway({ code: other.code, cookie })).toBe('not_allowed');
	});

	it('is put out when the links are renewed, while phones stay', async () => {
		const cookie = await workshop.linkCookie('console');
		const console = await open({ surface: 'console', cookie });
		const phone = await joined();
		const refused = new Promise((resolve) =>
			console.socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
				resolve(error.data?.code)
			)
		);
		await test.must(workshop.id, FACILITATOR, 'workshop.rekey', {});
		expect(await refused).toBe('not_allowed');
		expect(phone.socket.connected).toBe(true);
		const renewed = await workshop.linkCookie('console');
		await expect(open({ surface: 'console', cookie: renewed })).resolves.toBeDefined();
	});

	it('is put out of an open console when the account signs out elsewhere', async () => {
		const { staff } = test.app;
		const link = new URL((await staff.ownerLink(test.url)) ?? '');
		const email = 'amt@example.org';
		const password = 'ein langer Satz für das Amt';
		const fault = await staff.setUp(link.searchParams.get('token') ?? '', {
			name: 'Amt',
			email,
			password
		});
		expect(fault).toBe(null);
		const signedIn = await staff.signIn(new Headers(), email, password);
		if (!signedIn.ok) throw new Error(signedIn.code);
		const cookie = signedIn.cookies
			.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
			.join('; ');
		const console = await open({ surface: 'console', cookie });
		const refused = new Promise((resolve) =>
			console.socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
				resolve(error.data?.code)
			)
		);
		await new Promise((next) => setTimeout(next, 200));
		expect(console.socket.connected).toBe(true);
		await staff.signOut(new Headers({ cookie }));
		expect(await refused).toBe('not_allowed');
	});

	it('can do nothing by a socket that belongs to another role', async () => {
		const phone = await joined();
		const screen = await open({
			surface: 'screen',
			cookie: await workshop.linkCookie('screen')
		});
		const { rev } = await workshop.state();
		for (const type of SOCKET_COMMANDS.staff) {
			if (SOCKET_COMMANDS.participant.has(type)) continue;
			const answer = await phone.raw({ id: newId(), type, payload: {}, typedAt: 1 });
			expect(answer.ok).toBe(false);
		}
		for (const type of ['participant.join', 'workshop.create', 'workshop.close', 'vote.cast'])
			expect(await screen.raw({ id: newId(), type, payload: {}, typedAt: 1 })).toMatchObject({
				ok: false
			});
		expect((await workshop.state()).rev).toBe(rev);
	});
});

describe('malformed packets', () => {
	const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });
	const id = newId();
	const good = {
		id,
		type: 'contribution.post',
		typedAt: 1,
		payload: { contributionId: newId(), stepId: 's', kind: 'idea', text: 'x', lang: 'de' }
	};
	const packets: unknown[] = [
		undefined,
		null,
		0,
		-1,
		1e308,
		'',
		'command',
		[],
		[[]],
		{},
		true,
		{ ...good, id: null },
		{ ...good, id: {} },
		{ ...good, id: 'x'.repeat(100_000) },
		{ ...good, id: '__proto__' },
		{ ...good, type: '__proto__' },
		{ ...good, type: 'constructor' },
		{ ...good, type: 'participant.join' },
		{ ...good, type: 'workshop.create' },
		{ ...good, typedAt: 'now' },
		{ ...good, typedAt: 2 ** 60 },
		{ ...good, payload: null },
		{ ...good, payload: [] },
		{ ...good, payload: deep(2000) },
		{ ...good, payload: { ...good.payload, text: { $ne: 1 } } },
		{ ...good, payload: { ...good.payload, text: 'x'.repeat(170_000) } },
		{ ...good, payload: { ...good.payload, extra: 1 } },
		{ ...good, actor: { role: 'office' } },
		JSON.parse('{"id":"a","type":"participant.leave","typedAt":1,"payload":{"__proto__":{"x":1}}}'),
		{
			id: newId(),
			type: 'vote.cast',
			typedAt: 1,
			payload: { ballotId: 'b', dots: { constructor: 1 } }
		},
		Buffer.from([0, 255]),
		{ ...good, payload: { ...good.payload, text: Buffer.from('x') } }
	];

	it('are refused one by one while others go on undisturbed', async () => {
		const citizen = await joined();
		await workshop.goTo('round', 1);
		const stepId = (await workshop.state()).workshop?.stepId ?? '';
		let attacker = await joined();
		const emit = (event: string, ...packet: unknown[]) =>
			(attacker.socket as unknown as Emitter).emit(event, ...packet);
		for (const [i, packet] of packets.entries()) {
			// Past the pace of one device every packet would be answered alike.
			if (i % 8 === 7) attacker = await joined();
			const answer = await attacker.raw(packet);
			const name = JSON.stringify(packet)?.slice(0, 200);
			expect(answer, name).toMatchObject({ ok: false });
			expect(answer, name).not.toMatchObject({ code: 'too_fast' });
			emit('command', packet);
			emit('command', packet, 'no function');
			emit('sync', packet, 17);
			emit('typing', packet);
			expect(attacker.disconnects).toEqual([]);
		}
		emit('unknown', packets);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
		const contributionId = newId();
		expect(
			await citizen.send('contribution.post', {
				contributionId,
				stepId,
				kind: 'idea',
				text: 'ungestört',
				lang: 'de'
			})
		).toMatchObject({ ok: true });
		expect(citizen.syncs).toBe(1);
		expect(attacker.disconnects).toEqual([]);
	});

	it('get an answer even when what they ask to catch up with makes no sense', async () => {
		const phone = await joined();
		for (const since of [null, 1, [], { all: 'x' }, { all: -5 }, { all: 1e15 }, { 'table:': 3 }]) {
			const answer = await phone.socket.timeout(5000).emitWithAck('sync', { since } as never);
			expect(answer.batches[0]).toMatchObject({ audience: 'all', reset: true });
		}
	});

	it('that are too large end the connection of their sender only', async () => {
		const [attacker, citizen] = [await joined(), await joined()];
		(attacker.socket as unknown as Emitter).emit('command', 'x'.repeat(1_000_000));
		await expect.poll(() => attacker.disconnects).toHaveLength(1);
		expect(citizen.socket.connected).toBe(true);
	});

	it('below the level of packets end at most the connection they came by', async () => {
		const citizen = await joined();
		const { cookie } = await workshop.join();
		const frames = [
			'',
			'4',
			'42',
			'42[',
			'4"x"',
			'43{}',
			'451-["command",{"_placeholder":true,"num":9}]',
			'4999999999-["x"]',
			'42["disconnect"]',
			'42["connect"]',
			'42["error",1]',
			'40/admin,{}',
			'3',
			'6',
			'\u0000'
		];
		for (const frame of frames) {
			const socket = await upgraded(cookie);
			const auth = { code: workshop.code, surface: 'phone', protocol: PROTOCOL };
			socket.write(masked(`40${JSON.stringify(auth)}`));
			await new Promise((next) => setTimeout(next, 20));
			socket.write(masked(frame));
			await new Promise((next) => setTimeout(next, 10));
			socket.destroy();
		}
		expect(await citizen.send('participant.edit', { people: 2 })).toMatchObject({ ok: true });
	});
});

describe('a device that sends too fast', () => {
	it('is slowed down alone, and what was refused so can be sent again', async () => {
		const [eager, calm] = [await joined(), await joined()];
		const id = newId();
		const many = await Promise.all(
			Array.from({ length: 80 }, () => eager.send('participant.edit', { people: 2 }))
		);
		expect(
			many.filter((answer) => !answer.ok && answer.code === 'too_fast').length
		).toBeGreaterThan(20);
		const refused = await eager.send('participant.edit', { people: 3 }, { id });
		expect(refused).toEqual({ ok: false, code: 'too_fast' });
		expect(await calm.send('participant.edit', { people: 2 })).toMatchObject({ ok: true });
		await expect
			.poll(() => eager.send('participant.edit', { people: 3 }, { id }), { timeout: 3000 })
			.toMatchObject({ ok: true });
	});
});

describe('a device with many tabs', () => {
	it('keeps the latest ones', async () => {
		const { cookie } = await workshop.join();
		const tabs: Phone[] = [];
		for (let i = 0; i < 8; i++) tabs.push(await open({ cookie, reconnection: false }));
		await expect.poll(() => tabs.filter(({ socket }) => socket.connected)).toHaveLength(6);
		expect(tabs.at(-1)?.socket.connected).toBe(true);
	});
});

/** A bare WebSocket, spoken by hand. */
async function upgraded(cookie: string): Promise<Socket> {
	const socket = connect(test.port, '127.0.0.1');
	socket.on('error', () => {});
	socket.write(
		`GET /live/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${test.port}\r\nOrigin: ${test.url}\r\n` +
			`Cookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
			'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
	);
	await new Promise((next) => socket.once('data', next));
	return socket;
}

/** A text frame as a client must send it. */
function masked(text: string): Buffer {
	const data = Buffer.from(text);
	const head =
		data.length < 126
			? [0x81, 0x80 | data.length]
			: [0x81, 0xfe, data.length >> 8, data.length & 255];
	return Buffer.concat([Buffer.from(head), Buffer.alloc(4), data]);
}
