/**
 * Owns the laws of a plan as it was laid, before anybody has moved: round 1 at home, hosts stay, as many
 * as chairs, within the hall, nobody returns, and nobody meets twice where that is promised.
 */
import type { Id, Seat, Table } from '#lib/domain/rows.ts';
import type { Hall } from '../hall.ts';
import { all, changed, firstFault, type Deed, type Law } from './deed.ts';

interface Walker {
	seat: Seat;
	/** Null: no place. */
	way: (Id | null)[];
}

export class Plan implements Law {
	faultOf(deed: Deed): string | null {
		const { after, before, outcome } = deed;
		if (!outcome.ok || before === after || after.isUnderWay || after.mode === 'free') return null;
		if (!changed(deed, 'seat').length || !isLaid(deed)) return null;
		const walkers = all(deed, 'seat').map((seat) => ({
			seat,
			way: after.wayOf(seat).slice(0, after.rounds)
		}));
		for (const tables of hallsOf(after)) {
			const homes = new Set(tables.map(({ id }) => id));
			const here = walkers.filter(({ seat }) => homes.has(seat.tableId));
			const fault = firstFault(
				() => faultOfPlaces(here, tables),
				() =>
					after.mode === 'carousel'
						? faultOfGroups(here, tables)
						: (faultOfReturns(here, tables, after.rounds) ??
							faultOfMeetings(here, tables, after.rounds))
			);
			if (fault) return fault;
		}
		return null;
	}
}

const isLaid = ({ command: { type } }: Deed): boolean =>
	type.startsWith('table.') || type.startsWith('workshop.') || type.endsWith('_round');

function hallsOf({ tables }: Hall): Table[][] {
	const halls = new Map<string, Table[]>();
	for (const table of tables) halls.set(table.hall, [...(halls.get(table.hall) ?? []), table]);
	return [...halls.values()];
}

/** [R1] [R3] [R5] [R11] */
function faultOfPlaces(walkers: readonly Walker[], tables: readonly Table[]): string | null {
	const taken = new Map<string, number>();
	for (const { seat, way } of walkers) {
		if (way[0] !== seat.tableId && way[0] !== null) return `${seat.id} does not begin at home`;
		for (const [at, table] of way.entries()) {
			if (table === null) continue;
			if (seat.index === 0 && table !== seat.tableId) return `the host ${seat.id} leaves`;
			if (!tables.some(({ id }) => id === table)) return `${seat.id} is sent to another hall`;
			const key = `${at} ${table}`;
			taken.set(key, (taken.get(key) ?? 0) + 1);
		}
	}
	for (const [key, count] of taken) {
		const table = tables.find(({ id }) => id === key.split(' ')[1]);
		if (count > (table?.seats ?? 0)) return `${count} seats at table ${table?.number} by plan`;
	}
	return null;
}

/** [R10] The travellers of a table stay together and see as many tables as there are. */
function faultOfGroups(walkers: readonly Walker[], tables: readonly Table[]): string | null {
	const size = Math.min(...tables.map(({ seats }) => seats));
	const isTopical = tables.some(({ topic }) => Object.keys(topic).length > 0);
	const crowds = new Map<string, Id>();
	for (const { id } of tables) {
		const group = walkers.filter(({ seat }) => seat.tableId === id && seat.index > 0);
		const [first] = group;
		for (const { seat, way } of group) {
			if (seat.index >= size && way.some((table) => table !== null))
				return `${seat.id} is too many`;
			if (seat.index < size && way.join() !== first?.way.join()) return `${seat.id} goes alone`;
		}
		if (!first || size < 2) continue;
		const seen = first.way.slice(0, tables.length);
		if (!isTopical && new Set(seen).size < seen.length) return `the group of ${id} returns`;
		for (const [at, table] of first.way.entries()) {
			const other = crowds.get(`${at} ${table}`);
			if (other !== undefined) return `the groups of ${id} and ${other} meet`;
			crowds.set(`${at} ${table}`, id);
		}
	}
	return null;
}

/** [R7] */
function faultOfReturns(
	walkers: readonly Walker[],
	tables: readonly Table[],
	rounds: number
): string | null {
	const guests = tables.map(({ seats }) => seats - 1);
	const isEven = guests.every((count) => count === guests[0]);
	const travellers = guests.reduce((sum, count) => sum + count, 0);
	if (!isEven && rounds * Math.max(...guests) > travellers) return null;
	for (const { seat, way } of walkers) {
		const first = way.slice(0, tables.length);
		if (seat.index > 0 && new Set(first).size < first.length)
			return `${seat.id} returns although another table is open`;
	}
	return null;
}

/** [R6] [R8] */
function faultOfMeetings(
	walkers: readonly Walker[],
	tables: readonly Table[],
	rounds: number
): string | null {
	const seats = tables[0]?.seats ?? 0;
	if (tables.some((table) => table.seats !== seats)) return null;
	if (!isPerfect(tables.length, seats, rounds)) return null;
	for (const [at, one] of walkers.entries())
		for (const other of walkers.slice(at + 1)) {
			const met = one.way.filter((table, round) => table !== null && table === other.way[round]);
			if (met.length > 1) return `${one.seat.id} and ${other.seat.id} meet ${met.length} times`;
		}
	return null;
}

/** By shifting alone, or because the tables are the power of a prime. */
function isPerfect(tables: number, seats: number, rounds: number): boolean {
	const isPower = [2, 3, 4, 5, 7, 8, 9].includes(tables) && tables >= seats && tables >= rounds;
	let meetsAgain = false;
	for (let apart = 1; apart < seats; apart++)
		for (let later = 1; later < rounds; later++)
			if ((apart * later) % tables === 0) meetsAgain = true;
	return isPower || !meetsAgain;
}
