import { beforeEach, describe, expect, it } from 'vitest';
import { Evening, MINUTE } from './fixture/evening.ts';

let evening: Evening;

beforeEach(() => {
	evening = Evening.open();
	evening.seated('host', 7, 'A');
	evening.seated('ada', 7, 'B');
	evening.seated('eve', 6, 'B');
});

const summary = (round: number, ...points: string[]) => ({ round, points, lang: 'de' });
const essence = (text: string, number = 1) => ({ number, text, lang: 'de' });

describe('summaries', () => {
	it('[H1] the host writes for the table, for rounds that have begun', () => {
		expect(evening.refusedBy('host', 'summary.write', summary(1, 'A'))).toBe('wrong_step');
		evening.goTo('round', 1);
		evening.by('host', 'summary.write', summary(1, 'Bänke'));
		expect(evening.refusedBy('ada', 'summary.write', summary(1, 'A'))).toBe('not_allowed');
		expect(evening.refusedBy('host', 'summary.write', summary(2, 'A'))).toBe('wrong_step');
		expect(evening.refusedBy('host', 'summary.write', summary(9, 'A'))).toBe('not_found');
		expect(evening.row('summary', `${evening.table(7).id}.1`)).toMatchObject({
			points: ['Bänke'],
			round: 1
		});
	});

	it('[H1] without a host who sat there may, also on the way to the next table', () => {
		evening.goTo('round', 1);
		evening.goTo('change', 2);
		evening.by('eve', 'summary.write', summary(1, 'Licht'));
		expect(evening.row('summary', `${evening.table(6).id}.1`).points).toEqual(['Licht']);
		expect(evening.refusedBy('eve', 'summary.write', summary(2, 'A'))).toBe('wrong_step');
		evening.goTo('round', 2);
		// Now at table 7, which has a host.
		expect(evening.refusedBy('eve', 'summary.write', summary(2, 'A'))).toBe('not_allowed');
	});

	it('[H1] [S19] the host of a table that was closed since still writes for it, and nobody else', () => {
		evening.goTo('round', 1);
		evening.by('host', 'summary.write', summary(1, 'Bänke'));
		evening.goTo('change', 2);
		const [from, into] = [evening.table(7).id, evening.table(3).id];
		evening.staff('table.merge', { tableId: from, intoId: into });
		expect(evening.refusedBy('ada', 'summary.write', summary(1, 'A'))).toBe('not_allowed');
		evening.by('host', 'summary.write', summary(1, 'Bäume'));
		expect(evening.row('summary', `${from}.1`).points).toEqual(['Bäume']);
	});

	it('[H2] has up to three points and can be written again', () => {
		evening.goTo('round', 1);
		evening.by('host', 'summary.write', summary(1, ' a ', '', 'b', ' ', 'c'));
		const id = `${evening.table(7).id}.1`;
		expect(evening.row('summary', id).points).toEqual(['a', 'b', 'c']);
		expect(evening.refusedBy('host', 'summary.write', summary(1, 'a', 'b', 'c', 'd'))).toBe(
			'too_many'
		);
		expect(evening.refusedBy('host', 'summary.write', summary(1, 'x'.repeat(2001)))).toBe(
			'text_too_long'
		);
		evening.by('host', 'summary.write', summary(1));
		expect(evening.row('summary', id).points).toEqual([]);
	});
});

describe('essences', () => {
	it('[H3] are written during essence and harvest and a minute longer', () => {
		evening.goTo('round', 3);
		expect(evening.refusedBy('host', 'essence.write', essence('Wir'))).toBe('wrong_step');
		evening.goTo('essence');
		evening.by('host', 'essence.write', essence('Wir wollen Bänke'));
		// In round 3 ada sits at table 9, which has no host.
		evening.by('ada', 'essence.write', essence('Wir wollen Licht'));
		expect(evening.row('essence', `${evening.table(9).id}.e1`).text).toBe('Wir wollen Licht');
		evening.seated('guest', 9, 'A');
		expect(evening.refusedBy('ada', 'essence.write', essence('Nein'))).toBe('not_allowed');
		expect(evening.refusedBy('host', 'essence.write', essence('x', 4))).toBe('too_many');
		evening.goTo('vote');
		evening.later(MINUTE);
		evening.by('host', 'essence.write', essence('Noch', 2));
		evening.later(1);
		expect(evening.refusedBy('host', 'essence.write', essence('Zu spät', 3))).toBe('step_over');
	});

	it('[H4] an empty text takes one back, its public id stays', () => {
		evening.goTo('essence');
		expect(evening.by('host', 'essence.write', essence(' ', 2))).toEqual([]);
		evening.by('host', 'essence.write', essence('Wir', 2));
		const id = `${evening.table(7).id}.e2`;
		const items = [{ kind: 'essence' as const, id }];
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items });
		evening.staff('guideline.draft', {});
		evening.by('host', 'essence.write', essence('', 2));
		expect(evening.row('essence', id)).toMatchObject({
			publicId: 'E-T07-2',
			state: 'withdrawn',
			text: '',
			version: 2
		});
		expect(evening.state.live('membership')).toEqual([]);
		expect(evening.state.live('evidence')).toEqual([]);
		evening.by('host', 'essence.write', essence('Wieder', 2));
		expect(evening.row('essence', id)).toMatchObject({
			publicId: 'E-T07-2',
			state: 'table',
			version: 3
		});
	});

	it('[H5] come before the hall with the harvest', () => {
		evening.goTo('essence');
		evening.by('host', 'essence.write', essence('Wir', 1));
		const first = `${evening.table(7).id}.e1`;
		expect(evening.row('essence', first).state).toBe('table');
		const { id: harvest } = evening.goTo('harvest');
		expect(evening.row('essence', first).state).toBe('plenum');
		evening.by('host', 'essence.write', essence('Auch', 2));
		expect(evening.row('essence', `${evening.table(7).id}.e2`).state).toBe('plenum');
		evening.staff('step.back', { from: harvest });
		evening.by('host', 'essence.write', essence('Geändert', 1));
		expect(evening.row('essence', first)).toMatchObject({ state: 'plenum', text: 'Geändert' });
	});

	it('[H11] the others at the table agree or ask for a change, to this very text', () => {
		const evening = Evening.open();
		evening.seated('ada', 1, 'A');
		// Two tables on by round 3: at table 1.
		evening.seated('ben', 8, 'B');
		evening.seated('cem', 2, 'A');
		evening.goTo('essence');
		const essenceId = `${evening.table(1).id}.e1`;
		const write = (text: string) =>
			evening.by('ada', 'essence.write', { number: 1, text, lang: 'de' });
		const row = () => evening.row('essence', essenceId);
		const answer = (answer: 'agree' | 'change' | null, version = row().version) => ({
			essenceId,
			version,
			answer
		});
		write('Wir wollen Bänke.');
		expect(evening.refusedBy('ada', 'essence.answer', answer('agree'))).toBe('not_allowed');
		expect(evening.refusedBy('cem', 'essence.answer', answer('agree'))).toBe('wrong_table');
		evening.by('ben', 'essence.answer', answer('change'));
		expect(row()).toMatchObject({ agrees: 0, objections: 1 });
		evening.by('ben', 'essence.answer', answer('agree'));
		expect(evening.by('ben', 'essence.answer', answer('agree'))).toEqual([]);
		expect(row()).toMatchObject({ agrees: 1, objections: 0 });
		write('Wir wollen mehr Bänke.');
		expect(row()).toMatchObject({ agrees: 0, objections: 0 });
		expect(evening.refusedBy('ben', 'essence.answer', answer('agree', 1))).toBe('already_moved_on');
		evening.by('ben', 'essence.answer', answer('agree'));
		evening.by('ben', 'essence.answer', answer(null));
		expect(row()).toMatchObject({ agrees: 0, objections: 0 });
		write('');
		expect(evening.refusedBy('ben', 'essence.answer', answer('agree'))).toBe('not_found');
	});
});
