/**
 * Owns what the hall sees: one picture at a time, chosen from the workshop, its step and what staff put
 * up, or from what a further projector was opened for. What must stay true: a contribution that is not (or
 * no longer) visible never keeps the screen; the step's own picture comes back by itself; a call and a
 * black screen are meant for every projector.
 */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { ScreenPicture } from '#lib/domain/rows.ts';

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
	| 'break'
	| 'essence'
	| 'harvest'
	| 'reports'
	| 'travel'
	| 'privacy'
	| 'vote'
	| 'close';

/** What the link of a further projector can ask for; `auto` follows the steps whatever is put up. */
const OWN_PICTURES = ['auto', 'join', 'where', 'clusters', 'travel', 'privacy'] as const;
export type OwnPicture = (typeof OWN_PICTURES)[number];

export function ownPicture(asked: string | null): OwnPicture | null {
	return OWN_PICTURES.find((name) => name === asked) ?? null;
}

type Shown = Pick<SeenOf['workshop'], 'state' | 'screen' | 'calledAt'>;
type StepShown = Pick<SeenOf['step'], 'kind' | 'questionMode'>;

/** What this projector follows: what staff put up for all, or what it was opened for. */
export function pictureFor(
	{ screen }: Pick<Shown, 'screen'>,
	own: OwnPicture | null
): ScreenPicture {
	const picture = screen.mode === 'held' ? screen.picture : screen;
	return own && picture.mode !== 'blank' ? { mode: own } : picture;
}

/** Since when this projector keeps what it shows; null while it follows the evening. */
export function heldAt({ screen }: Pick<Shown, 'screen'>, own: OwnPicture | null): number | null {
	return screen.mode === 'held' && !own ? screen.at : null;
}

export function sceneOf(
	workshop: Shown,
	/** The current one, or the one that is held. */
	step: StepShown | null,
	/** The contribution that is put up, if the screen may see it. */
	quoted: object | undefined,
	own: OwnPicture | null = null
): Scene {
	const { state } = workshop;
	const picture = pictureFor(workshop, own);
	// A call is for everybody, also when the screen was dark.
	if (state === 'open' && workshop.calledAt !== null) return 'call';
	if (picture.mode === 'blank') return 'blank';
	if (state !== 'open') return state;
	if (picture.mode === 'where') return step?.kind === 'change' ? 'change' : 'where';
	if (picture.mode === 'join') return 'join';
	if (picture.mode === 'contribution' && quoted) return 'quote';
	if (picture.mode === 'clusters') return 'harvest';
	if (picture.mode === 'travel') return 'travel';
	if (picture.mode === 'privacy') return 'privacy';
	if (picture.mode === 'reports' && picture.tableIds.length > 0) return 'reports';
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
