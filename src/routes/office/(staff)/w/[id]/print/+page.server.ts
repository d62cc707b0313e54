/** What can be printed now, in which languages and under which address. */
import { kindOfAddress, originForPhones } from '#lib/server/addresses.ts';
import { defaultLangs, obstacle } from '#lib/server/print/choices.ts';
import {
	DOCUMENT_NAMES,
	DOCUMENTS,
	LAST_CARD,
	MOST_SHEETS,
	PAPERS
} from '#lib/server/print/documents.ts';
import { printable } from '#lib/server/print/voice.ts';
import { staffLang } from '#lib/server/staff/guard.ts';
import { describe, speech } from '#lib/text/languages.ts';
import { workshopOf } from '../../../../workshop-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, state, workshop } = await workshopOf(event);
	const spoken = printable(workshop.languages);
	const numbers = state.tables.map(({ number }) => number);
	const origin = originForPhones(event.locals.app.config, event.url);
	return {
		id,
		words: speech(staffLang(event), 'kit'),
		documents: DOCUMENT_NAMES.map((name) => ({
			name,
			perTable: DOCUMENTS[name].perTable,
			obstacle: obstacle(name, state),
			langs: defaultLangs(name, spoken)
		})),
		languages: spoken.map(describe),
		unspoken: workshop.languages.filter((lang) => !spoken.includes(lang)).map(describe),
		tables: { from: numbers[0] ?? null, to: numbers.at(-1) ?? null },
		papers: [...PAPERS],
		most: { sheets: MOST_SHEETS, card: LAST_CARD },
		address: `${origin}/w/${workshop.code}`,
		addressKind: kindOfAddress(origin)
	};
};
