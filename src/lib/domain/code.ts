/**
 * Owns the code that people type and say aloud: eight characters without look-alikes (no 0 O, 1 I L,
 * no U beside V), shown in two groups of four.
 */

export const CODE_LENGTH = 8;
export const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** From any spelling (case, spaces, dashes) to the stored form; null when it cannot be a code. */
export function normalizeCode(input: string): string | null {
	const code = input.toUpperCase().replace(/[\s\p{Pd}_.·]/gu, '');
	return code.length === CODE_LENGTH && [...code].every((c) => CODE_ALPHABET.includes(c))
		? code
		: null;
}

/** `HAFENTRS` → `HAFE NTRS` */
export function spokenCode(code: string): string {
	return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** From random bytes to a code; 30 does not divide 256, the bias is below 7 % and harmless here. */
export function codeFromBytes(bytes: Uint8Array): string {
	return Array.from(
		bytes.slice(0, CODE_LENGTH),
		(b) => CODE_ALPHABET[b % CODE_ALPHABET.length]
	).join('');
}
