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
	| 'essence'
	| 'harvest'
	| 'vote'
	| 'close';

export function sceneOf(
	workshop: Pick<SeenOf['workshop'], 'state' | 'screen'>,
	step: Pick<SeenOf['step'], 'kind' | 'questionMode'> | null,
	/** The contribution that `workshop.screen` names, if the screen may see it. */
	quoted: object | undefined
): Scene {
	const { screen, state } = workshop;
	if (screen.mode === 'blank') return 'blank';
	if (state !== 'open') return state;
	if (screen.mode === 'join') return 'join';
	if (screen.mode === 'contribution' && quoted) return 'quote';
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
