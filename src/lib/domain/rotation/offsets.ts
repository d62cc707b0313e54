/**
 * Owns the plans that are the same for every table: how many tables each letter has moved on, round by
 * round, in a circle of equally large tables. What must stay true: a letter is once at every table in
 * every round. Two letters meet again exactly when the distance between them returns, so looking for a
 * good plan means looking at letters, not at seats: little work, and a rule that fits on one card.
 */
import type { Chance } from './chance.ts';
import type { Group } from './group.ts';
import { circle, digits, fieldProduct } from './group.ts';

/** Of each letter: how far it is from home in round 1 (always 0), 2, … */
export type Offsets = readonly (readonly number[])[];

export interface Found {
	group: Group;
	offsets: Offsets;
	/** Repeated distances, returns weighed more. 0: nobody meets twice, nobody returns. */
	cost: number;
}

/** One return is worse than any number of repeats in so small a matrix. */
const RETURN = 1000;
const STEPS = 900;
const ATTEMPTS = 4;

/** The largest divisor of `number` that is not above `limit`. */
function largestDivisor(number: number, limit: number): number {
	for (let divisor = Math.min(number, limit); divisor > 1; divisor--)
		if (number % divisor === 0) return divisor;
	return 1;
}

/**
 * True when "letter j goes j tables on" alone lets nobody meet twice and nobody return. The exact
 * condition: letters j and i meet again after k rounds when k · (j − i) goes around the circle.
 */
export function shiftIsPerfect(tables: number, seats: number, rounds: number): boolean {
	return rounds < 2 || tables > (seats - 1) * largestDivisor(tables, rounds - 1);
}

/** The best rule found, the simplest first: shift, other steps in the circle, digits. */
export function findOffsets(tables: number, seats: number, rounds: number, chance: Chance): Found {
	const ring = circle(tables);
	const shift = matrix(seats, rounds, (letter, round) => (letter * round) % tables);
	if (shiftIsPerfect(tables, seats, rounds)) return { group: ring, offsets: shift, cost: 0 };
	let best = search(ring, shift, chance);
	const counted = digits(tables);
	if (best.cost === 0 || !counted) return best;
	const product = fieldProduct(tables);
	if (product && seats <= tables && rounds <= tables)
		return { group: counted, offsets: matrix(seats, rounds, product), cost: 0 };
	const other = search(counted, shift, chance);
	if (other.cost < best.cost) best = other;
	return best;
}

function matrix(
	seats: number,
	rounds: number,
	value: (letter: number, round: number) => number
): number[][] {
	return Array.from({ length: seats }, (_, letter) =>
		Array.from({ length: rounds }, (_, round) => value(letter, round))
	);
}

/** The first start is the shift itself, the others are by chance, without returns. */
function search(group: Group, shift: Offsets, chance: Chance): Found {
	let best: Found = { group, offsets: shift, cost: costOf(group, shift) };
	for (let attempt = 0; attempt < ATTEMPTS && best.cost > 0; attempt++) {
		const start = shift.map((row, letter) =>
			attempt === 0 || letter === 0 ? [...row] : anyWay(group.order, row.length, chance)
		);
		const tried = descend(group, start, chance, best.cost);
		if (tried.cost < best.cost) best = tried;
	}
	return best;
}

/** A letter's way by chance that returns only after all tables. */
function anyWay(tables: number, rounds: number, chance: Chance): number[] {
	const way = [0];
	const open: number[] = [];
	for (let round = 1; round < rounds; round++) {
		if (open.length === 0)
			for (let table = round < tables ? 1 : 0; table < tables; table++) open.push(table);
		way.push(open.splice(chance.whole(open.length), 1)[0] ?? 0);
	}
	return way;
}

/** Min-conflicts with a short memory: change one entry to its best value, not back at once. */
function descend(group: Group, now: number[][], chance: Chance, goal: number): Found {
	const rounds = now[0]?.length ?? 0;
	const forbidden = new Map<number, number>();
	let cost = costOf(group, now);
	let best: Found = { group, offsets: now.map((row) => [...row]), cost };
	let bestAt = 0;
	for (let step = 1; step <= STEPS && best.cost > 0; step++) {
		// Nothing better for long, and not better than an earlier attempt either: another start.
		if (step - bestAt > STEPS / 3 && best.cost >= goal) break;
		const letter = 1 + chance.whole(now.length - 1);
		const row = now[letter] ?? [];
		const before = letterCost(group, now, letter);
		if (before === 0) continue;
		const round = 1 + chance.whole(rounds - 1);
		const old = row[round] ?? 0;
		const key = (letter * rounds + round) * group.order;
		let choice: number[] | undefined;
		let choiceCost = before + RETURN;
		let ties = 0;
		const consider = (way: number[], value: number) => {
			now[letter] = way;
			const after = letterCost(group, now, letter);
			if (after > choiceCost || after >= before + RETURN) return;
			const isBest = cost - before + after < best.cost;
			if ((forbidden.get(key + value) ?? 0) > step && !isBest) return;
			ties = after < choiceCost ? 1 : ties + 1;
			if (after < choiceCost || chance.happens(1 / ties)) choice = way;
			choiceCost = after;
		};
		for (let value = 0; value < group.order; value++)
			if (value !== old) consider(put(row, round, value), value);
		// With as many rounds as tables only an exchange keeps a letter from returning.
		for (let other = 1; other < rounds; other++) {
			const value = row[other] ?? 0;
			if (value !== old) consider(put(put(row, round, value), other, old), value);
		}
		now[letter] = choice ?? row;
		if (!choice) continue;
		forbidden.set(key + old, step + 5 + chance.whole(now.length + 5));
		cost += choiceCost - before;
		if (cost >= best.cost) continue;
		best = { group, offsets: now.map((it) => [...it]), cost };
		bestAt = step;
	}
	return best;
}

function put(row: readonly number[], at: number, value: number): number[] {
	const out = [...row];
	out[at] = value;
	return out;
}

function costOf(group: Group, offsets: Offsets): number {
	let cost = 0;
	for (let letter = 1; letter < offsets.length; letter++)
		for (let other = 0; other < letter; other++) cost += pairCost(group, offsets, letter, other);
	return cost;
}

function letterCost(group: Group, offsets: Offsets, letter: number): number {
	let cost = 0;
	for (let other = 0; other < offsets.length; other++)
		if (other !== letter) cost += pairCost(group, offsets, letter, other);
	return cost;
}

/** Rounds in which the two letters are as far apart as in an earlier round. */
function pairCost(group: Group, offsets: Offsets, one: number, other: number): number {
	const a = offsets[one] ?? [];
	const b = offsets[other] ?? [];
	let cost = 0;
	for (let round = 1; round < a.length; round++) {
		const distance = group.subtract(a[round] ?? 0, b[round] ?? 0);
		for (let earlier = 0; earlier < round; earlier++) {
			if (group.subtract(a[earlier] ?? 0, b[earlier] ?? 0) !== distance) continue;
			// The same distance to the host is the same table; once all were visited it must be.
			const isReturn = (one === 0 || other === 0) && round < group.order;
			cost += isReturn ? RETURN : 1;
			break;
		}
	}
	return cost;
}
