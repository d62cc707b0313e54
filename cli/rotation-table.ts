/**
 * Computes the table of docs/rotation.md: how often people meet again in small halls, where no rule can
 * avoid it, beside what counting says is unavoidable. `node cli/rotation-table.ts` prints it anew;
 * `node cli/rotation-table.ts times` says how long planning large halls takes.
 */
import { pathToFileURL } from 'node:url';
import { planRotation } from '#lib/domain/rotation/plan-rotation.ts';
import { report } from '#lib/domain/rotation/report.ts';
import { TRIES } from '#lib/domain/seat-plan.ts';

export const SEATS = [3, 4, 5, 6, 7, 8, 9, 10];
export const ROUNDS = [2, 3, 4, 5, 6];
const LARGEST = 60;

/** `12 (9)`: twelve repeats, at least nine; `9` when both are the same. */
export function cell(tables: number, seats: number, rounds: number): string {
	const plan = planRotation({
		tables: Array.from({ length: tables }, (_, at) => ({ id: String(at), seats })),
		rounds,
		moveMode: 'scatter',
		seed: 1
	});
	const { repeats, lowerBound } = report(plan);
	return repeats === lowerBound ? `${repeats}` : `${repeats} (${lowerBound})`;
}

function print(rounds: number): void {
	const rows: string[][] = [];
	for (let tables = 2; tables <= LARGEST; tables++)
		rows.push([`${tables}`, ...SEATS.map((seats) => cell(tables, seats, rounds))]);
	const isPerfect = (row: string[]) => row.slice(1).every((it) => it === '0');
	const last = rows.findLastIndex((row) => !isPerfect(row));
	const shown = rows.slice(0, last + 1).filter((row) => !isPerfect(row));
	const table = [['tables', ...SEATS.map((seats) => `${seats} seats`)], ...shown];
	const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
	const line = (row: string[]) =>
		`| ${row.map((it, at) => it.padStart(widths?.[at] ?? 0)).join(' | ')} |`;
	const rule = `| ${(widths ?? []).map((width) => `${'-'.repeat(width - 1)}:`).join(' | ')} |`;
	const [head = [], ...body] = table;
	console.log([`### ${rounds} rounds`, '', line(head), rule, ...body.map(line), ''].join('\n'));
}

/** Milliseconds of the slowest of three plans, so that nothing is left to a warm machine. */
function slowest(sizes: readonly number[], rounds: number): number {
	const tables = sizes.map((seats, at) => ({ id: String(at), seats }));
	const times = [1, 2, 3].map((seed) => {
		const start = performance.now();
		planRotation({ tables, rounds, moveMode: 'scatter', seed, tries: TRIES, keepWithinHall: true });
		return performance.now() - start;
	});
	return Math.round(Math.max(...times));
}

function printTimes(): void {
	const even = (tables: number, seats: number) => new Array<number>(tables).fill(seats);
	const halls: [name: string, sizes: number[]][] = [
		['20 tables of 5', even(20, 5)],
		['60 tables of 10', even(60, 10)],
		['400 tables of 12', even(400, 12)],
		['400 tables of 4 to 10', Array.from({ length: 400 }, (_, at) => 4 + (at % 7))],
		['400 tables of 11 and 12', Array.from({ length: 400 }, (_, at) => 11 + (at % 2))]
	];
	for (const [name, sizes] of halls)
		for (const rounds of [3, 6])
			console.log(`${name}, ${rounds} rounds: ${slowest(sizes, rounds)} ms`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	if (process.argv[2] === 'times') printTimes();
	else for (const rounds of ROUNDS) print(rounds);
}
