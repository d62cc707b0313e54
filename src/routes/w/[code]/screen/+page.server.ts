/** The projector's page: everything it may see at once, and the way in that it shows to the hall. */
import { error } from '@sveltejs/kit';
import { spokenCode } from '#lib/domain/code.ts';
import { travelOf } from '#lib/domain/travel.ts';
import { originForPhones } from '#lib/server/addresses.ts';
import { enter } from '#lib/server/entrance.ts';
import { hallOnPaper } from '#lib/server/live/hall.ts';
import { describe, LANGUAGES, speech } from '#lib/text/languages.ts';
import { ownPicture } from '#lib/ui/screen/scene.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { workshopId, state, actor } = await enter(event, 'screen');
	const workshop = state.workshop;
	if (!workshop || !actor) error(404, 'not_found');
	const { config, rooms } = event.locals.app;

	const wish = event.url.searchParams.get('lang') ?? '';
	const isKnown = LANGUAGES[wish] !== undefined || workshop.languages.includes(wish);
	const lang = isKnown ? wish : (workshop.languages[0] ?? 'de');
	const spoken = speech(lang, 'screen');
	event.locals.lang = spoken.lang;
	event.setHeaders({ 'cache-control': 'no-store' });

	const origin = originForPhones(config, event.url);
	return {
		code: workshop.code,
		lang,
		speech: spoken,
		languages: workshop.languages.map(describe),
		join: {
			url: `${origin}/w/${workshop.code}`,
			address: origin.replace(/^https?:\/\//, ''),
			spokenCode: spokenCode(workshop.code)
		},
		own: {
			picture: ownPicture(event.url.searchParams.get('show')),
			hall: event.url.searchParams.get('hall') ?? ''
		},
		flows: travelOf(state),
		hall: hallOnPaper(state, Date.now()),
		initial: await rooms.snapshot(workshopId, actor)
	};
};
