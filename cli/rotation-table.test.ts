import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROUNDS, SEATS, cell } from './rotation-table.ts';

const text = readFileSync(new URL('../docs/rotation.md', import.meta.url), 'utf8');

/** The printed cells, by rounds, tables and seats; what is not printed is `0`. */
const printed = new Map<string, string>();
for (const part of text.split('\n### ').slice(1)) {
	const rounds = Number.parseInt(part, 10);
	for (const line of part.matchAll(/^\| +(\d.*) \|$/gm)) {
		const [tables = '', ...cells] = (line[1] ?? '').split('|').map((it) => it.trim());
		for (const [at, it] of cells.entries()) printed.set(`${rounds} ${tables} ${SEATS[at]}`, it);
	}
}

describe('the table of repeats in docs/rotation.md', () => {
	it('has a part for every number of rounds', () => {
		for (const rounds of ROUNDS) expect(printed.get(`${rounds} 2 3`)).toMatch(/^\d/);
	});

	it('says what the engine does', { timeout: 60_000 }, () => {
		const keys = [...printed.keys()];
		// One in eleven, so that every column and all rounds are among them; all take half a minute.
		const some = keys.filter((_, at) => at % 11 === 0);
		expect(some.length).toBeGreaterThan(25);
		for (const key of some) {
			const [rounds = 0, tables = 0, seats = 0] = key.split(' ').map(Number);
			expect(`${key}: ${cell(tables, seats, rounds)}`).toBe(`${key}: ${printed.get(key)}`);
		}
	});

	it('leaves out only what has no repeats', () => {
		for (const [tables, seats, rounds] of [
			[9, 9, 3],
			[11, 10, 6],
			[20, 10, 6],
			[24, 10, 5],
			[30, 10, 6],
			[60, 10, 6]
		] as const)
			expect(`${printed.get(`${rounds} ${tables} ${seats}`) ?? 0}`).toBe(
				cell(tables, seats, rounds)
			);
	});
});
