/**
 * Owns the search over single seats, for halls where no rule by letters is good enough. Two travellers
 * exchange their tables in one round; an exchange that is worse is sometimes kept, less and less often.
 * What must stay true: every table keeps its number of people in every round; round 1 is at home; hosts
 * (index 0) stay; nothing depends on time, so the same seed gives the same plan on every machine.
 */
import type { Chance } from './chance.ts';
import type { PlanSeat } from './plan.ts';

export interface Search {
	seats: readonly PlanSeat[];
	tables: number;
	/**
	 * Only seats of one letter exchange: then every letter is at every table once, and a hall filled
	 * letter by letter stays even in all rounds.
	 */
	withinLetters: boolean;
	/** How many exchanges are tried; a third of them without anything better is enough. */
	tries: number;
	/** Stop here: less is not possible. */
	goal: number;
}

/** Weighs more than what an exchange could ever save in meetings. */
const RETURN = 1000;
/** How often one more repeat is accepted, at the start. */
const WARMTH = 0.12;

export function costOf(ways: readonly (readonly number[])[], search: Search): number {
	return new Seating(ways, search).cost;
}

/** The best ways found; never worse than those given. */
export function improve(
	ways: readonly (readonly number[])[],
	search: Search,
	chance: Chance
): number[][] {
	const seating = new Seating(ways, search);
	const rounds = ways[0]?.length ?? 0;
	const pools = poolsOf(search);
	let best = seating.copy();
	let bestCost = seating.cost;
	let bestAt = 0;
	if (rounds < 2 || pools.length === 0) return best;
	for (let tried = 0; tried < search.tries && bestCost > search.goal; tried++) {
		if (tried - bestAt > search.tries / 3) break;
		const pool = pools[chance.whole(pools.length)] ?? [];
		const one = pool[chance.whole(pool.length)];
		const round = 1 + chance.whole(rounds - 1);
		// Only who has something to gain starts an exchange.
		if (one === undefined || !seating.isTroubled(one, round)) continue;
		const other = pool[chance.whole(pool.length)];
		if (other === undefined || seating.tableOf(one, round) === seating.tableOf(other, round))
			continue;
		const before = seating.cost;
		seating.swap(one, other, round);
		const worse = seating.cost - before;
		if (worse > 0 && !chance.happens((WARMTH * (1 - tried / search.tries)) ** worse)) {
			seating.swap(one, other, round);
			continue;
		}
		if (seating.cost >= bestCost) continue;
		best = seating.copy();
		bestCost = seating.cost;
		bestAt = tried;
	}
	return best;
}

/** Travellers who may exchange with each other. */
function poolsOf({ seats, withinLetters }: Search): number[][] {
	const pools = new Map<number, number[]>();
	for (const [seat, { index }] of seats.entries()) {
		if (index === 0) continue;
		const key = withinLetters ? index : 1;
		const pool = pools.get(key);
		if (pool) pool.push(seat);
		else pools.set(key, [seat]);
	}
	return [...pools.values()].filter((pool) => pool.length > 1);
}

/** Who sits where, with running counts of meetings and visits. */
class Seating {
	cost = 0;
	readonly #ways: number[][];
	readonly #at: number[][][];
	readonly #met: Uint8Array;
	readonly #visits: Uint8Array;
	readonly #seats: number;
	readonly #tables: number;
	readonly #travels: boolean[];

	constructor(ways: readonly (readonly number[])[], { seats, tables }: Search) {
		this.#seats = ways.length;
		this.#tables = tables;
		this.#travels = seats.map(({ index }) => index > 0);
		this.#ways = ways.map((way) => [...way]);
		this.#met = new Uint8Array(this.#seats ** 2);
		this.#visits = new Uint8Array(this.#seats * tables);
		const rounds = ways[0]?.length ?? 0;
		this.#at = Array.from({ length: rounds }, () => Array.from({ length: tables }, () => []));
		for (const [seat, way] of ways.entries())
			for (const [round, table] of way.entries()) this.#enter(seat, round, table);
	}

	tableOf(seat: number, round: number): number {
		return this.#ways[seat]?.[round] ?? 0;
	}

	copy(): number[][] {
		return this.#ways.map((way) => [...way]);
	}

	/** Meets somebody here whom it also meets elsewhere, or is here for a second time. */
	isTroubled(seat: number, round: number): boolean {
		const table = this.tableOf(seat, round);
		if (this.#isReturn(seat, round, table, 1)) return true;
		for (const other of this.#at[round]?.[table] ?? [])
			if (other !== seat && this.#count(seat, other, 0) > 1) return true;
		return false;
	}

	swap(one: number, other: number, round: number): void {
		const [from, to] = [this.tableOf(one, round), this.tableOf(other, round)];
		this.#exit(one, round, from);
		this.#exit(other, round, to);
		this.#enter(one, round, to);
		this.#enter(other, round, from);
	}

	#enter(seat: number, round: number, table: number): void {
		const there = this.#at[round]?.[table];
		if (!there) return;
		for (const other of there) if (this.#count(seat, other, 1) > 1) this.cost++;
		there.push(seat);
		if (this.#isReturn(seat, round, table, 0)) this.cost += RETURN;
		if (this.#isCounted(seat, round)) this.#visit(seat, table, 1);
		const way = this.#ways[seat];
		if (way) way[round] = table;
	}

	#exit(seat: number, round: number, table: number): void {
		const there = this.#at[round]?.[table];
		if (!there) return;
		there.splice(there.indexOf(seat), 1);
		for (const other of there) if (this.#count(seat, other, -1) > 0) this.cost--;
		if (this.#isCounted(seat, round)) this.#visit(seat, table, -1);
		if (this.#isReturn(seat, round, table, 0)) this.cost -= RETURN;
	}

	/** Once all tables were visited, returning is no fault. */
	#isCounted(seat: number, round: number): boolean {
		return this.#travels[seat] === true && round < this.#tables;
	}

	#isReturn(seat: number, round: number, table: number, own: number): boolean {
		return this.#isCounted(seat, round) && (this.#visits[seat * this.#tables + table] ?? 0) > own;
	}

	#visit(seat: number, table: number, by: number): void {
		const at = seat * this.#tables + table;
		this.#visits[at] = (this.#visits[at] ?? 0) + by;
	}

	/** How often two have met, after counting one more or one less. */
	#count(one: number, other: number, by: number): number {
		const at = Math.min(one, other) * this.#seats + Math.max(one, other);
		const now = (this.#met[at] ?? 0) + by;
		this.#met[at] = now;
		return now;
	}
}
