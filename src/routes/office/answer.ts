/**
 * Owns what a form of the office gets back: saved, or why not, with everything that was typed, so that
 * a page without JavaScript loses nothing either.
 */
import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { v7 as newId } from 'uuid';
import type { CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import { parseCommand } from '#lib/protocol/commands.ts';
import type { Answer, Problem } from '#lib/ui/office/answer.ts';

/** Passwords do not travel back. */
const SECRET_FIELDS = /password/i;

export function saved(form: string, more: Partial<Answer> = {}): Answer {
	return { form, saved: true, ...more };
}

export function refused(form: string, data: FormData, problem: Problem): ActionFailure<Answer> {
	const values: Record<string, string[]> = {};
	for (const key of new Set(data.keys()))
		if (!SECRET_FIELDS.test(key))
			values[key] = data.getAll(key).filter((value) => typeof value === 'string');
	return fail(problem.code === 'storage_unavailable' ? 503 : 400, { form, problem, values });
}

/** Parses a command like one from a socket and hands it to the workshop's queue. */
export async function submit<T extends CommandType>(
	{ locals }: Pick<RequestEvent, 'locals'>,
	workshopId: string,
	type: T,
	payload: Payloads[T]
): Promise<Outcome> {
	const parsed = parseCommand({ id: newId(), type, payload, typedAt: Date.now() });
	if (!parsed.ok) return { ok: false, ...parsed.refusal };
	return locals.app.rooms.submit(workshopId, parsed.command, { role: 'office' });
}

export const text = (data: FormData, name: string): string => {
	const value = data.get(name);
	return typeof value === 'string' ? value : '';
};

/** NaN for what is not a whole number: the command's schema then refuses it. */
export const whole = (data: FormData, name: string): number => {
	const value = text(data, name).trim();
	return /^-?\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
};

/** `question.de`, `question.en` … as one text per language. */
export function textsOf(data: FormData, prefix: string, languages: readonly string[]) {
	return Object.fromEntries(languages.map((lang) => [lang, text(data, `${prefix}.${lang}`)]));
}
