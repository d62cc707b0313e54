/**
 * Owns the choice of what a deed is about. Ids come from what is really there, so that most commands mean
 * something; who knows nothing there names something that does not exist.
 */
import { tableOfParticipant } from '#lib/domain/rotation.ts';
import type { Id, ItemKind, Kind, OptionKind, StepKind, Table } from '#lib/domain/rows.ts';
import type { Page } from './page.ts';
import type { World } from './world.ts';

export type Act = (page: Page, world: World) => void;
/** The heavier, the more often; for some things it depends on what the hall is doing. */
export type Weight = number | ((step: StepKind | undefined) => number);
export type Weighted = readonly [weight: Weight, act: Act];

/** Mostly when it makes sense, now and then when it does not. */
export const during =
	(kinds: readonly StepKind[], weight: number): Weight =>
	(step) =>
		step !== undefined && kinds.includes(step) ? 4 * weight : weight / 4;

/** Mostly something that is still there. */
export const anyOf = <K extends Kind>({ state, random }: World, kind: K): Id => {
	const rows = [...state.rows[kind].values()];
	const there = random.chance(0.8) ? rows.filter(({ removed }) => !removed) : rows;
	return random.pick(there.length ? there : rows)?.id ?? 'none';
};

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

/** The step right before the current one. */
export const stepBefore = ({ state }: World): Id | undefined =>
	state.steps.findLast(({ position }) => state.step && position < state.step.position)?.id;

export const currentStep = ({ state }: World): Id => state.workshop?.stepId ?? 'none';

export const words = ({ random }: World): string =>
	random.chance(0.05)
		? ''
		: `${random.pick(['Mehr', 'Weniger', 'مزيد من', 'Більше'])} ${random.pick(['Bänke', 'Busse', '🌳', 'Ruhe'])} ${random.below(1000)}`;

export const item = (world: World): { kind: ItemKind; id: Id } =>
	world.random.chance(0.7)
		? { kind: 'contribution', id: anyOf(world, 'contribution') }
		: { kind: 'essence', id: anyOf(world, 'essence') };

/** What the hall sees and can be asked about, now and then something else. */
export const someOptions = (world: World, kind: OptionKind): Id[] => {
	const { state, random } = world;
	const shown = kind === 'contribution' ? [...state.released] : [];
	const pick = () => (random.chance(0.8) ? random.pick(shown) : undefined) ?? anyOf(world, kind);
	return [...new Set([pick(), pick(), pick()])];
};

/** For options the ballot has, mostly within its budget. */
export const someDots = ({ state, random }: World, ballotId: Id): Record<Id, number> => {
	const options = state.rows.ballot.get(ballotId)?.optionIds ?? ['none'];
	return Object.fromEntries([0, 1].map(() => [random.pick(options) ?? 'none', random.below(3)]));
};
