/**
 * Owns saving the run-of-show from its one form: only steps that differ become commands. Stops at the
 * first refusal; what was saved before it stays saved, and the form keeps everything that was typed.
 * The other buttons of the form save as well and then change the shape, so nothing typed is lost by them.
 */
import type { RequestEvent } from '@sveltejs/kit';
import { v7 as newId } from 'uuid';
import type { CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import type { Step, Workshop } from '#lib/domain/rows.ts';
import { placeBeside } from '#lib/domain/run-of-show.ts';
import type { State } from '#lib/domain/state.ts';
import { hasBegun } from '#lib/domain/writing.ts';
import type { Problem } from '#lib/ui/office/answer.ts';
import { submit, text, textsOf, whole } from '../../../answer.ts';

export async function saveRunOfShow(
	event: Pick<RequestEvent, 'locals'>,
	workshopId: string,
	state: State,
	workshop: Workshop,
	data: FormData
): Promise<Problem | null> {
	if (data.has('quietMinutes')) {
		const quietMinutes = whole(data, 'quietMinutes');
		if (!(quietMinutes >= 0 && quietMinutes <= LIMITS.quietMinutes))
			return { code: 'number_wrong', field: 'quietMinutes', limit: LIMITS.quietMinutes };
		if (quietMinutes !== workshop.quietMinutes) {
			const outcome = await submit(event, workshopId, 'workshop.edit', { quietMinutes });
			if (!outcome.ok) return outcome;
		}
	}
	for (const step of state.live('step')) {
		if (!data.has(`minutes.${step.id}`)) continue;
		const payload: Payloads['step.edit'] = { stepId: step.id };
		const minutes = whole(data, `minutes.${step.id}`);
		if (!(minutes >= 1 && minutes <= LIMITS.stepMinutes))
			return { code: 'number_wrong', field: `minutes.${step.id}`, limit: LIMITS.stepMinutes };
		if (minutes !== step.minutes) payload.minutes = minutes;
		if (step.kind === 'round' && data.has(`mode.${step.id}`)) {
			const mode = text(data, `mode.${step.id}`) === 'per_table' ? 'per_table' : 'per_round';
			if (mode !== step.questionMode) payload.questionMode = mode;
			const question = {
				...step.question,
				...textsOf(data, `question.${step.id}`, workshop.languages)
			};
			const differs = workshop.languages.some(
				(lang) => question[lang]?.trim() !== (step.question[lang] ?? '')
			);
			if (differs) payload.question = question;
		}
		if (data.has(`notes.${step.id}`)) {
			const notes = text(data, `notes.${step.id}`).replaceAll('\r\n', '\n').trim();
			if (notes !== step.notes) payload.notes = notes;
		}
		if (Object.keys(payload).length === 1) continue;
		const outcome = await submit(event, workshopId, 'step.edit', payload);
		if (!outcome.ok)
			return { ...outcome, ...(outcome.field ? { field: `${outcome.field}.${step.id}` } : {}) };
	}
	return null;
}

/** Steps that can be added by themselves; rounds come with their change. */
const ADDED = ['welcome', 'break', 'essence', 'harvest', 'vote', 'close'] as const;

/** `then` names a button: what to do, and with which step. Null when there is nothing to do. */
export async function reshape(
	event: Pick<RequestEvent, 'locals'>,
	workshopId: string,
	state: State,
	data: FormData
): Promise<Outcome | null> {
	const send = <T extends CommandType>(type: T, payload: Payloads[T]) =>
		submit(event, workshopId, type, payload);
	const [act, stepId = ''] = text(data, 'then').split('.');
	switch (act) {
		case 'add':
			return send('step.add_round', { stepId: newId(), changeId: newId() });
		case 'remove':
			return send('step.remove_round', {});
		case 'insert': {
			const kind = ADDED.find((one) => one === text(data, 'kind'));
			const planned = (of: Step['kind']) =>
				state.steps.findLast((step) => step.kind === of && !hasBegun(step))?.id ?? null;
			// People pause between two rounds, before they walk.
			const between = kind === 'break' ? planned('change') : null;
			const beforeId = kind === 'close' ? null : (between ?? planned('close'));
			return kind ? send('step.add', { stepId: newId(), kind, minutes: 10, beforeId }) : null;
		}
		case 'drop':
			return send('step.remove', { stepId });
		case 'skip':
		case 'hold':
			return send('step.skip', { stepId, skipped: act === 'skip' });
		case 'up':
		case 'down': {
			const place = placeBeside(state.steps, stepId, act === 'up' ? -1 : 1);
			return place && send('step.move', { stepId, ...place });
		}
		default:
			return null;
	}
}
