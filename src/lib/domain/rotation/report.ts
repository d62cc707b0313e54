/**
 * Owns how good a plan is: how often people meet again and return to a table, beside what no plan at all
 * could avoid. The bounds count, they do not search: `repeats` may be above `lowerBound` and still be the
 * best there is, never below. They hold for a plan as it was made, not after later changes.
 */
import type { Plan } from './plan.ts';
import { circles, seatsByTable, tableAt } from './plan.ts';

export interface Report {
	/** Meetings beyond the first, summed over all pairs of seats. */
	repeats: number;
	/** Repeats that every plan has in which nobody returns without need. */
	lowerBound: number;
	/** Visits to a table where a traveller was before. */
	revisits: number;
	/** Revisits that every plan has. */
	fewestRevisits: number;
	/** Seats that have no place, because a smaller table could not take the whole group. */
	unused: number;
	/** Places by which tables are over their seats, summed over rounds: chairs to be brought. */
	over: number;
}

export function report(plan: Plan): Report {
	const { repeats, revisits } = meetings(plan, () => true);
	let over = 0;
	for (let round = 1; round <= plan.rounds; round++)
		for (const [table, seats] of seatsByTable(plan, round).entries())
			over += Math.max(0, seats.length - (plan.tables[table]?.seats ?? 0));
	const unused = plan.ways.filter((way) => way.every((table) => table < 0)).length;
	const bounds = { lowerBound: 0, fewestRevisits: 0 };
	if (plan.moveMode !== 'free')
		for (const circle of circles(plan.tables, plan.keepWithinHall)) {
			const sizes = circle.map((table) => plan.tables[table]?.seats ?? 0);
			const bound =
				plan.moveMode === 'scatter'
					? boundOfScatter(sizes, plan.rounds)
					: boundOfCarousel(sizes, plan.rounds);
			bounds.lowerBound += bound.lowerBound;
			bounds.fewestRevisits += bound.fewestRevisits;
		}
	return { repeats, revisits, unused, over, ...bounds };
}

/** Counts only the seats that are `taken`: what people experience when the hall is not full. */
export function meetings(
	plan: Plan,
	taken: (seat: number) => boolean
): Pick<Report, 'repeats' | 'revisits'> {
	const met = new Set<number>();
	const count = plan.seats.length;
	let repeats = 0;
	for (let round = 1; round <= plan.rounds; round++)
		for (const all of seatsByTable(plan, round)) {
			const seats = all.filter(taken);
			for (const [at, one] of seats.entries())
				for (let other = at + 1; other < seats.length; other++) {
					const pair = one * count + (seats[other] ?? 0);
					if (met.has(pair)) repeats++;
					else met.add(pair);
				}
		}
	let revisits = 0;
	for (const [seat] of plan.seats.entries()) if (taken(seat)) revisits += revisitsOf(plan, seat);
	return { repeats, revisits };
}

/** Staying as host is no revisit; coming back to a table as its former host is one. */
export function revisitsOf(plan: Plan, seat: number): number {
	const been = new Set<number>();
	let revisits = 0;
	for (let round = 1; round <= plan.rounds; round++) {
		const table = tableAt(plan, seat, round);
		if (table === undefined) continue;
		if (been.has(table) && plan.hosts[table]?.[round - 1] !== seat) revisits++;
		been.add(table);
	}
	return revisits;
}

export type Bounds = Pick<Report, 'lowerBound' | 'fewestRevisits'>;

/**
 * Three counts, each of pigeons and holes. A table takes `rounds · travellers there` visits, and there are
 * only so many travellers; each visit beyond the first meets the same host again. Travellers make
 * `rounds · pairs at tables` meetings, and there are only so many pairs. And whoever sits together now
 * came from other tables: with more people at the table than tables, some came from the same one.
 */
export function boundOfScatter(sizes: readonly number[], rounds: number): Bounds {
	const tables = sizes.length;
	const guests = sizes.map((size) => size - 1);
	const travellers = sum(guests);
	const fewestRevisits = sum(guests.map((here) => Math.max(0, rounds * here - travellers)));
	const guestsAgain = Math.max(0, rounds * sum(guests.map(pairs)) - pairs(travellers));
	let fromOneTable = 0;
	for (let round = 2; round <= rounds; round++)
		fromOneTable +=
			fewestRevisits === 0 && tables > 1
				? sum(guests.map((here) => spread(here, tables - 1)))
				: sum(sizes.map((size) => spread(size, tables)));
	return { lowerBound: Math.max(fewestRevisits + guestsAgain, fromOneTable), fewestRevisits };
}

/** A group stays together on purpose: its members meet again in every round. */
function boundOfCarousel(sizes: readonly number[], rounds: number): Bounds {
	const group = Math.min(...sizes) - 1;
	const returning = sizes.length * group * Math.max(0, rounds - sizes.length);
	return {
		lowerBound: (rounds - 1) * sizes.length * pairs(group) + returning,
		fewestRevisits: returning
	};
}

/** Fewest pairs from one table when `people` come from `tables`. */
function spread(people: number, tables: number): number {
	const each = Math.floor(people / tables);
	const more = people % tables;
	return more * pairs(each + 1) + (tables - more) * pairs(each);
}

const pairs = (people: number) => (people * (people - 1)) / 2;
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
