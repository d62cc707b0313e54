/**
 * Owns the chapter of the fields of action: under each what was said about it, groups first, and last what
 * belongs to none. Whatever was said is under one of these headings, by its words or by its number.
 */
import { heading, paragraph, type Block } from './blocks.ts';
import { breadth, idLinks, mostAgreed, officeNote, quote } from './phrases.ts';
import type { Belonging, Published, PublishedGroup, PublishedItem } from './published.ts';
import type { Wording } from './wording.ts';

const QUOTES = 5;

type Items = Map<string, PublishedItem>;

export function fieldsChapter(data: Published, items: Items, wording: Wording): Block[] {
	const { t } = wording;
	const isEmpty = ({ groups, items }: Belonging) => groups.length + items.length === 0;
	const filled = data.fields.filter((field) => !isEmpty(field));
	const empty = data.fields.filter(isEmpty).map(({ title }) => title);
	const intro = [
		officeNote(t('fields.note'), wording),
		data.groups.length ? paragraph(t('fields.intro')) : paragraph(t('fields.none'), 'note')
	];
	if (filled.length === 0)
		return [...intro, paragraph(t('fields.unmapped'), 'note'), ...plain(data, items, wording)];
	return [
		...intro,
		paragraph(t('fields.how')),
		...(empty.length ? [paragraph(t('fields.empty', { list: wording.list(empty) }))] : []),
		...filled.flatMap((field): Block[] => [
			{ type: 'heading', level: 2, anchor: field.id, content: [{ text: field.title }] },
			...belonging(field, data, items, wording)
		]),
		heading(2, t('fields.unassigned')),
		...(isEmpty(data.unassigned)
			? [paragraph(t('fields.all_assigned'))]
			: belonging(data.unassigned, data, items, wording))
	];
}

function belonging(of: Belonging, data: Published, items: Items, wording: Wording): Block[] {
	const { t } = wording;
	const groups = data.groups.filter(({ id }) => of.groups.includes(id));
	const grouped = new Set(groups.flatMap((group) => group.items));
	const loose = of.items.filter((id) => !grouped.has(id));
	const found = loose.flatMap((id) => items.get(id) ?? []);
	return [
		paragraph(breadth(of, data.tables.length, wording)),
		...groups.flatMap((one) => group(one, 3, data, items, wording)),
		...(loose.length && groups.length ? [heading(3, t('fields.more'))] : []),
		...mostAgreed(found, QUOTES).map((item) => quote(item, wording)),
		...(loose.length ? [{ type: 'paragraph' as const, content: idLinks(loose) }] : [])
	];
}

/** Nobody has assigned anything yet: the groups stand for themselves. */
function plain(data: Published, items: Items, wording: Wording): Block[] {
	const { t } = wording;
	const singles = [...items.values()].filter(
		({ text, groups }) => text !== null && groups.length === 0
	).length;
	return [
		...data.groups.flatMap((one) => group(one, 2, data, items, wording)),
		heading(2, t('fields.singles')),
		paragraph(singles ? t('fields.singles.text', { n: singles }) : t('fields.no_singles'))
	];
}

function group(
	{ id, title, items: ids, ...counts }: PublishedGroup,
	level: 2 | 3,
	data: Published,
	items: Items,
	wording: Wording
): Block[] {
	return [
		{ type: 'heading', level, anchor: id, content: [{ text: title }] },
		paragraph(breadth(counts, data.tables.length, wording)),
		...mostAgreed(
			ids.flatMap((item) => items.get(item) ?? []),
			QUOTES
		).map((item) => quote(item, wording))
	];
}
