import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evening, FACILITATOR } from './fixture/evening.ts';
import { chanceFrom } from './rotation/chance.ts';
import { seatingRound, tableOf, tableOfParticipant } from './rotation.ts';
import type { Id } from './rows.ts';
import { hostOf, isHost } from './seating.ts';
import { signalNow, signalsNow } from './signals.ts';

const at = (evening: Evening, who: Id, round?: number) =>
	tableOfParticipant(evening.state, who, round)?.number;
const waysOf = (evening: Evening) =>
	new Map(
		[...evening.state.seatByParticipant.keys()].map((who) => [
			who,
			[1, 2, 3].map((round) => at(evening, who, round)).join()
		])
	);
const crowds = (evening: Evening, round = seatingRound(evening.state)) => {
	const crowd = new Map<number, number>();
	for (const who of evening.state.seatByParticipant.keys()) {
		const number = at(evening, who, round) ?? 0;
		crowd.set(number, (crowd.get(number) ?? 0) + 1);
	}
	return crowd;
};

/** Thousands of deeds: a machine that does much else takes its time. */
const BUSY = { timeout: 60_000 };

describe('how people move', () => {
	it('[S15] is chosen until somebody has moved; seats and words stay', () => {
		const evening = Evening.open({ tables: 6, seats: 5 });
		const ada = evening.seated('ada', 2, 'B');
		evening.goTo('round', 1);
		evening.post(ada, 'c1');
		const { id } = evening.seat(ada);
		evening.staff('workshop.seat', { moveMode: 'carousel', hostMode: 'fixed' });
		expect(evening.seat(ada).id).toBe(id);
		expect(evening.row('contribution', 'c1').tableId).toBe(evening.table(2).id);
		evening.goTo('change', 2);
		const free = { moveMode: 'free', hostMode: 'fixed' } as const;
		expect(evening.refused(FACILITATOR, 'workshop.seat', free)).toBe('not_in_draft');
		evening.staff('workshop.seat', { moveMode: 'carousel', hostMode: 'volunteers' });
		expect(evening.workshop.hostMode).toBe('volunteers');
	});

	it('[S15] a carousel moves a group together and leaves its host', () => {
		const evening = Evening.open({ tables: 6, seats: 5 });
		evening.staff('workshop.seat', { moveMode: 'carousel', hostMode: 'fixed' });
		const group = ['B', 'C', 'D', 'E'].map((letter) => evening.seated(`g${letter}`, 3, letter));
		const host = evening.seated('host', 3, 'A');
		evening.goTo('round', 2);
		const tables = new Set(group.map((who) => at(evening, who)));
		expect(tables.size).toBe(1);
		expect(tables).not.toContain(3);
		expect(at(evening, host)).toBe(3);
	});

	it('[S15] [R11] people stay within their hall', () => {
		const evening = Evening.open({ tables: 8, seats: 4 });
		for (const number of [1, 2, 3, 4])
			evening.staff('table.edit', { tableId: evening.table(number).id, hall: 'Foyer' });
		for (const seat of evening.state.live('seat')) {
			const home = evening.row('table', seat.tableId).hall;
			for (const round of [1, 2, 3]) expect(tableOf(evening.state, seat, round)?.hall).toBe(home);
		}
	});

	it('[S16] where people choose, a free chair is taken and a full table refuses', () => {
		const evening = Evening.open({ tables: 3, seats: 3 });
		evening.staff('workshop.seat', { moveMode: 'free', hostMode: 'fixed' });
		const [ada, ben, cem] = ['ada', 'ben', 'cem'].map((who, n) => evening.join(who, n + 1));
		evening.goTo('round', 1);
		evening.post(ada ?? '', 'c1');
		evening.goTo('change', 2);
		expect(at(evening, 'ada')).toBe(1);
		const two = evening.table(2).id;
		evening.by('ada', 'seat.take', { tableId: two, index: 1 });
		expect(at(evening, 'ada')).toBe(2);
		expect(isHost(evening.state, 'ada')).toBe(false);
		expect(evening.refusedBy(cem ?? '', 'seat.take', { tableId: two, index: 1 })).toBe(
			'table_full'
		);
		// The last minute of round 1 still belongs to table 1.
		evening.post('ada', 'c2', 'spät', evening.step('round', 1).id);
		expect(evening.row('contribution', 'c2').publicId).toBe('R1-T01-002');
		evening.goTo('round', 2);
		evening.post('ada', 'c3');
		expect(evening.row('contribution', 'c3').publicId).toBe('R2-T02-001');
		evening.goTo('essence');
		const one = evening.table(1).id;
		expect(evening.refusedBy(ben ?? '', 'seat.take', { tableId: one, index: 1 })).toBe(
			'wrong_step'
		);
	});

	it('[S16] [P4] where people choose, going back moves nobody', () => {
		const evening = Evening.open({ tables: 3, seats: 3 });
		evening.staff('workshop.seat', { moveMode: 'free', hostMode: 'fixed' });
		evening.join('ada', 1);
		evening.goTo('change', 2);
		evening.by('ada', 'seat.take', { tableId: evening.table(2).id, index: 1 });
		evening.goTo('change', 3);
		evening.by('ada', 'seat.take', { tableId: evening.table(3).id, index: 1 });
		evening.staff('step.back', { from: evening.workshop.stepId ?? '' });
		expect([1, 2].map((round) => at(evening, 'ada', round))).toEqual([1, 3]);
		for (const kind of ['change', 'round'] as const) {
			evening.staff('step.back', { from: evening.workshop.stepId ?? '' });
			expect([kind, at(evening, 'ada')]).toEqual([kind, 3]);
		}
		evening.staff('step.remove_round', {});
		expect(at(evening, 'ada')).toBe(3);
	});

	it('[S17] a volunteer stays, the host walks the way of the volunteer', () => {
		const evening = Evening.open();
		evening.staff('workshop.seat', { moveMode: 'scatter', hostMode: 'volunteers' });
		const host = evening.seated('host', 4, 'A');
		const ada = evening.seated('ada', 4, 'C');
		const far = evening.seated('far', 9, 'B');
		const { id: four } = evening.table(4);
		const wish = { tableId: four, index: 0 };
		expect(evening.refusedBy(ada, 'seat.take', wish)).toBe('wrong_step');
		evening.goTo('change', 2);
		expect(evening.refusedBy(far, 'seat.take', wish)).toBe('wrong_table');
		const way = [2, 3].map((round) => at(evening, ada, round));
		evening.by(ada, 'seat.take', wish);
		expect(hostOf(evening.state, four)).toBe(ada);
		expect([2, 3].map((round) => at(evening, host, round))).toEqual(way);
		const fixed = Evening.open();
		fixed.seated('host', 4, 'A');
		fixed.seated('ada', 4, 'C');
		fixed.goTo('change', 2);
		const same = { tableId: fixed.table(4).id, index: 0 };
		expect(fixed.refusedBy('ada', 'seat.take', same)).toBe('seat_taken');
	});
});

/** A hall in which every seat is held, `7C` by `7C`. */
function full(tables: number, seats: number): { evening: Evening; people: Id[] } {
	const evening = Evening.open({ tables, seats });
	const people = evening.state.live('seat').map(({ tableId, index }) => {
		const { number } = evening.row('table', tableId);
		return evening.seated(`${number}.${index}`, number, String.fromCharCode(65 + index));
	});
	return { evening, people };
}

/** How often two people sit together who have sat together before. */
function meetingsAgain(evening: Evening, people: readonly Id[]): number {
	const met = new Set<string>();
	let again = 0;
	for (const round of [1, 2, 3]) {
		const tables = new Map<number, Id[]>();
		for (const who of people) {
			const table = at(evening, who, round) ?? 0;
			const there = tables.get(table) ?? [];
			for (const other of there) {
				if (met.has(`${other} ${who}`)) again++;
				met.add(`${other} ${who}`);
			}
			tables.set(table, [...there, who]);
		}
	}
	return again;
}

describe('volunteers', BUSY, () => {
	it('[R16] move nobody but the host, who is not sent back; a few meet again', () => {
		const chance = chanceFrom(5);
		const { evening, people } = full(20, 5);
		evening.staff('workshop.seat', { moveMode: 'scatter', hostMode: 'volunteers' });
		const relieved = new Map<Id, number>();
		for (const round of [2, 3]) {
			evening.goTo('change', round);
			for (const table of evening.state.tables) {
				const before = waysOf(evening);
				const host = hostOf(evening.state, table.id);
				const there = people.filter((who) => at(evening, who, round - 1) === table.number);
				const one = there[chance.whole(there.length)] ?? '';
				evening.by(one, 'seat.take', { tableId: table.id, index: 0 });
				expect(hostOf(evening.state, table.id)).toBe(one);
				const after = waysOf(evening);
				for (const who of people)
					if (who !== one && who !== host) expect(after.get(who)).toBe(before.get(who));
				if (host && host !== one) {
					expect(after.get(host)).toBe(before.get(one));
					expect(at(evening, host, round)).not.toBe(table.number);
					relieved.set(host, table.number);
				}
			}
			expect(new Set(crowds(evening, round).values())).toEqual(new Set([5]));
		}
		expect(relieved.size).toBeGreaterThan(20);
		// Of 600 meetings.
		expect(meetingsAgain(evening, people)).toBeLessThanOrEqual(30);
	});
});

describe('tables while people travel', () => {
	const travelling = (people = 30) => {
		const evening = Evening.open();
		for (let i = 0; i < people; i++) evening.join(`p${i}`);
		evening.goTo('change', 2);
		return evening;
	};

	it('[S4] one that is opened moves nobody and takes latecomers', () => {
		const evening = travelling();
		const before = waysOf(evening);
		evening.staff('table.add', { tableId: 'new', seats: 5 });
		expect(waysOf(evening)).toEqual(before);
		evening.join('late', 10);
		expect(at(evening, 'late')).toBe(10);
		expect(evening.refused(FACILITATOR, 'table.remove', { tableId: 'new' })).toBe('not_in_draft');
	});

	it('[S4] chairs that are added stay at their table', () => {
		const evening = travelling();
		const before = waysOf(evening);
		evening.staff('table.edit', { tableId: evening.table(3).id, seats: 6 });
		expect(waysOf(evening)).toEqual(before);
		const seat = evening.row('seat', `${evening.table(3).id}.5`);
		expect([2, 3].map((round) => tableOf(evening.state, seat, round)?.number)).toEqual([3, 3]);
	});

	it('[S19] a merged table: its people sit at the other, who would have come goes elsewhere', () => {
		const evening = travelling(18);
		evening.goTo('round', 2);
		const [from, into] = [evening.table(5), evening.table(6)];
		const here = [...evening.state.seatByParticipant.keys()].filter(
			(who) => at(evening, who) === 5
		);
		expect(here.length).toBeGreaterThan(0);
		evening.post(here[0] ?? '', 'c1');
		const before = waysOf(evening);
		evening.staff('table.merge', { tableId: from.id, intoId: into.id });
		for (const who of here) expect(at(evening, who)).toBe(6);
		for (const [who, way] of before)
			if (!way.split(',').slice(1).includes('5')) expect(waysOf(evening).get(who)).toBe(way);
		expect(crowds(evening, 3)).not.toHaveProperty('5');
		expect([...crowds(evening, 3).keys()]).not.toContain(5);
		expect(Math.max(...crowds(evening, 3).values())).toBeLessThanOrEqual(5);
		expect(evening.row('contribution', 'c1')).toMatchObject({ tableId: from.id });
		const again = { tableId: from.id, intoId: into.id };
		expect(evening.refused(FACILITATOR, 'table.merge', again)).toBe('not_found');
		evening.join('late', 5);
		expect(at(evening, 'late')).toBe(6);
	});

	it('[S19] [P4] going back before it was closed brings nobody back to it', () => {
		const evening = travelling(18);
		evening.goTo('round', 2);
		const [from, into] = [evening.table(5), evening.table(6)];
		const there = [...waysOf(evening)].filter(([, way]) => way.startsWith('5,'));
		expect(there.length).toBeGreaterThan(0);
		evening.staff('table.merge', { tableId: from.id, intoId: into.id });
		const before = waysOf(evening);
		while (seatingRound(evening.state) > 1)
			evening.staff('step.back', { from: evening.workshop.stepId ?? '' });
		expect([...crowds(evening, 1).keys()]).not.toContain(5);
		expect(Math.max(...crowds(evening, 1).values())).toBeLessThanOrEqual(5);
		expect(hostOf(evening.state, from.id)).toBeNull();
		for (const [who, way] of waysOf(evening)) {
			const [first, ...further] = (before.get(who) ?? '').split(',');
			expect(way.split(',').slice(1)).toEqual(further);
			if (first !== '5') expect(way.split(',')[0]).toBe(first);
		}
		// What is written now belongs to where they sit now; the closed table takes no more.
		evening.post(there[0]?.[0] ?? '', 'again');
		expect(evening.row('contribution', 'again').tableId).not.toBe(from.id);
		evening.goTo('round', 2);
		expect([...waysOf(evening).values()].map((way) => way.slice(2))).toEqual(
			[...before.values()].map((way) => way.slice(2))
		);
	});

	it('[S19] going back finds the way through tables that were closed one after the other', () => {
		const evening = travelling(12);
		const [one, two, three] = [1, 2, 3].map((number) => evening.table(number).id);
		evening.staff('table.merge', { tableId: one ?? '', intoId: two ?? '' });
		evening.staff('table.merge', { tableId: two ?? '', intoId: three ?? '' });
		evening.staff('step.back', { from: evening.workshop.stepId ?? '' });
		for (const number of crowds(evening, 1).keys()) expect([1, 2]).not.toContain(number);
		expect(at(evening, evening.join('late', 1))).toBe(3);
	});

	it('[S19] needs a chair for everybody', () => {
		const evening = travelling(36);
		const merge = { tableId: evening.table(1).id, intoId: evening.table(2).id };
		expect(evening.refused(FACILITATOR, 'table.merge', merge)).toBe('table_full');
	});

	it('[S4] [S19] chairs that are added to a closed table take nobody', () => {
		const evening = travelling(18);
		const [from, into] = [evening.table(5).id, evening.table(6).id];
		evening.staff('table.merge', { tableId: from, intoId: into });
		evening.staff('table.edit', { tableId: from, seats: 9 });
		for (let i = 0; i < 12; i++) expect(at(evening, evening.join(`late${i}`))).not.toBe(5);
	});

	it.each(['scatter', 'free'] as const)(
		'[S19] the chairs of a closed table are no chairs at the other one (%s)',
		(moveMode) => {
			const evening = Evening.open({ tables: 4, seats: 3 });
			evening.staff('workshop.seat', { moveMode, hostMode: 'volunteers' });
			for (const number of [1, 2, 3]) evening.join(`p${number}`, number);
			evening.goTo('round', 1);
			const [one, two, three] = [1, 2, 3].map((number) => evening.table(number).id);
			evening.staff('table.merge', { tableId: two ?? '', intoId: one ?? '' });
			const full = { tableId: three ?? '', intoId: one ?? '' };
			expect(evening.refused(FACILITATOR, 'table.merge', full)).toBe('table_full');
		}
	);

	it('[S19] a chair that was taken away takes nobody, whoever is led to it', () => {
		const evening = Evening.open({ tables: 4, seats: 4 });
		evening.staff('workshop.seat', { moveMode: 'carousel', hostMode: 'fixed' });
		const [second, third] = [evening.table(2).id, evening.table(3).id];
		for (const [number, letter] of ['1B', '1C', '2A', '2B'].map((seat) => [...seat]))
			evening.seated(`${number}${letter}`, Number(number), letter ?? '');
		evening.goTo('round', 2);
		evening.staff('table.edit', { tableId: second, seats: 3 });
		expect(crowds(evening, 2)).toEqual(
			new Map([
				[2, 3],
				[3, 1]
			])
		);
		const merge = { tableId: third, intoId: second };
		expect(evening.refused(FACILITATOR, 'table.merge', merge)).toBe('table_full');
	});

	it('[S4] a round more goes on from what was planned', () => {
		const evening = Evening.open({ tables: 8, seats: 5 });
		for (let i = 0; i < 40; i++) evening.join(`p${i}`);
		evening.goTo('round', 2);
		const before = waysOf(evening);
		evening.staff('step.add_round', { stepId: 's4', changeId: 'c4' });
		expect(waysOf(evening)).toEqual(before);
		expect(new Set(crowds(evening, 4).values())).toEqual(new Set([5]));
	});
});

/** In every round each letter is at most once at a table. */
const hasEvenLetters = (evening: Evening) =>
	[1, 2, 3].every((round) => {
		const letters = evening.state
			.live('seat')
			.map((seat) => `${seat.index} ${tableOf(evening.state, seat, round)?.number}`);
		return new Set(letters).size === letters.length;
	});

describe('signals and the call', () => {
	it('[S20] a table speaks for itself, help stands until it is answered', () => {
		const evening = Evening.open();
		const ada = evening.seated('ada', 7, 'B');
		const ben = evening.seated('ben', 7, 'C');
		const { id: tableId } = evening.table(7);
		const say = (who: Id, state: 'done' | 'more_time' | 'help' | null) =>
			evening.by(who, 'table.signal', { tableId, state });
		const now = () => signalNow(evening.state.get('signal', tableId), evening.workshop.stepId);
		const done = { tableId, state: 'done' } as const;
		expect(evening.refusedBy(ada, 'table.signal', done)).toBe('wrong_step');
		evening.goTo('round', 1);
		say(ada, 'done');
		expect(now()).toBe('done');
		expect(evening.refused(FACILITATOR, 'table.signal', done)).toBe('not_allowed');
		say(ben, 'help');
		expect(evening.refusedBy(ada, 'table.signal', done)).toBe('in_use');
		evening.goTo('round', 2);
		expect(now()).toBe('help');
		evening.staff('table.signal', { tableId, state: null });
		expect(now()).toBeNull();
		expect(evening.refusedBy(ada, 'table.signal', done)).toBe('wrong_table');
		const eight = evening.table(8).id;
		evening.by(ada, 'table.signal', { tableId: eight, state: 'more_time' });
		const all = () => signalsNow(evening.state.live('signal'), evening.workshop.stepId);
		expect([...all()]).toEqual([[eight, 'more_time']]);
		evening.goTo('change', 3);
		expect([...all()]).toEqual([]);
		expect(signalNow(evening.state.get('signal', eight), evening.workshop.stepId)).toBeNull();
		expect(evening.sees('staff', 'signal', eight)).not.toHaveProperty('participantId');
	});

	it('[S21] each device confirms the present call once', () => {
		const evening = Evening.open();
		const ada = evening.join('ada');
		evening.staff('workshop.call', { called: true });
		const first = evening.found(evening.workshop.calledAt);
		expect(evening.staff('workshop.call', { called: true })).toEqual([]);
		evening.by(ada, 'participant.hear', { calledAt: first });
		expect(evening.by(ada, 'participant.hear', { calledAt: first })).toEqual([]);
		evening.later(1000);
		evening.staff('workshop.call', { called: false });
		evening.staff('workshop.call', { called: true });
		expect(evening.by(ada, 'participant.hear', { calledAt: first })).toEqual([]);
		expect(evening.row('participant', ada).heardAt).toBe(first);
		evening.staff('workshop.close', {});
		expect(evening.workshop.calledAt).toBeNull();
	});
});

describe('coming and going', BUSY, () => {
	it('[S10] [R13] 10,000 arrivals and leavings change nobody else’s way, tables stay even', () => {
		const chance = chanceFrom(7);
		let deeds = 0;
		for (const plan of [
			{ tables: 9, seats: 5 },
			{ tables: 8, seats: 5 },
			{ tables: 12, seats: 4 }
		]) {
			const evening = Evening.open(plan);
			let next = 0;
			let before = waysOf(evening);
			while (deeds < 10_000) {
				const people = [...before.keys()];
				const leaver = people[chance.whole(Math.max(1, people.length))];
				if (leaver !== undefined && (chance.happens(0.5) || people.length > 34)) {
					evening.by(leaver, 'participant.leave', {});
					before.delete(leaver);
				} else evening.join(`x${next++}`);
				deeds++;
				const after = waysOf(evening);
				for (const [who, way] of before)
					if (after.get(who) !== way) expect.fail(`${who}: ${way} became ${after.get(who)}`);
				before = after;
				if (deeds % 3334 === 0) break;
			}
		}
		expect(deeds).toBe(10_000);
	});

	it('[S7] [R9] while nobody leaves, tables differ by at most one in every round', () => {
		for (const plan of [
			{ tables: 9, seats: 5 },
			{ tables: 8, seats: 5 },
			{ tables: 6, seats: 6 }
		]) {
			const evening = Evening.open(plan);
			for (let i = 0; i < plan.tables * (plan.seats - 1); i++) {
				evening.join(`p${i}`);
				for (const round of [1, 2, 3]) {
					const crowd = crowds(evening, round);
					const counts = evening.state.tables.map(({ number }) => crowd.get(number) ?? 0);
					expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
				}
			}
		}
	});

	it('[R9] tables of different sizes fill evenly too, as far as their seats go', () => {
		let judged = 0;
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 4, max: 5 }), { minLength: 6, maxLength: 12 }),
				fc.nat(60),
				(sizes, guests) => {
					const evening = Evening.open({ tables: sizes.length, seats: 2 });
					for (const [at, seats] of sizes.entries())
						evening.staff('table.edit', { tableId: evening.table(at + 1).id, seats });
					// Where letters had to change places, a return was the worse evil.
					if (!hasEvenLetters(evening)) return;
					judged++;
					const travellers = sizes.reduce((sum, size) => sum + size - 1, 0);
					for (let i = 0; i < Math.min(guests, travellers); i++) evening.join(`p${i}`);
					for (const round of [1, 2, 3]) {
						const crowd = crowds(evening, round);
						const most = Math.max(0, ...crowd.values());
						for (const [at, size] of sizes.entries())
							// The host's seat is nobody's yet.
							expect(crowd.get(at + 1) ?? 0).toBeGreaterThanOrEqual(Math.min(most, size - 1) - 1);
					}
				}
			),
			{ numRuns: 20 }
		);
		expect(judged).toBeGreaterThan(3);
	});
});
