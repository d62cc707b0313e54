/**
 * What people and staff do in a simulated evening: anything the wire lets through, at any moment, often
 * sensible and often not. Ids come from what is really there, so that most commands mean something.
 */
import type { Id, Kind } from '#lib/domain/rows.ts';
import type { ItemKind } from '#lib/domain/rows.ts';
import { tableOfParticipant } from '#lib/domain/rotation.ts';
import type { Page } from './browser.ts';
import type { World } from './world.ts';

export const CODE = 'HAFENTRS';

type Act = (page: Page, world: World) => void;

const anyOf = <K extends Kind>({ state, random }: World, kind: K): Id =>
	random.pick([...state.rows[kind].keys()]) ?? 'none';

const ownContribution = (page: Page, world: World): Id => {
	const { actor } = page;
	const own =
		actor.role === 'participant' ? world.state.contributionsByParticipant.get(actor.id) : undefined;
	return world.random.pick([...(own ?? [])]) ?? anyOf(world, 'contribution');
};

/** A contribution that lies on this page's table. */
const atTable = (page: Page, world: World): Id => {
	const { state, random } = world;
	const { actor } = page;
	const table = actor.role === 'participant' && tableOfParticipant(state, actor.id);
	const ids = table ? state.contributionsByTable.get(table.id) : undefined;
	return random.pick([...(ids ?? [])]) ?? anyOf(world, 'contribution');
};

const currentStep = ({ state }: World): Id => state.workshop?.stepId ?? 'none';

const words = ({ random }: World): string =>
	random.chance(0.05)
		? ''
		: `${random.pick(['Mehr', 'Weniger', 'مزيد من', 'Більше'])} ${random.pick(['Bänke', 'Busse', '🌳', 'Ruhe'])} ${random.below(1000)}`;

const item = (world: World): { kind: ItemKind; id: Id } =>
	world.random.chance(0.7)
		? { kind: 'contribution', id: anyOf(world, 'contribution') }
		: { kind: 'essence', id: anyOf(world, 'essence') };

/** For options the ballot has, mostly within its budget. */
const someDots = ({ state, random }: World, ballotId: Id): Record<Id, number> => {
	const options = state.rows.ballot.get(ballotId)?.optionIds ?? ['none'];
	return Object.fromEntries([0, 1].map(() => [random.pick(options) ?? 'none', random.below(3)]));
};

const CITIZEN: [weight: number, act: Act][] = [
	[
		12,
		(page, world) =>
			page.do('contribution.post', {
				contributionId: world.newId(),
				stepId: world.random.chance(0.9) ? currentStep(world) : anyOf(world, 'step'),
				kind: 'idea',
				text: words(world),
				lang: 'de',
				...(world.random.chance(0.3) && { buildsOn: atTable(page, world) })
			})
	],
	[
		3,
		(page, world) =>
			page.do('contribution.edit', {
				contributionId: ownContribution(page, world),
				text: words(world)
			})
	],
	[
		2,
		(page, world) =>
			page.do('contribution.withdraw', { contributionId: ownContribution(page, world) })
	],
	[
		4,
		(page, world) =>
			page.do('contribution.agree', {
				contributionId: atTable(page, world),
				agree: world.random.chance(0.7)
			})
	],
	[
		3,
		(page, world) =>
			page.do('contribution.carry', {
				linkId: world.newId(),
				contributionId: ownContribution(page, world)
			})
	],
	[
		2,
		(page, world) =>
			page.do('seat.take', { tableId: anyOf(world, 'table'), index: world.random.below(4) })
	],
	[1, (page, world) => page.do('participant.arrive', { stepId: currentStep(world) })],
	[1, (page, world) => page.do('participant.edit', { people: 1 + world.random.below(6) })],
	[0.3, (page) => page.do('participant.leave', {})],
	[
		1,
		(page, world) =>
			page.do('table.signal', {
				tableId: anyOf(world, 'table'),
				state: world.random.pick(['done', 'more_time', 'help', null]) ?? null
			})
	],
	[
		1,
		(page, world) => page.do('participant.hear', { calledAt: world.state.workshop?.calledAt ?? 1 })
	],
	[
		3,
		(page, world) =>
			page.do('summary.write', {
				round: 1 + world.random.below(3),
				points: [words(world), words(world)],
				lang: 'de'
			})
	],
	[
		4,
		(page, world) =>
			page.do('essence.write', {
				number: 1 + world.random.below(3),
				text: words(world),
				lang: 'de'
			})
	],
	[
		4,
		(page, world) => {
			const ballotId = anyOf(world, 'ballot');
			page.do('vote.cast', { ballotId, dots: someDots(world, ballotId) });
		}
	],
	[
		4,
		(page, world) => {
			const essenceId = anyOf(world, 'essence');
			const version = world.state.rows.essence.get(essenceId)?.version ?? 1;
			page.do('essence.answer', {
				essenceId,
				version: world.random.chance(0.9) ? version : version - 1,
				answer: world.random.pick(['agree', 'change', null] as const) ?? null
			});
		}
	],
	[
		1,
		(page, world) =>
			page.do('contribution.hide', { contributionId: atTable(page, world), reason: 'off_topic' })
	],
	[
		// A phone whose script never arrived posts by a plain form.
		1,
		({ actor }, world) =>
			void world.form(actor, 'contribution.post', {
				contributionId: world.newId(),
				stepId: currentStep(world),
				kind: 'idea',
				text: `Ohne Skript ${world.random.below(1000)}`,
				lang: 'de'
			})
	]
];

const STAFF: [weight: number, act: Act][] = [
	[6, (page, world) => page.do('step.advance', { from: world.state.workshop?.stepId ?? null })],
	[1, (page, world) => page.do('step.back', { from: currentStep(world) })],
	[1, (page, world) => page.do('step.pause', { stepId: currentStep(world) })],
	[1, (page, world) => page.do('step.resume', { stepId: currentStep(world) })],
	[1, (page, world) => page.do('step.extend', { stepId: currentStep(world), minutes: 2 })],
	[1, (page, world) => page.do('workshop.freeze', { frozen: world.random.chance(0.3) })],
	[
		8,
		(page, world) =>
			page.do('contribution.release', {
				contributionIds: [1, 2, 3].map(() => anyOf(world, 'contribution')),
				released: world.random.chance(0.8)
			})
	],
	[
		3,
		(page, world) =>
			page.do('contribution.hide', {
				contributionId: anyOf(world, 'contribution'),
				reason: 'other'
			})
	],
	[
		1,
		(page, world) =>
			page.do('language.correct', {
				itemKind: 'contribution',
				itemId: anyOf(world, 'contribution'),
				lang: world.random.pick(['de', 'ar', 'uk']) ?? 'de'
			})
	],
	[
		2,
		(page, world) =>
			page.do('contribution.restore', { contributionId: anyOf(world, 'contribution') })
	],
	[
		1,
		(page, world) =>
			page.do('participant.block', {
				contributionId: anyOf(world, 'contribution'),
				blocked: world.random.chance(0.5)
			})
	],
	[
		4,
		(page, world) =>
			page.do('cluster.create', {
				clusterId: world.random.chance(0.8) ? world.newId() : anyOf(world, 'cluster'),
				title: words(world),
				items: [item(world), item(world)]
			})
	],
	[
		5,
		(page, world) =>
			page.do('cluster.add', { clusterId: anyOf(world, 'cluster'), items: [item(world)] })
	],
	[
		2,
		(page, world) =>
			page.do('cluster.take', { clusterId: anyOf(world, 'cluster'), items: [item(world)] })
	],
	[1, (page, world) => page.do('cluster.remove', { clusterId: anyOf(world, 'cluster') })],
	[
		1,
		(page, world) =>
			page.do('cluster.rename', { clusterId: anyOf(world, 'cluster'), title: words(world) })
	],
	[
		2,
		(page, world) =>
			page.do('cluster.merge', {
				clusterId: anyOf(world, 'cluster'),
				intoId: anyOf(world, 'cluster')
			})
	],
	[2, (page, world) => page.do('cluster.unmerge', { clusterId: anyOf(world, 'cluster') })],
	[
		2,
		(page, world) =>
			page.do('cluster.split', {
				clusterId: anyOf(world, 'cluster'),
				newId: world.newId(),
				title: words(world),
				items: [item(world), item(world), item(world)]
			})
	],
	[
		2,
		(page, world) =>
			page.do('cluster.nest', {
				clusterId: anyOf(world, 'cluster'),
				parentId: world.random.chance(0.7) ? anyOf(world, 'cluster') : null
			})
	],
	[
		2,
		(page, world) =>
			page.do('cluster.move', {
				clusterId: anyOf(world, 'cluster'),
				beforeId: world.random.chance(0.7) ? anyOf(world, 'cluster') : null
			})
	],
	[
		2,
		(page, world) => {
			const optionKind =
				world.random.pick(['cluster', 'contribution', 'essence'] as const) ?? 'cluster';
			page.do('ballot.open', {
				ballotId: world.newId(),
				optionKind,
				optionIds: [...new Set([1, 2, 3].map(() => anyOf(world, optionKind)))],
				dots: 3,
				maxPerOption: 1 + world.random.below(3),
				ownAllowed: world.random.chance(0.5)
			});
		}
	],
	[
		2,
		(page, world) => {
			const ballotId = anyOf(world, 'ballot');
			const papers = world.random.below(4);
			page.do('ballot.tally', { ballotId, dots: someDots(world, ballotId), papers });
		}
	],
	[
		1,
		(page, world) =>
			page.do('screen.show', {
				screen: { mode: 'reports', tableIds: [anyOf(world, 'table')] }
			})
	],
	[2, (page, world) => page.do('ballot.close', { ballotId: anyOf(world, 'ballot') })],
	[1, (page, world) => page.do('ballot.reveal', { ballotId: anyOf(world, 'ballot') })],
	[
		2,
		(page, world) =>
			page.do('screen.show', {
				screen: world.random.chance(0.5)
					? { mode: 'contribution', contributionId: anyOf(world, 'contribution') }
					: { mode: 'auto' }
			})
	],
	[1, (page) => page.do('guideline.draft', {})],
	[
		1,
		(page, world) =>
			page.do('guideline.edit', { guidelineId: anyOf(world, 'guideline'), text: words(world) })
	],
	[
		1,
		(page, world) => page.do('table.edit', { tableId: anyOf(world, 'table'), label: words(world) })
	],
	[
		0.3,
		(page, world) =>
			page.do('table.edit', {
				tableId: anyOf(world, 'table'),
				number: 50 + world.random.below(50)
			})
	],
	[0.5, (page, world) => page.do('workshop.edit', { venue: words(world) })],
	[0.2, (page) => page.do('workshop.rekey', {})],
	[0.15, (page) => page.do('workshop.close', {})],
	[
		0.4,
		(page, world) => {
			if (world.state.workshop?.rehearsal) page.do('workshop.reset', {});
		}
	],
	[
		5,
		(page, world) => {
			if (world.state.workshop?.state === 'draft')
				page.do('workshop.open', { rehearsal: world.random.chance(0.5) });
		}
	],
	[0.5, (page, world) => page.do('table.add', { tableId: world.newId(), seats: 3 })],
	[0.3, (page, world) => page.do('table.remove', { tableId: anyOf(world, 'table') })],
	[
		0.3,
		(page, world) => page.do('step.add_round', { stepId: world.newId(), changeId: world.newId() })
	],
	[0.2, (page) => page.do('step.remove_round', {})],
	[
		0.4,
		(page, world) =>
			page.do('step.add', {
				stepId: world.newId(),
				kind: world.random.pick(['welcome', 'essence', 'harvest', 'vote', 'close']) ?? 'vote',
				minutes: 5,
				beforeId: world.random.chance(0.5) ? anyOf(world, 'step') : null
			})
	],
	[0.2, (page, world) => page.do('step.remove', { stepId: anyOf(world, 'step') })],
	[
		0.4,
		(page, world) =>
			page.do('step.move', { stepId: anyOf(world, 'step'), beforeId: anyOf(world, 'step') })
	],
	[
		0.6,
		(page, world) =>
			page.do('step.skip', {
				stepId: anyOf(world, 'step'),
				skipped: world.random.chance(0.6)
			})
	],
	[
		0.5,
		(page, world) => {
			const due = world.state.step?.endsAt ?? 0;
			page.do('step.replan', { endsAt: due + world.random.below(90) * 60_000 });
		}
	],
	[
		1,
		(page, world) =>
			page.do('step.keep_open', {
				stepId: world.random.chance(0.7) ? anyOf(world, 'step') : null
			})
	],
	[
		0.5,
		(page, world) =>
			page.do('step.edit', { stepId: anyOf(world, 'step'), notes: words(world), minutes: 15 })
	],
	[
		0.5,
		(page, world) => page.do('guideline.add', { guidelineId: world.newId(), title: 'Leitlinie' })
	],
	[
		0.5,
		(page, world) => page.do('guideline.move', { guidelineId: anyOf(world, 'guideline'), to: 1 })
	],
	[0.3, (page, world) => page.do('guideline.remove', { guidelineId: anyOf(world, 'guideline') })],
	[
		1,
		(page, world) => {
			const { kind, id } = item(world);
			page.do('evidence.add', {
				guidelineId: anyOf(world, 'guideline'),
				itemKind: kind,
				itemId: id,
				type: world.random.chance(0.7) ? 'supports' : 'contradicts'
			});
		}
	],
	[
		0.5,
		(page, world) => {
			const { id } = item(world);
			page.do('evidence.remove', { guidelineId: anyOf(world, 'guideline'), itemId: id });
		}
	]
];

/** One thing this page's person does now. */
export function act(page: Page, world: World): void {
	const { role } = page.actor;
	if (role === 'screen') return;
	const acts = role === 'participant' ? CITIZEN : STAFF;
	let left = world.random.next() * acts.reduce((sum, [weight]) => sum + weight, 0);
	for (const [weight, perform] of acts) {
		left -= weight;
		if (left <= 0) return perform(page, world);
	}
}
