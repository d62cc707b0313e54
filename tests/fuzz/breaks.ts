/**
 * `npm run fuzz:breaks`: breaks a copy of the program on purpose, one mistake after the other, and says
 * which of them the simulator finds, and after how many evenings. Words given choose mistakes by name.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MISTAKES } from './mistakes.ts';

const SEEDS = 100;

const root = join(import.meta.dirname, '..', '..');
const words = process.argv.slice(2);
const chosen = MISTAKES.filter(
	({ title }) => !words.length || words.some((w) => title.includes(w))
);
const copy = mkdtempSync(join(tmpdir(), 'auftakt-breaks-'));
let missed = 0;
try {
	for (const folder of ['src/lib', 'tests/fuzz', 'cli/rehearse', 'migrations', 'package.json'])
		cpSync(join(root, folder), join(copy, folder), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
	for (const { title, edits } of chosen) {
		const before = new Map<string, string>();
		for (const [file, find, replace] of edits) {
			const path = join(copy, file);
			const text = readFileSync(path, 'utf8');
			if (!before.has(path)) before.set(path, text);
			if (text.split(find).length !== 2) throw new Error(`"${title}" no longer fits ${file}`);
			writeFileSync(
				path,
				text.replace(find, () => replace)
			);
		}
		const { stdout, status } = spawnSync(
			process.execPath,
			[join(copy, 'tests/fuzz/run.ts'), '--seeds', String(SEEDS), '--faults', '1'],
			{ encoding: 'utf8' }
		);
		const evenings = /(\d+) evenings in/.exec(stdout)?.[1];
		if (evenings === undefined) throw new Error(`"${title}" does not run`);
		const found = /^seed \d+: (.*)/m.exec(stdout)?.[1]?.slice(0, 110);
		if (!status) missed++;
		console.log(
			`| ${title} | ${status ? `yes, evening ${evenings}` : '**no**'} | ${found ?? ''} |`
		);
		for (const [path, text] of before) writeFileSync(path, text);
	}
} finally {
	rmSync(copy, { recursive: true, force: true });
}
console.log(`${chosen.length - missed} of ${chosen.length} found`);
process.exitCode = missed ? 1 : 0;
