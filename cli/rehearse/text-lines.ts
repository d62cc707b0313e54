/**
 * Owns the way from bytes to lines: finds out how a file is encoded and reads it as a stream. UTF-8 and
 * UTF-16 are known by their marks or bytes; what is not UTF-8 is taken for Windows-1252, which older
 * spreadsheets write. What is not text at all is refused.
 */
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';

export const LARGEST_FILE_BYTES = 50 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/** A file that cannot be used, in one line that names it. */
export class RefusedFile extends Error {
	override readonly name = 'RefusedFile';

	constructor(file: string, why: string) {
		super(`${basename(file)}: ${why}`);
	}
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface Line {
	/** From 1, as editors count. */
	number: number;
	text: string;
}

/** The lines of a text file without their ends; the size is checked before anything is read. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
	const decoder = new TextDecoder(await encodingOf(file));
	let number = 0;
	let rest = '';
	for await (const chunk of bytesOf(file)) {
		rest += decoder.decode(chunk, { stream: true });
		// A lone CR at the end may be half of a line end whose other half comes next.
		const whole = rest.endsWith('\r') ? rest.length - 1 : rest.length;
		const lines = rest.slice(0, whole).split(/\r\n|\n|\r/);
		rest = (lines.pop() ?? '') + rest.slice(whole);
		for (const text of lines) yield { number: ++number, text };
	}
	rest += decoder.decode();
	const last = rest.split(/\r\n|\n|\r/);
	if (last.at(-1) === '') last.pop();
	for (const text of last) yield { number: ++number, text };
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
	const handle = await open(file);
	try {
		for (;;) {
			const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES);
			if (bytesRead === 0) return;
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await handle.close();
	}
}

export async function encodingOf(file: string): Promise<Encoding> {
	const info = await stat(file).catch(() => undefined);
	if (!info?.isFile()) throw new RefusedFile(file, 'there is no such file.');
	if (info.size > LARGEST_FILE_BYTES) {
		const size = Math.ceil(info.size / 1024 / 1024);
		throw new RefusedFile(file, `is ${size} MB; at most 50 MB are read.`);
	}
	const strict = new TextDecoder('utf-8', { fatal: true });
	let isUtf8 = true;
	let isStart = true;
	for await (const chunk of bytesOf(file)) {
		if (isStart) {
			const known = byItsStart(file, chunk);
			if (known) return known;
		}
		isStart = false;
		if (chunk.includes(0)) throw new RefusedFile(file, 'is not a text file.');
		if (isUtf8) isUtf8 = accepts(strict, chunk);
	}
	return isUtf8 && accepts(strict) ? 'utf-8' : 'windows-1252';
}

function accepts(strict: TextDecoder, chunk?: Uint8Array): boolean {
	try {
		strict.decode(chunk, { stream: chunk !== undefined });
		return true;
	} catch {
		return false;
	}
}

function byItsStart(file: string, chunk: Uint8Array): Encoding | undefined {
	const [a, b] = chunk;
	if (a === 0xff && b === 0xfe) return 'utf-16le';
	if (a === 0xfe && b === 0xff) return 'utf-16be';
	if (a === 0x50 && b === 0x4b)
		throw new RefusedFile(file, 'is a spreadsheet or archive, not CSV. Save it as CSV (UTF-8).');
	// A header is written in Latin letters: in UTF-16 every second byte of them is zero.
	const head = chunk.subarray(0, 64);
	const zeros = (from: number) => head.filter((byte, i) => i % 2 === from && byte === 0).length;
	if (zeros(0) === 0 && zeros(1) > head.length / 4) return 'utf-16le';
	if (zeros(1) === 0 && zeros(0) > head.length / 4) return 'utf-16be';
	return undefined;
}
