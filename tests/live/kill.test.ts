/** `kill -9` in the middle of the load: what was acknowledged is there, once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { createLogger } from '#lib/server/log.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { createSqliteStore } from '#lib/server/store/sqlite.ts';
import { Phones, type Phone } from '../support/client.ts';
import { Killable } from '../support/killable.ts';

const KILLS = Number(process.env.KILLS ?? 3);
/** Short enough that most kills hit a server with commands under way. */
const LOAD_MS = 400;
/** An idle machine takes one second; this one runs other tests at the same time. */
const BACK_WITHIN_MS = 15_000;

let dataDir: string;
let server: Killable;
const phones = new Phones();

beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'auftakt-kill-'));
	server = new Killable(dataDir);
});
afterEach(async () => {
	phones.closeAll();
	await server.kill();
	rmSync(dataDir, { recursive: true, force: true });
});

/** Posts one idea after the other, each again and again until it is answered, as an outbox does. */
async function write(phone: Phone, stepId: string, acknowledged: Set<string>, signal: AbortSignal) {
	while (!signal.aborted) {
		const [id, contributionId] = [newId(), newId()];
		const payload = {
			contributionId,
			stepId,
			kind: 'idea' as const,
			text: contributionId,
			lang: 'de'
		};
		for (;;) {
			try {
				const outcome = await phone.socket
					.timeout(700)
					.emitWithAck('command', { id, type: 'contribution.post', payload, typedAt: Date.now() });
				if (outcome.ok) {
					acknowledged.add(contributionId);
					break;
				}
				if (outcome.code !== 'too_fast') throw new Error(`refused: ${outcome.code}`);
			} catch (error) {
				if (error instanceof Error && error.message.startsWith('refused')) throw error;
			}
			if (signal.aborted) return;
			await new Promise((next) => setTimeout(next, 20));
		}
	}
}

describe('a server that is killed', () => {
	it(`${KILLS} times under load has lost nothing it acknowledged and doubled nothing`, async () => {
		const { port, code, workshopId, stepId, cookies } = await server.start();
		const url = `http://127.0.0.1:${port}`;
		const people = await Promise.all(cookies.map((cookie) => phones.open({ url, code, cookie })));
		const acknowledged = new Set<string>();
		const done = new AbortController();
		const writing = people.map((phone) => write(phone, stepId, acknowledged, done.signal));

		const counts: number[] = [];
		for (let i = 0; i < KILLS; i++) {
			const before = acknowledged.size;
			await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(before + 20);
			await new Promise((next) => setTimeout(next, Math.random() * LOAD_MS));
			await server.kill();
			const killedAt = performance.now();
			counts.push(acknowledged.size);
			await server.start(port);
			expect(performance.now() - killedAt).toBeLessThan(BACK_WITHIN_MS);
		}
		await expect
			.poll(() => acknowledged.size, { timeout: 20_000 })
			.toBeGreaterThan((counts.at(-1) ?? 0) + 20);
		done.abort();
		await Promise.all(writing);
		await server.kill();

		const log = createLogger('silent');
		const now = Date.now;
		const database = openDatabase({ dataDir, log, now });
		expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
		const store = createSqliteStore({ database, now });
		const { changes } = await store.load(workshopId);
		await store.close();
		const stored = changes.flatMap(({ kind, row }) => (kind === 'contribution' ? [row] : []));
		const texts = stored.map(({ text }) => text);
		expect(new Set(texts).size).toBe(texts.length);
		expect([...acknowledged].filter((text) => !texts.includes(text))).toEqual([]);
		expect(new Set(stored.map(({ publicId }) => publicId)).size).toBe(stored.length);
	}, 120_000);
});
