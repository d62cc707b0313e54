/**
 * Owns the sorting of the harvest on one console: what is selected, and how to take each act back. The
 * clusters themselves are rows: two people may sort at once and no card is lost. An undo sends the
 * opposite command about exactly what this console had changed, never a picture of how it was before.
 */
import { v7 as newId } from 'uuid';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Id } from '#lib/domain/rows.ts';
import type { Live } from '#lib/client/types.ts';
import type { Translate } from '#lib/text/text.ts';
import type { HarvestItem, ItemRef } from '#lib/ui/console/harvest-item.ts';
import { chunks, type Desk } from './desk.svelte.ts';

interface Done {
	/** What was done, to be said when it is taken back. */
	what: string;
	undo: () => Promise<boolean>;
}

const MAX_DONE = 100;

export class Sorting {
	readonly #live: Live;
	readonly #desk: Desk;
	readonly #t: Translate<'console'>;
	#done = $state.raw<readonly Done[]>([]);
	readonly #items = new SvelteMap<Id, ItemRef>();
	/** Where the range of a shifted selection begins. */
	#anchor: Id | null = null;
	readonly selected = new SvelteSet<Id>();
	/** The cluster in which the selection lies; null = the inbox. A selection never spans two places. */
	from = $state<Id | null>(null);

	constructor(live: Live, desk: Desk, t: Translate<'console'>) {
		this.#live = live;
		this.#desk = desk;
		this.#t = t;
	}

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	select(
		item: HarvestItem,
		place: Id | null,
		range: boolean,
		visible: readonly HarvestItem[]
	): void {
		if (this.from !== place) this.clear();
		this.from = place;
		const end = visible.findIndex(({ id }) => id === item.id);
		const start = visible.findIndex(({ id }) => id === this.#anchor);
		if (range && start >= 0 && end >= 0) {
			for (const one of visible.slice(Math.min(start, end), Math.max(start, end) + 1))
				this.#put(one);
			return;
		}
		this.#anchor = item.id;
		if (this.selected.has(item.id)) this.selected.delete(item.id);
		else this.#put(item);
	}

	selectAll(items: readonly HarvestItem[]): void {
		this.clear();
		for (const item of items) this.#put(item);
	}

	/** A card that is dragged comes alone, unless it belongs to the selection. */
	grab(item: HarvestItem, place: Id | null): void {
		if (this.from === place && this.selected.has(item.id)) return;
		this.clear();
		this.from = place;
		this.#put(item);
	}

	clear(): void {
		this.selected.clear();
		this.from = null;
		this.#anchor = null;
	}

	#put({ kind, id }: HarvestItem): void {
		this.#items.set(id, { kind, id });
		this.selected.add(id);
	}

	/** What is selected and still there. */
	get picked(): ItemRef[] {
		return [...this.selected]
			.map((id) => this.#items.get(id))
			.filter((item) => item !== undefined)
			.filter(({ kind, id }) => this.#live.get(kind, id) !== undefined);
	}

	async create(title: string): Promise<boolean> {
		const items = this.picked;
		const clusterId = newId();
		const [first = [], ...rest] = chunks(items);
		if (!(await this.#desk.send('cluster.create', { clusterId, title, items: first })))
			return false;
		for (const part of rest) await this.#desk.send('cluster.add', { clusterId, items: part });
		const left = this.from;
		const moved = left !== null && (await this.#take(left, items));
		this.clear();
		this.#remember(this.#t('harvest.did.create', { title }), async () => {
			if (moved && left !== null) await this.#add(left, items);
			return this.#desk.send('cluster.remove', { clusterId });
		});
		return true;
	}

	/** From the inbox a card is added; from another cluster it moves. */
	async putInto(clusterId: Id): Promise<void> {
		const { from } = this;
		if (from === clusterId) return;
		const items = this.picked;
		const added = items.filter(({ id }) => !this.#live.get('membership', `${clusterId}.${id}`));
		if (!items.length || !(await this.#add(clusterId, added))) return;
		const moved = from !== null && (await this.#take(from, items));
		const title = this.#titleOf(clusterId);
		this.clear();
		this.#remember(this.#t('harvest.did.add', { n: items.length, title }), async () => {
			if (moved && from !== null) await this.#add(from, items);
			return this.#take(clusterId, added);
		});
	}

	async take(clusterId: Id, items: readonly ItemRef[]): Promise<void> {
		const refs = items.map(({ kind, id }) => ({ kind, id }));
		if (!refs.length || !(await this.#take(clusterId, refs))) return;
		for (const { id } of refs) this.selected.delete(id);
		this.#remember(this.#t('harvest.did.take', { n: refs.length }), () =>
			this.#add(clusterId, refs)
		);
	}

	async rename(clusterId: Id, title: string): Promise<void> {
		const before = this.#titleOf(clusterId);
		if (!(await this.#desk.send('cluster.rename', { clusterId, title }))) return;
		this.#remember(this.#t('harvest.did.rename'), () =>
			this.#desk.send('cluster.rename', { clusterId, title: before })
		);
	}

	async remove(clusterId: Id): Promise<void> {
		const title = this.#titleOf(clusterId);
		const items = this.#live
			.rows('membership')
			.filter((membership) => membership.clusterId === clusterId)
			.map(({ itemKind, itemId }) => ({ kind: itemKind, id: itemId }));
		if (!(await this.#desk.send('cluster.remove', { clusterId }))) return;
		if (this.from === clusterId) this.clear();
		this.#remember(this.#t('harvest.did.remove', { title }), async () => {
			const [first = [], ...rest] = chunks(items);
			// The same id brings the cluster back to its old place.
			if (!(await this.#desk.send('cluster.create', { clusterId, title, items: first })))
				return false;
			for (const part of rest) await this.#desk.send('cluster.add', { clusterId, items: part });
			return true;
		});
	}

	/** The latest act, or the one that a toast speaks of. */
	async undo(act = this.#done.at(-1)): Promise<void> {
		if (!act || !this.#done.includes(act)) return;
		this.#done = this.#done.filter((other) => other !== act);
		if (await act.undo()) this.#desk.say('sorting', this.#t('harvest.undone', { what: act.what }));
	}

	#remember(what: string, undo: () => Promise<boolean>): void {
		const act: Done = { what, undo };
		this.#done = [...this.#done.slice(1 - MAX_DONE), act];
		this.#desk.say('sorting', capital(what), {
			label: this.#t('undo'),
			run: () => void this.undo(act)
		});
	}

	async #add(clusterId: Id, items: readonly ItemRef[]): Promise<boolean> {
		for (const part of chunks(items))
			if (!(await this.#desk.send('cluster.add', { clusterId, items: part }))) return false;
		return true;
	}

	async #take(clusterId: Id, items: readonly ItemRef[]): Promise<boolean> {
		for (const part of chunks(items))
			if (!(await this.#desk.send('cluster.take', { clusterId, items: part }))) return false;
		return true;
	}

	#titleOf(clusterId: Id): string {
		return this.#live.get('cluster', clusterId)?.title ?? '';
	}
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
