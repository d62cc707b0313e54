import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evening, FACILITATOR, joining } from './fixture/evening.ts';
import { TABLE_COLOURS } from './rows.ts';
import { isHost, seatOf } from './seating.ts';
import { tableOfParticipant } from './rotation.ts';

const GUEST = { role: 'guest' } as const;

describe('tables', () => {
	it('[S1] new tables get the next number and a look in turn', () => {
		const evening = new Evening({ tables: 12, seats: 4 });
		expect(evening.state.tables.map((table) => table.colour)).toEqual([...TABLE_COLOURS]);
		evening.staff('table.add', { tableId: 't13', seats: 6 });
		expect(evening.table(13)).toMatchObject({ colour: 'anchor', pictogram: 'house', seats: 6 });
		expect(evening.state.get('seat', 't13.5')).toBeDefined();
		const same = { tableId: 't13', number: 3 };
		expect(evening.refused(FACILITATOR, 'table.edit', same)).toBe('number_taken');
		const huge = { tableId: 't14', seats: 13 };
		expect(evening.refused(FACILITATOR, 'table.add', huge)).toBe('too_many');
		expect(
			new Evening({ tables: 400 }).refused(FACILITATOR, 'table.add', { tableId: 'x', seats: 5 })
		).toBe('too_many');
	});

	it('[S2] seats go only while they are free', () => {
		const evening = Evening.open();
		const { id: tableId } = evening.table(1);
		evening.seated('ada', 1, 'E');
		expect(evening.refused(FACILITATOR, 'table.edit', { tableId, seats: 4 })).toBe('in_use');
		evening.by('ada', 'participant.leave', {});
		evening.staff('table.edit', { tableId, seats: 4 });
		expect(evening.state.get('seat', `${tableId}.4`)).toBeUndefined();
		evening.staff('table.edit', { tableId, seats: 6 });
		expect(evening.state.get('seat', `${tableId}.4`)).toMatchObject({ participantId: null });
		expect(evening.table(1).seats).toBe(6);
	});

	it('[S3] a table goes only while it is empty', () => {
		const evening = Evening.open();
		const { id: tableId } = evening.table(1);
		const ada = evening.seated('ada', 1, 'B');
		expect(evening.refused(FACILITATOR, 'table.remove', { tableId })).toBe('in_use');
		evening.goTo('round', 1);
		evening.post(ada, 'c1');
		evening.by(ada, 'contribution.withdraw', { contributionId: 'c1' });
		evening.by(ada, 'participant.leave', {});
		expect(evening.refused(FACILITATOR, 'table.remove', { tableId })).toBe('in_use');
		evening.staff('table.remove', { tableId: evening.table(9).id });
		expect(evening.state.tables).toHaveLength(8);
		expect(evening.state.live('seat')).toHaveLength(40);
	});

	it('[S4] the circle of tables is fixed once people have moved', () => {
		const evening = Evening.open();
		evening.goTo('round', 1);
		evening.staff('table.add', { tableId: 't10', seats: 5 });
		evening.goTo('change', 2);
		expect(evening.refused(FACILITATOR, 'table.remove', { tableId: 't10' })).toBe('not_in_draft');
		expect(evening.refused(FACILITATOR, 'table.edit', { tableId: 't10', number: 99 })).toBe(
			'not_in_draft'
		);
		evening.staff('table.edit', { tableId: 't10', label: 'Bühne', seats: 7 });
		expect(evening.table(10)).toMatchObject({ label: 'Bühne', seats: 7 });
	});

	it('[S5] a number that stands in a public id stays', () => {
		const evening = Evening.open();
		const ada = evening.seated('ada', 1, 'B');
		evening.staff('table.edit', { tableId: evening.table(1).id, number: 21 });
		evening.staff('table.edit', { tableId: evening.table(2).id, number: 1 });
		evening.goTo('round', 1);
		evening.post(ada, 'c1');
		expect(evening.row('contribution', 'c1').publicId).toBe('R1-T21-001');
		const edit = { tableId: evening.table(21).id, number: 22 };
		expect(evening.refused(FACILITATOR, 'table.edit', edit)).toBe('in_use');
	});
});

describe('joining', () => {
	it('[S6] needs open doors', () => {
		const evening = new Evening();
		const join = joining('ada');
		expect(evening.refused(GUEST, 'participant.join', join)).toBe('doors_closed');
		evening.staff('workshop.open', { rehearsal: false });
		evening.ok(GUEST, 'participant.join', join);
		expect(seatOf(evening.state, 'ada')?.participantId).toBe('ada');
		evening.staff('workshop.close', {});
		expect(evening.refused(GUEST, 'participant.join', joining('ben'))).toBe('workshop_closed');
	});

	it('[S7] fills tables evenly, hosts last, until the hall is full', () => {
		const evening = Evening.open({ tables: 3, seats: 3 });
		const names = Array.from({ length: 9 }, (_, i) => evening.join(`p${i}`));
		const seats = names.map((name) => {
			const seat = evening.seat(name);
			return `${evening.row('table', seat.tableId).number}${'ABC'[seat.index]}`;
		});
		expect(seats).toEqual(['1B', '2B', '3B', '1C', '2C', '3C', '1A', '2A', '3A']);
		expect(evening.refused(GUEST, 'participant.join', joining('late'))).toBe('hall_full');
	});

	it('[S7] a latecomer goes where the fewest sit now', () => {
		const evening = Evening.open({ tables: 5, seats: 3 });
		for (let i = 0; i < 5; i++) evening.join(`p${i}`);
		evening.by('p4', 'participant.leave', {});
		evening.goTo('round', 2);
		const before = evening.state.tables.map(
			(table) =>
				evening.state
					.live('participant')
					.filter(
						(p) => p.leftAt === null && tableOfParticipant(evening.state, p.id)?.id === table.id
					).length
		);
		evening.join('late');
		const table = evening.found(tableOfParticipant(evening.state, 'late'));
		expect(before[table.number - 1]).toBe(Math.min(...before));
	});

	it('[S8] takes a seat at the wished table as it sits now', () => {
		const evening = Evening.open({ tables: 4, seats: 3 });
		for (const name of ['a', 'b', 'c']) evening.join(name, 2);
		expect(['a', 'b', 'c'].map((name) => evening.seat(name).index)).toEqual([1, 2, 0]);
		expect(evening.refused(GUEST, 'participant.join', joining('d', 2))).toBe('table_full');
		expect(evening.refused(GUEST, 'participant.join', joining('d', 9))).toBe('not_found');
		evening.goTo('round', 2);
		evening.join('d', 2);
		expect(tableOfParticipant(evening.state, 'd')?.number).toBe(2);
	});

	it('[S9] joining again changes nothing, coming back gives a seat', () => {
		const evening = Evening.open();
		evening.join('ada');
		expect(evening.ok(GUEST, 'participant.join', joining('ada', 7))).toEqual([]);
		evening.goTo('round', 1);
		evening.post('ada', 'c1');
		evening.staff('participant.block', { contributionId: 'c1', blocked: true });
		evening.by('ada', 'participant.leave', {});
		evening.later(1000);
		evening.join('ada');
		expect(seatOf(evening.state, 'ada')).toBeDefined();
		expect(evening.row('participant', 'ada')).toMatchObject({ blocked: true, leftAt: null });
	});

	it('[S14] one device stands for one to six people', () => {
		const evening = Evening.open();
		evening.ok(GUEST, 'participant.join', { ...joining('ada'), people: 40 });
		expect(evening.row('participant', 'ada').people).toBe(6);
		evening.by('ada', 'participant.edit', { people: -3, lang: 'ar' });
		expect(evening.row('participant', 'ada')).toMatchObject({ people: 1, lang: 'ar' });
		expect(evening.refusedBy('ada', 'participant.edit', { lang: 'zz zz' })).toBe('malformed');
	});
});

describe('seats', () => {
	it('[S11] other free seats can be taken', () => {
		const evening = Evening.open();
		const seven = evening.table(7).id;
		evening.seated('ada', 7, 'C');
		evening.join('ben');
		expect(evening.refusedBy('ben', 'seat.take', { tableId: seven, index: 2 })).toBe('seat_taken');
		expect(evening.refusedBy('ben', 'seat.take', { tableId: seven, index: 9 })).toBe('not_found');
		expect(evening.by('ada', 'seat.take', { tableId: seven, index: 2 })).toEqual([]);
		evening.goTo('round', 1);
		evening.post('ben', 'c1');
		evening.goTo('change', 2);
		expect(evening.refusedBy('ben', 'seat.take', { tableId: seven, index: 3 })).toBe('wrong_step');
		evening.staff('participant.block', { contributionId: 'c1', blocked: true });
		expect(evening.refusedBy('ben', 'seat.take', { tableId: seven, index: 0 })).toBe('blocked');
		evening.by('ada', 'seat.take', { tableId: seven, index: 0 });
		expect(isHost(evening.state, 'ada')).toBe(true);
		expect(evening.row('seat', `${seven}.2`).participantId).toBeNull();
	});

	it('[S12] leaving frees the seat, leaving twice changes nothing', () => {
		const evening = Evening.open();
		evening.join('ada');
		const { id } = evening.seat('ada');
		evening.by('ada', 'participant.leave', {});
		expect(evening.row('seat', id)).toMatchObject({ participantId: null, takenAt: null });
		expect(evening.row('participant', 'ada').leftAt).toBe(evening.now);
		expect(evening.by('ada', 'participant.leave', {})).toEqual([]);
	});

	it('[S13] arriving confirms the present change', () => {
		const evening = Evening.open();
		evening.join('ada');
		const first = evening.step('change', 2).id;
		expect(evening.refusedBy('ada', 'participant.arrive', { stepId: first })).toBe('wrong_step');
		evening.goTo('change', 2);
		evening.by('ada', 'participant.arrive', { stepId: first });
		expect(evening.row('participant', 'ada').arrivedStepId).toBe(first);
		evening.goTo('round', 2);
		evening.join('ben');
		evening.by('ben', 'participant.arrive', { stepId: first });
		evening.goTo('change', 3);
		expect(evening.refusedBy('ada', 'participant.arrive', { stepId: first })).toBe('wrong_step');
	});
});

describe('whatever people do', () => {
	const deed = fc.oneof(
		fc.record({ do: fc.constant('join' as const), who: fc.nat(30), wish: fc.option(fc.nat(7)) }),
		fc.record({ do: fc.constant('leave' as const), who: fc.nat(30) }),
		fc.record({
			do: fc.constant('take' as const),
			who: fc.nat(30),
			table: fc.nat(5),
			index: fc.nat(5)
		}),
		fc.record({ do: fc.constant('next' as const) })
	);

	it('[S6] [S10] no seat has two holders, nobody has two seats, nobody else is moved', () => {
		fc.assert(
			fc.property(fc.array(deed, { maxLength: 80 }), (deeds) => {
				const evening = Evening.open({ tables: 6, seats: 4 });
				for (const it of deeds) {
					const me = 'who' in it ? `p${it.who}` : '';
					const actor = { role: 'participant', id: me } as const;
					const before = new Map(evening.state.seatByParticipant);
					const decision =
						it.do === 'join'
							? evening.ask(GUEST, 'participant.join', joining(me, it.wish))
							: it.do === 'leave'
								? evening.ask(actor, 'participant.leave', {})
								: it.do === 'take'
									? evening.ask(actor, 'seat.take', {
											tableId: evening.table(it.table + 1).id,
											index: it.index
										})
									: evening.ask(FACILITATOR, 'step.advance', {
											from: evening.workshop.stepId
										});
					if (decision.ok) evening.apply(decision.changes);
					const holders = evening.state.live('seat').flatMap((seat) => seat.participantId ?? []);
					expect(new Set(holders).size).toBe(holders.length);
					expect(holders.length).toBe(evening.state.seatByParticipant.size);
					for (const [id, seat] of before)
						if (id !== me) expect(evening.state.seatByParticipant.get(id)).toBe(seat);
				}
			}),
			{ numRuns: 60 }
		);
	});
});
