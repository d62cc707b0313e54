import { beforeEach, describe, expect, it } from 'vitest';
import { Evening, FACILITATOR } from './fixture/evening.ts';
import { guidelinesInOrder } from './guidelines.ts';

let evening: Evening;
const item = (id: string) => ({ kind: 'contribution' as const, id });

beforeEach(() => {
	evening = Evening.open();
	evening.join('ada');
	evening.goTo('round', 1);
	for (const id of ['c1', 'c2', 'c3', 'c4']) evening.post('ada', id);
	evening.staff('cluster.create', {
		clusterId: 'k1',
		title: 'Eins',
		items: [item('c1'), item('c2')]
	});
	evening.staff('cluster.create', {
		clusterId: 'k2',
		title: 'Zwei',
		items: [item('c2'), item('c3')]
	});
	evening.staff('guideline.draft', {});
});

const inOrder = () =>
	guidelinesInOrder(evening.state).map(({ number, title }) => `${number} ${title}`);
const idOf = (title: string) =>
	evening.found(evening.state.live('guideline').find((guideline) => guideline.title === title)).id;
const evidenceOf = (title: string) =>
	evening.state
		.live('evidence')
		.filter((evidence) => evidence.guidelineId === idOf(title))
		.map((evidence) => `${evidence.itemId} ${evidence.type}`);

describe('guidelines', () => {
	it('[G1] are drafted one per cluster, without any text of their own', () => {
		expect(inOrder()).toEqual(['1 Eins', '2 Zwei']);
		expect(evening.row('guideline', idOf('Eins'))).toMatchObject({
			text: '',
			rationale: '',
			status: 'vorschlag',
			clusterId: 'k1'
		});
		expect(evidenceOf('Eins')).toEqual(['c1 supports', 'c2 supports']);
		expect(evening.staff('guideline.draft', {})).toEqual([]);
	});

	it('[G2] drafting again adds what is new and nothing that was removed', () => {
		evening.staff('evidence.remove', { guidelineId: idOf('Eins'), itemId: 'c1' });
		evening.staff('cluster.add', { clusterId: 'k1', items: [item('c4')] });
		evening.staff('cluster.create', { clusterId: 'k3', title: 'Drei', items: [item('c1')] });
		evening.staff('guideline.draft', {});
		expect(inOrder()).toEqual(['1 Eins', '2 Zwei', '3 Drei']);
		expect(evidenceOf('Eins')).toEqual(['c2 supports', 'c4 supports']);
		expect(evidenceOf('Drei')).toEqual(['c1 supports']);
	});

	it('[G3] added ones are editorial', () => {
		evening.staff('guideline.add', { guidelineId: 'g9', title: 'Präambel' });
		expect(evening.row('guideline', 'g9')).toMatchObject({ number: 3, clusterId: null });
		const again = { guidelineId: 'g9', title: 'Noch eine' };
		expect(evening.refused(FACILITATOR, 'guideline.add', again)).toBe('malformed');
	});

	it('[G4] numbers run without gaps', () => {
		evening.staff('guideline.add', { guidelineId: 'g9', title: 'Drei' });
		evening.staff('guideline.move', { guidelineId: 'g9', to: 1 });
		expect(inOrder()).toEqual(['1 Drei', '2 Eins', '3 Zwei']);
		evening.staff('guideline.move', { guidelineId: 'g9', to: 99 });
		expect(inOrder()).toEqual(['1 Eins', '2 Zwei', '3 Drei']);
		evening.staff('guideline.move', { guidelineId: 'g9', to: -5 });
		evening.staff('guideline.remove', { guidelineId: idOf('Eins') });
		expect(inOrder()).toEqual(['1 Drei', '2 Zwei']);
		const gone = { guidelineId: 'nope', to: 1 };
		expect(evening.refused(FACILITATOR, 'guideline.move', gone)).toBe('not_found');
	});

	it('[G5] editing begins the redaction', () => {
		const guidelineId = idOf('Eins');
		evening.staff('guideline.edit', { guidelineId, text: ' Die Stadt stellt Bänke auf. ' });
		expect(evening.row('guideline', guidelineId)).toMatchObject({
			title: 'Eins',
			text: 'Die Stadt stellt Bänke auf.',
			status: 'in_redaktion'
		});
		const long = { guidelineId, rationale: 'x'.repeat(4001) };
		expect(evening.refused(FACILITATOR, 'guideline.edit', long)).toBe('text_too_long');
	});

	it('[G6] evidence is there once and points at words that are there', () => {
		const guidelineId = idOf('Eins');
		const against = {
			guidelineId,
			itemKind: 'contribution',
			itemId: 'c4',
			type: 'contradicts'
		} as const;
		evening.staff('evidence.add', against);
		expect(evening.staff('evidence.add', against)).toEqual([]);
		evening.staff('evidence.add', { ...against, type: 'supports' });
		expect(evidenceOf('Eins')).toEqual(['c1 supports', 'c2 supports', 'c4 supports']);
		evening.staff('evidence.remove', { guidelineId, itemId: 'c4' });
		expect(evening.staff('evidence.remove', { guidelineId, itemId: 'c4' })).toEqual([]);
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c4' });
		expect(evening.refused(FACILITATOR, 'evidence.add', against)).toBe('not_found');
		const nowhere = { ...against, guidelineId: 'x', itemId: 'c1' };
		expect(evening.refused(FACILITATOR, 'evidence.add', nowhere)).toBe('not_found');
	});

	it('[G7] removing one removes its evidence', () => {
		evening.staff('guideline.remove', { guidelineId: idOf('Eins') });
		expect(evening.state.live('evidence')).toHaveLength(2);
		expect(evidenceOf('Zwei')).toEqual(['c2 supports', 'c3 supports']);
	});
});
