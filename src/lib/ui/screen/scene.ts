/**
 * Owns what the hall sees: one picture at a time, chosen from the workshop, its step and what staff put
 * up. What must stay true: a contribution that is not (or no longer) visible never keeps the screen; the
 * step's own picture comes back by itself.
 */
import type { SeenOf } from '#lib/domain/audience.ts';

export type Scene =
	| 'blank'
	| 'draft'
	| 'closed'
	| 'join'
	| 'quote'
	| 'doors'
	| 'question'
	| 'table_questions'
	| 'change'
	| 'where'
	| 'call'
	| 'essence'
	| 'harvest'
	| 'reports'
	| 'travel'
	| 'vote'
	| 'close';

export function sceneOf(
	workshop: Pick<SeenOf['workshop'], 'state' | 'screen' | 'calledAt'>,
	step: Pick<SeenOf['step'], 'kind' | 'questionMode'> | null,
	/** The contribution that `workshop.screen` names, if the screen may see it. */
	quoted: object | undefined
): Scene {
	const { screen, state } = workshop;
	// A call is for everybody, also when the screen was dark.
	if (state === 'open' && workshop.calledAt !== null) return 'call';
	if (screen.mode === 'blank') return 'blank';
	if (state !== 'open') return state;
	if (screen.mode === 'where') return step?.kind === 'change' ? 'change' : 'where';
	if (screen.mode === 'join') return 'join';
	if (screen.mode === 'contribution' && quoted) return 'quote';
	if (screen.mode === 'clusters') return 'harvest';
	if (screen.mode === 'travel') return 'travel';
	if (screen.mode === 'reports' && screen.tableIds.length > 0) return 'reports';
	switch (step?.kind) {
		case undefined:
		case 'welcome':
			return 'doors';
		case 'round':
			return step?.questionMode === 'per_table' ? 'table_questions' : 'question';
		default:
			return step?.kind ?? 'doors';
	}
}
