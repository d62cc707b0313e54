/**
 * Late arrivals, in halls of every size and in every way people move. Judged by `decide`, as in an
 * evening; the hall itself is set up row by row, because ten thousand evenings are to be played.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, CommandType, Payloads } from './commands.ts';
import { decide } from './decide.ts';
import { joining, START } from './fixture/evening.ts';
import { applied, planned, put, SYSTEM, type PlannedHall } from './fixture/planned-hall.ts';
import { chanceFrom, type Chance } from './rotation/chance.ts';
import { tableOf, tableOfParticipant } from './rotation.ts';
import type { HostMode, Id, MoveMode, RowOf } from './rows.ts';
import { State } from './state.ts';

const RUNS = 10_000;
/** Planning a hall costs more than an evening in it. */
const RUNS_PER_HALL = 100;
const GUESTS = 2;
/** Some ten seconds of work, and minutes on a machine that does much else. */
const BUSY_MS = 600_000;

const halls: fc.Arbitrary<PlannedHall> = fc.record({
	tables: fc.integer({ min: 2, max: 60 }),
	seats: fc.integer({ min: 3, max: 10 }),
	rounds: fc.integer({ min: 2, max: 6 }),
	moveMode: fc.constantFrom<MoveMode>('scatter', 'scatter', 'carousel', 'free'),
	hostMode: fc.constantFrom<HostMode>('fixed', 'volunteers')
});

/** Some people sit there, and the evening has come to some round. */
function running(hall: State, rounds: number, chance: Chance): State {
	const state = new State(hall.all());
	const round = 1 + chance.whole(rounds);
	for (const step of state.steps) {
		const isBefore = (step.round ?? 0) < round && step.kind !== 'harvest' && step.kind !== 'close';
		const isNow = step.kind === 'round' && step.round === round;
		if (!isBefore && !isNow && step.round !== round) continue;
		put(state, 'step', { ...step, state: isNow ? 'running' : 'done', startedAt: START });
		if (isNow && state.workshop) put(state, 'workshop', { ...state.workshop, stepId: step.id });
	}
	const full = chance.whole(100) / 100;
	for (const seat of hall.rows.seat.values()) {
		if (!chance.happens(full)) continue;
		const id = `p-${seat.id}`;
		put(state, 'participant', { ...SOMEBODY, id, people: 1 + chance.whole(2) });
		put(state, 'seat', { ...seat, participantId: id, takenAt: START });
	}
	return state;
}

const SOMEBODY: Omit<RowOf['participant'], 'id'> = {
	rev: 0,
	removed: false,
	lang: 'de',
	people: 1,
	origin: 'phone',
	joinedAt: START,
	companionOf: null,
	heardAt: null,
	blocked: false,
	arrivedStepId: null,
	leftAt: null
};

function ask<T extends CommandType>(
	state: State,
	actor: Actor,
	type: T,
	payload: Payloads[T]
): boolean {
	const command = { id: 'k', type, payload, typedAt: START } as Parameters<typeof decide>[1];
	const decision = decide(state, command, actor, { now: START, newId: () => 'none' });
	if (decision.ok) applied(state, decision.changes);
	return decision.ok;
}

/** Where everybody sits in every round. */
function waysOf(state: State, rounds: number): Map<Id, string> {
	const ways = new Map<Id, string>();
	for (const [who, id] of state.seatByParticipant) {
		const seat = state.get('seat', id);
		if (!seat) continue;
		let way = id;
		for (let round = 1; round <= rounds; round++)
			way += ` ${tableOf(state, seat, round)?.number ?? '-'}`;
		ways.set(who, way);
	}
	return ways;
}

/** Somebody comes: alone, to a wished table, with somebody, goes again; or a table more is opened. */
function arrive(state: State, id: Id, chance: Chance): boolean {
	const roll = chance.whole(20);
	// Before anybody has moved, the plan follows the tables.
	if (roll === 0 && roundOf(state) > 1)
		return ask(state, SYSTEM, 'table.add', { tableId: `new-${id}`, seats: 4 });
	const wish = roll < 6 ? 1 + chance.whole(state.tables.length) : null;
	const known = [...state.seatByParticipant.keys()];
	const friend = roll > 15 ? known[chance.whole(known.length)] : undefined;
	const came = ask(state, { role: 'guest' }, 'participant.join', {
		...joining(id, wish),
		...(friend === undefined ? {} : { companionOf: friend })
	});
	if (came && roll === 19) ask(state, { role: 'participant', id }, 'participant.leave', {});
	return came;
}

describe('late arrivals', () => {
	it(
		'[R13] [S10] change no one else’s way in 10,000 random halls and rounds, in any way people move',
		() => {
			let arrived = 0;
			for (const hall of fc.sample(halls, RUNS / RUNS_PER_HALL)) {
				const empty = planned(hall);
				fc.assert(
					fc.property(fc.constant(hall), fc.nat(), ({ rounds }, seed) => {
						const chance = chanceFrom(seed);
						const state = running(empty, rounds, chance);
						const before = waysOf(state, rounds);
						for (let guest = 0; guest < GUESTS; guest++)
							if (arrive(state, `late${guest}`, chance)) arrived++;
						const after = waysOf(state, rounds);
						for (const [who, way] of before)
							if (after.get(who) !== way) expect.fail(`${who}: ${way} became ${after.get(who)}`);
						for (let guest = 0; guest < GUESTS; guest++)
							if (state.seatByParticipant.has(`late${guest}`))
								for (let round = 1; round <= rounds; round++)
									if (!tableOfParticipant(state, `late${guest}`, round) && round >= roundOf(state))
										expect.fail(`late${guest} has no table in round ${round}`);
					}),
					{ numRuns: RUNS_PER_HALL }
				);
			}
			expect(arrived).toBeGreaterThan(RUNS);
		},
		BUSY_MS
	);
});

const roundOf = (state: State): number => state.step?.round ?? 1;
