/**
 * Owns how people mix: in one circle of tables, nobody returns to a table while another is open, and as
 * few as possible meet twice. What must stay true: every table has all its seats filled in every round and
 * none more; hosts stay; while nobody has to return otherwise, each letter is once at every table that has
 * it, so tables that fill letter by letter stay even in all rounds.
 */
import type { Chance } from './chance.ts';
import { costOf, improve } from './improve.ts';
import type { Search } from './improve.ts';
import { findOffsets } from './offsets.ts';
import type { PlanSeat } from './plan.ts';
import { seatsOfTables } from './plan.ts';
import { boundOfScatter } from './report.ts';

/** Some tenths of a second in the largest hall that needs a search. */
const TRIES = 100_000;
/** A cost from here on contains a return. */
const RETURN = 1000;

/** The ways of all seats, in order of tables and letters; `sizes` are the tables' seats. */
export function scatter(
	sizes: readonly number[],
	rounds: number,
	chance: Chance,
	tries = TRIES
): number[][] {
	const seats = seatsOfTables(sizes.map((size, table) => ({ id: String(table), seats: size })));
	const isEven = sizes.every((size) => size === sizes[0]);
	const start = isEven ? byOffsets(seats, sizes, rounds, chance) : byCircles(seats, sizes, rounds);
	const { lowerBound, fewestRevisits } = boundOfScatter(sizes, rounds);
	const search: Search = {
		seats,
		tables: sizes.length,
		withinLetters: true,
		tries,
		goal: lowerBound
	};
	if (costOf(start, search) <= lowerBound) return start;
	const better = improve(start, search, chance);
	if (costOf(better, search) < RETURN) return better;
	// Too few large tables for their last letters: these must change places with others.
	const across: Search = { ...search, withinLetters: false };
	const mixed = improve(better, across, chance);
	if (costOf(mixed, search) < RETURN || fewestRevisits > 0) return mixed;
	return improve(inOneLine(seats, sizes, rounds), across, chance);
}

function byOffsets(
	seats: readonly PlanSeat[],
	sizes: readonly number[],
	rounds: number,
	chance: Chance
): number[][] {
	const { group, offsets } = findOffsets(sizes.length, sizes[0] ?? 0, rounds, chance);
	return seats.map(({ home, index }) =>
		Array.from({ length: rounds }, (_, round) => group.add(home, offsets[index]?.[round] ?? 0))
	);
}

/**
 * With unequal tables each letter has its own circle: the tables that have it. Each letter takes the number
 * of steps with the fewest repeats beside the letters before it.
 */
function byCircles(
	seats: readonly PlanSeat[],
	sizes: readonly number[],
	rounds: number
): number[][] {
	const ways = seats.map(({ home }) => new Array<number>(rounds).fill(home));
	const met = new Uint8Array(seats.length ** 2);
	const at = Array.from({ length: rounds }, () => sizes.map((): number[] => []));
	for (const [seat, { home, index }] of seats.entries())
		if (index === 0) for (const tables of at) tables[home]?.push(seat);
	for (let letter = 1; letter < Math.max(...sizes); letter++) {
		const circle = sizes.flatMap((size, table) => (size > letter ? [table] : []));
		const holders = seats.flatMap(({ index }, seat) => (index === letter ? [seat] : []));
		const wayWith = (place: number, steps: number) =>
			Array.from({ length: rounds }, (_, round) => circle[(place + steps * round) % circle.length]);
		let best = { steps: 0, cost: Infinity };
		for (let more = 0; more < Math.min(8, circle.length) && best.cost > 0; more++) {
			const steps = (letter + more) % circle.length;
			let cost = 0;
			for (const [place, seat] of holders.entries()) {
				const way = wayWith(place, steps);
				cost += RETURN * (rounds - new Set(way).size);
				for (const [round, table] of way.entries())
					for (const other of at[round]?.[table ?? 0] ?? []) {
						const key = seat * seats.length + other;
						const times = met[key] ?? 0;
						if (times > 0) cost++;
						met[key] = times + 1;
					}
			}
			for (const [place, seat] of holders.entries())
				for (const [round, table] of wayWith(place, steps).entries())
					for (const other of at[round]?.[table ?? 0] ?? []) met[seat * seats.length + other] = 0;
			if (cost < best.cost) best = { steps, cost };
		}
		for (const [place, seat] of holders.entries())
			for (const [round, table] of wayWith(place, best.steps).entries()) {
				if (table === undefined) continue;
				at[round]?.[table]?.push(seat);
				const way = ways[seat];
				if (way) way[round] = table;
			}
	}
	return ways;
}

/**
 * All travellers in one line that closes to a circle, moving on by the same number of places, at least as
 * many as the largest table has: nobody returns whenever that is possible at all. Neighbours stay
 * neighbours, so it is only where a search for fewer repeats starts.
 */
function inOneLine(
	seats: readonly PlanSeat[],
	sizes: readonly number[],
	rounds: number
): number[][] {
	const line = seats.flatMap(({ home, index }) => (index > 0 ? [home] : []));
	const steps = Math.floor(line.length / rounds);
	let place = 0;
	return seats.map(({ home, index }) => {
		if (index === 0) return new Array<number>(rounds).fill(home);
		const from = place++;
		return Array.from(
			{ length: rounds },
			(_, round) => line[(from + steps * round) % line.length] ?? home
		);
	});
}
