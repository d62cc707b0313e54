/**
 * Random evenings: things people and staff do, sensible or not, over few ids, so that they meet. Devices
 * that followed every change, that were away for a while, or that are new must end up seeing the same.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Audience, SeenRow } from './audience.ts';
import type { Actor, CommandType, Payloads } from './commands.ts';
import { Evening, FACILITATOR, MINUTE, joining } from './fixture/evening.ts';
import type { Change, Id, StepKind } from './rows.ts';
import { State } from './state.ts';
import { audiencesTouched, seenBy, view } from './view.ts';

/** Names that are found in a view at once, should one slip through. */
const PEOPLE = Array.from({ length: 8 }, (_, i) => `person-${i}`);

type Deed = [Actor, CommandType, unknown];
type MakeDeed = (evening: Evening) => Deed;

const deed = <T extends CommandType>(actor: Actor, type: T, payload: Payloads[T]): Deed => [
	actor,
	type,
	payload
];

const person = fc.constantFrom(...PEOPLE);
const text = fc.constantFrom('Mehr Bänke', 'Mehr Licht', 'نريد', 'Спасибо', '');
const contribution = fc.constantFrom(...'0123456789'.split('').map((n) => `c${n}`));
const cluster = fc.constantFrom('k0', 'k1', 'k2');
const coin = fc.boolean();
const number = fc.integer({ min: 1, max: 3 });
const guideline = fc.nat(3);

const nth = (evening: Evening, kind: 'guideline' | 'ballot', n: number): Id =>
	evening.state.live(kind)[n]?.id ?? 'none';

/** Some of the items there are; a random one that is not there would refuse the whole command. */
const items = fc
	.array(fc.tuple(fc.constantFrom('contribution' as const, 'essence' as const), fc.nat(9)), {
		maxLength: 4
	})
	.map(
		(picks) => (evening: Evening) =>
			picks.flatMap(([kind, n]) => {
				const row = evening.state.live(kind)[n];
				return row ? [{ kind, id: row.id }] : [];
			})
	);

/** Most deeds belong to somebody; the rest is staff's. */
const byPerson = person.chain((id) => {
	const me = { role: 'participant', id } as const;
	const all: fc.Arbitrary<MakeDeed>[] = [
		fc
			.option(number)
			.map((wish) => () => deed({ role: 'guest' }, 'participant.join', joining(id, wish))),
		fc.constant(() => deed(me, 'participant.leave', {})),
		person.map(
			(other) => () =>
				deed({ role: 'guest' }, 'participant.join', { ...joining(id), companionOf: other })
		),
		fc.tuple(number, fc.constantFrom('done', 'help', null)).map(
			([table, said]) =>
				(evening) =>
					deed(me, 'table.signal', { tableId: evening.table(table).id, state: said })
		),
		fc.constant((evening) =>
			deed(me, 'participant.hear', { calledAt: evening.workshop.calledAt ?? 0 })
		),
		fc.tuple(number, fc.nat(3)).map(
			([table, index]) =>
				(evening) =>
					deed(me, 'seat.take', { tableId: evening.table(table).id, index })
		),
		fc.tuple(contribution, text).map(
			([contributionId, words]) =>
				(evening) =>
					deed(me, 'contribution.post', {
						contributionId,
						stepId: evening.workshop.stepId ?? 'none',
						kind: 'idea',
						text: words,
						lang: 'de'
					})
		),
		fc.tuple(contribution, text).map(
			([contributionId, words]) =>
				() =>
					deed(me, 'contribution.edit', { contributionId, text: `${words}!` })
		),
		contribution.map(
			(contributionId) => () => deed(me, 'contribution.withdraw', { contributionId })
		),
		fc.tuple(contribution, coin).map(
			([contributionId, agree]) =>
				() =>
					deed(me, 'contribution.agree', { contributionId, agree })
		),
		contribution.map(
			(contributionId) => (evening) =>
				deed(me, 'contribution.carry', {
					linkId: `l${evening.state.rows.link.size}`,
					contributionId
				})
		),
		fc.tuple(number, text).map(
			([round, point]) =>
				() =>
					deed(me, 'summary.write', { round, points: [point], lang: 'de' })
		),
		fc.tuple(number, text).map(
			([n, words]) =>
				() =>
					deed(me, 'essence.write', { number: n, text: words, lang: 'de' })
		),
		fc
			.dictionary(cluster, fc.nat(3))
			.map(
				(dots) => (evening) =>
					deed(me, 'vote.cast', { ballotId: nth(evening, 'ballot', 0), dots: { ...dots } })
			)
	];
	return fc.oneof(...all);
});

const staff: fc.Arbitrary<MakeDeed>[] = [
	fc.constant((evening) => deed(FACILITATOR, 'step.advance', { from: evening.workshop.stepId })),
	fc.constant((evening) => deed(FACILITATOR, 'step.advance', { from: evening.workshop.stepId })),
	fc.constant((evening) =>
		deed(FACILITATOR, 'step.back', { from: evening.workshop.stepId ?? 'none' })
	),
	fc.tuple(fc.array(contribution), coin).map(
		([contributionIds, released]) =>
			() =>
				deed(FACILITATOR, 'contribution.release', { contributionIds, released })
	),
	contribution.map(
		(contributionId) => () =>
			deed(FACILITATOR, 'contribution.hide', { contributionId, reason: 'other' })
	),
	contribution.map(
		(contributionId) => () => deed(FACILITATOR, 'contribution.restore', { contributionId })
	),
	fc.tuple(number, number, contribution, coin).map(
		([card, table, contributionId, twin]) =>
			(evening) =>
				deed(FACILITATOR, 'contribution.enter', {
					contributionId,
					stepId: evening.step('round', 1).id,
					tableId: evening.table(table).id,
					number: card,
					text: 'Von Hand',
					lang: 'de',
					twin
				})
	),
	contribution.map(
		(contributionId) => () => deed(FACILITATOR, 'contribution.withdraw', { contributionId })
	),
	contribution.map(
		(contributionId) => () =>
			deed(FACILITATOR, 'screen.show', { screen: { mode: 'contribution', contributionId } })
	),
	fc.tuple(contribution, coin).map(
		([contributionId, blocked]) =>
			() =>
				deed(FACILITATOR, 'participant.block', { contributionId, blocked })
	),
	fc.tuple(cluster, items).map(
		([clusterId, made]) =>
			(evening) =>
				deed(FACILITATOR, 'cluster.create', {
					clusterId,
					title: 'Thema',
					items: made(evening)
				})
	),
	fc.tuple(cluster, items).map(
		([clusterId, made]) =>
			(evening) =>
				deed(FACILITATOR, 'cluster.add', { clusterId, items: made(evening) })
	),
	fc.tuple(cluster, items).map(
		([clusterId, made]) =>
			(evening) =>
				deed(FACILITATOR, 'cluster.take', { clusterId, items: made(evening) })
	),
	cluster.map((clusterId) => () => deed(FACILITATOR, 'cluster.remove', { clusterId })),
	cluster.map((clusterId) => () => deed(FACILITATOR, 'cluster.restore', { clusterId })),
	fc.constant((evening) =>
		deed(FACILITATOR, 'ballot.close', { ballotId: nth(evening, 'ballot', 0) })
	),
	fc.constant((evening) =>
		deed(FACILITATOR, 'ballot.reveal', { ballotId: nth(evening, 'ballot', 0) })
	),
	fc.constant(() => deed(FACILITATOR, 'guideline.draft', {})),
	fc.constant(() => deed(FACILITATOR, 'workshop.open', { rehearsal: true })),
	coin.map((called) => () => deed(FACILITATOR, 'workshop.call', { called })),
	fc
		.tuple(fc.constantFrom('scatter', 'carousel', 'free'), fc.constantFrom('fixed', 'volunteers'))
		.map(
			([moveMode, hostMode]) =>
				() =>
					deed(FACILITATOR, 'workshop.seat', { moveMode, hostMode })
		),
	fc.tuple(number, number).map(
		([table, into]) =>
			(evening) =>
				deed(FACILITATOR, 'table.merge', {
					tableId: evening.table(table).id,
					intoId: evening.table(into).id
				})
	),
	fc.constant((evening) =>
		deed(FACILITATOR, 'table.add', {
			tableId: `new${evening.state.rows.table.size}`,
			seats: 3
		})
	),
	guideline.map(
		(n) => (evening) =>
			deed(FACILITATOR, 'guideline.remove', { guidelineId: nth(evening, 'guideline', n) })
	),
	fc.tuple(guideline, contribution).map(
		([n, itemId]) =>
			(evening) =>
				deed(FACILITATOR, 'evidence.add', {
					guidelineId: nth(evening, 'guideline', n),
					itemKind: 'contribution',
					itemId,
					type: 'contradicts'
				})
	)
];

const deeds = fc.array(
	fc.oneof(
		{ weight: 300, arbitrary: byPerson },
		{ weight: 200, arbitrary: fc.oneof(...staff) },
		// Rare, because it ends everything that was going on.
		{ weight: 1, arbitrary: fc.constant<MakeDeed>(() => deed(FACILITATOR, 'workshop.reset', {})) }
	),
	{ minLength: 60, maxLength: 200, size: 'max' }
);

/** Where in the evening it begins, so that its later parts happen often enough. */
const starts = fc.constantFrom<[StepKind, number | null]>(
	['round', 1],
	['change', 3],
	['essence', null],
	['harvest', null]
);

/** Lets it all happen; `watch` gets each granted change with the row before it. */
function happen(
	evening: Evening,
	makers: readonly MakeDeed[],
	watch: (changes: { change: Change; before: Change['row'] | undefined }[]) => void
): void {
	for (const make of makers) {
		evening.later(MINUTE / 4);
		const [actor, type, payload] = make(evening);
		const decision = evening.ask(actor, type, payload as never);
		if (!decision.ok) continue;
		const before = decision.changes.map(({ kind, row }) => evening.state.rows[kind].get(row.id));
		const applied = evening.apply(decision.changes);
		watch(applied.map((change, i) => ({ change, before: before[i] })));
	}
}

type Shelf = Map<string, SeenRow['row']>;

const AUDIENCES = (state: State): Audience[] => [
	'all',
	'screen',
	'staff',
	...[...state.rows.table.keys()].map((id): Audience => `table:${id}`),
	...PEOPLE.map((id): Audience => `one:${id}`)
];

const shelfOf = (rows: Iterable<SeenRow>): Shelf =>
	new Map([...rows].map(({ kind, row }) => [`${kind}/${row.id}`, row]));

const sorted = (shelf: Shelf) => [...shelf].sort(([a], [b]) => (a < b ? -1 : 1));

function learn(shelf: Shelf, change: Change, audience: Audience, state: State): void {
	const key = `${change.kind}/${change.row.id}`;
	const seen = view(change, audience, state);
	if (seen === 'gone') shelf.delete(key);
	else if (seen !== null) shelf.set(key, seen);
}

/** More of them by hand: `RUNS=5000`. */
const RUNS = Number(process.env['RUNS'] ?? 60);

describe('whatever happens', () => {
	it(
		'[V13] [V14] who followed, who was away and who is new see the same, and nobody sees names',
		() => {
			fc.assert(
				fc.property(deeds, fc.nat(60), starts, (makers, leftAt, [kind, round]) => {
					const random = new Evening({ tables: 3, seats: 4 });
					random.staff('workshop.open', { rehearsal: true });
					for (const name of PEOPLE.slice(0, 6)) random.join(name);
					random.goTo('round', 1);
					for (const [i, name] of PEOPLE.slice(0, 5).entries()) random.post(name, `c${i}`);
					random.goTo(kind, round);
					const audiences = AUDIENCES(random.state);
					const following = new Map(audiences.map((a) => [a, shelfOf(seenBy(random.state, a))]));
					let away = new Map<Audience, Shelf>();
					let since = 0;
					let turn = 0;
					happen(random, makers, (changes) => {
						for (const { change, before } of changes)
							for (const audience of audiencesTouched(change, before, random.state)) {
								const shelf = following.get(audience);
								if (shelf) learn(shelf, change, audience, random.state);
							}
						if (++turn !== leftAt) return;
						since = random.state.rev;
						away = new Map(audiences.map((a) => [a, shelfOf(seenBy(random.state, a))]));
					});

					// Loaded again from the store, the state is the same.
					const loaded = new State([...random.state.all()]);
					for (const audience of audiences) {
						const fresh = sorted(shelfOf(seenBy(loaded, audience)));
						expect(sorted(shelfOf(seenBy(random.state, audience)))).toEqual(fresh);
						expect(sorted(following.get(audience) ?? new Map())).toEqual(fresh);

						const everything: Shelf = new Map();
						const difference = away.get(audience);
						for (const change of random.state.all()) {
							learn(everything, change, audience, random.state);
							if (difference && change.row.rev > since)
								learn(difference, change, audience, random.state);
						}
						expect(sorted(everything)).toEqual(fresh);
						if (difference) expect(sorted(difference)).toEqual(fresh);
						if (!audience.startsWith('one:'))
							expect(JSON.stringify(fresh)).not.toContain('person-');
					}
				}),
				{ numRuns: RUNS }
			);
		},
		20_000 + RUNS * 100
	);
});
