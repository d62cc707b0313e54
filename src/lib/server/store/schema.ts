/**
 * Owns the shape of the SQLite file. One table per kind of row, named and shaped like the row itself, so
 * that the office can read an evening with any SQLite tool. Lists and texts in several languages are JSON.
 * Keys hold the workshop first: one workshop is one stretch of each index. There are no foreign keys
 * between rows: the domain is the judge of what belongs together, and one wrong reference must not make
 * the transaction of a whole hall fail. Every change here needs `npm run db:generate`.
 */
import { sql } from 'drizzle-orm';
import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex,
	type AnySQLiteColumn
} from 'drizzle-orm/sqlite-core';
import type {
	Ballot,
	Cluster,
	Contribution,
	Essence,
	Evidence,
	Guideline,
	Id,
	Kind,
	Lang,
	Link,
	Membership,
	Participant,
	ScreenChoice,
	Signal,
	Step,
	TableColour,
	TablePictogram,
	Texts,
	Verdict,
	Workshop
} from '#lib/domain/rows.ts';

const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull();
const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
const idOf = (name: string) => text(name).$type<Id>();

const base = () => ({
	workshopId: idOf('workshop_id').notNull(),
	id: idOf('id').notNull(),
	rev: integer('rev').notNull(),
	removed: flag('removed')
});

const keys = (name: Kind) => (table: Record<'workshopId' | 'id' | 'rev', AnySQLiteColumn>) => [
	primaryKey({ columns: [table.workshopId, table.id] }),
	index(`${name}_rev`).on(table.workshopId, table.rev)
];

export const workshop = sqliteTable(
	'workshop',
	{
		...base(),
		code: text('code').notNull(),
		title: text('title').notNull(),
		date: text('date').notNull(),
		time: text('time').notNull(),
		venue: text('venue').notNull(),
		city: text('city').notNull(),
		mandate: text('mandate').notNull(),
		givens: json<Texts>('givens').notNull(),
		languages: json<Lang[]>('languages').notNull(),
		method: text('method').$type<Workshop['method']>().notNull(),
		wifi: text('wifi').notNull(),
		state: text('state').$type<Workshop['state']>().notNull(),
		rehearsal: flag('rehearsal'),
		stepId: idOf('step_id'),
		frozenAt: integer('frozen_at'),
		screen: json<ScreenChoice>('screen').notNull(),
		moveMode: text('move_mode').$type<Workshop['moveMode']>().notNull().default('scatter'),
		hostMode: text('host_mode').$type<Workshop['hostMode']>().notNull().default('fixed'),
		besideStepId: idOf('beside_step_id'),
		calledAt: integer('called_at'),
		quietMinutes: integer('quiet_minutes').notNull().default(0),
		keyVersion: integer('key_version').notNull(),
		createdAt: integer('created_at').notNull(),
		closedAt: integer('closed_at')
	},
	(table) => [
		...keys('workshop')(table),
		// A code on a poster must lead to one evening only.
		uniqueIndex('workshop_code')
			.on(table.code)
			.where(sql`removed = 0`)
	]
);

export const step = sqliteTable(
	'step',
	{
		...base(),
		position: integer('position').notNull(),
		kind: text('kind').$type<Step['kind']>().notNull(),
		round: integer('round'),
		minutes: integer('minutes').notNull(),
		questionMode: text('question_mode').$type<Step['questionMode']>().notNull(),
		question: json<Texts>('question').notNull(),
		notes: text('notes').notNull(),
		state: text('state').$type<Step['state']>().notNull(),
		startedAt: integer('started_at'),
		endsAt: integer('ends_at'),
		leftMs: integer('left_ms'),
		endedAt: integer('ended_at')
	},
	keys('step')
);

export const table = sqliteTable(
	'table',
	{
		...base(),
		number: integer('number').notNull(),
		label: text('label').notNull(),
		hall: text('hall').notNull().default(''),
		mergedInto: idOf('merged_into'),
		colour: text('colour').$type<TableColour>().notNull(),
		pictogram: text('pictogram').$type<TablePictogram>().notNull(),
		seats: integer('seats').notNull(),
		topic: json<Texts>('topic').notNull(),
		question: json<Texts>('question').notNull()
	},
	keys('table')
);

export const seat = sqliteTable(
	'seat',
	{
		...base(),
		tableId: idOf('table_id').notNull(),
		index: integer('index').notNull(),
		participantId: idOf('participant_id'),
		takenAt: integer('taken_at'),
		way: text('way')
	},
	keys('seat')
);

export const participant = sqliteTable(
	'participant',
	{
		...base(),
		lang: text('lang').notNull(),
		people: integer('people').notNull(),
		origin: text('origin').$type<Participant['origin']>().notNull(),
		joinedAt: integer('joined_at').notNull(),
		companionOf: idOf('companion_of'),
		heardAt: integer('heard_at'),
		blocked: flag('blocked'),
		arrivedStepId: idOf('arrived_step_id'),
		leftAt: integer('left_at')
	},
	keys('participant')
);

export const contribution = sqliteTable(
	'contribution',
	{
		...base(),
		publicId: text('public_id').notNull(),
		kind: text('kind').$type<Contribution['kind']>().notNull(),
		stepId: idOf('step_id').notNull(),
		round: integer('round').notNull(),
		tableId: idOf('table_id').notNull(),
		participantId: idOf('participant_id'),
		text: text('text').notNull(),
		lang: text('lang').notNull(),
		origin: text('origin').$type<Contribution['origin']>().notNull(),
		typedAt: integer('typed_at').notNull(),
		postedAt: integer('posted_at').notNull(),
		version: integer('version').notNull(),
		state: text('state').$type<Contribution['state']>().notNull(),
		hiddenReason: text('hidden_reason').$type<Contribution['hiddenReason']>(),
		screen: text('screen').$type<Contribution['screen']>().notNull(),
		late: flag('late'),
		agrees: integer('agrees').notNull()
	},
	keys('contribution')
);

export const agreement = sqliteTable(
	'agreement',
	{
		...base(),
		contributionId: idOf('contribution_id').notNull(),
		participantId: idOf('participant_id').notNull()
	},
	keys('agreement')
);

export const link = sqliteTable(
	'link',
	{
		...base(),
		type: text('type').$type<Link['type']>().notNull(),
		fromId: idOf('from_id').notNull(),
		toId: idOf('to_id'),
		tableId: idOf('table_id').notNull(),
		round: integer('round').notNull(),
		participantId: idOf('participant_id'),
		at: integer('at').notNull()
	},
	keys('link')
);

export const summary = sqliteTable(
	'summary',
	{
		...base(),
		tableId: idOf('table_id').notNull(),
		round: integer('round').notNull(),
		points: json<string[]>('points').notNull(),
		lang: text('lang').notNull(),
		participantId: idOf('participant_id'),
		writtenAt: integer('written_at').notNull()
	},
	keys('summary')
);

export const essence = sqliteTable(
	'essence',
	{
		...base(),
		publicId: text('public_id').notNull(),
		tableId: idOf('table_id').notNull(),
		number: integer('number').notNull(),
		text: text('text').notNull(),
		lang: text('lang').notNull(),
		participantId: idOf('participant_id'),
		state: text('state').$type<Essence['state']>().notNull(),
		agrees: integer('agrees').notNull().default(0),
		objections: integer('objections').notNull().default(0),
		version: integer('version').notNull(),
		writtenAt: integer('written_at').notNull()
	},
	keys('essence')
);

export const verdict = sqliteTable(
	'verdict',
	{
		...base(),
		essenceId: idOf('essence_id').notNull(),
		participantId: idOf('participant_id').notNull(),
		answer: text('answer').$type<Verdict['answer']>().notNull(),
		version: integer('version').notNull()
	},
	keys('verdict')
);

export const signal = sqliteTable(
	'signal',
	{
		...base(),
		tableId: idOf('table_id').notNull(),
		state: text('state').$type<Signal['state']>(),
		stepId: idOf('step_id'),
		at: integer('at').notNull()
	},
	keys('signal')
);

export const cluster = sqliteTable(
	'cluster',
	{
		...base(),
		title: text('title').notNull(),
		parentId: idOf('parent_id'),
		mergedInto: idOf('merged_into'),
		mergedItems: json<Cluster['mergedItems']>('merged_items'),
		position: integer('position').notNull(),
		createdAt: integer('created_at').notNull()
	},
	keys('cluster')
);

export const membership = sqliteTable(
	'membership',
	{
		...base(),
		clusterId: idOf('cluster_id').notNull(),
		itemKind: text('item_kind').$type<Membership['itemKind']>().notNull(),
		itemId: idOf('item_id').notNull()
	},
	keys('membership')
);

export const ballot = sqliteTable(
	'ballot',
	{
		...base(),
		stepId: idOf('step_id').notNull(),
		optionKind: text('option_kind').$type<Ballot['optionKind']>().notNull().default('cluster'),
		optionIds: json<Id[]>('option_ids').notNull(),
		ownAllowed: flag('own_allowed').default(true),
		paper: json<Record<Id, number>>('paper').notNull().default({}),
		papers: integer('papers').notNull().default(0),
		dots: integer('dots').notNull(),
		maxPerOption: integer('max_per_option').notNull(),
		state: text('state').$type<Ballot['state']>().notNull(),
		turnout: integer('turnout').notNull(),
		openedAt: integer('opened_at').notNull(),
		closedAt: integer('closed_at'),
		result: json<Record<Id, number>>('result')
	},
	keys('ballot')
);

export const vote = sqliteTable(
	'vote',
	{
		...base(),
		ballotId: idOf('ballot_id').notNull(),
		participantId: idOf('participant_id').notNull(),
		dots: json<Record<Id, number>>('dots').notNull()
	},
	keys('vote')
);

export const field = sqliteTable(
	'field',
	{
		...base(),
		title: text('title').notNull(),
		position: integer('position').notNull(),
		tableIds: json<Id[]>('table_ids').notNull(),
		clusterIds: json<Id[]>('cluster_ids').notNull()
	},
	keys('field')
);

export const guideline = sqliteTable(
	'guideline',
	{
		...base(),
		number: integer('number').notNull(),
		title: text('title').notNull(),
		text: text('text').notNull(),
		rationale: text('rationale').notNull(),
		status: text('status').$type<Guideline['status']>().notNull(),
		clusterId: idOf('cluster_id')
	},
	keys('guideline')
);

export const evidence = sqliteTable(
	'evidence',
	{
		...base(),
		guidelineId: idOf('guideline_id').notNull(),
		itemKind: text('item_kind').$type<Evidence['itemKind']>().notNull(),
		itemId: idOf('item_id').notNull(),
		type: text('type').$type<Evidence['type']>().notNull()
	},
	keys('evidence')
);

/** What each command was answered, for the life of the workshop: a command sent again is not done again. */
export const commandOutcome = sqliteTable(
	'command_outcome',
	{
		workshopId: idOf('workshop_id').notNull(),
		id: idOf('id').notNull(),
		outcome: text('outcome').notNull(),
		at: integer('at').notNull()
	},
	(table) => [primaryKey({ columns: [table.workshopId, table.id] })]
);

/** One row, rewritten whenever somebody asks whether writing works. */
export const storeCheck = sqliteTable('store_check', {
	id: integer('id').primaryKey(),
	at: integer('at').notNull()
});

/** One row: the running life of this file and the one before it, see `Life` in `store.ts`. */
export const storeLife = sqliteTable('store_life', {
	id: integer('id').primaryKey(),
	epoch: text('epoch').notNull(),
	previous: text('previous')
});

export const TABLES = {
	workshop,
	step,
	table,
	seat,
	participant,
	contribution,
	agreement,
	link,
	summary,
	essence,
	verdict,
	signal,
	cluster,
	membership,
	ballot,
	vote,
	field,
	guideline,
	evidence
};
