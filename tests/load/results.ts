/**
 * Owns what a benchmark says in the end: one line for each promise, with its bar, and how it looks on a
 * terminal, in the handbook and in a file. Units are part of the line; verdicts follow from numbers alone.
 */
export interface Result {
	/** `G1`, `L4`: the promise's name. */
	id: string;
	what: string;
	/** Ours and the bare program's, in the same unit; null where nothing bare can be compared. */
	ours: number;
	bare: number | null;
	unit: string;
	/** What is judged: their ratio, or ours where there is no other. */
	value: number;
	isRatio: boolean;
	better: 'more' | 'less';
	bar: number;
	stretch: number | null;
	/** What has to be known to read the number. */
	notes: string[];
	/** Everything behind it, for the file. */
	details: unknown;
}

export interface Settings {
	date: string;
	cpu: string;
	cores: number;
	memoryGiB: number;
	kernel: string;
	node: string;
	sqlite: string;
	loadAverage: number[];
	isQuick: boolean;
	/** Smaller than promised: the figures show that a scene works, nothing else. */
	phones: number | null;
	seconds: number | null;
	command: string;
}

export interface Report {
	settings: Settings;
	results: Result[];
	/** Scenes that could not be played, with the reason. */
	failures: { scene: string; reason: string }[];
	/** How many measurements were repeated because the host was disturbed. */
	repeats: number;
	minutes: number;
}

export type Verdict = 'miss' | 'pass' | 'stretch';

export function verdictOf({ value, better, bar, stretch }: Result): Verdict {
	const reaches = (goal: number) => (better === 'more' ? value >= goal : value <= goal);
	if (!reaches(bar)) return 'miss';
	return stretch !== null && reaches(stretch) ? 'stretch' : 'pass';
}

export const isPassed = ({ results, failures }: Report): boolean =>
	failures.length === 0 && results.every((result) => verdictOf(result) !== 'miss');

export function inWords(value: number): string {
	if (!Number.isFinite(value)) return '–';
	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en', { maximumFractionDigits: digits });
}

const HEAD = ['', 'what', 'ours', 'bare', 'ratio', 'bar', 'stretch', 'verdict'];

function cellsOf(result: Result): string[] {
	const { id, what, ours, bare, unit, value, isRatio, better, bar, stretch } = result;
	const sign = better === 'more' ? '≥' : '≤';
	const factor = isRatio ? ' ×' : '';
	const amount = (number: number) => `${inWords(number)} ${unit}`.trim();
	return [
		id,
		what,
		amount(ours),
		bare === null ? '' : amount(bare),
		isRatio ? `${inWords(value)} ×` : '',
		`${sign} ${inWords(bar)}${factor}`,
		stretch === null ? '' : `${sign} ${inWords(stretch)}${factor}`,
		verdictOf(result)
	];
}

export function asTerminal(report: Report): string {
	const rows = [HEAD, ...report.results.map(cellsOf)];
	const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd()
	);
	const notes = report.results.flatMap(({ id, notes }) => notes.map((note) => `${id}: ${note}`));
	return [
		describe(report.settings),
		'',
		...lines,
		'',
		...notes,
		...report.failures.map(({ scene, reason }) => `${scene} could not be played: ${reason}`),
		`${report.repeats} repeated because the host was disturbed; ${inWords(report.minutes)} minutes.`,
		isPassed(report) ? 'All bars are held.' : 'Not all bars are held.'
	].join('\n');
}

export function asMarkdown(report: Report): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const notes = report.results.flatMap(({ id, notes }) => notes.map((note) => `- ${id}: ${note}`));
	return [
		`${describe(report.settings)} ${report.repeats} measurements were repeated because the host was disturbed.`,
		'',
		line(HEAD),
		line(HEAD.map(() => '---')),
		...report.results.map((result) => line(cellsOf(result))),
		'',
		...notes,
		...report.failures.map(({ scene, reason }) => `- ${scene} could not be played: ${reason}`)
	].join('\n');
}

function describe(settings: Settings): string {
	const { date, cpu, cores, memoryGiB, kernel, node, sqlite, loadAverage, phones, seconds } =
		settings;
	const machine = `${cpu}, ${cores} cores, ${memoryGiB} GiB, Linux ${kernel}`;
	const versions = `Node ${node}, SQLite ${sqlite}`;
	const load = `load at start ${loadAverage.map((it) => it.toFixed(2)).join(' ')}`;
	const small =
		phones === null && seconds === null
			? ''
			: ' Smaller than promised (--phones, --seconds): shows that the scenes work, nothing else.';
	const kind = settings.isQuick ? 'quick run' : 'full run';
	return `${date.slice(0, 16).replace('T', ' ')} UTC, ${kind}. ${machine}. ${versions}, ${load}.${small}`;
}
