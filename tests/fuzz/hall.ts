/**
 * Owns the simulator's own reading of who sits where. It is written from SPEC.md and shares no line with
 * the domain: if both are to be wrong in the same way, somebody has to misread the rules twice.
 */
import type {
	Id,
	Kind,
	MoveMode,
	Participant,
	RowOf,
	Seat,
	Step,
	Table
} from '#lib/domain/rows.ts';

export type Rows = { readonly [K in Kind]: ReadonlyMap<Id, RowOf[K]> };

/** There are never more rounds. */
export const MOST_ROUNDS = 6;

export function there<T extends { removed: boolean }>(row: T | undefined): T | undefined {
	return row && !row.removed ? row : undefined;
}

export function live<K extends Kind>(rows: Rows, kind: K): RowOf[K][] {
	return [...rows[kind].values()].filter(({ removed }) => !removed);
}

export interface Sitting {
	seat: Id;
	/** Of round 1, 2, …: at home where the plan has no place. */
	tables: Id[];
	/** As the plan has it; null where it has no place, as before the table was there. */
	places: (Id | null)[];
}

export class Hall {
	readonly mode: MoveMode;
	/** In order of their numbers. */
	readonly tables: readonly Table[];
	readonly steps: readonly Step[];
	readonly step: Step | undefined;
	/** The round whose seating applies now. */
	readonly round: number;
	/** How many rounds there are. */
	readonly rounds: number;
	/** Everybody who sits, companions too. */
	readonly people = new Map<Id, Sitting>();
	/** The devices on a seat, the holder's first. */
	readonly onSeat = new Map<Id, Id[]>();
	readonly #seats: readonly Seat[];
	/** How many people a device stands for. */
	readonly #devices = new Map<Id, number>();

	/** Of the rows as they are now; what becomes of them later changes nothing here. */
	constructor(rows: Rows) {
		this.#seats = live(rows, 'seat');
		const [workshop] = live(rows, 'workshop');
		this.mode = workshop?.moveMode ?? 'scatter';
		this.tables = live(rows, 'table').sort((a, b) => a.number - b.number);
		this.steps = live(rows, 'step').sort((a, b) => a.position - b.position);
		this.step = this.steps.find(({ id }) => id === workshop?.stepId);
		this.rounds = this.steps.filter(({ kind }) => kind === 'round').length;
		let round = 1;
		for (const step of this.steps)
			if (this.step && step.position <= this.step.position && step.state !== 'skipped')
				round = Math.max(round, step.round ?? 1);
		this.round = round;
		this.#seatPeople(live(rows, 'participant'));
	}

	#seatPeople(participants: readonly Participant[]): void {
		const seatOf = new Map<Id, Id>();
		for (const { id, participantId } of this.#seats) {
			if (participantId === null) continue;
			seatOf.set(participantId, id);
			this.onSeat.set(id, [participantId]);
		}
		for (const { id, people, companionOf, leftAt } of participants) {
			this.#devices.set(id, people);
			const seat = companionOf === null ? undefined : seatOf.get(companionOf);
			if (seat !== undefined && leftAt === null && !seatOf.has(id)) this.onSeat.get(seat)?.push(id);
		}
		for (const seat of this.#seats) {
			const devices = this.onSeat.get(seat.id);
			if (!devices) continue;
			const places = this.wayOf(seat);
			const tables = places.map((table) => table ?? this.#openAfter(seat.tableId));
			for (const person of devices) this.people.set(person, { seat: seat.id, tables, places });
		}
	}

	/** Changes begun, or tables closed: from then on nobody's way changes. */
	get isUnderWay(): boolean {
		return (
			this.tables.some(({ mergedInto }) => mergedInto !== null) ||
			this.steps.some(
				({ kind, state }) => kind === 'change' && state !== 'planned' && state !== 'skipped'
			)
		);
	}

	wayOf(seat: Seat): (Id | null)[] {
		return Array.from({ length: MOST_ROUNDS }, (_, at) => this.placeOf(seat, at + 1));
	}

	/** Null: no place in that round. */
	placeOf(seat: Seat, round: number): Id | null {
		if (seat.way !== null) {
			const parts = seat.way.split(' ');
			const part = parts[Math.min(round, parts.length) - 1] ?? '-';
			return part === '-' ? null : (this.tables[parseInt(part, 10) - 1]?.id ?? null);
		}
		if (seat.index === 0 || this.mode === 'free') return this.#openAfter(seat.tableId);
		const home = this.tables.findIndex(({ id }) => id === seat.tableId);
		return this.tables[(home + (round - 1) * seat.index) % this.tables.length]?.id ?? null;
	}

	/** Where the people of a table sit when it was closed. */
	#openAfter(tableId: Id): Id {
		let id = tableId;
		for (let turn = 0; turn < this.tables.length; turn++)
			id = this.tables.find((table) => table.id === id)?.mergedInto ?? id;
		return id;
	}

	openAfter(number: number): Id | undefined {
		const table = this.tables.find((one) => one.number === number);
		return table && this.#openAfter(table.id);
	}

	tableOf(person: Id, round = this.round): Id | null {
		return this.people.get(person)?.tables[round - 1] ?? null;
	}

	/** People at a table now; a device may stand for several. */
	crowd(tableId: Id): number {
		let people = 0;
		for (const [person, { tables }] of this.people)
			if (tables[this.round - 1] === tableId) people += this.#devices.get(person) ?? 0;
		return people;
	}

	/** Held seats at each table in a round. */
	taken(round: number): Map<Id, number> {
		const taken = new Map<Id, number>();
		for (const [holder] of this.onSeat.values()) {
			const table = holder === undefined ? null : this.tableOf(holder, round);
			if (table !== null) taken.set(table, (taken.get(table) ?? 0) + 1);
		}
		return taken;
	}

	/** Free seats that have a place in every round to come, with their table now. */
	free(): { seat: Seat; at: Id }[] {
		return this.#seats.flatMap((seat) => {
			if (seat.participantId !== null) return [];
			if (seat.way === null && this.#openAfter(seat.tableId) !== seat.tableId) return [];
			const at = this.placeOf(seat, this.round);
			const last = this.mode === 'free' ? this.round : Math.max(this.rounds, this.round);
			for (let round = this.round; round <= last; round++)
				if (this.placeOf(seat, round) === null) return [];
			return at === null ? [] : [{ seat, at }];
		});
	}

	/** Host of a table is who holds its first seat while it is open; null: nobody. */
	hostOf(tableId: Id, round = this.round): Id | null {
		const seat = this.#seats.find(({ id }) => id === `${tableId}.0`);
		return seat && this.placeOf(seat, round) === tableId ? seat.participantId : null;
	}
}

const halls = new WeakMap<Rows, { rev: number; hall: Hall }>();

/** Read once per revision. */
export function hallOf(rows: Rows, rev: number): Hall {
	const known = halls.get(rows);
	if (known?.rev === rev) return known.hall;
	const hall = new Hall(rows);
	halls.set(rows, { rev, hall });
	return hall;
}
