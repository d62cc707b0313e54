/**
 * Owns until when something written still counts. What must stay true: what was typed in time counts
 * even when the network brings it later, and nobody loses a sentence because somebody pressed Next.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, theWorkshop } from './case.ts';
import { LIMITS } from './limits.ts';
import type { Step } from './rows.ts';
import type { State } from './state.ts';

/** While writing is stopped, what was typed before still arrives for a minute. */
export function faultOfFreeze(kase: Case): Ruling {
	const { frozenAt } = theWorkshop(kase);
	if (frozenAt === null) return null;
	const wasUnderWay = kase.typedAt <= frozenAt && kase.now <= frozenAt + LIMITS.graceMs;
	return wasUnderWay ? null : refuse('frozen');
}

/** Skipped ones never begin. */
export function hasBegun(step: Pick<Step, 'state'>): boolean {
	return step.state !== 'planned' && step.state !== 'skipped';
}

/** The step runs, pauses, is kept open, or ended at most a minute ago. */
export function isWithin(state: State, step: Step, now: number): boolean {
	if (state.workshop?.besideStepId === step.id) return true;
	if (step.state === 'running' || step.state === 'paused') return true;
	return step.state === 'done' && now <= (step.endedAt ?? 0) + LIMITS.graceMs;
}

/** Typed while the step could be written in, whenever it arrives. */
export function wasTypedIn(step: Step, typedAt: number): boolean {
	return (
		step.startedAt !== null &&
		typedAt >= step.startedAt &&
		typedAt <= (step.endedAt ?? Number.MAX_SAFE_INTEGER) + LIMITS.graceMs
	);
}
