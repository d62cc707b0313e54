/**
 * Owns what a phone keeps of its own page so that it opens without a network: seat, question, own words.
 * Page and service worker share it. What must stay true: one keepsake per workshop, named by its
 * participant, so that a tablet that is passed on never shows it to the next person; gone with the first
 * answer of the server that this device has another seat or none, when somebody leaves, when the evening is
 * over, and after a day.
 */

const CACHE = 'auftakt-seat';
/** The page that shows keepsakes, with its files; `<prefix><version>`. */
export const PAGE_CACHE = 'auftakt-page-';
/** Under which header the server says whose page it answers; `none` for nobody's. */
export const SEAT_HEADER = 'auftakt-seat';
export const NOBODY = 'none';
const LASTS_MS = 24 * 3600_000;

export interface Keepsake {
	/** The participant. */
	me: string;
	/** By this device's clock. */
	storedAt: number;
	page: unknown;
}

const keyOf = (code: string) => `/w/${code}`;

export async function writeKeepsake(code: string, keepsake: Keepsake): Promise<void> {
	const body = JSON.stringify(keepsake);
	const answer = new Response(body, { headers: { 'content-type': 'application/json' } });
	await (await caches.open(CACHE)).put(keyOf(code), answer);
}

export async function readKeepsake(code: string): Promise<Keepsake | null> {
	if (!(await caches.has(CACHE))) return null;
	const found = await (await caches.open(CACHE)).match(keyOf(code));
	const keepsake = (await found?.json().catch(() => null)) as Keepsake | null | undefined;
	if (!keepsake) return null;
	const age = Date.now() - keepsake.storedAt;
	if (age >= 0 && age < LASTS_MS) return keepsake;
	await forgetKeepsake(code);
	return null;
}

/** Whether others are left tells who asks if anything has to stay at all. */
export async function forgetKeepsake(code: string): Promise<{ isLast: boolean }> {
	if (!(await caches.has(CACHE))) return { isLast: true };
	const cache = await caches.open(CACHE);
	await cache.delete(keyOf(code));
	const isLast = (await cache.keys()).length === 0;
	if (isLast) await caches.delete(CACHE);
	return { isLast };
}

/** Everything that stands for pages without a network. */
export async function forgetPages(): Promise<void> {
	const names = await caches.keys();
	await Promise.all(
		names.filter((name) => name.startsWith(PAGE_CACHE)).map((name) => caches.delete(name))
	);
}
