import { describe, expect, it } from 'vitest';
import { Evening, joining } from './fixture/evening.ts';
import { tableOfParticipant } from './rotation.ts';
import type { Id } from './rows.ts';
import { isHost, seatOf } from './seating.ts';
import { audiencesTouched } from './view.ts';

const GUEST = { role: 'guest' } as const;

const at = (evening: Evening, who: Id, round?: number) =>
	tableOfParticipant(evening.state, who, round)?.number;

describe('companions', () => {
	const accompanied = () => {
		const evening = Evening.open();
		const ada = evening.seated('ada', 7, 'C');
		evening.ok(GUEST, 'participant.join', { ...joining('ben'), companionOf: ada });
		return evening;
	};

	it('[S18] sit at the same table in every round and both write', () => {
		const evening = accompanied();
		expect(evening.state.seatByParticipant.size).toBe(1);
		evening.goTo('round', 2);
		expect(at(evening, 'ben')).toBe(at(evening, 'ada'));
		evening.post('ben', 'c1');
		expect(evening.row('contribution', 'c1').publicId).toMatch(/^R2-T09/);
		const seat = evening.seat('ada').id;
		expect(evening.sees('one:ben', 'seat', seat)).toMatchObject({ index: 2 });
		expect(evening.sees('one:ben', 'participant', 'ben')).toMatchObject({ companionOf: 'ben' });
	});

	it('[S18] take the seat over when the holder leaves, and see nothing after leaving', () => {
		const evening = accompanied();
		const { id } = evening.seat('ada');
		evening.ok(GUEST, 'participant.join', { ...joining('cem'), companionOf: 'ben' });
		evening.by('ada', 'participant.leave', {});
		expect(evening.row('seat', id).participantId).toBe('ben');
		expect(seatOf(evening.state, 'cem')?.id).toBe(id);
		evening.by('cem', 'participant.leave', {});
		expect(evening.sees('one:cem', 'seat', id)).toBe('gone');
		evening.join('cem');
		expect(evening.seat('cem').id).not.toBe(id);
	});

	it('[S18] are few, invited by somebody who sits, and go along', () => {
		const evening = accompanied();
		for (const who of ['c', 'd', 'e', 'f'])
			evening.ok(GUEST, 'participant.join', { ...joining(who), companionOf: 'ada' });
		const more = { ...joining('g'), companionOf: 'ada' };
		expect(evening.refused(GUEST, 'participant.join', more)).toBe('too_many');
		const nobody = { ...joining('g'), companionOf: 'nobody' };
		expect(evening.refused(GUEST, 'participant.join', nobody)).toBe('not_found');
		evening.by('d', 'seat.take', { tableId: evening.table(2).id, index: 0 });
		expect(at(evening, 'ada')).toBe(2);
		expect(isHost(evening.state, 'ada')).toBe(true);
	});

	it('[S18] who sits already comes to sit with somebody, in any round, and the own seat is free', () => {
		const evening = accompanied();
		const cem = evening.seated('cem', 2, 'B');
		evening.ok(GUEST, 'participant.join', { ...joining('dana'), companionOf: cem });
		evening.goTo('round', 2);
		const old = evening.seat(cem).id;
		const others = new Map(evening.state.seatByParticipant);
		others.delete(cem);
		// Invited by the companion, not by the holder.
		const together = { ...joining('dana'), companionOf: 'ben' };
		evening.ok(GUEST, 'participant.join', together);
		for (const who of ['ada', 'ben', 'cem', 'dana']) {
			expect(at(evening, who)).toBe(9);
			expect(evening.sees(`one:${who}`, 'seat', evening.seat('ada').id)).toMatchObject({
				devices: 4
			});
			expect(evening.sees(`one:${who}`, 'seat', old)).toBe('gone');
		}
		expect(evening.row('seat', old).participantId).toBeNull();
		expect(new Map(evening.state.seatByParticipant)).toEqual(others);
		expect(evening.ok(GUEST, 'participant.join', together)).toEqual([]);
		expect(evening.sees('staff', 'seat', evening.seat('ada').id)).toMatchObject({ devices: 0 });
		expect(at(evening, evening.join('late', 4))).toBe(4);
	});

	it('[S18] everybody concerned is told when two companies become one', () => {
		const evening = accompanied();
		evening.seated('cem', 2, 'B');
		evening.ok(GUEST, 'participant.join', { ...joining('dana'), companionOf: 'cem' });
		const { id: left } = evening.seat('cem');
		const before = evening.row('seat', left);
		const changes = evening.ok(GUEST, 'participant.join', {
			...joining('cem'),
			companionOf: 'ada'
		});
		const told = (id: Id) => {
			const change = changes.find(({ row }) => row.id === id);
			return change && audiencesTouched(change, id === left ? before : undefined, evening.state);
		};
		expect(told(left)).toEqual(expect.arrayContaining(['one:cem', 'one:dana']));
		expect(told(evening.seat('ada').id)).toEqual(
			expect.arrayContaining(['one:ada', 'one:ben', 'one:cem', 'one:dana'])
		);
	});

	it('[S18] no more than there is room for, and nobody who is blocked', () => {
		const evening = accompanied();
		for (const who of ['c', 'd', 'e'])
			evening.ok(GUEST, 'participant.join', { ...joining(who), companionOf: 'ada' });
		evening.seated('x', 2, 'B');
		evening.ok(GUEST, 'participant.join', { ...joining('y'), companionOf: 'x' });
		const come = (who: Id, companionOf: Id) =>
			evening.refused(GUEST, 'participant.join', { ...joining(who), companionOf });
		expect(come('x', 'ada')).toBe('too_many');
		expect(come('ada', 'x')).toBe('too_many');
		evening.by('y', 'participant.leave', {});
		expect(come('x', 'ada')).toBe('granted');
		evening.goTo('round', 1);
		evening.post('x', 'rude');
		evening.staff('participant.block', { contributionId: 'rude', blocked: true });
		expect(come('x', 'ada')).toBe('blocked');
		expect(come('x', 'x')).toBe('granted');
	});

	it('[S18] [S16] also where people choose, and the chair that is left has no memory', () => {
		const evening = Evening.open({ tables: 3, seats: 3 });
		evening.staff('workshop.seat', { moveMode: 'free', hostMode: 'fixed' });
		evening.join('ada', 1);
		evening.join('ben', 2);
		evening.goTo('round', 2);
		evening.by('ben', 'seat.take', { tableId: evening.table(3).id, index: 1 });
		const { id } = evening.seat('ben');
		evening.ok(GUEST, 'participant.join', { ...joining('ben'), companionOf: 'ada' });
		expect(at(evening, 'ben')).toBe(1);
		expect(evening.row('seat', id)).toMatchObject({ participantId: null, way: null });
	});

	it('[S18] who left and takes a chair alone is nobody’s companion any more', () => {
		const evening = accompanied();
		evening.by('ben', 'participant.leave', {});
		evening.by('ben', 'seat.take', { tableId: evening.table(3).id, index: 1 });
		expect(at(evening, 'ben')).toBe(3);
		expect(evening.row('participant', 'ben').companionOf).toBeNull();
		expect(evening.sees('one:ada', 'seat', evening.seat('ada').id)).toMatchObject({ devices: 1 });
	});
});
