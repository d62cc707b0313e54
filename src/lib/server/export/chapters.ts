/**
 * Owns what stands under each of the nine headings. Whatever is stated is computed from what was
 * published; whatever is missing is named as the office's work instead of being filled with prose.
 */
import { cell, facts, heading, paragraph, type Block, type Cell, type Inline } from './blocks.ts';
import { fieldsChapter } from './fields-chapter.ts';
import { breadth, idLinks, mostAgreed, officeNote, quote } from './phrases.ts';
import type { Fate, Published, PublishedGuideline, PublishedItem } from './published.ts';
import type { Wording } from './wording.ts';

const QUOTES = 5;
const QUOTES_OF_GUIDELINE = 3;
/** More than this belongs into the annex. */
const ESSENCES_IN_VISION = 12;
const FATES: Fate[] = ['used', 'dissent', 'grouped', 'open', 'hidden', 'withdrawn'];
const EMPTY: Cell = { content: [] };

/** The nine bodies in the order of the headings. */
export function chapterBodies(data: Published, wording: Wording): Block[][] {
	const items = new Map<string, PublishedItem>();
	for (const item of [...data.contributions, ...data.essences]) items.set(item.id, item);
	return [
		preface(data, wording),
		challenge(data, wording),
		definitions(wording),
		situation(data, wording),
		guidelines(data, items, wording),
		fieldsChapter(data, items, wording),
		goals(wording),
		structures(wording),
		reporting(data, wording)
	];
}

function preface({ workshop }: Published, wording: Wording): Block[] {
	const { t } = wording;
	const { mandate, title } = workshop;
	return [
		officeNote(t('preface.note'), wording),
		paragraph(mandate ? t('preface.mandate', { mandate }) : t('preface.no_mandate')),
		paragraph(t('preface.how', { title })),
		paragraph(t('cover.decision'))
	];
}

function challenge(data: Published, wording: Wording): Block[] {
	const { t } = wording;
	const first = data.steps.find(({ kind, round }) => kind === 'round' && round === 1);
	const question = first && wording.pick(first.question, data.workshop.languages[0]);
	const voices = mostAgreed(
		data.contributions.filter(({ round, agreements }) => round === 1 && agreements > 0),
		QUOTES
	);
	const asked: Block[] = first?.perTable
		? [paragraph(t('challenge.question_per_table'))]
		: question
			? [
					paragraph(t('challenge.question')),
					{ type: 'paragraph', content: [{ text: question, strong: true }] }
				]
			: [];
	return [
		officeNote(t('challenge.note'), wording),
		...asked,
		paragraph(voices.length ? t('challenge.voices') : t('challenge.no_voices')),
		...voices.map((item) => quote(item, wording))
	];
}

function definitions(wording: Wording): Block[] {
	const { t } = wording;
	const terms = ['contribution', 'essence', 'group', 'guideline', 'evidence', 'fate'] as const;
	return [
		officeNote(t('definitions.note'), wording),
		paragraph(t('definitions.intro')),
		facts(
			t('definitions.terms'),
			[t('definitions.term'), t('definitions.meaning')],
			terms.map((term) => [t(`term.${term}`), t(`term.${term}.is`)])
		)
	];
}

function situation(data: Published, wording: Wording): Block[] {
	const { t, people, number } = wording;
	const { workshop, participation } = data;
	const givens = wording.pick(workshop.givens, workshop.languages[0]);
	const source = t('situation.source.event');
	const day = wording.date(workshop.date) || t('fact.none');
	const figure = (name: string, value: string) => [
		cell(name),
		cell(value),
		cell(source),
		cell(day)
	];
	return [
		heading(2, t('situation.givens')),
		paragraph(givens || t('situation.no_givens')),
		heading(2, t('situation.figures')),
		{
			type: 'table',
			caption: t('situation.figures'),
			columns: [
				{ title: t('situation.figure'), share: 30 },
				{ title: t('value'), share: 15 },
				{ title: t('situation.source'), share: 30 },
				{ title: t('situation.reference_date'), share: 25 }
			],
			rows: [
				figure(t('fact.people'), people(participation.people)),
				figure(t('fact.contributions'), number(data.contributions.length)),
				[EMPTY, EMPTY, EMPTY, EMPTY],
				[EMPTY, EMPTY, EMPTY, EMPTY]
			]
		},
		officeNote(t('situation.note'), wording)
	];
}

function guidelines(data: Published, items: Map<string, PublishedItem>, wording: Wording): Block[] {
	const { t } = wording;
	const free = data.essences.filter(({ fate }) => fate === 'open' || fate === 'grouped');
	const vision: Block[] =
		free.length === 0
			? []
			: free.length <= ESSENCES_IN_VISION
				? [paragraph(t('guidelines.vision.essences')), ...free.map((item) => quote(item, wording))]
				: [paragraph(t('guidelines.vision.annex', { n: free.length }))];
	return [
		heading(2, t('guidelines.vision')),
		officeNote(t('guidelines.vision.note'), wording),
		...vision,
		...(data.guidelines.length ? [] : [paragraph(t('guidelines.none'), 'note')]),
		...data.guidelines.flatMap((one) => guideline(one, data, items, wording))
	];
}

function guideline(
	one: PublishedGuideline,
	data: Published,
	items: Map<string, PublishedItem>,
	wording: Wording
): Block[] {
	const { t } = wording;
	const supports = one.supports.flatMap((id) => items.get(id) ?? []);
	const dissent = one.contradicts.flatMap((id) => items.get(id) ?? []);
	const evidence: Block[] = one.editorial
		? [paragraph(t('guideline.editorial'))]
		: [
				paragraph(breadth(one, data.tables.length, wording)),
				...mostAgreed(supports, QUOTES_OF_GUIDELINE).map((item) => quote(item, wording)),
				{ type: 'paragraph', content: idLinks(one.supports) }
			];
	return [
		{
			type: 'heading',
			level: 2,
			series: 'guideline',
			anchor: one.id,
			content: [{ text: one.title }]
		},
		one.text ? paragraph(one.text) : paragraph(t('guideline.no_text'), 'note'),
		heading(3, t('guideline.rationale')),
		one.rationale ? paragraph(one.rationale) : paragraph(t('guideline.no_rationale'), 'note'),
		heading(3, t('guideline.evidence')),
		...evidence,
		heading(3, t('guideline.dissent')),
		...(dissent.length
			? dissent.map((item) => quote(item, wording))
			: [paragraph(t('guideline.no_dissent'))]),
		heading(3, t('guideline.status')),
		facts(
			t('guideline.processing'),
			[t('fact'), t('value')],
			[
				[t('guideline.status'), t(`status.${one.status}`)],
				[t('guideline.fields'), fieldsOf(supports, data, wording)],
				[t('guideline.handled_by'), '']
			]
		)
	];
}

/** Told from the evidence; the office may know of more. */
function fieldsOf(items: PublishedItem[], { fields }: Published, { list }: Wording): string {
	const touched = new Set(items.flatMap((item) => item.fields));
	return list(fields.flatMap(({ id, title }) => (touched.has(id) ? [title] : [])));
}

function goals(wording: Wording): Block[] {
	const { t } = wording;
	return [
		officeNote(t('goals.note'), wording),
		facts(
			t('goals.sheet'),
			[t('fact'), t('value')],
			t('goals.fields')
				.split('|')
				.map((field) => [field, ''])
		)
	];
}

function structures(wording: Wording): Block[] {
	const { t } = wording;
	return [
		officeNote(t('structures.note'), wording),
		facts(
			t('structures.table'),
			[t('structures.body'), t('structures.members')],
			t('structures.bodies')
				.split('|')
				.map((body) => [body, ''])
		)
	];
}

function reporting(data: Published, wording: Wording): Block[] {
	const { t, number } = wording;
	const count = (of: PublishedItem[], fate?: Fate) =>
		cell(number(fate ? of.filter((item) => item.fate === fate).length : of.length));
	const strong = (text: string): Inline[] => [{ text, strong: true }];
	return [
		officeNote(t('reporting.note'), wording),
		{
			type: 'table',
			caption: t('reporting.calendar'),
			columns: [
				{ title: t('reporting.report'), share: 40 },
				{ title: t('reporting.to'), share: 35 },
				{ title: t('reporting.when'), share: 25 }
			],
			rows: [
				[EMPTY, EMPTY, EMPTY],
				[EMPTY, EMPTY, EMPTY]
			]
		},
		{
			type: 'table',
			caption: t('reporting.fates'),
			columns: [
				{ title: t('reporting.fate'), share: 60 },
				{ title: t('reporting.contributions'), share: 20 },
				{ title: t('reporting.essences'), share: 20 }
			],
			rows: [
				...FATES.map((fate) => [
					cell(t(`fate.${fate}`)),
					count(data.contributions, fate),
					count(data.essences, fate)
				]),
				[{ content: strong(t('reporting.total')) }, count(data.contributions), count(data.essences)]
			]
		}
	];
}
