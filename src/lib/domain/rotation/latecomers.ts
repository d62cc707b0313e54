/**
 * Owns which free seat somebody gets who comes. What must stay true: only seats that nobody holds and that
 * have a place in every round still to come; as long as nobody leaves, tables differ by at most one
 * person in all these rounds, seats allowing; nobody becomes a host unasked while there is another seat.
 */
import type { Bound } from './parties.ts';
import { bindParty } from './parties.ts';
import type { Plan } from './plan.ts';
import { NOWHERE, isHostIn } from './plan.ts';

/** How many people a seat's holders are; 0 while it is free. Who shares a seat is counted in full. */
export type People = (seat: number) => number;

/** The best free seat, at the wished table if one is named; undefined if there is none. */
export function seatForLatecomer(
	plan: Plan,
	people: People,
	round: number,
	wish?: number
): number | undefined {
	const loads = loadsFrom(plan, people, round);
	let best: number | undefined;
	let bestRank = Infinity;
	for (const [seat, { index }] of plan.seats.entries()) {
		if (people(seat) > 0) continue;
		const rank = rankOf(plan, seat, round, loads);
		if (rank === undefined || (wish !== undefined && plan.ways[seat]?.[round - 1] !== wish))
			continue;
		const whole = rank * 16 + index;
		if (whole >= bestRank) continue;
		best = seat;
		bestRank = whole;
	}
	return best;
}

/**
 * Seats for people who come together, at one table now and at one table in every round after; the first
 * is whose way they go. Undefined if no table has so many free seats now.
 */
export function seatsForParty(
	plan: Plan,
	people: People,
	round: number,
	size: number,
	wish?: number
): (Bound & { seats: number[] }) | undefined {
	const loads = loadsFrom(plan, people, round);
	const byTable = new Map<number, { seat: number; rank: number }[]>();
	for (const [seat] of plan.seats.entries()) {
		const rank = people(seat) > 0 ? undefined : rankOf(plan, seat, round, loads);
		const table = plan.ways[seat]?.[round - 1] ?? NOWHERE;
		if (rank === undefined || (wish !== undefined && table !== wish)) continue;
		byTable.set(table, [...(byTable.get(table) ?? []), { seat, rank }]);
	}
	let best: { seats: number[]; rank: number } | undefined;
	for (const free of byTable.values()) {
		if (free.length < size) continue;
		const chosen = free.sort((a, b) => a.rank - b.rank || a.seat - b.seat).slice(0, size);
		const rank = Math.max(...chosen.map((it) => it.rank));
		if (best && rank >= best.rank) continue;
		best = { seats: chosen.map(({ seat }) => seat), rank };
	}
	if (!best) return undefined;
	const bound = bindParty(plan, best.seats, round + 1, (seat) => people(seat) > 0);
	return { ...bound, seats: best.seats };
}

/** Hosts last; then where the fullest table on the way has fewest; then the whole way. */
function rankOf(
	plan: Plan,
	seat: number,
	round: number,
	loads: readonly (readonly number[])[]
): number | undefined {
	let fullest = 0;
	let all = 0;
	for (const [at, counts] of loads.entries()) {
		const table = plan.ways[seat]?.[round - 1 + at] ?? NOWHERE;
		if (table === NOWHERE) return undefined;
		const load = counts[table] ?? 0;
		fullest = Math.max(fullest, load);
		all += load;
	}
	const host = isHostIn(plan, seat, round) ? 1 : 0;
	return (host * 1000 + fullest) * 10_000 + all;
}

/** People at each table in this round and those after; where people choose, only in this one. */
function loadsFrom(plan: Plan, people: People, round: number): number[][] {
	const last = plan.moveMode === 'free' ? round : plan.rounds;
	return Array.from({ length: last - round + 1 }, (_, more) => {
		const counts = plan.tables.map(() => 0);
		for (const [seat, way] of plan.ways.entries()) {
			const table = way[round - 1 + more] ?? NOWHERE;
			if (table !== NOWHERE) counts[table] = (counts[table] ?? 0) + people(seat);
		}
		return counts;
	});
}
