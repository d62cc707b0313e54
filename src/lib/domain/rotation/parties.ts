/**
 * Owns how people stay together who need each other: a family, an interpreter with a guest, an assistant.
 * Each of them has a seat of their own, so tables are counted as they really are; the others' seats get
 * the way of one of them. What must stay true: nobody outside the party is moved. So a party takes the
 * places of free seats, by exchanging ways with them; where there is no free place, it sits one closer.
 */
import type { Plan } from './plan.ts';
import { exchange, isHostIn, tableAt } from './plan.ts';

export interface Bound {
	plan: Plan;
	/** Where a table gets more people than its seats, because no place was free: bring a chair. */
	over: { table: number; round: number }[];
}

/**
 * From a round on, all `party` seats go where one of them goes: a host among them, who stays, or else the
 * first. Afterwards the plan needs no memory of the party: the ways are the same, whoever leaves.
 */
export function bindParty(
	plan: Plan,
	party: readonly number[],
	fromRound: number,
	isTaken: (seat: number) => boolean
): Bound {
	const over: Bound['over'] = [];
	const leader = party.find((seat) => isHostIn(plan, seat, fromRound)) ?? party[0];
	if (leader === undefined) return { plan, over };
	const members = new Set(party);
	let bound = plan;
	for (let round = fromRound; round <= plan.rounds; round++) {
		const table = tableAt(bound, leader, round);
		if (table === undefined) continue;
		for (const member of party) {
			if (tableAt(bound, member, round) === table) continue;
			const free = placeFor(
				bound,
				member,
				table,
				round,
				(seat) => isTaken(seat) || members.has(seat)
			);
			if (free !== undefined) {
				bound = exchange(bound, member, free, round);
				continue;
			}
			bound = seatAt(bound, member, table, round);
			const there = bound.ways.filter((way) => way[round - 1] === table).length;
			if (there > (bound.tables[table]?.seats ?? 0)) over.push({ table, round });
		}
	}
	return { plan: bound, over };
}

/**
 * A free seat that is at the table in that round: one whose earlier way fits the member's further one, so
 * that a later holder does not return; of these the last letter, because it is filled last.
 */
function placeFor(
	plan: Plan,
	member: number,
	table: number,
	round: number,
	isTaken: (seat: number) => boolean
): number | undefined {
	const rest = plan.ways[member]?.slice(round - 1) ?? [];
	let best: number | undefined;
	let bestRank = Infinity;
	for (const [seat, way] of plan.ways.entries()) {
		if (way[round - 1] !== table || isTaken(seat) || isHostIn(plan, seat, round)) continue;
		const returns = way.slice(0, round - 1).filter((been) => rest.includes(been)).length;
		const rank = returns * 100 - (plan.seats[seat]?.index ?? 0);
		if (rank >= bestRank) continue;
		best = seat;
		bestRank = rank;
	}
	return best;
}

/** The place that the plan had for the seat in that round stays empty. */
function seatAt(plan: Plan, seat: number, table: number, round: number): Plan {
	const ways = [...plan.ways];
	const way = [...(ways[seat] ?? [])];
	way[round - 1] = table;
	ways[seat] = way;
	return { ...plan, ways };
}
