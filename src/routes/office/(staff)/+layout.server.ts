/** Nothing behind this point is rendered for anybody who is not signed in. */
import { requireStaff } from '#lib/server/staff/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	// Read so that this runs again for every page, not only for the first.
	void event.url.pathname;
	return { member: await requireStaff(event) };
};
