import { workshopOf } from '../../../../workshop-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, workshop } = await workshopOf(event);
	return {
		code: workshop.code,
		initial: await event.locals.app.rooms.snapshot(id, { role: 'office' })
	};
};
