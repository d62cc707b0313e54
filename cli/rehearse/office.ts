/**
 * Owns what a person does in the office around an evening: takes over a new installation by its one-time
 * link, prepares a workshop, reads its links off the page, downloads the exports. Only over HTTP, as a
 * browser would.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '#lib/domain/rows.ts';
import { FORMATS, type Format } from '#lib/server/export/formats.ts';
import { Visitor } from './visitor.ts';

export interface Account {
	name: string;
	email: string;
	password: string;
}

export interface WorkshopWish {
	title: string;
	city: string;
	venue: string;
	mandate: string;
	languages: string[];
	tables: number;
	seats: number;
	/** `YYYY-MM-DD` and `HH:MM`. */
	date: string;
	time: string;
	/** Default: the usual evening. */
	template?: Template;
}

export interface WorkshopLinks {
	id: string;
	code: string;
	office: string;
	console: string;
	screen: string;
	join: string;
}

export class Office {
	readonly #visitor: Visitor;

	private constructor(visitor: Visitor) {
		this.#visitor = visitor;
	}

	/** Opens the link that a new server prints, and becomes its owner. */
	static async takeOver(setupLink: string, account: Account): Promise<Office> {
		const { origin, pathname, search, searchParams } = new URL(setupLink);
		const visitor = new Visitor(origin);
		await visitor.visit(pathname + search);
		const token = searchParams.get('token') ?? '';
		const answer = await visitor.submit(pathname, { ...account, token });
		if (answer.url.pathname !== '/office')
			throw new Error(
				`The office did not take its owner (${answer.status} ${answer.url.pathname})`
			);
		return new Office(visitor);
	}

	async createWorkshop(wish: WorkshopWish): Promise<WorkshopLinks> {
		const { languages, ...fields } = wish;
		const [first = 'de', ...others] = languages;
		const answer = await this.#visitor.submit('/office/new', {
			...fields,
			first,
			other: others.join(' '),
			tables: String(wish.tables),
			seats: String(wish.seats)
		});
		const id = /^\/office\/w\/([\w-]+)$/.exec(answer.url.pathname)?.[1];
		if (!id) throw new Error(`The office did not create the workshop (${answer.status})`);
		return this.links(id);
	}

	/** As they stand on the workshop's page, ready to be copied. */
	async links(id: string): Promise<WorkshopLinks> {
		const office = `/office/w/${id}`;
		const { html } = await this.#visitor.visit(office);
		const link = (role: string) =>
			new RegExp(`https?://[^"<\\s]+/w/[A-Z0-9]{8}/${role}\\?key=[\\w-]+`).exec(html)?.[0];
		const [console, screen] = [link('console'), link('screen')];
		const code = /\/w\/([A-Z0-9]{8})\//.exec(console ?? '')?.[1];
		if (!console || !screen || !code) throw new Error('The office page shows no links');
		const join = `${new URL(console).origin}/w/${code}`;
		return { id, code, office: `${this.#visitor.origin}${office}`, console, screen, join };
	}

	async download(id: string, format: Format, lang = 'de'): Promise<Uint8Array> {
		const path = `/office/w/${id}/export/${format}?lang=${lang}`;
		return (await this.#visitor.download(path)).body;
	}

	/** Every format there is; answers with the names of the files, by format. */
	async downloadAll(id: string, folder: string, lang: string): Promise<Record<string, string>> {
		mkdirSync(folder, { recursive: true });
		const files: Record<string, string> = {};
		for (const format of Object.keys(FORMATS)) {
			const { filename, body } = await this.#visitor.download(
				`/office/w/${id}/export/${format}?lang=${lang}`
			);
			writeFileSync(join(folder, filename), body);
			files[format] = filename;
		}
		return files;
	}
}
