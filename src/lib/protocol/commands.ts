/**
 * Owns what a command looks like on the wire. Nothing reaches the domain that did not pass here: known
 * types only, no unknown fields, bounded texts and lists, ids of a safe form. Says nothing about whether
 * a command is allowed; the domain judges that. Texts may be longer here than the domain allows, so that
 * a person hears "too long" and not "not understood".
 */
import * as v from 'valibot';
import type { Command, CommandType, Payloads, Refusal } from '#lib/domain/commands.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import { TABLE_COLOURS, TABLE_PICTOGRAMS, TEMPLATES } from '#lib/domain/rows.ts';

/**
 * An id becomes a key of plain objects (dots per option): it must not name what every object has. Asked of
 * a set, because a key that is looked for in an object stays in memory for ever.
 */
const EVERYBODYS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
const id = v.pipe(
	v.string(),
	v.regex(/^[0-9a-z.-]{1,80}$/i),
	v.check((value) => !EVERYBODYS.has(value), 'reserved')
);
const lang = v.pipe(v.string(), v.maxLength(35), v.regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i));
/** Titles, names, notes in a field of one line. */
const short = v.pipe(v.string(), v.maxLength(8_000));
/** What people write. */
const long = v.pipe(v.string(), v.maxLength(160_000));
const count = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));
const number = v.pipe(v.number(), v.integer(), v.minValue(-10_000), v.maxValue(10_000));
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
const texts = v.pipe(v.record(lang, long), v.maxEntries(100));
const languages = v.pipe(v.array(lang), v.maxLength(100));
const empty = v.strictObject({});
const itemKind = v.picklist(['contribution', 'essence']);
const items = v.pipe(
	v.array(v.strictObject({ kind: itemKind, id })),
	v.maxLength(LIMITS.itemsPerCommand)
);
const screen = v.variant('mode', [
	v.strictObject({ mode: v.literal('auto') }),
	v.strictObject({ mode: v.literal('blank') }),
	v.strictObject({ mode: v.literal('join') }),
	v.strictObject({ mode: v.literal('contribution'), contributionId: id }),
	v.strictObject({ mode: v.literal('where') }),
	v.strictObject({
		mode: v.literal('reports'),
		tableIds: v.pipe(v.array(id), v.maxLength(LIMITS.tables))
	}),
	v.strictObject({ mode: v.literal('clusters') }),
	v.strictObject({ mode: v.literal('travel') }),
	v.strictObject({ mode: v.literal('privacy') }),
	v.strictObject({ mode: v.literal('held') })
]);

/** One schema per command. Changing one changes the wire: see PROTOCOL in socket.ts. */
export const PAYLOADS = {
	'workshop.create': v.strictObject({
		workshopId: id,
		code: v.pipe(v.string(), v.maxLength(16)),
		template: v.picklist(TEMPLATES),
		title: short,
		city: short,
		languages,
		tables: count(10_000),
		seats: count(10_000),
		halls: v.optional(v.pipe(v.array(short), v.maxLength(100)))
	}),
	'workshop.edit': v.partial(
		v.strictObject({
			title: short,
			date: v.pipe(v.string(), v.maxLength(10)),
			time: v.pipe(v.string(), v.maxLength(5)),
			venue: short,
			city: short,
			mandate: short,
			givens: texts,
			languages,
			wifi: short,
			quietMinutes: number
		})
	),
	'workshop.seat': v.strictObject({
		moveMode: v.picklist(['scatter', 'carousel', 'free']),
		hostMode: v.picklist(['fixed', 'volunteers'])
	}),
	'workshop.call': v.strictObject({ called: v.boolean() }),
	'workshop.open': v.strictObject({ rehearsal: v.boolean() }),
	'workshop.close': empty,
	'workshop.reset': empty,
	'workshop.freeze': v.strictObject({ frozen: v.boolean() }),
	'workshop.rekey': empty,
	'screen.show': v.strictObject({ screen }),
	'step.edit': v.strictObject({
		stepId: id,
		minutes: v.optional(number),
		questionMode: v.optional(v.picklist(['per_round', 'per_table'])),
		question: v.optional(texts),
		notes: v.optional(long)
	}),
	'step.add_round': v.strictObject({ stepId: id, changeId: id }),
	'step.remove_round': empty,
	'step.add': v.strictObject({
		stepId: id,
		kind: v.picklist(['welcome', 'break', 'essence', 'harvest', 'vote', 'close']),
		minutes: number,
		beforeId: v.nullable(id)
	}),
	'step.remove': v.strictObject({ stepId: id }),
	'step.move': v.strictObject({ stepId: id, beforeId: v.nullable(id) }),
	'step.skip': v.strictObject({ stepId: id, skipped: v.boolean() }),
	'step.replan': v.strictObject({ endsAt: time }),
	'step.keep_open': v.strictObject({ stepId: v.nullable(id) }),
	'step.advance': v.strictObject({ from: v.nullable(id) }),
	'step.back': v.strictObject({ from: id }),
	'step.pause': v.strictObject({ stepId: id }),
	'step.resume': v.strictObject({ stepId: id }),
	'step.extend': v.strictObject({ stepId: id, minutes: number }),
	'table.add': v.strictObject({ tableId: id, seats: count(10_000) }),
	'table.edit': v.strictObject({
		tableId: id,
		number: v.optional(number),
		label: v.optional(short),
		hall: v.optional(short),
		colour: v.optional(v.picklist(TABLE_COLOURS)),
		pictogram: v.optional(v.picklist(TABLE_PICTOGRAMS)),
		seats: v.optional(number),
		topic: v.optional(texts),
		question: v.optional(texts)
	}),
	'table.remove': v.strictObject({ tableId: id }),
	'table.merge': v.strictObject({ tableId: id, intoId: id }),
	'table.signal': v.strictObject({
		tableId: id,
		state: v.nullable(v.picklist(['done', 'more_time', 'help']))
	}),
	'participant.join': v.strictObject({
		participantId: id,
		lang,
		people: number,
		origin: v.picklist(['phone', 'tablet']),
		tableNumber: v.nullable(number),
		companionOf: v.optional(v.nullable(id))
	}),
	'participant.edit': v.partial(v.strictObject({ lang, people: number })),
	'participant.arrive': v.strictObject({ stepId: id }),
	'participant.hear': v.strictObject({ calledAt: time }),
	'participant.leave': empty,
	'participant.block': v.strictObject({ contributionId: id, blocked: v.boolean() }),
	'seat.take': v.strictObject({ tableId: id, index: count(LIMITS.seatsPerTable) }),
	'contribution.post': v.strictObject({
		contributionId: id,
		stepId: id,
		kind: v.picklist(['idea', 'question', 'note']),
		text: long,
		lang,
		buildsOn: v.optional(v.nullable(id))
	}),
	'contribution.enter': v.strictObject({
		contributionId: id,
		stepId: id,
		tableId: id,
		number,
		text: long,
		lang,
		twin: v.boolean()
	}),
	'contribution.edit': v.strictObject({ contributionId: id, text: long }),
	'contribution.withdraw': v.strictObject({ contributionId: id }),
	'contribution.agree': v.strictObject({ contributionId: id, agree: v.boolean() }),
	'contribution.carry': v.strictObject({ linkId: id, contributionId: id }),
	'contribution.release': v.strictObject({
		contributionIds: v.pipe(v.array(id), v.maxLength(LIMITS.itemsPerCommand)),
		released: v.boolean()
	}),
	'contribution.hide': v.strictObject({
		contributionId: id,
		reason: v.picklist(['insult', 'hate', 'threat', 'personal_data', 'spam', 'off_topic', 'other'])
	}),
	'contribution.restore': v.strictObject({ contributionId: id }),
	'summary.write': v.strictObject({
		round: count(100),
		points: v.pipe(v.array(long), v.maxLength(20)),
		lang
	}),
	'essence.write': v.strictObject({ number: count(100), text: long, lang }),
	'essence.answer': v.strictObject({
		essenceId: id,
		version: count(1_000_000),
		answer: v.nullable(v.picklist(['agree', 'change']))
	}),
	'language.correct': v.strictObject({ itemKind, itemId: id, lang }),
	'cluster.create': v.strictObject({ clusterId: id, title: short, items }),
	'cluster.rename': v.strictObject({ clusterId: id, title: short }),
	'cluster.remove': v.strictObject({ clusterId: id }),
	'cluster.restore': v.strictObject({ clusterId: id }),
	'cluster.add': v.strictObject({ clusterId: id, items }),
	'cluster.take': v.strictObject({ clusterId: id, items }),
	'cluster.merge': v.strictObject({ clusterId: id, intoId: id }),
	'cluster.unmerge': v.strictObject({ clusterId: id }),
	'cluster.split': v.strictObject({ clusterId: id, newId: id, title: short, items }),
	'cluster.nest': v.strictObject({ clusterId: id, parentId: v.nullable(id) }),
	'cluster.move': v.strictObject({ clusterId: id, beforeId: v.nullable(id) }),
	'ballot.open': v.strictObject({
		ballotId: id,
		optionKind: v.picklist(['cluster', 'contribution', 'essence']),
		optionIds: v.pipe(v.array(id), v.maxLength(LIMITS.itemsPerCommand)),
		dots: count(1_000),
		maxPerOption: count(1_000),
		ownAllowed: v.boolean()
	}),
	'ballot.tally': v.strictObject({
		ballotId: id,
		dots: v.pipe(v.record(id, count(100_000)), v.maxEntries(LIMITS.ballotOptions)),
		papers: count(100_000)
	}),
	'ballot.close': v.strictObject({ ballotId: id }),
	'ballot.reveal': v.strictObject({ ballotId: id }),
	'vote.cast': v.strictObject({
		ballotId: id,
		dots: v.pipe(v.record(id, count(1_000)), v.maxEntries(LIMITS.ballotOptions))
	}),
	'field.draft': empty,
	'field.add': v.strictObject({ fieldId: id, title: short }),
	'field.rename': v.strictObject({ fieldId: id, title: short }),
	'field.move': v.strictObject({ fieldId: id, beforeId: v.nullable(id) }),
	'field.remove': v.strictObject({ fieldId: id }),
	'field.assign': v.strictObject({
		fieldId: v.nullable(id),
		subjectKind: v.picklist(['table', 'cluster']),
		subjectIds: v.pipe(v.array(id), v.maxLength(LIMITS.itemsPerCommand))
	}),
	'guideline.draft': empty,
	'guideline.add': v.strictObject({ guidelineId: id, title: short }),
	'guideline.edit': v.strictObject({
		guidelineId: id,
		title: v.optional(short),
		text: v.optional(long),
		rationale: v.optional(long)
	}),
	'guideline.move': v.strictObject({ guidelineId: id, to: number }),
	'guideline.remove': v.strictObject({ guidelineId: id }),
	'evidence.add': v.strictObject({
		guidelineId: id,
		itemKind,
		itemId: id,
		type: v.picklist(['supports', 'contradicts'])
	}),
	'evidence.remove': v.strictObject({ guidelineId: id, itemId: id })
} satisfies Record<CommandType, v.GenericSchema>;

type Parsed = { [T in keyof typeof PAYLOADS]: v.InferOutput<(typeof PAYLOADS)[T]> };
/** Assignable both ways and with the same keys, so that a forgotten optional field shows as well. */
type Same<A, B> = [A] extends [B]
	? [B] extends [A]
		? string extends keyof B
			? true
			: [keyof A, keyof B] extends [keyof B, keyof A]
				? true
				: false
		: false
	: false;
/** Names the commands whose schema and domain payload have come apart; must be `never`. */
type Apart = {
	[T in CommandType]: Same<Parsed[T], Payloads[T]> extends true ? never : T;
}[CommandType];
const _together: [Apart] extends [never] ? true : Apart = true;

const ENVELOPE = v.strictObject({
	id,
	type: v.picklist(Object.keys(PAYLOADS) as CommandType[]),
	payload: v.unknown(),
	// A clock corrected by an offset has fractions.
	typedAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15), v.transform(Math.round))
});

/** Names that would reach into every object; valibot drops them silently from records, we refuse. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);
/** The deepest payload has three levels; a deeper one is an attack on whoever walks it. */
const MAX_DEPTH = 6;

function isSafe(value: unknown, depth = 0): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (depth > MAX_DEPTH) return false;
	if (Array.isArray(value)) return value.every((item) => isSafe(item, depth + 1));
	return Object.entries(value).every(
		([key, item]) => !RESERVED.has(key) && isSafe(item, depth + 1)
	);
}

export type ParsedCommand = { ok: true; command: Command } | { ok: false; refusal: Refusal };

/** From whatever came over the wire to a command, or a refusal; never throws. */
export function parseCommand(raw: unknown): ParsedCommand {
	try {
		if (!isSafe(raw)) return malformed();
		const envelope = v.safeParse(ENVELOPE, raw, { abortEarly: true });
		if (!envelope.success) return malformed(envelope.issues[0].path);
		const { id, type, typedAt } = envelope.output;
		const schema: v.GenericSchema = PAYLOADS[type];
		const payload = v.safeParse(schema, envelope.output.payload, { abortEarly: true });
		if (!payload.success) return malformed(payload.issues[0].path);
		return { ok: true, command: { id, type, payload: payload.output, typedAt } as Command };
	} catch {
		// A getter or a proxy that throws: only in this process, never from JSON.
		return malformed();
	}
}

function malformed(path?: readonly { key?: unknown }[]): ParsedCommand {
	const key = path?.[0]?.key;
	const field = typeof key === 'string' && key.length <= 40 ? { field: key } : {};
	return { ok: false, refusal: { code: 'malformed', ...field } };
}

/**
 * What may come over a socket, by who sends it. Joining and making a workshop have doors of their own on
 * the server, which mint the ids that must not be guessed.
 */
export const SOCKET_COMMANDS: {
	participant: ReadonlySet<CommandType>;
	staff: ReadonlySet<CommandType>;
} = {
	participant: new Set<CommandType>([
		'participant.edit',
		'participant.arrive',
		'participant.hear',
		'participant.leave',
		'table.signal',
		'seat.take',
		'contribution.post',
		'contribution.edit',
		'contribution.withdraw',
		'contribution.agree',
		'contribution.carry',
		'contribution.hide',
		'summary.write',
		'essence.write',
		'essence.answer',
		'language.correct',
		'vote.cast'
	]),
	staff: new Set<CommandType>([
		'workshop.edit',
		'workshop.open',
		'workshop.close',
		'workshop.reset',
		'workshop.seat',
		'workshop.call',
		'workshop.freeze',
		'workshop.rekey',
		'screen.show',
		'step.edit',
		'step.add_round',
		'step.remove_round',
		'step.add',
		'step.remove',
		'step.move',
		'step.skip',
		'step.replan',
		'step.keep_open',
		'step.advance',
		'step.back',
		'step.pause',
		'step.resume',
		'step.extend',
		'table.add',
		'table.edit',
		'table.remove',
		'table.merge',
		'table.signal',
		'participant.block',
		'contribution.enter',
		'contribution.edit',
		'contribution.withdraw',
		'contribution.release',
		'contribution.hide',
		'contribution.restore',
		'language.correct',
		'cluster.create',
		'cluster.rename',
		'cluster.remove',
		'cluster.restore',
		'cluster.add',
		'cluster.take',
		'cluster.merge',
		'cluster.unmerge',
		'cluster.split',
		'cluster.nest',
		'cluster.move',
		'ballot.open',
		'ballot.tally',
		'ballot.close',
		'ballot.reveal',
		'field.draft',
		'field.add',
		'field.rename',
		'field.move',
		'field.remove',
		'field.assign',
		'guideline.draft',
		'guideline.add',
		'guideline.edit',
		'guideline.move',
		'guideline.remove',
		'evidence.add',
		'evidence.remove'
	])
};
