import { describe, expect, it } from 'vitest';
import type { Batch } from '#lib/protocol/socket.ts';
import { Mirror } from './mirror.ts';

const cluster = (id: string, rev: number, title = id) => ({
	id,
	rev,
	removed: false,
	title,
	parentId: null,
	mergedInto: null,
	mergedItems: null,
	position: 0,
	createdAt: 0,
	count: 0,
	tables: []
});
const batch = (part: Partial<Batch> & Pick<Batch, 'rev' | 'prev'>): Batch => ({
	audience: 'all',
	rows: {},
	...part
});

describe('the mirror', () => {
	it('asks again when a batch in between was missed', () => {
		const mirror = new Mirror();
		mirror.sync({
			now: 0,
			epoch: 'e',
			me: null,
			batches: [batch({ rev: 5, prev: 0, reset: true })]
		});
		expect(mirror.apply(batch({ rev: 9, prev: 7, rows: { cluster: [cluster('a', 9)] } }))).toBe(
			'gap'
		);
		expect(mirror.rows('cluster').size).toBe(0);
	});

	it('takes a batch that overlaps what a snapshot already held, and drops one that is older', () => {
		const mirror = new Mirror();
		mirror.sync({
			now: 0,
			epoch: 'e',
			me: null,
			batches: [batch({ rev: 5, prev: 0, reset: true, rows: { cluster: [cluster('a', 5)] } })]
		});
		expect(
			mirror.apply(batch({ rev: 4, prev: 3, rows: { cluster: [cluster('a', 4, 'older')] } }))
		).toBe('old');
		expect(mirror.apply(batch({ rev: 6, prev: 3, rows: { cluster: [cluster('b', 6)] } }))).toBe(
			'applied'
		);
		expect([...mirror.rows('cluster').keys()]).toEqual(['a', 'b']);
		expect(mirror.rows('cluster').get('a')?.title).toBe('a');
	});

	it('forgets the old table when the new one is sent whole, and ignores its stragglers', () => {
		const mirror = new Mirror();
		mirror.sync({
			now: 0,
			epoch: 'e',
			me: 'p',
			batches: [
				batch({
					audience: 'table:1',
					rev: 5,
					prev: 0,
					reset: true,
					rows: { cluster: [cluster('a', 5)] }
				})
			]
		});
		mirror.apply(
			batch({
				audience: 'table:2',
				rev: 7,
				prev: 0,
				reset: true,
				rows: { cluster: [cluster('b', 7)] }
			})
		);
		expect(mirror.apply(batch({ audience: 'table:1', rev: 8, prev: 5 }))).toBe('old');
		expect([...mirror.rows('cluster').keys()]).toEqual(['b']);
		expect(mirror.audiences).toEqual(['table:2']);
	});

	it('shows a row as long as one audience shows it, in its newest form', () => {
		const mirror = new Mirror();
		mirror.sync({
			now: 0,
			epoch: 'e',
			me: 'p',
			batches: [
				batch({
					audience: 'table:1',
					rev: 5,
					prev: 0,
					reset: true,
					rows: { cluster: [cluster('a', 5)] }
				}),
				batch({
					audience: 'one:p',
					rev: 5,
					prev: 0,
					reset: true,
					rows: { cluster: [cluster('a', 5)] }
				})
			]
		});
		mirror.apply(
			batch({ audience: 'one:p', rev: 6, prev: 5, rows: { cluster: [cluster('a', 6, 'hidden')] } })
		);
		expect(mirror.rows('cluster').get('a')?.title).toBe('hidden');
		mirror.apply(batch({ audience: 'table:1', rev: 6, prev: 5, gone: { cluster: ['a'] } }));
		expect(mirror.rows('cluster').size).toBe(1);
		mirror.apply(batch({ audience: 'one:p', rev: 7, prev: 6, gone: { cluster: ['a'] } }));
		expect(mirror.rows('cluster').size).toBe(0);
	});

	it('does not build on what it forgot while it asked', () => {
		const mirror = new Mirror();
		const at = (table: string, rest: Parameters<typeof batch>[0]) =>
			batch({ audience: `table:${table}`, ...rest });
		const rows = { cluster: [cluster('a', 5)] };
		mirror.apply(at('1', { rev: 5, prev: 0, reset: true, rows }));
		// Asked with table 1 at 5; before the answer comes, the phone is told of table 2.
		mirror.apply(at('2', { rev: 6, prev: 0, reset: true }));
		const late = { me: 'p', now: 0, epoch: 'e', batches: [at('1', { rev: 7, prev: 5 })] };
		expect(mirror.sync(late)).toBe('gap');
		expect(mirror.since()).toEqual({});
		const whole = { ...late, batches: [at('1', { rev: 7, prev: 0, reset: true, rows })] };
		expect(mirror.sync(whole)).toBe('applied');
		expect(mirror.rows('cluster').size).toBe(1);
	});

	it('lists what a table says in the order of its numbers, whatever came first', () => {
		const mirror = new Mirror();
		const said = (publicId: string, rev: number) => ({ id: publicId, rev, round: 1, publicId });
		const rows = (...contribution: object[]) => ({ contribution }) as unknown as Batch['rows'];
		// The first one was edited after the second, so a device that was away hears of it last.
		mirror.apply(
			batch({
				rev: 9,
				prev: 0,
				reset: true,
				rows: rows(said('R1-T01-1000', 8), said('R1-T01-002', 5), said('R1-T01-001', 9))
			})
		);
		expect([...mirror.rows('contribution').keys()]).toEqual([
			'R1-T01-001',
			'R1-T01-002',
			'R1-T01-1000'
		]);
	});

	it('tells which kinds changed, and gives the same map until they do', () => {
		const mirror = new Mirror();
		const told: string[][] = [];
		mirror.onChange = (kinds) => told.push([...kinds]);
		mirror.sync({
			now: 0,
			epoch: 'e',
			me: null,
			batches: [batch({ rev: 1, prev: 0, reset: true, rows: { cluster: [cluster('a', 1)] } })]
		});
		const before = mirror.rows('cluster');
		expect(mirror.rows('cluster')).toBe(before);
		mirror.apply(batch({ rev: 2, prev: 1, gone: { cluster: ['a'] } }));
		expect(mirror.rows('cluster')).not.toBe(before);
		expect(told).toEqual([['cluster'], ['cluster']]);
	});
});
