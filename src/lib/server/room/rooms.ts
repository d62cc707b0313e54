/**
 * Owns the rooms of this process: one for each workshop that anybody asks for, loaded on first use and
 * let go when nobody has wanted anything for a while.
 */
import type { Actor, Command, Outcome } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { Rooms } from '../app.ts';
import { Room, type RoomTools } from './room.ts';

const IDLE_MS = 10 * 60_000;
const SWEEP_MS = 60_000;

/** What the live connections need beyond what routes may use. */
export interface OpenRooms extends Rooms {
	open(workshopId: Id): Promise<Room>;
	/** Takes nothing new and resolves when everything that waits is answered. */
	drain(): Promise<void>;
}

export function createRooms(tools: RoomTools): OpenRooms {
	const rooms = new Map<Id, Promise<Room>>();
	let draining = false;

	function open(workshopId: Id): Promise<Room> {
		const known = rooms.get(workshopId);
		if (known) return known;
		const opening = Room.open(workshopId, tools);
		rooms.set(workshopId, opening);
		// What could not be loaded now may be loadable in a moment.
		opening.catch(() => rooms.delete(workshopId));
		return opening;
	}

	async function used(workshopId: Id): Promise<Room> {
		const room = await open(workshopId);
		room.usedAt = tools.now();
		return room;
	}

	async function sweep(): Promise<void> {
		for (const [workshopId, opening] of rooms) {
			const room = await opening.catch(() => null);
			if (room && !room.isWatched && tools.now() - room.usedAt > IDLE_MS) rooms.delete(workshopId);
		}
	}

	const sweeping = setInterval(() => void sweep(), SWEEP_MS);
	sweeping.unref();

	return {
		open,

		async submit(workshopId: Id, command: Command, actor: Actor): Promise<Outcome> {
			if (draining) return { ok: false, code: 'storage_unavailable' };
			try {
				const room = await open(workshopId);
				return await room.submit(command, actor);
			} catch (error) {
				tools.log.error({ err: error }, 'a workshop could not be loaded');
				return { ok: false, code: 'storage_unavailable' };
			}
		},

		state: async (workshopId) => (await used(workshopId)).state,

		snapshot: async (workshopId, actor) =>
			(await used(workshopId)).views.answer(actor, null, tools.now()),

		async drop(workshopId) {
			const room = await open(workshopId);
			await room.idle;
			await tools.store.drop(workshopId);
			rooms.delete(workshopId);
			room.dropped();
		},

		async drain() {
			draining = true;
			clearInterval(sweeping);
			for (const opening of rooms.values()) await opening.then(({ idle }) => idle).catch(() => {});
		}
	};
}
