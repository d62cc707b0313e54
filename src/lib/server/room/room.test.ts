import { describe, expect, it } from 'vitest';
import type { Command } from '#lib/domain/commands.ts';
import { createLogger } from '../log.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';
import { Room, type RoomListener } from './room.ts';
import { createRooms } from './rooms.ts';

const OFFICE = { role: 'office' } as const;

function toolsOver(store: Store) {
	let ids = 0;
	const now = () => 1_800_000_000_000;
	return { store, log: createLogger('silent'), now, newId: () => `n${ids++}` };
}

function create(workshopId: string, code = 'HAFENTRS', id = `create-${workshopId}`): Command {
	const payload = {
		workshopId,
		code,
		template: 'world-cafe-2h' as const,
		title: 'Auftakt',
		city: 'Rostock',
		languages: ['de'],
		tables: 3,
		seats: 3
	};
	return { id, type: 'workshop.create', payload, typedAt: 1 };
}

const rename = (id: string, title: string): Command => ({
	id,
	type: 'workshop.edit',
	payload: { title },
	typedAt: 1
});

/** Gets past the types, as a bug would get past the schemas. */
const broken = (id: string) =>
	({ id, type: 'cluster.create', payload: null, typedAt: 1 }) as unknown as Command;

async function prepared(store = createMemoryStore()) {
	const room = await Room.open('w1', toolsOver(store));
	await room.submit(create('w1'), OFFICE);
	return { room, store };
}

describe('a room', () => {
	it('gives every accepted command that changes something one number, in order', async () => {
		const { room } = await prepared();
		const answers = await Promise.all([
			room.submit(rename('a', 'Eins'), OFFICE),
			room.submit(rename('b', ''), OFFICE),
			room.submit(rename('c', 'Drei'), OFFICE)
		]);
		expect(answers).toEqual([
			{ ok: true, rev: 2 },
			{ ok: false, code: 'text_empty', field: 'title' },
			{ ok: true, rev: 3 }
		]);
		expect(room.state.workshop).toMatchObject({ title: 'Drei', rev: 3 });
	});

	it('judges a command that comes twice in one go only once', async () => {
		const { room } = await prepared();
		const twice = await Promise.all([
			room.submit(rename('a', 'Eins'), OFFICE),
			room.submit(rename('a', 'Zwei'), OFFICE)
		]);
		expect(twice).toEqual([
			{ ok: true, rev: 2 },
			{ ok: true, rev: 2 }
		]);
		expect(room.state.workshop?.title).toBe('Eins');
	});

	it('refuses alone what it fails to judge, and judges it anew when it is sent again', async () => {
		const { room, store } = await prepared();
		const answers = await Promise.all([
			room.submit(rename('a', 'Eins'), OFFICE),
			room.submit(broken('b'), OFFICE),
			room.submit(rename('c', 'Drei'), OFFICE)
		]);
		expect(answers.map(({ ok }) => ok)).toEqual([true, false, true]);
		expect(await room.submit(rename('b', 'Zwei'), OFFICE)).toMatchObject({ ok: true });
		const again = await Room.open('w1', toolsOver(store));
		expect(again.state.workshop?.title).toBe('Zwei');
	});

	it('catches up with what another process has written before it judges', async () => {
		const { room, store } = await prepared();
		const other = await Room.open('w1', toolsOver(store));
		await other.submit(rename('theirs', 'Von drüben'), OFFICE);
		expect(room.state.workshop?.title).toBe('Auftakt');
		const answer = await room.submit(
			{ id: 'mine', type: 'workshop.edit', payload: { venue: 'Rathaus' }, typedAt: 1 },
			OFFICE
		);
		expect(answer).toEqual({ ok: true, rev: 3 });
		expect(room.state.workshop).toMatchObject({ title: 'Von drüben', venue: 'Rathaus' });
	});

	it('answers its senders even when a listener fails, and has that one start anew', async () => {
		const { room } = await prepared();
		const heard: string[] = [];
		const listener = (name: string, fails: boolean): RoomListener => ({
			onCommit() {
				heard.push(name);
				if (fails) throw new Error('a mistake');
			},
			onLost: () => heard.push(`${name} lost`)
		});
		room.listen(listener('one', true));
		const stop = room.listen(listener('two', false));
		expect(await room.submit(rename('a', 'Eins'), OFFICE)).toMatchObject({ ok: true });
		expect(heard).toEqual(['one', 'one lost', 'two']);
		stop();
		await room.submit(rename('b', 'Zwei'), OFFICE);
		expect(heard).toEqual(['one', 'one lost', 'two', 'one', 'one lost']);
	});
});

describe('the rooms of a process', () => {
	it('give no code to two workshops, and say so', async () => {
		const rooms = createRooms(toolsOver(createMemoryStore()));
		const answers = await Promise.all([
			rooms.submit('w1', create('w1'), OFFICE),
			rooms.submit('w2', create('w2'), OFFICE)
		]);
		expect(answers).toEqual([
			{ ok: true, rev: 1 },
			{ ok: false, code: 'code_taken' }
		]);
		expect(await rooms.submit('w2', create('w2', 'ANDERSWQ', 'again'), OFFICE)).toMatchObject({
			ok: true
		});
		await rooms.drain();
	});

	it('hold one workshop each, whatever a payload says', async () => {
		const rooms = createRooms(toolsOver(createMemoryStore()));
		expect(await rooms.submit('w1', create('w2'), OFFICE)).toEqual({
			ok: false,
			code: 'malformed'
		});
		expect((await rooms.state('w1')).workshop).toBe(undefined);
		await rooms.drain();
	});
});
