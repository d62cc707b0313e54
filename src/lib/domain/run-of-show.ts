/**
 * Owns the shape of the run-of-show: which steps there are, in which order, with how many minutes. What
 * must stay true: what has begun keeps its place; a change stands right before its round, and rounds keep
 * their order, because everybody's way is counted on it.
 */
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse, theWorkshop } from './case.ts';
import type { Payloads } from './commands.ts';
import { LIMITS } from './limits.ts';
import type { Id, Step } from './rows.ts';
import type { State } from './state.ts';
import { hasBegun } from './writing.ts';

const MINUTE = 60_000;
/** People have to hear what happens next, however late it has become. */
const CLOSE_MINUTES = 3;

/** Free to be moved or taken away: no round, no change, not begun. */
export const isLoose = (step: Pick<Step, 'kind' | 'state'>): boolean =>
	!hasBegun(step) && step.kind !== 'round' && step.kind !== 'change';

/** Where a step goes when it moves by one: past a round with its change in one go. Null: nowhere. */
export function placeBeside(
	steps: readonly Pick<Step, 'id' | 'kind' | 'state'>[],
	stepId: Id,
	by: 1 | -1
): { beforeId: Id | null } | null {
	const index = steps.findIndex(({ id }) => id === stepId);
	const step = steps[index];
	const neighbour = steps[index + by];
	if (!step || !isLoose(step) || !neighbour || hasBegun(neighbour)) return null;
	if (by === 1)
		return { beforeId: steps[index + (neighbour.kind === 'change' ? 3 : 2)]?.id ?? null };
	const before = steps[index - 2];
	const isPair = neighbour.kind === 'round' && before?.kind === 'change';
	if (!isPair) return { beforeId: neighbour.id };
	return hasBegun(before) ? null : { beforeId: before.id };
}

export function faultOfMinutes(minutes: number): Ruling {
	if (!Number.isInteger(minutes) || minutes < 1) return refuse('malformed', { field: 'minutes' });
	return minutes > LIMITS.stepMinutes
		? refuse('too_many', { field: 'minutes', limit: LIMITS.stepMinutes })
		: null;
}

export function add(kase: Case, payload: Payloads['step.add']): Ruling {
	const { state, changes } = kase;
	const { stepId, kind, minutes, beforeId } = payload;
	if (!isFresh(state, 'step', stepId)) return refuse('malformed', { field: 'stepId' });
	const fault = faultOfMinutes(minutes) ?? faultOfPlace(state, beforeId);
	if (fault) return fault;
	if (state.steps.length >= LIMITS.steps) return refuse('too_many', { limit: LIMITS.steps });
	changes.put('step', {
		id: stepId,
		position: 0,
		kind,
		round: null,
		minutes,
		questionMode: 'per_round',
		question: {},
		notes: '',
		state: 'planned',
		startedAt: null,
		endsAt: null,
		leftMs: null,
		endedAt: null
	});
	arrange(kase, stepId, beforeId);
	return null;
}

export function remove(kase: Case, { stepId }: Payloads['step.remove']): Ruling {
	const step = kase.state.get('step', stepId);
	if (!step) return refuse('not_found');
	if (!isLoose(step)) return refuse('wrong_step');
	if (kase.state.steps.length === 1) return refuse('in_use');
	kase.changes.remove('step', stepId);
	return null;
}

export function move(kase: Case, { stepId, beforeId }: Payloads['step.move']): Ruling {
	const step = kase.state.get('step', stepId);
	if (!step) return refuse('not_found');
	if (!isLoose(step)) return refuse('wrong_step');
	if (stepId === beforeId) return null;
	const fault = faultOfPlace(kase.state, beforeId);
	if (fault) return fault;
	arrange(kase, stepId, beforeId);
	return null;
}

/** Before something that has not begun, and never between a change and its round. */
function faultOfPlace(state: State, beforeId: Id | null): Ruling {
	if (beforeId === null) return null;
	const before = state.get('step', beforeId);
	if (!before) return refuse('not_found', { field: 'beforeId' });
	const index = state.steps.indexOf(before);
	const splitsPair = before.kind === 'round' && state.steps[index - 1]?.kind === 'change';
	return hasBegun(before) || splitsPair ? refuse('wrong_step', { field: 'beforeId' }) : null;
}

function arrange({ state, changes }: Case, stepId: Id, beforeId: Id | null): void {
	const ids = state.steps.map(({ id }) => id).filter((id) => id !== stepId);
	ids.splice(beforeId === null ? ids.length : ids.indexOf(beforeId), 0, stepId);
	for (const [position, id] of ids.entries())
		if (changes.get('step', id)?.position !== position) changes.edit('step', id, { position });
}

/** A round takes its change with it: nobody walks to a round that is not held. */
export function skip(kase: Case, { stepId, skipped }: Payloads['step.skip']): Ruling {
	const { state, changes } = kase;
	const step = state.get('step', stepId);
	if (!step) return refuse('not_found');
	if (step.kind === 'change' || hasBegun(step)) return refuse('wrong_step');
	const change = state.steps.find(
		(other) => step.kind === 'round' && other.kind === 'change' && other.round === step.round
	);
	if (change && hasBegun(change)) return refuse('wrong_step');
	const target = skipped ? 'skipped' : 'planned';
	for (const one of change ? [change, step] : [step])
		if (one.state !== target) changes.edit('step', one.id, { state: target });
	return null;
}

/**
 * The time between the end of what runs now and `endsAt` is given to the planned steps in proportion to
 * their minutes; what rounding leaves goes to the longest.
 */
export function replan(kase: Case, { endsAt }: Payloads['step.replan']): Ruling {
	const { state, changes } = kase;
	const planned = state.steps.filter((step) => step.state === 'planned');
	if (planned.length === 0) return refuse('wrong_step');
	const minutes = sharesOf(planned, Math.floor((endsAt - endOfCurrent(state, kase.now)) / MINUTE));
	if (minutes === null) return refuse('too_many', { field: 'endsAt', limit: leastOfAll(planned) });
	for (const [index, step] of planned.entries()) {
		const share = Math.min(LIMITS.stepMinutes, minutes[index] ?? step.minutes);
		if (share !== step.minutes) changes.edit('step', step.id, { minutes: share });
	}
	return null;
}

/** When what runs now will be over, as it stands. */
export function endOfCurrent(state: State, now: number): number {
	const { step } = state;
	if (step?.state === 'running') return Math.max(now, step.endsAt ?? now);
	return now + (step?.state === 'paused' ? (step.leftMs ?? 0) : 0);
}

const leastOf = (step: Pick<Step, 'kind' | 'minutes'>): number =>
	step.kind === 'close' ? Math.min(CLOSE_MINUTES, step.minutes) : 1;

const leastOfAll = (steps: readonly Pick<Step, 'kind' | 'minutes'>[]): number =>
	steps.reduce((sum, step) => sum + leastOf(step), 0);

/** Whole minutes per step, adding up to `total`; null when there is less than each needs. */
export function sharesOf(
	steps: readonly Pick<Step, 'kind' | 'minutes'>[],
	total: number
): number[] | null {
	if (total < leastOfAll(steps)) return null;
	const sum = steps.reduce((all, step) => all + step.minutes, 0);
	const shares = steps.map((step) =>
		Math.max(leastOf(step), Math.floor((step.minutes * total) / sum))
	);
	const byLength = steps.map((_, i) => i).sort((a, b) => minutesOf(steps, b) - minutesOf(steps, a));
	let rest = total - shares.reduce((all, share) => all + share, 0);
	// The minimum may have given too much: the longest give it back, minute by minute.
	for (let at = 0; rest !== 0; at = (at + 1) % byLength.length) {
		const index = byLength[at] as number;
		const share = shares[index] as number;
		const by = rest > 0 ? 1 : share > leastOf(steps[index] as Step) ? -1 : 0;
		shares[index] = share + by;
		rest -= by;
	}
	return shares;
}

const minutesOf = (steps: readonly Pick<Step, 'minutes'>[], index: number): number =>
	steps[index]?.minutes ?? 0;

/** A round that has ended stays open for late words while the hall goes on. */
export function keepOpen(kase: Case, { stepId }: Payloads['step.keep_open']): Ruling {
	const { state, changes, now } = kase;
	const workshop = theWorkshop(kase);
	if (workshop.besideStepId === stepId) return null;
	if (stepId !== null) {
		const step = state.get('step', stepId);
		if (!step) return refuse('not_found');
		if (step.kind !== 'round' || step.state !== 'done') return refuse('wrong_step');
	}
	endBeside(kase, now);
	changes.edit('workshop', workshop.id, { besideStepId: stepId });
	return null;
}

/** The minute of grace counts from here, as at the end of every round. */
export function endBeside(kase: Case, now: number): void {
	const { id, besideStepId } = theWorkshop(kase);
	if (besideStepId === null) return;
	if (kase.changes.get('step', besideStepId)?.state === 'done')
		kase.changes.edit('step', besideStepId, { endedAt: now });
	kase.changes.edit('workshop', id, { besideStepId: null });
}
