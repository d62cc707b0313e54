import { beforeEach, describe, expect, it } from 'vitest';
import type { Audience } from './audience.ts';
import { audiencesOf } from './audience.ts';
import { Evening } from './fixture/evening.ts';
import type { Kind } from './rows.ts';
import { KINDS } from './rows.ts';
import { audiencesTouched, seenBy, view } from './view.ts';

let evening: Evening;

beforeEach(() => {
	evening = Evening.open();
	evening.seated('ada', 7, 'B');
	evening.seated('ben', 7, 'A');
});

const sees = (audience: Audience, kind: Kind, id: string) => evening.sees(audience, kind, id);
const here = () => `table:${evening.table(7).id}` as const;
const there = () => `table:${evening.table(8).id}` as const;

describe('who sees what', () => {
	it('[V1] the frame reaches everybody, keys nobody, notes only staff', () => {
		const step = evening.step('round', 1).id;
		evening.staff('step.edit', { stepId: step, notes: 'leise sprechen' });
		for (const audience of ['all', 'screen', 'staff'] as const) {
			expect(sees(audience, 'workshop', 'w')).toMatchObject({ title: 'Auftakt Integration' });
			expect(sees(audience, 'workshop', 'w')).not.toHaveProperty('keyVersion');
			expect(sees(audience, 'table', evening.table(7).id)).toMatchObject({ number: 7 });
		}
		expect(sees('staff', 'step', step)).toMatchObject({ notes: 'leise sprechen' });
		expect(sees('all', 'step', step)).toMatchObject({ notes: '' });
		expect(sees('screen', 'step', step)).toMatchObject({ notes: '' });
		expect(sees(here(), 'step', step)).toBeNull();
	});

	it('[V2] a seat without its holder', () => {
		const { id } = evening.seat('ada');
		const host = evening.seat('ben').id;
		expect(sees('staff', 'seat', id)).toMatchObject({ taken: true });
		expect(sees('staff', 'seat', id)).not.toHaveProperty('participantId');
		expect(sees('one:ada', 'seat', id)).toMatchObject({ taken: true, index: 1 });
		expect(sees('one:ben', 'seat', id)).toBe('gone');
		expect(sees(here(), 'seat', id)).toBeNull();
		expect(sees(here(), 'seat', host)).toMatchObject({ taken: true });
		expect(sees(there(), 'seat', host)).toBeNull();
		expect(sees('all', 'seat', host)).toBe('gone');
		expect(sees('screen', 'seat', host)).toBeNull();
		evening.staff('workshop.seat', { moveMode: 'free', hostMode: 'fixed' });
		expect(sees('all', 'seat', host)).toMatchObject({ taken: true, way: [] });
	});

	it('[V2] [V12] who leaves a seat is told to forget it, nobody else is asked', () => {
		const { id } = evening.seat('ada');
		const before = evening.row('seat', id);
		const change = evening.found(
			evening.by('ada', 'participant.leave', {}).find(({ kind }) => kind === 'seat')
		);
		expect(audiencesTouched(change, before, evening.state)).toEqual(['staff', 'one:ada']);
		expect(view(change, 'one:ada', evening.state)).toBe('gone');
	});

	it('[V3] participants, agreements and votes reach the device alone', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.by('ben', 'contribution.agree', { contributionId: 'c1', agree: true });
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items: [] });
		evening.goTo('vote');
		const ballotId = evening.found(evening.state.live('ballot')[0]).id;
		evening.by('ben', 'vote.cast', { ballotId, dots: { k1: 1 } });
		const rows = [
			['participant', 'ben'],
			['agreement', 'c1.ben'],
			['vote', `${ballotId}.ben`]
		] as const;
		for (const [kind, id] of rows) {
			expect(sees('one:ben', kind, id)).toMatchObject({ id });
			for (const audience of ['all', 'screen', 'staff', here(), 'one:ada'] as const)
				expect([kind, audience, sees(audience, kind, id)]).toEqual([kind, audience, null]);
		}
	});

	it('[V4] a contribution, from the table to the hall and away again', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		const audiences = [here(), there(), 'one:ada', 'one:ben', 'staff', 'all', 'screen'] as const;
		const all = () =>
			audiences.map((audience) => {
				const seen = sees(audience, 'contribution', 'c1');
				return typeof seen === 'object' && seen !== null ? 'row' : seen;
			});
		expect(all()).toEqual(['row', null, 'row', null, 'row', null, null]);
		evening.staff('contribution.release', { contributionIds: ['c1'], released: true });
		expect(all()).toEqual(['row', null, 'row', null, 'row', 'row', 'row']);
		evening.by('ada', 'contribution.edit', { contributionId: 'c1', text: 'Neu' });
		expect(all()).toEqual(['row', null, 'row', null, 'row', 'gone', 'gone']);
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'spam' });
		expect(all()).toEqual(['gone', null, 'row', null, 'row', 'gone', 'gone']);
		expect(sees('one:ada', 'contribution', 'c1')).toMatchObject({ hiddenReason: 'spam' });
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c1' });
		expect(all()).toEqual(['gone', null, 'gone', null, 'gone', 'gone', 'gone']);
	});

	it('[V5] a carried thought brings its words, as long as they may be seen', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1', 'Bänke');
		evening.goTo('round', 2);
		evening.by('ada', 'contribution.carry', { linkId: 'l1', contributionId: 'c1' });
		for (const audience of [there(), 'one:ada', 'staff'] as const)
			expect(sees(audience, 'link', 'l1')).toMatchObject({
				quote: { text: 'Bänke', publicId: 'R1-T07-001', round: 1, tableId: evening.table(7).id }
			});
		for (const audience of [here(), 'one:ben', 'all', 'screen'] as const)
			expect(sees(audience, 'link', 'l1')).toBeNull();
		evening.by('ada', 'contribution.edit', { contributionId: 'c1', text: 'Licht' });
		expect(sees(there(), 'link', 'l1')).toMatchObject({ quote: { text: 'Licht' } });
		evening.staff('contribution.hide', { contributionId: 'c1', reason: 'spam' });
		expect(sees(there(), 'link', 'l1')).toBe('gone');
	});

	it('[V6] a summary stays at its table', () => {
		evening.goTo('round', 1);
		evening.by('ben', 'summary.write', { round: 1, points: ['Bänke'], lang: 'de' });
		const id = `${evening.table(7).id}.1`;
		expect(sees(here(), 'summary', id)).toMatchObject({ points: ['Bänke'] });
		expect(sees('staff', 'summary', id)).toMatchObject({ points: ['Bänke'] });
		for (const audience of [there(), 'all', 'screen', 'one:ben'] as const)
			expect(sees(audience, 'summary', id)).toBeNull();
	});

	it('[V7] an essence comes before the hall with the harvest', () => {
		evening.goTo('essence');
		evening.by('ben', 'essence.write', { number: 1, text: 'Wir', lang: 'de' });
		const id = `${evening.table(7).id}.e1`;
		expect(sees(here(), 'essence', id)).toMatchObject({ text: 'Wir' });
		expect(sees('staff', 'essence', id)).toMatchObject({ text: 'Wir' });
		expect([sees('all', 'essence', id), sees(there(), 'essence', id)]).toEqual([null, null]);
		evening.goTo('harvest');
		expect(sees('screen', 'essence', id)).toMatchObject({ publicId: 'E-T07-1' });
		evening.by('ben', 'essence.write', { number: 1, text: '', lang: 'de' });
		for (const audience of [here(), 'staff', 'all', 'screen'] as const)
			expect(sees(audience, 'essence', id)).toBe('gone');
	});

	it('[V7] what the hall had seen and was taken back does not stay there when written again', () => {
		const write = (text: string) =>
			evening.by('ben', 'essence.write', { number: 1, text, lang: 'de' });
		evening.goTo('essence');
		write('Wir');
		const { id: harvest } = evening.goTo('harvest');
		evening.staff('step.back', { from: harvest });
		write('');
		write('Wir alle');
		const id = `${evening.table(7).id}.e1`;
		expect(sees(here(), 'essence', id)).toMatchObject({ text: 'Wir alle' });
		expect(sees('all', 'essence', id)).toBe('gone');
	});

	it('[V8] [V9] clusters count all words, memberships show only seen ones', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.post('ben', 'c2');
		const items = ['c1', 'c2'].map((id) => ({ kind: 'contribution' as const, id }));
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items });
		const counted = { count: 2, tables: [evening.table(7).id] };
		for (const audience of ['all', 'screen', 'staff'] as const)
			expect(sees(audience, 'cluster', 'k1')).toMatchObject(counted);
		expect(sees(here(), 'cluster', 'k1')).toBeNull();
		expect(sees('all', 'membership', 'k1.c1')).toBeNull();
		expect(sees('staff', 'membership', 'k1.c1')).toMatchObject({ itemId: 'c1' });
		const changes = evening.staff('contribution.release', {
			contributionIds: ['c1'],
			released: true
		});
		expect(changes.map(({ kind }) => kind)).toEqual(['contribution', 'membership']);
		expect(sees('all', 'membership', 'k1.c1')).toMatchObject({ itemId: 'c1' });
		evening.staff('cluster.take', { clusterId: 'k1', items: items.slice(0, 1) });
		expect(sees('all', 'membership', 'k1.c1')).toBe('gone');
	});

	it('[V10] no result leaves the server before it is revealed', () => {
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items: [] });
		evening.goTo('vote');
		const ballotId = evening.found(evening.state.live('ballot')[0]).id;
		evening.by('ada', 'vote.cast', { ballotId, dots: { k1: 2 } });
		evening.staff('ballot.close', { ballotId });
		for (const audience of ['all', 'screen', 'staff'] as const)
			expect(sees(audience, 'ballot', ballotId)).toMatchObject({ turnout: 1, result: null });
		evening.staff('ballot.reveal', { ballotId });
		for (const audience of ['all', 'screen', 'staff'] as const)
			expect(sees(audience, 'ballot', ballotId)).toMatchObject({ result: { k1: 2 } });
		expect(sees('one:ada', 'ballot', ballotId)).toBeNull();
	});

	it('[V11] the draft is staff work', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		const items = [{ kind: 'contribution' as const, id: 'c1' }];
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items });
		evening.staff('guideline.draft', {});
		for (const kind of ['guideline', 'evidence', 'field'] as const) {
			const { id } = evening.found(evening.state.live(kind)[0]);
			expect(sees('staff', kind, id)).toMatchObject({ id });
			for (const audience of ['all', 'screen', here(), 'one:ada'] as const)
				expect(sees(audience, kind, id)).toBeNull();
		}
	});

	it('[V12] a removed row is gone for who may have seen it', () => {
		const { id } = evening.table(9);
		evening.staff('table.remove', { tableId: id });
		evening.staff('cluster.create', { clusterId: 'k1', title: 'K', items: [] });
		evening.staff('cluster.remove', { clusterId: 'k1' });
		for (const audience of ['all', 'screen', 'staff'] as const) {
			expect(sees(audience, 'table', id)).toBe('gone');
			expect(sees(audience, 'cluster', 'k1')).toBe('gone');
		}
		expect(sees(here(), 'cluster', 'k1')).toBeNull();
	});
});

describe('snapshots and connections', () => {
	it('[V13] a snapshot comes in the order of the kinds', () => {
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		for (const audience of ['staff', here(), 'one:ada', 'all'] as const) {
			const kinds = [...seenBy(evening.state, audience)].map(({ kind }) => KINDS.indexOf(kind));
			expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
			expect(kinds.length).toBeGreaterThan(1);
		}
	});

	it('[V14] connections belong to audiences by who they are', () => {
		const { state } = evening;
		expect(audiencesOf(state, { role: 'participant', id: 'ada' })).toEqual([
			'all',
			here(),
			'one:ada'
		]);
		expect(audiencesOf(state, { role: 'screen' })).toEqual(['screen']);
		expect(audiencesOf(state, { role: 'office' })).toEqual(['staff']);
		expect(audiencesOf(state, { role: 'guest' })).toEqual([]);
	});
});
