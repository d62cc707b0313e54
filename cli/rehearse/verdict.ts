/** Owns what a rehearsal reports, for people and for programs, and when it counts as passed. */
import type { Balance } from './ledger.ts';
import type { Quantiles } from './meter.ts';
import type { Skipped } from './statements.ts';

export interface Verdict {
	passed: boolean;
	seconds: number;
	seed: number;
	speed: number;
	phones: number;
	tables: number;
	files: { file: string; topic: string; statements: number; skipped: Skipped[] }[];
	/** Sound statements in the files. */
	read: number;
	skippedLines: number;
	sent: number;
	acknowledged: number;
	/** Answered with a refusal. */
	refused: number;
	/** Counted in the exported data, or on the console where there is no export. */
	stored: number;
	/** Counted in the SQLite file; null where it is out of reach. */
	storedInDatabase: number | null;
	lost: number;
	doubled: number;
	/** Phones whose table differed from the console's at rest. */
	phonesThatDiffer: number;
	/** From writing to the server's answer, waiting for a killed server included. */
	ackMs: Quantiles;
	/** From writing to the other phones of the table. */
	seenMs: Quantiles;
	kills: number;
	reconnects: number;
	/** Null where the server is not this rehearsal's own. */
	server: {
		rssMaxMb: number | null;
		rssMaxWithExportsMb: number | null;
		cpuSeconds: number | null;
	};
	filesWritten: string[];
}

export function isPassed(
	verdict: Pick<Verdict, 'read' | 'stored' | 'storedInDatabase' | 'refused' | 'phonesThatDiffer'>,
	balances: readonly Balance[]
): boolean {
	const { read, stored, storedInDatabase, refused, phonesThatDiffer } = verdict;
	return (
		balances.every(({ lost, doubled, missing }) => lost + doubled + missing === 0) &&
		stored === read &&
		(storedInDatabase === null || storedInDatabase === read) &&
		refused === 0 &&
		phonesThatDiffer === 0
	);
}

export function inWords(verdict: Verdict): string {
	const { ackMs, seenMs, server, files } = verdict;
	const n = (value: number) => value.toLocaleString('en');
	const times = ({ p50, p95, p99, max }: Quantiles) =>
		`p50 ${n(p50)} · p95 ${n(p95)} · p99 ${n(p99)} · slowest ${n(max)} ms`;
	const lines: [string, string][] = [
		[
			'phones',
			`${n(verdict.phones)} at ${n(verdict.tables)} tables, ${n(verdict.reconnects)} reconnects`
		],
		[
			'read',
			`${n(verdict.read)} statements (${files.map((f) => `${f.file} ${n(f.statements)}`).join(', ')})`
		],
		['skipped lines', n(verdict.skippedLines)],
		['sent', n(verdict.sent)],
		['acknowledged', `${n(verdict.acknowledged)}, refused ${n(verdict.refused)}`],
		[
			'stored',
			verdict.storedInDatabase === null
				? n(verdict.stored)
				: `${n(verdict.stored)} in the export, ${n(verdict.storedInDatabase)} in the database`
		],
		['lost', n(verdict.lost)],
		['doubled', n(verdict.doubled)],
		['phones that differ', n(verdict.phonesThatDiffer)],
		['acknowledged after', times(ackMs)],
		['at the table after', times(seenMs)],
		['kills survived', n(verdict.kills)]
	];
	if (server.rssMaxMb !== null)
		lines.push([
			'server',
			`${n(server.rssMaxMb)} MB at most, ${n(server.rssMaxWithExportsMb ?? 0)} MB with the exports, ${n(server.cpuSeconds ?? 0)} s CPU`
		]);
	lines.push(['took', `${n(verdict.seconds)} s (speed ${verdict.speed}, seed ${verdict.seed})`]);
	if (verdict.filesWritten.length) lines.push(['written', verdict.filesWritten.join(', ')]);
	const body = lines.map(([name, value]) => `  ${name.padEnd(20)}${value}`);
	const head = verdict.passed
		? 'Everything that was said is stored, once.'
		: 'The rehearsal found faults.';
	return [head, '', ...body].join('\n');
}

/** Damaged lines, named as editors find them; the rest is in the verdict's file. */
export function skippedInWords(files: Verdict['files'], most = 20): string[] {
	const all = files.flatMap(({ file, skipped }) =>
		skipped.map(({ line, why }) => `${file}:${line}: ${why}; skipped`)
	);
	const more = all.length - most;
	return more > 0 ? [...all.slice(0, most), `… and ${more} more`] : all;
}
