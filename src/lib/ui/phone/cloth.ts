/**
 * Owns the merge of what is confirmed with what still lies on this phone. Pure. What must stay true: a
 * text appears once, never as saved before the server said so, and a refused one keeps its words.
 */
import type { Command } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { Grown, Idea, Notice, PendingCommand, Sentence, Source, Status } from './phone.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

interface Sources {
	contributions: SeenOf['contribution'][];
	agreements: SeenOf['agreement'][];
	links: SeenOf['link'][];
	pending: PendingCommand[];
	steps: SeenOf['step'][];
	isOwn: (id: Id) => boolean;
	/** Taken back a moment ago. */
	held: { has(id: Id): boolean };
	/** The running round, and the table it is written at. */
	stepId: Id | null;
	tableId: Id | null;
}

/** Everything this phone may read, oldest first, own unconfirmed texts last. */
export function mergeIdeas(sources: Sources): Idea[] {
	const { contributions, agreements, links, pending, steps, isOwn } = sources;
	const agreed = new Set(agreements.map((agreement) => agreement.contributionId));
	const edits = new Map<Id, string>();
	const withdrawn = new Set<Id>();
	const agrees = new Map<Id, boolean>();
	const corrected = new Map<Id, string>();
	for (const { command, state } of pending) {
		if (state === 'refused') continue;
		if (command.type === 'contribution.edit')
			edits.set(command.payload.contributionId, command.payload.text);
		if (command.type === 'contribution.withdraw') withdrawn.add(command.payload.contributionId);
		if (command.type === 'contribution.agree')
			agrees.set(command.payload.contributionId, command.payload.agree);
		if (command.type === 'language.correct')
			corrected.set(command.payload.itemId, command.payload.lang);
	}

	const byId = new Map(contributions.map((row) => [row.id, row]));
	const roots = new Map<Id, Source>();
	const grown = new Map<Id, Grown[]>();
	for (const { type, fromId: id, toId, tableId, quote } of links) {
		const { publicId, text, lang } = quote;
		if (type !== 'builds_on' || toId === null) continue;
		roots.set(toId, { id, publicId, text, lang });
		const at = { id: toId, publicId: byId.get(toId)?.publicId ?? '', tableId };
		grown.set(id, [...(grown.get(id) ?? []), at]);
	}

	const known = new Set<Id>();
	const ideas: Idea[] = [];
	for (const row of contributions) {
		known.add(row.id);
		const before = agreed.has(row.id);
		const after = agrees.get(row.id) ?? before;
		const isWaiting = edits.has(row.id) || withdrawn.has(row.id) || sources.held.has(row.id);
		ideas.push({
			id: row.id,
			publicId: row.publicId,
			text: edits.get(row.id) ?? row.text,
			lang: corrected.get(row.id) ?? row.lang,
			stepId: row.stepId,
			round: row.round,
			tableId: row.tableId,
			isOwn: isOwn(row.id),
			agrees: row.agrees + Number(after) - Number(before),
			hasAgreed: after,
			status: isWaiting ? 'waiting' : 'saved',
			isLeaving: withdrawn.has(row.id) || sources.held.has(row.id),
			canKeep: sources.held.has(row.id),
			hiddenReason: row.hiddenReason,
			isLate: row.late,
			buildsOn: roots.get(row.id) ?? null,
			grown: grown.get(row.id) ?? []
		});
	}
	for (const { command, state, refusal } of pending) {
		if (command.type !== 'contribution.post') continue;
		const { contributionId: id, stepId, text, lang, buildsOn } = command.payload;
		// The row may arrive a moment before the acknowledgement.
		if (known.has(id)) continue;
		ideas.push({
			id,
			publicId: '',
			text: edits.get(id) ?? text,
			lang,
			stepId,
			round: steps.find((step) => step.id === stepId)?.round ?? 0,
			tableId: stepId === sources.stepId ? sources.tableId : null,
			isOwn: true,
			agrees: 0,
			hasAgreed: false,
			status: state,
			...(refusal && { refusal, commandId: command.id }),
			isLeaving: withdrawn.has(id) || sources.held.has(id),
			canKeep: sources.held.has(id),
			hiddenReason: null,
			isLate: false,
			buildsOn: sourceOf(buildsOn, contributions, links),
			grown: []
		});
	}
	return ideas;
}

/** The words of a thought that lies at this table or was carried to it. */
export function sourceOf(
	id: Id | null | undefined,
	contributions: SeenOf['contribution'][],
	links: SeenOf['link'][]
): Source | null {
	const row =
		contributions.find((it) => it.id === id && it.state === 'table') ??
		links.find((it) => it.fromId === id)?.quote;
	return id && row ? { id, publicId: row.publicId, text: row.text, lang: row.lang } : null;
}

/** The newest own command of that type that fits and has not been refused. */
export function latest<T extends Command['type']>(
	pending: PendingCommand[],
	type: T,
	fits: (command: Of<T>) => boolean
): Of<T> | undefined {
	let found: Of<T> | undefined;
	for (const { command, state } of pending)
		if (state === 'waiting' && command.type === type && fits(command as Of<T>))
			found = command as Of<T>;
	return found;
}

/** What a table has written for the city, one slot per number, waiting words included. */
export function mergeSentences(
	essences: SeenOf['essence'][],
	verdicts: SeenOf['verdict'][],
	pending: PendingCommand[],
	tableId: Id,
	slots: number
): Sentence[] {
	return Array.from({ length: slots }, (_, index) => {
		const number = index + 1;
		const row = essences.find((it) => it.tableId === tableId && it.number === number);
		const waiting = latest(pending, 'essence.write', (it) => it.payload.number === number);
		const status: Status | 'empty' = waiting ? 'waiting' : row ? 'saved' : 'empty';
		const answering = latest(
			pending,
			'essence.answer',
			(it) => it.payload.essenceId === row?.id && it.payload.version === row.version
		);
		const corrected = latest(pending, 'language.correct', (it) => it.payload.itemId === row?.id);
		// An answer to an older wording says nothing about this one.
		const verdict = verdicts.find((it) => it.essenceId === row?.id && it.version === row.version);
		return {
			number,
			id: row?.id ?? null,
			version: row?.version ?? 0,
			agrees: row?.agrees ?? 0,
			objections: row?.objections ?? 0,
			answer: answering ? answering.payload.answer : (verdict?.answer ?? null),
			publicId: row?.publicId ?? '',
			text: waiting?.payload.text ?? row?.text ?? '',
			lang: corrected?.payload.lang ?? waiting?.payload.lang ?? row?.lang ?? '',
			status
		};
	});
}

/** Refused commands that no card speaks for. */
export function noticesFrom(pending: PendingCommand[]): Notice[] {
	return pending.flatMap(({ command, state, refusal }) =>
		state === 'refused' && refusal && command.type !== 'contribution.post'
			? [{ commandId: command.id, type: command.type, refusal }]
			: []
	);
}
