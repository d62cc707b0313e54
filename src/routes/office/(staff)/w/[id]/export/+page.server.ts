import { fieldMapOf } from '#lib/domain/fields.ts';
import { workshopOf } from '../../../../workshop-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, state, workshop } = await workshopOf(event);
	const linked = new Set(state.live('evidence').map(({ itemId }) => itemId));
	const contributions = state.live('contribution').filter((row) => row.state === 'table');
	const essences = state.live('essence').filter((row) => row.state !== 'withdrawn');
	const items = [...contributions, ...essences];
	const unlinked = items.filter((row) => !linked.has(row.id)).length;
	const fields = fieldMapOf(state);
	return {
		id,
		counts: {
			guidelines: state.live('guideline').length,
			contributions: contributions.length,
			essences: essences.length,
			unlinked,
			unassigned: items.filter((row) => fields.ofItem(row).length === 0).length,
			hidden: state.live('contribution').filter((row) => row.state === 'hidden').length
		},
		isOver: workshop.state === 'closed',
		isRehearsal: workshop.rehearsal
	};
};
