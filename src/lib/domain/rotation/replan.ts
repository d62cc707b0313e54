/**
 * Owns what may change in a plan while an evening runs: a table is closed, merged into another or opened.
 * What must stay true: whoever's table stays open in a round sits there as planned; a new table moves
 * nobody who did not ask; free seats give up their places first, so that as many as possible of them
 * still have a whole way for latecomers.
 */
import type { Plan, PlanTable } from './plan.ts';
import { NOWHERE, isHostIn, seatsOfTables, tableAt } from './plan.ts';

export interface Changes {
	/** The first round in which they apply. */
	fromRound: number;
	/** `into` names where people of a merged table go together as far as there is room. */
	closed?: readonly { table: number; into?: number }[];
	opened?: readonly PlanTable[];
}

export function replan(plan: Plan, changes: Changes, isTaken: (seat: number) => boolean): Plan {
	const { fromRound, closed = [], opened = [] } = changes;
	const wider = opened.length > 0 ? opening(plan, opened, fromRound, isTaken) : plan;
	if (closed.length === 0 || plan.moveMode === 'free') return wider;
	return mend(closing(wider, closed, fromRound, isTaken), fromRound, isTaken);
}

function opening(
	plan: Plan,
	opened: readonly PlanTable[],
	fromRound: number,
	isTaken: (seat: number) => boolean
): Plan {
	const seats = seatsOfTables(opened, plan.tables.length);
	const since = <T>(before: T, after: T) =>
		Array.from({ length: plan.rounds }, (_, at) => (at < fromRound - 1 ? before : after));
	const ways = seats.map(({ home }) => since(NOWHERE, home));
	const hosts = opened.map((_, at) => {
		const home = plan.tables.length + at;
		const seat = plan.seats.length + seats.findIndex((it) => it.home === home);
		return since(NOWHERE, seat);
	});
	const wider: Plan = {
		...plan,
		tables: [...plan.tables, ...opened],
		seats: [...plan.seats, ...seats],
		ways: [...plan.ways, ...ways],
		hosts: [...plan.hosts, ...hosts]
	};
	return plan.moveMode === 'scatter' ? mix(wider, plan.tables.length, fromRound, isTaken) : wider;
}

/** Latecomers at a new table travel too, as far as free seats elsewhere can exchange ways with theirs. */
function mix(
	plan: Plan,
	firstNew: number,
	fromRound: number,
	isTaken: (seat: number) => boolean
): Plan {
	let mixed = plan;
	const canMove = (seat: number, round: number) => !isTaken(seat) && !isHostIn(mixed, seat, round);
	for (let round = fromRound + 1; round <= plan.rounds; round++)
		for (const [seat, { home }] of plan.seats.entries()) {
			const table = tableAt(mixed, seat, round);
			if (table === undefined || table < firstNew || !canMove(seat, round)) continue;
			if (tableAt(mixed, seat, round - 1) !== table) continue;
			const other = plan.seats.findIndex((_, candidate) => {
				const way = mixed.ways[candidate] ?? [];
				const there = way[round - 1] ?? NOWHERE;
				return (
					there !== NOWHERE &&
					there < firstNew &&
					there !== home &&
					!way.slice(0, round - 1).includes(table) &&
					canMove(candidate, round)
				);
			});
			if (other >= 0) mixed = exchange(mixed, seat, other, round);
		}
	return mixed;
}

/** Two seats exchange their ways from a round on: every table keeps its number of people. */
function exchange(plan: Plan, a: number, b: number, fromRound: number): Plan {
	const ways = [...plan.ways];
	const [wayA, wayB] = [ways[a], ways[b]];
	if (!wayA || !wayB) return plan;
	const cut = fromRound - 1;
	ways[a] = [...wayA.slice(0, cut), ...wayB.slice(cut)];
	ways[b] = [...wayB.slice(0, cut), ...wayA.slice(cut)];
	return { ...plan, ways };
}

function closing(
	plan: Plan,
	closed: NonNullable<Changes['closed']>,
	fromRound: number,
	isTaken: (seat: number) => boolean
): Plan {
	const ways = plan.ways.map((way) => [...way]);
	const hosts = plan.hosts.map((row) => [...row]);
	const into = new Map(closed.map((it) => [it.table, it.into]));
	for (const { table } of closed) hosts[table]?.fill(NOWHERE, fromRound - 1);
	const after: Plan = { ...plan, ways, hosts };
	for (let round = fromRound; round <= plan.rounds; round++) {
		const at = round - 1;
		const homeless: { seat: number; wish: number | undefined }[] = [];
		for (const [seat, way] of ways.entries()) {
			const table = way[at] ?? NOWHERE;
			if (!into.has(table)) continue;
			way[at] = NOWHERE;
			if (isTaken(seat)) homeless.push({ seat, wish: into.get(table) });
		}
		for (const { seat, wish } of homeless) {
			const table = refuge(after, seat, round, wish, isTaken);
			const way = ways[seat];
			if (table === undefined || !way) continue;
			// The last letter gives way, because it is filled last.
			const place = ways.findLastIndex(
				(other, holder) =>
					other[at] === table && !isTaken(holder) && !isHostIn(after, holder, round)
			);
			const free = ways[place];
			if (free) free[at] = NOWHERE;
			way[at] = table;
		}
	}
	return after;
}

/** Where a seat whose table is closed sits in that round: room first, then no return, no repeat, few people. */
function refuge(
	plan: Plan,
	seat: number,
	round: number,
	wish: number | undefined,
	isTaken: (seat: number) => boolean
): number | undefined {
	const own = plan.ways[seat] ?? [];
	const room = plan.tables.map(() => 0);
	const people = plan.tables.map(() => 0);
	const known = plan.tables.map(() => 0);
	for (const [other, way] of plan.ways.entries()) {
		const table = way[round - 1] ?? NOWHERE;
		if (table === NOWHERE) continue;
		if (isTaken(other)) {
			people[table] = (people[table] ?? 0) + 1;
			if (way.some((been, at) => been === own[at] && been !== NOWHERE))
				known[table] = (known[table] ?? 0) + 1;
		} else if (!isHostIn(plan, other, round)) room[table] = (room[table] ?? 0) + 1;
	}
	let best: number | undefined;
	let bestRank = Infinity;
	for (const [table, row] of plan.hosts.entries()) {
		if ((row[round - 1] ?? NOWHERE) === NOWHERE) continue;
		const isFull = (room[table] ?? 0) === 0;
		const crowd = people[table] ?? 0;
		const rank =
			(isFull ? 1e9 + crowd * 1e7 : 0) +
			(table === wish ? 0 : 1e6) +
			(own.includes(table) ? 1e5 : 0) +
			(known[table] ?? 0) * 1e3 +
			crowd;
		if (rank >= bestRank) continue;
		best = table;
		bestRank = rank;
	}
	return best;
}

/**
 * Closing leaves free seats with gaps. What is left of their places is put together again, so that as
 * many of them as possible have a way without gaps.
 */
function mend(plan: Plan, fromRound: number, isTaken: (seat: number) => boolean): Plan {
	const ways = plan.ways.map((way) => [...way]);
	const free = ways.flatMap((way, seat) => {
		if (isTaken(seat)) return [];
		const gaps = way.slice(fromRound - 1).filter((table) => table === NOWHERE).length;
		return [{ seat, gaps }];
	});
	free.sort((a, b) => a.gaps - b.gaps || a.seat - b.seat);
	let whole = free.length;
	for (let at = fromRound - 1; at < plan.rounds; at++)
		whole = Math.min(whole, free.filter(({ seat }) => ways[seat]?.[at] !== NOWHERE).length);
	for (let at = fromRound - 1; at < plan.rounds; at++)
		for (const { seat } of free.slice(0, whole)) {
			const way = ways[seat];
			if (!way || way[at] !== NOWHERE) continue;
			const givers = free
				.slice(whole)
				.flatMap(({ seat: giver }) => (ways[giver]?.[at] === NOWHERE ? [] : [ways[giver]]));
			const giver = givers.find((it) => it && !way.includes(it[at] ?? NOWHERE)) ?? givers[0];
			if (!giver) continue;
			way[at] = giver[at] ?? NOWHERE;
			giver[at] = NOWHERE;
		}
	return { ...plan, ways };
}
