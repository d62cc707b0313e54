import { json } from '@sveltejs/kit';
import { v7 } from 'uuid';
const W = '0197aaaa-0000-7000-8000-00000000beef';
export const POST = async ({ request, locals }) => {
	const { type, payload, actor } = await request.json();
	const outcome = await locals.app.rooms.submit(W, { id: v7(), type, payload, typedAt: Date.now() }, actor ?? { role: 'office' });
	return json(outcome);
};
export const GET = async ({ locals }) => {
	const s = await locals.app.rooms.state(W);
	return json({ workshop: s.workshop, key: s.workshop && locals.app.keys.link(W, 'screen', s.workshop.keyVersion), steps: s.live('step'), tables: s.live('table').map((t) => t.id), contributions: s.live('contribution'), essences: s.live('essence'), ballots: s.live('ballot'), clusters: s.live('cluster') });
};
