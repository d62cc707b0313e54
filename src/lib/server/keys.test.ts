import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from './config.ts';
import { createKeys, loadSecret } from './keys.ts';

describe('the secret', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'auftakt-keys-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('is made once, for the owner of the process only, and read again afterwards', () => {
		const first = loadSecret(folder);
		expect(first).toHaveLength(32);
		expect(loadSecret(folder)).toEqual(first);
		expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
	});

	it('is refused with a plain sentence when the file is damaged', () => {
		writeFileSync(join(folder, 'secret'), 'short');
		expect(() => loadSecret(folder)).toThrow(ConfigError);
	});
});

describe('keys', () => {
	const keys = createKeys(Buffer.alloc(32, 1));
	const others = createKeys(Buffer.alloc(32, 2));

	it('open one workshop for one role until the links are renewed', () => {
		const key = keys.link('w1', 'console', 1);
		expect(keys.checkLink(key, 'w1', 'console', 1)).toBe(true);
		expect(keys.checkLink(key, 'w1', 'console', 2)).toBe(false);
		expect(keys.checkLink(key, 'w1', 'screen', 1)).toBe(false);
		expect(keys.checkLink(key, 'w2', 'console', 1)).toBe(false);
		expect(others.checkLink(key, 'w1', 'console', 1)).toBe(false);
		expect(keys.checkLink('', 'w1', 'console', 1)).toBe(false);
	});

	it('give a join that is sent again the same participant, and another one another', () => {
		const id = keys.participantId('w1', 'c1');
		expect(id).toMatch(/^[0-9a-f]{32}$/);
		expect(keys.participantId('w1', 'c1')).toBe(id);
		expect(keys.participantId('w1', 'c2')).not.toBe(id);
		expect(keys.participantId('w2', 'c1')).not.toBe(id);
	});

	it('read a token of this workshop and no forged, foreign or broken one', () => {
		const id = keys.participantId('w1', 'c1');
		const token = keys.participantToken('w1', id);
		expect(keys.readParticipantToken(token, 'w1')).toBe(id);
		const other = keys.participantId('w1', 'c2');
		for (const wrong of [
			undefined,
			'',
			id,
			`${token}x`,
			`${other}.${token.split('.')[1]}`,
			`__proto__.${token}`,
			token.toUpperCase(),
			others.participantToken('w1', id)
		])
			expect(keys.readParticipantToken(wrong, 'w1')).toBe(null);
		expect(keys.readParticipantToken(token, 'w2')).toBe(null);
	});
});
