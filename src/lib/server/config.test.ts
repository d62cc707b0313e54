import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, variableNames } from './config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.problems;
		throw error;
	}
	return [];
}

describe('readConfig', () => {
	it('works without a single variable', () => {
		expect(readConfig({})).toEqual({
			host: '0.0.0.0',
			port: 3000,
			dataDir: resolve('data'),
			origin: undefined,
			publicUrl: undefined,
			logLevel: 'info',
			shutdownTimeoutMs: 8000,
			bodySizeLimit: '512K',
			operator: {
				name: undefined,
				mail: undefined,
				phone: undefined,
				address: [],
				enforcement: [],
				assessed: '2026-11-22'
			}
		});
	});

	it('takes an empty value for not set', () => {
		expect(readConfig({ PORT: '', ORIGIN: ' ', PUBLIC_URL: '' })).toEqual(readConfig({}));
	});

	it('reports every problem at once and names the variable', () => {
		const problems = problemsOf({ PORT: 'http', LOG_LEVEL: 'loud', SHUTDOWN_TIMEOUT: '11' });
		expect(problems).toEqual([
			'PORT must be a whole number from 0 to 65535, but is "http".',
			'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, but is "loud".',
			'SHUTDOWN_TIMEOUT must be a whole number from 1 to 10, but is "11".'
		]);
	});

	it.each(['80.5', '-1', '65536', '0x50', '1e3', '99999999999999'])('refuses PORT=%s', (PORT) => {
		expect(problemsOf({ PORT })).toHaveLength(1);
	});

	it.each([
		'auftakt.example.org',
		'ftp://auftakt.example.org',
		'https://auftakt.example.org/sub',
		'https://user@auftakt.example.org',
		'javascript:alert(1)'
	])('refuses ORIGIN=%s', (ORIGIN) => {
		expect(problemsOf({ ORIGIN })).toHaveLength(1);
	});

	it('shows the origin in QR codes unless another address is given', () => {
		const ORIGIN = 'https://auftakt.example.org/';
		expect(readConfig({ ORIGIN }).publicUrl).toBe('https://auftakt.example.org');
		const both = readConfig({ ORIGIN, PUBLIC_URL: 'http://cafe.lan:3000' });
		expect(both.origin).toBe('https://auftakt.example.org');
		expect(both.publicUrl).toBe('http://cafe.lan:3000');
	});
});

describe('who answers for the installation', () => {
	it('is read line by line', () => {
		const { operator } = readConfig({
			OPERATOR_ADDRESS: 'Stadt Lindhafen | Am Markt 1 || 18000 Lindhafen',
			ENFORCEMENT_BODY: 'Schlichtungsstelle|schlichtung@land.example'
		});
		expect(operator.address).toEqual(['Stadt Lindhafen', 'Am Markt 1', '18000 Lindhafen']);
		expect(operator.enforcement).toEqual(['Schlichtungsstelle', 'schlichtung@land.example']);
	});

	it.each<Record<string, string>>([
		{ OPERATOR_MAIL: 'rathaus' },
		{ OPERATOR_MAIL: 'a@b.example?bcc=c@d.example' },
		{ OPERATOR_PHONE: 'Vermittlung' },
		{ STATEMENT_DATE: '1.3.2027' },
		{ STATEMENT_DATE: '2027-13-01' }
	])('refuses %j', (env) => {
		expect(problemsOf(env)).toHaveLength(1);
	});
});

describe('.env.example', () => {
	const example = readFileSync(resolve('.env.example'), 'utf8');
	const listed = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)];

	it('lists every variable there is, and no other', () => {
		expect(listed.map(([, name]) => name)).toEqual(variableNames);
	});

	it('shows the defaults that hold', () => {
		const shown = Object.fromEntries(listed.map(([, name, value]) => [name, value]));
		expect(readConfig(shown)).toEqual(readConfig({}));
		// An empty default has nothing to compare, so a default given in code must not hide behind it.
		const unset = listed.filter(([, , value]) => value === '').map(([, name]) => name);
		expect(unset).toEqual([
			'ORIGIN',
			'PUBLIC_URL',
			'OPERATOR_NAME',
			'OPERATOR_MAIL',
			'OPERATOR_PHONE',
			'OPERATOR_ADDRESS',
			'ENFORCEMENT_BODY'
		]);
	});

	it('gives a reason above each variable', () => {
		const blocks = example.trim().split(/\n\n/).slice(1);
		expect(blocks).toHaveLength(variableNames.length);
		for (const block of blocks) expect(block).toMatch(/^# [A-Z][^]+\.\n# [A-Z_]+=.*$/);
	});
});
