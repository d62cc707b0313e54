/** Hands out one file. In the staff's language, in the hall's time, never kept by a cache. */
import { error } from '@sveltejs/kit';
import { exportWorkshop, isFormat } from '#lib/server/export/export.ts';
import { STAFF_LANGS, staffLang } from '#lib/server/staff/guard.ts';
import { workshopOf } from '../../../../../workshop-of.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { state } = await workshopOf(event);
	const { format } = event.params;
	if (!isFormat(format)) error(404, 'No such format');
	const wish = event.url.searchParams.get('lang');
	const lang = wish && STAFF_LANGS.includes(wish) ? wish : staffLang(event);
	const { filename, type, body } = await exportWorkshop(state, { format, lang, now: Date.now() });
	return new Response(new Uint8Array(body), {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
			'content-length': String(body.byteLength),
			'cache-control': 'no-store'
		}
	});
};
