/**
 * Owns reading what people once said from a CSV file (RFC 4180): one file is one topic of the evening. A
 * line that is damaged is named, skipped and counted, and costs no other line: after a stray quote
 * reading goes on with the very next line. Texts are judged by the same rule as a citizen's.
 */
import { basename, extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { cleanText, LIMITS } from '#lib/domain/limits.ts';
import { linesOf, RefusedFile, type Line } from './text-lines.ts';

/** In this order; the first is how Polis names it. */
const TEXT_COLUMNS = ['comment-body', 'text', 'beitrag', 'comment', 'kommentar'];
const LANGUAGE_COLUMNS = ['lang', 'language', 'sprache'];
const DELIMITERS = [',', ';', '\t'];
/** A field with more line ends than this is taken for a quote that was never closed. */
const LINES_OF_RECORD = 50;

export interface Statement {
	text: string;
	lang: string;
}

export interface Skipped {
	line: number;
	why: string;
}

export interface StatementFile {
	file: string;
	topic: string;
	statements: Statement[];
	skipped: Skipped[];
}

export async function readStatements(file: string): Promise<StatementFile> {
	const name = basename(file);
	const result: StatementFile = { file: name, topic: topicOf(name), statements: [], skipped: [] };
	let columns: Columns | undefined;
	for await (const record of recordsOf(file, () => columns?.delimiter, result.skipped)) {
		if (!columns) {
			columns = columnsOf(file, record.text);
			continue;
		}
		const { line, fields } = record;
		const skip = (why: string) => result.skipped.push({ line, why });
		if (fields.length !== columns.count) {
			const noun = fields.length === 1 ? 'column' : 'columns';
			skip(`has ${fields.length} ${noun} instead of ${columns.count}`);
			continue;
		}
		const clean = cleanText(fields[columns.text] ?? '', LIMITS.contribution);
		if ('fault' in clean) skip(FAULTS[clean.fault]);
		else
			result.statements.push({
				text: clean.text,
				lang: languageOf(clean.text, fields[columns.lang])
			});
	}
	if (!columns) throw new RefusedFile(file, 'is empty.');
	result.skipped.sort((a, b) => a.line - b.line);
	if (result.statements.length === 0) throw new RefusedFile(file, nothingUsable(result.skipped));
	return result;
}

/** An evening without a word would pass, and prove nothing. */
function nothingUsable([first]: Skipped[]): string {
	const example = first ? ` Line ${first.line} ${first.why}.` : '';
	return `holds no statement that can be used.${example}`;
}

const FAULTS = {
	text_empty: 'the text is empty',
	text_too_long: `the text is longer than ${LIMITS.contribution} characters`,
	text_unreadable: 'the text holds control characters or broken characters'
} as const;

interface Columns {
	delimiter: string;
	count: number;
	text: number;
	/** -1 without one. */
	lang: number;
}

/** The delimiter is the one that makes a known name of a column appear. */
function columnsOf(file: string, head: string): Columns {
	let most: string[] = [];
	for (const delimiter of DELIMITERS) {
		const fields = fieldsOf(head, delimiter);
		if (!fields) continue;
		const names = fields.map((field) => field.trim().toLowerCase());
		const text = firstOf(names, TEXT_COLUMNS);
		if (text >= 0)
			return { delimiter, count: names.length, text, lang: firstOf(names, LANGUAGE_COLUMNS) };
		if (fields.length > most.length) most = fields;
	}
	const found = most.length ? most.map((name) => `"${name.trim()}"`).join(', ') : 'none';
	throw new RefusedFile(file, `has no column "comment-body" or "text". Its columns: ${found}.`);
}

const firstOf = (names: string[], wanted: string[]) =>
	wanted.reduce((found, name) => (found >= 0 ? found : names.indexOf(name)), -1);

interface CsvRecord {
	line: number;
	text: string;
	fields: string[];
}

/** Joins lines to records while a quoted field is open; what fails costs its first line only. */
async function* recordsOf(
	file: string,
	delimiter: () => string | undefined,
	skipped: Skipped[]
): AsyncGenerator<CsvRecord> {
	let open: Line[] = [];
	const waiting: Line[] = [];

	function* take(isEnd: boolean): Generator<CsvRecord> {
		for (;;) {
			const next = waiting.shift();
			if (next) open.push(next);
			const [first] = open;
			if (!first || (!next && !isEnd)) return;
			if (open.length === 1 && first.text === '') {
				open = [];
				continue;
			}
			const text = open.map((line) => line.text).join('\n');
			if (hasOpenQuote(text) && !isEnd && open.length < LINES_OF_RECORD) continue;
			if (hasOpenQuote(text) && waiting.length && open.length < LINES_OF_RECORD) continue;
			const fields = delimiter() === undefined ? [] : fieldsOf(text, delimiter() ?? ',');
			if (fields) yield { line: first.number, text, fields };
			else {
				skipped.push({ line: first.number, why: 'has a stray quote' });
				waiting.unshift(...open.slice(1));
			}
			open = [];
		}
	}

	for await (const line of linesOf(file)) {
		waiting.push(line);
		yield* take(false);
	}
	yield* take(true);
}

const hasOpenQuote = (text: string) => (text.match(/"/g)?.length ?? 0) % 2 === 1;

/** Undefined if it is not one well-formed record. */
function fieldsOf(text: string, delimiter: string): string[] | undefined {
	if (!text.includes('"')) return text.split(delimiter);
	try {
		const records: string[][] = parse(text, { delimiter, record_delimiter: '\u0000' });
		return records.length === 1 ? records[0] : undefined;
	} catch {
		return undefined;
	}
}

/** `energie.csv` → `Energie` */
function topicOf(name: string): string {
	const stem = basename(name, extname(name)).replace(/[_-]+/g, ' ').trim();
	return stem.charAt(0).toLocaleUpperCase() + stem.slice(1);
}

/** What the file says, else what the letters say. */
function languageOf(text: string, given: string | undefined): string {
	if (given && /^[a-z]{2,3}(-[a-z0-9]{2,8})?$/i.test(given.trim())) return given.trim();
	if (/\p{Script=Arabic}/u.test(text)) return 'ar';
	if (/\p{Script=Cyrillic}/u.test(text)) return 'uk';
	return 'de';
}
