/**
 * Compresses what is made per request: pages, data, JSON. Built files are compressed at build time.
 *
 * A page that streams must keep streaming, so every chunk is flushed as it comes. Quality 5 is where
 * Brotli beats gzip in size at about the same cost; the best quality would stall the one event loop.
 */
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** Below this a packet is sent anyway, and the compressed form can even be larger. */
const WORTHWHILE_BYTES = 1024;
const BROTLI_QUALITY = 5;
const GZIP_LEVEL = 6;

const COMPRESSIBLE =
	/^(?:text\/(?!event-stream)|image\/svg\+xml|application\/(?:json|javascript|xml|manifest\+json|[\w.-]+\+json))/;

type Encoding = 'br' | 'gzip';

/** The same answer in the best encoding the browser accepts, or unchanged where that gains nothing. */
export function compressed(request: Request, response: Response): Response {
	if (!response.body || !isCompressible(response)) return response;

	const headers = new Headers(response.headers);
	headers.append('vary', 'accept-encoding');
	const { status, statusText } = response;
	const encoding = bestEncoding(request.headers.get('accept-encoding') ?? '');
	if (!encoding || request.method === 'HEAD') {
		return new Response(response.body, { status, statusText, headers });
	}

	headers.set('content-encoding', encoding);
	headers.delete('content-length');
	// The bytes differ by encoding while the page is the same: that is what a weak tag says.
	const etag = headers.get('etag');
	if (etag?.startsWith('"')) headers.set('etag', `W/${etag}`);
	return new Response(encode(response.body, encoding), { status, statusText, headers });
}

function isCompressible({ headers, status }: Response): boolean {
	if (status === 204 || status === 304 || headers.has('content-encoding')) return false;
	if (headers.get('cache-control')?.includes('no-transform')) return false;
	const length = headers.get('content-length');
	if (length !== null && Number(length) < WORTHWHILE_BYTES) return false;
	return COMPRESSIBLE.test(headers.get('content-type') ?? '');
}

export const acceptsGzip = (accepted: string): boolean => acceptable(accepted).has('gzip');

function bestEncoding(accepted: string): Encoding | undefined {
	const wanted = acceptable(accepted);
	if (wanted.has('br')) return 'br';
	return wanted.has('gzip') ? 'gzip' : undefined;
}

function acceptable(accepted: string): Set<string> {
	const wanted = new Set<string>();
	for (const entry of accepted.toLowerCase().split(',')) {
		const [name, ...parameters] = entry.split(';').map((part) => part.trim());
		const isRefused = parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
		if (name && !isRefused) wanted.add(name);
	}
	return wanted;
}

function encode(body: ReadableStream<Uint8Array>, encoding: Encoding): ReadableStream<Uint8Array> {
	const encoder =
		encoding === 'br'
			? createBrotliCompress({
					flush: constants.BROTLI_OPERATION_FLUSH,
					params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
				})
			: createGzip({ flush: constants.Z_SYNC_FLUSH, level: GZIP_LEVEL });
	const source = Readable.fromWeb(body as WebStream<Uint8Array>);
	// pipe() alone would leave the browser waiting for a page whose making has failed.
	source.on('error', (error) => encoder.destroy(error));
	encoder.on('close', () => source.destroy());
	return Readable.toWeb(source.pipe(encoder)) as ReadableStream<Uint8Array>;
}
