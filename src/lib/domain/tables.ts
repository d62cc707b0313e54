/**
 * Owns tables and how many seats they have. What must stay true: once people have moved, the order of
 * tables is fixed, because everybody's way is counted on it: a table opened then comes last, a closed one
 * stays in its place; a number that stands in a public id is never given to another table; nobody loses a
 * seat by an edit.
 */
import type { Case, Ruling } from './case.ts';
import { isFresh, refuse } from './case.ts';
import { moveTogether } from './choosing.ts';
import type { Payloads } from './commands.ts';
import { LIMITS } from './limits.ts';
import { lookOf } from './methods/world-cafe.ts';
import type { Id, Seat, Table } from './rows.ts';
import { placeIn } from './rotation/way-text.ts';
import { seatingRound, tableOf } from './rotation.ts';
import { addChairs, closeInPlan, isUnderWay, layPlan, openInPlan, seatId } from './seat-plan.ts';
import { seatsOf } from './seating.ts';
import { clearSignal } from './signals.ts';
import type { State } from './state.ts';
import { optionalLine, texts } from './texts.ts';

/** Tables stand in the halls in order of their numbers, equally many in each as far as that goes. */
export function hallOf(number: number, tables: number, halls: readonly string[]): string {
	return halls.length > 1 ? (halls[Math.floor(((number - 1) * halls.length) / tables)] ?? '') : '';
}

/** A new table with its seats; also part of making a workshop. */
export function putTable(kase: Case, id: Id, number: number, seats: number, hall = ''): void {
	const look = lookOf(number);
	kase.changes.put('table', {
		id,
		number,
		label: '',
		hall,
		mergedInto: null,
		...look,
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
	if (state.tables.length >= LIMITS.tables)
		return refuse('too_many', { field: 'tables', limit: LIMITS.tables });
	const fault = faultOfSeats(seats);
	if (fault) return fault;
	const number = (state.tables.at(-1)?.number ?? 0) + 1;
	if (number > LIMITS.tableNumber)
		return refuse('too_many', { field: 'number', limit: LIMITS.tableNumber });
	const travels = isUnderWay(state);
	putTable(kase, tableId, number, seats);
	if (travels) openInPlan(kase, { id: tableId, seats, hall: '', topic: {} });
	else layPlan(kase);
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
		if (isUnderWay(state)) return refuse('not_in_draft', { field: 'number' });
		if (hasWords(state, table.id)) return refuse('in_use', { field: 'number' });
		fields.number = number;
	}
	if (payload.label !== undefined) {
		const label = optionalLine(payload.label, LIMITS.shortText, 'label');
		if (!label.ok) return label.refusal;
		fields.label = label.value;
	}
	if (payload.hall !== undefined) {
		const hall = optionalLine(payload.hall, LIMITS.shortText, 'hall');
		if (!hall.ok) return hall.refusal;
		fields.hall = hall.value;
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
	const travels = isUnderWay(state);
	if (payload.seats !== undefined && payload.seats !== table.seats) {
		const fault = faultOfSeats(payload.seats);
		if (fault) return fault;
		const dropped = seatsOf(state, table).slice(payload.seats);
		if (dropped.some((seat) => seat.participantId !== null))
			return refuse('in_use', { field: 'seats' });
		for (const seat of dropped) changes.remove('seat', seat.id);
		putSeats(kase, table.id, table.seats, payload.seats);
		if (travels && payload.seats > table.seats) addChairs(kase, table, table.seats);
		fields.seats = payload.seats;
	}
	changes.edit('table', table.id, fields);
	// Laying a large hall's plan costs a moment: not for a form that sends what is there already.
	const isOnPlan = (['number', 'seats', 'hall', 'topic'] as const).some(
		(key) => key in fields && JSON.stringify(fields[key]) !== JSON.stringify(table[key])
	);
	if (isOnPlan && !travels) layPlan(kase);
	return null;
}

export function remove(kase: Case, { tableId }: Payloads['table.remove']): Ruling {
	const { state, changes } = kase;
	const table = state.get('table', tableId);
	if (!table) return refuse('not_found');
	if (isUnderWay(state)) return refuse('not_in_draft');
	const seats = seatsOf(state, table);
	if (seats.some((seat) => seat.participantId !== null) || hasWords(state, tableId))
		return refuse('in_use');
	for (const seat of seats) changes.remove('seat', seat.id);
	changes.remove('table', tableId);
	clearSignal(kase, tableId);
	layPlan(kase);
	return null;
}

/**
 * Closes a table while people travel: who sits there goes to the other one now, if it has chairs for all
 * of them, and who would have come later goes where there is room. Words and ids stay its own.
 */
export function merge(kase: Case, { tableId, intoId }: Payloads['table.merge']): Ruling {
	const { state, changes } = kase;
	const table = state.get('table', tableId);
	const into = state.get('table', intoId);
	if (!table || !into || table.mergedInto || into.mergedInto) return refuse('not_found');
	if (tableId === intoId) return refuse('malformed', { field: 'intoId' });
	const round = seatingRound(state);
	const sitting: Seat[] = [];
	const free: Seat[] = [];
	let there = 0;
	for (const { id } of state.tables)
		for (const seat of seatsOf(state, { id })) {
			const at = tableOf(state, seat, round)?.id;
			if (at === tableId && seat.participantId !== null) sitting.push(seat);
			if (at === intoId && seat.participantId !== null) there += 1;
			// The host's chair is for somebody who wants to be host.
			if (at === intoId && seat.participantId === null && seat.index > 0 && isChair(state, seat))
				free.push(seat);
		}
	// The plan may lead more seats here than there are chairs since some were taken away.
	const room = Math.min(free.length, Math.max(0, into.seats - there));
	if (sitting.length > room) return refuse('table_full', { limit: room });
	if (state.workshop?.moveMode === 'free') moveTogether(kase, sitting, free);
	else closeInPlan(kase, tableId, intoId);
	changes.edit('table', tableId, { mergedInto: intoId });
	clearSignal(kase, tableId);
	return null;
}

/** A free seat of a closed table, or one that gave its place away, leads to a table and is no chair there. */
function isChair(state: State, seat: Seat): boolean {
	if (seat.way) return placeIn(seat.way, seatingRound(state)) !== undefined;
	return state.get('table', seat.tableId)?.mergedInto === null;
}

function faultOfSeats(seats: number): Ruling {
	return seats >= LIMITS.seatsMin && seats <= LIMITS.seatsPerTable
		? null
		: refuse('too_many', { field: 'seats', limit: LIMITS.seatsPerTable });
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
