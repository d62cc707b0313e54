/** A backup while everybody writes and the server dies: `npm run drill -- backup` does it on a larger scale. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUp } from '../../cli/backup.ts';
import { restore } from '../../cli/restore.ts';
import { Citizen, holds, type Said } from '../drill/citizen.ts';
import { judgeFile, readFile } from '../drill/verdict.ts';
import { Killable } from '../support/killable.ts';

const NOW = Date.UTC(2026, 9, 4, 18, 30);

let folder: string;
let server: Killable;
let elsewhere: Killable;
const citizens: Citizen[] = [];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'auftakt-backup-'));
	server = new Killable(join(folder, 'data'));
	elsewhere = new Killable(join(folder, 'other machine'));
});
afterEach(async () => {
	for (const citizen of citizens.splice(0)) citizen.close();
	await server.kill();
	await elsewhere.kill();
	rmSync(folder, { recursive: true, force: true });
});

it('a backup under load holds all that was acknowledged before it, and the evening goes on from it', async () => {
	const { port, code, stepId, cookies } = await server.start();
	const url = `http://127.0.0.1:${port}`;
	for (const cookie of cookies) citizens.push(await new Citizen({ url, code, cookie }).open());
	const acknowledged = () => citizens.flatMap((citizen) => citizen.acknowledged);
	const done = new AbortController();
	const writing = citizens.map((citizen) => citizen.keepPosting(stepId, 8, done.signal));
	expect(await holds(() => acknowledged().length > 60, 20_000)).toBe(true);

	const before = acknowledged();
	const target = join(folder, 'evening.zip');
	const making = backUp({ dataDir: join(folder, 'data'), target, force: false, now: NOW });
	await server.kill();
	await making;
	restore({ dataDir: join(folder, 'other machine'), file: target, force: false, now: NOW });
	const restored = readFile(join(folder, 'other machine'));
	expect(judgeFile(restored, before).filter(({ ok }) => !ok)).toEqual([]);

	// The same address, another machine: phones go on where they are, with their cookies.
	await elsewhere.start(port);
	// What the first machine still acknowledged after the backup is on that machine only.
	const there = new Set(acknowledged());
	expect(await holds(() => acknowledged().length > there.size + 60, 20_000)).toBe(true);
	done.abort();
	await Promise.all(writing);
	const after = acknowledged().filter((said) => !there.has(said));
	const stored = readFile(join(folder, 'other machine'));
	expect(judgeFile(stored, [...before, ...after]).filter(({ ok }) => !ok)).toEqual([]);
}, 90_000);

it('the comparison finds what is lost, doubled, or there although it was refused', () => {
	const post = (contributionId: string, ok: boolean): Said => ({
		command: {
			id: `c-${contributionId}`,
			type: 'contribution.post',
			payload: { contributionId, stepId: 's', kind: 'idea', text: contributionId, lang: 'de' },
			typedAt: 0
		},
		tries: 1,
		outcome: ok ? { ok: true, rev: 1 } : { ok: false, code: 'step_over' },
		answeredAt: 0,
		tookMs: 0,
		putOff: []
	});
	const row = (id: string) => ({
		...{ id, table_id: 't', round: 1, public_id: `R1-T01-${id}`, text: id },
		...{ participant_id: 'p', rev: 1 }
	});
	const file = (ids: string[]) => ({
		integrity: 'ok',
		contributions: ids.map(row),
		outcomes: new Map(ids.map((id) => [`c-${id}`, { ok: true, rev: 1 }])),
		votes: [],
		ballots: new Map<string, number>()
	});
	const bad = (ids: string[], said: readonly ReturnType<typeof post>[]) =>
		judgeFile(file(ids), said).flatMap(({ ok, what }) => (ok ? [] : [what.slice(0, 2)]));
	expect(bad(['a', 'b'], [post('a', true), post('b', true)])).toEqual([]);
	expect(bad(['a'], [post('a', true), post('b', true)])).toEqual(['I1']);
	expect(bad(['a', 'a'], [post('a', true)])).toEqual(['I2']);
	expect(bad(['a', 'b'], [post('a', true), post('b', false)])).toEqual(['I2']);
});
