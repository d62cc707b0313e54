/** The preparation of one workshop: everything it shows, and one action per form. */
import { redirect } from '@sveltejs/kit';
import { v7 as newId } from 'uuid';
import type { Outcome } from '#lib/domain/commands.ts';
import { LIMITS } from '#lib/domain/limits.ts';
import { tablesInOrder } from '#lib/domain/rotation.ts';
import { requireStaff } from '#lib/server/staff/guard.ts';
import { CONTENT_LANGUAGES, LANGUAGE_NAMES } from '#lib/text/languages.ts';
import { refused, saved, submit, text, textsOf, whole } from '../../../answer.ts';
import { languagesOf } from '../../../languages-of.ts';
import { linksOf } from '../../../links-of.ts';
import { workshopOf } from '../../../workshop-of.ts';
import { duplicate } from './duplicate.ts';
import { reshape, saveRunOfShow } from './save-run-of-show.ts';
import { saveSeating, seatingOf } from './seating.ts';
import { saveTable } from './save-table.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { state, workshop } = await workshopOf(event);
	const { keyVersion: _, ...details } = workshop;
	return {
		details,
		steps: state.live('step').sort((a, b) => a.position - b.position),
		tables: [...tablesInOrder(state)],
		seating: seatingOf(state, workshop, event.url.searchParams.get('people')),
		openTable: event.url.searchParams.get('table'),
		isIncomplete: event.url.searchParams.has('incomplete'),
		people: state.live('participant').reduce((sum, { people }) => sum + people, 0),
		contributions: state.live('contribution').length,
		links: linksOf(event, workshop),
		offered: CONTENT_LANGUAGES,
		spoken: LANGUAGE_NAMES.map(({ lang }) => lang),
		limits: LIMITS
	};
};

/** One command per form: most actions are nothing else. */
const answer = (form: string, data: FormData, outcome: Outcome) =>
	outcome.ok ? saved(form) : refused(form, data, outcome);

export const actions: Actions = {
	details: async (event) => {
		await requireStaff(event);
		const data = await event.request.formData();
		const fields = ['title', 'city', 'date', 'time', 'venue', 'mandate', 'wifi'] as const;
		// A field that is not on the form (Wi-Fi after the end) is left as it is.
		const payload = Object.fromEntries(
			fields.filter((name) => data.has(name)).map((name) => [name, text(data, name)])
		);
		return answer('details', data, await submit(event, event.params.id, 'workshop.edit', payload));
	},

	languages: async (event) => {
		await requireStaff(event);
		const data = await event.request.formData();
		const languages = languagesOf(data);
		if (!languages)
			return refused('languages', data, { code: 'language_wrong', field: 'languages' });
		return answer(
			'languages',
			data,
			await submit(event, event.params.id, 'workshop.edit', { languages })
		);
	},

	givens: async (event) => {
		const { id, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		const givens = { ...workshop.givens, ...textsOf(data, 'givens', workshop.languages) };
		return answer('givens', data, await submit(event, id, 'workshop.edit', { givens }));
	},

	run: async (event) => {
		const { id, state, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		const problem = await saveRunOfShow(event, id, state, workshop, data);
		if (problem) return refused('run', data, problem);
		const outcome = await reshape(event, id, state, data);
		return outcome ? answer('run', data, outcome) : saved('run');
	},

	seating: async (event) => {
		const { id, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		const problem = await saveSeating(event, id, workshop, data);
		return problem ? refused('seating', data, problem) : saved('seating');
	},

	table: async (event) => {
		const { id, state, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		const problem = await saveTable(event, id, state, workshop, data);
		return problem ? refused('table', data, problem) : saved('table');
	},

	addTables: async (event) => {
		const { id, state } = await workshopOf(event);
		const data = await event.request.formData();
		const [howMany, seats] = [whole(data, 'howMany'), whole(data, 'seats')];
		const room = LIMITS.tables - state.live('table').length;
		if (!(howMany >= 1 && howMany <= room))
			return refused('addTables', data, { code: 'number_wrong', field: 'howMany', limit: room });
		if (!(seats >= LIMITS.seatsMin && seats <= LIMITS.seatsPerTable))
			return refused('addTables', data, {
				code: 'number_wrong',
				field: 'seats',
				limit: LIMITS.seatsPerTable
			});
		for (let i = 0; i < howMany; i++) {
			const outcome = await submit(event, id, 'table.add', { tableId: newId(), seats });
			if (!outcome.ok) return refused('addTables', data, outcome);
		}
		return saved('addTables');
	},

	removeTable: async (event) => {
		await requireStaff(event);
		const data = await event.request.formData();
		const outcome = await submit(event, event.params.id, 'table.remove', {
			tableId: text(data, 'tableId')
		});
		if (!outcome.ok) return refused('removeTable', data, outcome);
		redirect(303, `/office/w/${event.params.id}#tables`);
	},

	rehearse: async (event) => {
		const { id, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		const outcome = await submit(event, id, 'workshop.open', { rehearsal: true });
		if (!outcome.ok) return refused('rehearse', data, outcome);
		redirect(303, `/w/${workshop.code}/console`);
	},

	endRehearsal: async (event) => {
		await requireStaff(event);
		const data = await event.request.formData();
		return answer('endRehearsal', data, await submit(event, event.params.id, 'workshop.reset', {}));
	},

	rekey: async (event) => {
		await requireStaff(event);
		const data = await event.request.formData();
		return answer('rekey', data, await submit(event, event.params.id, 'workshop.rekey', {}));
	},

	duplicate: async (event) => {
		const { state, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		const made = await duplicate(event, state, workshop);
		if ('problem' in made) return refused('duplicate', data, made.problem);
		redirect(303, `/office/w/${made.id}`);
	},

	delete: async (event) => {
		const { id, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		if (text(data, 'confirm').trim() !== workshop.title.trim())
			return refused('delete', data, { code: 'title_differs', field: 'confirm' });
		await event.locals.app.rooms.drop(id);
		redirect(303, '/office');
	}
};
