/**
 * Owns the tables of the office's accounts. The first four have the columns that better-auth asks for,
 * under our names; columns for an IP address and a browser's name exist for it but stay empty.
 * Nothing here refers to a workshop, and no citizen ever has a row here.
 */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });

export const staffUser = sqliteTable(
	'staff_user',
	{
		id: text('id').primaryKey(),
		name: text('name').notNull(),
		/** Lower case. */
		email: text('email').notNull(),
		emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
		image: text('image'),
		role: text('role', { enum: ['owner', 'office'] }).notNull(),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull()
	},
	(table) => [uniqueIndex('staff_user_email').on(table.email)]
);

export const staffSession = sqliteTable(
	'staff_session',
	{
		id: text('id').primaryKey(),
		/** What the cookie carries, signed. */
		token: text('token').notNull(),
		userId: text('user_id')
			.notNull()
			.references(() => staffUser.id, { onDelete: 'cascade' }),
		expiresAt: moment('expires_at').notNull(),
		/** Always empty. */
		ipAddress: text('ip_address'),
		/** Always empty. */
		userAgent: text('user_agent'),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull()
	},
	(table) => [
		uniqueIndex('staff_session_token').on(table.token),
		index('staff_session_user').on(table.userId)
	]
);

export const staffAccount = sqliteTable(
	'staff_account',
	{
		id: text('id').primaryKey(),
		accountId: text('account_id').notNull(),
		providerId: text('provider_id').notNull(),
		userId: text('user_id')
			.notNull()
			.references(() => staffUser.id, { onDelete: 'cascade' }),
		accessToken: text('access_token'),
		refreshToken: text('refresh_token'),
		idToken: text('id_token'),
		accessTokenExpiresAt: moment('access_token_expires_at'),
		refreshTokenExpiresAt: moment('refresh_token_expires_at'),
		scope: text('scope'),
		/** An argon2id hash, see `password.ts`. */
		password: text('password'),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull()
	},
	(table) => [index('staff_account_user').on(table.userId)]
);

export const staffVerification = sqliteTable(
	'staff_verification',
	{
		id: text('id').primaryKey(),
		identifier: text('identifier').notNull(),
		value: text('value').notNull(),
		expiresAt: moment('expires_at').notNull(),
		createdAt: moment('created_at').notNull(),
		updatedAt: moment('updated_at').notNull()
	},
	(table) => [index('staff_verification_identifier').on(table.identifier)]
);

/** A one-time link that makes an account. Used ones are deleted together with making the account. */
export const staffInvite = sqliteTable('staff_invite', {
	/** SHA-256 of the token, hex: who reads the file cannot use the link. */
	tokenHash: text('token_hash').primaryKey(),
	role: text('role', { enum: ['owner', 'office'] }).notNull(),
	/** Who is expected, as the owner wrote it; empty for the owner's own link. */
	note: text('note').notNull().default(''),
	createdAt: moment('created_at').notNull(),
	expiresAt: moment('expires_at').notNull()
});
