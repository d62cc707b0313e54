import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Histogram, histogramOf, median } from '../tests/load/histogram.ts';
import { createWriter, markOf, marksIn } from '../tests/load/ideas.ts';
import { packetOf } from '../tests/load/packets.ts';
import {
	asMarkdown,
	isPassed,
	verdictOf,
	type Report,
	type Result
} from '../tests/load/results.ts';
import { check, seed } from '../tests/load/seed.ts';

const RESULT: Result = {
	id: 'G1',
	what: 'something',
	ours: 30,
	bare: 2,
	unit: 'ms',
	value: 15,
	isRatio: true,
	better: 'more',
	bar: 15,
	stretch: 25,
	notes: [],
	details: null
};

describe('percentiles', () => {
	it('are right to one per cent, also after travelling between processes', () => {
		const histogram = new Histogram();
		for (let ms = 1; ms <= 10_000; ms++) histogram.add(ms);
		const { count, p50, p95, p99, max } = histogramOf(
			JSON.parse(JSON.stringify(histogram.counted()))
		).quantiles();
		expect([count, max]).toEqual([10_000, 10_000]);
		for (const [found, exact] of [
			[p50, 5000],
			[p95, 9500],
			[p99, 9900]
		] as const)
			expect(Math.abs(found / exact - 1)).toBeLessThan(0.0101);
	});

	it('count what never came', () => {
		const histogram = new Histogram();
		histogram.add(10, 98);
		histogram.add(60_000, 2);
		expect(histogram.quantiles().p99).toBeGreaterThan(59_000);
	});

	it('take the middle of rounds', () => {
		expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, NaN]);
	});
});

describe('frames', () => {
	const mark = { dueAt: 123_456_789, serial: 7, hall: 3 };
	const batch = {
		audience: 'table:t1',
		rev: 9,
		prev: 8,
		rows: { contribution: [{ id: 'c', text: markOf(mark) + createWriter()() }] }
	};
	const plain = Buffer.from(`42${JSON.stringify(['batch', batch])}`);

	it('say the same compressed and not', () => {
		const ended = deflateRawSync(plain, { finishFlush: constants.Z_SYNC_FLUSH });
		const compressed = ended.subarray(0, -4);
		const expected = { type: 'ideas', audience: 'table:t1', rev: 9, prev: 8, marks: [mark] };
		expect(packetOf(plain, 0, plain.length, false)).toMatchObject(expected);
		expect(packetOf(compressed, 0, compressed.length, true)).toMatchObject(expected);
	});

	it('of the same length are not taken for each other', () => {
		const other = Buffer.from(plain.toString().replace('t123456789.7.3 ', 't123456789.8.3 '));
		packetOf(plain, 0, plain.length, false);
		expect(packetOf(other, 0, other.length, false)).toMatchObject({ marks: [{ serial: 8 }] });
	});

	it('of a long answer are read when they are asked for', () => {
		const write = createWriter();
		const rows = Array.from({ length: 400 }, (_, serial) => ({
			text: markOf({ ...mark, serial }) + write()
		}));
		const answer = { now: 1, epoch: 'e', me: 'm', batches: [{ ...batch, rows }] };
		const ended = deflateRawSync(`435[${JSON.stringify(answer)}]`, {
			finishFlush: constants.Z_SYNC_FLUSH
		});
		const packet = packetOf(ended, 0, ended.length - 4, true);
		if (packet.type !== 'ack') throw new Error('not taken for an answer');
		ended.fill(0);
		expect([packet.id, packet.canWait, packet.marks().length]).toEqual([5, true, 400]);
		expect(packet.revisions()).toEqual([['table:t1', 9]]);
	});

	it('are not fooled by what people write', () => {
		const text = JSON.stringify({ text: 'he said "text":"t1.2.3 ' });
		expect(marksIn(text)).toEqual([]);
	});
});

describe('verdicts', () => {
	it('follow from the bar', () => {
		expect(verdictOf(RESULT)).toBe('pass');
		expect(verdictOf({ ...RESULT, value: 25 })).toBe('stretch');
		expect(verdictOf({ ...RESULT, value: 14.9 })).toBe('miss');
		expect(verdictOf({ ...RESULT, better: 'less', value: 16 })).toBe('miss');
		expect(verdictOf({ ...RESULT, value: NaN })).toBe('miss');
	});

	it('of a run need every scene', () => {
		const settings = {
			date: '2027-01-01T00:00',
			loadAverage: [0]
		} as unknown as Report['settings'];
		const report = { settings, results: [RESULT], failures: [], repeats: 0, minutes: 1 };
		expect(isPassed(report)).toBe(true);
		expect(isPassed({ ...report, failures: [{ scene: 'hall', reason: 'no' }] })).toBe(false);
		expect(asMarkdown(report)).toContain('| G1 | something | 30 ms | 2 ms | 15 × | ≥ 15 × |');
	});
});

describe('the check of the database', () => {
	it('finds what was acknowledged and is not there', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'auftakt-bench-'));
		try {
			const { people } = await seed(folder, [{ tables: 2, seats: 3, ideas: 4 }]);
			const ledger = join(folder, 'ledger');
			writeFileSync(ledger, 'never-stored');
			expect(people).toHaveLength(6);
			expect(check(folder, ledger)).toMatchObject({ lost: 1, doubled: 0, intact: true });
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
