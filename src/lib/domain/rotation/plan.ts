/**
 * Owns what a plan of moves is: for every seat of every table the tables at which its holder sits, round
 * by round. It is a plan over seats, not people, so coming and going changes nobody's way. Tables and
 * seats are counted from 0 in the order given; tables opened later are added at the end, so the numbers
 * of seats that people hold never change. A plan is never changed in place.
 */
import type { Id, MoveMode } from '../rows.ts';

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

/** Where a seat's holder sits in a round; undefined if the plan has no place, or people choose. */
export function tableAt(plan: Plan, seat: number, round: number): number | undefined {
	const table = plan.ways[seat]?.[round - 1];
	return table === undefined || table === NOWHERE ? undefined : table;
}

export function isHostIn(plan: Plan, seat: number, round: number): boolean {
	const table = tableAt(plan, seat, round);
	return table !== undefined && plan.hosts[table]?.[round - 1] === seat;
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
