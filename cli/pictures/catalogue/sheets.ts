/** The sheets of the catalogue, one per surface, and the rows that their components are shown with. */
import type { SeenOf } from '#lib/domain/audience.ts';
import { lookOf } from '#lib/domain/methods/world-cafe.ts';
import type { Table } from '#lib/domain/rows.ts';
import type { Section } from '#lib/text/text.ts';
import type { TableHint } from '#lib/ui/console/pulse.ts';
import type { Idea } from '#lib/ui/phone/phone.ts';

export const SHEETS = ['shared', 'tables', 'phone', 'console', 'screen'] as const;
export type SheetName = (typeof SHEETS)[number];
export const isSheet = (name: string): name is SheetName =>
	(SHEETS as readonly string[]).includes(name);

/** The words of one surface: the same key may say something else on another. */
export const SECTIONS: Record<SheetName, Section[]> = {
	shared: ['citizen'],
	tables: ['screen'],
	phone: ['citizen'],
	console: ['console'],
	screen: ['screen']
};

const BASE = { workshopId: 'w', rev: 1, removed: false };

export const table = (number: number): Table =>
	({
		...BASE,
		id: `t${number}`,
		number,
		...lookOf(number),
		label: '',
		hall: '',
		mergedInto: null,
		seats: 5,
		topic: {},
		question: {}
	}) satisfies Table;

export const idea = (id: string, text: string, over: Partial<Idea> = {}): Idea => ({
	id,
	publicId: 'R2-T04-007',
	text,
	lang: 'de',
	stepId: 'r2',
	round: 2,
	tableId: 't4',
	isOwn: true,
	agrees: 0,
	hasAgreed: false,
	status: 'saved',
	isLeaving: false,
	canKeep: false,
	hiddenReason: null,
	isLate: false,
	buildsOn: null,
	grown: [],
	...over
});

export const hint = (over: Partial<TableHint> = {}): TableHint => ({
	seated: 5,
	people: 5,
	online: 5,
	arrived: 5,
	hasHost: true,
	posts: 6,
	lastPostAt: null,
	writing: false,
	essences: 0,
	shared: [],
	...over
});

export const contribution = (
	text: string,
	over: Partial<SeenOf['contribution']> = {}
): SeenOf['contribution'] =>
	({
		...BASE,
		id: text,
		publicId: 'R2-T04-007',
		text,
		lang: 'de',
		kind: 'idea',
		round: 2,
		tableId: 't4',
		releasedAt: null,
		hiddenReason: null,
		...over
	}) as SeenOf['contribution'];
