/**
 * Owns the way back in for an owner who forgot the password: a one-time link, made with the data folder in
 * hand, beside the running server. It works although there are accounts, and for an hour only.
 */
import { staffDatabase, type SqliteFile } from './database.ts';
import { createInvite } from './invites.ts';
import { setUpLink } from './staff.ts';

export const RECOVERY_MS = 60 * 60_000;

export const recoveryLink = (database: SqliteFile, base: string, now: number): string =>
	setUpLink(base, createInvite(staffDatabase(database), 'owner', '', now, RECOVERY_MS));
