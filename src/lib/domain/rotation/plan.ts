/**
 * Owns what a plan of moves is: for every seat of every table the tables at which its holder sits, round
 * by round. It is a plan over seats, not people, so coming and going changes nobody's way. Tables and
 * seats are counted from 0 in the order given; tables opened later are added at the end, so the numbers
 * of seats that people hold never change. A plan is never changed in place.
 */
import type { Id } from '../rows.ts';

/** `scatter` mixes people, `carousel` keeps groups together, `free` lets people choose. */
export type MoveMode = 'scatter' | 'carousel' | 'free';
/** `volunteers`: at each change somebody at the table may stay in the host's stead. */
export type HostMode = 'fixed' | 'volunteers';

export interface PlanTable {
	id: Id;
	seats: number;
	/** The physical room, where moves stay if `keepWithinHall`. */
	hall?: string;
	/** What the table is about; tables of one topic count as one for a carousel. */
	topic?: string;
}

/** `index` 0 is the host's seat. */
export interface PlanSeat {
	home: number;
	index: number;
}

/** Stands in a way for: this seat has no place in that round. */
export const NOWHERE = -1;

export interface Plan {
	readonly tables: readonly PlanTable[];
	readonly rounds: number;
	readonly moveMode: MoveMode;
	readonly hostMode: HostMode;
	readonly keepWithinHall: boolean;
	/** All seats, in order of tables and letters. */
	readonly seats: readonly PlanSeat[];
	/** Of each seat: the table in round 1, 2, …, or `NOWHERE`. */
	readonly ways: readonly (readonly number[])[];
	/** Of each table: the seat that is host in round 1, 2, …, or `NOWHERE` while the table is closed. */
	readonly hosts: readonly (readonly number[])[];
}

export function seatsOfTables(tables: readonly PlanTable[], firstHome = 0): PlanSeat[] {
	return tables.flatMap((table, at) =>
		Array.from({ length: table.seats }, (_, index) => ({ home: firstHome + at, index }))
	);
}

/** The number of a seat in the plan; undefined if there is no such seat. */
export function seatNumber(plan: Plan, home: number, index: number): number | undefined {
	// Seats lie in order of their homes, so halving finds the first one of a table.
	let low = 0;
	let high = plan.seats.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((plan.seats[middle]?.home ?? 0) < home) low = middle + 1;
		else high = middle;
	}
	return plan.seats[low + index]?.home === home ? low + index : undefined;
}

/** Where a seat's holder sits in a round; undefined if the plan has no place, or people choose. */
export function tableAt(plan: Plan, seat: number, round: number): number | undefined {
	const table = plan.ways[seat]?.[round - 1];
	return table === undefined || table === NOWHERE ? undefined : table;
}

export function isHostIn(plan: Plan, seat: number, round: number): boolean {
	const table = tableAt(plan, seat, round);
	return table !== undefined && plan.hosts[table]?.[round - 1] === seat;
}

/** How many seats the plan has for a table in a round: 0 while it is closed. */
export function capacity(plan: Plan, table: number, round: number): number {
	const open = (plan.hosts[table]?.[round - 1] ?? NOWHERE) !== NOWHERE;
	return open ? (plan.tables[table]?.seats ?? 0) : 0;
}

/** The seats that are at each table in a round. */
export function seatsByTable(plan: Plan, round: number): number[][] {
	const at: number[][] = plan.tables.map(() => []);
	for (const [seat, way] of plan.ways.entries()) at[way[round - 1] ?? NOWHERE]?.push(seat);
	return at;
}

/** Groups of tables among which people move. */
export function circles(
	tables: readonly PlanTable[],
	keepWithinHall: boolean
): (readonly number[])[] {
	const byHall = new Map<string, number[]>();
	for (const [table, { hall }] of tables.entries()) {
		const key = keepWithinHall ? (hall ?? '') : '';
		byHall.set(key, [...(byHall.get(key) ?? []), table]);
	}
	return [...byHall.values()];
}

/**
 * Two seats exchange their ways from a round on. Every table keeps its number of people in every round,
 * which is why everything that changes a running plan is made of exchanges.
 */
export function exchange(plan: Plan, a: number, b: number, fromRound: number): Plan {
	const ways = [...plan.ways];
	const [wayA, wayB] = [ways[a], ways[b]];
	if (!wayA || !wayB || a === b) return plan;
	const cut = fromRound - 1;
	ways[a] = [...wayA.slice(0, cut), ...wayB.slice(cut)];
	ways[b] = [...wayB.slice(0, cut), ...wayA.slice(cut)];
	const swap = (seat: number) => (seat === a ? b : seat === b ? a : seat);
	const touched = plan.hosts.some((row) =>
		row.some((seat, at) => at >= cut && swap(seat) !== seat)
	);
	const hosts = touched
		? plan.hosts.map((row) => row.map((seat, at) => (at < cut ? seat : swap(seat))))
		: plan.hosts;
	return { ...plan, ways, hosts };
}
