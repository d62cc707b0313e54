import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readStatements } from './statements.ts';

const fixture = (name: string) =>
	fileURLToPath(new URL(`../../tests/support/fixtures/${name}`, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'auftakt-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

const textsOf = async (path: string) =>
	(await readStatements(path)).statements.map(({ text }) => text);

describe('reading statements', () => {
	test('reads an export of Polis with quotes, line breaks and several scripts', async () => {
		const { topic, statements, skipped } = await readStatements(fixture('polis.csv'));
		expect(topic).toBe('Polis');
		expect(skipped).toEqual([]);
		expect(statements).toEqual([
			{ text: 'In bestehenden Netzen soll man "eigene" Wärme einspeisen können.', lang: 'de' },
			{ text: 'KEIN Gas + Öl', lang: 'de' },
			{ text: 'Zwei Zeilen,\nein Gedanke', lang: 'de' },
			{ text: '=1+1', lang: 'de' },
			{ text: 'نريد طاقة نظيفة', lang: 'ar' },
			{ text: 'Тепло для всіх', lang: 'uk' }
		]);
	});

	test('names each damaged line, and loses no other one', async () => {
		const { statements, skipped } = await readStatements(fixture('broken.csv'));
		expect(statements.map(({ text }) => text)).toEqual([
			'Der erste Satz ist gut.',
			'Danach geht es weiter.',
			'Auch das, ist gut.',
			'Noch ein "guter" Satz',
			'Trotzdem gelesen'
		]);
		expect(skipped).toEqual([
			{ line: 3, why: 'has a stray quote' },
			{ line: 4, why: 'has a stray quote' },
			{ line: 7, why: 'has 4 columns instead of 2' },
			{ line: 8, why: 'has 1 column instead of 2' },
			{ line: 9, why: 'the text is empty' },
			{ line: 12, why: 'has a stray quote' }
		]);
	});

	test('does not let an unclosed quote swallow a long file', async () => {
		const lines = Array.from({ length: 500 }, (_, i) => `Satz ${i}`);
		lines[100] = '"offen';
		const path = file('offen.csv', ['text', ...lines].join('\n'));
		const { statements, skipped } = await readStatements(path);
		expect(statements).toHaveLength(499);
		expect(skipped).toEqual([{ line: 102, why: 'has a stray quote' }]);
	});

	test('skips what no citizen could have sent', async () => {
		const path = file('lang.csv', `text\n${'ä'.repeat(501)}\n${'👨‍👩‍👧'.repeat(500)}\nmit\u0007Ton\n`);
		const { statements, skipped } = await readStatements(path);
		expect(statements).toHaveLength(1);
		expect(skipped.map(({ line }) => line)).toEqual([2, 4]);
	});

	test.each([
		['UTF-8 with a mark', Buffer.from('\ufefftext\r\nGrüße\r\n')],
		['UTF-16 little endian', Buffer.from('\ufefftext\r\nGrüße\r\n', 'utf16le')],
		['UTF-16 big endian', Buffer.from('\ufefftext\r\nGrüße\r\n', 'utf16le').swap16()],
		['UTF-16 without a mark', Buffer.from('text\r\nGrüße\r\n', 'utf16le')],
		['Windows-1252', Buffer.from('text\r\nGrüße\r\n', 'latin1')],
		['old line ends', Buffer.from('text\rGrüße\r')]
	])('reads %s', async (name, bytes) => {
		expect(await textsOf(file(`${name.replaceAll(' ', '-')}.csv`, bytes))).toEqual(['Grüße']);
	});

	test.each([';', '\t'])('reads columns separated by %j', async (delimiter) => {
		const path = file('spalten.csv', `nr${delimiter}Text\n1${delimiter}Ja, gern\n`);
		expect(await textsOf(path)).toEqual(['Ja, gern']);
	});

	test('reads line ends that lie across two blocks of bytes', async () => {
		const lines = Array.from({ length: 9000 }, (_, i) => `Zeile ${i} äöü`);
		const path = file('gross.csv', ['text', ...lines, ''].join('\r\n'));
		expect(await textsOf(path)).toEqual(lines);
	});

	test.each([
		[
			'spalten.csv',
			'id,body\n1,x\n',
			'spalten.csv: has no column "comment-body" or "text". Its columns: "id", "body".'
		],
		['leer.csv', '', 'leer.csv: is empty.'],
		['kopf.csv', 'text\n', 'kopf.csv: holds no statement that can be used.'],
		[
			'kaputt.csv',
			'comment-body;x\n"offen',
			'kaputt.csv: holds no statement that can be used. Line 2 has a stray quote.'
		],
		[
			'mappe.csv',
			'PK\u0003\u0004…',
			'mappe.csv: is a spreadsheet or archive, not CSV. Save it as CSV (UTF-8).'
		],
		['bild.csv', `text\n${'a'.repeat(200)}\u0000`, 'bild.csv: is not a text file.']
	])('refuses %s in one line', async (name, content, message) => {
		await expect(readStatements(file(name, content))).rejects.toThrow(message);
	});

	test('refuses a file that is too large before reading it', async () => {
		const path = file('riese.csv', 'text\n');
		truncateSync(path, 51 * 1024 * 1024);
		await expect(readStatements(path)).rejects.toThrow(
			'riese.csv: is 51 MB; at most 50 MB are read.'
		);
	});

	test('refuses a file that is not there', async () => {
		await expect(readStatements(join(folder, 'fehlt.csv'))).rejects.toThrow(
			'fehlt.csv: there is no such file.'
		);
	});
});
