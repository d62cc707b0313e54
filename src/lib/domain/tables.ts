/**
 * Owns tables and how many seats they have. What must stay true: once people have moved, the circle of
 * tables in order of their numbers is fixed, because everybody's way is counted on it; a number that
 * stands in a public id is never given to another table; nobody loses a seat by an edit.
 */
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse } from './case.ts';
import type { Payloads } from './commands.ts';
import { LIMITS } from './limits.ts';
import { lookOf } from './methods/world-cafe.ts';
import type { Id, Table } from './rows.ts';
import { seatId, seatsOf } from './seating.ts';
import type { State } from './state.ts';
import { optionalLine, texts } from './texts.ts';
import { hasBegun } from './writing.ts';

/** A new table with its seats; also part of making a workshop. */
export function putTable(kase: Case, id: Id, number: number, seats: number): void {
	const look = lookOf(number);
	kase.changes.put('table', {
		id,
		number,
		label: '',
		hall: '',
		mergedInto: null,
		colour: look,
		pictogram: look,
		seats,
		topic: {},
		question: {}
	});
	putSeats(kase, id, 0, seats);
}

function putSeats(kase: Case, tableId: Id, from: number, to: number): void {
	for (let index = from; index < to; index++)
		kase.changes.put('seat', {
			id: seatId(tableId, index),
			tableId,
			index,
			participantId: null,
			takenAt: null,
			way: null
		});
}

export function add(kase: Case, { tableId, seats }: Payloads['table.add']): Ruling {
	const { state } = kase;
	if (!isFresh(state, 'table', tableId)) return refuse('malformed', { field: 'tableId' });
	if (hasRotated(state)) return refuse('not_in_draft');
	if (state.tables.length >= LIMITS.tables)
		return refuse('too_many', { field: 'tables', limit: LIMITS.tables });
	const fault = faultOfSeats(seats);
	if (fault) return fault;
	const number = (state.tables.at(-1)?.number ?? 0) + 1;
	if (number > LIMITS.tableNumber)
		return refuse('too_many', { field: 'number', limit: LIMITS.tableNumber });
	putTable(kase, tableId, number, seats);
	return null;
}

export function edit(kase: Case, payload: Payloads['table.edit']): Ruling {
	const { state, changes } = kase;
	const table = state.get('table', payload.tableId);
	if (!table) return refuse('not_found');
	const fields: Partial<Table> = {};
	if (payload.number !== undefined && payload.number !== table.number) {
		const { number } = payload;
		if (!Number.isInteger(number) || number < 1 || number > LIMITS.tableNumber)
			return refuse('malformed', { field: 'number' });
		if (state.tables.some((other) => other.number === number))
			return refuse('number_taken', { field: 'number' });
		if (hasRotated(state)) return refuse('not_in_draft', { field: 'number' });
		if (hasWords(state, table.id)) return refuse('in_use', { field: 'number' });
		fields.number = number;
	}
	if (payload.label !== undefined) {
		const label = optionalLine(payload.label, LIMITS.shortText, 'label');
		if (!label.ok) return label.refusal;
		fields.label = label.value;
	}
	for (const key of ['topic', 'question'] as const) {
		const given = payload[key];
		if (given === undefined) continue;
		const clean = texts(given, LIMITS.question, key);
		if (!clean.ok) return clean.refusal;
		fields[key] = clean.value;
	}
	if (payload.colour !== undefined) fields.colour = payload.colour;
	if (payload.pictogram !== undefined) fields.pictogram = payload.pictogram;
	if (payload.seats !== undefined && payload.seats !== table.seats) {
		const fault = faultOfSeats(payload.seats);
		if (fault) return fault;
		const dropped = seatsOf(state, table).slice(payload.seats);
		if (dropped.some((seat) => seat.participantId !== null))
			return refuse('in_use', { field: 'seats' });
		for (const seat of dropped) changes.remove('seat', seat.id);
		putSeats(kase, table.id, table.seats, payload.seats);
		fields.seats = payload.seats;
	}
	changes.edit('table', table.id, fields);
	return null;
}

export function remove(kase: Case, { tableId }: Payloads['table.remove']): Ruling {
	const { state, changes } = kase;
	const table = state.get('table', tableId);
	if (!table) return refuse('not_found');
	if (hasRotated(state)) return refuse('not_in_draft');
	const seats = seatsOf(state, table);
	if (seats.some((seat) => seat.participantId !== null) || hasWords(state, tableId))
		return refuse('in_use');
	for (const seat of seats) changes.remove('seat', seat.id);
	changes.remove('table', tableId);
	return null;
}

function faultOfSeats(seats: number): Ruling {
	return seats >= LIMITS.seatsMin && seats <= LIMITS.seatsPerTable
		? null
		: refuse('too_many', { field: 'seats', limit: LIMITS.seatsPerTable });
}

/** People have been sent to other tables at least once. */
function hasRotated(state: State): boolean {
	return state.steps.some((step) => step.kind === 'change' && hasBegun(step));
}

/** Somebody wrote at this table, in any round; withdrawn words count, their ids are out. */
function hasWords(state: State, tableId: Id): boolean {
	if ((state.contributionsByTable.get(tableId)?.size ?? 0) > 0) return true;
	for (let number = 1; number <= LIMITS.essences; number++)
		if (state.get('essence', `${tableId}.e${number}`)) return true;
	for (let round = 1; round <= LIMITS.rounds; round++)
		if (state.get('summary', `${tableId}.${round}`)) return true;
	return false;
}
