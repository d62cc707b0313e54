import { workshopOf } from '../../../workshop-of.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const { workshop } = await workshopOf(event);
	const { id, code, title, state, rehearsal } = workshop;
	return { workshop: { id, code, title, state, rehearsal } };
};
