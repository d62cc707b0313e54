import { describe, expect, it } from 'vitest';
import { sceneOf } from './scene.ts';

const open = { state: 'open', screen: { mode: 'auto' } } as const;
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
	});

	it('shows what staff put up, as long as it may be seen', () => {
		const screen = { mode: 'contribution', contributionId: 'c' } as const;
		expect(sceneOf({ state: 'open', screen }, round, {})).toBe('quote');
		expect(sceneOf({ state: 'open', screen }, round, undefined)).toBe('question');
		expect(sceneOf({ state: 'open', screen: { mode: 'join' } }, round, undefined)).toBe('join');
	});

	it('says whether the evening has not begun or is over, whatever the step', () => {
		expect(sceneOf({ ...open, state: 'draft' }, null, undefined)).toBe('draft');
		expect(sceneOf({ state: 'closed', screen: { mode: 'join' } }, round, undefined)).toBe('closed');
	});

	it('is black whenever staff wants it black', () => {
		const screen = { mode: 'blank' } as const;
		expect(sceneOf({ state: 'open', screen }, round, undefined)).toBe('blank');
		expect(sceneOf({ state: 'closed', screen }, null, undefined)).toBe('blank');
	});
});
