/**
 * Owns which pictures there are: each moment of the evening as seen on several devices, in several
 * languages, by day and by night. What lies in the repository is a choice, so that it stays small; `--all`
 * takes every one.
 */
export type Surface = 'phone' | 'projector' | 'console' | 'office' | 'catalogue';
export type Scheme = 'light' | 'dark' | 'contrast';
export type Size = '320x568' | '390x844' | '1024x768' | '1920x1080' | '3840x2160';

export interface View {
	lang: string;
	size: Size;
	scheme: Scheme;
}

/** The first size is what most people have: it is not written into a picture's name. */
const SIZES: Record<Surface, readonly [Size, ...Size[]]> = {
	phone: ['390x844', '320x568'],
	projector: ['1920x1080', '1024x768', '3840x2160'],
	console: ['1024x768', '1920x1080', '390x844'],
	office: ['1024x768', '1920x1080', '390x844'],
	catalogue: ['1024x768']
};
/** One that is written from right to left, one of another script, one with marks above and below; staff work in two. */
const LANGUAGES: Record<Surface, readonly string[]> = {
	phone: ['de', 'ar', 'uk', 'vi', 'en'],
	projector: ['de', 'ar', 'uk', 'vi', 'en'],
	console: ['de', 'en'],
	office: ['de', 'en'],
	catalogue: ['de']
};
const SCHEMES: readonly Scheme[] = ['light', 'dark', 'contrast'];
/** As large as halls have it; the layout is that of 1920×1080, so once is enough. */
const VERY_FINE = '3840x2160';

/** What the README shows, in the language in which it is written. */
const ENGLISH = [
	'phone-seat',
	'phone-round',
	'phone-go',
	'projector-question',
	'console-round',
	'office-guidelines',
	'office-export'
];
/** Kept in the other scripts as well. */
const ELSEWHERE = ['phone-round', 'projector-change', 'projector-harvest'];
/** Looked at with `--all`, but like what is kept. */
const NOT_KEPT = [
	'phone-first',
	'phone-mine',
	'projector-full-question',
	'projector-full-quote',
	'projector-full-essence',
	'projector-full-vote',
	'projector-full-travel',
	'projector-full-change-carousel',
	'projector-full-change-free',
	'projector-full-change-30'
];
/** Where a page is at its fullest: these are kept in every size and light. */
const FULL = [
	'phone-round',
	'phone-vote',
	'projector-question',
	'projector-harvest',
	'console-round'
];

export function viewsOf(surface: Surface, state: string, all: boolean): View[] {
	const [usual, ...others] = SIZES[surface];
	const [lang = 'de', second = lang] = LANGUAGES[surface];
	if (all)
		return LANGUAGES[surface].flatMap((one) =>
			SIZES[surface].flatMap((size) =>
				SCHEMES.filter((scheme) =>
					size === VERY_FINE
						? one === lang && scheme === 'light'
						: one === lang || scheme !== 'contrast'
				).map((scheme) => ({ lang: one, size, scheme }))
			)
		);
	const name = `${surface}-${state}`;
	if (NOT_KEPT.includes(name)) return [];
	const views: View[] = [{ lang, size: usual, scheme: 'light' }];
	if (ELSEWHERE.includes(name))
		for (const one of ['uk', 'vi']) views.push({ lang: one, size: usual, scheme: 'light' });
	if (second === 'ar') views.push({ lang: 'ar', size: usual, scheme: 'dark' });
	if (ENGLISH.includes(name)) views.push({ lang: 'en', size: usual, scheme: 'light' });
	if (FULL.includes(name))
		for (const [i, size] of others.filter((size) => size !== VERY_FINE).entries())
			views.push({ lang: second === 'ar' ? 'ar' : lang, size, scheme: i ? 'dark' : 'light' });
	if (name === 'phone-round') {
		views.push({ lang: 'ar', size: usual, scheme: 'light' });
		views.push({ lang, size: usual, scheme: 'contrast' });
		views.push({ lang, size: '320x568', scheme: 'dark' });
	}
	return views;
}

export function viewsOfCatalogue(sheet: string): View[] {
	const schemes: Scheme[] = sheet === 'console' ? ['light', 'dark'] : [...SCHEMES];
	return schemes.map((scheme) => ({ lang: 'de', size: SIZES.catalogue[0], scheme }));
}

/** `phone-round-ar-320x568-dark.webp` */
export function fileName(surface: Surface, state: string, { lang, size, scheme }: View): string {
	const parts = [surface, state, lang];
	if (size !== SIZES[surface][0]) parts.push(size);
	if (scheme !== 'light') parts.push(scheme);
	return `${parts.join('-')}.webp`;
}

export const usualSize = (surface: Surface): Size => SIZES[surface][0];

export function pixels(size: Size): { width: number; height: number } {
	const [width = 0, height = 0] = size.split('x').map(Number);
	return { width, height };
}
