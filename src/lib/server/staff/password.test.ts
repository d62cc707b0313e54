import { describe, expect, it } from 'vitest';
import { hashPassword, passwordFault, verifyPassword } from './password.ts';

describe('hashing', () => {
	it('keeps the parameters inside the hash and never the same hash twice', async () => {
		const [first, second] = await Promise.all([hashPassword('ein Satz'), hashPassword('ein Satz')]);
		expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}$/);
		expect(first).not.toBe(second);
	});

	it('accepts the right password only', async () => {
		const stored = await hashPassword('Kaffee am Markt');
		expect(await verifyPassword(stored, 'Kaffee am Markt')).toBe(true);
		expect(await verifyPassword(stored, 'Kaffee am markt')).toBe(false);
		expect(await verifyPassword(stored, '')).toBe(false);
	});

	it('takes composed and decomposed letters as the same password', async () => {
		const stored = await hashPassword('Grüße aus Köln'.normalize('NFC'));
		expect(await verifyPassword(stored, 'Grüße aus Köln'.normalize('NFD'))).toBe(true);
	});

	it('reads hashes made with other parameters', async () => {
		const cheap =
			'$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$qSLKUp8dtZRDwjDB+eCZzLA4hDzJTkGjD30zYvXV8cU';
		expect(await verifyPassword(cheap, 'Kaffee am Markt')).toBe(true);
		expect(await verifyPassword(cheap, 'Kaffee am Meer')).toBe(false);
	});

	it.each(['', 'plain text', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=1,t=1,p=1$$'])(
		'never accepts anything for %j, which is not one of our hashes',
		async (stored) => {
			expect(await verifyPassword(stored, stored)).toBe(false);
		}
	);
});

describe('what is refused', () => {
	it.each([
		['kurz', 'password_short'],
		['neun 9999', 'password_short'],
		['👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 'password_short'],
		['x'.repeat(257), 'password_long'],
		['Passwort123', 'password_common'],
		['  QWERTZUIOP ', 'password_common'],
		['aaaaaaaaaaaa', 'password_common'],
		['abcabcabcabc', 'password_common'],
		['anna@rostock.de', 'password_common']
	])('%j: %s', (password, fault) => {
		expect(passwordFault(password, ['anna@rostock.de', ''])).toBe(fault);
	});

	it.each(['zehn zeich', 'drei Tassen Kaffee', 'كلمة سر طويلة', 'ABBA-Platte 4'])(
		'%j is good enough, without rules about kinds of characters',
		(password) => {
			expect(passwordFault(password, ['anna@rostock.de'])).toBeNull();
		}
	);
});
