/**
 * `auftakt test`: everything that decides whether a change is good, cheapest first, stopping at the
 * first step that fails. However it ends, the last line is `N passed, N failed`: every test counts one,
 * and so does each check that has no tests of its own.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { provideBrowser } from './browser.ts';
import { ensureBuilt } from './build.mjs';
import { execute } from './execute.ts';
import { PrepareError } from './prepare.mjs';

const EXIT_USAGE = 64;

interface Tally {
	passed: number;
	failed: number;
}

interface Step {
	name: string;
	title: string;
	run(reportFile: string): Promise<Tally>;
	/** Only reads, so that it can run beside its neighbours. */
	reads?: true;
}

const STEPS: Step[] = [
	{
		name: 'format',
		title: 'Formatting',
		run: () => check('prettier', '--check', '--cache', '.'),
		reads: true
	},
	{
		name: 'lint',
		title: 'Lint',
		run: () => check('eslint', '.', '--max-warnings', '0'),
		reads: true
	},
	{ name: 'check', title: 'Types and components', run: checkTypes, reads: true },
	{ name: 'unit', title: 'Unit tests', run: (file) => vitest(file, 'unit', 'runes') },
	{ name: 'contract', title: 'Contracts', run: (file) => vitest(file, 'contract') },
	{ name: 'build', title: 'Build', run: build },
	{ name: 'live', title: 'Live tests', run: (file) => vitest(file, 'live') },
	{ name: 'fuzz', title: 'Fuzzing', run: (file) => vitest(file, 'fuzz') },
	{ name: 'e2e', title: 'In the browser', run: playwright }
];

export async function run(args: string[]): Promise<number> {
	const chosen = chooseSteps(args);
	if (typeof chosen === 'string') {
		console.error(chosen);
		return EXIT_USAGE;
	}
	const folder = mkdtempSync(join(tmpdir(), 'auftakt-test-'));
	const total: Tally = { passed: 0, failed: 0 };
	try {
		// Writes the types of the routes and the base of tsconfig.json, on which every step stands.
		await execute('svelte-kit', ['sync']);
		for (const group of grouped(chosen)) {
			const started = performance.now();
			console.log(`\n${styleText('bold', `── ${group.map(({ title }) => title).join(', ')}`)}`);
			const tallies = await Promise.all(
				group.map(async (step) => {
					const tally = await runStep(step, join(folder, `${step.name}.json`));
					const seconds = ((performance.now() - started) / 1000).toFixed(1);
					const word = tally.failed ? 'failed' : 'good';
					console.log(styleText('dim', `   ${step.name}: ${word}, ${seconds} s`));
					return tally;
				})
			);
			for (const { passed, failed } of tallies) {
				total.passed += passed;
				total.failed += failed;
			}
			if (total.failed) break;
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	console.log(`\n${total.passed} passed, ${total.failed} failed`);
	return total.failed || !total.passed ? 1 : 0;
}

/** Steps that only read, one behind the other, run at the same time; all others alone. */
function grouped(steps: readonly Step[]): Step[][] {
	const groups: Step[][] = [];
	for (const step of steps) {
		const last = groups.at(-1);
		if (step.reads && last?.at(-1)?.reads) last.push(step);
		else groups.push([step]);
	}
	return groups;
}

/** A step that breaks instead of failing is a failure too, never the end of the report. */
async function runStep(step: Step, reportFile: string): Promise<Tally> {
	try {
		return await step.run(reportFile);
	} catch (error) {
		console.error(error);
		return { passed: 0, failed: 1 };
	}
}

/** The steps to run, or what is wrong with the arguments. */
function chooseSteps(args: string[]): Step[] | string {
	const names = STEPS.map(({ name }) => name);
	if (!args.length) return STEPS;
	const only = args
		.join(' ')
		.match(/^--only[= ]([a-z0-9, ]+)$/)?.[1]
		?.split(/[, ]+/);
	const unknown = only?.filter((name) => !names.includes(name));
	if (!only || unknown?.length) {
		return `Usage: npm test [-- --only ${names.join(',')}]`;
	}
	// The browser sees the built application, so it has to be the one of these sources.
	const needsBuild = only.some((name) => name === 'live' || name === 'e2e');
	return STEPS.filter(({ name }) => only.includes(name) || (name === 'build' && needsBuild));
}

async function check(command: string, ...args: string[]): Promise<Tally> {
	return (await execute(command, args, {}, true)) === 0
		? { passed: 1, failed: 0 }
		: { passed: 0, failed: 1 };
}

function checkTypes(): Promise<Tally> {
	const args = ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'];
	return check('svelte-check', ...args);
}

async function build(): Promise<Tally> {
	try {
		await ensureBuilt();
		return { passed: 0, failed: 0 };
	} catch (error) {
		if (!(error instanceof PrepareError)) throw error;
		console.error(`${error.output}\n${error.message}`);
		return { passed: 0, failed: 1 };
	}
}

async function vitest(file: string, ...projects: string[]): Promise<Tally> {
	const code = await execute('vitest', [
		'run',
		...projects.map((project) => `--project=${project}`),
		'--passWithNoTests',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	]);
	return tally(code, file, ({ numPassedTests, numFailedTests }) => [
		numPassedTests,
		numFailedTests
	]);
}

async function playwright(file: string): Promise<Tally> {
	const chromium = await provideBrowser();
	// A browser on a busy machine may miss its moment once. Whoever needs the second try is named as flaky
	// above the sum; `npx playwright test` gives none.
	const code = await execute('playwright', ['test', '--pass-with-no-tests', '--retries=1'], {
		CHROMIUM_PATH: chromium,
		PLAYWRIGHT_JSON_OUTPUT_FILE: file
	});
	return tally(code, file, ({ stats }) => {
		const { expected, flaky, unexpected } = stats as Record<string, unknown>;
		return [Number(expected) + Number(flaky), unexpected];
	});
}

/** Counts by the runner's own report; a run that failed beside its tests counts one failure. */
function tally(
	code: number,
	file: string,
	read: (report: Record<string, unknown>) => [passed: unknown, failed: unknown]
): Tally {
	const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	const [passed, failed] = read(report).map(Number) as [number, number];
	return { passed, failed: failed || Number(code !== 0) };
}
