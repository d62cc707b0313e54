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

const isHeld = (step: Pick<Step, 'state'>): boolean => step.state !== 'skipped';

/** When what runs now will be over, as it stands. */
export function dueOf(current: PlanStep, now: number): number {
	return current.state === 'paused'
		? now + (current.leftMs ?? 0)
		: Math.max(current.endsAt ?? now, now);
}

/** The step before or after that one that is held; from null: the first. */
export function heldBeside<T extends Pick<Step, 'id' | 'state'>>(
	steps: readonly T[],
	id: string | null,
	by: 1 | -1
): T | undefined {
	const held = steps.filter(isHeld);
	return held[(id === null ? -1 : held.findIndex((step) => step.id === id)) + by];
}

/**
 * When each step began or will begin; empty as long as nothing is known. Skipped steps have no time.
 * `begins`: when the first one is to start, as long as none has.
 */
export function startsOf(
	steps: readonly PlanStep[],
	currentId: string | null,
	now: number,
	begins: number | null
): Map<string, number> {
	const starts = new Map<string, number>();
	const index = steps.findIndex((step) => step.id === currentId);
	const current = steps[index];
	let at = current ? dueOf(current, now) : begins;
	for (const [place, step] of steps.entries()) {
		if (!isHeld(step)) continue;
		if (place <= index) {
			if (step.startedAt !== null) starts.set(step.id, step.startedAt);
		} else if (at !== null) {
			starts.set(step.id, at);
			at += step.minutes * MINUTE;
		}
	}
	return starts;
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
	const planned = steps.filter(isHeld).reduce((sum, step) => sum + step.minutes * MINUTE, anchor);
	const endsAt = steps
		.slice(index + 1)
		.filter(isHeld)
		.reduce((sum, step) => sum + step.minutes * MINUTE, dueOf(current, now));
	return { behind: Math.round((endsAt - planned) / MINUTE), endsAt };
}

/** What a step took when it is past, else what is planned. */
export function minutesOf(step: PlanStep): number {
	return step.state === 'done' && step.startedAt !== null && step.endedAt !== null
		? Math.max(1, Math.round((step.endedAt - step.startedAt) / MINUTE))
		: step.minutes;
}

/** `21:30` as a time of this device's clock, around another one: an evening may end after midnight. */
export function timeNear(clock: string, near: number): number {
	if (!/^\d\d:\d\d/.test(clock)) return Number.NaN;
	const [hours = 0, minutes = 0] = clock.split(':').map(Number);
	const date = new Date(near);
	date.setHours(hours, minutes, 0, 0);
	if (date.getTime() < near - 12 * 60 * MINUTE) date.setDate(date.getDate() + 1);
	return date.getTime();
}
