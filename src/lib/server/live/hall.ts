/**
 * Owns the hall at a glance: how many sit where, who is connected, where somebody writes. A hint, never a
 * fact for counting: memory only, and by table, so that nobody watches a single person. Contributions are
 * counted as they come; nothing here walks over all of them while the evening runs.
 */
import {
	devicesOn,
	seatName,
	seatingRound,
	tableOf,
	tableOfParticipant
} from '#lib/domain/rotation.ts';
import type { Contribution, Id, Step } from '#lib/domain/rows.ts';
import { isHostSeat } from '#lib/domain/seating.ts';
import type { State } from '#lib/domain/state.ts';
import type { HallHint } from '#lib/protocol/socket.ts';
import type { Committed } from '../room/room.ts';

/** A phone says every three seconds that somebody types; two missed ones mean it has stopped. */
const WRITING_MS = 6500;

interface Posts {
	count: number;
	lastAt: number | null;
}

export class Hall {
	readonly #getState: () => State;
	readonly #asking: () => HallHint['asking'];
	/** Connections of each participant: a device may have two tabs. */
	readonly #online = new Map<Id, number>();
	readonly #writingUntil = new Map<Id, number>();
	/** By round and table. */
	readonly #posts = new Map<string, Posts>();
	#contributions = 0;

	constructor(getState: () => State, asking: () => HallHint['asking']) {
		this.#getState = getState;
		this.#asking = asking;
		for (const row of getState().live('contribution')) this.#count(row, 1);
	}

	note(committed: readonly Committed[]): void {
		for (const { change, before } of committed) {
			if (change.kind !== 'contribution') continue;
			if (before) this.#count(before as Contribution, -1);
			this.#count(change.row, 1);
		}
	}

	came(participantId: Id): void {
		this.#online.set(participantId, (this.#online.get(participantId) ?? 0) + 1);
	}

	went(participantId: Id): void {
		const left = (this.#online.get(participantId) ?? 1) - 1;
		if (left > 0) this.#online.set(participantId, left);
		else this.#online.delete(participantId);
	}

	types(participantId: Id, now: number): void {
		const table = tableOfParticipant(this.#getState(), participantId);
		if (table) this.#writingUntil.set(table.id, now + WRITING_MS);
	}

	/** When the picture changes by itself because somebody has stopped typing; null when it does not. */
	nextChangeAt(): number | null {
		return this.#writingUntil.size ? Math.min(...this.#writingUntil.values()) : null;
	}

	hint(now: number): HallHint {
		const state = this.#getState();
		for (const [tableId, until] of this.#writingUntil)
			if (until <= now) this.#writingUntil.delete(tableId);

		const tables: HallHint['tables'] = {};
		const postsRound = latestRound(state);
		for (const { id } of state.tables) {
			const posts = this.#posts.get(`${postsRound}.${id}`);
			tables[id] = {
				seated: 0,
				people: 0,
				online: 0,
				arrived: 0,
				hasHost: false,
				posts: posts?.count ?? 0,
				lastPostAt: posts?.lastAt ?? null,
				writing: this.#writingUntil.has(id),
				essences: 0,
				shared: []
			};
		}
		for (const { tableId, state: essence } of state.live('essence')) {
			const table = tables[tableId];
			if (table && essence !== 'withdrawn') table.essences += 1;
		}
		return {
			people: this.#seat(state, tables),
			online: this.#online.size,
			heard: this.#heard(state),
			spoken: isSpoken(state),
			contributions: this.#contributions,
			asking: this.#asking(),
			tables
		};
	}

	/** Of the devices that are connected now. */
	#heard(state: State): number {
		const calledAt = state.workshop?.calledAt ?? null;
		if (calledAt === null) return 0;
		let heard = 0;
		for (const id of this.#online.keys())
			if (state.get('participant', id)?.heardAt === calledAt) heard += 1;
		return heard;
	}

	/** Fills in who sits where; answers how many people that are. */
	#seat(state: State, tables: HallHint['tables']): number {
		const round = seatingRound(state);
		const changeId = latestChange(state)?.id ?? null;
		let people = 0;
		for (const seatId of state.seatByParticipant.values()) {
			const seat = state.get('seat', seatId);
			const at = seat && tableOf(state, seat, round);
			const table = at && tables[at.id];
			if (!table) continue;
			if (isHostSeat(state, seat, round)) table.hasHost = true;
			let devices = 0;
			let here = 0;
			for (const id of devicesOn(state, seat)) {
				const participant = state.get('participant', id);
				if (!participant) continue;
				devices += 1;
				here += participant.people;
				table.seated += 1;
				if (this.#online.has(id)) table.online += 1;
				if (changeId !== null && participant.arrivedStepId === changeId) table.arrived += 1;
			}
			people += here;
			table.people += here;
			const home = state.get('table', seat.tableId);
			if (devices > 1 && home)
				table.shared.push({ seat: seatName(home, seat.index), people: here });
		}
		return people;
	}

	#count({ round, tableId, state, removed, postedAt }: Contribution, by: 1 | -1): void {
		if (removed || state === 'withdrawn') return;
		const key = `${round}.${tableId}`;
		const posts = this.#posts.get(key) ?? { count: 0, lastAt: null };
		posts.count += by;
		this.#contributions += by;
		if (posts.count === 0) posts.lastAt = null;
		else if (by > 0) posts.lastAt = Math.max(posts.lastAt ?? 0, postedAt);
		this.#posts.set(key, posts);
	}
}

/** What can be said without knowing who is connected: for a page that is just being made. */
export function hallOnPaper(state: State, now: number): HallHint {
	const hall = new Hall(
		() => state,
		() => []
	);
	return hall.hint(now);
}

/** No seat has a way of its own, so "letter C moves two tables on" is true and can be said aloud. */
function isSpoken(state: State): boolean {
	const [first] = state.tables;
	if (!first || state.workshop?.moveMode !== 'scatter') return false;
	return !state.seatsAt(first.id)[0]?.way;
}

/** The last step up to the current one for which `isIt` holds. */
function latest(state: State, isIt: (step: Step) => boolean): Step | undefined {
	const { step: current } = state;
	return current && state.steps.findLast((step) => step.position <= current.position && isIt(step));
}

const latestChange = (state: State) => latest(state, ({ kind }) => kind === 'change');
const latestRound = (state: State) => latest(state, ({ kind }) => kind === 'round')?.round ?? 1;
