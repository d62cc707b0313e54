/**
 * Owns what of the console is open: which part, which list, which table, which dialog, and what the large
 * button and the undo mean there. What must stay true: a step brings its own part, and what somebody chose
 * by hand holds until the next step.
 */
import type { Live } from '#lib/client/types.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { Place } from '#lib/ui/console/Places.svelte';
import type { ReleaseList } from '#lib/ui/console/ReleaseQueue.svelte';
import type { OpenDialog } from './ConsoleDialogs.svelte';
import type { Desk } from './desk.svelte.ts';
import type { Overview } from './overview.svelte.ts';
import type { Sorting } from './sorting.svelte.ts';

/** Where the console turns from columns into tabs. */
const NARROW = '(max-width: 61.99rem)';

/** A phone in one hand. */
const HAND = '(max-width: 30rem)';

interface Parts {
	live: Live;
	desk: Desk;
	sorting: Sorting;
	overview: Overview;
}

export class Surface {
	readonly #parts: Parts;
	#chosen = $state<{ stepId: Id | null; place: Place } | null>(null);
	dialog = $state<OpenDialog>(null);
	list = $state<ReleaseList>('waiting');
	tableId = $state<Id | null>(null);

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	readonly place: Place = $derived.by(() => {
		const { live, overview } = this.#parts;
		const chosen = this.#chosen;
		if (chosen && (chosen.stepId === live.workshop.stepId || chosen.place === 'remote'))
			return chosen.place;
		return overview.step?.kind === 'harvest' ? 'harvest' : 'hall';
	});

	readonly canReplan = $derived.by(() => {
		const { live, overview } = this.#parts;
		const isLeft = live.steps.some(({ state }) => state === 'planned');
		return overview.isOpen && overview.step !== null && isLeft;
	});

	/** In the browser only. In the hand of somebody who walks about, it is a remote control first. */
	begin(): void {
		const isOpen = this.#parts.live.workshop.state === 'open';
		if (isOpen && matchMedia(HAND).matches) this.go('remote');
	}

	go(place: Place): void {
		this.#chosen = { stepId: this.#parts.live.workshop.stepId, place };
	}

	chooseTable(id: Id): void {
		this.tableId = this.tableId === id ? null : id;
		if (this.tableId !== null && matchMedia(NARROW).matches) this.go('release');
	}

	openRelease(list: ReleaseList): void {
		this.list = list;
		this.go('release');
		requestAnimationFrame(() => document.getElementById('release-title')?.focus());
	}

	toggleHarvest(): void {
		this.go(this.place === 'harvest' ? 'hall' : 'harvest');
	}

	/** On; after the last step, to the end of it all. */
	pressNext(): void {
		const { live, desk, overview } = this.#parts;
		if (overview.next) void desk.next();
		else if (overview.isOpen) this.dialog = live.workshop.rehearsal ? 'wipe' : 'close';
	}

	/** The latest act here; on a console that has done nothing yet, the move of whoever did. */
	takeBack(): void {
		const { desk, sorting } = this.#parts;
		if (this.place === 'harvest' && sorting.canUndo) void sorting.undo();
		else if (desk.acts.list.length || desk.isBusy) void desk.undo();
		else void desk.back();
	}
}
