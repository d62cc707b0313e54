/** Nothing behind this point is rendered for anybody who is not signed in. */
import { requireStaff } from '#lib/server/staff/guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	// Read so that this runs again for every page, not only for the first.
	void event.url.pathname;
	// Citizens' words and links with keys do not belong into a cache, not even this browser's.
	event.setHeaders({ 'cache-control': 'private, no-store' });
	return { member: await requireStaff(event) };
};
