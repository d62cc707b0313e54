/**
 * Owns which pictures there are: each moment of the evening as seen on several devices, in several
 * languages, by day and by night. What lies in the repository is a choice, so that it stays small; `--all`
 * takes every one.
 */
export type Surface = 'phone' | 'projector' | 'console' | 'office' | 'catalogue';
export type Scheme = 'light' | 'dark' | 'contrast';
export type Size = '320x568' | '390x844' | '1024x768' | '1920x1080';

export interface View {
	lang: string;
	size: Size;
	scheme: Scheme;
}

/** The first size is what most people have: it is not written into a picture's name. */
const SIZES: Record<Surface, readonly [Size, ...Size[]]> = {
	phone: ['390x844', '320x568'],
	projector: ['1920x1080', '1024x768'],
	console: ['1024x768', '1920x1080', '390x844'],
	office: ['1024x768', '1920x1080', '390x844'],
	catalogue: ['1024x768']
};
/** Staff work in two languages. */
const LANGUAGES: Record<Surface, readonly string[]> = {
	phone: ['de', 'ar', 'en'],
	projector: ['de', 'ar', 'en'],
	console: ['de', 'en'],
	office: ['de', 'en'],
	catalogue: ['de']
};
const SCHEMES: readonly Scheme[] = ['light', 'dark', 'contrast'];

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
			SIZES[surface].flatMap((size) => SCHEMES.map((scheme) => ({ lang: one, size, scheme })))
		);
	const name = `${surface}-${state}`;
	const views: View[] = [{ lang, size: usual, scheme: 'light' }];
	if (second === 'ar') views.push({ lang: 'ar', size: usual, scheme: 'dark' });
	if (ENGLISH.includes(name)) views.push({ lang: 'en', size: usual, scheme: 'light' });
	if (FULL.includes(name))
		for (const [i, size] of others.entries())
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
