import { beforeEach, describe, expect, it } from 'vitest';
import { Evening, FACILITATOR } from './fixture/evening.ts';

let evening: Evening;

beforeEach(() => {
	evening = Evening.open();
	evening.seated('ada', 7, 'B');
	evening.seated('host', 7, 'A');
	evening.goTo('round', 1);
	for (const id of ['c1', 'c2', 'c3']) evening.post('ada', id);
});

const release = (released: boolean, ...contributionIds: string[]) =>
	evening.staff('contribution.release', { contributionIds, released });
const hide = (contributionId: string) =>
	evening.staff('contribution.hide', { contributionId, reason: 'insult' });
const screenOf = (id: string) => evening.row('contribution', id).screen;

describe('moderation', () => {
	it('[M1] shows only what staff releases, and leaves out what went meanwhile', () => {
		expect(evening.sees('screen', 'contribution', 'c1')).toBeNull();
		hide('c2');
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c3' });
		release(true, 'c1', 'c2', 'c3', 'c1', 'unknown');
		expect(['c1', 'c2', 'c3'].map(screenOf)).toEqual(['released', 'waiting', 'waiting']);
		expect(evening.sees('screen', 'contribution', 'c1')).toMatchObject({ publicId: 'R1-T07-001' });
		expect(release(true, 'c1')).toEqual([]);
		release(false, 'c1');
		expect(evening.sees('screen', 'contribution', 'c1')).toBe('gone');
	});

	it('[M2] staff hides anything, a host what lies on the own table', () => {
		evening.seated('other', 8, 'A');
		const payload = { contributionId: 'c1', reason: 'spam' } as const;
		expect(evening.refusedBy('ada', 'contribution.hide', payload)).toBe('not_allowed');
		expect(evening.refusedBy('other', 'contribution.hide', payload)).toBe('wrong_table');
		evening.by('host', 'contribution.hide', payload);
		expect(evening.row('contribution', 'c1')).toMatchObject({
			state: 'hidden',
			hiddenReason: 'spam'
		});
		hide('c1');
		expect(evening.row('contribution', 'c1').hiddenReason).toBe('insult');
		evening.by('host', 'contribution.hide', payload);
		expect(evening.row('contribution', 'c1').hiddenReason).toBe('insult');
		release(true, 'c2');
		hide('c2');
		expect(screenOf('c2')).toBe('kept');
		evening.by('ada', 'contribution.withdraw', { contributionId: 'c3' });
		expect(
			evening.refused(FACILITATOR, 'contribution.hide', { ...payload, contributionId: 'c3' })
		).toBe('not_found');
		evening.staff('workshop.close', {});
		expect(evening.refusedBy('host', 'contribution.hide', payload)).toBe('workshop_closed');
	});

	it('[M3] a restored one is back at its table, and before the hall only by a new release', () => {
		release(true, 'c2');
		hide('c1');
		hide('c2');
		for (const contributionId of ['c1', 'c2'])
			evening.staff('contribution.restore', { contributionId });
		expect(evening.staff('contribution.restore', { contributionId: 'c1' })).toEqual([]);
		expect(evening.row('contribution', 'c1')).toMatchObject({
			state: 'table',
			hiddenReason: null,
			screen: 'waiting'
		});
		expect(screenOf('c2')).toBe('kept');
		// A phone that saw it released and missed the hiding forgets it now.
		expect(evening.sees('all', 'contribution', 'c2')).toBe('gone');
		release(true, 'c2');
		expect(evening.sees('all', 'contribution', 'c2')).toMatchObject({ id: 'c2' });
	});

	it('[M4] blocking goes by the text, never by the person', () => {
		const block = { contributionId: 'c1', blocked: true };
		evening.staff('participant.block', block);
		expect(evening.row('participant', 'ada').blocked).toBe(true);
		expect(evening.staff('participant.block', block)).toEqual([]);
		evening.staff('participant.block', { ...block, blocked: false });
		expect(evening.row('participant', 'ada').blocked).toBe(false);
		expect(
			evening.refused(FACILITATOR, 'participant.block', { ...block, contributionId: 'x' })
		).toBe('not_found');
	});
});
