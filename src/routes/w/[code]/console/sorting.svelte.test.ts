import { v7 as newId } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Live } from '#lib/client/types.ts';
import type { Command } from '#lib/domain/commands.ts';
import { decide } from '#lib/domain/decide.ts';
import type { Id } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';
import { seenBy } from '#lib/domain/view.ts';
import { harvestItems, type HarvestItem } from '#lib/ui/console/harvest-item.ts';
import { CHUNK, Desk } from './desk.svelte.ts';
import { Sorting } from './sorting.svelte.ts';

/** The true judgement behind the interface of the live client, without a server. */
class Table {
	readonly state = new State();
	readonly sent: Command[] = [];
	#rev = 0;

	run(command: Pick<Command, 'type' | 'payload'>, role: 'office' | 'system' = 'office') {
		const whole = { id: newId(), typedAt: 0, ...command } as Command;
		const decision = decide(this.state, whole, { role }, { now: 1_000, newId });
		if (!decision.ok) return decision;
		const rev = ++this.#rev;
		for (const { kind, row } of decision.changes)
			this.state.apply({ kind, row: { ...row, rev } } as Parameters<State['apply']>[0]);
		return { ok: true as const, rev };
	}

	rows(kind: string) {
		return [...seenBy(this.state, 'staff')]
			.filter((seen) => seen.kind === kind)
			.map(({ row }) => row);
	}

	readonly live = {
		rows: (kind: string) => this.rows(kind),
		get: (kind: string, id: Id) => this.rows(kind).find((row) => row.id === id),
		send: (type: Command['type'], payload: Command['payload']) => {
			this.sent.push({ id: '', typedAt: 0, type, payload } as Command);
			return Promise.resolve(this.run({ type, payload } as Command));
		}
	} as unknown as Live;
}

const ITEMS = 6;
let table: Table;
let sorting: Sorting;
let items: HarvestItem[];

const clusters = () =>
	table.state.live('cluster').map(({ id, title }) => ({
		title,
		items: table.state
			.live('membership')
			.filter((membership) => membership.clusterId === id)
			.map(({ itemId }) => itemId)
			.sort()
	}));
const idOf = (title: string) =>
	table.state.live('cluster').find((cluster) => cluster.title === title)?.id ?? '';
const ids = (...indices: number[]) => indices.map((index) => items[index]?.id).sort();
function pick(...indices: number[]) {
	for (const index of indices) {
		const item = items[index];
		if (item) sorting.select(item, null, false, items);
	}
}

beforeEach(() => {
	table = new Table();
	const tables = Math.ceil(ITEMS / 3);
	table.run({
		type: 'workshop.create',
		payload: {
			workshopId: newId(),
			code: 'HAFENTRS',
			template: 'world-cafe-2h',
			title: 'Auftakt',
			city: 'Rostock',
			languages: ['de'],
			tables,
			seats: 4
		}
	});
	for (const { id } of table.state.live('table'))
		for (let number = 1; number <= 3; number++)
			table.state.apply({
				kind: 'essence',
				row: {
					id: `${id}.e${number}`,
					rev: 1,
					removed: false,
					publicId: `E-${number}`,
					tableId: id,
					number,
					text: 'Ein Satz',
					lang: 'de',
					participantId: null,
					state: 'plenum',
					agrees: 0,
					objections: 0,
					version: 1,
					writtenAt: 0
				}
			});
	const t = (key: string) => key;
	const desk = new Desk(table.live, t, t);
	sorting = new Sorting(table.live, desk, t);
	items = harvestItems(table.live.rows('essence'), [], []);
});

describe('sorting the harvest', () => {
	it('makes a group of what is selected and takes it back', async () => {
		pick(0, 1);
		expect(await sorting.create('Sprache')).toBe(true);
		expect(clusters()).toEqual([{ title: 'Sprache', items: ids(0, 1) }]);
		expect(sorting.selected.size).toBe(0);
		await sorting.undo();
		expect(clusters()).toEqual([]);
	});

	it('selects a range, in both directions', () => {
		pick(4);
		const second = items[1];
		if (second) sorting.select(second, null, true, items);
		expect([...sorting.selected].sort()).toEqual(ids(1, 2, 3, 4));
	});

	it('moves between groups and back again', async () => {
		pick(0, 1);
		await sorting.create('A');
		await sorting.create('B');
		const first = items[0];
		if (first) sorting.select(first, idOf('A'), false, items);
		await sorting.putInto(idOf('B'));
		expect(clusters()).toEqual([
			{ title: 'A', items: ids(1) },
			{ title: 'B', items: ids(0) }
		]);
		await sorting.undo();
		expect(clusters()).toEqual([
			{ title: 'A', items: ids(0, 1) },
			{ title: 'B', items: [] }
		]);
	});

	it('takes back only what it had added itself', async () => {
		pick(0);
		await sorting.create('A');
		pick(0, 1);
		await sorting.putInto(idOf('A'));
		await sorting.undo();
		expect(clusters()[0]?.items).toEqual(ids(0));
	});

	it('brings a dissolved group back with all that lay in it', async () => {
		pick(2, 3);
		await sorting.create('A');
		await sorting.rename(idOf('A'), 'A2');
		await sorting.remove(idOf('A2'));
		expect(clusters()).toEqual([]);
		await sorting.undo();
		expect(clusters()).toEqual([{ title: 'A2', items: ids(2, 3) }]);
		await sorting.undo();
		expect(clusters()[0]?.title).toBe('A');
	});

	it('brings a dissolved group back with what somebody else had put there unseen', async () => {
		pick(0);
		await sorting.create('A');
		const id = idOf('A');
		const [, , , , , other] = items;
		const see = table.live.rows;
		// The other console is quicker than the news of it.
		Object.assign(table.live, {
			rows: ((kind) => see(kind).filter((row) => row.id !== `${id}.${other?.id}`)) as typeof see
		});
		if (other)
			table.run({
				type: 'cluster.add',
				payload: { clusterId: id, items: [{ kind: 'essence', id: other.id }] }
			});
		await sorting.remove(id);
		await sorting.undo();
		expect(clusters()).toEqual([{ title: 'A', items: ids(0, 5) }]);
	});

	it('merges two groups and takes them apart exactly', async () => {
		pick(0, 1);
		await sorting.create('A');
		pick(1, 2);
		await sorting.create('B');
		const before = clusters();
		await sorting.merge(idOf('A'), idOf('B'));
		expect(clusters()).toEqual([{ title: 'B', items: ids(0, 1, 2) }]);
		await sorting.undo();
		expect(clusters()).toEqual(before);
	});

	it('splits a group in one act, and puts it together again', async () => {
		pick(0, 1, 2);
		await sorting.create('A');
		const first = items[0];
		if (first) sorting.select(first, idOf('A'), false, items);
		table.sent.length = 0;
		await sorting.create('B');
		expect(table.sent.map(({ type }) => type)).toEqual(['cluster.split']);
		expect(clusters()).toEqual([
			{ title: 'A', items: ids(1, 2) },
			{ title: 'B', items: ids(0) }
		]);
		await sorting.undo();
		expect(clusters()).toEqual([{ title: 'A', items: ids(0, 1, 2) }]);
	});

	it('lays groups into each other, moves them and undoes both, also after dissolving', async () => {
		for (const [index, title] of ['A', 'B', 'C'].entries()) {
			pick(index);
			await sorting.create(title);
		}
		const wall = () =>
			table.state
				.live('cluster')
				.sort((a, b) => a.position - b.position)
				.map(({ title, parentId }) => [title, table.state.get('cluster', parentId)?.title]);
		const flat = wall();
		await sorting.nest(idOf('B'), idOf('A'));
		await sorting.move(idOf('C'), idOf('A'));
		expect(wall()).toEqual([
			['C', undefined],
			['A', undefined],
			['B', 'A']
		]);
		await sorting.remove(idOf('A'));
		await sorting.undo();
		expect(wall().find(([title]) => title === 'B')).toEqual(['B', 'A']);
		await sorting.undo();
		await sorting.undo();
		expect(wall()).toEqual(flat);
	});

	it('takes one more along into the group whose cards are chosen', async () => {
		pick(0);
		await sorting.create('A');
		const [first, second] = items;
		if (first) sorting.select(first, idOf('A'), false, items);
		if (second) await sorting.join(second);
		expect(clusters()[0]?.items).toEqual(ids(0, 1));
		await sorting.undo();
		expect(clusters()[0]?.items).toEqual(ids(0));
	});

	it('keeps what somebody else put into the group meanwhile', async () => {
		pick(0);
		await sorting.create('A');
		pick(1);
		await sorting.putInto(idOf('A'));
		const other = items[5];
		if (other)
			table.run({
				type: 'cluster.add',
				payload: { clusterId: idOf('A'), items: [{ kind: 'essence', id: other.id }] }
			});
		await sorting.undo();
		expect(clusters()[0]?.items).toEqual(ids(0, 5));
	});

	it('leaves out what has gone since it was selected', async () => {
		pick(0, 1);
		const gone = items[1];
		const row = table.state.get('essence', gone?.id);
		if (row) table.state.apply({ kind: 'essence', row: { ...row, removed: true } });
		await sorting.create('A');
		expect(clusters()[0]?.items).toEqual(ids(0));
	});

	it('sends long selections in parts', async () => {
		const many = Array.from({ length: CHUNK * 2 + 1 }, (_, index) => `id-${index}`);
		const desk = new Desk(
			table.live,
			(key) => key,
			(key) => key
		);
		table.sent.length = 0;
		await desk.release(many, true);
		const parts = table.sent.map(
			({ payload }) => (payload as { contributionIds: Id[] }).contributionIds
		);
		expect(parts.map(({ length }) => length)).toEqual([CHUNK, CHUNK, 1]);
		expect(parts.flat()).toEqual(many);
	});
});
