/**
 * `auftakt drill`: makes faults on purpose, on a server of its own with data of its own, and says what held.
 * The exit code is 1 when one line failed. Nothing here touches DATA_DIR.
 */
import { parseArgs, styleText } from 'node:util';
import type { Drill, Line } from '../tests/drill/drill.ts';
import { DRILLS, HELD_BY_TESTS } from '../tests/drill/drills.ts';
import { EXIT_USAGE, typedPath } from './operate/settings.ts';
import { Random } from './rehearse/random.ts';
import { writeReport } from './report-file.ts';

const USAGE = `Usage: npm run drill                         which drills there are
       npm run drill -- NAME [options]       one of them
       npm run drill -- all [options]        one after the other
  --quick       small forms, for a first look
  --times N     how often the fault is made, where a drill repeats it
  --seed N      chance that can be repeated
  --json FILE   the report as a file, too`;

interface Wish {
	drills: readonly Drill[];
	quick: boolean;
	times: number | undefined;
	seed: number;
	json: string | undefined;
}

interface Report {
	name: string;
	what: string;
	ok: boolean;
	seconds: number;
	lines: Line[];
}

export async function run(args: string[]): Promise<number> {
	if (!args.length) {
		list();
		return 0;
	}
	const wish = readArguments(args);
	if (typeof wish === 'string') {
		console.error(wish);
		return EXIT_USAGE;
	}
	const reports: Report[] = [];
	for (const drill of wish.drills) {
		console.log(`\n${styleText('bold', drill.name)}: ${drill.what}`);
		const report = await carryOut(drill, wish);
		reports.push(report);
		for (const { ok, what, found } of report.lines) console.log(`  ${mark(ok)}  ${what}: ${found}`);
		console.log(styleText('dim', `  ${report.seconds} s`));
	}
	if (reports.length > 1) table(reports);
	const ok = reports.every((report) => report.ok);
	if (wish.json) {
		const { seed, quick } = wish;
		const at = new Date().toISOString();
		writeReport(wish.json, { ok, at, seed, quick, reports });
	}
	return ok ? 0 : 1;
}

/** A drill that breaks is one that failed, never the end of the others. */
async function carryOut(drill: Drill, { quick, times, seed }: Wish): Promise<Report> {
	const { name, what } = drill;
	const begun = performance.now();
	let lines: Line[];
	try {
		lines = await drill.run({
			random: new Random(seed),
			times: times ?? drill.times?.[quick ? 'quick' : 'full'] ?? 1,
			quick,
			say: (message) => console.log(styleText('dim', `  … ${message}`))
		});
	} catch (error) {
		const found = error instanceof Error ? (error.stack ?? error.message) : String(error);
		lines = [{ what: 'the drill could be carried out', ok: false, found }];
	}
	const ok = lines.length > 0 && lines.every((line) => line.ok);
	return { name, what, ok, seconds: Math.round((performance.now() - begun) / 100) / 10, lines };
}

function list(): void {
	console.log(`${USAGE}\n\nDrills:`);
	for (const { name, what } of DRILLS) console.log(`  ${name.padEnd(11)}${what}`);
	console.log('\nHeld by tests (npm test):');
	for (const { what, test } of HELD_BY_TESTS) console.log(`  ${what}\n${' '.repeat(13)}${test}`);
}

function table(reports: readonly Report[]): void {
	console.log('');
	for (const { name, ok, seconds, lines } of reports) {
		const good = lines.filter((line) => line.ok).length;
		console.log(`${mark(ok)}  ${name.padEnd(11)}${good} of ${lines.length} lines, ${seconds} s`);
	}
}

const mark = (ok: boolean) => (ok ? styleText('green', 'held  ') : styleText('red', 'FAILED'));

function readArguments(args: string[]): Wish | string {
	try {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				quick: { type: 'boolean', default: false },
				times: { type: 'string' },
				seed: { type: 'string', default: '1' },
				json: { type: 'string' }
			}
		});
		const [name, ...more] = positionals;
		const drills = name === 'all' ? DRILLS : DRILLS.filter((drill) => drill.name === name);
		const numbers = [values.seed, values.times ?? '1'];
		if (more.length || !numbers.every((text) => /^[1-9]\d{0,5}$/.test(text))) return USAGE;
		if (!drills.length) return `There is no drill "${name ?? ''}".\n\n${USAGE}`;
		return {
			drills,
			quick: values.quick,
			times: values.times === undefined ? undefined : Number(values.times),
			seed: Number(values.seed),
			json: values.json === undefined ? undefined : typedPath(values.json)
		};
	} catch {
		return USAGE;
	}
}
