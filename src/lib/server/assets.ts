/**
 * Owns the built files whose name holds the hash of their content: scripts, styles, fonts. A phone that
 * scans the code asks for ten of them at once, and a hall for ten thousand within seconds, so they are
 * answered from memory, with the same headers as the file server behind, which keeps answering for all
 * that is unusual here (ranges, other methods, unknown names). The folder never changes while it is served.
 */
import { readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const PREFIX = '/_app/immutable/';
const FOREVER = 'public,max-age=31536000,immutable';

const TYPES: Record<string, string> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.woff2': 'font/woff2'
};

/** In the order of preference; the file of an encoding lies beside the plain one. */
const ENCODINGS = [
	{ name: 'br', suffix: '.br' },
	{ name: 'gzip', suffix: '.gz' }
] as const;

interface Asset {
	body: Buffer;
	headers: Record<string, string>;
}

/** Answers the request and says so, or leaves it alone. */
export type Assets = (request: IncomingMessage, response: ServerResponse) => boolean;

export function createAssets(folder: string): Assets {
	/** Names are looked up, never made into paths: nothing outside can be asked for. */
	const names = new Set(filesBelow(folder));
	const loaded = new Map<string, Asset>();

	function load(name: string, encoding: (typeof ENCODINGS)[number] | undefined): Asset {
		const known = loaded.get(name + (encoding?.suffix ?? ''));
		if (known) return known;
		const file = join(folder, name + (encoding?.suffix ?? ''));
		const body = readFileSync(file);
		const headers: Asset['headers'] = {
			vary: 'Accept-Encoding',
			'cache-control': FOREVER,
			'content-length': String(body.byteLength),
			'content-type': TYPES[extname(name)] ?? '',
			'last-modified': statSync(file).mtime.toUTCString(),
			etag: tagOf(statSync(file))
		};
		if (encoding) headers['content-encoding'] = encoding.name;
		const asset = { body, headers };
		loaded.set(name + (encoding?.suffix ?? ''), asset);
		return asset;
	}

	return (request, response) => {
		const { method, url = '', headers } = request;
		if (!url.startsWith(PREFIX) || (method !== 'GET' && method !== 'HEAD')) return false;
		if (headers.range !== undefined || !(extname(url) in TYPES) || !names.has(url)) return false;

		const accepted = String(headers['accept-encoding'] ?? '');
		const encoding = ENCODINGS.find(
			({ name, suffix }) => accepted.includes(name) && names.has(url + suffix)
		);
		let asset: Asset;
		try {
			asset = load(url, encoding);
		} catch {
			// No file handle left, perhaps: the file server behind has an answer for that.
			return false;
		}
		const isKnown = headers['if-none-match'] === asset.headers['etag'];
		response.writeHead(isKnown ? 304 : 200, asset.headers);
		response.end(isKnown || method === 'HEAD' ? undefined : asset.body);
		return true;
	};
}

const tagOf = ({ size, mtime }: Stats) => `W/"${size}-${mtime.getTime()}"`;

function filesBelow(folder: string): string[] {
	const entries = readdirSync(join(folder, PREFIX), { withFileTypes: true, recursive: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/'));
}
