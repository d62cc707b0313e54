/**
 * Owns the comparison of the evening with its plan. The plan is the steps' minutes in their order,
 * counted from the announced beginning when the evening really began around then, else from the first
 * step. What is past counts as it happened, what runs as it is due, what is to come as planned.
 */
import type { Step } from '#lib/domain/rows.ts';

export type PlanStep = Pick<
	Step,
	'id' | 'minutes' | 'state' | 'startedAt' | 'endsAt' | 'leftMs' | 'endedAt'
>;

export interface Plan {
	/** Whole minutes behind the plan; negative = ahead. */
	behind: number;
	/** When the evening will be over if the rest takes as long as planned. */
	endsAt: number;
}

const MINUTE = 60_000;
/** Further away than this, the announced time belongs to another day or to a rehearsal. */
const NEAR_MS = 90 * MINUTE;

/** The announced beginning as a time of this device's clock; null while undecided. */
export function announcedStart(date: string, time: string): number | null {
	if (!date || !time) return null;
	const at = new Date(`${date}T${time}`).getTime();
	return Number.isNaN(at) ? null : at;
}

/** Null as long as nothing runs. `steps` in order. */
export function comparePlan(
	steps: readonly PlanStep[],
	currentId: string | null,
	now: number,
	announced: number | null
): Plan | null {
	const index = steps.findIndex((step) => step.id === currentId);
	const current = steps[index];
	if (!current) return null;
	const began = steps.find((step) => step.startedAt !== null)?.startedAt ?? now;
	const anchor = announced !== null && Math.abs(announced - began) <= NEAR_MS ? announced : began;
	const planned = steps.reduce((sum, step) => sum + step.minutes * MINUTE, anchor);
	const due =
		current.state === 'paused' ? now + (current.leftMs ?? 0) : Math.max(current.endsAt ?? now, now);
	const endsAt = steps.slice(index + 1).reduce((sum, step) => sum + step.minutes * MINUTE, due);
	return { behind: Math.round((endsAt - planned) / MINUTE), endsAt };
}

/** What a step took when it is past, else what is planned. */
export function minutesOf(step: PlanStep): number {
	return step.state === 'done' && step.startedAt !== null && step.endedAt !== null
		? Math.max(1, Math.round((step.endedAt - step.startedAt) / MINUTE))
		: step.minutes;
}
