import { beforeEach, describe, expect, it } from 'vitest';
import { onWall } from './clusters.ts';
import { Evening, FACILITATOR } from './fixture/evening.ts';
import type { Change } from './rows.ts';
import { view } from './view.ts';

let evening: Evening;
const item = (id: string) => ({ kind: 'contribution' as const, id });

beforeEach(() => {
	evening = Evening.open();
	evening.seated('ada', 1, 'B');
	evening.seated('ben', 2, 'B');
	evening.goTo('round', 1);
	evening.post('ada', 'c1');
	evening.post('ben', 'c2');
	evening.post('ben', 'c3');
});

const members = (clusterId: string) =>
	evening.state
		.live('membership')
		.filter((membership) => membership.clusterId === clusterId)
		.map((membership) => membership.itemId);

describe('clusters', () => {
	it('[H6] an item may lie in several, adding and taking twice changes nothing', () => {
		evening.staff('cluster.create', {
			clusterId: 'k1',
			title: ' Bänke\nund Licht ',
			items: [item('c1')]
		});
		evening.staff('cluster.create', {
			clusterId: 'k2',
			title: 'Licht',
			items: [item('c1'), item('c2')]
		});
		expect(evening.row('cluster', 'k1')).toMatchObject({ title: 'Bänke und Licht', position: 0 });
		expect(evening.row('cluster', 'k2').position).toBe(1);
		expect(evening.staff('cluster.add', { clusterId: 'k1', items: [item('c1')] })).toEqual([]);
		expect(evening.staff('cluster.take', { clusterId: 'k1', items: [item('c3')] })).toEqual([]);
		evening.staff('cluster.take', { clusterId: 'k2', items: [item('c1')] });
		expect([members('k1'), members('k2')]).toEqual([['c1'], ['c2']]);
		evening.staff('cluster.add', { clusterId: 'k2', items: [item('c1')] });
		expect(members('k2').sort()).toEqual(['c1', 'c2']);
		evening.staff('cluster.rename', { clusterId: 'k2', title: 'Helle Wege' });
		expect(evening.row('cluster', 'k2').title).toBe('Helle Wege');
		expect(evening.state.live('contribution')).toHaveLength(3);
	});

	it('[H7] leaves out what went meanwhile, refuses what never was', () => {
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' });
		evening.staff('contribution.hide', { contributionId: 'c2', reason: 'spam' });
		const items = ['c1', 'c2', 'c3'].map(item);
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items });
		expect(members('k1')).toEqual(['c3']);
		const unknown = { clusterId: 'k1', items: [item('nope')] };
		expect(evening.refused(FACILITATOR, 'cluster.add', unknown)).toBe('not_found');
		const wrongKind = { clusterId: 'k1', items: [{ kind: 'essence' as const, id: 'c3' }] };
		expect(evening.refused(FACILITATOR, 'cluster.add', wrongKind)).toBe('not_found');
		const nowhere = { clusterId: 'k9', items: [item('c3')] };
		expect(evening.refused(FACILITATOR, 'cluster.add', nowhere)).toBe('not_found');
	});

	it('[H8] a removed cluster comes back with its place', () => {
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Eins', items: [item('c1')] });
		evening.staff('cluster.create', { clusterId: 'k2', title: 'Zwei', items: [] });
		const again = { clusterId: 'k1', title: 'Eins', items: [item('c2')] };
		expect(evening.refused(FACILITATOR, 'cluster.create', again)).toBe('malformed');
		evening.staff('cluster.remove', { clusterId: 'k1' });
		expect(members('k1')).toEqual([]);
		evening.staff('cluster.create', again);
		expect(evening.row('cluster', 'k1')).toMatchObject({ position: 0, removed: false });
		expect(members('k1')).toEqual(['c2']);
	});

	it('[H8] [C12] is restored with what somebody else put there last, but not with what was taken back', () => {
		for (const clusterId of ['outer', 'k1'])
			evening.staff('cluster.create', { clusterId, title: clusterId, items: [] });
		evening.staff('cluster.nest', { clusterId: 'k1', parentId: 'outer' });
		for (const id of ['c1', 'c2', 'c3'])
			evening.staff('cluster.add', { clusterId: 'k1', items: [item(id)] });
		evening.staff('cluster.rename', { clusterId: 'k1', title: 'Eins' });
		const before = evening.row('cluster', 'k1');
		evening.staff('contribution.hide', { contributionId: 'c2', reason: 'other' });
		expect(evening.refused(FACILITATOR, 'cluster.restore', { clusterId: 'k1' })).toBe('not_found');
		evening.staff('cluster.remove', { clusterId: 'k1' });
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' });
		const changes = evening.staff('cluster.restore', { clusterId: 'k1' });
		expect(evening.row('cluster', 'k1')).toEqual({ ...before, rev: expect.any(Number) });
		// What is hidden comes back hidden, and shows again when it is restored.
		expect(members('k1').sort()).toEqual(['c2', 'c3']);
		expect(evening.sees('all', 'cluster', 'outer')).toMatchObject({ count: 1 });
		expect(changes.map(({ row }) => row.id)).toContain('outer');
		expect(evening.refused(FACILITATOR, 'cluster.restore', { clusterId: 'k1' })).toBe('not_found');
	});

	it('[H8] [H12] what was merged is not restored: it lies in the other one', () => {
		for (const clusterId of ['k1', 'k2'])
			evening.staff('cluster.create', { clusterId, title: clusterId, items: [item('c1')] });
		evening.staff('cluster.merge', { clusterId: 'k1', intoId: 'k2' });
		expect(evening.refused(FACILITATOR, 'cluster.restore', { clusterId: 'k1' })).toBe('not_found');
		evening.staff('cluster.remove', { clusterId: 'k2' });
		expect(evening.refused(FACILITATOR, 'cluster.unmerge', { clusterId: 'k1' })).toBe('not_found');
	});

	it('[H9] what the hall votes on stays', () => {
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items: [] });
		evening.goTo('vote');
		expect(evening.refused(FACILITATOR, 'cluster.remove', { clusterId: 'k1' })).toBe('in_use');
		evening.staff('cluster.create', { clusterId: 'k2', title: 'Neu', items: [] });
		evening.staff('cluster.remove', { clusterId: 'k2' });
		evening.goTo('close');
		evening.staff('cluster.remove', { clusterId: 'k1' });
		expect(evening.state.live('ballot')[0]?.optionIds).toEqual(['k1']);
	});

	it('[H10] is sent again whenever its contents change', () => {
		const kinds = (changes: { kind: string }[]) => changes.map((change) => change.kind);
		const items = ['c1', 'c2'].map(item);
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items });
		const count = () => evening.sees('all', 'cluster', 'k1');
		expect(count()).toMatchObject({ count: 2, tables: [evening.table(1).id, evening.table(2).id] });
		expect(kinds(evening.staff('cluster.add', { clusterId: 'k1', items: [item('c3')] }))).toContain(
			'cluster'
		);
		const hide = { contributionId: 'c1', reason: 'spam' } as const;
		expect(kinds(evening.staff('contribution.hide', hide))).toContain('cluster');
		expect(count()).toMatchObject({ count: 2, tables: [evening.table(2).id] });
		expect(kinds(evening.staff('contribution.restore', { contributionId: 'c1' }))).toContain(
			'cluster'
		);
		expect(count()).toMatchObject({ count: 3 });
		expect(kinds(evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' }))).toContain(
			'cluster'
		);
		expect(
			kinds(evening.staff('cluster.take', { clusterId: 'k1', items: [item('c2')] }))
		).toContain('cluster');
		expect(count()).toMatchObject({ count: 1 });
	});

	it('[H12] merging and unmerging gives back exactly what was there', () => {
		const items = ['c1', 'c2'].map(item);
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Eins', items });
		evening.staff('cluster.create', { clusterId: 'k2', title: 'Zwei', items: [item('c2')] });
		evening.staff('cluster.create', { clusterId: 'k3', title: 'Drei', items: [] });
		const wall = () => ({
			clusters: evening.state.live('cluster').map(({ rev: _, ...cluster }) => cluster),
			members: ['k1', 'k2', 'k3'].map((id) => members(id).sort())
		});
		const before = wall();
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'other' });
		evening.staff('cluster.merge', { clusterId: 'k1', intoId: 'k2' });
		expect(wall().members).toEqual([[], ['c1', 'c2'], []]);
		expect(evening.refused(FACILITATOR, 'cluster.rename', { clusterId: 'k1', title: 'x' })).toBe(
			'not_found'
		);
		evening.staff('cluster.add', { clusterId: 'k2', items: [item('c3')] });
		evening.staff('cluster.unmerge', { clusterId: 'k1' });
		expect(wall().members).toEqual([['c1', 'c2'], ['c2', 'c3'], []]);
		evening.staff('cluster.take', { clusterId: 'k2', items: [item('c3')] });
		expect(wall()).toEqual(before);
		expect(evening.refused(FACILITATOR, 'cluster.unmerge', { clusterId: 'k1' })).toBe('not_found');
		const itself = { clusterId: 'k1', intoId: 'k1' };
		expect(evening.refused(FACILITATOR, 'cluster.merge', itself)).toBe('malformed');
	});

	it('[H12] [C12] what was taken back meanwhile does not come back with its cluster', () => {
		const items = ['c1', 'c2'].map(item);
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Eins', items });
		evening.staff('cluster.create', { clusterId: 'k2', title: 'Zwei', items });
		evening.staff('cluster.merge', { clusterId: 'k1', intoId: 'k2' });
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' });
		evening.staff('cluster.unmerge', { clusterId: 'k1' });
		expect([members('k1'), members('k2')]).toEqual([['c2'], ['c2']]);
	});

	it('[H13] splits some items off, not while a ballot asks about them', () => {
		const items = ['c1', 'c2', 'c3'].map(item);
		evening.staff('cluster.create', { clusterId: 'k1', title: 'Eins', items });
		const split = { clusterId: 'k1', newId: 'k2', title: 'Zwei', items: items.slice(1) };
		evening.staff('cluster.split', split);
		expect([members('k1'), members('k2').sort()]).toEqual([['c1'], ['c2', 'c3']]);
		expect(evening.refused(FACILITATOR, 'cluster.split', split)).toBe('malformed');
		const elsewhere = { ...split, newId: 'k3', items: [item('c2')] };
		expect(evening.refused(FACILITATOR, 'cluster.split', elsewhere)).toBe('not_found');
		evening.goTo('vote');
		const asked = { clusterId: 'k2', newId: 'k3', title: 'Drei', items: [item('c2')] };
		expect(evening.refused(FACILITATOR, 'cluster.split', asked)).toBe('in_use');
		const merge = { clusterId: 'k2', intoId: 'k1' };
		expect(evening.refused(FACILITATOR, 'cluster.merge', merge)).toBe('in_use');
	});

	it('[H14] lies in one other, one level deep, and counts there', () => {
		for (const [clusterId, id] of Object.entries({ k1: 'c1', k2: 'c2', k3: 'c3' }))
			evening.staff('cluster.create', { clusterId, title: clusterId, items: [item(id)] });
		evening.staff('cluster.nest', { clusterId: 'k2', parentId: 'k1' });
		evening.staff('cluster.add', { clusterId: 'k2', items: [item('c1')] });
		const seen = (id: string) =>
			view({ kind: 'cluster', row: evening.row('cluster', id) }, 'all', evening.state);
		expect(seen('k1')).toMatchObject({ count: 2 });
		expect(seen('k2')).toMatchObject({ count: 2, parentId: 'k1' });
		for (const [clusterId, parentId] of [
			['k3', 'k2'],
			['k3', 'k3']
		] as const)
			expect(evening.refused(FACILITATOR, 'cluster.nest', { clusterId, parentId })).toBe(
				'malformed'
			);
		const outer = { clusterId: 'k1', parentId: 'k3' };
		expect(evening.refused(FACILITATOR, 'cluster.nest', outer)).toBe('in_use');
		evening.staff('cluster.remove', { clusterId: 'k1' });
		expect(evening.row('cluster', 'k2').parentId).toBeNull();
	});

	it('[H14] the outer cluster is sent again when something changes in the inner one', () => {
		for (const clusterId of ['k1', 'k2'])
			evening.staff('cluster.create', { clusterId, title: clusterId, items: [] });
		evening.staff('cluster.nest', { clusterId: 'k2', parentId: 'k1' });
		const sent = (changes: readonly Change[]) =>
			changes.filter(({ kind }) => kind === 'cluster').map(({ row }) => row.id);
		const add = evening.staff('cluster.add', { clusterId: 'k2', items: [item('c1')] });
		expect(sent(add).sort()).toEqual(['k1', 'k2']);
		const hide = evening.staff('contribution.hide', { contributionId: 'c1', reason: 'other' });
		expect(sent(hide).sort()).toEqual(['k1', 'k2']);
	});

	it('[H15] is moved before another one or to the end', () => {
		for (const clusterId of ['k1', 'k2', 'k3'])
			evening.staff('cluster.create', { clusterId, title: clusterId, items: [] });
		const order = () => onWall(evening.state).map(({ id }) => id);
		evening.staff('cluster.move', { clusterId: 'k3', beforeId: 'k1' });
		expect(order()).toEqual(['k3', 'k1', 'k2']);
		evening.staff('cluster.move', { clusterId: 'k3', beforeId: null });
		expect(order()).toEqual(['k1', 'k2', 'k3']);
		expect(evening.staff('cluster.move', { clusterId: 'k3', beforeId: 'k3' })).toEqual([]);
	});
});
