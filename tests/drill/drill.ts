/** Owns what a drill is: a fault made on purpose, and lines that say what held. */
import type { Random } from '../../cli/rehearse/random.ts';

export interface Line {
	/** What has to hold, in words a reader of the report understands. */
	what: string;
	ok: boolean;
	/** What was measured. */
	found: string;
}

export interface DrillContext {
	random: Random;
	/** How often the fault is made, where a drill repeats it. */
	times: number;
	/** A small form: for a first look, and for tests. */
	quick: boolean;
	/** Shown while it runs. */
	say(message: string): void;
}

export interface Drill {
	name: string;
	/** One line for the list. */
	what: string;
	/** How often by default, where it repeats something. */
	times?: { quick: number; full: number };
	run(context: DrillContext): Promise<Line[]>;
}

export const line = (what: string, ok: boolean, found: string | number): Line => ({
	what,
	ok,
	found: String(found)
});

export function quantile(values: readonly number[], q: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

export const ms = (value: number): string => `${Math.round(value)} ms`;
