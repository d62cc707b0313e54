/** Topic tables with groups that move on together, as a hall lives through it, over real sockets. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { tableOfParticipant } from '#lib/domain/rotation.ts';
import { cookieName } from '#lib/server/cookies.ts';
import { FACILITATOR, GUEST, OFFICE, makeApp, newCode, type TestApp } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';

const TOPICS = ['Wohnen', 'Arbeit', 'Sprache', 'Schule', 'Gesundheit', 'Feste'];

let test: TestApp;
const phones = new Phones();

beforeEach(async () => {
	test = await makeApp();
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

async function carousel() {
	const [id, code] = [newId(), newCode()];
	await test.must(id, OFFICE, 'workshop.create', {
		workshopId: id,
		code,
		template: 'carousel',
		title: 'Thementische',
		city: 'Erkrath',
		languages: ['de'],
		tables: 12,
		seats: 8
	});
	const state = () => test.app.rooms.state(id);
	for (const [at, table] of (await state()).tables.entries())
		await test.must(id, OFFICE, 'table.edit', {
			tableId: table.id,
			topic: { de: TOPICS[at % TOPICS.length] ?? '' }
		});
	await test.must(id, OFFICE, 'workshop.open', { rehearsal: false });

	const joinAs = async (tableNumber: number | null, companionOf: string | null = null) => {
		const commandId = newId();
		const participantId = test.app.keys.participantId(id, commandId);
		const outcome = await test.send(
			id,
			GUEST,
			'participant.join',
			{ participantId, lang: 'de', people: 1, origin: 'phone', tableNumber, companionOf },
			{ id: commandId }
		);
		const token = test.app.keys.participantToken(id, participantId);
		return { outcome, id: participantId, cookie: `${cookieName('phone', id)}=${token}` };
	};
	const device = async (tableNumber: number | null, companionOf: string | null = null) => {
		const { cookie } = await joinAs(tableNumber, companionOf);
		return phones.open({ url: test.url, code, cookie });
	};
	const next = async () => {
		const from = (await state()).workshop?.stepId ?? null;
		await test.must(id, FACILITATOR, 'step.advance', { from });
	};
	const goTo = async (kind: string, round: number) => {
		for (;;) {
			const { step } = await state();
			if (step?.kind === kind && step.round === round) return;
			await next();
		}
	};
	return { id, code, state, joinAs, device, goTo };
}

const tableOf = (phone: Phone) =>
	phone.mirror.audiences.find((audience) => audience.startsWith('table:'));

/** Dozens of phones: a machine that does much else takes its time. */
describe('a carousel of six topics at two tables each', { timeout: 60_000 }, () => {
	it('brings a group of eight to every topic together, whoever comes late or leaves', async () => {
		const { id, code, state, joinAs, device, goTo } = await carousel();
		// The last chair of a wished table is the host's.
		const group = [];
		for (let i = 0; i < 8; i++) group.push(await device(3));
		const host = group.at(-1);
		const travellers = group.slice(0, -1);
		if (!host) throw new Error('nobody came');
		for (let i = 0; i < 60; i++) await joinAs(null);
		const companion = await device(null, travellers[0]?.me ?? '');
		await goTo('round', 1);
		const home = tableOf(host);
		expect(new Set([...group, companion].map(tableOf))).toEqual(new Set([home]));

		const topics = new Set<string>();
		for (let round = 1; round <= 6; round++) {
			await goTo('round', round);
			const table = tableOfParticipant(await state(), companion.me ?? '');
			const at = table?.id;
			for (const phone of [...travellers, companion])
				await expect.poll(() => tableOf(phone)).toBe(`table:${at}`);
			if (round === 2) {
				// Latecomers move nobody.
				const before = travellers.map(tableOf);
				for (let i = 0; i < 5; i++) expect((await joinAs(null)).outcome.ok).toBe(true);
				expect(travellers.map(tableOf)).toEqual(before);
			}
			topics.add(table?.topic.de ?? '');
			expect(tableOf(host)).toBe(home);
			if (round > 1) expect(at).not.toBe(home?.slice('table:'.length));
		}
		expect([...topics].toSorted()).toEqual(TOPICS.toSorted());

		// A host leaves: the table is told, and somebody who sits there takes over.
		const console = await phones.open({
			url: test.url,
			code,
			surface: 'console',
			cookie: `${cookieName('console', id)}=${test.app.keys.link(id, 'console', 1)}`
		});
		const here = tableOf(travellers[0] ?? companion)?.slice('table:'.length) ?? '';
		const oldHost = (await state()).get('seat', `${here}.0`)?.participantId;
		if (oldHost) await test.must(id, { role: 'participant', id: oldHost }, 'participant.leave', {});
		await expect.poll(() => console.hall?.tables[here]?.hasHost, { timeout: 3000 }).toBe(false);
		const taker = travellers[1];
		expect(await taker?.send('seat.take', { tableId: here, index: 0 })).toMatchObject({ ok: true });
		await expect.poll(() => console.hall?.tables[here]?.hasHost, { timeout: 3000 }).toBe(true);
	});

	it('hands the seat to the companion when its holder goes', async () => {
		const { device, goTo } = await carousel();
		const ada = await device(4);
		const ben = await device(null, ada.me);
		await goTo('change', 2);
		const seat = ben.rows('seat').find(({ way }) => way.length > 0);
		for (const phone of [ada, ben])
			await expect.poll(() => tableOf(phone)).toBe(`table:${seat?.way[1]}`);
		expect(JSON.stringify(ben.received)).not.toContain(ada.me);
		await ada.send('participant.leave', {});
		await goTo('change', 3);
		await expect.poll(() => tableOf(ben)).toBe(`table:${seat?.way[2]}`);
	});

	it('moves two companies to one seat, and every phone sees it and nobody else', async () => {
		const { id, code, device, goTo } = await carousel();
		const ada = await device(4);
		const ben = await device(null, ada.me);
		const cem = await device(7);
		const dana = await device(null, cem.me);
		const console = await phones.open({
			url: test.url,
			code,
			surface: 'console',
			cookie: `${cookieName('console', id)}=${test.app.keys.link(id, 'console', 1)}`
		});
		await goTo('round', 1);
		const left = cem.rows('seat').find(({ way }) => way.length > 0)?.id;
		const company = { participantId: cem.me ?? '', companionOf: ben.me ?? '' };
		await test.must(id, GUEST, 'participant.join', {
			...{ lang: 'de', people: 1, origin: 'phone', tableNumber: null },
			...company
		});
		for (const phone of [ada, ben, cem, dana]) {
			await expect.poll(() => tableOf(phone)).toBe(tableOf(ada));
			await expect
				.poll(() => phone.rows('seat').filter(({ devices }) => devices > 0))
				.toMatchObject([{ devices: 4 }]);
		}
		expect(dana.rows('seat').map((seat) => seat.id)).not.toContain(left);
		const here = tableOf(ada)?.slice('table:'.length) ?? '';
		await expect
			.poll(() => console.hall?.tables[here]?.shared, { timeout: 3000 })
			.toEqual([{ seat: '4B', people: 4 }]);
		await goTo('round', 2);
		await expect.poll(() => tableOf(dana)).not.toBe(`table:${here}`);
		for (const phone of [ben, cem, dana])
			await expect.poll(() => tableOf(phone)).toBe(tableOf(ada));
	});

	it('counts who has seen the call, and a table gets help', async () => {
		const { id, code, device, goTo } = await carousel();
		const [ada, ben] = [await device(1), await device(2)];
		const console = await phones.open({
			url: test.url,
			code,
			surface: 'console',
			cookie: `${cookieName('console', id)}=${test.app.keys.link(id, 'console', 1)}`
		});
		await goTo('round', 1);
		await console.send('workshop.call', { called: true });
		await expect.poll(() => ben.rows('workshop')[0]?.calledAt).toBeTypeOf('number');
		const calledAt = ben.rows('workshop')[0]?.calledAt ?? 0;
		await ben.send('participant.hear', { calledAt });
		await expect.poll(() => console.hall?.heard, { timeout: 3000 }).toBe(1);
		const tableId = tableOf(ada)?.slice('table:'.length) ?? '';
		await ada.send('table.signal', { tableId, state: 'help' });
		await expect.poll(() => console.rows('signal')[0]).toMatchObject({ tableId, state: 'help' });
		expect(ben.rows('signal')).toEqual([]);
		await console.send('table.signal', { tableId, state: null });
		await expect.poll(() => ada.rows('signal')[0]?.state).toBeNull();
	});
});
