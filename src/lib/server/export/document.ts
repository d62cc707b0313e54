/**
 * Owns the "Entwurf Leitlinien": cover, one-page summary, contents and the nine chapters that a German
 * integration concept has, as a tree of blocks that any renderer can write. Each chapter holds what the
 * evening gave and says plainly what the office still has to write. The nine headings are the whole
 * first level of the heading tree; annexes stand below the ninth, where the *Verbleib* belongs.
 */
import { annexes } from './annexes.ts';
import {
	facts,
	heading,
	joined,
	paragraph,
	type Block,
	type Inline,
	type WrittenDocument
} from './blocks.ts';
import { chapterBodies } from './chapters.ts';
import type { Published } from './published.ts';
import type { Wording } from './wording.ts';

/** Verbatim from the council's resolution, in every language of the document. */
export const CHAPTERS = [
	'Vorwort und Einführung',
	'Integration als kommunale Herausforderung',
	'Definitionen',
	'Ausgangslage und Rahmenbedingungen',
	'Leitlinien der kommunalen Integrationspolitik',
	'Kommunale Handlungsfelder',
	'Ziele und Indikatoren für die kommunalen Handlungsfelder',
	'Strukturen und Netzwerke',
	'Berichterstattung und Controlling'
] as const;

/** More titles than this would not leave the summary on its page. */
const GUIDELINES_IN_SUMMARY = 10;

export interface Stamp {
	/** When the rows were read. */
	now: number;
	/** Names exactly these rows. */
	hash: string;
}

export function writeDocument(data: Published, wording: Wording, stamp: Stamp): WrittenDocument {
	const { t } = wording;
	const { title, mandate } = data.workshop;
	const bodies = chapterBodies(data, wording);
	return {
		lang: wording.lang,
		title: `${t('draft')}: ${title}`,
		header: mandate ? t('header', { mandate }) : t('header.open', { title }),
		footer: [t('page.before'), t('page.between'), t('page.after')],
		seriesNames: { guideline: t('series.guideline'), annex: t('series.annex') },
		blocks: [
			...cover(data, wording, stamp),
			{ type: 'page-break' },
			...summary(data, wording),
			{ type: 'page-break' },
			paragraph(t('contents.title'), 'contents-title'),
			{ type: 'contents' },
			...CHAPTERS.flatMap((chapter, index) => [
				heading(1, chapter, wording.lang === 'de' ? undefined : 'de'),
				...(bodies[index] ?? [])
			]),
			...annexes(data, wording)
		]
	};
}

function cover({ workshop }: Published, { t, date, moment }: Wording, stamp: Stamp): Block[] {
	const where = [workshop.city, date(workshop.date)].filter(Boolean).join(' · ');
	const mandate = workshop.mandate
		? t('cover.mandate', { mandate: workshop.mandate })
		: t('cover.no_mandate');
	return [
		paragraph(t('draft.of'), 'kicker'),
		paragraph(workshop.title, 'title'),
		...(where ? [paragraph(where, 'subtitle')] : []),
		paragraph(mandate),
		{ type: 'paragraph', content: [{ text: t('cover.decision'), strong: true }] },
		...(workshop.rehearsal ? [paragraph(t('cover.rehearsal'), 'note')] : []),
		...(workshop.state === 'closed' ? [] : [paragraph(t('cover.running'), 'note')]),
		paragraph(t('cover.snapshot', { moment: moment(stamp.now) }), 'small'),
		paragraph(t('cover.hash', { hash: stamp.hash }), 'small')
	];
}

function summary(data: Published, wording: Wording): Block[] {
	const { t, number } = wording;
	const { workshop, participation, fates, guidelines } = data;
	const or = (text: string) => text || t('fact.none');
	const rounds = data.steps.filter(({ kind }) => kind === 'round').length;
	const total = data.contributions.length + data.essences.length;
	const listed = guidelines.slice(0, GUIDELINES_IN_SUMMARY);
	const more = guidelines.length - listed.length;
	return [
		paragraph(t('summary.title'), 'contents-title'),
		facts(
			t('summary.facts'),
			[t('fact'), t('value')],
			[
				[t('fact.date'), or(wording.date(workshop.date))],
				[t('fact.place'), or([workshop.venue, workshop.city].filter(Boolean).join(', '))],
				[t('fact.people'), wording.people(participation.people)],
				[t('fact.tables'), number(data.tables.length)],
				[t('fact.rounds'), number(rounds)],
				[t('fact.contributions'), number(data.contributions.length)],
				[t('fact.essences'), number(data.essences.length)],
				[
					t('fact.languages'),
					or(wording.list(Object.keys(participation.languages).map(wording.languageName)))
				]
			]
		),
		paragraph(guidelines.length ? t('summary.guidelines') : t('summary.no_guidelines')),
		...(listed.length ? [listOfGuidelines(listed, wording)] : []),
		...(more > 0 ? [paragraph(t('summary.more', { n: more }))] : []),
		paragraph(t('summary.fates', { total, ...fates })),
		paragraph(t('summary.not_representative')),
		paragraph(t('cover.decision'))
	];
}

function listOfGuidelines(guidelines: Published['guidelines'], { t }: Wording): Block {
	return {
		type: 'list',
		items: guidelines.map(({ id, number, title }): Inline[] =>
			joined([[{ text: `${t('series.guideline')} ${number}` }], [{ text: title, to: id }]], ': ')
		)
	};
}
