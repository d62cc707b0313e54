import { describe, expect, it } from 'vitest';
import type { Table } from '#lib/domain/rows.ts';
import { openTables, pulse, pulsesOf, type TableHint } from './pulse.ts';

const NOW = 10_000_000;
const min = (n: number) => n * 60_000;

const hint = (rest: Partial<TableHint> = {}): TableHint => ({
	seated: 5,
	people: 5,
	online: 5,
	arrived: 0,
	hasHost: true,
	posts: 3,
	lastPostAt: NOW - min(2),
	writing: false,
	essences: 0,
	shared: [],
	...rest
});

const round = { kind: 'round', state: 'running', startedAt: NOW - min(10) } as const;
const word = (
	h: TableHint,
	step: Parameters<typeof pulse>[1] = round,
	frozen = false,
	withHosts = true,
	signal: Parameters<typeof pulse>[6] = null
) => {
	const { sign: _, ...rest } = pulse(h, step, NOW, frozen, 6, withHosts, signal);
	return rest;
};

describe('the word of a table', () => {
	it('says first that nobody is there or can be reached', () => {
		expect(word(hint({ seated: 0, online: 0, hasHost: false }))).toEqual({
			word: 'pulse.empty',
			tone: 'off'
		});
		expect(word(hint({ online: 0, writing: true }))).toEqual({
			word: 'pulse.offline',
			tone: 'off'
		});
	});

	it('puts a call for help before all else, and what the table says before what it does', () => {
		const away = hint({ online: 0 });
		expect(word(away, round, false, true, 'help')).toEqual({ word: 'pulse.help', tone: 'look' });
		expect(word(away, round, false, true, 'done').word).toBe('pulse.offline');
		expect(word(hint(), round, false, true, 'done')).toEqual({ word: 'pulse.done', tone: 'quiet' });
		expect(word(hint(), round, false, true, 'more_time').tone).toBe('look');
		expect(pulse(away, round, NOW, false, 6, true).sign).toBe('offline');
	});

	it('warns of a missing host only where the table works', () => {
		expect(word(hint({ hasHost: false })).tone).toBe('look');
		expect(word(hint({ hasHost: false }), null)).toEqual({ word: 'pulse.no_host', tone: 'quiet' });
		expect(
			word(hint({ hasHost: false }), { kind: 'vote', state: 'running', startedAt: NOW }).word
		).toBe('pulse.here');
	});

	it('does not miss a host in an evening without hosts', () => {
		expect(word(hint({ hasHost: false }), round, false, false).word).toBe('pulse.ago');
	});

	it('counts free seats until the first round', () => {
		expect(word(hint(), null)).toEqual({ word: 'pulse.free', n: 1, tone: 'quiet' });
		expect(word(hint({ seated: 6 }), null).word).toBe('pulse.full');
	});

	it('tells writing, just written, some minutes and silence apart', () => {
		expect(word(hint({ writing: true })).word).toBe('pulse.writing');
		expect(word(hint({ lastPostAt: NOW - 5000 })).word).toBe('pulse.fresh');
		expect(word(hint())).toEqual({ word: 'pulse.ago', n: 2, tone: 'quiet' });
		expect(word(hint({ lastPostAt: NOW - min(6) }))).toEqual({
			word: 'pulse.silent',
			n: 6,
			tone: 'look'
		});
	});

	it('does not count silence from before the round, nor while time or writing is held', () => {
		const before = hint({ lastPostAt: NOW - min(30) });
		expect(word(before, { ...round, startedAt: NOW - min(1) }).word).toBe('pulse.nothing');
		expect(word(before).n).toBe(10);
		expect(word(before, { ...round, state: 'paused' }).tone).toBe('quiet');
		expect(word(before, round, true).tone).toBe('quiet');
	});

	it('counts arrivals without the host, who stays', () => {
		const change = { kind: 'change', state: 'running', startedAt: NOW } as const;
		expect(word(hint({ arrived: 2 }), change)).toEqual({
			word: 'pulse.arrived',
			n: 2,
			total: 4,
			tone: 'quiet'
		});
		expect(word(hint({ arrived: 4 }), change).word).toBe('pulse.all_arrived');
	});

	it('counts key sentences', () => {
		const essence = { kind: 'essence', state: 'running', startedAt: NOW } as const;
		expect(word(hint(), essence).word).toBe('pulse.no_essence');
		expect(word(hint({ essences: 2 }), essence)).toEqual({
			word: 'pulse.essences',
			n: 2,
			tone: 'quiet'
		});
	});
});

describe('the tables of a hall', () => {
	const table = (id: string, mergedInto: string | null = null) =>
		({ id, seats: 6, mergedInto }) as Table;

	it('shows a closed table as long as somebody is still at it', () => {
		const tables = [table('a'), table('left', 'a'), table('empty', 'a')];
		const hints = { a: hint(), left: hint({ seated: 1 }), empty: hint({ seated: 0 }) };
		expect(openTables(tables, hints).map(({ id }) => id)).toEqual(['a', 'left']);
		expect(openTables(tables, null).map(({ id }) => id)).toEqual(['a']);
	});

	it('misses a host only where there are hosts, and says nothing of what is not known', () => {
		const moment = { step: round, now: NOW, frozen: false, signals: new Map() };
		const words = (hints: Record<string, TableHint>) =>
			[...pulsesOf([table('a'), table('b'), table('c')], { ...moment, hints }).values()].map(
				(one) => one?.word ?? null
			);
		const alone = hint({ hasHost: false });
		expect(words({ a: alone, b: hint() })).toEqual(['pulse.no_host', 'pulse.ago', null]);
		expect(words({ a: alone, b: alone })).toEqual(['pulse.ago', 'pulse.ago', null]);
	});

	it('hears what each table says', () => {
		const signals = new Map([['b', 'more_time' as const]]);
		const hints = { a: hint(), b: hint() };
		const pulses = pulsesOf([table('a'), table('b')], {
			hints,
			step: round,
			now: NOW,
			frozen: false,
			signals
		});
		expect([...pulses].map(([id, one]) => [id, one?.word])).toEqual([
			['a', 'pulse.ago'],
			['b', 'pulse.more_time']
		]);
	});
});
