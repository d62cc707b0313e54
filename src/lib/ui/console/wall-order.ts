/** Owns the order in which groups are shown: as they hang, each followed by those that lie in it. */
import type { Cluster, Id } from '#lib/domain/rows.ts';

type Placed = Pick<Cluster, 'id' | 'parentId' | 'position'>;

export function wallOrder<T extends Placed>(clusters: readonly T[]): T[] {
	const inOrder = clusters.toSorted((a, b) => a.position - b.position);
	const ids = new Set<Id>(inOrder.map(({ id }) => id));
	// A group whose outer one has not arrived yet is shown by itself.
	const isOuter = ({ parentId }: T) => parentId === null || !ids.has(parentId);
	return inOrder
		.filter(isOuter)
		.flatMap((outer) => [outer, ...inOrder.filter(({ parentId }) => parentId === outer.id)]);
}
