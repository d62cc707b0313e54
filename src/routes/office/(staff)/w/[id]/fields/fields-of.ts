/**
 * Owns what the page of the fields of action shows: the topics and clusters that can be assigned, where
 * each belongs by itself or by hand, and how many texts are under each field.
 */
import { fieldMapOf, fieldsInOrder } from '#lib/domain/fields.ts';
import type { Id, Lang, Workshop } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { said, type Said } from '#lib/text/text.ts';

export interface Topic {
	/** Of the tables where it is talked about. */
	tableIds: Id[];
	numbers: number[];
	name: Said;
	fieldId: Id | null;
}

/** Tables with the same topic are one; a table without a topic has its question, where each has its own. */
export function topicsOf(state: State, workshop: Workshop, lang: Lang): Topic[] {
	const map = fieldMapOf(state);
	const first = workshop.languages[0];
	const perTable = state.steps.some(({ questionMode }) => questionMode === 'per_table');
	const topics = new Map<string, Topic>();
	for (const { id, number, topic, question } of state.tables) {
		const own = said(topic, lang, first);
		const name = own.text || !perTable ? own : said(question, lang, first);
		if (!name.text) continue;
		const known = topics.get(name.text);
		if (known) {
			known.tableIds.push(id);
			known.numbers.push(number);
		} else
			topics.set(name.text, {
				tableIds: [id],
				numbers: [number],
				name,
				fieldId: map.ofTable(id)
			});
	}
	return [...topics.values()];
}

export function fieldsOf(state: State) {
	const map = fieldMapOf(state);
	const counts = new Map<Id | null, number>();
	const items = [
		...state.live('contribution').filter((row) => row.state === 'table'),
		...state.live('essence').filter((row) => row.state !== 'withdrawn')
	];
	for (const item of items) {
		const ids = map.ofItem(item);
		for (const id of ids.length ? ids : [null]) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	const wall = state.live('cluster').sort((a, b) => a.position - b.position);
	const titles = new Map(wall.map(({ id, title }) => [id, title]));
	return {
		fields: fieldsInOrder(state).map(({ id, title }) => ({
			id,
			title,
			count: counts.get(id) ?? 0
		})),
		unassigned: counts.get(null) ?? 0,
		clusters: wall.map(({ id, title, parentId }) => ({
			id,
			title,
			within: titles.get(parentId ?? '') ?? '',
			count: state.membershipsByCluster.get(id)?.size ?? 0,
			fieldId: map.ownOfCluster(id),
			/** Where it belongs as long as nobody says so. */
			follows: map.ownOfCluster(id) === null ? map.ofCluster(id) : null
		}))
	};
}
