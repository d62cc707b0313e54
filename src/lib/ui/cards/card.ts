/** Owns what the desk for paper cards hands around. */
import type { Payloads } from '#lib/domain/commands.ts';
import type { Id, Lang, Table } from '#lib/domain/rows.ts';

/** What is typed from one card; `twin` says that another card bears the same number. */
export type CardWords = Omit<Payloads['contribution.enter'], 'contributionId'>;

/** A card that was typed. */
export interface EnteredCard {
	id: Id;
	publicId: string;
	number: number;
	round: number;
	table: Table | undefined;
	text: string;
	lang: Lang;
	hidden: boolean;
}

/** A round that people have written in. */
export interface CardRound {
	stepId: Id;
	round: number;
}
