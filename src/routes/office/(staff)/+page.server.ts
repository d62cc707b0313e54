import { requireStaff } from '#lib/server/staff/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await requireStaff(event);
	return { workshops: await event.locals.app.store.list() };
};
