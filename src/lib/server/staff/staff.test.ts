import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStaff, type Accounts, type StaffCookie } from './staff.ts';

const DAY = 86_400_000;
const BASE = 'http://rathaus.lan:3000';
const PASSWORD = 'drei Tassen Kaffee';

let dataDir: string;
let database: InstanceType<typeof Database>;
let accounts: Accounts;
let time: number;

beforeEach(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'auftakt-staff-'));
	database = new Database(':memory:');
	database.pragma('foreign_keys = ON');
	migrate(drizzle({ client: database }), { migrationsFolder: 'migrations/sqlite' });
	time = Date.now();
	accounts = await makeAccounts();
});

afterEach(() => {
	database.close();
	rmSync(dataDir, { recursive: true });
});

const makeAccounts = () =>
	createStaff({ config: { dataDir }, log: pino({ level: 'silent' }), database, now: () => time });

const tokenOf = (link: string | null) => new URL(link ?? BASE).searchParams.get('token') ?? '';
const person = (name: string) => ({ name, email: `${name}@Rostock.de `, password: PASSWORD });
const cookieHeader = (cookies: StaffCookie[]) =>
	new Headers({
		cookie: cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
	});

async function signedIn(email: string, password = PASSWORD): Promise<Headers> {
	const answer = await accounts.signIn(new Headers(), email, password);
	if (!answer.ok) throw new Error(answer.code);
	return cookieHeader(answer.cookies);
}

async function makeOwner(): Promise<void> {
	const fault = await accounts.setUp(tokenOf(await accounts.ownerLink(BASE)), person('Anna'));
	if (fault) throw new Error(fault);
}

describe('the owner’s link', () => {
	it('makes the owner, who can sign in', async () => {
		const link = await accounts.ownerLink(BASE);
		expect(link).toMatch(/^http:\/\/rathaus\.lan:3000\/office\/setup\?token=[\w-]{43}$/);
		expect(await accounts.setUp(tokenOf(link), person('Anna'))).toBeNull();
		const headers = await signedIn('anna@rostock.de');
		expect(await accounts.who(headers)).toMatchObject({ name: 'Anna', role: 'owner' });
	});

	it('is not in the database as it can be used', async () => {
		const token = tokenOf(await accounts.ownerLink(BASE));
		const stored = JSON.stringify(database.prepare('select * from staff_invite').all());
		expect(stored).toContain('owner');
		expect(stored).not.toContain(token);
	});

	it('is given out again after a restart, and every one of them dies with the first account', async () => {
		const links = [await accounts.ownerLink(BASE), await accounts.ownerLink(BASE)];
		expect(await accounts.setUp(tokenOf(links[0] ?? ''), person('Anna'))).toBeNull();
		expect(await accounts.setUp(tokenOf(links[1] ?? ''), person('Ben'))).toBe('link_used');
		expect(await accounts.ownerLink(BASE)).toBeNull();
		expect(accounts.list()).toHaveLength(1);
	});

	it('makes one owner when two people use it at the same moment', async () => {
		const token = tokenOf(await accounts.ownerLink(BASE));
		const faults = await Promise.all(
			['Anna', 'Ben', 'Cem'].map((name) => accounts.setUp(token, person(name)))
		);
		expect(faults.filter((fault) => fault === null)).toHaveLength(1);
		expect(accounts.list()).toHaveLength(1);
	});

	it.each(['', 'made-up', 'x'.repeat(5000)])('refuses the token %j', async (token) => {
		await accounts.ownerLink(BASE);
		expect(await accounts.setUp(token, person('Anna'))).toBe('link_used');
	});
});

describe('invitations', () => {
	it('make an office account once', async () => {
		await makeOwner();
		const token = tokenOf(accounts.inviteLink(BASE, 'Ben aus dem Integrationsbüro'));
		expect(accounts.listInvites()).toMatchObject([{ note: 'Ben aus dem Integrationsbüro' }]);
		expect(await accounts.setUp(token, person('Ben'))).toBeNull();
		expect(await accounts.setUp(token, person('Cem'))).toBe('link_used');
		expect(accounts.listInvites()).toEqual([]);
		expect(await accounts.who(await signedIn('ben@rostock.de'))).toMatchObject({ role: 'office' });
	});

	it('end after seven days', async () => {
		await makeOwner();
		const token = tokenOf(accounts.inviteLink(BASE, ''));
		time += 7 * DAY;
		expect(accounts.readInvite(token)).toBeNull();
		expect(await accounts.setUp(token, person('Ben'))).toBe('link_used');
	});

	it('can be taken back', async () => {
		await makeOwner();
		const token = tokenOf(accounts.inviteLink(BASE, ''));
		for (const { id } of accounts.listInvites()) accounts.revokeInvite(id);
		expect(await accounts.setUp(token, person('Ben'))).toBe('link_used');
	});

	it('stay good when the form was filled in wrongly', async () => {
		await makeOwner();
		const token = tokenOf(accounts.inviteLink(BASE, ''));
		expect(await accounts.setUp(token, { ...person('Ben'), email: 'anna@rostock.de' })).toBe(
			'email_taken'
		);
		expect(await accounts.setUp(token, { ...person('Ben'), password: 'kurz' })).toBe(
			'password_short'
		);
		expect(await accounts.setUp(token, { ...person('Ben'), email: 'ben' })).toBe('email_wrong');
		expect(await accounts.setUp(token, person('Ben'))).toBeNull();
	});
});

describe('sessions', () => {
	it('are refused without saying whether the account exists', async () => {
		await makeOwner();
		const wrong = { ok: false, code: 'credentials_wrong' };
		expect(await accounts.signIn(new Headers(), 'anna@rostock.de', 'falsch geraten')).toEqual(
			wrong
		);
		expect(await accounts.signIn(new Headers(), 'nobody@rostock.de', PASSWORD)).toEqual(wrong);
		expect(await accounts.signIn(new Headers(), 'not an address', PASSWORD)).toEqual(wrong);
	});

	it('survive a restart and end with signing out', async () => {
		await makeOwner();
		const headers = await signedIn('ANNA@rostock.de');
		accounts = await makeAccounts();
		expect(await accounts.who(headers)).toMatchObject({ name: 'Anna' });
		await accounts.signOut(headers);
		expect(await accounts.who(headers)).toBeNull();
	});

	it('cannot be forged', async () => {
		await makeOwner();
		const cookie = (await signedIn('anna@rostock.de')).get('cookie') ?? '';
		const forged = cookie.replace(/auftakt-staff=.{8}/, 'auftakt-staff=AAAAAAAA');
		expect(await accounts.who(new Headers({ cookie: forged }))).toBeNull();
		expect(await accounts.who(new Headers({ cookie: 'auftakt-staff=' }))).toBeNull();
		expect(await accounts.who(new Headers())).toBeNull();
	});

	it('store neither address nor browser', async () => {
		await makeOwner();
		const headers = new Headers({ 'x-forwarded-for': '10.1.2.3', 'user-agent': 'Firefox' });
		await accounts.signIn(headers, 'anna@rostock.de', PASSWORD);
		expect(database.prepare('select ip_address, user_agent from staff_session').all()).toEqual([
			{ ip_address: null, user_agent: null }
		]);
	});

	it('of a removed colleague end at once, and the owner cannot be removed', async () => {
		await makeOwner();
		await accounts.setUp(tokenOf(accounts.inviteLink(BASE, '')), person('Ben'));
		const headers = await signedIn('ben@rostock.de');
		const [owner, colleague] = accounts.list();
		expect(accounts.remove(colleague?.id ?? '')).toBe(true);
		expect(await accounts.who(headers)).toBeNull();
		expect(accounts.remove(owner?.id ?? '')).toBe(false);
		expect(accounts.list()).toHaveLength(1);
	});

	it('elsewhere end when the password changes', async () => {
		await makeOwner();
		const here = await signedIn('anna@rostock.de');
		const elsewhere = await signedIn('anna@rostock.de');
		const next = 'noch mehr Kaffee';
		expect(await accounts.changePassword(here, 'falsch geraten', next)).toBe('password_wrong');
		expect(await accounts.changePassword(here, PASSWORD, 'kurz')).toBe('password_short');
		expect(await accounts.changePassword(here, PASSWORD, next)).toBeNull();
		expect(await accounts.who(here)).toMatchObject({ name: 'Anna' });
		expect(await accounts.who(elsewhere)).toBeNull();
		expect(await accounts.signIn(new Headers(), 'anna@rostock.de', PASSWORD)).toMatchObject({
			ok: false
		});
		expect((await signedIn('anna@rostock.de', next)).has('cookie')).toBe(true);
	});
});
