/**
 * Owns the arithmetic in which seats move on: around a circle of tables, or, where a circle is not enough,
 * as digits (table 5 = binary 101) without carrying. What must stay true: adding any element moves all
 * tables to different tables, so no table ever gets two seats of one letter.
 */
export interface Group {
	readonly order: number;
	add(a: number, b: number): number;
	subtract(a: number, b: number): number;
}

export function circle(order: number): Group {
	return {
		order,
		add: (a, b) => (a + b) % order,
		subtract: (a, b) => (a - b + order) % order
	};
}

/** Null when the number has no square factor: then counting in digits is the circle again. */
export function digits(order: number): Group | null {
	const primes = primeFactors(order);
	if (new Set(primes).size === primes.length) return null;
	const table = (sign: 1 | -1) =>
		Array.from({ length: order }, (_, a) =>
			Array.from({ length: order }, (_, b) => joined(primes, a, b, sign))
		);
	const sums = table(1);
	const differences = table(-1);
	return {
		order,
		add: (a, b) => sums[a]?.[b] ?? 0,
		subtract: (a, b) => differences[a]?.[b] ?? 0
	};
}

function joined(primes: readonly number[], a: number, b: number, sign: 1 | -1): number {
	let out = 0;
	let weight = 1;
	for (const prime of primes) {
		const digit = (Math.floor(a / weight) + sign * Math.floor(b / weight)) % prime;
		out += ((digit + prime) % prime) * weight;
		weight *= prime;
	}
	return out;
}

/**
 * Multiplication that goes with `digits` when the order is a power of one prime: a field. Seat j moved by
 * j · round in it meets nobody twice, for as many rounds and letters as there are tables. Null otherwise.
 */
export function fieldProduct(order: number): ((a: number, b: number) => number) | null {
	const primes = primeFactors(order);
	const [prime] = primes;
	if (prime === undefined || primes.some((other) => other !== prime)) return null;
	// A field's rule for carrying is a polynomial without divisors; of so few one can try all.
	for (let rule = 0; rule < order; rule++) {
		const product = (a: number, b: number) => multiplied(prime, primes.length, rule, a, b);
		if (isField(order, product)) return product;
	}
	return null;
}

/** Polynomials over the prime, written as numbers; `x^degree` is replaced by `rule`. */
function multiplied(prime: number, degree: number, rule: number, a: number, b: number): number {
	const primes = new Array<number>(degree).fill(prime);
	const top = prime ** (degree - 1);
	let out = 0;
	let power = a;
	for (let rest = b; rest > 0; rest = Math.floor(rest / prime)) {
		for (let times = rest % prime; times > 0; times--) out = joined(primes, out, power, 1);
		const carry = Math.floor(power / top);
		power = (power % top) * prime;
		for (let times = carry; times > 0; times--) power = joined(primes, power, rule, 1);
	}
	return out;
}

/** The powers of x need not reach all elements, so look for zero divisors instead. */
function isField(order: number, product: (a: number, b: number) => number): boolean {
	for (let a = 1; a < order; a++)
		for (let b = a; b < order; b++) if (product(a, b) === 0) return false;
	return true;
}

function primeFactors(number: number): number[] {
	const out: number[] = [];
	let rest = number;
	for (let prime = 2; prime <= rest; prime++)
		for (; rest % prime === 0; rest /= prime) out.push(prime);
	return out;
}
