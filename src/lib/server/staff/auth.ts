/**
 * Owns the one better-auth instance: e-mail and password, sessions, nothing else. Its HTTP handler is not
 * mounted on purpose: pages call it through `staff.ts`, so there is one door (forms guarded by SvelteKit's
 * origin check) instead of two. That is also why it needs neither our address nor trusted origins, which
 * a laptop on a hall's network does not have. Accounts are made by `staff.ts` alone, which loads this file
 * when an account is first asked for: the library is the heaviest thing on the server, and a server that
 * was killed in the middle of an evening has phones to answer first.
 */
import { betterAuth } from 'better-auth/minimal';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Log } from '../log.ts';
import type { staffDatabase } from './database.ts';
import { PASSWORD_MAX, PASSWORD_MIN, hashPassword, verifyPassword } from './password.ts';
import { staffAccount, staffSession, staffUser, staffVerification } from './schema.ts';
import { SESSION_COOKIE, SESSION_SECONDS } from './session.ts';

export function createAuth({
	db,
	secret,
	log
}: {
	db: ReturnType<typeof staffDatabase>;
	secret: string;
	log: Log;
}) {
	return betterAuth({
		appName: 'Auftakt',
		// Never used for a link or a redirect; without it the library warns at each start.
		baseURL: 'http://localhost',
		secret,
		database: drizzleAdapter(db, {
			provider: 'sqlite',
			// One connection is shared with the store, whose transactions must not meet one left open.
			transaction: false,
			schema: {
				user: staffUser,
				session: staffSession,
				account: staffAccount,
				verification: staffVerification
			}
		}),
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: PASSWORD_MIN,
			maxPasswordLength: PASSWORD_MAX,
			password: {
				hash: hashPassword,
				verify: ({ hash, password }) => verifyPassword(hash, password)
			}
		},
		user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
		session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
		databaseHooks: {
			session: {
				create: {
					before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } })
				}
			}
		},
		advanced: {
			cookies: { session_token: { name: SESSION_COOKIE } },
			// Whether a cookie is Secure depends on the request (plain http in a hall); routes decide.
			useSecureCookies: false,
			ipAddress: { disableIpTracking: true }
		},
		// `throttle.ts` slows guessing down, and not by address.
		rateLimit: { enabled: false },
		telemetry: { enabled: false },
		logger: {
			level: 'error',
			log: (_level, message) => log.error({ part: 'accounts' }, message)
		}
	});
}

export type Auth = ReturnType<typeof createAuth>;
