/** Owns in which order tables report when those who speak to the same group shall follow each other. */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id, Table } from '#lib/domain/rows.ts';

/** Each table once, with the first group that holds one of its sentences; the others at the end. */
export function byCluster(
	/** As they hang. */
	clusters: readonly Pick<SeenOf['cluster'], 'id'>[],
	memberships: readonly Pick<SeenOf['membership'], 'clusterId' | 'itemId'>[],
	essences: readonly Pick<SeenOf['essence'], 'id' | 'tableId'>[],
	/** In order of their numbers. */
	tables: readonly Table[]
): Table[] {
	const tableOf = new Map(essences.map(({ id, tableId }) => [id, tableId]));
	const first = new Map<Id, number>();
	for (const [at, cluster] of clusters.entries())
		for (const { clusterId, itemId } of memberships) {
			const tableId = clusterId === cluster.id ? tableOf.get(itemId) : undefined;
			if (tableId !== undefined && !first.has(tableId)) first.set(tableId, at);
		}
	if (first.size === 0) return [];
	const place = ({ id }: Table) => first.get(id) ?? clusters.length;
	return tables.toSorted((a, b) => place(a) - place(b));
}
