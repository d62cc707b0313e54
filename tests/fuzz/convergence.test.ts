/**
 * At rest every device shows exactly what it may see, whatever the network and the server went through,
 * and every acknowledged command has happened exactly once. `SEEDS=2000 npm run test:fuzz` looks further;
 * `SEED=17` repeats one evening.
 */
import { describe, expect, it } from 'vitest';
import type { Id } from '#lib/domain/rows.ts';
import { act } from './people.ts';
import { Device, World } from './world.ts';

const SEEDS = Number(process.env.SEEDS ?? 150);
const ONLY = process.env.SEED === undefined ? null : Number(process.env.SEED);
const STEPS = 220;
/** Per test, so that a failure names a narrow range and the report stays short. */
const AT_ONCE = 25;

/** Plays the evening of a seed; what did not hold in the end, or null. */
async function faultOf(seed: number): Promise<string | null> {
	const world = await evening(seed);
	await world.calmDown();
	for (const device of world.devices) {
		const belief = device.wrongBelief();
		if (belief) return `${JSON.stringify(device.actor)} believes ${belief}`;
	}
	await world.rest();
	return fault(world);
}

async function evening(seed: number): Promise<World> {
	const world = new World(seed);
	const { random } = world;
	await world.start();
	await world.command({ role: 'office' }, 'workshop.create', {
		workshopId: 'w',
		code: 'HAFENTRS',
		template: 'world-cafe-2h',
		title: 'Auftakt',
		city: 'Rostock',
		languages: ['de', 'ar'],
		tables: 2 + random.below(4),
		seats: 2 + random.below(3)
	});
	await world.command({ role: 'office' }, 'workshop.open', { rehearsal: random.chance(0.1) });
	new Device(world, { role: 'screen' });
	new Device(world, { role: 'facilitator' });
	new Device(world, { role: 'office' });
	for (let i = 0; i < 8; i++) await arrive(world, `p${i}`);

	// Late phases need what early ones leave behind, so most evenings begin in a round.
	for (let i = random.below(4); i > 0; i--)
		await world.command({ role: 'facilitator' }, 'step.advance', {
			from: world.room.state.workshop?.stepId ?? null
		});

	for (let step = 0; step < STEPS; step++) {
		const device = random.pick(
			random.chance(0.25)
				? world.devices.filter(({ actor }) => actor.role !== 'participant')
				: world.devices
		);
		if (device) act(device, world);
		if (random.chance(0.04)) random.pick(world.devices)?.cut();
		if (random.chance(0.01)) await arrive(world, `late${step}`);
		if (random.chance(0.01)) await world.kill();
		await world.pass(random.chance(0.1) ? random.below(90_000) : random.below(300));
	}
	return world;
}

async function arrive(world: World, participantId: Id): Promise<void> {
	const outcome = await world.command({ role: 'guest' }, 'participant.join', {
		participantId,
		lang: 'de',
		people: 1,
		origin: 'phone',
		tableNumber: null
	});
	if (outcome.ok) new Device(world, { role: 'participant', id: participantId });
}

/** What must hold when everything has come to rest; the first thing that does not, or null. */
function fault(world: World): string | null {
	const { state } = world.room;
	const held = state.live('seat').flatMap(({ participantId }) => participantId ?? []);
	if (new Set(held).size !== held.length) return 'somebody sits on two seats';
	const publicIds = state.live('contribution').map(({ publicId }) => publicId);
	if (new Set(publicIds).size !== publicIds.length) return 'a public id was given twice';

	for (const device of world.devices) {
		const name = JSON.stringify(device.actor);
		if (device.isWelcome && !device.isConnected) return `${name} did not come back`;
		const difference = device.difference();
		if (difference) return `${name} sees ${difference}`;
		if (device.isWelcome && device.outbox.length) return `${name} still waits for an answer`;
		for (const [id, answers] of device.answers)
			if (new Set(answers.map((answer) => JSON.stringify(answer))).size !== 1)
				return `${name} got different answers to ${id}`;
	}
	return null;
}

describe('a hall on a bad network', () => {
	const seeds = ONLY === null ? Array.from({ length: SEEDS }, (_, i) => i + 1) : [ONLY];
	for (let from = 0; from < seeds.length; from += AT_ONCE) {
		const some = seeds.slice(from, from + AT_ONCE);
		it(`comes to rest with everybody seeing the same, seeds ${some[0]} to ${some.at(-1)}`, async () => {
			const faults: Record<number, string> = {};
			for (const seed of some) {
				const found = await faultOf(seed);
				if (found) faults[seed] = found;
			}
			expect(faults).toEqual({});
		}, 120_000);
	}
});
