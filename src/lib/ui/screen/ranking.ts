/** Owns the order of a vote's result. Equal is equal: a tie shares its rank and says so. */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Option } from '../option.ts';

export interface Ranked extends Option {
	dots: number;
	/** 1, 2, 2, 4 */
	rank: number;
	tied: boolean;
}

export function rank(
	{ result }: Pick<SeenOf['ballot'], 'result'>,
	options: readonly Option[]
): Ranked[] {
	const counted = options.map((option) => ({ ...option, dots: result?.[option.id] ?? 0 }));
	return counted
		.map((option) => ({
			...option,
			rank: 1 + counted.filter(({ dots }) => dots > option.dots).length,
			tied: counted.filter(({ dots }) => dots === option.dots).length > 1
		}))
		.sort((a, b) => a.rank - b.rank);
}
