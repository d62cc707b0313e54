/**
 * Owns the table that a German Excel opens by double click: UTF-8 with a mark at its start, semicolons,
 * Windows line ends. A text that Excel would run as a formula gets an apostrophe in front.
 */
import { stringify } from 'csv-stringify/sync';
import type { Published, PublishedContribution, PublishedEssence } from './published.ts';
import type { Wording } from './wording.ts';

export function renderCsv(data: Published, wording: Wording): string {
	const { t } = wording;
	const titles = new Map(data.groups.map(({ id, title }) => [id, title]));
	const fields = new Map(data.fields.map(({ id, title }) => [id, title]));
	const columns = [
		'id',
		'kind',
		'round',
		'table',
		'text',
		'language',
		'agreements',
		'groups',
		'fields',
		'guidelines',
		'contradicts',
		'fate',
		'state'
	] as const;
	const row = (item: PublishedContribution | PublishedEssence): string[] => [
		item.id,
		t(`kind.${'kind' in item ? item.kind : 'essence'}`),
		'round' in item ? String(item.round) : '',
		String(item.table),
		item.text ?? '',
		item.lang ?? '',
		'agreements' in item && item.state === 'shown' ? String(item.agreements) : '',
		item.groups.map((id) => `${id} ${titles.get(id) ?? ''}`.trim()).join(', '),
		item.fields.map((id) => `${id} ${fields.get(id) ?? ''}`.trim()).join(', '),
		item.guidelines.join(', '),
		item.contradicts.join(', '),
		item.fate === 'hidden' && 'hiddenReason' in item
			? t('fate.hidden_because', { reason: t(`reason.${item.hiddenReason ?? 'other'}`) })
			: t(`fate.${item.fate}`),
		t(`state.${item.state}`)
	];
	return stringify([...data.contributions, ...data.essences].map(row), {
		header: true,
		columns: columns.map((name) => ({ key: name, header: t(`csv.${name}`) })),
		bom: true,
		delimiter: ';',
		record_delimiter: 'windows',
		// Off by default once a record delimiter is given; texts hold line breaks.
		quote_record_delimiter: true,
		escape_formulas: true
	});
}
