/**
 * Owns a plan as something that can be said or printed, so that an evening goes on when nothing else does:
 * the shortest form that is still exactly the plan. It is read off the ways, so it stays true after any
 * change. Tables are indices; words and numbers come from those who print.
 */
import type { Plan } from './plan.ts';
import { circles } from './plan.ts';

export interface ShiftRule {
	/** 1 = B; the host's seat stays. */
	letter: number;
	/** The circle that this letter goes around, in order. */
	tables: readonly number[];
	/** How many tables it goes on at the change to round 2, 3, … */
	steps: readonly number[];
}

export type Explanation =
	/** People choose. */
	| { kind: 'free' }
	/** One line for each letter: all who have it go on by the same number of tables. */
	| { kind: 'shift'; rules: ShiftRule[] }
	/** One line for each table: its travellers stay together. */
	| { kind: 'groups'; rows: { home: number; tables: readonly number[] }[] }
	/** One line for each seat. */
	| { kind: 'table'; rows: { home: number; index: number; tables: readonly number[] }[] };

export function explain(plan: Plan): Explanation {
	if (plan.moveMode === 'free') return { kind: 'free' };
	const stays = plan.seats.every(
		({ home, index }, seat) => index > 0 || plan.ways[seat]?.every((table) => table === home)
	);
	if (!stays) return perSeat(plan);
	const rules = circles(plan.tables, plan.keepWithinHall).map((circle) => rulesOf(plan, circle));
	if (rules.every((of) => of !== null)) return { kind: 'shift', rules: rules.flat() };
	return perTable(plan) ?? perSeat(plan);
}

/** A rule for each letter, or null if those who have it go different numbers of tables. */
function rulesOf(plan: Plan, circle: readonly number[]): ShiftRule[] | null {
	const seats = plan.seats.flatMap((seat, number) => {
		const way = plan.ways[number] ?? [];
		const isUsed = way.some((table) => table >= 0);
		return seat.index > 0 && isUsed && circle.includes(seat.home) ? [{ ...seat, way }] : [];
	});
	const rules: ShiftRule[] = [];
	for (const letter of new Set(seats.map(({ index }) => index).sort((a, b) => a - b))) {
		const holders = seats.filter(({ index }) => index === letter);
		const tables = holders.map(({ home }) => home);
		const place = new Map(tables.map((table, at) => [table, at]));
		const stepsOf = (way: readonly number[]) =>
			way.slice(1).map((table, before) => {
				const [from, to] = [place.get(way[before] ?? -1), place.get(table)];
				return from === undefined || to === undefined
					? NaN
					: (to - from + tables.length) % tables.length;
			});
		const all = holders.map(({ way }) => stepsOf(way));
		const steps = all[0] ?? [];
		if (all.some((other) => other.some((step, at) => step !== steps[at]))) return null;
		rules.push({ letter, tables, steps });
	}
	return rules;
}

function perTable(plan: Plan): Explanation | null {
	const rows = new Map<number, readonly number[]>();
	for (const [seat, { home, index }] of plan.seats.entries()) {
		const way = plan.ways[seat] ?? [];
		if (index === 0 || way.every((table) => table < 0)) continue;
		const group = rows.get(home);
		if (!group) rows.set(home, way);
		else if (group.some((table, at) => table !== way[at])) return null;
	}
	return { kind: 'groups', rows: [...rows].map(([home, tables]) => ({ home, tables })) };
}

function perSeat(plan: Plan): Explanation {
	const rows = plan.seats.flatMap(({ home, index }, seat) => {
		const tables = plan.ways[seat] ?? [];
		return tables.some((table) => table >= 0) ? [{ home, index, tables }] : [];
	});
	return { kind: 'table', rows };
}
