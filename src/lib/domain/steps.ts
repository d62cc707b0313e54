/**
 * Owns the run-of-show. What must stay true: exactly one step is current or none is; time alone never
 * moves on, only staff does; every move can be undone, and undoing one loses nothing that people wrote.
 */
import { openBallot, settleOnLeaving } from './ballots.ts';
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse, theWorkshop } from './case.ts';
import { stayOnGoingBack } from './choosing.ts';
import type { Payloads } from './commands.ts';
import { LIMITS } from './limits.ts';
import { CHANGE_MINUTES } from './methods/world-cafe.ts';
import type { Id, Step, Table, Texts } from './rows.ts';
import type { State } from './state.ts';
import { faultOfMinutes } from './run-of-show.ts';
import { roundAt, seatingRound } from './rotation.ts';
import { fitRounds, keepClosed } from './seat-plan.ts';
import { bringToPlenum } from './summaries.ts';
import { optional, texts } from './texts.ts';
import { hasBegun } from './writing.ts';

const MINUTE = 60_000;

/** A step that has not begun, or whose beginning was taken back. */
export const PLANNED = {
	state: 'planned',
	startedAt: null,
	endsAt: null,
	leftMs: null,
	endedAt: null
} as const;

/** What is asked at a table in a step. */
export function currentQuestion(
	step: Pick<Step, 'questionMode' | 'question'>,
	table: Pick<Table, 'question'> | null | undefined
): Texts {
	return step.questionMode === 'per_table' ? (table?.question ?? {}) : step.question;
}

export function roundsTotal(steps: readonly Pick<Step, 'kind'>[]): number {
	return steps.filter((step) => step.kind === 'round').length;
}

export function roundStep(state: State, round: number): Step | undefined {
	return state.steps.find((step) => step.kind === 'round' && step.round === round);
}

export function edit(kase: Case, payload: Payloads['step.edit']): Ruling {
	const step = kase.state.get('step', payload.stepId);
	if (!step) return refuse('not_found');
	const fields: Partial<Step> = {};
	if (payload.minutes !== undefined) {
		const { minutes } = payload;
		const fault = faultOfMinutes(minutes);
		if (fault) return fault;
		fields.minutes = minutes;
	}
	if (payload.questionMode !== undefined) {
		if (step.kind !== 'round') return refuse('wrong_step', { field: 'questionMode' });
		fields.questionMode = payload.questionMode;
	}
	if (payload.question !== undefined) {
		const question = texts(payload.question, LIMITS.question, 'question');
		if (!question.ok) return question.refusal;
		fields.question = question.value;
	}
	if (payload.notes !== undefined) {
		const notes = optional(payload.notes, LIMITS.longText, 'notes');
		if (!notes.ok) return notes.refusal;
		fields.notes = notes.value;
	}
	kase.changes.edit('step', step.id, fields);
	return null;
}

export function addRound(kase: Case, { stepId, changeId }: Payloads['step.add_round']): Ruling {
	const { state, changes } = kase;
	if (stepId === changeId || !isFresh(state, 'step', stepId) || !isFresh(state, 'step', changeId))
		return refuse('malformed');
	const rounds = roundsTotal(state.steps);
	if (rounds >= LIMITS.rounds) return refuse('too_many', { limit: LIMITS.rounds });
	const last = roundStep(state, rounds);
	if (!last) return refuse('not_found');
	const after = state.steps.filter((step) => step.position > last.position);
	if (after.some(hasBegun)) return refuse('wrong_step');
	const change = state.steps.findLast((step) => step.kind === 'change');
	const round = rounds + 1;
	const common = { round, questionMode: last.questionMode, question: {}, notes: '', ...PLANNED };
	for (const step of after) changes.edit('step', step.id, { position: step.position + 2 });
	changes.put('step', {
		...common,
		id: changeId,
		position: last.position + 1,
		kind: 'change',
		minutes: change?.minutes ?? CHANGE_MINUTES
	});
	changes.put('step', {
		...common,
		id: stepId,
		position: last.position + 2,
		kind: 'round',
		minutes: last.minutes
	});
	fitRounds(kase);
	return null;
}

export function removeRound(kase: Case): Ruling {
	const { state, changes } = kase;
	const rounds = roundsTotal(state.steps);
	const round = roundStep(state, rounds);
	const change = state.steps.find((step) => step.kind === 'change' && step.round === rounds);
	if (!round || !change || round.state !== 'planned' || change.state !== 'planned')
		return refuse('wrong_step');
	// Planned again after a step back, but people have already written in it.
	const wasUsed = state.tables.some(
		(table) => (state.serials.get(`${rounds}.${table.id}`) ?? 0) > 0
	);
	if (wasUsed) return refuse('in_use');
	changes.remove('step', round.id);
	changes.remove('step', change.id);
	fitRounds(kase);
	return null;
}

export function advance(kase: Case, { from }: Payloads['step.advance']): Ruling {
	const { state, changes, now } = kase;
	const workshop = theWorkshop(kase);
	if (from !== workshop.stepId) return refuse('already_moved_on');
	const current = state.step;
	const next = neighbour(state, current?.id, 1);
	if (!next) return refuse('wrong_step');
	if (current) {
		changes.edit('step', current.id, { state: 'done', leftMs: null, endedAt: now });
		settleOnLeaving(kase, current);
	}
	changes.edit('step', next.id, {
		state: 'running',
		startedAt: now,
		endsAt: now + next.minutes * MINUTE,
		leftMs: null,
		endedAt: null
	});
	changes.edit('workshop', workshop.id, { stepId: next.id });
	if (next.kind === 'harvest') bringToPlenum(kase);
	if (next.kind === 'vote') openBallot(kase, next);
	return null;
}

export function back(kase: Case, { from }: Payloads['step.back']): Ruling {
	const { state, changes, now } = kase;
	const workshop = theWorkshop(kase);
	const current = state.step;
	if (!current || from !== current.id) return refuse('already_moved_on');
	const previous = neighbour(state, current.id, -1);
	// What is kept open beside would run twice.
	if (previous && previous.id === workshop.besideStepId)
		changes.edit('workshop', workshop.id, { besideStepId: null });
	changes.edit('step', current.id, PLANNED);
	if (previous)
		changes.edit('step', previous.id, {
			state: 'running',
			startedAt: previous.startedAt ?? now,
			endsAt: Math.max(previous.endsAt ?? 0, now + MINUTE),
			leftMs: null,
			endedAt: null
		});
	changes.edit('workshop', workshop.id, { stepId: previous?.id ?? null });
	const round = roundAt(state, previous);
	stayOnGoingBack(kase, round);
	if (round < seatingRound(state)) keepClosed(kase, round);
	return null;
}

/** The next one that is held, after that step or from the beginning. */
function neighbour(state: State, id: Id | undefined, by: 1 | -1): Step | undefined {
	const held = state.steps.filter((step) => step.state !== 'skipped');
	return held[(id === undefined ? -1 : held.findIndex((step) => step.id === id)) + by];
}

export function pause(kase: Case, { stepId }: Payloads['step.pause']): Ruling {
	const step = currentStep(kase, stepId);
	if (step?.state === 'paused') return null;
	if (step?.state !== 'running') return refuse('wrong_step');
	kase.changes.edit('step', step.id, {
		state: 'paused',
		leftMs: Math.max(0, (step.endsAt ?? kase.now) - kase.now),
		endsAt: null
	});
	return null;
}

export function resume(kase: Case, { stepId }: Payloads['step.resume']): Ruling {
	const step = currentStep(kase, stepId);
	if (step?.state === 'running') return null;
	if (step?.state !== 'paused') return refuse('wrong_step');
	kase.changes.edit('step', step.id, {
		state: 'running',
		endsAt: kase.now + (step.leftMs ?? 0),
		leftMs: null
	});
	return null;
}

export function extend(kase: Case, { stepId, minutes }: Payloads['step.extend']): Ruling {
	const { changes, now } = kase;
	const step = currentStep(kase, stepId);
	if (!step) return refuse('wrong_step');
	if (!Number.isInteger(minutes)) return refuse('malformed', { field: 'minutes' });
	if (Math.abs(minutes) > LIMITS.extendMinutes)
		return refuse('too_many', { field: 'minutes', limit: LIMITS.extendMinutes });
	const by = minutes * MINUTE;
	if (step.state === 'paused')
		changes.edit('step', step.id, { leftMs: Math.max(0, (step.leftMs ?? 0) + by) });
	else if (step.state === 'running') {
		const endsAt = step.endsAt ?? now;
		// A step that has run over gets its minutes from now on; they would be spent already otherwise.
		const base = by > 0 ? Math.max(endsAt, now) : endsAt;
		changes.edit('step', step.id, { endsAt: Math.max(now, base + by) });
	} else return refuse('wrong_step');
	return null;
}

function currentStep({ state }: Case, stepId: Id): Step | undefined {
	return state.step?.id === stepId ? state.step : undefined;
}
