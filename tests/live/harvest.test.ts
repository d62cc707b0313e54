/** Two people who sort at once, and a vote that phones and paper take part in, up to the export. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import type { CommandType, Payloads } from '#lib/domain/commands.ts';
import { exportWorkshop } from '#lib/server/export/export.ts';
import { FACILITATOR, makeApp, OFFICE, type TestApp, type TestWorkshop } from '../support/app.ts';

interface PublishedVote {
	ballots: {
		papers: number;
		turnout: number | string;
		options: { item: string | null; title: string; dots: number; paper: number }[];
	}[];
}

const TABLES = 4;
let test: TestApp;
let workshop: TestWorkshop;
let people: string[];

const staff = <T extends CommandType>(type: T, payload: Payloads[T]) =>
	test.must(workshop.id, FACILITATOR, type, payload);

beforeEach(async () => {
	test = await makeApp();
	workshop = await test.workshop({ tables: TABLES, seats: 4 });
	people = [];
	for (let n = 0; n < 3 * TABLES; n++) people.push((await workshop.join()).id);
	await workshop.goTo('essence');
	for (const id of people)
		for (const number of [1, 2, 3])
			await test.send(workshop.id, { role: 'participant', id }, 'essence.write', {
				number,
				text: `Satz ${number} von ${id.slice(-4)}`,
				lang: 'de'
			});
	await workshop.goTo('harvest');
});
afterEach(() => test.stop());

describe('sorting by two people at once', () => {
	it('[H6] [H12] [H13] loses no card, whatever meets whatever', async () => {
		const essences = (await workshop.state()).live('essence');
		const items = essences.map(({ id }) => ({ kind: 'essence' as const, id }));
		const ids = ['a', 'b', 'c', 'd'].map(() => newId());
		for (const [at, clusterId] of ids.entries())
			await staff('cluster.create', {
				clusterId,
				title: `Gruppe ${at}`,
				items: items.filter((_, index) => index % ids.length === at)
			});
		const placed = async () => {
			const state = await workshop.state();
			return new Set(state.live('membership').map(({ itemId }) => itemId)).size;
		};
		expect(await placed()).toBe(items.length);
		let chance = 7;
		const below = (limit: number) => (chance = (chance * 16807) % 2147483647) % limit;
		const pick = () => ids[below(ids.length)] ?? '';
		for (let turn = 0; turn < 40; turn++) {
			// Both act upon what they saw before the other one acted; some of it is refused.
			const split = newId();
			await Promise.all([
				test.send(workshop.id, FACILITATOR, 'cluster.merge', { clusterId: pick(), intoId: pick() }),
				test.send(workshop.id, OFFICE, 'cluster.split', {
					clusterId: pick(),
					newId: split,
					title: `Neu ${turn}`,
					items: items.filter(() => below(2) === 0)
				}),
				test.send(workshop.id, OFFICE, 'cluster.nest', { clusterId: pick(), parentId: pick() }),
				test.send(workshop.id, FACILITATOR, 'cluster.unmerge', { clusterId: pick() }),
				test.send(workshop.id, OFFICE, 'cluster.move', { clusterId: pick(), beforeId: pick() })
			]);
			ids.push(split);
			expect(await placed()).toBe(items.length);
		}
		await test.restart();
		expect(await placed()).toBe(items.length);
	});
});

describe('a vote with phones and paper', () => {
	it('[B8] [B9] [B10] comes out in the export as the sum of both', async () => {
		await workshop.goTo('vote');
		const state = await workshop.state();
		const essences = state.live('essence').slice(0, 4);
		const optionIds = essences.map(({ id }) => id);
		const [first = '', second = ''] = optionIds;
		const running = state.live('ballot').find((ballot) => ballot.state === 'open');
		if (running) await staff('ballot.close', { ballotId: running.id });
		const ballotId = newId();
		await staff('ballot.open', {
			ballotId,
			optionKind: 'essence',
			optionIds,
			dots: 2,
			maxPerOption: 1,
			ownAllowed: false
		});
		let dots = 0;
		let turnout = 0;
		let refused = 0;
		for (const id of people) {
			const outcome = await test.send(workshop.id, { role: 'participant', id }, 'vote.cast', {
				ballotId,
				dots: { [first]: 1, [second]: 1 }
			});
			if (outcome.ok) {
				dots += 1;
				turnout += 1;
			} else {
				expect(outcome).toMatchObject({ code: 'not_allowed', field: 'dots' });
				refused += 1;
			}
		}
		expect(turnout).toBeGreaterThan(0);
		expect(refused).toBeGreaterThan(0);
		await staff('ballot.tally', { ballotId, dots: { [first]: 5, [second]: 2 }, papers: 5 });
		const tooMany = { ballotId, dots: { [first]: 6 }, papers: 5 };
		expect(await test.send(workshop.id, FACILITATOR, 'ballot.tally', tooMany)).toMatchObject({
			code: 'budget_exceeded'
		});
		await staff('ballot.close', { ballotId });
		// Counted late: a sheet was found under a chair.
		await staff('ballot.tally', { ballotId, dots: { [first]: 6, [second]: 2 }, papers: 6 });
		await staff('ballot.reveal', { ballotId });

		const { body } = await exportWorkshop(await workshop.state(), {
			format: 'json',
			lang: 'de',
			now: Date.now()
		});
		const { ballots } = JSON.parse(new TextDecoder().decode(body)) as PublishedVote;
		const ballot = ballots.at(-1);
		expect(ballot).toMatchObject({ papers: 6, turnout });
		expect(ballot?.options.map(({ item, dots: n, paper }) => [item, n, paper])).toEqual([
			[essences[0]?.publicId, dots + 6, 6],
			[essences[1]?.publicId, dots + 2, 2],
			[essences[2]?.publicId, 0, 0],
			[essences[3]?.publicId, 0, 0]
		]);
	});
});
