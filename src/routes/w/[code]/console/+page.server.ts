/** The console's page: in which language, with everything a facilitator hands out. */
import { enter } from '#lib/server/entrance.ts';
import { LANGUAGE_NAMES, speaks, speech } from '#lib/text/languages.ts';
import { error } from '@sveltejs/kit';
import { linksOf } from '../../../office/links-of.ts';
import type { PageServerLoad } from './$types';

/** Hosts that lead every phone to itself. */
const LOCAL = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

export const load: PageServerLoad = async (event) => {
	const { workshopId, state, actor } = await enter(event, 'console');
	const { workshop } = state;
	if (!workshop || !actor) error(403, 'not_allowed');

	const wish = event.url.searchParams.get('lang') ?? workshop.languages[0] ?? '';
	const spoken = speech(wish, 'console', 'cards', 'common');
	event.locals.lang = spoken.lang;

	const links = linksOf(event, workshop);
	const office = `/office/w/${workshopId}`;
	return {
		code: workshop.code,
		initial: await event.locals.app.rooms.snapshot(workshopId, actor),
		speech: spoken,
		languages: LANGUAGE_NAMES.filter(({ lang }) => speaks(lang, 'console')),
		links: {
			...links,
			workshop: office,
			guidelines: `${office}/guidelines`,
			export: `${office}/export`
		},
		local: LOCAL.test(new URL(links.join).hostname)
	};
};
