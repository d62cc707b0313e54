import { workshopOf } from '../../../../workshop-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, state, workshop } = await workshopOf(event);
	const linked = new Set(state.live('evidence').map(({ itemId }) => itemId));
	const contributions = state.live('contribution').filter((row) => row.state === 'table');
	const essences = state.live('essence').filter((row) => row.state !== 'withdrawn');
	const unlinked = [...contributions, ...essences].filter((row) => !linked.has(row.id)).length;
	return {
		id,
		counts: {
			guidelines: state.live('guideline').length,
			contributions: contributions.length,
			essences: essences.length,
			unlinked,
			hidden: state.live('contribution').filter((row) => row.state === 'hidden').length
		},
		isOver: workshop.state === 'closed',
		isRehearsal: workshop.rehearsal
	};
};
