/**
 * Owns how one possibility of a ballot reads, of whatever kind it is: the same words and the same origin on
 * phone, projector and console.
 */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id, Kind } from '#lib/domain/rows.ts';

export interface Option {
	id: Id;
	/** Empty when it has gone meanwhile. */
	title: string;
	/** Of people's own words; a group's title is the staff's. */
	lang: string | undefined;
	/** The one table it comes from; undefined for groups. */
	tableId: Id | undefined;
	/** From how many tables a group comes; 0 for all others. */
	breadth: number;
}

type Get = <K extends Kind>(kind: K, id: Id) => SeenOf[K] | undefined;

export function optionsOf(
	ballot: Pick<SeenOf['ballot'], 'optionKind' | 'optionIds'>,
	get: Get
): Option[] {
	return ballot.optionIds.map((id) => {
		if (ballot.optionKind === 'cluster') {
			const cluster = get('cluster', id);
			return {
				id,
				title: cluster?.title ?? '',
				lang: undefined,
				tableId: undefined,
				breadth: cluster?.tables.length ?? 0
			};
		}
		const item = get(ballot.optionKind, id);
		return {
			id,
			title: item?.text ?? '',
			lang: item?.lang,
			tableId: item?.tableId,
			breadth: 0
		};
	});
}

/** The ballot of a step that was opened last. */
export function ballotOf(
	ballots: readonly SeenOf['ballot'][],
	stepId: Id | null | undefined
): SeenOf['ballot'] | undefined {
	return ballots
		.filter((ballot) => ballot.stepId === stepId)
		.reduce<SeenOf['ballot'] | undefined>(
			(last, one) => (last && last.openedAt > one.openedAt ? last : one),
			undefined
		);
}

export const paperDots = (ballot: Pick<SeenOf['ballot'], 'paper'>): number =>
	Object.values(ballot.paper).reduce((sum, dots) => sum + dots, 0);
