import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Live } from '#lib/client/types.ts';
import type { Outcome } from '#lib/domain/commands.ts';
import { Desk } from './desk.svelte.ts';

const NOW = 1_000_000;
const step = (id: string, startedAt: number | null) => ({
	id,
	kind: 'change',
	round: 1,
	startedAt
});

let live: { workshop: object; steps: object[]; step: object | null; now: number };
let outcome: Outcome;
let sent: [string, unknown][];
let desk: Desk;

beforeEach(() => {
	vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
	const steps = [step('a', NOW - 60_000), step('b', null), step('c', null)];
	live = { workshop: { state: 'open', stepId: 'a' }, steps, step: steps[0] ?? null, now: NOW };
	outcome = { ok: true, rev: 1 };
	sent = [];
	const send = (type: string, payload: unknown) => {
		sent.push([type, payload]);
		return Promise.resolve(outcome);
	};
	desk = new Desk(
		Object.assign(live, { send }) as unknown as Live,
		(key) => key,
		(key) => key
	);
});

const said = () => desk.toasts.map(({ text }) => text);

describe('moving on', () => {
	it('names the step it was pressed in and offers the way back', async () => {
		await desk.next();
		expect(sent).toEqual([['step.advance', { from: 'a' }]]);
		expect(desk.toasts[0]?.action?.label).toBe('undo');
	});

	it('takes two presses in a row for one', async () => {
		await Promise.all([desk.next(), desk.next()]);
		vi.advanceTimersByTime(300);
		await desk.next();
		expect(sent).toHaveLength(1);
		expect(said()).toEqual(['said.started', 'said.once']);
	});

	it('does not go back from a step that somebody else has just begun', async () => {
		const begun = step('b', NOW - 200);
		Object.assign(live, { workshop: { state: 'open', stepId: 'b' }, step: begun });
		live.steps[1] = begun;
		await desk.back();
		expect(sent).toEqual([]);
		expect(said()).toEqual(['refusal.already_moved_on']);
	});

	it('does not skip a step that somebody else has just begun', async () => {
		const begun = step('b', NOW - 200);
		Object.assign(live, { workshop: { state: 'open', stepId: 'b' }, step: begun });
		live.steps[1] = begun;
		await desk.next();
		expect(sent).toEqual([]);
		expect(said()).toEqual(['refusal.already_moved_on']);
	});

	it('tells a refusal and nothing else', async () => {
		outcome = { ok: false, code: 'already_moved_on' };
		await desk.next();
		expect(said()).toEqual(['refusal.already_moved_on']);
	});

	it('keeps only the latest word about a move, and not for ever', async () => {
		await desk.next();
		vi.advanceTimersByTime(5000);
		await desk.back();
		expect(said()).toEqual(['said.back_doors']);
		vi.advanceTimersByTime(60_000);
		expect(said()).toEqual([]);
	});

	it('moves only while the evening runs', async () => {
		Object.assign(live, { workshop: { state: 'draft', stepId: null }, step: null });
		await desk.next();
		await desk.back();
		expect(sent).toEqual([]);
	});
});

describe('taking back', () => {
	it('sends the opposite, the latest first, and each only once', async () => {
		Object.assign(live.steps[0] ?? {}, { state: 'running' });
		await desk.extend(2);
		await desk.pause();
		await Promise.all([desk.undo(), desk.undo()]);
		await desk.undo();
		expect(sent).toEqual([
			['step.extend', { stepId: 'a', minutes: 2 }],
			['step.pause', { stepId: 'a' }],
			['step.resume', { stepId: 'a' }],
			['step.extend', { stepId: 'a', minutes: -2 }]
		]);
	});

	it('a move is taken back only from the step it led to', async () => {
		await desk.next();
		vi.advanceTimersByTime(1000);
		await desk.undo();
		expect(sent.at(-1)).toEqual(['step.back', { from: 'b' }]);
		expect(desk.acts.list).toEqual([]);
	});

	it('pauses once, however often that is pressed before the answer, and says so', async () => {
		Object.assign(live.steps[0] ?? {}, { state: 'running' });
		await Promise.all([desk.pause(), desk.pause()]);
		expect(sent).toEqual([['step.pause', { stepId: 'a' }]]);
		expect(desk.acts.list).toHaveLength(1);
		expect(said()).toEqual(['said.once']);
	});

	it('takes a move back at once, however soon, and a second such press not at all', async () => {
		await desk.next();
		await desk.next();
		await desk.undo();
		expect(sent).toEqual([
			['step.advance', { from: 'a' }],
			['step.back', { from: 'b' }]
		]);
		await desk.back();
		expect(sent).toHaveLength(2);
		expect(said()).toContain('said.once');
	});

	it('goes back from where the own move led, also before the rows say so', async () => {
		Object.assign(live, { rev: 0 });
		await desk.next();
		await desk.back();
		expect(sent.at(-1)).toEqual(['step.back', { from: 'b' }]);
	});

	it('waits for a move that is on its way instead of losing the press', async () => {
		const both = Promise.all([desk.next(), desk.back(), desk.back()]);
		Object.assign(live.workshop, { stepId: 'b' });
		await both;
		expect(sent.map(([type]) => type)).toEqual(['step.advance', 'step.back']);
		expect(desk.moving).toBe(false);
	});

	it('takes back at once what came right after a move', async () => {
		await desk.next();
		Object.assign(live.workshop, { screen: { mode: 'auto' } });
		await desk.show({ mode: 'blank' });
		await desk.undo();
		expect(sent.at(-1)).toEqual(['screen.show', { screen: { mode: 'auto' } }]);
		expect(desk.acts.list).toHaveLength(1);
	});

	it('a refused act is nothing to take back', async () => {
		outcome = { ok: false, code: 'frozen' };
		await desk.show({ mode: 'join' });
		expect(desk.acts.list).toEqual([]);
	});

	it('passes by what is left out', async () => {
		Object.assign(live.steps[1] ?? {}, { state: 'skipped' });
		await desk.next();
		expect(desk.toasts[0]?.text).toBe('said.started');
		vi.advanceTimersByTime(1000);
		await desk.undo();
		expect(sent.at(-1)).toEqual(['step.back', { from: 'c' }]);
	});
});
