/**
 * Owns pages that are the same for everybody who has no cookie yet: the front door and a workshop's join
 * page. A hall scans the code within seconds, and rendering costs ten times what sending does; so such a
 * page is rendered once per language and address, and sent from memory as long as it is still true.
 *
 * What must stay true: a page gets in only when its own `load` says so (`locals.keep`), never with a
 * cookie in the request or the answer. What a page must not share (the policy's nonce, the form's id, by
 * which one person's second tap is told from another person) is cut out and made anew for each answer. A
 * page of a workshop is gone with the first change of a row it shows: `doorStamp` is compared each time.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { v7 as newUuid } from 'uuid';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { acceptsGzip } from './compress.ts';

/** What a page says about itself when it may be kept. */
export interface Keep {
	/** Null for a page that shows no workshop. */
	workshopId: Id | null;
	/** Of the state the page was made of, taken together with it. */
	stamp: string;
	/** The id of its form, as `newFormId` makes it. */
	formId: string | null;
}

interface KeptPage extends Pick<Keep, 'workshopId' | 'stamp'> {
	headers: [string, string][];
	policy: string[];
	pieces: Piece[];
}

/** What is the same each time, and which of the two values comes behind it. */
interface Piece {
	plain: Buffer;
	deflated: Buffer;
	next: 'nonce' | 'formId' | null;
}

/** Workshops of an evening × languages × addresses; the oldest goes first. */
const MOST_PAGES = 256;
/** Browsers send less; more is no language but an attempt to fill the memory. */
const LONGEST_LANGUAGES = 120;
const POLICY = 'content-security-policy';
const NONCE_BYTES = 16;
const NONCE = /'nonce-([\w+/=-]{16,})'/;
/** Made per answer, or true of one encoding only. A tag would name bytes that are never the same twice. */
const NOT_KEPT = new Set([POLICY, 'etag', 'content-length', 'content-encoding', 'vary', 'date']);

const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty last block of deflate. */
const GZIP_END = Buffer.from([3, 0]);

/** Asking for few random bytes costs as much as asking for many. */
let chance = randomBytes(0);
let used = 0;
function newNonce(): string {
	if (used === chance.length) [chance, used] = [randomBytes(NONCE_BYTES * 256), 0];
	return chance.toString('base64', used, (used += NONCE_BYTES));
}

export const newFormId = (): string => newUuid().replaceAll('-', '');

/** Changes with everything of a workshop that somebody at its door sees. */
export function doorStamp({ workshop, tables }: Pick<State, 'workshop' | 'tables'>): string {
	const latest = tables.reduce((rev, table) => Math.max(rev, table.rev), 0);
	return `${workshop?.rev ?? ''}.${tables.length}.${latest}`;
}

export class KeptPages {
	readonly #pages = new Map<string, KeptPage>();
	readonly #stateOf: (workshopId: Id) => Promise<State>;

	constructor(stateOf: (workshopId: Id) => Promise<State>) {
		this.#stateOf = stateOf;
	}

	/**
	 * Keeps a page that was just made, if it may be, and answers with it. Comes last, when all headers but
	 * those of the compression are there.
	 */
	async keep(request: Request, answer: Response, what: Keep): Promise<Response> {
		const { origin, pathname, search } = new URL(request.url);
		const nonce = NONCE.exec(answer.headers.get(POLICY) ?? '')?.[1];
		const languages = request.headers.get('accept-language') ?? '';
		const mayBeKept =
			request.method === 'GET' &&
			answer.status === 200 &&
			search === '' &&
			languages.length <= LONGEST_LANGUAGES &&
			!request.headers.has('cookie') &&
			!answer.headers.has('set-cookie');
		if (!mayBeKept || !nonce) return answer;

		const html = await answer.text();
		const policy = (answer.headers.get(POLICY) ?? '').split(nonce);
		const headers = [...answer.headers].filter(([name]) => !NOT_KEPT.has(name));
		const pieces = cut(html, { nonce, formId: what.formId });
		const { workshopId, stamp } = what;
		this.#put(keyOf(origin, pathname, languages), { workshopId, stamp, headers, policy, pieces });
		return new Response(html, answer);
	}

	/**
	 * A page that may answer this request; `serve` says whether it still does.
	 * @param origin of the address asked for, as the page that would be made has it
	 */
	find({ method, url, headers }: IncomingMessage, origin: string): string | null {
		if ((method !== 'GET' && method !== 'HEAD') || headers.cookie !== undefined) return null;
		const key = keyOf(origin, url ?? '', headers['accept-language'] ?? '');
		return this.#pages.has(key) ? key : null;
	}

	/** Answers, or says that the page is no longer true and has to be made anew. */
	async serve(key: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
		const page = this.#pages.get(key);
		if (!page) return false;
		if (page.workshopId !== null) {
			const state = await this.#stateOf(page.workshopId).catch(() => null);
			if (!state || doorStamp(state) !== page.stamp) {
				this.#pages.delete(key);
				return false;
			}
		}
		send(page, request, response);
		return true;
	}

	#put(key: string, page: KeptPage): void {
		this.#pages.delete(key);
		this.#pages.set(key, page);
		if (this.#pages.size > MOST_PAGES) {
			const [oldest] = this.#pages.keys();
			if (oldest !== undefined) this.#pages.delete(oldest);
		}
	}
}

const keyOf = (origin: string, path: string, languages: string) => `${origin}${path}\n${languages}`;

function cut(html: string, values: { nonce: string; formId: string | null }): Piece[] {
	const pieces: Piece[] = [];
	let from = 0;
	for (;;) {
		const nonceAt = html.indexOf(values.nonce, from);
		const formAt = values.formId === null ? -1 : html.indexOf(values.formId, from);
		const isNonce = nonceAt >= 0 && (formAt < 0 || nonceAt < formAt);
		const at = isNonce ? nonceAt : formAt;
		const plain = Buffer.from(html.slice(from, at < 0 ? undefined : at));
		// Ends on a whole byte without a last block: what follows can simply be put behind it.
		const deflated = deflateRawSync(plain, { level: 9, finishFlush: constants.Z_SYNC_FLUSH });
		pieces.push({ plain, deflated, next: at < 0 ? null : isNonce ? 'nonce' : 'formId' });
		if (at < 0) return pieces;
		from = at + (isNonce ? values.nonce.length : (values.formId?.length ?? 0));
	}
}

function send(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
	const values = { nonce: newNonce(), formId: newFormId() };
	const fresh = {
		nonce: Buffer.from(values.nonce, 'latin1'),
		formId: Buffer.from(values.formId, 'latin1')
	};
	const isGzip = acceptsGzip(request.headers['accept-encoding'] ?? '');
	const body = isGzip ? gzipped(page.pieces, fresh) : plain(page.pieces, fresh);
	for (const [name, value] of page.headers) response.setHeader(name, value);
	response.setHeader(POLICY, page.policy.join(values.nonce));
	response.setHeader('vary', 'accept-encoding');
	if (isGzip) response.setHeader('content-encoding', 'gzip');
	response.setHeader('content-length', body.byteLength);
	response.writeHead(200);
	response.end(request.method === 'HEAD' ? undefined : body);
}

type Fresh = Record<'nonce' | 'formId', Buffer>;

function plain(pieces: readonly Piece[], fresh: Fresh): Buffer {
	return Buffer.concat(
		pieces.flatMap(({ plain: text, next }) => (next ? [text, fresh[next]] : [text]))
	);
}

/** Ready blocks with the fresh values between them as stored blocks: nothing is compressed per answer. */
function gzipped(pieces: readonly Piece[], fresh: Fresh): Buffer {
	const parts: Buffer[] = [GZIP_HEAD];
	let checksum = 0;
	let size = 0;
	for (const { plain: text, deflated, next } of pieces) {
		checksum = crc32(text, checksum);
		size += text.length;
		parts.push(deflated);
		if (!next) continue;
		const value = fresh[next];
		checksum = crc32(value, checksum);
		size += value.length;
		parts.push(storedBlockHead(value.length), value);
	}
	const tail = Buffer.alloc(8);
	tail.writeUInt32LE(checksum, 0);
	tail.writeUInt32LE(size, 4);
	parts.push(GZIP_END, tail);
	return Buffer.concat(parts);
}

function storedBlockHead(length: number): Buffer {
	const head = Buffer.alloc(5);
	head.writeUInt16LE(length, 1);
	head.writeUInt16LE(~length & 0xffff, 3);
	return head;
}
