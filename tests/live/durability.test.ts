/** Acknowledged means on the disk: seen from below SQLite, where the system counts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasStrace, judgeTrace, straceTo } from '../drill/trace.ts';
import { Phones } from '../support/client.ts';
import { Killable } from '../support/killable.ts';

const WRITES = 20;

describe.skipIf(!hasStrace())('an acknowledgement', () => {
	let folder: string;
	let server: Killable;
	let trace: string;
	const phones = new Phones();

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'auftakt-durability-'));
		trace = join(folder, 'trace');
		server = new Killable(join(folder, 'data'), straceTo(trace));
	});
	afterEach(async () => {
		phones.closeAll();
		await server.kill();
		rmSync(folder, { recursive: true, force: true });
	});

	it('is sent after a disk sync of its own, each time', async () => {
		const { port, code, stepId, cookies } = await server.start();
		const url = `http://127.0.0.1:${port}`;
		const phone = await phones.open({ url, code, cookie: cookies[0] ?? '' });
		const before = judgeTrace(readFileSync(trace, 'utf8'));
		for (let i = 0; i < WRITES; i++) {
			const outcome = await phone.send('contribution.post', {
				contributionId: newId(),
				stepId,
				kind: 'idea',
				text: `Idee ${i}`,
				lang: 'de'
			});
			expect(outcome.ok).toBe(true);
		}
		// What the system was asked is written down a moment later.
		await expect
			.poll(() => judgeTrace(readFileSync(trace, 'utf8')).acknowledged)
			.toBe(before.acknowledged + WRITES);
		const after = judgeTrace(readFileSync(trace, 'utf8'));
		expect(after.unsynced).toBe(0);
		// Sent one after the other, no two can have shared a sync.
		expect(after.syncs - before.syncs).toBeGreaterThanOrEqual(WRITES);
	}, 60_000);
});

describe('a trace of the system', () => {
	const wrote = '7 pwrite64(21</d/auftakt.db-wal>, "…", 4096, 32) = 4096';
	const synced = '7 fdatasync(21</d/auftakt.db-wal>) = 0';
	const told = String.raw`7 write(30<socket:[1]>, "\201\31430[{\"ok\":true,\"rev\":3}]", 27) = 27`;

	it('shows an acknowledgement that came too early', () => {
		expect(judgeTrace([wrote, synced, told].join('\n'))).toEqual({
			acknowledged: 1,
			unsynced: 0,
			syncs: 1
		});
		expect(judgeTrace([wrote, told, synced].join('\n')).unsynced).toBe(1);
		expect(judgeTrace([wrote, synced.replace('= 0', '= -1 EIO'), told].join('\n')).unsynced).toBe(
			1
		);
		expect(judgeTrace([wrote, synced, wrote, told].join('\n')).unsynced).toBe(1);
	});

	it('counts a sync when it has ended, not when it began', () => {
		const begun = '7 fdatasync(21</d/auftakt.db-wal> <unfinished ...>';
		const ended = '7 <... fdatasync resumed>) = 0';
		expect(judgeTrace([wrote, begun, told, ended].join('\n')).unsynced).toBe(1);
		expect(judgeTrace([wrote, begun, ended, told].join('\n')).unsynced).toBe(0);
	});
});
