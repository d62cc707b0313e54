import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from './log.ts';

let folder: string;
let fd: number;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'auftakt-log-'));
});
afterEach(() => {
	closeSync(fd);
	rmSync(folder, { recursive: true, force: true });
});

describe('the log', () => {
	it('is one line of JSON each, without what citizens wrote', () => {
		const file = join(folder, 'log');
		fd = openSync(file, 'a');
		const log = createLogger('info', fd);
		log.info({ text: 'Mehr Bänke', table: 3 }, 'stored');
		log.debug('not asked for');
		log.error({ err: new Error('broken near "Mehr Bänke"') }, 'failed');
		const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
		expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
			'stored',
			'failed'
		]);
		expect(lines[0]).toContain('"table":3');
		expect(lines.join()).not.toContain('Bänke');
	});

	it.skipIf(!existsSync('/dev/full'))('is lost on a full disk, and nothing else is', () => {
		fd = openSync('/dev/full', 'w');
		const log = createLogger('info', fd);
		expect(() => {
			for (let i = 0; i < 100; i++) log.error({ i }, 'the store cannot write');
		}).not.toThrow();
	});
});
