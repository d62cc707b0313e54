import { randomBytes } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { v7 as newId } from 'uuid';
import { CODE_LENGTH, codeFromBytes } from '#lib/domain/code.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import { CAFE_TEMPLATES } from '#lib/domain/methods/world-cafe.ts';
import { TEMPLATES, type Template } from '#lib/domain/rows.ts';
import { roundsTotal } from '#lib/domain/steps.ts';
import { requireStaff, staffLang } from '#lib/server/staff/guard.ts';
import { CONTENT_LANGUAGES, LANGUAGE_NAMES, speech } from '#lib/text/languages.ts';
import { createTranslate } from '#lib/text/text.ts';
import { refused, submit, text, whole } from '../../answer.ts';
import { languagesOf } from '../../languages-of.ts';
import type { Actions, PageServerLoad } from './$types';

/** A code that is taken already is as likely as a lottery win; two in a row mean something is broken. */
const CODE_TRIES = 3;

function offer(name: Template) {
	const { steps, suggests, moveMode, hostMode } = CAFE_TEMPLATES[name];
	const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
	return { name, minutes, rounds: roundsTotal(steps), moveMode, hostMode, ...suggests };
}

export const load: PageServerLoad = async (event) => {
	await requireStaff(event);
	return {
		templates: TEMPLATES.map(offer),
		usual: offer(TEMPLATES[0]),
		offered: CONTENT_LANGUAGES,
		spoken: LANGUAGE_NAMES.map(({ lang }) => lang),
		limits: {
			tables: LIMITS.tables,
			seatsMin: LIMITS.seatsMin,
			seats: LIMITS.seatsPerTable,
			halls: LIMITS.halls
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		await requireStaff(event);
		const data = await event.request.formData();
		const languages = languagesOf(data);
		if (!languages) return refused('new', data, { code: 'language_wrong', field: 'languages' });
		const [tables, seats] = [whole(data, 'tables'), whole(data, 'seats')];
		if (!(tables >= 1 && tables <= LIMITS.tables))
			return refused('new', data, { code: 'number_wrong', field: 'tables', limit: LIMITS.tables });
		if (!(seats >= LIMITS.seatsMin && seats <= LIMITS.seatsPerTable))
			return refused('new', data, {
				code: 'number_wrong',
				field: 'seats',
				limit: LIMITS.seatsPerTable
			});

		// A script or an older page says nothing about rooms.
		const rooms = data.has('halls') ? whole(data, 'halls') : 1;
		if (!(rooms >= 1 && rooms <= LIMITS.halls))
			return refused('new', data, { code: 'number_wrong', field: 'halls', limit: LIMITS.halls });
		const t = createTranslate<'office'>(speech(staffLang(event), 'office'));

		const workshopId = newId();
		const payload = {
			workshopId,
			// Who sends no choice (a script, an older page) gets the usual evening.
			template: TEMPLATES.find((name) => name === text(data, 'template')) ?? TEMPLATES[0],
			title: text(data, 'title'),
			city: text(data, 'city'),
			languages,
			tables,
			seats,
			halls: Array.from({ length: rooms }, (_, index) => t('hall.name', { n: index + 1 }))
		};
		for (let tries = 1; ; tries++) {
			const code = codeFromBytes(randomBytes(CODE_LENGTH));
			const outcome = await submit(event, workshopId, 'workshop.create', { ...payload, code });
			if (outcome.ok) break;
			if (outcome.code !== 'code_taken' || tries === CODE_TRIES)
				return refused('new', data, outcome);
		}
		const details = await submit(event, workshopId, 'workshop.edit', {
			date: text(data, 'date'),
			time: text(data, 'time'),
			venue: text(data, 'venue'),
			mandate: text(data, 'mandate')
		});
		// The workshop is there already: what could not be kept is shown on its page, not lost silently.
		redirect(303, `/office/w/${workshopId}${details.ok ? '' : '?incomplete'}`);
	}
};
