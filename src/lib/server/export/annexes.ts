/**
 * Owns annexes A to H. Annex C is the promise of the whole: every contribution and essence exactly once,
 * by its public id, with what became of it; hidden and withdrawn ones without their words.
 */
import { cell, facts, heading, paragraph, type Block, type Inline } from './blocks.ts';
import { fate, officeNote, words } from './phrases.ts';
import type {
	Published,
	PublishedBallot,
	PublishedContribution,
	PublishedEssence,
	PublishedOption,
	PublishedStep
} from './published.ts';
import type { Wording } from './wording.ts';

type TextKey = Parameters<Wording['t']>[0];

/** In this order they are lettered; photos keep their letter although the tool holds none. */
export function annexes(data: Published, wording: Wording): Block[] {
	return [
		...annex('annex.method', method(data, wording), wording),
		...annex('annex.participation', participation(data, wording), wording),
		...annex('annex.contributions', contributions(data, wording), wording),
		...annex('annex.votes', votes(data, wording), wording),
		...annex('annex.summaries', summaries(data, wording), wording),
		...annex('annex.photos', [officeNote(wording.t('annex.photos.note'), wording)], wording),
		...annex('annex.moderation', moderation(data, wording), wording),
		...annex('annex.privacy', privacy(wording), wording)
	];
}

function annex(title: TextKey, body: Block[], { t }: Wording): Block[] {
	return [{ type: 'heading', level: 2, series: 'annex', content: [{ text: t(title) }] }, ...body];
}

function method(data: Published, wording: Wording): Block[] {
	const { t, number } = wording;
	const { workshop } = data;
	const fallback = workshop.languages[0];
	const or = (text: string) => text || t('fact.none');
	const givens = Object.values(workshop.givens).some(Boolean);
	const topics = data.tables.filter((table) =>
		[table.topic, table.question].some((texts) => wording.pick(texts, fallback))
	);
	const fields = new Map(data.fields.map(({ id, title }) => [id, title]));
	const isMapped = topics.some(({ field }) => field !== null);
	return [
		facts(
			t('annex.method'),
			[t('fact'), t('value')],
			[
				[t('fact.method'), t(`method.${workshop.method}`)],
				[t('fact.date'), or(wording.date(workshop.date))],
				[t('fact.place'), or(workshop.venue)],
				[t('fact.city'), or(workshop.city)]
			]
		),
		heading(3, t('annex.method.steps')),
		{
			type: 'table',
			caption: t('annex.method.steps'),
			columns: [
				{ title: t('annex.method.step'), share: 50 },
				{ title: t('annex.method.planned'), share: 25 },
				{ title: t('annex.method.actual'), share: 25 }
			],
			rows: data.steps.map((step) => [
				cell(stepName(step, wording)),
				cell(number(step.plannedMinutes)),
				cell(step.actualMinutes === null ? '–' : number(step.actualMinutes))
			])
		},
		heading(3, t('annex.method.questions')),
		...data.steps
			.filter(({ kind }) => kind === 'round')
			.flatMap((step) => questions(step, wording)),
		...(topics.length
			? [
					heading(3, t('annex.method.table_questions')),
					{
						type: 'table' as const,
						caption: t('annex.method.table_questions'),
						columns: [
							{ title: t('annex.column.table'), share: 15 },
							{ title: t('annex.method.topic'), share: isMapped ? 27 : 35 },
							{ title: t('annex.method.question'), share: isMapped ? 33 : 50 },
							...(isMapped ? [{ title: t('annex.method.field'), share: 25 }] : [])
						],
						rows: topics.map(({ number, label, topic, question, field }) => [
							cell([number, label].filter(Boolean).join(' ')),
							cell(wording.pick(topic, fallback)),
							cell(wording.pick(question, fallback)),
							...(isMapped ? [cell(fields.get(field ?? '') ?? t('fields.unassigned'))] : [])
						])
					}
				]
			: []),
		heading(3, t('annex.method.givens')),
		...(givens ? inAllLanguages(workshop.givens) : [paragraph(t('situation.no_givens'))])
	];
}

function stepName({ kind, round }: PublishedStep, { t }: Wording): string {
	return t(`step.${kind}`, { round: round ?? '' });
}

function questions(step: PublishedStep, wording: Wording): Block[] {
	const { t } = wording;
	const name: Inline[] = [{ text: stepName(step, wording), strong: true }];
	const asked = step.perTable
		? [paragraph(t('annex.method.per_table'))]
		: Object.values(step.question).some(Boolean)
			? inAllLanguages(step.question)
			: [paragraph(t('annex.method.no_question'))];
	return [{ type: 'paragraph', content: name }, ...asked];
}

/** A list of the versions of a text, each in its language. */
function inAllLanguages(texts: Record<string, string>): Block[] {
	const items = Object.entries(texts)
		.filter(([, text]) => text)
		.map(([lang, text]): Inline[] => [{ text, lang }]);
	return [{ type: 'list', items }];
}

function participation(data: Published, wording: Wording): Block[] {
	const { t, people, number } = wording;
	const { devices, people: everybody, languages, channels } = data.participation;
	return [
		paragraph(t('summary.not_representative')),
		paragraph(t('annex.participation.small')),
		facts(
			t('annex.participation.people'),
			[t('fact'), t('value')],
			[
				[t('fact.people'), people(everybody)],
				[t('fact.devices'), people(devices)],
				[t('fact.tables'), number(data.tables.length)]
			]
		),
		facts(
			t('annex.participation.languages'),
			[t('annex.participation.language'), t('fact.people')],
			Object.entries(languages).map(([lang, n]) => [wording.languageName(lang), people(n)])
		),
		facts(
			t('annex.participation.channels'),
			[t('annex.participation.channel'), t('fact.contributions')],
			Object.entries(channels).map(([name, n]) => [t(`channel.${name}` as TextKey), people(n)])
		),
		officeNote(t('annex.participation.missing'), wording)
	];
}

function contributions(data: Published, wording: Wording): Block[] {
	const { t } = wording;
	const titles = new Map(data.groups.map(({ id, title }) => [id, title]));
	const places = new Map<string, PublishedContribution[]>();
	for (const item of data.contributions) {
		const place = `${item.round}.${item.table}`;
		const there = places.get(place);
		if (there) there.push(item);
		else places.set(place, [item]);
	}
	const blocks: Block[] = [
		paragraph(t(places.size ? 'annex.contributions.intro' : 'annex.contributions.none'))
	];
	for (const items of places.values()) {
		const [{ round, table }] = items as [PublishedContribution];
		blocks.push(heading(3, t('annex.contributions.at', { round, table })), {
			type: 'table',
			caption: t('annex.contributions.caption', { round, table }),
			// In a wider typeface than ours, as LibreOffice may take one, each longest word still fits.
			columns: [
				{ title: t('annex.column.id'), share: 15 },
				{ title: t('annex.column.text'), share: 34 },
				{ title: t('annex.column.kind'), share: 15 },
				{ title: t('annex.column.agreements'), share: 18 },
				{ title: t('annex.column.fate'), share: 18 }
			],
			rows: items.map((item) => [
				{ content: [{ text: item.id }], anchor: item.id },
				{ content: words(item) },
				cell(item.state === 'shown' ? kind(item, wording) : ''),
				cell(item.state === 'shown' ? wording.number(item.agreements) : ''),
				{ content: [...fate(item, titles, wording), ...carried(item, wording)] }
			])
		});
	}
	if (data.essences.length) {
		blocks.push(
			heading(3, t('annex.contributions.essences')),
			essences(data.essences, titles, wording)
		);
	}
	return [...blocks, ...travel(data, wording)];
}

function travel({ travel: ways }: Published, { t, number }: Wording): Block[] {
	if (!ways.length) return [];
	const stop = ({ table, round }: { table: number; round: number }) =>
		cell(t('annex.travel.stop', { table, round }));
	return [
		heading(3, t('annex.travel')),
		paragraph(t('annex.travel.intro')),
		{
			type: 'table',
			caption: t('annex.travel'),
			columns: [
				{ title: t('annex.travel.from'), share: 32 },
				{ title: t('annex.travel.to'), share: 32 },
				{ title: t('annex.travel.carried'), share: 18 },
				{ title: t('annex.travel.built'), share: 18 }
			],
			rows: ways.map(({ from, to, carried, builtOn }) => [
				stop(from),
				stop(to),
				cell(number(carried)),
				cell(number(builtOn))
			])
		}
	];
}

function kind(item: PublishedContribution, wording: Wording): string {
	const { t } = wording;
	const marks = [t(`kind.${item.kind}`)];
	if (item.lang && item.lang !== wording.lang) marks.push(wording.languageName(item.lang));
	if (item.late) marks.push(t('mark.late'));
	return marks.join(', ');
}

function carried({ carriedTo }: PublishedContribution, { t }: Wording): Inline[] {
	return carriedTo.map(({ table, round }) => ({
		text: `; ${t('mark.carried', { table, round })}`
	}));
}

function essences(items: PublishedEssence[], titles: Map<string, string>, wording: Wording): Block {
	const { t, number } = wording;
	return {
		type: 'table',
		caption: t('annex.contributions.essences'),
		columns: [
			{ title: t('annex.column.id'), share: 15 },
			{ title: t('annex.column.text'), share: 44 },
			{ title: t('annex.column.table'), share: 8 },
			{ title: t('annex.column.answers'), share: 15 },
			{ title: t('annex.column.fate'), share: 18 }
		],
		rows: items.map((item) => [
			{ content: [{ text: item.id }], anchor: item.id },
			{ content: words(item) },
			cell(number(item.table)),
			cell(item.state === 'shown' ? answers(item, wording) : ''),
			{ content: fate(item, titles, wording) }
		])
	};
}

/** What the others at the table said; nothing where nobody was asked. */
function answers({ agreements, objections }: PublishedEssence, { t }: Wording): string {
	if (!agreements && !objections) return '';
	return t('annex.answers', { agreements, objections });
}

function votes({ ballots }: Published, wording: Wording): Block[] {
	const { t } = wording;
	if (!ballots.length) return [paragraph(t('annex.votes.none'))];
	return ballots.flatMap((ballot, index): Block[] => [
		heading(3, t('annex.votes.title', { n: index + 1 })),
		paragraph(
			[
				t('annex.votes.rule', { dots: ballot.dots, max: ballot.maxPerOption }),
				...(ballot.ownAllowed ? [] : [t('annex.votes.own')])
			].join(' ')
		),
		paragraph(t('annex.votes.turnout', { n: wording.people(ballot.turnout) })),
		...(ballot.papers ? [paragraph(t('annex.votes.papers', { n: ballot.papers }))] : []),
		ballot.state === 'revealed'
			? paragraph(t('annex.votes.mood'))
			: paragraph(t('annex.votes.hidden'), 'note'),
		result(ballot, wording)
	]);
}

/** With the result if the hall has seen it, else only what could be chosen. */
function result({ state, options, papers }: PublishedBallot, { t, number }: Wording): Block {
	const title = ({ group, item, title: text, lang }: PublishedOption): Inline[] => {
		const to = group ?? item;
		const words = { text: text || t('annex.votes.gone'), ...(lang && { lang }) };
		return item
			? [{ text: item, to: item }, { text: ' ' }, words]
			: [{ ...words, ...(to && { to }) }];
	};
	if (state !== 'revealed') return { type: 'list', items: options.map(title) };
	const ranked = options.toSorted((a, b) => (b.dots ?? 0) - (a.dots ?? 0));
	return {
		type: 'table',
		caption: t('annex.votes'),
		columns: [
			{ title: t('annex.votes.rank'), share: 15 },
			{ title: t('annex.votes.option'), share: papers ? 50 : 65 },
			{ title: t('annex.votes.dots'), share: papers ? 15 : 20 },
			...(papers ? [{ title: t('annex.votes.paper'), share: 20 }] : [])
		],
		rows: ranked.map((option) => [
			// Equal dots share a rank: nothing in the order of a tie means anything.
			cell(number(1 + ranked.findIndex(({ dots }) => dots === option.dots))),
			{ content: title(option) },
			cell(number(option.dots ?? 0)),
			...(papers ? [cell(number(option.paper ?? 0))] : [])
		])
	};
}

function summaries(data: Published, wording: Wording): Block[] {
	const { t } = wording;
	if (!data.summaries.length) return [paragraph(t('annex.summaries.none'))];
	const rounds = [...new Set(data.summaries.map(({ round }) => round))];
	return [
		paragraph(t('annex.summaries.intro')),
		...rounds.flatMap((round): Block[] => [
			heading(3, t('step.round', { round })),
			...data.summaries
				.filter((summary) => summary.round === round)
				.flatMap(({ table, points, lang }): Block[] => [
					{
						type: 'paragraph',
						content: [{ text: t('annex.summaries.table', { table }), strong: true }]
					},
					{ type: 'list', items: points.map((text) => [{ text, lang }]) }
				])
		])
	];
}

function moderation({ moderation }: Published, wording: Wording): Block[] {
	const { t, number } = wording;
	const { hidden, withdrawn, late } = moderation;
	return [
		paragraph(t('annex.moderation.intro')),
		facts(
			t('annex.moderation'),
			[t('fact'), t('annex.column.count')],
			[
				...Object.entries(hidden).map(([reason, n]): [string, string] => [
					t('annex.moderation.hidden', { reason: t(`reason.${reason}` as TextKey) }),
					number(n)
				]),
				[t('annex.moderation.withdrawn'), number(withdrawn)],
				[t('annex.moderation.late'), number(late)]
			]
		)
	];
}

function privacy(wording: Wording): Block[] {
	const { t } = wording;
	return [paragraph(t('annex.privacy.text')), officeNote(t('annex.privacy.note'), wording)];
}
