/**
 * Owns what a cluster looks like as a sheet of paper: its title, how many items it holds, the sentences
 * laid down last and the tables they came from. Only what the hall may see is quoted; the count includes
 * what it may not.
 */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id, Table } from '#lib/domain/rows.ts';

export interface Quoted {
	id: Id;
	text: string;
	lang: string;
	table: Table | undefined;
}

export interface Sheet {
	id: Id;
	title: string;
	/** The names of the groups that lie in it. */
	inner: string[];
	count: number;
	/** Newest first. */
	quotes: Quoted[];
	/** In order of their numbers. */
	tables: Table[];
}

interface Wall {
	clusters: readonly SeenOf['cluster'][];
	memberships: readonly SeenOf['membership'][];
	essences: readonly SeenOf['essence'][];
	contributions: readonly SeenOf['contribution'][];
	/** In order of their numbers. */
	tables: readonly Table[];
}

const QUOTES = 2;

export function sheetsOf({
	clusters,
	memberships,
	essences,
	contributions,
	tables
}: Wall): Sheet[] {
	const tableOf = new Map(tables.map((table) => [table.id, table]));
	const itemOf = new Map<Id, Quoted>();
	for (const { id, text, lang, tableId } of [...contributions, ...essences])
		itemOf.set(id, { id, text, lang, table: tableOf.get(tableId) });
	const quotesOf = new Map<Id, Quoted[]>();
	const outerOf = new Map(clusters.map(({ id, parentId }) => [id, parentId ?? id]));
	for (const membership of [...memberships].reverse()) {
		const { itemId } = membership;
		// What lies in an inner group speaks for the outer one, where it counts.
		const clusterId = outerOf.get(membership.clusterId) ?? membership.clusterId;
		const item = itemOf.get(itemId);
		const quotes = quotesOf.get(clusterId) ?? [];
		if (!item || quotes.length === QUOTES || quotes.includes(item)) continue;
		quotesOf.set(clusterId, [...quotes, item]);
	}
	const inOrder = clusters.toSorted((a, b) => a.position - b.position);
	return inOrder
		.filter(({ parentId }) => parentId === null)
		.map((cluster) => ({
			id: cluster.id,
			title: cluster.title,
			inner: inOrder.filter(({ parentId }) => parentId === cluster.id).map(({ title }) => title),
			count: cluster.count,
			quotes: quotesOf.get(cluster.id) ?? [],
			tables: tables.filter(({ id }) => cluster.tables.includes(id))
		}));
}

/** Sentences that lie on no sheet yet, oldest first. */
export function looseEssences({
	essences,
	memberships
}: Pick<Wall, 'essences' | 'memberships'>): SeenOf['essence'][] {
	const placed = new Set(memberships.map(({ itemId }) => itemId));
	return essences.filter(({ id }) => !placed.has(id));
}

/** From how many tables these sentences come. */
export function tablesBehind(essences: readonly SeenOf['essence'][]): number {
	return new Set(essences.map(({ tableId }) => tableId)).size;
}
