/**
 * Owns the form in which a seat's way is stored: one short text a seat, e.g. `7 9 12`, which people can
 * read in the database. Numbers are places in the order of tables, from 1; `h` marks a round as host, `-`
 * a round without a place. A text that this module did not write is refused, not guessed.
 */
import type { Plan } from './plan.ts';
import { NOWHERE, isHostIn, seatsOfTables } from './plan.ts';

export function wayText(plan: Plan, seat: number): string {
	return (plan.ways[seat] ?? [])
		.map((table, at) =>
			table === NOWHERE ? '-' : `${table + 1}${isHostIn(plan, seat, at + 1) ? 'h' : ''}`
		)
		.join(' ');
}

/** The plan again, from the texts of all its seats; null if they do not fit the tables. */
export function planFromTexts(
	frame: Pick<Plan, 'tables' | 'rounds' | 'moveMode' | 'hostMode' | 'keepWithinHall'>,
	texts: readonly string[]
): Plan | null {
	const seats = seatsOfTables(frame.tables);
	if (texts.length !== seats.length) return null;
	const hosts = frame.tables.map(() => new Array<number>(frame.rounds).fill(NOWHERE));
	const ways: number[][] = [];
	for (const [seat, text] of texts.entries()) {
		const parts = text.split(' ');
		if (parts.length !== frame.rounds) return null;
		const way: number[] = [];
		for (const [at, part] of parts.entries()) {
			const match = /^(?:-|([1-9]\d*)(h?))$/.exec(part);
			const table = match?.[1] ? Number(match[1]) - 1 : NOWHERE;
			if (!match || table >= frame.tables.length) return null;
			const row = match[2] ? hosts[table] : undefined;
			if (row) row[at] = seat;
			way.push(table);
		}
		ways.push(way);
	}
	return { ...frame, seats, ways, hosts };
}
