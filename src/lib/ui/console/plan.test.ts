import { describe, expect, it } from 'vitest';
import {
	announcedStart,
	comparePlan,
	heldBeside,
	minutesOf,
	startsOf,
	timeNear,
	type PlanStep
} from './plan.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 4, 20, 16);

function step(id: string, minutes: number, rest: Partial<PlanStep> = {}): PlanStep {
	return {
		id,
		minutes,
		state: 'planned',
		startedAt: null,
		endsAt: null,
		leftMs: null,
		endedAt: null,
		...rest
	};
}

const done = (id: string, minutes: number, from: number, took: number) =>
	step(id, minutes, {
		state: 'done',
		startedAt: START + from * MINUTE,
		endedAt: START + (from + took) * MINUTE
	});

const running = (id: string, minutes: number, from: number, until = from + minutes) =>
	step(id, minutes, {
		state: 'running',
		startedAt: START + from * MINUTE,
		endsAt: START + until * MINUTE
	});

describe('the evening against its plan', () => {
	it('has nothing to say before the first step', () => {
		expect(comparePlan([step('a', 15)], null, START, START)).toBeNull();
	});

	it('is on schedule while everything takes as long as planned', () => {
		const steps = [done('a', 15, 0, 15), running('b', 22, 15), step('c', 3)];
		const plan = comparePlan(steps, 'b', START + 20 * MINUTE, null);
		expect(plan).toEqual({ behind: 0, endsAt: START + 40 * MINUTE });
	});

	it('counts a late beginning when the announced time is near', () => {
		const plan = comparePlan([running('a', 15, 6)], 'a', START + 7 * MINUTE, START);
		expect(plan?.behind).toBe(6);
	});

	it('leaves the announced time out when it is another day', () => {
		const plan = comparePlan([running('a', 15, 6)], 'a', START + 7 * MINUTE, START - 86_400_000);
		expect(plan?.behind).toBe(0);
	});

	it('counts an extension at once and an overrun as it grows', () => {
		const steps = [running('a', 15, 0, 18), step('b', 5)];
		expect(comparePlan(steps, 'a', START + 2 * MINUTE, null)?.behind).toBe(3);
		expect(comparePlan(steps, 'a', START + 25 * MINUTE, null)?.behind).toBe(10);
	});

	it('counts a pause as it grows', () => {
		const paused = step('a', 15, { state: 'paused', startedAt: START, leftMs: 10 * MINUTE });
		expect(comparePlan([paused], 'a', START + 9 * MINUTE, null)?.behind).toBe(4);
	});

	it('can be ahead', () => {
		const steps = [done('a', 15, 0, 11), running('b', 10, 11)];
		expect(comparePlan(steps, 'b', START + 12 * MINUTE, null)?.behind).toBe(-4);
	});

	it('shows what a past step took and what a coming one will', () => {
		expect([minutesOf(done('a', 15, 0, 19)), minutesOf(step('b', 7))]).toEqual([19, 7]);
	});

	it('knows no announced time while date or time is undecided', () => {
		expect([announcedStart('', '18:00'), announcedStart('2026-05-20', '')]).toEqual([null, null]);
		expect(announcedStart('2026-05-20', '18:00')).toBe(new Date(2026, 4, 20, 18).getTime());
	});
});

describe('steps that are left out', () => {
	const steps = [done('a', 15, 0, 15), running('b', 22, 15), step('c', 3), step('d', 10)];
	const skipped = steps.map((one) =>
		one.id === 'c' ? { ...one, state: 'skipped' as const } : one
	);

	it('count neither in the plan nor in the end', () => {
		const plan = comparePlan(skipped, 'b', START + 20 * MINUTE, null);
		expect(plan).toEqual({ behind: 0, endsAt: START + 47 * MINUTE });
	});

	it('have no time, and those after them come earlier', () => {
		const starts = startsOf(skipped, 'b', START + 20 * MINUTE, null);
		expect([...starts]).toEqual([
			['a', START],
			['b', START + 15 * MINUTE],
			['d', START + 37 * MINUTE]
		]);
		expect(startsOf(steps, 'b', START + 20 * MINUTE, null).get('d')).toBe(START + 40 * MINUTE);
	});

	it('are passed by in both directions', () => {
		expect(heldBeside(skipped, 'b', 1)?.id).toBe('d');
		expect(heldBeside(skipped, 'd', -1)?.id).toBe('b');
		expect(heldBeside(skipped, null, 1)?.id).toBe('a');
		expect(heldBeside(skipped, 'a', -1)).toBeUndefined();
	});
});

it('times follow the announced beginning as long as nothing runs', () => {
	const steps = [step('a', 15), step('b', 20)];
	expect([...startsOf(steps, null, START - MINUTE, START)]).toEqual([
		['a', START],
		['b', START + 15 * MINUTE]
	]);
	expect(startsOf(steps, null, START, null).size).toBe(0);
});

it('an end after midnight is tomorrow', () => {
	const evening = new Date(2026, 4, 20, 23, 30).getTime();
	expect(timeNear('00:15', evening)).toBe(evening + 45 * MINUTE);
	expect(timeNear('23:00', evening)).toBe(evening - 30 * MINUTE);
	expect(timeNear('', evening)).toBeNaN();
});
