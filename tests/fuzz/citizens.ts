/**
 * What citizens do in a simulated evening: anything the wire lets through, at any moment, often sensible
 * and often not.
 */
import { tableOfParticipant } from '#lib/domain/rotation.ts';
import {
	anyOf,
	atTable,
	currentStep,
	during,
	lastChange,
	myTable,
	ownContribution,
	someDots,
	words,
	type Weighted
} from './choose.ts';

export const CITIZEN: readonly Weighted[] = [
	[
		during(['round'], 12),
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
		during(['round'], 4),
		(page, world) =>
			page.do('contribution.agree', {
				contributionId: atTable(page, world),
				agree: world.random.chance(0.7)
			})
	],
	[
		during(['round', 'change'], 3),
		(page, world) =>
			page.do('contribution.carry', {
				linkId: world.newId(),
				contributionId: ownContribution(page, world)
			})
	],
	[
		during(['welcome', 'change'], 2.5),
		(page, world) =>
			page.do('seat.take', { tableId: anyOf(world, 'table'), index: world.random.below(4) })
	],
	[
		// Who stays in a change may relieve the host of the table where they sat.
		during(['welcome', 'change'], 2),
		(page, world) => {
			const { actor } = page;
			const { state } = world;
			const round = (state.step?.round ?? 2) - 1;
			const table = actor.role === 'participant' && tableOfParticipant(state, actor.id, round);
			if (table) page.do('seat.take', { tableId: table.id, index: 0 });
		}
	],
	[1, (page, world) => page.do('participant.arrive', { stepId: lastChange(world) })],
	[1, (page, world) => page.do('participant.edit', { people: 1 + world.random.below(6) })],
	[0.4, (page) => page.do('participant.leave', {})],
	[
		// Who has left scans the code again.
		1,
		({ actor }, world) => {
			if (actor.role === 'participant' && world.state.get('participant', actor.id)?.leftAt != null)
				void world.join(actor.id);
		}
	],
	[
		// Who sits already comes to sit with somebody.
		0.6,
		({ actor }, world) => {
			const friend = world.random.pick(world.state.live('participant'));
			if (actor.role === 'participant' && friend)
				void world.join(actor.id, { companionOf: friend.id });
		}
	],
	[
		1.5,
		(page, world) =>
			page.do('table.signal', {
				tableId: myTable(page, world)?.id ?? anyOf(world, 'table'),
				state: world.random.pick(['done', 'more_time', 'help', null]) ?? null
			})
	],
	[
		1,
		(page, world) => page.do('participant.hear', { calledAt: world.state.workshop?.calledAt ?? 1 })
	],
	[
		during(['round', 'change'], 3),
		(page, world) =>
			page.do('summary.write', {
				round: 1 + world.random.below(3),
				points: [words(world), words(world)],
				lang: 'de'
			})
	],
	[
		during(['essence', 'harvest'], 4),
		(page, world) =>
			page.do('essence.write', {
				number: 1 + world.random.below(3),
				text: words(world),
				lang: 'de'
			})
	],
	[
		during(['vote', 'harvest', 'close'], 4),
		(page, world) => {
			const open = world.state.live('ballot').find(({ state }) => state === 'open');
			const ballotId = open?.id ?? anyOf(world, 'ballot');
			page.do('vote.cast', { ballotId, dots: someDots(world, ballotId) });
		}
	],
	[
		during(['essence', 'harvest'], 4),
		(page, world) => {
			const here = `${myTable(page, world)?.id}.e${1 + world.random.below(3)}`;
			const essenceId = world.state.get('essence', here)?.id ?? anyOf(world, 'essence');
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
