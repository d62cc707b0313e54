import { beforeEach, describe, expect, it } from 'vitest';
import { Evening, FACILITATOR } from './fixture/evening.ts';

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
});
