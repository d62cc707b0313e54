import { requireStaff } from '#lib/server/staff/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await requireStaff(event);
	const { store, rooms } = event.locals.app;
	const workshops = [];
	// One after the other: a long list must not load every evening into memory at the same moment.
	for (const { id, code, title, date, city, state, rehearsal } of await store.list()) {
		const rows = await rooms.state(id);
		workshops.push({
			id,
			code,
			title,
			date,
			city,
			state: state as 'draft' | 'open' | 'closed',
			rehearsal,
			people: rows.live('participant').reduce((sum, { people }) => sum + people, 0),
			contributions: rows.live('contribution').length
		});
	}
	return { workshops };
};
