/**
 * What the simulator once found, told again step by step. A seed means another evening whenever the
 * simulator changes; these mean the same for ever. `world.fault` is what a witness saw on the way.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '#lib/domain/rows.ts';
import type { Browser } from './browser.ts';
import type { Page } from './page.ts';
import { open } from './evening.ts';
import { World } from './world.ts';

let world: World;

const STAFF = { role: 'facilitator' } as const;

beforeEach(async () => {
	world = new World({ seed: 1, calm: true });
	await open(world, { tables: 2, seats: 3 });
});
afterEach(() => world.end());

async function advance(times = 1): Promise<void> {
	for (let i = 0; i < times; i++)
		await world.insist(STAFF, 'step.advance', { from: world.state.workshop?.stepId ?? null });
}

/** Somebody new; the seats are given in turn: first traveller of table 1, of table 2, second of table 1 … */
async function arrive(): Promise<{ id: Id; browser: Browser; page: Page }> {
	world.arrive();
	await world.pass(5000);
	const browser = world.browsers.at(-1);
	const page = browser?.pages[0];
	if (!page?.isSure || browser?.actor.role !== 'participant') throw new Error('nobody has arrived');
	return { id: browser.actor.id, browser, page };
}

const tableId = (number: number): Id =>
	world.state.tables.find((table) => table.number === number)?.id ?? '';

const post = (text: string, contributionId = world.newId()) => ({
	contributionId,
	stepId: world.state.workshop?.stepId ?? '',
	kind: 'idea' as const,
	text,
	lang: 'de'
});

async function expectAllWell(): Promise<void> {
	await world.pass(20_000);
	expect(world.fault ?? (await world.faultAtRest())).toBeNull();
}

describe('scenes that once went wrong', () => {
	it('who leaves a table hears nothing of what is said there in the same moment', async () => {
		const leaving = await arrive();
		await arrive();
		const staying = await arrive();
		await advance(2);
		const { contributionsByTable } = world.state;
		void world.form({ role: 'participant', id: leaving.id }, 'seat.take', {
			tableId: tableId(2),
			index: 2
		});
		void world.form({ role: 'participant', id: staying.id }, 'contribution.post', post('später'));
		await world.pass(1000);
		expect(contributionsByTable.get(tableId(1))?.size).toBe(1);
		await expectAllWell();
	});

	it('a phone that was away while the first text was edited lists both in the order of all others', async () => {
		const { page } = await arrive();
		await arrive();
		const { page: away, browser } = await arrive();
		await advance(2);
		away.sleep(60_000);
		const payload = post('erster');
		page.do('contribution.post', payload);
		page.do('contribution.post', post('zweiter'));
		await world.pass(1000);
		page.do('contribution.edit', { contributionId: payload.contributionId, text: 'geändert' });
		await world.pass(1000);
		away.line?.cut();
		await world.pass(60_000);
		const [only] = browser.pages;
		const texts = [...(only?.mirror.rows('contribution').values() ?? [])].map(({ text }) => text);
		expect(texts).toEqual(['geändert', 'zweiter']);
		await expectAllWell();
	});

	it('a host who misses the whole table as a round changes notices with the next news of it', async () => {
		const host = await arrive();
		await arrive();
		const guest = await arrive();
		host.page.do('seat.take', { tableId: tableId(1), index: 0 });
		await world.pass(2000);
		await advance(2);
		if (host.page.line) host.page.line.loses = `table:${tableId(1)}`;
		void world.form({ role: 'participant', id: guest.id }, 'contribution.post', post('zuletzt'));
		await advance();
		await world.pass(1000);
		expect(host.page.line?.loses).toBeNull();
		host.page.do('summary.write', { round: 1, points: ['Bänke'], lang: 'de' });
		await expectAllWell();
	});

	it('a phone that misses its way to another table and back notices what nobody was there to hear', async () => {
		await arrive();
		const { id, page } = await arrive();
		await advance(2);
		await world.pass(1000);
		for (const [number, index] of [
			[1, 2],
			[2, 0]
		] as const) {
			if (page.line) page.line.loses = `table:${tableId(number)}`;
			void world.form({ role: 'participant', id }, 'seat.take', {
				tableId: tableId(number),
				index
			});
			await world.pass(1000);
			expect(page.line?.loses).toBeNull();
		}
		page.do('contribution.post', post('zurück'));
		await expectAllWell();
	});

	it('a phone that slept through a restore shows what was restored, also when it has been overtaken', async () => {
		const { page } = await arrive();
		const sleeping = await arrive();
		await advance(2);
		world.disk.backUp();
		page.do('contribution.post', post('verloren'));
		await advance();
		await world.pass(2000);
		const { rev } = world.state;
		sleeping.page.sleep(120_000);
		await world.restore();
		await world.pass(10_000);
		for (let i = 0; world.state.rev <= rev; i++)
			await world.insist({ role: 'office' }, 'workshop.edit', { venue: `Saal ${i}` });
		await world.pass(120_000);
		expect(world.state.live('contribution')).toEqual([]);
		await expectAllWell();
	});

	it('what a crashed page had under way is sent by the next one, once', async () => {
		const { browser, page } = await arrive();
		await advance(2);
		page.do('contribution.post', post('unterwegs'));
		await world.pass(1);
		browser.reload(page);
		await expectAllWell();
		expect(world.state.live('contribution').map(({ text }) => text)).toEqual(['unterwegs']);
	});

	it('a text that was taken back does not return to the wall with a cluster that is taken apart', async () => {
		const { page } = await arrive();
		await advance(2);
		const { contributionId } = post('zweimal');
		page.do('contribution.post', post('zweimal', contributionId));
		await world.pass(1000);
		const items = [{ kind: 'contribution' as const, id: contributionId }];
		for (const clusterId of ['k1', 'k2'])
			await world.insist(STAFF, 'cluster.create', { clusterId, title: clusterId, items });
		await world.insist(STAFF, 'cluster.merge', { clusterId: 'k1', intoId: 'k2' });
		page.do('contribution.withdraw', { contributionId });
		await world.pass(1000);
		await world.insist(STAFF, 'cluster.unmerge', { clusterId: 'k1' });
		expect(world.state.live('membership')).toEqual([]);
		await expectAllWell();
	});

	it('a vote step has its ballot although the step before had one of its own', async () => {
		await arrive();
		for (const clusterId of ['k1', 'k2'])
			await world.insist(STAFF, 'cluster.create', { clusterId, title: clusterId, items: [] });
		while (world.state.step?.kind !== 'harvest') await advance();
		await world.insist(STAFF, 'ballot.open', {
			ballotId: 'own',
			optionKind: 'cluster',
			optionIds: ['k1', 'k2'],
			dots: 1,
			maxPerOption: 1,
			ownAllowed: true
		});
		await advance();
		const open = world.state.live('ballot').filter(({ state }) => state === 'open');
		expect(open.map(({ stepId }) => stepId)).toEqual([world.state.workshop?.stepId]);
		await expectAllWell();
	});

	it('nobody writes over the hand-over of a host whose table was closed since', async () => {
		const guest = await arrive();
		const host = await arrive();
		host.page.do('seat.take', { tableId: tableId(1), index: 0 });
		await world.pass(1000);
		await advance(2);
		host.page.do('summary.write', { round: 1, points: ['Bänke'], lang: 'de' });
		await advance();
		const closing = { tableId: tableId(1), intoId: tableId(2) };
		await world.insist(STAFF, 'table.merge', closing);
		guest.page.do('summary.write', { round: 1, points: ['Etwas anderes'], lang: 'de' });
		await expectAllWell();
		expect(world.state.live('summary').map(({ points }) => points)).toEqual([['Bänke']]);
	});

	it('what was taken off the wall in a rehearsal leaves no words behind', async () => {
		world.end();
		world = new World({ seed: 1, calm: true });
		await open(world, { tables: 2, seats: 3, rehearsal: true });
		await world.insist(STAFF, 'cluster.create', { clusterId: 'k1', title: 'Probe', items: [] });
		await world.insist(STAFF, 'cluster.remove', { clusterId: 'k1' });
		await world.insist({ role: 'office' }, 'workshop.reset', {});
		expect(world.state.rows.cluster.get('k1')?.title).toBe('');
		await expectAllWell();
	});

	it('a table is not closed into one whose chairs are all taken by people of another closed table', async () => {
		world.end();
		world = new World({ seed: 1, calm: true });
		await open(world, { tables: 3, seats: 3 });
		for (let i = 0; i < 3; i++) await arrive();
		await advance(2);
		const [one, two, three] = [1, 2, 3].map(tableId);
		const merge = (from = '', into = '') =>
			world.insist(STAFF, 'table.merge', { tableId: from, intoId: into });
		expect(await merge(two, one)).toMatchObject({ ok: true });
		expect(await merge(three, one)).toMatchObject({ ok: false, code: 'table_full' });
		await expectAllWell();
	});

	it('where people choose, going back and taking a round away moves nobody', async () => {
		world.end();
		world = new World({ seed: 1, calm: true });
		await open(world, { tables: 2, seats: 3 });
		await world.insist(STAFF, 'workshop.seat', { moveMode: 'free', hostMode: 'fixed' });
		const { id, page } = await arrive();
		await advance(3);
		page.do('seat.take', { tableId: tableId(2), index: 1 });
		await world.pass(1000);
		await world.insist(STAFF, 'step.back', { from: world.state.workshop?.stepId ?? '' });
		await world.insist(STAFF, 'step.remove_round', {});
		expect(page.mirror.audiences).toContain(`table:${tableId(2)}`);
		expect(world.state.seatByParticipant.get(id)).toBe(`${tableId(2)}.1`);
		await expectAllWell();
	});

	it('who comes late is not led to chairs that were put to a closed table', async () => {
		world.end();
		world = new World({ seed: 1, calm: true });
		await open(world, { tables: 2, seats: 3 });
		await arrive();
		await advance(3);
		await world.insist(STAFF, 'table.merge', { tableId: tableId(2), intoId: tableId(1) });
		await world.insist(STAFF, 'table.edit', { tableId: tableId(2), seats: 6 });
		const { page } = await arrive();
		expect(page.mirror.audiences).toContain(`table:${tableId(1)}`);
		await expectAllWell();
	});
});
