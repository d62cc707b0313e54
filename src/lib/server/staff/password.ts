/**
 * Owns how staff passwords are kept and which are refused. Only length and commonness count; there are
 * no rules about kinds of characters. Hashing runs off the main thread (libuv) with OWASP's argon2id
 * floor: 19 MiB, two passes, one lane; about 60 ms. The parameters travel inside each hash, so they can
 * be raised later without making old hashes unreadable.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { countGraphemes } from '#lib/domain/limits.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';

export const PASSWORD_MIN = 10;
/** In UTF-16 units; more is no longer something a person types. */
export const PASSWORD_MAX = 256;

const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORMAT =
	/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]{22,})\$([A-Za-z0-9+/]{43})$/;

const derive = promisify(argon2);

/** The same password typed on two keyboards may differ in composed characters; NFKC makes them one. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8');
const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(SALT_BYTES);
	const hash = await derive('argon2id', {
		message: bytesOf(password),
		nonce,
		tagLength: HASH_BYTES,
		...COST
	});
	const cost = `m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`;
	return `$argon2id$v=19$${cost}$${unpadded(nonce)}$${unpadded(hash)}`;
}

/** False for a wrong password and for anything that is not one of our hashes. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
	const [, memory, passes, parallelism, salt, hash] = FORMAT.exec(stored) ?? [];
	if (!salt || !hash || password.length > PASSWORD_MAX) return false;
	const expected = Buffer.from(hash, 'base64');
	const actual = await derive('argon2id', {
		message: bytesOf(password),
		nonce: Buffer.from(salt, 'base64'),
		tagLength: expected.length,
		memory: Number(memory),
		passes: Number(passes),
		parallelism: Number(parallelism)
	});
	return timingSafeEqual(actual, expected);
}

export type PasswordFault = 'password_short' | 'password_long' | 'password_common';

/** Why this password is refused, or null. `known` are words an attacker tries first, e.g. the e-mail. */
export function passwordFault(
	password: string,
	known: readonly string[] = []
): PasswordFault | null {
	if (password.length > PASSWORD_MAX) return 'password_long';
	if (countGraphemes(password, PASSWORD_MIN) < PASSWORD_MIN) return 'password_short';
	const plain = password.normalize('NFKC').toLowerCase().trim();
	const isKnown = known.some((word) => word.trim() !== '' && plain === word.trim().toLowerCase());
	const isOneRepeated = /^(.{1,4})\1+.?$/su.test(plain);
	return isKnown || isOneRepeated || COMMON_PASSWORDS.has(plain) ? 'password_common' : null;
}
