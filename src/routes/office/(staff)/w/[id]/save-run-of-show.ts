/**
 * Owns saving the run-of-show from its one form: only steps that differ become commands. Stops at the
 * first refusal; what was saved before it stays saved, and the form keeps everything that was typed.
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { Payloads } from '#lib/domain/commands.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import type { Workshop } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { Problem } from '#lib/ui/office/answer.ts';
import { submit, text, textsOf, whole } from '../../../answer.ts';

export async function saveRunOfShow(
	event: Pick<RequestEvent, 'locals'>,
	workshopId: string,
	state: State,
	workshop: Workshop,
	data: FormData
): Promise<Problem | null> {
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
		if (Object.keys(payload).length === 1) continue;
		const outcome = await submit(event, workshopId, 'step.edit', payload);
		if (!outcome.ok)
			return { ...outcome, ...(outcome.field ? { field: `${outcome.field}.${step.id}` } : {}) };
	}
	return null;
}
