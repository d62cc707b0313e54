/**
 * Opens the phone's page when there is no network: then, and only then, it answers in the server's place,
 * with a page that is nobody's and reads this device's keepsake. Everything else goes to the server as if
 * this were not here, so an update is never held up by it.
 */
import { version } from '$service-worker';
import {
	forgetKeepsake,
	forgetPages,
	NOBODY,
	PAGE_CACHE,
	readKeepsake,
	SEAT_HEADER
} from '#lib/client/keepsake.ts';

/** What the DOM's own types lack. */
interface Waiting extends Event {
	waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
	request: Request;
	respondWith(answer: Promise<Response>): void;
}
interface Telling extends Waiting {
	data: unknown;
}
interface Worker {
	skipWaiting(): Promise<void>;
	clients: { claim(): Promise<void> };
	registration: ServiceWorkerRegistration;
	addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
	addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
	addEventListener(type: 'message', listener: (event: Telling) => void): void;
}
const worker = globalThis as unknown as Worker;

const CACHE = PAGE_CACHE + version;
/** As deep as the page it stands for: pages name their files relative to themselves. */
const SHELL = '/w/away';
const FILES = '/_app/immutable/';
const PHONE = /^\/w\/([^/]+)\/?$/;
/** A Wi-Fi that swallows everything says nothing for minutes. */
const PATIENCE_MS = 6000;
/** A proxy whose server is gone. */
const GATEWAY = new Set([502, 503, 504]);

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => event.waitUntil(store(filesIn(event.data))));
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	const code = PHONE.exec(url.pathname)?.[1];
	if (request.mode === 'navigate' && code) event.respondWith(openPhone(event, code));
	else if (url.pathname.startsWith(FILES)) event.respondWith(file(request));
});

async function install(): Promise<void> {
	// Nobody's page: without cookies.
	const shell = await fetch(SHELL, { credentials: 'omit', cache: 'no-store' });
	if (!shell.ok) throw new Error('no page to show');
	const cache = await caches.open(CACHE);
	// Scripts are named in a header, styles in the page. All of them or none: a page that lacks one of its
	// files would load itself again and again.
	const named = (shell.headers.get('link') ?? '') + (await shell.clone().text());
	await cache.addAll([...new Set(named.match(/\/_app\/immutable\/[\w./-]+/g) ?? [])]);
	await cache.put(SHELL, shell);
	await worker.skipWaiting();
}

async function activate(): Promise<void> {
	for (const name of await caches.keys())
		if (name.startsWith(PAGE_CACHE) && name !== CACHE) await caches.delete(name);
	await worker.clients.claim();
}

function filesIn(data: unknown): string[] {
	const files = typeof data === 'object' && data !== null && 'files' in data ? data.files : [];
	if (!Array.isArray(files)) return [];
	return files.filter((it): it is string => typeof it === 'string' && it.startsWith(FILES));
}

async function store(files: readonly string[]): Promise<void> {
	const cache = await caches.open(CACHE);
	const missing = [];
	for (const path of new Set(files)) if (!(await cache.match(path))) missing.push(path);
	await Promise.all(missing.map((path) => cache.add(path).catch(() => {})));
}

async function openPhone(event: Fetching, code: string): Promise<Response> {
	const asking = fetch(event.request);
	const answer = await withPatience(asking).catch(() => null);
	if (answer && !GATEWAY.has(answer.status)) {
		event.waitUntil(compare(answer, code));
		return answer;
	}
	const shell = (await readKeepsake(code)) && (await caches.match(SHELL));
	return shell || answer || asking;
}

/** Whose seat the server knows this device to have. An answer of somebody else's says nothing. */
async function compare({ headers }: Response, code: string): Promise<void> {
	const seat = headers.get(SEAT_HEADER);
	if (seat === null) return;
	const kept = await readKeepsake(code);
	if (kept && kept.me === seat) return;
	const { isLast } = await forgetKeepsake(code);
	if (!isLast || seat !== NOBODY) return;
	await forgetPages();
	await worker.registration.unregister();
}

async function file(request: Request): Promise<Response> {
	const answer = await fetch(request).catch(() => null);
	if (answer?.ok) return answer;
	return (await caches.match(request.url)) ?? answer ?? Response.error();
}

function withPatience<T>(work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('too slow')), PATIENCE_MS);
		work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
