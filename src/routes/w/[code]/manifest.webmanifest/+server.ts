/** What a phone needs to keep this page on its home screen, in the language it is read in. */
import { LANGUAGES, speech } from '#lib/text/languages.ts';
import { createTranslate } from '#lib/text/text.ts';
import { enter } from '#lib/server/entrance.ts';
import type { RequestHandler } from './$types';

/** `--paper` and `--ink` of tokens.css. */
const PAPER = '#faf6ed';

export const GET: RequestHandler = async (event) => {
	const { state } = await enter(event, 'phone');
	const { code = '', title = '', languages = [] } = state.workshop ?? {};
	const wish = event.url.searchParams.get('lang') ?? '';
	const lang = languages.includes(wish) ? wish : (languages[0] ?? 'de');
	const t = createTranslate<'citizen'>(speech(lang, 'citizen'));
	const icon = (size: number, purpose: string) => ({
		src: `/icon-${purpose === 'any' ? '' : `${purpose}-`}${size}.png`,
		sizes: `${size}x${size}`,
		type: 'image/png',
		purpose
	});
	const manifest = {
		id: `/w/${code}`,
		start_url: `/w/${code}`,
		scope: '/w/',
		name: title,
		short_name: t('code.title'),
		lang,
		dir: LANGUAGES[lang]?.dir ?? 'ltr',
		display: 'standalone',
		background_color: PAPER,
		theme_color: PAPER,
		icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')]
	};
	return new Response(JSON.stringify(manifest), {
		headers: { 'content-type': 'application/manifest+json', 'cache-control': 'no-cache' }
	});
};
