/**
 * Owns the merge of what is confirmed with what still lies on this phone. Pure. What must stay true: a
 * text appears once, never as saved before the server said so, and a refused one keeps its words.
 */
import type { Command } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { Idea, Notice, PendingCommand, Sentence, Status } from './phone.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

interface Sources {
	contributions: SeenOf['contribution'][];
	agreements: SeenOf['agreement'][];
	pending: PendingCommand[];
	steps: SeenOf['step'][];
	isOwn: (id: Id) => boolean;
	/** The running round, and the table it is written at. */
	stepId: Id | null;
	tableId: Id | null;
}

/** Everything this phone may read, oldest first, own unconfirmed texts last. */
export function mergeIdeas(sources: Sources): Idea[] {
	const { contributions, agreements, pending, steps, isOwn } = sources;
	const agreed = new Set(agreements.map((agreement) => agreement.contributionId));
	const edits = new Map<Id, string>();
	const withdrawn = new Set<Id>();
	const agrees = new Map<Id, boolean>();
	for (const { command, state } of pending) {
		if (state === 'refused') continue;
		if (command.type === 'contribution.edit')
			edits.set(command.payload.contributionId, command.payload.text);
		if (command.type === 'contribution.withdraw') withdrawn.add(command.payload.contributionId);
		if (command.type === 'contribution.agree')
			agrees.set(command.payload.contributionId, command.payload.agree);
	}

	const known = new Set<Id>();
	const ideas: Idea[] = [];
	for (const row of contributions) {
		known.add(row.id);
		const before = agreed.has(row.id);
		const after = agrees.get(row.id) ?? before;
		const isWaiting = edits.has(row.id) || withdrawn.has(row.id);
		ideas.push({
			id: row.id,
			publicId: row.publicId,
			text: edits.get(row.id) ?? row.text,
			lang: row.lang,
			stepId: row.stepId,
			round: row.round,
			tableId: row.tableId,
			isOwn: isOwn(row.id),
			agrees: row.agrees + Number(after) - Number(before),
			hasAgreed: after,
			status: isWaiting ? 'waiting' : 'saved',
			isLeaving: withdrawn.has(row.id),
			hiddenReason: row.hiddenReason,
			isLate: row.late
		});
	}
	for (const { command, state, refusal } of pending) {
		if (command.type !== 'contribution.post') continue;
		const { contributionId: id, stepId, text, lang } = command.payload;
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
			isLeaving: withdrawn.has(id),
			hiddenReason: null,
			isLate: false
		});
	}
	return ideas;
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
	pending: PendingCommand[],
	tableId: Id,
	slots: number
): Sentence[] {
	return Array.from({ length: slots }, (_, index) => {
		const number = index + 1;
		const row = essences.find((it) => it.tableId === tableId && it.number === number);
		const waiting = latest(pending, 'essence.write', (it) => it.payload.number === number);
		const status: Status | 'empty' = waiting ? 'waiting' : row ? 'saved' : 'empty';
		return {
			number,
			publicId: row?.publicId ?? '',
			text: waiting?.payload.text ?? row?.text ?? '',
			lang: waiting?.payload.lang ?? row?.lang ?? '',
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
