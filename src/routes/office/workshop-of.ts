/** Owns how an office page gets at its workshop: signed-in staff only, an unknown id is a clear 404. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { requireStaff } from '#lib/server/staff/guard.ts';
import type { State } from '#lib/domain/state.ts';
import type { Workshop } from '#lib/domain/rows.ts';
import type { StaffMember } from '#lib/server/staff/staff.ts';

const ID = /^[0-9a-z.-]{1,80}$/i;

export interface OfficeWorkshop {
	id: string;
	member: StaffMember;
	state: State;
	workshop: Workshop;
}

type Asking = Pick<RequestEvent, 'locals' | 'request' | 'url' | 'cookies'> & {
	params: { id: string };
};

export async function workshopOf(event: Asking): Promise<OfficeWorkshop> {
	const member = await requireStaff(event);
	const { id } = event.params;
	if (!ID.test(id)) error(404, 'No such workshop');
	const state = await event.locals.app.rooms.state(id);
	const { workshop } = state;
	if (!workshop) error(404, 'No such workshop');
	return { id, member, state, workshop };
}
