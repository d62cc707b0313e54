/** Hands out one paper as PDF, or `kit` with all that are ticked. Never kept by a cache. */
import { error } from '@sveltejs/kit';
import { kindOfAddress, originForPhones } from '#lib/server/addresses.ts';
import { obstacle, readChoice, readDocuments } from '#lib/server/print/choices.ts';
import { isDocument } from '#lib/server/print/documents.ts';
import { printPapers } from '#lib/server/print/print.ts';
import { staffLang } from '#lib/server/staff/guard.ts';
import { workshopOf } from '../../../../../workshop-of.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { state } = await workshopOf(event);
	const { document } = event.params;
	const asked = event.url.searchParams;
	const asKit = document === 'kit';
	if (!asKit && (!isDocument(document) || obstacle(document, state))) error(404, 'No such paper');
	const documents = asKit ? readDocuments(asked, state) : [document].filter(isDocument);
	if (documents.length === 0) error(404, 'No such paper');

	const origin = originForPhones(event.locals.app.config, event.url);
	const { filename, type, body } = await printPapers(state, {
		choices: documents.map((name) => readChoice(name, asked, state)),
		asKit,
		staffLang: staffLang(event),
		origin,
		isLocal: kindOfAddress(origin) === 'lan',
		now: Date.now()
	});
	return new Response(new Uint8Array(body), {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${filename}"`,
			'content-length': String(body.byteLength),
			'cache-control': 'no-store'
		}
	});
};
