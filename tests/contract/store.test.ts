import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from '#lib/server/config.ts';
import { createLogger } from '#lib/server/log.ts';
import { DATABASE_FILE, openDatabase } from '#lib/server/store/database.ts';
import { createMemoryStore } from '#lib/server/store/memory.ts';
import { createSqliteStore } from '#lib/server/store/sqlite.ts';
import type { Store } from '#lib/server/store/store.ts';
import { change } from '../support/builders.ts';
import { storeContract } from './store-contract.ts';

const log = createLogger('silent');
const now = () => 1_800_000_000_000;
const folders: string[] = [];
const folderOf = new WeakMap<Store, string>();

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'auftakt-store-'));
	folders.push(folder);
	return folder;
}

function openIn(dataDir: string): Store {
	const store = createSqliteStore({ database: openDatabase({ dataDir, log, now }), now });
	folderOf.set(store, dataDir);
	return store;
}

afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

storeContract('memory', { make: async () => createMemoryStore() });
storeContract('SQLite', {
	make: async () => openIn(newFolder()),
	reopen: async (store) => openIn(folderOf.get(store) as string)
});

describe('the SQLite file', () => {
	it('syncs every commit and keeps a write-ahead log', () => {
		const database = openDatabase({ dataDir: newFolder(), log, now });
		expect(database.pragma('synchronous', { simple: true })).toBe(2);
		expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
		database.close();
	});

	it('is refused with one clear line when a newer version has written it', () => {
		const dataDir = newFolder();
		const database = openDatabase({ dataDir, log, now });
		database
			.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
			.run('later', 9_999_999_999_999);
		database.close();
		expect(() => openDatabase({ dataDir, log, now })).toThrow(ConfigError);
		expect(() => openDatabase({ dataDir, log, now })).toThrow(/newer version of Auftakt/);
	});

	it('is copied aside before an update changes it', () => {
		const dataDir = newFolder();
		const database = openDatabase({ dataDir, log, now });
		// As a program knew it that had fewer migrations: this one finds something left to do.
		for (const { name } of database
			.prepare(
				`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__drizzle_migrations'`
			)
			.all() as { name: string }[])
			database.exec(`DROP TABLE "${name}"`);
		database.exec('CREATE TABLE kept (words text); UPDATE __drizzle_migrations SET created_at = 1');
		database.prepare('INSERT INTO kept VALUES (?)').run('Guten Abend');
		database.close();

		openDatabase({ dataDir, log, now }).close();
		const [copy = ''] = readdirSync(join(dataDir, 'backups'));
		const backup = new Database(join(dataDir, 'backups', copy), { readonly: true });
		expect(backup.prepare('SELECT words FROM kept').get()).toEqual({ words: 'Guten Abend' });
		backup.close();
	});

	it('answers busy while another program holds it, and goes on afterwards', async () => {
		const dataDir = newFolder();
		const store = openIn(dataDir);
		const other = new Database(join(dataDir, DATABASE_FILE));
		other.exec('BEGIN IMMEDIATE');
		const write = () =>
			store.transact('w1', { sinceRev: 0, commandIds: [] }, ({ rev }) => ({
				changes: [change('cluster', { rev: rev + 1 })],
				outcomes: []
			}));
		await expect(write()).rejects.toMatchObject({ code: 'busy' });
		await expect(store.check()).rejects.toMatchObject({ code: 'busy' });
		other.exec('ROLLBACK');
		other.close();
		await expect(write()).resolves.toMatchObject({ changes: [change('cluster', { rev: 1 })] });
		await store.close();
	});

	it('catches up with rows that another process has written', async () => {
		const dataDir = newFolder();
		const [one, two] = [openIn(dataDir), openIn(dataDir)];
		await two.transact('w1', { sinceRev: 0, commandIds: [] }, () => ({
			changes: [change('cluster', { rev: 7 })],
			outcomes: [{ id: 'theirs', outcome: { ok: true, rev: 7 } }]
		}));
		await one.transact('w1', { sinceRev: 0, commandIds: ['theirs'] }, ({ rev, newer, known }) => {
			expect({ rev, newer }).toEqual({ rev: 7, newer: [change('cluster', { rev: 7 })] });
			expect(known.get('theirs')).toEqual({ ok: true, rev: 7 });
			return { changes: [], outcomes: [] };
		});
		await one.close();
		await two.close();
	});

	it('refuses when it can only be read, and reads on', async () => {
		const dataDir = newFolder();
		const database = openDatabase({ dataDir, log, now });
		const store = createSqliteStore({ database, now });
		database.pragma('query_only = ON');
		const write = store.transact('w1', { sinceRev: 0, commandIds: [] }, () => ({
			changes: [change('cluster')],
			outcomes: []
		}));
		await expect(write).rejects.toMatchObject({ code: 'readonly' });
		expect(await store.load('w1')).toEqual({ changes: [], rev: 0 });
		database.pragma('query_only = OFF');
		await expect(store.check()).resolves.toBeUndefined();
		await store.close();
	});

	it('is full: says so, keeps what it has, and goes on when there is room', async () => {
		const dataDir = newFolder();
		const database = openDatabase({ dataDir, log, now });
		const store = createSqliteStore({ database, now });
		const write = (id: string, words: string) =>
			store.transact('w1', { sinceRev: 0, commandIds: [] }, ({ rev }) => ({
				changes: [change('cluster', { id, rev: rev + 1, title: words })],
				outcomes: []
			}));
		await write('a', 'kurz');
		const pages = database.pragma('page_count', { simple: true }) as number;
		database.pragma(`max_page_count = ${pages}`);
		const both = await Promise.allSettled([write('b', 'x'.repeat(200_000)), write('c', 'kurz')]);
		for (const answer of both)
			expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'full' } });
		expect((await store.load('w1')).rev).toBe(1);
		database.pragma('max_page_count = 1000000');
		await write('b', 'x'.repeat(200_000));
		expect((await store.load('w1')).rev).toBe(2);
		await store.close();
	});
});
