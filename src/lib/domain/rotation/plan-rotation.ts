/**
 * Owns how a plan is made before an evening. The same tables, rounds, modes and seed always give the same
 * plan. What must stay true, in every mode: round 1 is at home; no table has more seats in a round than
 * chairs; while nobody volunteers, the seat with index 0 is host of its table in every round.
 */
import type { MoveMode } from '../rows.ts';
import { carousel } from './carousel.ts';
import { chanceFrom } from './chance.ts';
import type { Plan, PlanTable } from './plan.ts';
import { NOWHERE, circles, seatsOfTables } from './plan.ts';
import { scatter } from './scatter.ts';

export interface RotationRequest {
	/** In order of their numbers. */
	tables: readonly PlanTable[];
	rounds: number;
	moveMode: MoveMode;
	seed: number;
	/** Moves stay within a hall. */
	keepWithinHall?: boolean;
	/** How many exchanges of seats a search may try; with fewer there may be more repeats, nothing else. */
	tries?: number;
}

export function planRotation(request: RotationRequest): Plan {
	const { tables, rounds, moveMode, seed, keepWithinHall = false } = request;
	const seats = seatsOfTables(tables);
	const ways: number[][] = seats.map(({ home }) => [
		home,
		...new Array<number>(rounds - 1).fill(NOWHERE)
	]);
	const firstSeat = tables.map(() => 0);
	for (const [seat, { home, index }] of seats.entries()) if (index === 0) firstSeat[home] = seat;
	if (moveMode !== 'free')
		for (const [number, circle] of circles(tables, keepWithinHall).entries()) {
			const here = circle.map((table) => tables[table] as PlanTable);
			const planned =
				moveMode === 'scatter'
					? scatter(
							here.map((table) => table.seats),
							rounds,
							chanceFrom(seed + number),
							request.tries
						)
					: inGroups(here, rounds);
			let at = 0;
			for (const home of circle)
				for (let index = 0; index < (tables[home]?.seats ?? 0); index++)
					ways[(firstSeat[home] ?? 0) + index] = (planned[at++] ?? []).map(
						(table) => circle[table] ?? NOWHERE
					);
		}
	const hosts = firstSeat.map((seat) => new Array<number>(rounds).fill(seat));
	return { tables, rounds, moveMode, keepWithinHall, seats, ways, hosts };
}

/** A group is as large as the smallest table can take; further seats have no place. */
function inGroups(tables: readonly PlanTable[], rounds: number): number[][] {
	const size = Math.min(...tables.map((table) => table.seats));
	const groups = carousel(tables, rounds);
	return tables.flatMap((table, home) =>
		Array.from({ length: table.seats }, (_, index) => {
			if (index >= size) return new Array<number>(rounds).fill(NOWHERE);
			return index === 0 ? new Array<number>(rounds).fill(home) : [...(groups[home] ?? [])];
		})
	);
}
