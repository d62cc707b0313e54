/** Owns what the projector reads from the hall hint: who is there and which table does something now. */
import type { Id, Table } from '#lib/domain/rows.ts';

export interface TableHint {
	seated: number;
	arrived: number;
	hasHost: boolean;
	writing: boolean;
	essences: number;
}

export interface HallNow {
	people: number;
	contributions: number;
	tables: Record<Id, TableHint>;
}

/** Who has to walk and who has arrived: the host stays and has nowhere to arrive. */
export function arrivals({ seated, arrived, hasHost }: TableHint): { arrived: number; of: number } {
	const of = seated - (hasHost ? 1 : 0);
	return { arrived: Math.min(arrived, of), of };
}

/** The tables for which it holds; none as long as nothing is known. */
export function tablesWith(
	tables: readonly Table[],
	hints: HallNow['tables'] | undefined,
	holds: (hint: TableHint) => boolean
): Set<Id> {
	return new Set(tables.filter(({ id }) => hints?.[id] && holds(hints[id])).map(({ id }) => id));
}
