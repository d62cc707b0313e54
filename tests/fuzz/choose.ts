/**
 * Owns the choice of what a deed is about. Ids come from what is really there, so that most commands mean
 * something; who knows nothing there names something that does not exist.
 */
import { tableOfParticipant } from '#lib/domain/rotation.ts';
import type { Id, ItemKind, Kind, Table } from '#lib/domain/rows.ts';
import type { Page } from './browser.ts';
import type { World } from './world.ts';

export type Act = (page: Page, world: World) => void;
/** The heavier, the more often. */
export type Weighted = readonly [weight: number, act: Act];

export const anyOf = <K extends Kind>({ state, random }: World, kind: K): Id =>
	random.pick([...state.rows[kind].keys()]) ?? 'none';

export const ownContribution = (page: Page, world: World): Id => {
	const { actor } = page;
	const own =
		actor.role === 'participant' ? world.state.contributionsByParticipant.get(actor.id) : undefined;
	return world.random.pick([...(own ?? [])]) ?? anyOf(world, 'contribution');
};

/** Where this page's person sits. */
export const myTable = ({ actor }: Page, { state }: World): Table | undefined =>
	actor.role === 'participant' ? tableOfParticipant(state, actor.id) : undefined;

/** A contribution that lies on this page's table, or was carried there. */
export const atTable = (page: Page, world: World): Id => {
	const { state, random } = world;
	const table = myTable(page, world);
	const links = table ? state.linksByTable.get(table.id) : undefined;
	const brought = random.pick([...(links ?? [])]);
	if (brought && random.chance(0.4)) return state.rows.link.get(brought)?.fromId ?? 'none';
	const ids = table ? state.contributionsByTable.get(table.id) : undefined;
	return random.pick([...(ids ?? [])]) ?? anyOf(world, 'contribution');
};

/** The last change that has begun. */
export const lastChange = ({ state }: World): Id =>
	state.steps.findLast(({ kind, startedAt }) => kind === 'change' && startedAt !== null)?.id ??
	'none';

export const currentStep = ({ state }: World): Id => state.workshop?.stepId ?? 'none';

export const words = ({ random }: World): string =>
	random.chance(0.05)
		? ''
		: `${random.pick(['Mehr', 'Weniger', 'مزيد من', 'Більше'])} ${random.pick(['Bänke', 'Busse', '🌳', 'Ruhe'])} ${random.below(1000)}`;

export const item = (world: World): { kind: ItemKind; id: Id } =>
	world.random.chance(0.7)
		? { kind: 'contribution', id: anyOf(world, 'contribution') }
		: { kind: 'essence', id: anyOf(world, 'essence') };

/** For options the ballot has, mostly within its budget. */
export const someDots = ({ state, random }: World, ballotId: Id): Record<Id, number> => {
	const options = state.rows.ballot.get(ballotId)?.optionIds ?? ['none'];
	return Object.fromEntries([0, 1].map(() => [random.pick(options) ?? 'none', random.below(3)]));
};
