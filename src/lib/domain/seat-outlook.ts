/**
 * Owns what can be said of a hall before the doors: whether anybody meets twice or returns to a table,
 * beside what no plan could avoid, and which tables would fit the expected people. Says exactly what the
 * plan on the seats will be, because it is the same one.
 */
import type { Table, Workshop } from './rows.ts';
import { shiftIsPerfect } from './rotation/offsets.ts';
import type { Report } from './rotation/report.ts';
import { report } from './rotation/report.ts';
import { isPlainShift, planFor } from './seat-plan.ts';
import { hallOf } from './tables.ts';

export interface Outlook extends Report {
	/** `spoken`: the rule fits on one card. `planned`: each seat has its own way. `chosen`: people choose. */
	kind: 'spoken' | 'planned' | 'chosen';
}

type HallTable = Pick<Table, 'id' | 'seats' | 'hall' | 'topic'>;

export function outlookOf(
	tables: readonly HallTable[],
	rounds: number,
	modes: Pick<Workshop, 'moveMode'>
): Outlook {
	const open = tables.map((table) => ({ ...table, mergedInto: null }));
	const plan = planFor(open, rounds, modes);
	if (plan) return { kind: 'planned', ...report(plan) };
	const kind = modes.moveMode === 'scatter' && isPlainShift(open, rounds) ? 'spoken' : 'chosen';
	const none = { repeats: 0, lowerBound: 0, revisits: 0, fewestRevisits: 0, unused: 0, over: 0 };
	return { kind, ...none };
}

/** The tables a new workshop would get, for a look before there are any. */
export function tablesLike(tables: number, seats: number, halls: number): HallTable[] {
	const names = Array.from({ length: halls }, (_, index) => `${index + 1}`);
	return Array.from({ length: tables }, (_, index) => ({
		id: `${index}`,
		seats,
		hall: hallOf(index + 1, tables, names),
		topic: {}
	}));
}

export interface Proposal {
	tables: number;
	seats: number;
}

/** Table sizes at which everybody still speaks, the usual one first. */
const SIZES = [5, 4, 6];
const MOST_TABLES = 400;

/**
 * For each usual size the fewest tables that hold the people and let nobody meet twice; those with the
 * fewest empty chairs first.
 */
export function proposalsFor(people: number, rounds: number): Proposal[] {
	const proposals: Proposal[] = [];
	for (const seats of SIZES)
		for (let tables = Math.max(2, Math.ceil(people / seats)); tables <= MOST_TABLES; tables++) {
			if (!shiftIsPerfect(tables, seats, rounds)) continue;
			proposals.push({ tables, seats });
			break;
		}
	return proposals.sort((a, b) => a.tables * a.seats - b.tables * b.seats);
}
