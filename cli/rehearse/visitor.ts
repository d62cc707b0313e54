/**
 * Owns one browser without a screen: asks for pages and sends forms as a browser does, with cookies and
 * the Origin header, and reads from the answer what a person would see or click.
 */
const MOST_REDIRECTS = 5;
const PATIENCE_MS = 20_000;
/** A document of thousands of contributions is long in the making. */
const DOWNLOAD_PATIENCE_MS = 120_000;

export interface Answer {
	status: number;
	/** Where the last redirect led. */
	url: URL;
	html: string;
}

export class Visitor {
	readonly origin: string;
	readonly #cookies = new Map<string, string>();
	readonly #language: string;

	constructor(url: string, language = 'de') {
		this.origin = new URL(url).origin;
		this.#language = language;
	}

	get cookie(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	visit(path: string): Promise<Answer> {
		return this.#ask(path, { method: 'GET' });
	}

	/** Sends a form and goes where the answer leads. */
	submit(path: string, fields: Record<string, string>): Promise<Answer> {
		return this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) });
	}

	async download(path: string): Promise<{ filename: string; body: Uint8Array }> {
		const url = new URL(path, this.origin);
		const signal = AbortSignal.timeout(DOWNLOAD_PATIENCE_MS);
		const response = await this.#fetch(url, { method: 'GET', signal });
		if (!response.ok) throw new Error(`${path} answered ${response.status}`);
		const named = /filename="([^"/\\]+)"/.exec(response.headers.get('content-disposition') ?? '');
		const body = new Uint8Array(await response.arrayBuffer());
		return { filename: named?.[1] ?? path.split('/').pop() ?? 'file', body };
	}

	async #ask(path: string, init: RequestInit): Promise<Answer> {
		let url = new URL(path, this.origin);
		let response = await this.#fetch(url, init);
		for (let i = 0; i < MOST_REDIRECTS && response.status >= 300 && response.status < 400; i++) {
			await response.body?.cancel();
			url = new URL(response.headers.get('location') ?? '/', url);
			response = await this.#fetch(url, { method: 'GET' });
		}
		return { status: response.status, url, html: await response.text() };
	}

	async #fetch(url: URL, init: RequestInit): Promise<Response> {
		const response = await fetch(url, {
			signal: AbortSignal.timeout(PATIENCE_MS),
			...init,
			redirect: 'manual',
			headers: {
				accept: 'text/html',
				'accept-language': this.#language,
				origin: this.origin,
				...(this.#cookies.size && { cookie: this.cookie })
			}
		});
		for (const line of response.headers.getSetCookie()) this.#keep(line);
		return response;
	}

	#keep(line: string): void {
		const [pair = '', ...attributes] = line.split(';');
		const split = pair.indexOf('=');
		const name = pair.slice(0, split).trim();
		const isOver = attributes.some((attribute) => /^\s*max-age=(0|-\d+)$/i.test(attribute));
		if (isOver) this.#cookies.delete(name);
		else this.#cookies.set(name, pair.slice(split + 1).trim());
	}
}

/** The value of an `<input>` by its name; attributes in any order. */
export function inputValue(html: string, name: string): string | undefined {
	for (const [input] of html.matchAll(/<input\b[^>]*>/g))
		if (new RegExp(`\\bname="${name}"`).test(input))
			return unescaped(/\bvalue="([^"]*)"/.exec(input)?.[1]);
	return undefined;
}

function unescaped(text: string | undefined): string | undefined {
	return text?.replace(/&(amp|quot|lt|gt|#39);/g, (whole) => ENTITIES[whole] ?? whole);
}

const ENTITIES: Record<string, string> = {
	'&amp;': '&',
	'&quot;': '"',
	'&lt;': '<',
	'&gt;': '>',
	'&#39;': "'"
};
