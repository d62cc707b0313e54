import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);

function testFiles(): string[] {
	return ['src', 'tests'].flatMap((folder) =>
		readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.test.ts'))
			.map((path) => `${folder}/${path}`)
	);
}

const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const rules = [...read('src/lib/domain/SPEC.md').matchAll(/^- \*\*([A-Z]\d+)\*\* /gm)].map(
	([, id]) => id
);
const quoted = new Set(
	testFiles()
		.flatMap((path) => read(path).split('\n'))
		.filter((line) => /\(?['"`]\[[A-Z]\d/.test(line))
		.flatMap((line) => [...line.matchAll(/\[([WPSRCHBFGMVL]\d+)\]/g)].map(([, id]) => id))
);

describe('the specification', () => {
	it('gives each number once', () => {
		expect(rules.length).toBeGreaterThan(50);
		expect(rules).toEqual([...new Set(rules)]);
	});

	it('has a test for every rule', () => {
		expect(rules.filter((id) => !quoted.has(id))).toEqual([]);
	});

	it('has a rule for every number that a test quotes', () => {
		expect([...quoted].filter((id) => !rules.includes(id))).toEqual([]);
	});
});
