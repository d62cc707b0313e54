import { describe, expect, it } from 'vitest';
import type { RowOf } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';
import { ChangeLog } from './change-log.ts';

const row = (id: string, rev: number) => ({ id, rev, removed: false }) as RowOf['agreement'];
const idsAfter = (log: ChangeLog, since: number) => Array.from(log.after(since), ({ id }) => id);

describe('the log of changes', () => {
	it('tells what came after a revision, also where several changes share one', () => {
		const log = new ChangeLog();
		for (const [id, rev] of [
			['a', 1],
			['b', 2],
			['c', 2],
			['a', 5]
		] as const)
			log.add('agreement', row(id, rev));
		expect(idsAfter(log, 0)).toEqual(['a', 'b', 'c', 'a']);
		expect(idsAfter(log, 1)).toEqual(['b', 'c', 'a']);
		expect(idsAfter(log, 2)).toEqual(['a']);
		expect(idsAfter(log, 4)).toEqual(['a']);
		expect(idsAfter(log, 5)).toEqual([]);
		expect([...log.after(2)]).toEqual([{ rev: 5, kind: 'agreement', id: 'a' }]);
	});

	it('begins with the rows of a state, in order of their last change', () => {
		const state = new State([
			{ kind: 'agreement', row: row('late', 7) },
			{ kind: 'agreement', row: row('early', 3) }
		]);
		const log = ChangeLog.of(state);
		expect(log.length).toBe(2);
		expect(idsAfter(log, 0)).toEqual(['early', 'late']);
	});
});
