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
import type { Act } from './acts.svelte.ts';
import { chunks, type Desk } from './desk.svelte.ts';

/** Its acts among all of this console. */
const GROUP = 'sorting';

export class Sorting {
	readonly #live: Live;
	readonly #desk: Desk;
	readonly #t: Translate<'console'>;
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
		return this.#last !== undefined;
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

	/** One more to what is chosen; where cards of a group are chosen, it comes into that group. */
	async join(item: HarvestItem): Promise<void> {
		const { from } = this;
		if (from === null) return this.#put(item);
		const refs = [{ kind: item.kind, id: item.id }];
		if (!(await this.#add(from, refs))) return;
		this.#remember(this.#t('harvest.did.add', { n: 1, title: this.#titleOf(from) }), () =>
			this.#take(from, refs)
		);
	}

	/** What is selected and still there. */
	get picked(): ItemRef[] {
		return [...this.selected]
			.map((id) => this.#items.get(id))
			.filter((item) => item !== undefined)
			.filter(({ kind, id }) => this.#live.get(kind, id) !== undefined);
	}

	/** Out of a cluster it is a split: the cards move in one act, so nobody sees them in neither place. */
	async create(title: string): Promise<boolean> {
		const items = this.picked;
		const clusterId = newId();
		const { from } = this;
		const [first = [], ...rest] = chunks(items);
		const isMade = await (from === null || !first.length
			? this.#desk.send('cluster.create', { clusterId, title, items: first })
			: this.#desk.send('cluster.split', {
					clusterId: from,
					newId: clusterId,
					title,
					items: first
				}));
		if (!isMade) return false;
		for (const part of rest) {
			await this.#desk.send('cluster.add', { clusterId, items: part });
			if (from !== null) await this.#take(from, part);
		}
		this.clear();
		this.#remember(this.#t('harvest.did.create', { title }), () =>
			from === null
				? this.#desk.send('cluster.remove', { clusterId })
				: this.#desk.send('cluster.merge', { clusterId, intoId: from })
		);
		return true;
	}

	/** Everything of one group goes into another; taking it back is exact. */
	async merge(clusterId: Id, intoId: Id): Promise<void> {
		const what = this.#t('harvest.did.merge', {
			title: this.#titleOf(clusterId),
			into: this.#titleOf(intoId)
		});
		if (!(await this.#desk.send('cluster.merge', { clusterId, intoId }))) return;
		if (this.from === clusterId) this.clear();
		this.#remember(what, () => this.#desk.send('cluster.unmerge', { clusterId }));
	}

	/** Lays a group into another one, or out of it (null). */
	async nest(clusterId: Id, parentId: Id | null): Promise<void> {
		const before = this.#live.get('cluster', clusterId)?.parentId ?? null;
		if (before === parentId) return;
		if (!(await this.#desk.send('cluster.nest', { clusterId, parentId }))) return;
		const title = this.#titleOf(clusterId);
		this.#remember(
			parentId === null
				? this.#t('harvest.did.unnest', { title })
				: this.#t('harvest.did.nest', { title, into: this.#titleOf(parentId) }),
			() => this.#desk.send('cluster.nest', { clusterId, parentId: before })
		);
	}

	async move(clusterId: Id, beforeId: Id | null): Promise<void> {
		const wall = this.#live.rows('cluster').sort((a, b) => a.position - b.position);
		const next = wall[wall.findIndex(({ id }) => id === clusterId) + 1]?.id ?? null;
		if (next === beforeId) return;
		if (!(await this.#desk.send('cluster.move', { clusterId, beforeId }))) return;
		this.#remember(this.#t('harvest.did.move', { title: this.#titleOf(clusterId) }), () =>
			this.#desk.send('cluster.move', {
				clusterId,
				// The neighbour may have left the wall meanwhile.
				beforeId: this.#live.get('cluster', next) ? next : null
			})
		);
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
		const children = this.#live.rows('cluster').filter((other) => other.parentId === clusterId);
		if (!(await this.#desk.send('cluster.remove', { clusterId }))) return;
		if (this.from === clusterId) this.clear();
		this.#remember(this.#t('harvest.did.remove', { title }), async () => {
			// The rows know better than this console what lay in it: somebody else may have been quicker.
			if (!(await this.#desk.send('cluster.restore', { clusterId }))) return false;
			for (const { id } of children)
				if (this.#live.get('cluster', id)?.parentId === null)
					await this.#desk.send('cluster.nest', { clusterId: id, parentId: clusterId });
			return true;
		});
	}

	get #last(): Act | undefined {
		return this.#desk.acts.list.findLast(({ group }) => group === GROUP);
	}

	/** The latest act, or the one that a toast speaks of. */
	async undo(chosen?: Act): Promise<void> {
		// Before its answer is here the latest act is not remembered; an older one must not go in its stead.
		if (!chosen) await this.#desk.answered;
		const act = chosen ?? this.#last;
		if (act && (await this.#desk.acts.undo(act)))
			this.#desk.say(GROUP, this.#t('harvest.undone', { what: act.what }));
	}

	#remember(what: string, undo: () => Promise<boolean>): void {
		const act = this.#desk.acts.remember(capital(what), undo, { group: GROUP });
		this.#desk.say(GROUP, act.what, { label: this.#t('undo'), run: () => void this.undo(act) });
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
