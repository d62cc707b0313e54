/**
 * Owns how jobs become files: one is a PDF, several are a ZIP of them. Runs in the printing process. Many
 * seat cards become several files, because setting takes more than proportionally longer with their number
 * (500 cards 1.7 s, 4,800 in one piece 58 s and 1.6 GB).
 */
import { zipSync } from 'fflate';
import type { Lang } from '#lib/domain/rows.ts';
import { speech } from '#lib/text/languages.ts';
import { createTranslate } from '#lib/text/text.ts';
import { contentOf } from './content.ts';
import { DOCUMENTS } from './documents.ts';
import type { PrintJob } from './job.ts';
import { createSetter } from './typst.ts';

const CARDS_IN_FILE = 600;

/** Plain data: it can be posted to another process. */
export interface Printing {
	jobs: PrintJob[];
	/** Names of files and titles; the words on paper are chosen per job. */
	staffLang: Lang;
	asKit: boolean;
	now: number;
}

export interface PrintedFile {
	filename: string;
	type: string;
	body: Uint8Array;
}

export function render({ jobs, staffLang, asKit, now }: Printing): PrintedFile {
	const t = createTranslate<'kit'>(speech(staffLang, 'kit'));
	const setter = createSetter();
	const files = jobs.flatMap(inParts).map((job) => {
		const { document, from, to } = job.choice;
		const name = t(`kit.${document}`);
		const content = contentOf(job, `${name}: ${job.workshop.title}`);
		const body = setter.set(DOCUMENTS[document].template, content, now);
		setter.forget();
		return { filename: `${slug(job.part ? `${name}-${from}-${to}` : name)}.pdf`, body };
	});
	const [first] = files;
	if (!asKit && files.length === 1 && first) return { ...first, type: 'application/pdf' };
	// Papers are packed as they are: pictures and fonts inside are compressed already.
	const entries = Object.fromEntries(files.map(({ filename, body }) => [filename, body]));
	return {
		filename: `${slug(t('kit.kit'))}.zip`,
		type: 'application/zip',
		body: zipSync(entries, { level: 0, mtime: now })
	};
}

/** Seat cards of so many tables at once as one file holds. */
function inParts(job: PrintJob): (PrintJob & { part?: boolean })[] {
	const { document, from, to } = job.choice;
	if (document !== 'letters') return [job];
	const parts: { from: number; to: number; cards: number }[] = [];
	job.tables.forEach(({ number }, index) => {
		if (number < from || number > to) return;
		const cards = job.ways[index]?.length ?? 0;
		const last = parts.at(-1);
		if (last && last.cards + cards <= CARDS_IN_FILE) {
			last.to = number;
			last.cards += cards;
		} else parts.push({ from: number, to: number, cards });
	});
	if (parts.length < 2) return [job];
	return parts.map((part) => ({
		...job,
		part: true,
		choice: { ...job.choice, from: part.from, to: part.to }
	}));
}

/** Letters that every file system and every header can carry. */
const slug = (text: string) =>
	text
		.toLowerCase()
		.replace(/ä/g, 'ae')
		.replace(/ö/g, 'oe')
		.replace(/ü/g, 'ue')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
