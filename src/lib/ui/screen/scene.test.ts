import { describe, expect, it } from 'vitest';
import type { SeenOf } from '#lib/domain/audience.ts';
import { heldAt, ownPicture, pictureFor, sceneOf } from './scene.ts';

const open = { state: 'open', screen: { mode: 'auto' }, calledAt: null } as const;
const round = { kind: 'round', questionMode: 'per_round' } as const;

describe('sceneOf', () => {
	it('shows the doors until the first step and during the welcome', () => {
		expect(sceneOf(open, null, undefined)).toBe('doors');
		expect(sceneOf(open, { kind: 'welcome', questionMode: 'per_round' }, undefined)).toBe('doors');
	});

	it('follows the step', () => {
		expect(sceneOf(open, round, undefined)).toBe('question');
		expect(sceneOf(open, { ...round, questionMode: 'per_table' }, undefined)).toBe(
			'table_questions'
		);
		expect(sceneOf(open, { ...round, kind: 'harvest' }, undefined)).toBe('harvest');
		expect(sceneOf(open, { ...round, kind: 'break' }, undefined)).toBe('break');
	});

	it('shows what staff put up, as long as it may be seen', () => {
		const screen = { mode: 'contribution', contributionId: 'c' } as const;
		expect(sceneOf({ ...open, screen }, round, {})).toBe('quote');
		expect(sceneOf({ ...open, screen }, round, undefined)).toBe('question');
		expect(sceneOf({ ...open, screen: { mode: 'join' } }, round, undefined)).toBe('join');
	});

	it('says whether the evening has not begun or is over, whatever the step', () => {
		expect(sceneOf({ ...open, state: 'draft' }, null, undefined)).toBe('draft');
		expect(sceneOf({ ...open, state: 'closed', screen: { mode: 'join' } }, round, undefined)).toBe(
			'closed'
		);
	});

	it('calls everybody whatever it showed, and says where people sit outside a change too', () => {
		const blank = { ...open, screen: { mode: 'blank' }, calledAt: 5 } as const;
		expect(sceneOf(blank, round, undefined)).toBe('call');
		const where = { ...open, screen: { mode: 'where' } } as const;
		expect(sceneOf(where, round, undefined)).toBe('where');
		expect(sceneOf(where, { ...round, kind: 'change' }, undefined)).toBe('change');
	});

	it('shows groups, reports, ways and the word on privacy in any step, and the step again after the last report', () => {
		const put = (screen: SeenOf['workshop']['screen']) =>
			sceneOf({ ...open, screen }, round, undefined);
		expect(put({ mode: 'clusters' })).toBe('harvest');
		expect(put({ mode: 'travel' })).toBe('travel');
		expect(put({ mode: 'privacy' })).toBe('privacy');
		expect(put({ mode: 'reports', tableIds: ['t1'] })).toBe('reports');
		expect(put({ mode: 'reports', tableIds: [] })).toBe('question');
	});

	it('keeps a held picture on the first projector only', () => {
		const screen = {
			mode: 'held',
			picture: { mode: 'clusters' },
			stepId: 's1',
			at: 7
		} as const;
		const held = { ...open, screen };
		expect(sceneOf(held, round, undefined)).toBe('harvest');
		expect(heldAt(held, null)).toBe(7);
		expect(heldAt(held, 'where')).toBeNull();
		expect(heldAt(open, null)).toBeNull();
	});

	it('shows on a further projector what its link asks for, except when all are meant', () => {
		const quote = { ...open, screen: { mode: 'contribution', contributionId: 'c' } } as const;
		expect(sceneOf(quote, round, {}, 'clusters')).toBe('harvest');
		expect(sceneOf(quote, round, {}, 'auto')).toBe('question');
		expect(pictureFor(quote, 'join')).toEqual({ mode: 'join' });
		expect(sceneOf({ ...open, calledAt: 3 }, round, undefined, 'clusters')).toBe('call');
		const blank = { ...open, screen: { mode: 'blank' } } as const;
		expect(sceneOf(blank, round, undefined, 'clusters')).toBe('blank');
		expect(sceneOf({ ...open, state: 'closed' }, round, undefined, 'clusters')).toBe('closed');
		expect(ownPicture('clusters')).toBe('clusters');
		expect(ownPicture('contribution')).toBeNull();
		expect(ownPicture(null)).toBeNull();
	});

	it('is black whenever staff wants it black', () => {
		const screen = { mode: 'blank' } as const;
		expect(sceneOf({ ...open, screen }, round, undefined)).toBe('blank');
		expect(sceneOf({ ...open, state: 'closed', screen }, null, undefined)).toBe('blank');
	});
});
