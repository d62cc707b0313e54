/**
 * Owns the office's accounts as the rest of the program sees them: who is asking, signing in and out,
 * one-time links, the list of colleagues. There is no way to an account but a one-time link, the last
 * owner cannot be removed, and who is removed or changes the password is signed out everywhere at once.
 */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { and, asc, eq, ne } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { loadSecret } from '../keys.ts';
import type { Log } from '../log.ts';
import type { Auth } from './auth.ts';
import { staffDatabase, type SqliteFile } from './database.ts';
import * as invites from './invites.ts';
import { hashPassword, passwordFault, verifyPassword, type PasswordFault } from './password.ts';
import { staffAccount, staffSession, staffUser } from './schema.ts';
import { SESSION_COOKIE, SESSION_SECONDS } from './session.ts';
import { createThrottle } from './throttle.ts';

export interface StaffMember {
	id: string;
	name: string;
	role: invites.Role;
}

/** A cookie to be set by the route, which knows whether the request came by https. */
export interface StaffCookie {
	name: string;
	value: string;
	maxAge: number;
}

export type SignIn =
	{ ok: true; cookies: StaffCookie[] } | { ok: false; code: 'credentials_wrong' | 'too_busy' };

export type AccountFault =
	'link_used' | 'name_empty' | 'email_wrong' | 'email_taken' | 'password_wrong' | PasswordFault;

export interface NewAccount {
	name: string;
	email: string;
	password: string;
}

const KNOWN_DEVICE_COOKIE = 'auftakt-staff-device';
const KNOWN_DEVICE_SECONDS = 180 * 86_400;
const NAME_MAX = 100;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

export type Accounts = Awaited<ReturnType<typeof createStaff>>;

export async function createStaff({
	config,
	log,
	database,
	now = Date.now
}: {
	config: Pick<Config, 'dataDir'>;
	log: Log;
	database: SqliteFile;
	now?: () => number;
}) {
	const db = staffDatabase(database);
	// A MAC of a label: no two uses of the one secret share a key.
	const secret = createHmac('sha256', loadSecret(config.dataDir))
		.update('staff sessions')
		.digest('base64url');
	/** Loads the library once, when somebody with an account, or wanting one, is first there. */
	let loading: Promise<Auth> | undefined;
	const auth = () =>
		(loading ??= import('./auth.ts').then(({ createAuth }) => createAuth({ db, secret, log })));
	const throttle = createThrottle({ now });

	/** The session lasts while its row does: the cookie alone proves nothing. */
	async function who(headers: Headers): Promise<StaffMember | null> {
		if (!headers.get('cookie')?.includes(SESSION_COOKIE)) return null;
		const found = await (await auth()).api.getSession({ headers });
		if (!found) return null;
		const { id, name, role } = found.user;
		return role === 'owner' || role === 'office' ? { id, name, role } : null;
	}

	const deviceProof = (email: string) =>
		createHmac('sha256', secret).update(`known device\n${email}`).digest('base64url');

	function isKnownDevice(headers: Headers, email: string): boolean {
		const proof = cookieOf(headers, KNOWN_DEVICE_COOKIE);
		const expected = deviceProof(email);
		return (
			proof?.length === expected.length &&
			timingSafeEqual(Buffer.from(proof), Buffer.from(expected))
		);
	}

	async function signIn(headers: Headers, email: string, password: string): Promise<SignIn> {
		const account = normalEmail(email);
		let setCookies: string[] = [];
		const result = await throttle.run(account, isKnownDevice(headers, account), async () => {
			try {
				const { headers: answer } = await (
					await auth()
				).api.signInEmail({
					body: { email: account, password },
					returnHeaders: true
				});
				setCookies = answer.getSetCookie();
				return true;
			} catch (error) {
				if (isRefused(error)) return false;
				throw error;
			}
		});
		if (result !== 'right')
			return { ok: false, code: result === 'busy' ? 'too_busy' : 'credentials_wrong' };
		return {
			ok: true,
			cookies: [
				{
					name: SESSION_COOKIE,
					value: valueOf(setCookies, SESSION_COOKIE),
					maxAge: SESSION_SECONDS
				},
				{
					name: KNOWN_DEVICE_COOKIE,
					value: deviceProof(account),
					maxAge: KNOWN_DEVICE_SECONDS
				}
			]
		};
	}

	/** Ends the session in the database; the cookie is worthless then. */
	async function signOut(headers: Headers): Promise<void> {
		const { api } = await auth();
		await api.signOut({ headers }).catch((error: unknown) => {
			if (!isRefused(error)) throw error;
		});
	}

	/**
	 * Makes the account a one-time link promises. The link is spent and the account made together. With an
	 * owner's link an account of the same address is taken over instead: that is who forgot the password.
	 */
	async function setUp(token: string, wish: NewAccount): Promise<AccountFault | null> {
		const name = wish.name.trim().slice(0, NAME_MAX);
		const email = normalEmail(wish.email);
		if (!invites.readInvite(db, token, now())) return 'link_used';
		if (!name) return 'name_empty';
		if (!EMAIL.test(email)) return 'email_wrong';
		const fault = passwordFault(wish.password, [email, name, email.split('@')[0] ?? '']);
		if (fault) return fault;
		const password = await hashPassword(wish.password);
		return db.transaction((tx) => {
			const known = tx.select().from(staffUser).where(eq(staffUser.email, email)).get();
			if (known && invites.readInvite(tx, token, now())?.role !== 'owner') return 'email_taken';
			const role = invites.spendInvite(tx, token, now());
			if (!role) return 'link_used';
			// Its password and its sessions go with it, see the foreign keys.
			if (known) tx.delete(staffUser).where(eq(staffUser.id, known.id)).run();
			const at = { createdAt: new Date(now()), updatedAt: new Date(now()) };
			const id = randomUUID();
			tx.insert(staffUser)
				.values({ id, name, email, role, ...at })
				.run();
			tx.insert(staffAccount)
				.values({
					id: randomUUID(),
					accountId: id,
					providerId: 'credential',
					userId: id,
					password,
					...at
				})
				.run();
			return null;
		});
	}

	/** Asks for the old password at the same pace as signing in. Signs out all other devices. */
	async function changePassword(
		headers: Headers,
		current: string,
		next: string
	): Promise<AccountFault | 'too_busy' | null> {
		const member = await who(headers);
		const account =
			member &&
			db
				.select({ email: staffUser.email, name: staffUser.name, hash: staffAccount.password })
				.from(staffAccount)
				.innerJoin(staffUser, eq(staffUser.id, staffAccount.userId))
				.where(and(eq(staffAccount.userId, member.id), eq(staffAccount.providerId, 'credential')))
				.get();
		if (!member || !account?.hash) return 'password_wrong';
		const { email, name, hash } = account;
		const result = await throttle.run(email, isKnownDevice(headers, email), () =>
			verifyPassword(hash, current)
		);
		if (result !== 'right') return result === 'busy' ? 'too_busy' : 'password_wrong';
		const fault = passwordFault(next, [email, name, email.split('@')[0] ?? '']);
		if (fault) return fault;
		const password = await hashPassword(next);
		const session = await (await auth()).api.getSession({ headers });
		db.transaction((tx) => {
			tx.update(staffAccount)
				.set({ password, updatedAt: new Date(now()) })
				.where(and(eq(staffAccount.userId, member.id), eq(staffAccount.providerId, 'credential')))
				.run();
			tx.delete(staffSession)
				.where(
					and(eq(staffSession.userId, member.id), ne(staffSession.id, session?.session.id ?? ''))
				)
				.run();
		});
		return null;
	}

	return {
		who,
		signIn,
		signOut,
		setUp,
		changePassword,

		/** One-time link that creates the owner, as long as there is no account; else null. */
		async ownerLink(base: string): Promise<string | null> {
			if (invites.hasAccounts(db)) return null;
			return setUpLink(base, invites.createInvite(db, 'owner', '', now()));
		},

		/** One-time link for a colleague; the token can be read here and never again. */
		inviteLink(base: string, note: string): string {
			return setUpLink(
				base,
				invites.createInvite(db, 'office', note.trim().slice(0, NAME_MAX), now())
			);
		},

		readInvite: (token: string) => invites.readInvite(db, token, now()),
		listInvites: () => invites.listInvites(db, now()),
		revokeInvite: (id: string) => invites.revokeInvite(db, id),
		hasAccounts: () => invites.hasAccounts(db),

		list: () =>
			db
				.select({
					id: staffUser.id,
					name: staffUser.name,
					email: staffUser.email,
					role: staffUser.role,
					createdAt: staffUser.createdAt
				})
				.from(staffUser)
				.orderBy(asc(staffUser.createdAt))
				.all(),

		/** Removes a colleague and ends all their sessions. The owner stays. */
		remove(id: string): boolean {
			return db.transaction((tx) => {
				const user = tx.select().from(staffUser).where(eq(staffUser.id, id)).get();
				if (!user || user.role === 'owner') return false;
				tx.delete(staffSession).where(eq(staffSession.userId, id)).run();
				tx.delete(staffAccount).where(eq(staffAccount.userId, id)).run();
				tx.delete(staffUser).where(eq(staffUser.id, id)).run();
				return true;
			});
		}
	};
}

/** Where a one-time link leads. */
export const setUpLink = (base: string, token: string) => `${base}/office/setup?token=${token}`;
const normalEmail = (email: string) => email.normalize('NFKC').trim().toLowerCase();

/** The library throws its refusals (wrong password, no session) with an HTTP status below 500. */
function isRefused(error: unknown): boolean {
	const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
	return typeof status === 'number' && status < 500;
}

function cookieOf(headers: Headers, name: string): string | undefined {
	for (const part of (headers.get('cookie') ?? '').split(';')) {
		const [key, ...value] = part.trim().split('=');
		if (key === name) return decodeURIComponent(value.join('='));
	}
	return undefined;
}

function valueOf(setCookies: string[], name: string): string {
	const found = setCookies.find((cookie) => cookie.startsWith(`${name}=`));
	if (!found) throw new Error(`signing in did not give the cookie ${name}`);
	return decodeURIComponent(found.slice(name.length + 1).split(';')[0] ?? '');
}
