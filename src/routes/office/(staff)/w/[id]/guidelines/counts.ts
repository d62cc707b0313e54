/**
 * Owns what a guideline's evidence amounts to. Computed wherever it is shown, never typed and never
 * stored, so that a number cannot disagree with what it counts. Hidden and withdrawn words do not count.
 */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Ballot, Evidence, Guideline, Id } from '#lib/domain/rows.ts';

export type Item =
	| { kind: 'contribution'; row: SeenOf['contribution'] }
	| { kind: 'essence'; row: SeenOf['essence'] };

export interface Linked {
	evidence: Evidence;
	/** Undefined when its author took it back. */
	item: Item | undefined;
}

export interface Counts {
	/** Contributions and essences that support it. */
	items: number;
	tables: number;
	rounds: number;
	/** Null when there was no vote on its group or the result is not shown yet. */
	dots: number | null;
	contradicting: number;
}

export function linkedByGuideline(
	evidence: readonly Evidence[],
	items: ReadonlyMap<Id, Item>
): Map<Id, Linked[]> {
	const by = new Map<Id, Linked[]>();
	for (const one of evidence) {
		const linked = by.get(one.guidelineId) ?? [];
		linked.push({ evidence: one, item: items.get(one.itemId) });
		by.set(one.guidelineId, linked);
	}
	return by;
}

export const isShown = ({ row }: Item): boolean =>
	row.state !== 'hidden' && row.state !== 'withdrawn';

export function countsOf(
	linked: readonly Linked[],
	guideline: Pick<Guideline, 'clusterId'>,
	ballots: readonly Pick<Ballot, 'state' | 'result' | 'optionIds'>[]
): Counts {
	const tables = new Set<Id>();
	const rounds = new Set<number>();
	let items = 0;
	let contradicting = 0;
	for (const { evidence, item } of linked) {
		if (!item || !isShown(item)) continue;
		if (evidence.type === 'contradicts') {
			contradicting += 1;
			continue;
		}
		items += 1;
		tables.add(item.row.tableId);
		if (item.kind === 'contribution') rounds.add(item.row.round);
	}
	const { clusterId } = guideline;
	const ballot = [...ballots]
		.reverse()
		.find(
			({ state, result, optionIds }) =>
				state === 'revealed' && result && clusterId !== null && optionIds.includes(clusterId)
		);
	const dots = ballot?.result && clusterId !== null ? (ballot.result[clusterId] ?? 0) : null;
	return { items, tables: tables.size, rounds: rounds.size, dots, contradicting };
}

/** Those that contain every word of the search, in their text or their public id. */
export function found(items: readonly Item[], search: string): readonly Item[] {
	const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return items;
	return items.filter(({ row }) => {
		const text = `${row.publicId} ${row.text}`.toLocaleLowerCase();
		return words.every((word) => text.includes(word));
	});
}
