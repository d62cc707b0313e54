/** The fields of action of one workshop: their list, and what belongs to which. */
import { LIMITS } from '#lib/domain/limits.ts';
import { staffLang } from '#lib/server/staff/guard.ts';
import { refused, saved } from '../../../../answer.ts';
import { workshopOf } from '../../../../workshop-of.ts';
import { fieldsOf, topicsOf } from './fields-of.ts';
import { saveAssignment, saveList } from './save-fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { state, workshop } = await workshopOf(event);
	return {
		...fieldsOf(state),
		topics: topicsOf(state, workshop, staffLang(event)),
		limits: { title: LIMITS.clusterTitle, fields: LIMITS.fields }
	};
};

export const actions: Actions = {
	assign: async (event) => {
		const { id, state, workshop } = await workshopOf(event);
		const data = await event.request.formData();
		const topics = topicsOf(state, workshop, staffLang(event));
		const problem = await saveAssignment(event, id, state, topics, data);
		return problem ? refused('assign', data, problem) : saved('assign');
	},

	list: async (event) => {
		const { id, state } = await workshopOf(event);
		const data = await event.request.formData();
		const problem = await saveList(event, id, state, data);
		return problem ? refused('list', data, problem) : saved('list');
	}
};
