/**
 * `npm run bench`: measures what is promised, on this machine, beside bare programs in the same run. The
 * scenes live in `tests/load`; this file chooses among them and says how it went.
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { Bench } from '../tests/load/bench.ts';
import {
	asMarkdown,
	asTerminal,
	isPassed,
	type Report,
	type Settings
} from '../tests/load/results.ts';
import { sqliteVersion } from '../tests/load/seed.ts';
import { playDurable } from '../tests/load/scenes/durable.ts';
import { playManyHalls, playPolling } from '../tests/load/scenes/elsewhere.ts';
import { playEvening } from '../tests/load/scenes/evening.ts';
import { playIdle, playJoining, playThousands } from '../tests/load/scenes/joining.ts';
import { playHall, playRamp, playStalled } from '../tests/load/scenes/one-table.ts';
import { playArriving, playPage } from '../tests/load/scenes/pages.ts';
import { writeReport } from './report-file.ts';

const EXIT_USAGE = 64;
const EXIT_INTERRUPTED = 130;

const SCENES = {
	hall: { play: playHall, about: 'G1 G2 G4 G5 G13: one table of 1,000' },
	ramp: { play: playRamp, about: 'G3: the highest rate' },
	durable: { play: playDurable, about: 'G6: acknowledged ideas against the disk' },
	idle: { play: playIdle, about: 'G8: memory of idle phones' },
	joining: { play: playJoining, about: 'G9 G10: 1,000 at once' },
	page: { play: playPage, about: 'G12: the join page' },
	stalled: { play: playStalled, about: 'G14: one phone stops reading' },
	evening: { play: playEvening, about: 'L1 L3 L4: 2,000 phones for ten minutes' },
	arriving: { play: playArriving, about: 'L2: 1,000 within 30 s' },
	polling: { play: playPolling, about: 'L5: 500 phones by long polling' },
	halls: { play: playManyHalls, about: 'L9: 200 workshops' },
	thousands: { play: playThousands, about: 'N5000: 5,000 connected' }
} as const;

type SceneName = keyof typeof SCENES;

const USAGE = `Usage: npm run bench -- [--quick] [--only scene,scene] [--json FILE]
       npm run bench -- --table FILE
  --quick        shorter windows, fewer rounds: about eight minutes instead of half an hour
  --only NAMES   scenes or promises (hall, G6, L1 …)
  --json FILE    everything that was measured
  --table FILE   no measuring: the table of such a file as Markdown
  --phones N     at most so many phones in each scene, to try it out
  --seconds N    length of each measured window, to try it out

${Object.entries(SCENES)
	.map(([name, { about }]) => `  ${name.padEnd(14)} ${about}`)
	.join('\n')}`;

interface Options {
	isQuick: boolean;
	scenes: SceneName[];
	json: string | null;
	table: string | null;
	phones: number | null;
	seconds: number | null;
}

export async function run(args: string[]): Promise<number> {
	const options = readOptions(args);
	if (typeof options === 'string') {
		console.error(`${options}\n\n${USAGE}`);
		return EXIT_USAGE;
	}
	if (options.table !== null) {
		console.log(asMarkdown(JSON.parse(readFileSync(options.table, 'utf8')) as Report));
		return 0;
	}
	if (process.platform !== 'linux') {
		console.error('The benchmark reads /proc and needs Linux.');
		return EXIT_USAGE;
	}
	const settings = settingsOf(options, args);
	const start = performance.now();
	const bench = new Bench({
		...options,
		say: (line) => console.error(`${minutesSince(start).toFixed(1).padStart(5)} min  ${line}`)
	});
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => {
			void bench.close().finally(() => process.exit(EXIT_INTERRUPTED));
		});
	const failures: Report['failures'] = [];
	for (const scene of options.scenes) {
		try {
			await SCENES[scene].play(bench);
		} catch (error) {
			failures.push({ scene, reason: error instanceof Error ? error.message : String(error) });
			await bench.recover();
		}
	}
	await bench.close();
	const { results, repeats } = bench;
	const report: Report = { settings, results, failures, repeats, minutes: minutesSince(start) };
	if (options.json !== null) writeReport(options.json, report);
	console.log(asTerminal(report));
	return isPassed(report) ? 0 : 1;
}

const minutesSince = (start: number): number => (performance.now() - start) / 60_000;

function settingsOf({ isQuick, phones, seconds }: Options, args: string[]): Settings {
	return {
		date: new Date().toISOString(),
		cpu: cpus()[0]?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memoryGiB: Math.round(totalmem() / 2 ** 30),
		kernel: release(),
		node: process.versions.node,
		sqlite: sqliteVersion(),
		loadAverage: loadavg(),
		isQuick,
		phones,
		seconds,
		command: ['npm run bench --', ...args].join(' ')
	};
}

function readOptions(args: string[]): Options | string {
	let values;
	try {
		({ values } = parseArgs({
			args,
			options: {
				quick: { type: 'boolean', default: false },
				only: { type: 'string' },
				json: { type: 'string' },
				table: { type: 'string' },
				phones: { type: 'string' },
				seconds: { type: 'string' }
			}
		}));
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	const names = Object.keys(SCENES) as SceneName[];
	const wanted = values.only?.split(',').map((name) => name.trim().toLowerCase()) ?? [];
	const isMeant = (name: SceneName, wish: string) =>
		name === wish || SCENES[name].about.toLowerCase().split(/[ :]+/).includes(wish);
	const unknown = wanted.find((wish) => !names.some((name) => isMeant(name, wish)));
	if (unknown !== undefined) return `There is no scene "${unknown}".`;
	const phones = positive(values.phones);
	const seconds = positive(values.seconds);
	if (phones === undefined || seconds === undefined || (phones !== null && phones < 20))
		return '--phones is a number from 20, --seconds a positive one.';
	return {
		isQuick: values.quick,
		scenes: names.filter((name) => !wanted.length || wanted.some((wish) => isMeant(name, wish))),
		json: values.json ?? null,
		table: values.table ?? null,
		phones,
		seconds
	};
}

/** Null when not given, undefined when it is none. */
function positive(text: string | undefined): number | null | undefined {
	if (text === undefined) return null;
	const number = Number(text);
	return Number.isFinite(number) && number > 0 ? number : undefined;
}
