/**
 * Owns copying a workshop's preparation into a new draft: texts, run-of-show, tables and fields of
 * action, nobody's words. It goes through the same commands as a person would use, so a copy obeys every rule of a new one.
 */
import { randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { v7 as newId } from 'uuid';
import { CODE_LENGTH, codeFromBytes } from '#lib/domain/code.ts';
import type { CommandType, Payloads } from '#lib/domain/commands.ts';
import { fieldsInOrder } from '#lib/domain/fields.ts';
import { tablesInOrder } from '#lib/domain/rotation.ts';
import type { Step, Workshop } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { Problem } from '#lib/ui/office/answer.ts';
import { submit } from '../../../answer.ts';

type Send = <T extends CommandType>(type: T, payload: Payloads[T]) => Promise<void>;
type Made = { id: string } | { problem: Problem };

export async function duplicate(
	event: Pick<RequestEvent, 'locals'>,
	original: State,
	workshop: Workshop
): Promise<Made> {
	const id = newId();
	const trouble: { problem?: Problem } = {};
	const send = async <T extends CommandType>(type: T, payload: Payloads[T]) => {
		if (trouble.problem) return;
		const outcome = await submit(event, id, type, payload);
		if (!outcome.ok) trouble.problem = outcome;
	};

	const tables = tablesInOrder(original);
	await send('workshop.create', {
		workshopId: id,
		code: codeFromBytes(randomBytes(CODE_LENGTH)),
		template: 'world-cafe-2h',
		title: workshop.title,
		city: workshop.city,
		languages: workshop.languages,
		tables: Math.max(1, tables.length),
		seats: tables[0]?.seats ?? 5
	});
	// The date stays open: two evenings on one day are rarer than a forgotten date.
	const { venue, time, mandate, givens, wifi, quietMinutes, moveMode, hostMode } = workshop;
	await send('workshop.edit', { venue, time, mandate, givens, wifi, quietMinutes });
	await send('workshop.seat', { moveMode, hostMode });
	if (trouble.problem) return { problem: trouble.problem };

	const copy = await event.locals.app.rooms.state(id);
	const roundsOf = (state: State) =>
		state.live('step').filter(({ kind }) => kind === 'round').length;
	while (!trouble.problem && roundsOf(copy) < roundsOf(original))
		await send('step.add_round', { stepId: newId(), changeId: newId() });
	while (!trouble.problem && roundsOf(copy) > roundsOf(original))
		await send('step.remove_round', {});

	const isLoose = ({ kind }: Step) => kind !== 'round' && kind !== 'change';
	for (const step of copy.steps.filter(isLoose)) await send('step.remove', { stepId: step.id });
	const pairs = copy.steps;
	for (const step of original.steps) {
		const { kind, round, minutes, questionMode, question, notes, position } = step;
		let stepId = pairs.find((one) => one.kind === kind && one.round === round)?.id;
		if (kind !== 'round' && kind !== 'change') {
			stepId = newId();
			const after = original.steps.find((one) => one.position > position && !isLoose(one));
			const before = pairs.find((one) => one.kind === after?.kind && one.round === after.round);
			await send('step.add', { stepId, kind, minutes, beforeId: before?.id ?? null });
		}
		if (stepId === undefined) continue;
		const mode = kind === 'round' ? { questionMode } : {};
		await send('step.edit', { stepId, minutes, question, notes, ...mode });
		if (step.state === 'skipped' && kind !== 'change')
			await send('step.skip', { stepId, skipped: true });
	}

	// From the highest number down: a copy's 2 must not become 3 while its 3 is still there.
	const numbered = tablesInOrder(copy).map((table, index) => ({ table, like: tables[index] }));
	for (const { table, like } of numbered.reverse()) {
		if (!like) continue;
		const { number, label, hall, colour, pictogram, seats, topic, question } = like;
		const fields = { label, hall, colour, pictogram, seats, topic, question };
		const renumbered = number === table.number ? {} : { number };
		await send('table.edit', { tableId: table.id, ...fields, ...renumbered });
	}
	await copyFields(original, copy, send);
	return trouble.problem ? { problem: trouble.problem } : { id };
}

/** The city's list goes on to the next evening, with the topics that are on its tables again. */
async function copyFields(original: State, copy: State, send: Send): Promise<void> {
	for (const { id } of fieldsInOrder(copy)) await send('field.remove', { fieldId: id });
	const [from, to] = [tablesInOrder(original), tablesInOrder(copy)];
	for (const { title, tableIds } of fieldsInOrder(original)) {
		const fieldId = newId();
		await send('field.add', { fieldId, title });
		const subjectIds = to
			.filter((_, index) => tableIds.includes(from[index]?.id ?? ''))
			.map((table) => table.id);
		if (subjectIds.length)
			await send('field.assign', { fieldId, subjectKind: 'table', subjectIds });
	}
}
