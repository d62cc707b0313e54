/**
 * Reads back what a printed PDF says: its pages, its words, its QR codes. Knows only as much of the format
 * as our typesetter writes: plain objects, deflated streams, fonts with a map to Unicode.
 */
import { inflateSync } from 'node:zlib';
import jsQR from 'jsqr';

export interface PdfPage {
	/** Millimetres. */
	width: number;
	height: number;
	/** In the order in which it is drawn: words of Arabic script stand back to front. */
	text: string;
	/** The same with every stretch turned round. */
	turned: string;
	codes: string[];
}

export interface Pdf {
	title: string;
	lang: string;
	/** Tagged, and checked by the typesetter against PDF/UA-1: every glyph found, every picture named. */
	isAccessible: boolean;
	pages: PdfPage[];
}

const MM = 25.4 / 72;
const QUIET_ZONE = 4;
/** A code has hundreds of runs of dark modules; a pictogram has none. */
const FEWEST_RUNS = 80;

export function readPdf(bytes: Uint8Array): Pdf {
	const file = Buffer.from(bytes).toString('latin1');
	const objects = new Map<string, string>();
	for (const [, id = '', body = ''] of file.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
		objects.set(id, body);
	const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body));
	return {
		title: Buffer.from(
			/<rdf:li xml:lang="[^"]*">([^<]*)</.exec(file)?.[1] ?? '',
			'latin1'
		).toString(),
		lang: /\/Lang \((\w+)\)\n\s*\/StructTreeRoot/.exec(file)?.[1] ?? '',
		isAccessible: /\/Marked true/.test(file) && /<pdfuaid:part>1</.test(file),
		pages: pages.map((page) => readPage(page, objects))
	};
}

function readPage(page: string, objects: Map<string, string>): PdfPage {
	const [, width = 0, height = 0] =
		/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page)?.map(Number) ?? [];
	const content = streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '');
	const fonts = new Map<string, Map<string, string>>();
	const resources = /\/Resources (\d+) 0 R/.exec(page)?.[1];
	const where = resources === undefined ? page : (objects.get(resources) ?? '');
	for (const [, name = '', id = ''] of where.matchAll(/\/(f\d+) (\d+) 0 R/g))
		fonts.set(name, unicodeOf(objects.get(id) ?? '', objects));
	const runs = [...content.matchAll(/\/(f\d+) [\d.]+ Tf\n[\s\S]*?ET/g)].map(([run, name = '']) =>
		glyphsOf(run).map((glyph) => fonts.get(name)?.get(glyph) ?? '')
	);
	return {
		width: width * MM,
		height: height * MM,
		text: runs.map((run) => run.join('')).join(' '),
		turned: runs.map((run) => run.toReversed().join('')).join(' '),
		codes: codesOf(content)
	};
}

function streamOf(body: string): string {
	const begin = body.indexOf('stream\n') + 'stream\n'.length;
	const data = body.slice(begin, body.lastIndexOf('endstream'));
	return /\/FlateDecode/.test(body.slice(0, begin))
		? inflateSync(Buffer.from(data, 'latin1')).toString('latin1')
		: data;
}

function unicodeOf(font: string, objects: Map<string, string>): Map<string, string> {
	const map = streamOf(objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '') ?? '');
	const pairs = [...map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/gi)];
	return new Map(
		pairs.map(([, glyph = '', text = '']) => [
			glyph.toLowerCase(),
			Buffer.from(text, 'hex').swap16().toString('utf16le')
		])
	);
}

/** Two bytes a glyph, as hexadecimal digits. */
function glyphsOf(run: string): string[] {
	return stringsOf(run).flatMap((hex) => hex.toLowerCase().match(/.{4}/g) ?? []);
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/**
 * Strings as hexadecimal digits: they stand in angle brackets already so, or in parentheses as bytes, and
 * there inner parentheses that match need no mark.
 */
function stringsOf(run: string): string[] {
	const strings: string[] = [];
	let depth = 0;
	let begin = 0;
	for (let at = 0; at < run.length; at++) {
		const char = run[at];
		if (char === '\\') at++;
		else if (char === '(' && depth++ === 0) begin = at + 1;
		else if (char === ')' && --depth === 0) strings.push(hexOf(run.slice(begin, at)));
		else if (char === '<' && depth === 0) begin = at + 1;
		else if (char === '>' && depth === 0) strings.push(run.slice(begin, at));
	}
	return strings;
}

function hexOf(literal: string): string {
	const bytes = literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, it: string) =>
		/^[0-7]/.test(it) ? String.fromCharCode(Number.parseInt(it, 8)) : (ESCAPES[it] ?? it)
	);
	return Buffer.from(bytes, 'latin1').toString('hex');
}

/** Paints what was drawn in whole modules and looks at it as a phone does. */
function codesOf(content: string): string[] {
	return content.split(/\nf\*?\n/).flatMap((drawing) => {
		const runs = [...drawing.matchAll(/\n(\d+) (\d+) m\n(\d+) \2 l\n\3 (\d+) l\n\1 \4 l\nh/g)].map(
			([, x, y, right]) => ({ x: Number(x), y: Number(y), right: Number(right) })
		);
		if (runs.length < FEWEST_RUNS) return [];
		const side = Math.max(...runs.map(({ right }) => right)) + QUIET_ZONE;
		const scale = 4;
		const pixels = new Uint8ClampedArray((side * scale) ** 2 * 4).fill(255);
		for (const { x, y, right } of runs)
			for (let row = y * scale; row < (y + 1) * scale; row++)
				for (let column = x * scale; column < right * scale; column++)
					pixels.fill(0, (row * side * scale + column) * 4, (row * side * scale + column) * 4 + 3);
		return [jsQR(pixels, side * scale, side * scale)?.data ?? 'unreadable'];
	});
}
