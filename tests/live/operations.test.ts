/** What an administrator does beside the running server, and after it has died. */
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../cli/backup.ts';
import { diagnose } from '../../cli/doctor.ts';
import { exportFiles } from '../../cli/export.ts';
import { Refused } from '../../cli/operate/refused.ts';
import { makeOwnerLink } from '../../cli/owner-link.ts';
import { restore } from '../../cli/restore.ts';
import { CLAIM_FILE } from '#lib/server/store/claim.ts';
import { makeApp, type TestApp, type TestWorkshop } from '../support/app.ts';
import { Phones } from '../support/client.ts';

const NOW = Date.UTC(2026, 9, 4, 18, 30);
const HOUR = 3_600_000;
const BASE = 'http://rathaus.lan:3000';

let folder: string;
let dataDir: string;
let test: TestApp;
let workshop: TestWorkshop;
let person: { id: string; cookie: string };
let isRunning: boolean;
const phones = new Phones();

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'auftakt-operations-'));
	dataDir = join(folder, 'data');
	test = await makeApp({ dataDir });
	isRunning = true;
	workshop = await test.workshop({ tables: 3 });
	person = await workshop.join({ tableNumber: 1 });
	await workshop.goTo('round', 1);
});
afterEach(async () => {
	phones.closeAll();
	await stop();
	rmSync(folder, { recursive: true, force: true });
});

async function stop(): Promise<void> {
	if (isRunning) await test.stop();
	isRunning = false;
}

async function say(text: string): Promise<void> {
	const { workshop: row } = await workshop.state();
	await test.must(workshop.id, { role: 'participant', id: person.id }, 'contribution.post', {
		contributionId: newId(),
		stepId: row?.stepId ?? '',
		kind: 'idea',
		text,
		lang: 'de'
	});
}

const textsOf = async (app: TestApp) =>
	(await app.app.rooms.state(workshop.id)).live('contribution').map(({ text }) => text);
const back = (more: Partial<Parameters<typeof backUp>[0]> = {}) =>
	backUp({ dataDir, target: join(folder, 'evening.zip'), force: false, now: NOW, ...more });
const bring = (more: Partial<Parameters<typeof restore>[0]> = {}) =>
	restore({ dataDir, file: join(folder, 'evening.zip'), force: false, now: NOW, ...more });

describe('a backup', () => {
	it('made in the middle of writing holds all that was acknowledged, and the evening goes on elsewhere', async () => {
		const before = Array.from({ length: 20 }, (_, i) => `Vorher ${i}`);
		for (const text of before) await say(text);
		let goOn = true;
		const writing = (async () => {
			for (let i = 0; goOn && i < 500; i++) await say(`Währenddessen ${i}`);
		})();
		const { list } = await back();
		goOn = false;
		await writing;
		const console = await workshop.linkCookie('console');
		await stop();

		const elsewhere = join(folder, 'other machine');
		bring({ dataDir: elsewhere });
		const other = await makeApp({ dataDir: elsewhere });
		try {
			const texts = await textsOf(other);
			expect(texts.slice(0, 20)).toEqual(before);
			expect(texts).toHaveLength(list.rows.contribution ?? 0);
			expect(await other.app.actor(person.cookie, workshop.id, 'phone')).toEqual({
				role: 'participant',
				id: person.id
			});
			expect(await other.app.actor(console, workshop.id, 'console')).toEqual({
				role: 'facilitator'
			});
			expect(await other.app.findWorkshop(workshop.code)).toBe(workshop.id);
		} finally {
			await other.stop();
		}
	});

	it('is for this user only, alone in its folder, and not overwritten', async () => {
		const { file } = await back();
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readdirSync(folder).sort()).toEqual(['data', 'evening.zip']);
		await expect(back()).rejects.toThrow(Refused);
		await expect(back({ force: true })).resolves.toMatchObject({ file });
	});

	it('gets the date as its name in a folder', async () => {
		const { file } = await back({ target: folder });
		expect(file).toBe(join(folder, 'auftakt-2026-10-04T18-30-00.zip'));
	});

	it('of nothing is refused and leaves nothing', async () => {
		await expect(back({ dataDir: join(folder, 'nowhere') })).rejects.toThrow(/nothing to back up/);
		expect(readdirSync(folder)).toEqual(['data']);
	});
});

describe('bringing back', () => {
	it('is refused while a server runs, and changes nothing', async () => {
		await back();
		await say('Danach');
		expect(() => bring({ force: true })).toThrow(/running server/);
		expect(await textsOf(test)).toEqual(['Danach']);
		await say('Und weiter');
		expect(readdirSync(dataDir).filter((name) => name.startsWith('.'))).toEqual([]);
	});

	it('throws nothing away', async () => {
		await back();
		await say('Danach');
		await stop();
		expect(() => bring()).toThrow(/not empty/);
		const { aside, isChecked } = bring({ force: true });
		expect(isChecked).toBe(true);
		const old = new Database(join(aside ?? '', 'auftakt.db'), { readonly: true });
		expect(old.prepare('SELECT text FROM contribution').pluck().all()).toEqual(['Danach']);
		old.close();
		expect(existsSync(join(aside ?? '', 'secret'))).toBe(true);
		expect(readdirSync(dataDir).sort()).toEqual(['auftakt.db', 'backups', CLAIM_FILE, 'secret']);
	});

	it('takes phones that stayed open to what was restored, on which they go on', async () => {
		await say('Gesichert');
		await back();
		const phone = await phones.open({
			url: test.url,
			code: workshop.code,
			cookie: person.cookie
		});
		for (const text of ['Verloren 1', 'Verloren 2']) await say(text);
		await expect.poll(() => phone.texts()).toContain('Verloren 2');
		const { port } = test;
		await stop();
		bring({ force: true });
		test = await makeApp({ dataDir, port });
		isRunning = true;
		await expect.poll(() => phone.texts(), { timeout: 5000 }).toEqual(['Gesichert']);
		await say('Danach');
		await expect.poll(() => phone.texts()).toEqual(['Gesichert', 'Danach']);
	});

	it('works when the old database is damaged', async () => {
		await say('Gesichert');
		await back();
		await stop();
		writeFileSync(join(dataDir, 'auftakt.db'), 'nothing that SQLite could read'.repeat(300));
		expect(bring({ force: true })).toMatchObject({ isChecked: false });
		test = await makeApp({ dataDir });
		isRunning = true;
		expect(await textsOf(test)).toEqual(['Gesichert']);
	});

	it.each([
		['cut short', (file: Buffer) => file.subarray(0, file.length / 2)],
		['changed in one place', (file: Buffer) => flipped(file, Math.floor(file.length / 2))],
		['something else', () => Buffer.from('Protokoll der Sitzung')]
	])('refuses a file that is %s', async (_, spoil) => {
		const { file } = await back();
		writeFileSync(file, spoil(readFileSync(file)));
		const empty = join(folder, 'empty');
		mkdirSync(empty);
		expect(() => bring({ dataDir: empty })).toThrow(Refused);
		expect(readdirSync(empty)).toEqual([]);
	});
});

const flipped = (file: Buffer, at: number): Buffer => {
	file[at] = (file[at] ?? 0) ^ 0xff;
	return file;
};

describe('the doctor', () => {
	const look = (now = Date.now()) => diagnose({ dataDir, host: '127.0.0.1', port: 0 }, now);
	const bads = async (now?: number) =>
		(await look(now)).filter(({ level }) => level === 'bad').map(({ check }) => check);
	const spoil = async (sql: string) => {
		await stop();
		const database = new Database(join(dataDir, 'auftakt.db'));
		database.exec(sql);
		database.close();
	};

	it('finds nothing bad in an evening, while it runs and after a rehearsal was wiped', async () => {
		const rehearsal = await test.workshop({ rehearsal: true });
		await rehearsal.join();
		await rehearsal.next();
		await test.must(rehearsal.id, { role: 'office' }, 'workshop.reset', {});
		for (const text of ['Eins', 'Zwei']) await say(text);
		await workshop.goTo('close');
		const findings = await look();
		expect(findings.filter(({ level }) => level === 'bad')).toEqual([]);
		expect(findings.map(({ check }) => check)).toEqual(
			expect.arrayContaining(['integrity', 'schema', 'references', 'revisions', 'clock', 'port'])
		);
	});

	it.each([
		['references', 'a person who is gone', 'DELETE FROM participant'],
		['references', 'a workshop that is gone', 'DELETE FROM workshop'],
		['revisions', 'an acknowledged row that is gone', 'DELETE FROM contribution'],
		['revisions', 'a row that somebody edited by hand', 'UPDATE contribution SET rev = rev + 100'],
		['revisions', 'a forgotten command', 'DELETE FROM command_outcome WHERE rowid = 3'],
		['numbers', 'a number given twice', `UPDATE contribution SET public_id = 'R1-T01-001'`],
		['clock', 'a clock that went back', `UPDATE command_outcome SET at = at + 86400000`]
	])('finds in %s: %s', async (check, _, sql) => {
		await say('Eins');
		await say('Zwei');
		await spoil(sql);
		expect(await bads()).toContain(check);
	});

	it('finds a damaged file and a missing secret', async () => {
		await stop();
		const file = join(dataDir, 'auftakt.db');
		const bytes = readFileSync(file);
		writeFileSync(file, bytes.fill(0xaa, 8192, 60_000));
		rmSync(join(dataDir, 'secret'));
		expect(await bads()).toEqual(['integrity', 'secret']);
	});

	it('finds a clock that was never set', async () => {
		expect(await bads(Date.UTC(2000, 0, 1))).toEqual(['clock']);
	});

	it('finds a port that another program has', async () => {
		const findings = await diagnose({ dataDir, host: '127.0.0.1', port: test.port }, Date.now());
		expect(findings.at(-1)).toMatchObject({ check: 'port', level: 'bad' });
	});

	it('is content with a machine on which nothing was started yet', async () => {
		dataDir = join(folder, 'new');
		expect(await bads()).toEqual([]);
		expect(existsSync(dataDir)).toBe(false);
		dataDir = join(folder, 'data');
	});
});

describe('a link for an owner', () => {
	const tokenOf = (link: string | null) => new URL(link ?? BASE).searchParams.get('token') ?? '';
	const account = (email: string, password: string) => ({ name: 'Anna', email, password });
	const signsIn = async (email: string, password: string) =>
		(await test.app.staff.signIn(new Headers(), email, password)).ok;

	beforeEach(async () => {
		const link = await test.app.staff.ownerLink(BASE);
		await test.app.staff.setUp(tokenOf(link), account('anna@rostock.de', 'drei Tassen Kaffee'));
	});

	it('gives a known address a new password, and ends its sessions', async () => {
		const { staff } = test.app;
		const before = await staff.signIn(new Headers(), 'anna@rostock.de', 'drei Tassen Kaffee');
		const cookie = before.ok ? before.cookies.map(({ name, value }) => `${name}=${value}`) : [];
		const headers = new Headers({ cookie: cookie.join('; ') });
		expect(await staff.who(headers)).toMatchObject({ role: 'owner' });

		const token = tokenOf(makeOwnerLink(dataDir, BASE, Date.now()));
		expect(await staff.setUp(token, account('Anna@Rostock.de', 'vier Kannen Tee'))).toBeNull();
		expect(await signsIn('anna@rostock.de', 'vier Kannen Tee')).toBe(true);
		expect(await signsIn('anna@rostock.de', 'drei Tassen Kaffee')).toBe(false);
		expect(await staff.who(headers)).toBeNull();
		expect(staff.list()).toHaveLength(1);
	});

	it('makes one more owner with another address, once', async () => {
		const token = tokenOf(makeOwnerLink(dataDir, BASE, Date.now()));
		const { staff } = test.app;
		expect(await staff.setUp(token, account('ben@rostock.de', 'vier Kannen Tee'))).toBeNull();
		expect(staff.list().map(({ role }) => role)).toEqual(['owner', 'owner']);
		expect(await staff.setUp(token, account('cem@rostock.de', 'fünf Krüge Saft'))).toBe(
			'link_used'
		);
	});

	it('is worth nothing after an hour', async () => {
		const token = tokenOf(makeOwnerLink(dataDir, BASE, Date.now() - HOUR));
		expect(test.app.staff.readInvite(token)).toBeNull();
	});

	it('is not given to a colleague’s invitation', async () => {
		const token = tokenOf(test.app.staff.inviteLink(BASE, ''));
		const fault = await test.app.staff.setUp(token, account('anna@rostock.de', 'vier Kannen Tee'));
		expect(fault).toBe('email_taken');
	});
});

describe('an export beside the running server', () => {
	const wish = { formats: ['json', 'csv'] as ('json' | 'csv')[], lang: null, force: false };

	it('has what was said, by the code as it is spoken, and keeps files that are there', async () => {
		await say('Ein Café der Sprachen');
		const out = join(folder, 'out');
		const code = workshop.code.toLowerCase();
		const all = { ...wish, workshop: code, out };
		const files = await exportFiles(dataDir, all, NOW);
		expect(files.map((file) => file.replace(/.*\./, ''))).toEqual(['json', 'csv']);
		for (const file of files) expect(readFileSync(file, 'utf8')).toContain('Ein Café der Sprachen');
		await expect(exportFiles(dataDir, all, NOW)).rejects.toThrow(/there already/);
		expect(await exportFiles(dataDir, { ...all, workshop: workshop.id, force: true }, NOW)).toEqual(
			files
		);
	});

	it('says which workshops there are', async () => {
		const unknown = { ...wish, workshop: 'ZZZZZZZZ', out: folder };
		await expect(exportFiles(dataDir, unknown, NOW)).rejects.toThrow(
			`${workshop.code.slice(0, 4)} ${workshop.code.slice(4)}  Auftakt`
		);
	});
});
