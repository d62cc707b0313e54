/**
 * Owns what the harvest sorts: a table's key sentence or a contribution, in one shape, with the clusters
 * it already lies in. An item may lie in several clusters; it is counted once wherever totals are made.
 */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id, ItemKind } from '#lib/domain/rows.ts';

export interface HarvestItem {
	kind: ItemKind;
	id: Id;
	publicId: string;
	text: string;
	lang: string;
	tableId: Id;
	/** Null for key sentences. */
	round: number | null;
	agrees: number;
	/** How many at the table want a key sentence changed. */
	objections: number;
	released: boolean;
	clusterIds: readonly Id[];
}

export type ItemRef = Pick<HarvestItem, 'kind' | 'id'>;
export type Source = 'essences' | 'released' | 'contributions' | 'everything';

export interface ItemFilter {
	source: Source;
	/** Only what lies in no cluster yet. */
	single: boolean;
	tableId: Id | null;
	search: string;
}

/** Key sentences first, then contributions, both in order of arrival. */
export function harvestItems(
	essences: readonly SeenOf['essence'][],
	contributions: readonly SeenOf['contribution'][],
	memberships: readonly SeenOf['membership'][]
): HarvestItem[] {
	const clusters = new Map<Id, Id[]>();
	for (const { itemId, clusterId } of memberships) {
		const list = clusters.get(itemId);
		if (list) list.push(clusterId);
		else clusters.set(itemId, [clusterId]);
	}
	const items: HarvestItem[] = [];
	for (const row of essences) {
		const { id, publicId, text, lang, tableId, state, agrees, objections } = row;
		if (state !== 'withdrawn')
			items.push({
				kind: 'essence',
				id,
				publicId,
				text,
				lang,
				tableId,
				round: null,
				agrees,
				objections,
				released: true,
				clusterIds: clusters.get(id) ?? []
			});
	}
	for (const { id, publicId, text, lang, tableId, state, round, agrees, screen } of contributions)
		if (state === 'table')
			items.push({
				kind: 'contribution',
				id,
				publicId,
				text,
				lang,
				tableId,
				round,
				agrees,
				objections: 0,
				released: screen === 'released',
				clusterIds: clusters.get(id) ?? []
			});
	return items;
}

export function filterItems(items: readonly HarvestItem[], filter: ItemFilter): HarvestItem[] {
	const words = filter.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	return items.filter((item) => {
		if (filter.source === 'essences' && item.kind !== 'essence') return false;
		if (filter.source === 'contributions' && item.kind !== 'contribution') return false;
		if (filter.source === 'released' && (item.kind !== 'contribution' || !item.released))
			return false;
		if (filter.single && item.clusterIds.length) return false;
		if (filter.tableId !== null && item.tableId !== filter.tableId) return false;
		if (!words.length) return true;
		const hay = `${item.text} ${item.publicId}`.toLocaleLowerCase();
		return words.every((word) => hay.includes(word));
	});
}

/** The people's own words as a first title, cut between words. */
export function titleFrom(text: string, max: number): string {
	const line = text.replace(/\s+/g, ' ').trim();
	if (line.length <= max) return line;
	const cut = line.slice(0, max - 1);
	const space = cut.lastIndexOf(' ');
	return `${(space > max / 2 ? cut.slice(0, space) : cut).trim()}…`;
}
