/** What becomes of a file that another version of the program has written. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '#lib/server/config.ts';
import { createLogger } from '#lib/server/log.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { PROTOCOL } from '#lib/protocol/socket.ts';
import { makeOlder } from '../drill/versions.ts';
import { makeApp } from '../support/app.ts';
import { Phones } from '../support/client.ts';

const log = createLogger('silent');
const EVENING = Date.UTC(2026, 9, 4, 17, 0);

let dataDir: string;
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'auftakt-versions-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (now = EVENING) => openDatabase({ dataDir, log, now: () => now });
const copies = () => readdirSync(join(dataDir, 'backups')).sort();
function write(words: string): void {
	const database = open();
	database
		.prepare('INSERT INTO command_outcome (workshop_id, id, outcome, at) VALUES (?, ?, ?, ?)')
		.run('w1', words, '{}', 1);
	database.close();
}
function wordsOf(file: string): unknown[] {
	const database = new Database(file, { readonly: true });
	try {
		return database.prepare('SELECT id FROM command_outcome ORDER BY rowid').pluck().all();
	} finally {
		database.close();
	}
}

describe('a file of an older version', () => {
	it('is copied whole before it is brought up to date, and has everything afterwards', () => {
		write('Guten Abend');
		makeOlder(dataDir);
		open().close();
		const [copy = ''] = copies();
		expect(wordsOf(join(dataDir, 'backups', copy))).toEqual(['Guten Abend']);
		expect(wordsOf(join(dataDir, 'auftakt.db'))).toEqual(['Guten Abend']);
	});

	it('leaves the copies of its last three updates, and nothing else that lies there', () => {
		write('Guten Abend');
		mkdirSync(join(dataDir, 'backups'));
		writeFileSync(join(dataDir, 'backups', 'auftakt-2026.zip'), '');
		for (let day = 0; day < 5; day++) {
			makeOlder(dataDir);
			open(EVENING + day * 86_400_000).close();
		}
		expect(copies()).toEqual([
			'auftakt-2026.zip',
			'before-update-2026-10-06T17-00-00-000Z.db',
			'before-update-2026-10-07T17-00-00-000Z.db',
			'before-update-2026-10-08T17-00-00-000Z.db'
		]);
	});

	it('is not touched when the copy cannot be made', () => {
		write('Guten Abend');
		makeOlder(dataDir);
		// A file where the folder should be: as good as a disk that is full.
		writeFileSync(join(dataDir, 'backups'), '');
		expect(() => open()).toThrow();
		const database = new Database(join(dataDir, 'auftakt.db'), { readonly: true });
		const made = database.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get();
		database.close();
		rmSync(join(dataDir, 'backups'));
		open().close();
		const after = new Database(join(dataDir, 'auftakt.db'), { readonly: true });
		expect(after.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get()).toBe(
			Number(made) + 1
		);
		after.close();
	});

	it('of which nothing was ever used is not copied', () => {
		open().close();
		makeOlder(dataDir);
		open().close();
		expect(readdirSync(dataDir)).not.toContain('backups');
	});
});

describe('a file of a newer version', () => {
	it('is refused in a way that a service manager does not try again', () => {
		const database = open();
		database
			.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)')
			.run('later', 9_999_999_999_999);
		database.close();
		expect(() => open()).toThrow(/newer version of Auftakt/);
		expect(() => open()).toThrow(ConfigError);
		// As the built application throws it, which has a class of its own.
		expect(Object.assign(new Error('newer'), { name: 'ConfigError' })).toBeInstanceOf(ConfigError);
		expect(new Error('newer')).not.toBeInstanceOf(ConfigError);
	});
});

describe('a page of another version', () => {
	it.each([PROTOCOL - 1, PROTOCOL + 1])('(%i) is told so, and sees nothing', async (protocol) => {
		const test = await makeApp({ dataDir });
		const phones = new Phones();
		try {
			const workshop = await test.workshop();
			const { cookie } = await workshop.join();
			const page = phones.make({ url: test.url, code: workshop.code, cookie, protocol });
			await expect(page.open()).rejects.toThrow('too_old');
			expect(page.received).toEqual([]);
		} finally {
			phones.closeAll();
			await test.stop();
		}
	});
});
