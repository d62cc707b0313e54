/**
 * What people and staff do in a simulated evening: anything the wire lets through, at any moment, often
 * sensible and often not. Ids come from what is really there, so that most commands mean something.
 */
import type { Id, Kind } from '#lib/domain/rows.ts';
import type { ItemKind } from '#lib/domain/rows.ts';
import { tableOfParticipant } from '#lib/domain/rotation.ts';
import type { Device, World } from './world.ts';

type Act = (device: Device, world: World) => void;

const anyOf = <K extends Kind>({ room, random }: World, kind: K): Id =>
	random.pick([...room.state.rows[kind].keys()]) ?? 'none';

const ownContribution = (device: Device, world: World): Id => {
	const { actor } = device;
	const own =
		actor.role === 'participant'
			? world.room.state.contributionsByParticipant.get(actor.id)
			: undefined;
	return world.random.pick([...(own ?? [])]) ?? anyOf(world, 'contribution');
};

/** A contribution that lies on this device's table. */
const atTable = (device: Device, world: World): Id => {
	const { room, random } = world;
	const { actor } = device;
	const table = actor.role === 'participant' && tableOfParticipant(room.state, actor.id);
	const ids = table ? room.state.contributionsByTable.get(table.id) : undefined;
	return random.pick([...(ids ?? [])]) ?? anyOf(world, 'contribution');
};

const currentStep = ({ room }: World): Id => room.state.workshop?.stepId ?? 'none';

const words = ({ random }: World): string =>
	random.chance(0.05)
		? ''
		: `${random.pick(['Mehr', 'Weniger', 'مزيد من', 'Більше'])} ${random.pick(['Bänke', 'Busse', '🌳', 'Ruhe'])} ${random.below(1000)}`;

const item = (world: World): { kind: ItemKind; id: Id } =>
	world.random.chance(0.7)
		? { kind: 'contribution', id: anyOf(world, 'contribution') }
		: { kind: 'essence', id: anyOf(world, 'essence') };

const CITIZEN: [weight: number, act: Act][] = [
	[
		12,
		(device, world) =>
			device.do('contribution.post', {
				contributionId: world.newId(),
				stepId: world.random.chance(0.9) ? currentStep(world) : anyOf(world, 'step'),
				kind: 'idea',
				text: words(world),
				lang: 'de'
			})
	],
	[
		3,
		(device, world) =>
			device.do('contribution.edit', {
				contributionId: ownContribution(device, world),
				text: words(world)
			})
	],
	[
		2,
		(device, world) =>
			device.do('contribution.withdraw', { contributionId: ownContribution(device, world) })
	],
	[
		4,
		(device, world) =>
			device.do('contribution.agree', {
				contributionId: atTable(device, world),
				agree: world.random.chance(0.7)
			})
	],
	[
		3,
		(device, world) =>
			device.do('contribution.carry', {
				linkId: world.newId(),
				contributionId: ownContribution(device, world)
			})
	],
	[
		2,
		(device, world) =>
			device.do('seat.take', { tableId: anyOf(world, 'table'), index: world.random.below(4) })
	],
	[1, (device, world) => device.do('participant.arrive', { stepId: currentStep(world) })],
	[1, (device, world) => device.do('participant.edit', { people: 1 + world.random.below(6) })],
	[0.3, (device) => device.do('participant.leave', {})],
	[
		3,
		(device, world) =>
			device.do('summary.write', {
				round: 1 + world.random.below(3),
				points: [words(world), words(world)],
				lang: 'de'
			})
	],
	[
		4,
		(device, world) =>
			device.do('essence.write', {
				number: 1 + world.random.below(3),
				text: words(world),
				lang: 'de'
			})
	],
	[
		4,
		(device, world) => {
			const options = [...world.room.state.rows.cluster.keys()];
			const dots = Object.fromEntries(options.slice(0, 3).map((id) => [id, world.random.below(3)]));
			device.do('vote.cast', { ballotId: anyOf(world, 'ballot'), dots });
		}
	]
];

const STAFF: [weight: number, act: Act][] = [
	[
		6,
		(device, world) =>
			device.do('step.advance', { from: world.room.state.workshop?.stepId ?? null })
	],
	[1, (device, world) => device.do('step.back', { from: currentStep(world) })],
	[1, (device, world) => device.do('step.pause', { stepId: currentStep(world) })],
	[1, (device, world) => device.do('step.resume', { stepId: currentStep(world) })],
	[1, (device, world) => device.do('step.extend', { stepId: currentStep(world), minutes: 2 })],
	[1, (device, world) => device.do('workshop.freeze', { frozen: world.random.chance(0.3) })],
	[
		8,
		(device, world) =>
			device.do('contribution.release', {
				contributionIds: [1, 2, 3].map(() => anyOf(world, 'contribution')),
				released: world.random.chance(0.8)
			})
	],
	[
		3,
		(device, world) =>
			device.do('contribution.hide', {
				contributionId: anyOf(world, 'contribution'),
				reason: 'other'
			})
	],
	[
		2,
		(device, world) =>
			device.do('contribution.restore', { contributionId: anyOf(world, 'contribution') })
	],
	[
		1,
		(device, world) =>
			device.do('participant.block', {
				contributionId: anyOf(world, 'contribution'),
				blocked: world.random.chance(0.5)
			})
	],
	[
		4,
		(device, world) =>
			device.do('cluster.create', {
				clusterId: world.random.chance(0.8) ? world.newId() : anyOf(world, 'cluster'),
				title: words(world),
				items: [item(world), item(world)]
			})
	],
	[
		5,
		(device, world) =>
			device.do('cluster.add', { clusterId: anyOf(world, 'cluster'), items: [item(world)] })
	],
	[
		2,
		(device, world) =>
			device.do('cluster.take', { clusterId: anyOf(world, 'cluster'), items: [item(world)] })
	],
	[1, (device, world) => device.do('cluster.remove', { clusterId: anyOf(world, 'cluster') })],
	[
		1,
		(device, world) =>
			device.do('cluster.rename', { clusterId: anyOf(world, 'cluster'), title: words(world) })
	],
	[1, (device, world) => device.do('ballot.close', { ballotId: anyOf(world, 'ballot') })],
	[1, (device, world) => device.do('ballot.reveal', { ballotId: anyOf(world, 'ballot') })],
	[
		2,
		(device, world) =>
			device.do('screen.show', {
				screen: world.random.chance(0.5)
					? { mode: 'contribution', contributionId: anyOf(world, 'contribution') }
					: { mode: 'auto' }
			})
	],
	[1, (device) => device.do('guideline.draft', {})],
	[
		1,
		(device, world) =>
			device.do('guideline.edit', { guidelineId: anyOf(world, 'guideline'), text: words(world) })
	],
	[
		1,
		(device, world) =>
			device.do('table.edit', { tableId: anyOf(world, 'table'), label: words(world) })
	],
	[
		0.3,
		(device, world) =>
			device.do('table.edit', {
				tableId: anyOf(world, 'table'),
				number: 50 + world.random.below(50)
			})
	],
	[0.5, (device, world) => device.do('workshop.edit', { venue: words(world) })],
	[0.2, (device) => device.do('workshop.rekey', {})],
	[0.15, (device) => device.do('workshop.close', {})]
];

/** One thing this device's person does now. */
export function act(device: Device, world: World): void {
	const { role } = device.actor;
	if (role === 'screen') return;
	const acts = role === 'participant' ? CITIZEN : STAFF;
	let left = world.random.next() * acts.reduce((sum, [weight]) => sum + weight, 0);
	for (const [weight, perform] of acts) {
		left -= weight;
		if (left <= 0) return perform(device, world);
	}
}
