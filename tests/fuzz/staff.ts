/**
 * What facilitators and the office do in a simulated evening, sensible or not.
 */
import {
	anyOf,
	currentStep,
	during,
	item,
	someDots,
	someOptions,
	stepBefore,
	words,
	type Weighted
} from './choose.ts';

export const STAFF: readonly Weighted[] = [
	[6, (page, world) => page.do('step.advance', { from: world.state.workshop?.stepId ?? null })],
	[1, (page, world) => page.do('step.back', { from: currentStep(world) })],
	[1, (page, world) => page.do('step.pause', { stepId: currentStep(world) })],
	[1, (page, world) => page.do('step.resume', { stepId: currentStep(world) })],
	[1, (page, world) => page.do('step.extend', { stepId: currentStep(world), minutes: 2 })],
	[1, (page, world) => page.do('workshop.call', { called: world.random.chance(0.6) })],
	[
		0.8,
		(page, world) =>
			page.do('workshop.seat', {
				moveMode: world.random.pick(['scatter', 'carousel', 'free'] as const) ?? 'free',
				hostMode: world.random.pick(['fixed', 'volunteers'] as const) ?? 'fixed'
			})
	],
	[0.3, (page, world) => page.do('workshop.edit', { quietMinutes: world.random.below(12) - 1 })],
	[1, (page, world) => page.do('table.signal', { tableId: anyOf(world, 'table'), state: null })],
	[
		during(['round', 'change'], 1.5),
		(page, world) =>
			page.do('table.merge', { tableId: anyOf(world, 'table'), intoId: anyOf(world, 'table') })
	],
	[
		1,
		(page, world) =>
			page.do('table.edit', {
				tableId: anyOf(world, 'table'),
				...world.random.pick([
					{ hall: 'Foyer' },
					{ hall: '' },
					{ seats: 2 + world.random.below(4) },
					{ topic: { de: words(world) } },
					{ question: { de: words(world) } }
				])
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
	[1, (page, world) => page.do('workshop.freeze', { frozen: world.random.chance(0.3) })],
	[
		during(['round', 'harvest'], 8),
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
		during(['harvest', 'vote'], 4),
		(page, world) =>
			page.do('cluster.create', {
				clusterId: world.random.chance(0.8) ? world.newId() : anyOf(world, 'cluster'),
				title: words(world),
				items: [item(world), item(world)]
			})
	],
	[
		during(['harvest', 'vote'], 5),
		(page, world) =>
			page.do('cluster.add', { clusterId: anyOf(world, 'cluster'), items: [item(world)] })
	],
	[
		during(['harvest', 'vote'], 2),
		(page, world) =>
			page.do('cluster.take', { clusterId: anyOf(world, 'cluster'), items: [item(world)] })
	],
	[1, (page, world) => page.do('cluster.remove', { clusterId: anyOf(world, 'cluster') })],
	[
		1,
		(page, world) => {
			const removed = [...world.state.rows.cluster.values()].filter(
				({ removed, mergedInto }) => removed && !mergedInto
			);
			page.do('cluster.restore', {
				clusterId: world.random.pick(removed)?.id ?? anyOf(world, 'cluster')
			});
		}
	],
	[
		1,
		(page, world) =>
			page.do('cluster.rename', { clusterId: anyOf(world, 'cluster'), title: words(world) })
	],
	[
		during(['harvest', 'vote'], 2),
		(page, world) =>
			page.do('cluster.merge', {
				clusterId: anyOf(world, 'cluster'),
				intoId: anyOf(world, 'cluster')
			})
	],
	[
		during(['harvest', 'vote'], 4),
		(page, world) => {
			const merged = [...world.state.rows.cluster.values()].filter(({ mergedInto }) => mergedInto);
			page.do('cluster.unmerge', {
				clusterId: world.random.pick(merged)?.id ?? anyOf(world, 'cluster')
			});
		}
	],
	[
		during(['harvest', 'vote'], 2),
		(page, world) =>
			page.do('cluster.split', {
				clusterId: anyOf(world, 'cluster'),
				newId: world.newId(),
				title: words(world),
				items: [item(world), item(world), item(world)]
			})
	],
	[
		during(['harvest', 'vote'], 2),
		(page, world) =>
			page.do('cluster.nest', {
				clusterId: anyOf(world, 'cluster'),
				parentId: world.random.chance(0.7) ? anyOf(world, 'cluster') : null
			})
	],
	[
		during(['harvest', 'vote'], 2),
		(page, world) =>
			page.do('cluster.move', {
				clusterId: anyOf(world, 'cluster'),
				beforeId: world.random.chance(0.7) ? anyOf(world, 'cluster') : null
			})
	],
	[
		during(['harvest', 'close'], 4),
		(page, world) => {
			const optionKind =
				world.random.pick(['cluster', 'contribution', 'essence'] as const) ?? 'cluster';
			page.do('ballot.open', {
				ballotId: world.newId(),
				optionKind,
				optionIds: someOptions(world, optionKind),
				dots: 3,
				maxPerOption: 1 + world.random.below(3),
				ownAllowed: world.random.chance(0.5)
			});
		}
	],
	[
		during(['vote', 'close'], 2),
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
	[
		during(['vote', 'harvest'], 2),
		(page, world) => page.do('ballot.close', { ballotId: anyOf(world, 'ballot') })
	],
	[
		during(['vote', 'close'], 1),
		(page, world) => page.do('ballot.reveal', { ballotId: anyOf(world, 'ballot') })
	],
	[
		2,
		(page, world) =>
			page.do('screen.show', {
				screen: world.random.chance(0.5)
					? { mode: 'contribution', contributionId: anyOf(world, 'contribution') }
					: { mode: 'auto' }
			})
	],
	[
		0.8,
		(page, world) => {
			const subjectKind = world.random.chance(0.5) ? 'table' : 'cluster';
			page.do('field.assign', {
				fieldId: world.random.chance(0.8) ? anyOf(world, 'field') : null,
				subjectKind,
				subjectIds: [anyOf(world, subjectKind), anyOf(world, subjectKind)]
			});
		}
	],
	[0.2, (page, world) => page.do('field.add', { fieldId: world.newId(), title: words(world) })],
	[
		0.2,
		(page, world) =>
			page.do('field.rename', { fieldId: anyOf(world, 'field'), title: words(world) })
	],
	[
		0.2,
		(page, world) =>
			page.do('field.move', { fieldId: anyOf(world, 'field'), beforeId: anyOf(world, 'field') })
	],
	[0.2, (page, world) => page.do('field.remove', { fieldId: anyOf(world, 'field') })],
	[0.1, (page) => page.do('field.draft', {})],
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
				kind:
					world.random.pick(['welcome', 'break', 'essence', 'harvest', 'vote', 'close']) ?? 'vote',
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
				stepId: world.random.chance(0.7) ? (stepBefore(world) ?? anyOf(world, 'step')) : null
			})
	],
	[
		// What was kept open is gone back to.
		during(['change'], 1),
		(page, world) => {
			if (world.state.workshop?.besideStepId === stepBefore(world))
				page.do('step.back', { from: currentStep(world) });
		}
	],
	[
		// Chairs are brought to a table that nobody sits at any more.
		0.5,
		(page, world) => {
			const closed = world.state.tables.filter(({ mergedInto }) => mergedInto !== null);
			const table = world.random.pick(closed);
			if (table) page.do('table.edit', { tableId: table.id, seats: table.seats + 2 });
		}
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
