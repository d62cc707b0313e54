/**
 * Owns the one-time links that make accounts. The token is shown once and stored as its hash only. It is
 * spent in the same transaction that makes the account, so two people cannot use one link. Spending one
 * owner's link ends all of them, so a link from the first start is worthless once somebody owns this;
 * later ones are made only by who has the data folder in hand.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, asc, count, eq, gt, lte } from 'drizzle-orm';
import type { StaffDatabase } from './database.ts';
import { staffInvite, staffUser } from './schema.ts';

export type Role = 'owner' | 'office';
export const INVITE_DAYS = 7;

export interface Invite {
	/** Names the invite without being able to use it. */
	id: string;
	role: Role;
	note: string;
	expiresAt: number;
}

/** 256 bits, safe in an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): string =>
	createHash('sha256').update(token).digest('hex');

export const hasAccounts = (db: StaffDatabase): boolean =>
	(db.select({ n: count() }).from(staffUser).get()?.n ?? 0) > 0;

/** Makes a link's token. Older unused links keep working until they expire or are spent. */
export function createInvite(
	db: StaffDatabase,
	role: Role,
	note: string,
	now: number,
	lastingMs = INVITE_DAYS * 86_400_000
): string {
	const token = newToken();
	db.transaction((tx) => {
		tx.delete(staffInvite)
			.where(lte(staffInvite.expiresAt, new Date(now)))
			.run();
		tx.insert(staffInvite)
			.values({
				tokenHash: hashToken(token),
				role,
				note,
				createdAt: new Date(now),
				expiresAt: new Date(now + lastingMs)
			})
			.run();
	});
	return token;
}

/** The invite behind a token, or null when it is unknown, spent or expired. */
export function readInvite(db: StaffDatabase, token: string, now: number): Invite | null {
	const row = db
		.select()
		.from(staffInvite)
		.where(
			and(eq(staffInvite.tokenHash, hashToken(token)), gt(staffInvite.expiresAt, new Date(now)))
		)
		.get();
	return row ? inviteOf(row) : null;
}

/** True once per token: the caller makes the account in the same transaction. */
export function spendInvite(db: StaffDatabase, token: string, now: number): Role | null {
	const invite = readInvite(db, token, now);
	if (!invite) return null;
	if (invite.role === 'owner') db.delete(staffInvite).where(eq(staffInvite.role, 'owner')).run();
	else db.delete(staffInvite).where(eq(staffInvite.tokenHash, invite.id)).run();
	return invite.role;
}

/** Open invitations of colleagues, oldest first. */
export function listInvites(db: StaffDatabase, now: number): Invite[] {
	return db
		.select()
		.from(staffInvite)
		.where(and(eq(staffInvite.role, 'office'), gt(staffInvite.expiresAt, new Date(now))))
		.orderBy(asc(staffInvite.createdAt))
		.all()
		.map(inviteOf);
}

export function revokeInvite(db: StaffDatabase, id: string): void {
	db.delete(staffInvite)
		.where(and(eq(staffInvite.tokenHash, id), eq(staffInvite.role, 'office')))
		.run();
}

function inviteOf(row: typeof staffInvite.$inferSelect): Invite {
	return { id: row.tokenHash, role: row.role, note: row.note, expiresAt: row.expiresAt.getTime() };
}
