import { beforeEach, describe, expect, it } from 'vitest';
import { Evening } from './fixture/evening.ts';
import type { Id } from './rows.ts';

let evening: Evening;

beforeEach(() => {
	evening = Evening.open();
	// Ben hosts table 7, where Ada sits in round 1; in round 2 she is at table 8, which Cem hosts.
	evening.seated('ada', 7, 'B');
	evening.seated('ben', 7, 'A');
	evening.seated('cem', 8, 'A');
	evening.goTo('round', 1);
	evening.post('ben', 'c1', 'Bänke');
});

const building = (contributionId: Id, buildsOn: Id) => ({
	contributionId,
	stepId: evening.found(evening.state.step).id,
	kind: 'idea' as const,
	text: 'Bänke mit Lehne',
	lang: 'de',
	buildsOn
});

describe('building on a thought', () => {
	it('[C16] links what is written to what lies at the table', () => {
		evening.by('ada', 'contribution.post', building('c2', 'c1'));
		expect(evening.row('link', 'c2.b')).toMatchObject({
			type: 'builds_on',
			fromId: 'c1',
			toId: 'c2',
			tableId: evening.table(7).id,
			round: 1
		});
		expect(evening.refusedBy('ada', 'contribution.post', building('c3', 'nope'))).toBe('not_found');
	});

	it('[C16] also to what was carried there, else the words are kept alone', () => {
		evening.post('ada', 'c2', 'Mehr Licht');
		evening.goTo('round', 2);
		evening.by('cem', 'contribution.post', building('c3', 'c2'));
		expect(evening.state.get('link', 'c3.b')).toBeUndefined();
		expect(evening.row('contribution', 'c3').text).toBe('Bänke mit Lehne');
		evening.by('ada', 'contribution.carry', { linkId: 'l1', contributionId: 'c2' });
		evening.by('cem', 'contribution.post', building('c4', 'c2'));
		expect(evening.row('link', 'c4.b')).toMatchObject({ fromId: 'c2', round: 2 });
		evening.by('ada', 'contribution.carry', { linkId: 'l2', contributionId: 'c2' });
		expect(evening.state.live('link').map(({ id }) => id)).toEqual(['l1', 'c4.b']);
	});

	it('[C17] goes with either end and hides with either end', () => {
		evening.by('ada', 'contribution.post', building('c2', 'c1'));
		const seen = () => evening.sees('one:ben', 'link', 'c2.b');
		expect(seen()).toMatchObject({ toId: 'c2', quote: { text: 'Bänke' } });
		evening.staff('contribution.hide', { contributionId: 'c2', reason: 'other' });
		expect(seen()).toBe('gone');
		const restored = evening.staff('contribution.restore', { contributionId: 'c2' });
		expect(restored.map(({ kind }) => kind)).toContain('link');
		expect(seen()).toMatchObject({ toId: 'c2' });
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c2' });
		expect(evening.row('link', 'c2.b').removed).toBe(true);
	});

	it('[V5] its author learns where a thought went, the rest of the hall does not', () => {
		evening.by('ada', 'contribution.post', building('c2', 'c1'));
		for (const audience of ['one:ben', 'one:ada', 'staff', `table:${evening.table(7).id}`] as const)
			expect(evening.sees(audience, 'link', 'c2.b')).toMatchObject({ toId: 'c2' });
		for (const audience of ['one:cem', 'all', 'screen', `table:${evening.table(8).id}`] as const)
			expect(evening.sees(audience, 'link', 'c2.b')).toBeNull();
	});
});
