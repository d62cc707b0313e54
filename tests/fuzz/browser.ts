/**
 * Owns a device with its pages: it remembers who it is and what it wrote; its pages come, sleep, double
 * and go.
 */
import type { Actor } from '#lib/domain/commands.ts';
import type { Id } from '#lib/domain/rows.ts';
import { Page } from './page.ts';
import type { Shelf } from './shelf.ts';
import type { World } from './world.ts';

export class Browser {
	actor: Actor;
	readonly shelf: Shelf = { entries: new Map(), kept: new Set(), isBroken: false };
	readonly pages: Page[] = [];
	/** What was written here and not answered yet, and is not lost with the device's storage. */
	readonly unanswered = new Set<Id>();
	/** How wrong its clock is. */
	readonly skew: number;
	#isJoining = false;
	readonly #world: World;

	constructor(world: World, actor: Actor) {
		this.#world = world;
		this.actor = actor;
		const { random } = world;
		this.skew = random.chance(0.2) ? random.below(7_200_000) - 3_600_000 : 0;
		world.browsers.push(this);
		this.openPage();
	}

	get isWelcome(): boolean {
		const { actor } = this;
		return actor.role !== 'participant' || !!this.#world.state.get('participant', actor.id);
	}

	openPage(): Page {
		const page = new Page(this.#world, this);
		this.pages.push(page);
		return page;
	}

	close(page: Page): void {
		page.close(this.#world.random.chance(0.3));
		this.pages.splice(this.pages.indexOf(page), 1);
		this.#excuse(page.outbox.entries.map(({ command }) => command.id));
	}

	reload(page: Page): void {
		this.close(page);
		this.openPage();
	}

	/** The person clears the browser's data; what open pages remember they still send. */
	wipe(): void {
		const ids = [...this.shelf.kept];
		this.shelf.entries.clear();
		this.shelf.kept.clear();
		this.#excuse(ids);
	}

	/** Of these, what the storage was never given and no page holds may be lost. */
	#excuse(ids: Id[]): void {
		for (const id of ids) {
			const isHeld =
				this.shelf.kept.has(id) ||
				this.pages.some(({ outbox }) => outbox.entries.some(({ command }) => command.id === id));
			if (!isHeld) this.unanswered.delete(id);
		}
	}

	/** The door does not know this device any more: its person joins as a new one. */
	joinAgain(): void {
		if (this.#isJoining) return;
		this.#isJoining = true;
		const participantId = this.#world.newPerson();
		void this.#world.join(participantId).then((outcome) => {
			this.#isJoining = false;
			if (outcome?.ok) this.actor = { role: 'participant', id: participantId };
		});
	}
}
