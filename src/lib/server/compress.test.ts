import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressed } from './compress.ts';

const PAGE = '<p>Was soll bleiben?</p>'.repeat(200);

const html = (body: string | ReadableStream = PAGE, headers: Record<string, string> = {}) =>
	new Response(body, { headers: { 'content-type': 'text/html', ...headers } });
const asking = (acceptEncoding: string, method = 'GET') =>
	new Request('http://hall.test/', { method, headers: { 'accept-encoding': acceptEncoding } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('compressed', () => {
	it('prefers Brotli and says what the answer depends on', async () => {
		const answer = compressed(asking('gzip, deflate, br'), html());
		expect(answer.headers.get('content-encoding')).toBe('br');
		expect(answer.headers.get('vary')).toBe('accept-encoding');
		expect(brotliDecompressSync(await bytesOf(answer)).toString()).toBe(PAGE);
	});

	it('uses gzip where Brotli is missing or refused', async () => {
		const answer = compressed(asking('br;q=0, gzip;q=0.5'), html());
		expect(answer.headers.get('content-encoding')).toBe('gzip');
		expect(gunzipSync(await bytesOf(answer)).toString()).toBe(PAGE);
	});

	it('drops the length and weakens the tag, since both speak of the plain bytes', () => {
		const headers = { 'content-length': String(PAGE.length), etag: '"1x"' };
		const answer = compressed(asking('br'), html(PAGE, headers));
		expect(answer.headers.get('content-length')).toBeNull();
		expect(answer.headers.get('etag')).toBe('W/"1x"');
	});

	it.each([
		['nothing is accepted', asking('identity'), html()],
		['only the headers are asked for', asking('br', 'HEAD'), html()],
		['the answer is small', asking('br'), html('Hallo', { 'content-length': '5' })],
		['it is compressed already', asking('br'), html(PAGE, { 'content-encoding': 'zstd' })],
		['a proxy must not change it', asking('br'), html(PAGE, { 'cache-control': 'no-transform' })],
		['it is an event stream', asking('br'), html(PAGE, { 'content-type': 'text/event-stream' })],
		['it is a picture', asking('br'), html(PAGE, { 'content-type': 'image/png' })],
		['there is no body', asking('br'), new Response(null, { status: 304 })]
	])('leaves the body alone when %s', async (_, request, response) => {
		const before = response.headers.get('content-encoding');
		const plain = await response.clone().text();
		const answer = compressed(request, response);
		expect(answer.headers.get('content-encoding')).toBe(before);
		expect(await answer.text()).toBe(plain);
	});

	it('sends the first part of a page before the last exists', async () => {
		let finish = () => {};
		const body = new ReadableStream({
			start(controller) {
				controller.enqueue(new TextEncoder().encode('<p>first</p>'));
				finish = () => controller.close();
			}
		});
		const reader = compressed(asking('gzip'), html(body)).body!.getReader();
		const parts: Uint8Array[] = [];
		// gzip sends its header as a part of its own.
		while (Buffer.concat(parts).length < 20) parts.push((await reader.read()).value!);
		expect(Buffer.concat(parts).length).toBeGreaterThanOrEqual(20);
		finish();
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			parts.push(part.value);
		}
		expect(gunzipSync(Buffer.concat(parts)).toString()).toBe('<p>first</p>');
	});

	it('fails where the page fails, instead of leaving the browser waiting', async () => {
		const body = new ReadableStream({
			pull() {
				throw new Error('the page broke off');
			}
		});
		await expect(compressed(asking('br'), html(body)).text()).rejects.toThrow('broke off');
	});
});
