/**
 * Kept pages, over real HTTP and with a real room, but with a page of our own: what SvelteKit would render
 * is beside the point here, and what it does render is compared in tests/e2e/weight.e2e.ts.
 */
import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { doorStamp, newFormId, type Keep } from '#lib/server/kept-pages.ts';
import { FACILITATOR, makeApp, OFFICE, type TestApp, type TestWorkshop } from '../support/app.ts';

let test: TestApp;
let workshop: TestWorkshop;
let server: Server;
/** How often a page had to be made. */
let made = 0;
let extra: { cookie?: string; status?: number } = {};

/** Long enough to be compressed in more than one block, with letters of more than one byte. */
const WORDS = 'Ein Café der Sprachen — ورشة — 🫖 '.repeat(400);

beforeEach(async () => {
	test = await makeApp({ store: 'memory' });
	workshop = await test.workshop();
	made = 0;
	extra = {};
	server = createServer((incoming, outgoing) => {
		void (async () => {
			const { pages } = test.app;
			const origin = `http://${incoming.headers.host}`;
			const kept = pages.find(incoming, origin);
			if (kept !== null && (await pages.serve(kept, incoming, outgoing))) return;
			const headers = Object.entries(incoming.headers) as [string, string][];
			const request = new Request(`${origin}${incoming.url}`, {
				method: incoming.method ?? 'GET',
				headers
			});
			const { answer, keep } = await render(request);
			const final = await pages.keep(request, answer, keep);
			outgoing.writeHead(final.status, Object.fromEntries(final.headers));
			outgoing.end(Buffer.from(await final.arrayBuffer()));
		})();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterEach(async () => {
	server.close();
	await test.stop();
});

async function render(request: Request): Promise<{ answer: Response; keep: Keep }> {
	made += 1;
	const state = await workshop.state();
	const nonce = Buffer.from(newFormId().slice(0, 16)).toString('base64');
	const formId = newFormId();
	const { pathname, search } = new URL(request.url);
	const html = `<p>${state.workshop?.title} ${state.tables.length}</p><p>at ${pathname}${search}</p><p>${WORDS}</p>
		<input value="${formId}"><script nonce="${nonce}">{formId:"${formId}"}</script><script nonce="${nonce}"></script>`;
	const headers = new Headers({
		'content-type': 'text/html',
		'content-security-policy': `connect-src ${new URL(request.url).host}; script-src 'nonce-${nonce}'`,
		'cache-control': 'no-store',
		etag: '"x"'
	});
	if (extra.cookie) headers.append('set-cookie', extra.cookie);
	const answer = new Response(html, { status: extra.status ?? 200, headers });
	return { answer, keep: { workshopId: workshop.id, stamp: doorStamp(state), formId } };
}

interface Page {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
	html: string;
	nonce: string;
	formId: string;
	/** Without what is new each time. */
	same: string;
}

async function get(headers: Record<string, string> = {}, method = 'GET', path = '/w/X') {
	const { port } = server.address() as AddressInfo;
	const asked = ask({ port, host: '127.0.0.1', path, method, headers }).end();
	const [answer] = (await once(asked, 'response')) as [IncomingMessage];
	const body = Buffer.concat(await answer.toArray());
	const isGzip = answer.headers['content-encoding'] === 'gzip' && body.length > 0;
	const html = (isGzip ? gunzipSync(body) : body).toString();
	const policy = String(answer.headers['content-security-policy'] ?? '');
	const nonce = /nonce-([^']+)/.exec(policy)?.[1] ?? '';
	const formId = /value="(\w+)"/.exec(html)?.[1] ?? '';
	const same = html.replaceAll(nonce, 'NONCE').replaceAll(formId, 'FORM');
	const status = answer.statusCode ?? 0;
	return { status, headers: answer.headers, body, html, nonce, formId, same };
}

describe('a kept page', () => {
	it('is the page that was made, byte for byte, in every encoding', async () => {
		const first = await get();
		const again = await get();
		const zipped = await get({ 'accept-encoding': 'br, gzip' });
		const plain = await get({ 'accept-encoding': 'gzip;q=0' });
		expect(made).toBe(1);
		expect(again.same).toBe(first.same);
		expect(zipped.same).toBe(first.same);
		expect(plain.same).toBe(first.same);
		expect(zipped.headers['content-encoding']).toBe('gzip');
		expect(zipped.body.length).toBeLessThan(first.body.length / 10);
		for (const page of [again, zipped, plain]) {
			expect(page.headers['content-length']).toBe(String(page.body.length));
			expect(page.headers['vary']).toBe('accept-encoding');
			expect(page.headers['cache-control']).toBe('no-store');
			expect(page.headers['etag']).toBeUndefined();
		}
	});

	it('never gives two people the same form or the same nonce', { timeout: 60_000 }, async () => {
		const pages: Page[] = [];
		for (let i = 0; i < 300; i++) pages.push(await get(i % 2 ? { 'accept-encoding': 'gzip' } : {}));
		expect(made).toBe(1);
		expect(new Set(pages.map(({ formId }) => formId)).size).toBe(300);
		expect(new Set(pages.map(({ nonce }) => nonce)).size).toBe(300);
		for (const { html, nonce, formId } of pages) {
			expect(html.split(`nonce="${nonce}"`)).toHaveLength(3);
			expect(html.split(formId)).toHaveLength(3);
			expect(formId).toMatch(/^[0-9a-f]{32}$/);
			expect(nonce).toMatch(/^[\w+/]{22}==$/);
		}
	});

	it('never answers for a code that names a table, nor is made of one', async () => {
		const signs = ['/w/X?table=3', '/w/X?table=4'];
		for (const path of signs) expect((await get({}, 'GET', path)).html).toContain(`at ${path}<`);
		expect((await get()).html).toContain('at /w/X<');
		for (const path of [...signs, '/w/X?table='])
			expect((await get({}, 'GET', path)).html).toContain(`at ${path}<`);
		expect(made).toBe(6);
		expect((await get()).html).toContain('at /w/X<');
		expect(made).toBe(6);
	});

	it('answers HEAD without a body', async () => {
		await get();
		const head = await get({}, 'HEAD');
		expect(made).toBe(1);
		expect(head).toMatchObject({ status: 200, html: '' });
		expect(head.headers['content-length']).toBe((await get()).headers['content-length']);
	});

	it('is gone at once when the hall’s door changes: renamed, closed, a table more', async () => {
		await get();
		const change = async (...[type, payload]: [Parameters<TestApp['must']>[2], object]) => {
			const before = made;
			await test.must(workshop.id, OFFICE, type, payload as never);
			const page = await get();
			expect(made).toBe(before + 1);
			await get();
			expect(made).toBe(before + 1);
			return page.html;
		};
		expect(await change('workshop.edit', { title: 'Hafenrunde' })).toContain('Hafenrunde 5');
		expect(await change('table.add', { tableId: newId(), seats: 4 })).toContain('Hafenrunde 6');
		expect(await change('workshop.close', {})).toContain('Hafenrunde 6');
	});

	it('stays while people sit down and write, which nobody at the door sees', async () => {
		await get();
		await workshop.join();
		await workshop.join();
		await get();
		expect(made).toBe(1);
		await test.must(workshop.id, FACILITATOR, 'step.advance', { from: null });
		await get();
		expect(made).toBe(2);
	});

	it('is of one address and one language', async () => {
		const de = await get({ 'accept-language': 'de' });
		const other = await get({ 'accept-language': 'de', host: 'cafe.lan' });
		await get({ 'accept-language': 'uk' });
		expect(made).toBe(3);
		expect(other.headers['content-security-policy']).toContain('connect-src cafe.lan;');
		expect(de.headers['content-security-policy']).not.toContain('cafe.lan');
	});

	it('is for nobody with a cookie, and never made of an answer to one', async () => {
		await get({ cookie: 'a=b' });
		await get();
		expect(made).toBe(2);
		await get({ cookie: 'a=b' });
		expect(made).toBe(3);
	});

	it.each([
		['sets a cookie', { cookie: 'a=b' }, 'GET', '/w/X'],
		['is an error', { status: 404 }, 'GET', '/w/X'],
		['answers a form', {}, 'POST', '/w/X'],
		['has a question in its address', {}, 'GET', '/w/X?lang=de']
	])('is not one that %s', async (_, wish, method, path) => {
		extra = wish;
		await get({}, method, path);
		await get({}, method, path);
		expect(made).toBe(2);
	});

	it('is not one of thousands that somebody invents', { timeout: 60_000 }, async () => {
		await get({ 'accept-language': 'x'.repeat(200) });
		await get({ 'accept-language': 'x'.repeat(200) });
		expect(made).toBe(2);
		await get({ 'accept-language': 'first' });
		for (let i = 0; i < 300; i++) await get({ 'accept-language': `l${i}` });
		const before = made;
		await get({ 'accept-language': 'first' });
		expect(made).toBe(before + 1);
	});

	it('is not served when the store cannot say whether it is true', async () => {
		await get();
		await test.app.rooms.drop(workshop.id);
		await get().catch(() => null);
		expect(made).toBe(2);
	});
});
