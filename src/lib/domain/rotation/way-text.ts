/**
 * Owns the form in which a seat's way is stored: one short text a seat, e.g. `7 9 12`, which people can
 * read in the database. Numbers are places in the order of tables, from 1; `h` marks a round as host, `-`
 * a round without a place. Reading is asked for every post.
 */
import type { Plan } from './plan.ts';
import { NOWHERE, isHostIn } from './plan.ts';

export function wayText(plan: Plan, seat: number): string {
	return (plan.ways[seat] ?? [])
		.map((table, at) =>
			table === NOWHERE ? '-' : `${table + 1}${isHostIn(plan, seat, at + 1) ? 'h' : ''}`
		)
		.join(' ');
}

/** What a way says of a round, as a place in the order of tables; undefined where it has none. */
export function placeIn(way: string, round: number): number | undefined {
	const parts = way.split(' ');
	const part = parts[round - 1] ?? parts.at(-1);
	const place = part === undefined ? NaN : Number.parseInt(part, 10);
	return Number.isNaN(place) ? undefined : place - 1;
}
