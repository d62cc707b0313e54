/** What people in the hall rely on, over real sockets and a real database. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { makeApp, FACILITATOR, GUEST, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';

let test: TestApp;
const phones = new Phones();

beforeEach(async () => {
	test = await makeApp();
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

async function seated(workshop: TestWorkshop, tableNumber: number | null = null): Promise<Phone> {
	const { outcome, cookie } = await workshop.join({ tableNumber });
	if (!outcome.ok) throw new Error(`could not join: ${outcome.code}`);
	return phones.open({ url: test.url, code: workshop.code, cookie });
}

async function staff(workshop: TestWorkshop, surface: 'screen' | 'console'): Promise<Phone> {
	const cookie = await workshop.linkCookie(surface);
	return phones.open({ url: test.url, code: workshop.code, surface, cookie });
}

async function currentStep(workshop: TestWorkshop): Promise<string> {
	return (await workshop.state()).workshop?.stepId ?? '';
}

const idea = (stepId: string, text: string, contributionId = newId()) => ({
	contributionId,
	stepId,
	kind: 'idea' as const,
	text,
	lang: 'de'
});

describe('joining', () => {
	it('by a hundred at once fills every seat once and never one twice', async () => {
		const workshop = await test.workshop({ tables: 16, seats: 5 });
		const joined = await Promise.all(Array.from({ length: 100 }, () => workshop.join()));
		const refused = joined.filter(({ outcome }) => !outcome.ok);
		expect(refused).toHaveLength(20);
		expect(new Set(refused.map(({ outcome }) => !outcome.ok && outcome.code))).toEqual(
			new Set(['hall_full'])
		);
		const state = await workshop.state();
		const holders = state.live('seat').map(({ participantId }) => participantId);
		expect(holders).not.toContain(null);
		expect(new Set(holders).size).toBe(80);
	});

	it('again with the same form is the same person in the same seat', async () => {
		const workshop = await test.workshop();
		const commandId = newId();
		const [one, two] = await Promise.all([
			workshop.join({ commandId }),
			workshop.join({ commandId })
		]);
		expect(two).toEqual(one);
		const phone = await phones.open({ url: test.url, code: workshop.code, cookie: one.cookie });
		expect(phone.me).toBe(one.id);
		expect((await workshop.state()).live('participant')).toHaveLength(1);
	});
});

describe('an idea', () => {
	it('is acknowledged, and seen at its own table and by staff, nowhere else', async () => {
		const workshop = await test.workshop();
		const [writer, neighbour, stranger] = [
			await seated(workshop, 1),
			await seated(workshop, 1),
			await seated(workshop, 2)
		];
		const [screen, console] = [await staff(workshop, 'screen'), await staff(workshop, 'console')];
		await workshop.goTo('round', 1);
		const outcome = await writer.send(
			'contribution.post',
			idea(await currentStep(workshop), 'Mehr Bänke im Hafen')
		);
		expect(outcome.ok).toBe(true);
		for (const phone of [writer, neighbour, console])
			await expect.poll(() => phone.texts()).toEqual(['Mehr Bänke im Hafen']);
		// A later change has reached everybody: what has not come by now will not come.
		await test.must(workshop.id, FACILITATOR, 'workshop.freeze', { frozen: true });
		for (const phone of [stranger, screen]) {
			await expect.poll(() => phone.rows('workshop')[0]?.frozenAt).not.toBe(null);
			expect(JSON.stringify(phone.received)).not.toContain('Bänke');
		}
	});

	it('sent again is answered the same and stored once', async () => {
		const workshop = await test.workshop();
		const writer = await seated(workshop);
		await workshop.goTo('round', 1);
		const id = newId();
		const payload = idea(await currentStep(workshop), 'Einmal');
		const answers = await Promise.all(
			[1, 2, 3].map(() => writer.send('contribution.post', payload, { id }))
		);
		answers.push(await writer.send('contribution.post', payload, { id }));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]).toMatchObject({ ok: true });
		expect((await workshop.state()).live('contribution')).toHaveLength(1);
	});

	it('is refused in plain data, and the refusal is repeated word for word', async () => {
		const workshop = await test.workshop();
		const writer = await seated(workshop);
		await workshop.goTo('round', 1);
		const stepId = await currentStep(workshop);
		const id = newId();
		const first = await writer.send('contribution.post', idea(stepId, ' \n '), { id });
		expect(first).toMatchObject({ ok: false, code: 'text_empty' });
		expect(await writer.send('contribution.post', idea(stepId, 'doch etwas'), { id })).toEqual(
			first
		);
		expect((await workshop.state()).live('contribution')).toHaveLength(0);
	});

	it('that is hidden disappears from every device, also from one that was away', async () => {
		const workshop = await test.workshop();
		const [writer, neighbour, away] = [
			await seated(workshop, 1),
			await seated(workshop, 1),
			await seated(workshop, 1)
		];
		const everywhere = await seated(workshop, 3);
		const screen = await staff(workshop, 'screen');
		await workshop.goTo('round', 1);
		const contributionId = newId();
		await writer.send(
			'contribution.post',
			idea(await currentStep(workshop), 'Böse Worte', contributionId)
		);
		await test.must(workshop.id, FACILITATOR, 'contribution.release', {
			contributionIds: [contributionId],
			released: true
		});
		const all = [neighbour, away, everywhere, screen];
		for (const phone of all) await expect.poll(() => phone.texts()).toEqual(['Böse Worte']);
		away.socket.io.engine.close();
		await test.must(workshop.id, FACILITATOR, 'contribution.hide', {
			contributionId,
			reason: 'insult'
		});
		for (const phone of all) await expect.poll(() => phone.texts()).toEqual([]);
		// The author is told why instead.
		await expect.poll(() => writer.rows('contribution')[0]?.hiddenReason).toBe('insult');
	});
});

describe('a step', () => {
	it('reaches every surface, and everybody sees the table they go to and no other', async () => {
		const workshop = await test.workshop({ tables: 5, seats: 3 });
		const people = await Promise.all(Array.from({ length: 15 }, () => seated(workshop)));
		const surfaces = [await staff(workshop, 'screen'), await staff(workshop, 'console')];
		await workshop.goTo('round', 1);
		const stepId = await currentStep(workshop);
		await Promise.all(
			people.map((phone, i) => phone.send('contribution.post', idea(stepId, `Gedanke ${i}`)))
		);
		const before = new Map(people.map((phone) => [phone, phone.table]));
		await workshop.next();
		const change = await currentStep(workshop);
		for (const phone of [...people, ...surfaces])
			await expect.poll(() => phone.rows('workshop')[0]?.stepId).toBe(change);

		const state = await workshop.state();
		for (const phone of people) {
			const seat = phone.mirror.rowsOf(`one:${phone.me}`, 'seat')[0];
			if (seat?.index === 0) expect(phone.table).toBe(before.get(phone));
			else expect(phone.table).not.toBe(before.get(phone));
			const cloth = state.live('contribution').filter(({ tableId }) => tableId === phone.table);
			await expect
				.poll(() => phone.mirror.rowsOf(`table:${phone.table}`, 'contribution').length)
				.toBe(cloth.length);
		}
		// Nobody had to ask again: the new table was sent to all who sit there.
		expect(people.map(({ syncs }) => syncs)).toEqual(people.map(() => 1));
	});

	it('taken by two at once moves on once', async () => {
		const workshop = await test.workshop();
		const [one, two] = [await staff(workshop, 'console'), await staff(workshop, 'console')];
		const answers = await Promise.all([
			one.send('step.advance', { from: null }),
			two.send('step.advance', { from: null })
		]);
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
		expect(answers.find(({ ok }) => !ok)).toMatchObject({ code: 'already_moved_on' });
	});
});

describe('a seat', () => {
	it('that is changed brings the cloth of its table to this phone alone', async () => {
		const workshop = await test.workshop({ tables: 4, seats: 3 });
		const [mover, other] = [await seated(workshop, 1), await seated(workshop, 2)];
		await workshop.goTo('round', 1);
		await other.send('contribution.post', idea(await currentStep(workshop), 'Am zweiten Tisch'));
		const state = await workshop.state();
		const second = state.tables[1]?.id ?? '';
		const taken = await mover.send('seat.take', { tableId: second, index: 2 });
		expect(taken.ok).toBe(true);
		await expect.poll(() => mover.table).toBe(second);
		expect(mover.texts()).toEqual(['Am zweiten Tisch']);
		expect(mover.rows('seat').find(({ index }) => index === 2)?.tableId).toBe(second);
	});

	it('that is left is free, and the phone is told that it sits nowhere', async () => {
		const workshop = await test.workshop();
		const phone = await seated(workshop, 1);
		expect(await phone.send('participant.leave', {})).toMatchObject({ ok: true });
		await expect.poll(() => phone.table).toBe(null);
		expect(phone.mirror.rowsOf(`one:${phone.me}`, 'seat')).toEqual([]);
	});
});

describe('a ballot', () => {
	it('shows nobody its result until it is revealed', async () => {
		const workshop = await test.workshop();
		const people = await Promise.all([1, 2, 3].map(() => seated(workshop)));
		const surfaces = [await staff(workshop, 'screen'), await staff(workshop, 'console')];
		const clusters = [newId(), newId()];
		for (const clusterId of clusters)
			await test.must(workshop.id, FACILITATOR, 'cluster.create', {
				clusterId,
				title: `Gruppe ${clusterId.slice(-3)}`,
				items: []
			});
		await workshop.goTo('vote');
		for (const phone of people) await expect.poll(() => phone.rows('ballot')).toHaveLength(1);
		const ballotId = people[0]?.rows('ballot')[0]?.id ?? '';
		for (const phone of people)
			expect(
				await phone.send('vote.cast', { ballotId, dots: { [clusters[0] ?? '']: 2 } })
			).toMatchObject({ ok: true });
		await test.must(workshop.id, FACILITATOR, 'ballot.close', { ballotId });
		const all = [...people, ...surfaces];
		for (const phone of all) {
			await expect.poll(() => phone.rows('ballot')[0]?.state).toBe('closed');
			await phone.sync();
			expect(phone.rows('ballot')[0]).toMatchObject({ turnout: 3, result: null });
			expect(JSON.stringify(phone.received)).not.toMatch(/"result":\{/);
		}
		await test.must(workshop.id, FACILITATOR, 'ballot.reveal', { ballotId });
		for (const phone of all)
			await expect
				.poll(() => phone.rows('ballot')[0]?.result)
				.toMatchObject({ [clusters[0] ?? '']: 6 });
	});
});

describe('the hall at a glance', () => {
	it('tells projector and console how many sit where, and who writes, without naming anybody', async () => {
		const workshop = await test.workshop();
		const console = await staff(workshop, 'console');
		const [writer] = [await seated(workshop, 1), await seated(workshop, 2)];
		await workshop.goTo('round', 1);
		writer.socket.emit('typing');
		await expect.poll(() => console.hall?.online, { timeout: 3000 }).toBe(2);
		const first = (await workshop.state()).tables[0]?.id ?? '';
		await expect.poll(() => console.hall?.tables[first]?.writing, { timeout: 3000 }).toBe(true);
		expect(console.hall?.people).toBe(2);
		expect(console.hall?.tables[first]).toMatchObject({ seated: 1, online: 1, posts: 0 });
		await writer.send('contribution.post', idea(await currentStep(workshop), 'Ein Gedanke'));
		await expect.poll(() => console.hall?.tables[first]?.posts, { timeout: 3000 }).toBe(1);
		expect(JSON.stringify(console.hall)).not.toContain(writer.me);
		writer.close();
		await expect.poll(() => console.hall?.online, { timeout: 3000 }).toBe(1);
	});

	it('is told to a projector that opens while nothing happens', async () => {
		const workshop = await test.workshop();
		await seated(workshop, 1);
		const screen = await staff(workshop, 'screen');
		await expect.poll(() => screen.hall?.people, { timeout: 3000 }).toBe(1);
	});
});

describe('a stop and start', () => {
	it('keeps everything, and phones come back by themselves and miss nothing', async () => {
		const workshop = await test.workshop();
		const [writer, reader] = [await seated(workshop, 1), await seated(workshop, 1)];
		await workshop.goTo('round', 1);
		const stepId = await currentStep(workshop);
		const id = newId();
		const payload = idea(stepId, 'Vor dem Neustart');
		const before = await writer.send('contribution.post', payload, { id });
		const said = new Promise((resolve) => reader.socket.once('bye', () => resolve(true)));
		await test.restart();
		expect(await said).toBe(true);
		await expect.poll(() => reader.disconnects).toEqual(['transport close']);

		await expect.poll(() => reader.socket.connected && reader.syncs).toBe(2);
		await expect.poll(() => writer.socket.connected && writer.syncs).toBe(2);
		expect(reader.texts()).toEqual(['Vor dem Neustart']);
		expect(await writer.send('contribution.post', payload, { id })).toEqual(before);
		await writer.send('contribution.post', idea(stepId, 'Danach'));
		await expect.poll(() => reader.texts()).toEqual(['Vor dem Neustart', 'Danach']);
	});

	it('takes nothing new while stopping, and says so', async () => {
		const workshop = await test.workshop();
		const closing = test.app.close();
		expect(await test.app.ready()).toEqual({ ok: false, reasons: ['stopping'] });
		expect(
			await test.send(workshop.id, GUEST, 'participant.join', {
				participantId: 'x',
				lang: 'de',
				people: 1,
				origin: 'phone',
				tableNumber: null
			})
		).toEqual({ ok: false, code: 'storage_unavailable' });
		await closing;
	});
});

describe('a rehearsal that is wiped', () => {
	it('sends its phones back to the door with nothing left on them', async () => {
		const workshop = await test.workshop({ rehearsal: true });
		const phone = await seated(workshop);
		await workshop.goTo('round', 1);
		await phone.send('contribution.post', idea(await currentStep(workshop), 'Nur geprobt'));
		const refused = new Promise((resolve) =>
			phone.socket.on('connect_error', (error: Error & { data?: { code?: string } }) =>
				resolve(error.data?.code)
			)
		);
		await test.must(workshop.id, FACILITATOR, 'workshop.reset', {});
		expect(await refused).toBe('not_allowed');
	});
});
