/**
 * Owns how the plan of moves gets onto the seats and stays there. What must stay true: either no seat has
 * a way and all follow the shift, or every seat has one; before anybody has moved the plan is made anew
 * with every change of the hall; from then on nobody's way changes unless their table is closed.
 */
import type { Case } from './case.ts';
import { theWorkshop } from './case.ts';
import type { Id, Kind, RowOf, Seat, Table, Workshop } from './rows.ts';
import { shiftIsPerfect } from './rotation/offsets.ts';
import type { Plan, PlanTable } from './rotation/plan.ts';
import { NOWHERE, seatsOfTables } from './rotation/plan.ts';
import { planRotation } from './rotation/plan-rotation.ts';
import type { Changes } from './rotation/replan.ts';
import { replan } from './rotation/replan.ts';
import { placeIn, wayText } from './rotation/way-text.ts';
import { seatingRound, shift, standing } from './rotation.ts';
import type { State } from './state.ts';
import { hasBegun } from './writing.ts';

/** The same hall always gets the same plan, on every machine. */
const SEED = 1;
/** Enough for the best known plans of small halls, and no pause that anybody notices. */
export const TRIES = 6_000;

export function seatId(tableId: Id, index: number): Id {
	return `${tableId}.${index}`;
}

export function asPlanTable(table: Pick<Table, 'id' | 'seats' | 'hall' | 'topic'>): PlanTable {
	const topic = Object.values(table.topic)[0]?.trim();
	const { id, seats, hall } = table;
	return { id, seats, hall, ...(topic ? { topic } : {}) };
}

/** True when "letter j goes j tables on" is already a perfect plan and can be said aloud. */
export function isPlainShift(
	tables: readonly Pick<Table, 'seats' | 'hall'>[],
	rounds: number
): boolean {
	const [first] = tables;
	return (
		first === undefined ||
		(tables.every((table) => table.seats === first.seats && table.hall === first.hall) &&
			shiftIsPerfect(tables.length, first.seats, rounds))
	);
}

/** The plan for a hall in which nobody has moved yet; null where the shift or people's choice is it. */
export function planFor(
	tables: readonly Pick<Table, 'id' | 'seats' | 'hall' | 'topic' | 'mergedInto'>[],
	rounds: number,
	{ moveMode }: Pick<Workshop, 'moveMode'>
): Plan | null {
	if (moveMode === 'free' || tables.length === 0 || rounds === 0) return null;
	if (moveMode === 'scatter' && isPlainShift(tables, rounds)) return null;
	return planRotation({
		tables: tables.map(asPlanTable),
		rounds,
		moveMode,
		seed: SEED,
		tries: TRIES,
		// Nobody is sent through the building between two rounds.
		keepWithinHall: true
	});
}

/** People have been sent to other tables, or a table was closed with people at it. */
export function isUnderWay(state: State): boolean {
	return (
		state.steps.some((step) => step.kind === 'change' && hasBegun(step)) ||
		state.tables.some((table) => table.mergedInto !== null)
	);
}

/** All rows of a kind as they will be after this command. */
function after<K extends Kind>({ state, changes }: Case, kind: K): RowOf[K][] {
	const rows = new Map<Id, RowOf[K]>(state.live(kind).map((row) => [row.id, row]));
	for (const change of changes.list())
		if (change.kind === kind) rows.set(change.row.id, change.row as RowOf[K]);
	return [...rows.values()].filter((row) => !row.removed);
}

const tablesAfter = (kase: Case) => after(kase, 'table').sort((a, b) => a.number - b.number);
const roundsAfter = (kase: Case) =>
	after(kase, 'step').filter(({ kind }) => kind === 'round').length;

/** Makes the plan anew for what the hall will be after this command. Only while nobody has moved. */
export function layPlan(kase: Case): void {
	const tables = tablesAfter(kase);
	// The workshop itself may be made by this very command.
	const [workshop] = after(kase, 'workshop');
	const plan = workshop ? planFor(tables, roundsAfter(kase), workshop) : null;
	writePlan(kase, tables, (number) => (plan ? wayText(plan, number) : null));
}

/** Seats are numbered in order of tables and letters. */
function writePlan(
	{ changes }: Case,
	tables: readonly Pick<Table, 'id' | 'seats'>[],
	wayOf: (number: number, seat: Seat) => string | null
): void {
	let number = 0;
	for (const table of tables)
		for (let index = 0; index < table.seats; index++, number++) {
			const seat = changes.get('seat', seatId(table.id, index));
			if (!seat) continue;
			const way = wayOf(number, seat);
			// Who sits there is told anew: the same letter may lead elsewhere when the circle is another.
			if (way !== seat.way || seat.participantId !== null) changes.edit('seat', seat.id, { way });
		}
}

/** What is on the seats now, as a plan that can be changed. */
function presentPlan(state: State): Plan {
	const { tables, workshop } = state;
	const rounds = state.steps.filter(({ kind }) => kind === 'round').length;
	const seats = seatsOfTables(tables.map(asPlanTable));
	const ways = seats.map(({ home, index }) => {
		const tableId = tables[home]?.id ?? '';
		const way = state.get('seat', seatId(tableId, index))?.way;
		return Array.from({ length: rounds }, (_, at) =>
			way ? (placeIn(way, at + 1) ?? NOWHERE) : shift(home, index, at + 1, tables.length)
		);
	});
	const hosts = tables.map((_, home) => {
		const first = seats.findIndex((seat) => seat.home === home);
		return Array.from({ length: rounds }, (__, at) =>
			ways[first]?.[at] === home ? first : NOWHERE
		);
	});
	return {
		tables: tables.map(asPlanTable),
		rounds,
		moveMode: workshop?.moveMode ?? 'scatter',
		keepWithinHall: true,
		seats,
		ways,
		hosts
	};
}

const isTaken =
	({ state }: Case, plan: Plan) =>
	(number: number): boolean => {
		const seat = plan.seats[number];
		const table = seat && plan.tables[seat.home];
		return !!table && state.get('seat', seatId(table.id, seat.index))?.participantId != null;
	};

/** A table that is opened when people travel already: for latecomers, at the end of the order. */
export function openInPlan(
	kase: Case,
	table: Pick<Table, 'id' | 'seats' | 'hall' | 'topic'>
): void {
	if (theWorkshop(kase).moveMode === 'free') return;
	const now = presentPlan(kase.state);
	const plan = replan(
		now,
		{ fromRound: seatingRound(kase.state), opened: [asPlanTable(table)] },
		isTaken(kase, now)
	);
	writePlan(kase, plan.tables, (number) => wayText(plan, number));
}

/** People of a closed table go on from the present round as the engine finds room for them. */
export function closeInPlan(kase: Case, tableId: Id, intoId: Id): void {
	const table = kase.state.tableIndex(tableId);
	const into = kase.state.tableIndex(intoId);
	if (table === undefined || into === undefined) return;
	closeFrom(kase, seatingRound(kase.state), [{ table, into }]);
}

/** Going back to a round in which tables were open that are closed since: they are not opened by it. */
export function keepClosed(kase: Case, round: number): void {
	const { state } = kase;
	const closed = state.tables.flatMap(({ id, mergedInto }, table) =>
		mergedInto ? [{ table, into: state.tableIndex(standing(state, id)?.id ?? '') }] : []
	);
	if (closed.length > 0 && theWorkshop(kase).moveMode !== 'free') closeFrom(kase, round, closed);
}

function closeFrom(kase: Case, fromRound: number, closed: NonNullable<Changes['closed']>): void {
	const now = presentPlan(kase.state);
	const plan = replan(now, { fromRound, closed }, isTaken(kase, now));
	writePlan(kase, plan.tables, (number) => wayText(plan, number));
}

/** Chairs that are brought when people travel already stay where they are; at a closed table nobody sits. */
export function addChairs(kase: Case, table: Table, from: number): void {
	if (theWorkshop(kase).moveMode === 'free') return;
	const { state, changes } = kase;
	const now = presentPlan(state);
	writePlan(kase, state.tables, (number) => wayText(now, number));
	const home = state.tables.findIndex(({ id }) => id === table.id);
	const round = seatingRound(state);
	const way = Array.from({ length: now.rounds }, (_, at) =>
		at + 1 < round || table.mergedInto ? '-' : home + 1
	);
	for (let index = from; changes.get('seat', seatId(table.id, index)); index++)
		changes.edit('seat', seatId(table.id, index), { way: way.join(' ') });
}

/**
 * A round more or less. Where ways are written and people travel, each letter goes on by its own steps
 * among the open tables, a group by one: what was printed for the rounds before stays true.
 */
export function fitRounds(kase: Case): void {
	const { state } = kase;
	if (!isUnderWay(state)) return layPlan(kase);
	const { moveMode } = theWorkshop(kase);
	const rounds = roundsAfter(kase);
	if (moveMode === 'free') return;
	const open = state.tables.flatMap((table, place) => (table.mergedInto ? [] : [place]));
	writePlan(kase, state.tables, (_, seat) => {
		if (!seat.way) return null;
		const parts = seat.way.split(' ').slice(0, rounds);
		while (parts.length < rounds) {
			const last = parts.at(-1) ?? '-';
			const at = open.indexOf(Number.parseInt(last, 10) - 1);
			const steps = seat.index === 0 ? 0 : moveMode === 'carousel' ? 1 : seat.index;
			const next = open[(at + steps) % open.length];
			parts.push(at < 0 || steps === 0 || next === undefined ? last : String(next + 1));
		}
		return parts.join(' ');
	});
}
