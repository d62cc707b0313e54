/** Owns the list of formats and how one is rendered from what was published. Runs in any thread. */
import type { Lang } from '#lib/domain/rows.ts';
import { renderCsv } from './csv.ts';
import { writeDocument } from './document.ts';
import type { ExportedFile } from './export.ts';
import { hashOf, renderJson } from './json.ts';
import type { Published } from './published.ts';
import { createWording, type Wording } from './wording.ts';

interface Renderer {
	type: string;
	/** Key of the word that the file's name begins with. */
	name: 'file.document' | 'file.data' | 'file.table';
	/** Up to so many items it is rendered where it is asked for: less than phones notice. */
	itemsHere: number;
	render(data: Published, wording: Wording, now: number): Promise<Uint8Array>;
}

const encode = (text: string) => new TextEncoder().encode(text);

export const FORMATS = {
	docx: {
		type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		name: 'file.document',
		itemsHere: 0,
		render: async (data, wording, now) => {
			// Loaded by the thread that needs it: the library is larger than the whole server.
			const { renderDocx } = await import('./docx.ts');
			return renderDocx(writeDocument(data, wording, { now, hash: hashOf(data) }), now);
		}
	},
	json: {
		type: 'application/json; charset=utf-8',
		name: 'file.data',
		itemsHere: 300,
		render: async (data, wording, now) => encode(renderJson(data, wording, now, hashOf(data)))
	},
	csv: {
		type: 'text/csv; charset=utf-8',
		name: 'file.table',
		itemsHere: 300,
		render: async (data, wording) => encode(renderCsv(data, wording))
	}
} satisfies Record<string, Renderer>;

export type Format = keyof typeof FORMATS;

export const isFormat = (name: string): name is Format => Object.hasOwn(FORMATS, name);

/** Plain data: it can be posted to another thread. */
export interface Rendering {
	data: Published;
	format: Format;
	lang: Lang;
	now: number;
	timeZone?: string;
}

export async function render(rendering: Rendering): Promise<ExportedFile> {
	const { data, format, lang, now, timeZone } = rendering;
	const wording = createWording(lang, timeZone);
	const { type, name, render } = FORMATS[format];
	const body = await render(data, wording, now);
	const { rehearsal, city, title, date } = data.workshop;
	const parts = [
		rehearsal && wording.t('file.rehearsal'),
		wording.t(name),
		slug(city || title),
		date
	];
	return { filename: `${parts.filter(Boolean).join('-')}.${format}`, type, body };
}

/** Letters that every file system and every header can carry. */
function slug(text: string): string {
	return text
		.toLowerCase()
		.replace(/[äöüß]/g, (c) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[c] ?? c)
		.normalize('NFD')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40);
}
