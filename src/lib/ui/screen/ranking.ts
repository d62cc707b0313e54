/** Owns the order of a vote's result. Equal is equal: a tie shares its rank and says so. */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id } from '#lib/domain/rows.ts';

export interface Ranked {
	id: Id;
	title: string;
	dots: number;
	/** 1, 2, 2, 4 */
	rank: number;
	tied: boolean;
}

export function rank(
	ballot: Pick<SeenOf['ballot'], 'optionIds' | 'result'>,
	titleOf: (clusterId: Id) => string
): Ranked[] {
	const options = ballot.optionIds.map((id) => ({ id, dots: ballot.result?.[id] ?? 0 }));
	return options
		.map(({ id, dots }) => ({
			id,
			title: titleOf(id),
			dots,
			rank: 1 + options.filter((other) => other.dots > dots).length,
			tied: options.filter((other) => other.dots === dots).length > 1
		}))
		.sort((a, b) => a.rank - b.rank);
}
