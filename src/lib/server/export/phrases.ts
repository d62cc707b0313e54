/**
 * Owns the phrases that several chapters need: an item's own words, the link to its place in annex C, how
 * broad a group or guideline is, what became of an item.
 */
import { joined, type Block, type Inline } from './blocks.ts';
import type { Breadth, PublishedContribution, PublishedItem } from './published.ts';
import type { Wording } from './wording.ts';

export const idLink = (id: string): Inline => ({ text: id, to: id });

/** More ids than this are joined to ranges: a page of numbers helps nobody. */
const IDS_ONE_BY_ONE = 60;

/** All ids, linked; neighbours of many as `R1-T07-001 – R1-T07-014`. */
export function idLinks(ids: readonly string[]): Inline[] {
	const ranges: [first: string, last: string][] = [];
	for (const id of ids) {
		const range = ids.length > IDS_ONE_BY_ONE ? ranges.at(-1) : undefined;
		if (range && isNext(range[1], id)) range[1] = id;
		else ranges.push([id, id]);
	}
	const parts = ranges.map(([first, last]) =>
		first === last ? [idLink(first)] : [idLink(first), { text: ' – ' }, idLink(last)]
	);
	return joined(parts, ', ');
}

function isNext(before: string, id: string): boolean {
	const split = before.lastIndexOf('-');
	const [prefix, serial] = [before.slice(0, split + 1), Number(before.slice(split + 1))];
	return id.startsWith(prefix) && Number(id.slice(prefix.length)) === serial + 1;
}

/** The item's own words, marked with their language. */
export function words(item: PublishedItem): Inline[] {
	return item.text === null ? [] : [{ text: item.text, ...(item.lang && { lang: item.lang }) }];
}

/** Where it was said, linked, and how many agreed at the table. */
export function quote(item: PublishedItem, { t }: Wording): Block {
	const agreements = 'agreements' in item ? (item as PublishedContribution).agreements : 0;
	const source: Inline[][] = [[idLink(item.id)]];
	if (agreements > 0) source.push([{ text: t('count.agreements', { n: agreements }) }]);
	return { type: 'quote', content: words(item), source: joined(source, t('count.separator')) };
}

export function breadth(of: Breadth, tables: number, { t }: Wording): string {
	const parts = [t('count.contributions', { n: of.contributions })];
	if (of.essences) parts.push(t('count.essences', { n: of.essences }));
	parts.push(t('count.tables', { n: of.tables.length, total: tables }));
	if (of.rounds.length) parts.push(t('count.rounds', { n: of.rounds.length }));
	if (of.dots !== null) parts.push(t('count.dots', { n: of.dots }));
	return parts.join(t('count.separator'));
}

/** The *Verbleib*, with links to the guidelines. `titles` are those of the groups, by id. */
export function fate(item: PublishedItem, titles: Map<string, string>, wording: Wording): Inline[] {
	const { t } = wording;
	if (item.fate === 'hidden') {
		const { hiddenReason } = item as PublishedContribution;
		const reason = t(`reason.${hiddenReason ?? 'other'}`);
		return [{ text: t('fate.hidden_because', { reason }) }];
	}
	if (item.fate === 'grouped') {
		const groups = wording.list(
			item.groups.map((id) => t('quoted', { text: titles.get(id) ?? id }))
		);
		return [{ text: t('fate.in_group', { n: item.groups.length, groups }) }];
	}
	const guideline = (id: string): Inline[] => [
		{ text: t('fate.guideline', { n: Number(id.slice(2)) }), to: id }
	];
	const parts: Inline[][] = [];
	if (item.guidelines.length)
		parts.push([{ text: t('fate.used_in') }, ...joined(item.guidelines.map(guideline), ', ')]);
	if (item.contradicts.length)
		parts.push([{ text: t('fate.dissent_to') }, ...joined(item.contradicts.map(guideline), ', ')]);
	return parts.length ? joined(parts, '; ') : [{ text: t(`fate.${item.fate}`) }];
}

/** The most agreed first; equal ones in the order of their ids, so that the same rows give the same list. */
export function mostAgreed(items: PublishedItem[], count: number): PublishedItem[] {
	const agreements = (item: PublishedItem) =>
		'agreements' in item ? (item as PublishedContribution).agreements : 0;
	return items
		.filter(({ text }) => text !== null)
		.sort((a, b) => agreements(b) - agreements(a))
		.slice(0, count);
}

export const officeNote = (text: string, { t }: Wording): Block => ({
	type: 'paragraph',
	role: 'note',
	content: [{ text: t('for_office', { text }) }]
});
