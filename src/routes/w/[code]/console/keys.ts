/**
 * Owns what each key of the console does, here and now. What must stay true: a key that cannot do anything
 * now says so, because on a stage a silent key is pressed again, harder.
 */
import type { Live } from '#lib/client/types.ts';
import { strikeGong } from '#lib/ui/console/gong.ts';
import type { Action } from '#lib/ui/console/shortcuts.ts';
import type { Desk } from './desk.svelte.ts';
import type { Overview } from './overview.svelte.ts';
import type { Surface } from './surface.svelte.ts';

interface Hands {
	live: Live;
	desk: Desk;
	overview: Overview;
	surface: Surface;
	/** The sorting table, as long as it is open. */
	harvest: () => { startGroup(): void; putIntoNumber(number: number): boolean } | undefined;
	/** Told when nothing could be done. */
	refuse: () => void;
}

/** The hall hears it before it sees it. */
export function call(live: Live, desk: Desk): void {
	if (live.workshop.calledAt === null) void strikeGong();
	void desk.call();
}

export function createKeys(hands: Hands): (action: Action | { cluster: number }) => void {
	const { live, desk, overview, surface, harvest, refuse } = hands;
	const whileOpen = () => overview.isOpen;
	const whileTimed = () => overview.isOpen && overview.leftMs !== null;
	const always = () => true;
	const can: Record<Action, () => boolean> = {
		next: whileOpen,
		back: () => overview.step !== null || desk.moving,
		undo: () => overview.step !== null || desk.acts.list.length > 0 || desk.isBusy,
		pause: whileTimed,
		more: whileTimed,
		less: whileTimed,
		blank: whileOpen,
		freeze: whileOpen,
		hide: () => overview.quoted !== null,
		screens: whileOpen,
		step: whileOpen,
		call: whileOpen,
		replan: () => surface.canReplan,
		release: always,
		harvest: always,
		wipe: () => live.workshop.rehearsal,
		cards: () => live.workshop.state !== 'draft',
		group: () => harvest() !== undefined,
		keys: always
	};
	const run: Record<Action, () => unknown> = {
		next: () => surface.pressNext(),
		back: () => desk.back(),
		undo: () => surface.takeBack(),
		pause: () => desk.pause(),
		more: () => desk.extend(1),
		less: () => desk.extend(-1),
		blank: () => desk.blank(),
		freeze: () => desk.freeze(),
		hide: () => desk.hideShown(),
		screens: () => (surface.dialog = 'screens'),
		step: () => desk.show({ mode: 'auto' }),
		call: () => call(live, desk),
		replan: () => (surface.dialog = 'replan'),
		release: () => surface.openRelease('waiting'),
		harvest: () => surface.toggleHarvest(),
		wipe: () => (surface.dialog = 'wipe'),
		cards: () => (surface.dialog = 'cards'),
		group: () => harvest()?.startGroup(),
		keys: () => (surface.dialog = 'keys')
	};
	return (action) => {
		if (typeof action === 'object') {
			if (!harvest()?.putIntoNumber(action.cluster)) refuse();
		} else if (can[action]()) run[action]();
		else refuse();
	};
}
