/**
 * What networks do to messages: they come twice, late, in another order, or their answer is lost. And a
 * phone that was away for half an hour. Each time everything is there once, in the order of its author.
 */
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command, Outcome } from '#lib/domain/commands.ts';
import { ChaosProxy } from '../support/chaos-proxy.ts';
import { makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EVENING = Date.UTC(2026, 9, 4, 17, 0);

let time: number;
let test: TestApp;
let workshop: TestWorkshop;
let stepId: string;
const phones = new Phones();

beforeEach(async () => {
	time = EVENING;
	test = await makeApp({ now: () => time });
	workshop = await test.workshop();
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

async function seated(cookie?: string, url = test.url): Promise<Phone> {
	const { cookie: own } = cookie ? { cookie } : await workshop.join({ tableNumber: 1 });
	return phones.open({ url, code: workshop.code, cookie: own, origin: url });
}
async function beginRound(): Promise<void> {
	await workshop.goTo('round', 1);
	stepId = (await workshop.state()).workshop?.stepId ?? '';
}
const post = (text: string, typedAt = time): Command => ({
	id: newId(),
	type: 'contribution.post',
	payload: { contributionId: newId(), stepId, kind: 'idea', text, lang: 'de' },
	typedAt
});
const stored = async () => (await workshop.state()).live('contribution');

describe('commands that come twice, late and in any order', () => {
	it('have their effect once, and every copy gets the same answer', async () => {
		await beginRound();
		const { cookie } = await workshop.join({ tableNumber: 1 });
		// Two connections of one device, as after a cut that only one side has noticed.
		const ways = [await seated(cookie), await seated(cookie)];
		let count = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						which: fc.nat(5),
						way: fc.nat(1),
						waitMs: fc.nat(3)
					}),
					{ minLength: 6, maxLength: 14 }
				),
				async (deliveries) => {
					// The pace of a device is not what is tried here.
					time += MINUTE;
					const commands = Array.from({ length: 6 }, () => post(newId()));
					const answers: Promise<{ id: string; outcome: Outcome }>[] = [];
					for (const { which, way, waitMs } of deliveries) {
						const command = commands[which] as Command;
						const outcome = (ways[way] as Phone).raw(command);
						answers.push(outcome.then((it) => ({ id: command.id, outcome: it })));
						if (waitMs) await new Promise((next) => setTimeout(next, waitMs));
					}
					const all = await Promise.all(answers);
					const byId = Map.groupBy(all, ({ id }) => id);
					for (const copies of byId.values()) {
						expect(copies[0]?.outcome.ok).toBe(true);
						for (const copy of copies) expect(copy.outcome).toEqual(copies[0]?.outcome);
					}
					count += byId.size;
					const texts = (await stored()).map(({ text }) => text);
					expect(texts).toHaveLength(count);
					expect(new Set(texts).size).toBe(count);
				}
			),
			{ numRuns: 25 }
		);
	});

	it('are still known a day later, and after a restart', async () => {
		await beginRound();
		const { cookie } = await workshop.join({ tableNumber: 1 });
		const phone = await seated(cookie);
		const command = post('Mehr Bänke');
		const answer = await phone.raw(command);
		time += DAY;
		await test.restart();
		const later = await seated(cookie);
		expect(await later.raw(command)).toEqual(answer);
		expect((await stored()).map(({ text }) => text)).toEqual(['Mehr Bänke']);
	});
});

describe('an answer that is lost', () => {
	it('does not double what was said: the same command is answered as before', async () => {
		await beginRound();
		const proxy = await ChaosProxy.open({ port: test.port });
		try {
			const { cookie } = await workshop.join({ tableNumber: 1 });
			const phone = await seated(cookie, proxy.url);
			const command = post('Mehr Bänke');
			proxy.down.swallow = true;
			const unanswered = phone.raw(command);
			await expect.poll(async () => (await stored()).length).toBe(1);
			proxy.heal();
			const { syncs } = phone;
			proxy.cut();
			await expect(unanswered).rejects.toThrow();
			await expect.poll(() => phone.syncs).toBeGreaterThan(syncs);
			expect(await phone.raw(command)).toMatchObject({ ok: true });
			expect((await stored()).map(({ text }) => text)).toEqual(['Mehr Bänke']);
			expect(phone.texts()).toEqual(['Mehr Bänke']);
		} finally {
			phones.closeAll();
			await proxy.close();
		}
	});

	it('on a connection that is held up comes late and is the right one', async () => {
		await beginRound();
		const proxy = await ChaosProxy.open({ port: test.port });
		try {
			const phone = await seated(undefined, proxy.url);
			proxy.down.delayMs = 150;
			proxy.down.jitterMs = 100;
			const commands = Array.from({ length: 10 }, (_, i) => post(`Idee ${i}`));
			const answers = await Promise.all(commands.map((command) => phone.raw(command)));
			const revs = answers.map((answer) => (answer.ok ? answer.rev : 0));
			expect(revs).toEqual([...revs].sort((a, b) => a - b));
			expect(new Set(revs).size).toBe(10);
			await expect.poll(() => phone.texts()).toEqual(commands.map((_, i) => `Idee ${i}`));
		} finally {
			phones.closeAll();
			await proxy.close();
		}
	});
});

describe('phones that were away for half an hour', () => {
	it('bring everything that was typed meanwhile, once, in order, to the round it was typed in', async () => {
		const people = await Promise.all(
			Array.from({ length: 8 }, (_, i) => workshop.join({ tableNumber: (i % 2) + 1 }))
		);
		await beginRound();
		const before = await Promise.all(people.map(({ cookie }) => seated(cookie)));
		for (const phone of before) phone.close();
		const typed = people.map((_, person) =>
			Array.from({ length: 20 }, (_, i) => post(`Person ${person}, Idee ${i}`, time + i * MINUTE))
		);
		// Meanwhile the evening goes on: the change, and the second round has begun.
		time += 22 * MINUTE;
		await workshop.next();
		time += 3 * MINUTE;
		await workshop.next();
		time += 5 * MINUTE;

		const back = await Promise.all(people.map(({ cookie }) => seated(cookie)));
		await Promise.all(
			back.map(async (phone, person) => {
				for (const command of typed[person] ?? [])
					expect(await phone.raw(command)).toMatchObject({ ok: true });
			})
		);
		const rows = await stored();
		expect(rows).toHaveLength(8 * 20);
		expect(rows.every(({ round, late }) => round === 1 && late)).toBe(true);
		for (const [person] of people.entries()) {
			const own = rows.filter(({ text }) => text.startsWith(`Person ${person},`));
			expect(own.map(({ text }) => text)).toEqual(
				Array.from({ length: 20 }, (_, i) => `Person ${person}, Idee ${i}`)
			);
			// The table where its author sat then, not the one to which the phone comes back.
			const table = (await workshop.state()).tables.find(({ id }) => id === own[0]?.tableId);
			expect(table?.number).toBe((person % 2) + 1);
		}
	});

	it('hear that it was too late for what was typed after the round', async () => {
		await beginRound();
		const phone = await seated();
		time += 22 * MINUTE;
		await workshop.next();
		time += 10 * MINUTE;
		expect(await phone.raw(post('Zu spät', time - 5 * MINUTE))).toMatchObject({
			ok: false,
			code: 'step_over'
		});
		expect(await stored()).toEqual([]);
	});
});
