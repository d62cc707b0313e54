/** Owns what a vote can be about: only what the whole hall can read, because the rest cannot be weighed. */
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id, OptionKind } from '#lib/domain/rows.ts';
import { wallOrder } from './wall-order.ts';

interface Choice {
	id: Id;
	title: string;
	lang: string | undefined;
}

export type Votable = Record<OptionKind, Choice[]>;

export function votableOf({
	clusters,
	essences,
	contributions
}: {
	clusters: readonly SeenOf['cluster'][];
	essences: readonly SeenOf['essence'][];
	contributions: readonly SeenOf['contribution'][];
}): Votable {
	const words = ({ id, text, lang }: { id: Id; text: string; lang: string }): Choice => ({
		id,
		title: text,
		lang
	});
	return {
		cluster: wallOrder(clusters)
			.filter(({ parentId }) => parentId === null)
			.map(({ id, title }) => ({ id, title, lang: undefined })),
		essence: essences.filter(({ state }) => state === 'plenum').map(words),
		contribution: contributions
			.filter(({ state, screen }) => state === 'table' && screen === 'released')
			.map(words)
	};
}
