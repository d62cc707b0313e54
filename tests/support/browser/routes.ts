/**
 * Which test of accessibility looks at which page, by the folder of its route. A page that nobody looks at
 * fails `cli/accessibility.test.ts`; one that is only listed here fails the test that should have looked.
 */
export const LOOKED_AT = {
	wayIn: ['/', '/accessibility', '/w/[code]', '/w/away'],
	phone: ['/w/[code]'],
	evening: ['/w/[code]/screen', '/w/[code]/console'],
	office: [
		'/office/setup',
		'/office/sign-in',
		'/office/(staff)',
		'/office/(staff)/new',
		'/office/(staff)/team',
		'/office/(staff)/w/[id]',
		'/office/(staff)/w/[id]/cards',
		'/office/(staff)/w/[id]/export',
		'/office/(staff)/w/[id]/fields',
		'/office/(staff)/w/[id]/guidelines',
		'/office/(staff)/w/[id]/print'
	]
} as const;

const ALL = Object.values(LOOKED_AT).flat();
const params = (route: string) => route.split('[').length;
/** `/w/away` is not a code. */
const BY_NAME_FIRST = [...new Set(ALL)].sort((a, b) => params(a) - params(b));

/** The route that draws the page of this address; undefined for one that draws none. */
export function routeOf(address: string): string | undefined {
	const { pathname } = new URL(address);
	const path = pathname.replace(/(?<=.)\/$/, '');
	return BY_NAME_FIRST.find((route) => {
		const pattern = route.replace(/\/\(\w+\)/g, '').replace(/\[\w+\]/g, '[^/]+');
		return new RegExp(`^${pattern || '/'}$`).test(path);
	});
}
