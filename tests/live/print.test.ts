import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { readChoice } from '#lib/server/print/choices.ts';
import { DOCUMENT_NAMES, type DocumentName } from '#lib/server/print/documents.ts';
import { printPapers } from '#lib/server/print/print.ts';
import { createSetter } from '#lib/server/print/typst.ts';
import { LANGUAGES, speech } from '#lib/text/languages.ts';
import { GET } from '../../src/routes/office/(staff)/w/[id]/print/[document]/+server.ts';
import { makeApp, OFFICE, type TestApp } from '../support/app.ts';
import { readPdf, type Pdf, type PdfPage } from '../support/pdf.ts';

const ORIGIN = 'http://192.168.178.23:3000';
const LANGS = Object.keys(LANGUAGES);
const NASTY = '#read("/etc/passwd") $x^2$ *fett* @ref \\ <a> // ok';
const LONG_MS = 180_000;

let test: TestApp;
let state: State;
let code: string;

async function made(tables: number, seats: number, edits: object = {}): Promise<Id> {
	const { id } = await test.workshop({ tables, seats, open: false });
	await test.must(id, OFFICE, 'workshop.edit', edits);
	return id;
}

async function print(names: DocumentName[], query = '', of = state): Promise<Record<string, Pdf>> {
	const choices = names.map((name) => readChoice(name, new URLSearchParams(query), of));
	const { body } = await printPapers(of, {
		choices,
		asKit: true,
		staffLang: 'de',
		origin: ORIGIN,
		isLocal: true,
		now: Date.UTC(2027, 2, 1)
	});
	const files = Object.entries(unzipSync(body));
	return Object.fromEntries(files.map(([name, bytes]) => [name, readPdf(bytes)]));
}

const only = (files: Record<string, Pdf>): Pdf => {
	const [pdf] = Object.values(files);
	if (!pdf) throw new Error('nothing was printed');
	return pdf;
};
/**
 * Words that are nowhere on the pages. Those with marks of their own are left out: marks are drawn before
 * or after their letter, as the font likes.
 */
const missing = (pages: PdfPage[], text: string) => {
	const all = pages.map((page) => `${page.text} ${page.turned}`).join(' ');
	const words = text.normalize('NFC').match(/[\p{L}\p{M}]{3,}/gu) ?? [];
	return words.filter((word) => !/\p{M}/u.test(word) && !all.normalize('NFC').includes(word));
};

beforeAll(async () => {
	test = await makeApp();
	const edits = {
		title: NASTY,
		date: '2027-03-01',
		time: '18:00',
		venue: 'Rathaus',
		wifi: 'Rathaus; "Gast"',
		languages: LANGS
	};
	const id = await made(9, 5, edits);
	state = await test.app.rooms.state(id);
	code = state.workshop?.code ?? '';
});
afterAll(() => test.stop());

describe('the print kit', () => {
	it(
		'has every paper: on A4 to the point, tagged, with title and language',
		async () => {
			const files = Object.values(
				await print(DOCUMENT_NAMES, LANGS.map((lang) => `plan.lang=${lang}`).join('&'))
			);
			expect(files).toHaveLength(DOCUMENT_NAMES.length);
			for (const pdf of files) {
				expect(pdf).toMatchObject({ lang: 'de', isAccessible: true });
				expect(pdf.title).toContain('#read(');
				for (const { width, height } of pdf.pages) {
					expect(width).toBeCloseTo(210, 1);
					expect(height).toBeCloseTo(297, 1);
				}
			}
		},
		LONG_MS
	);

	it(
		'leads every sign to its own table, from both of its sides',
		async () => {
			const { pages } = only(await print(['tents'], 'from=3&to=5'));
			const url = (table: number) => `${ORIGIN}/w/${code}?table=${table}`;
			expect(pages.map(({ codes }) => codes)).toEqual([3, 4, 5].map((n) => [url(n), url(n)]));
		},
		LONG_MS
	);

	it(
		'leads the poster to the workshop and the Wi-Fi sheet into the network first',
		async () => {
			const files = await print(['poster', 'wifi']);
			const join = `${ORIGIN}/w/${code}`;
			expect(files['plakat.pdf']?.pages.map(({ codes }) => codes)).toEqual([[join]]);
			expect(files['wlan-blatt.pdf']?.pages.map(({ codes }) => codes)).toEqual([
				['WIFI:T:nopass;S:Rathaus\\; \\"Gast\\";;', join]
			]);
			const [large] = only(await print(['poster'], 'paper=a3')).pages;
			expect([large?.width, large?.height].map((mm) => Math.round(mm ?? 0))).toEqual([297, 420]);
		},
		LONG_MS
	);

	it(
		'says everything in each language',
		async () => {
			const files = await print(
				['tents', 'poster', 'wifi', 'network', 'cards', 'plan', 'letters'],
				[...LANGS.map((lang) => `plan.lang=${lang}`), 'sheets=1'].join('&')
			);
			const pages = Object.values(files).flatMap((pdf) => pdf.pages);
			for (const lang of LANGS) {
				const { messages } = speech(lang, 'print');
				const said = [
					'scan',
					'free',
					'type',
					'wifi.2',
					'wifi.3',
					'card.title',
					'card.give',
					'net.title',
					'net.host.3',
					'plan.title',
					'rule.stay'
				];
				const lost = said.flatMap((key) => missing(pages, String(messages[key])));
				expect({ lang, lost }).toEqual({ lang, lost: [] });
			}
		},
		LONG_MS
	);

	it(
		'numbers paper cards on and on, and each card is given once',
		async () => {
			const { pages } = only(
				await print(['cards'], 'cards.lang=de&cards.lang=ar&sheets=2&first=41')
			);
			const numbers = pages.flatMap(({ text }) => text.match(/\d{3}p/g) ?? []);
			expect(numbers).toEqual(Array.from({ length: 32 }, (_, i) => `0${41 + i}p`));
		},
		LONG_MS
	);

	it(
		'tells each seat the tables of the rotation',
		async () => {
			const { pages } = only(await print(['plan'], 'plan.lang=de&from=8&to=8'));
			expect(pages[0]?.text.replace(/ +/g, ' ')).toContain(
				'8A 8 8 8 8B 8 9 1 8C 8 1 3 8D 8 2 5 8E 8 3 7'
			);
		},
		LONG_MS
	);
});

describe('what people wrote', () => {
	it(
		'is printed as it is, and read as markup nowhere',
		async () => {
			const { pages } = only(await print(['network'], 'network.lang=de'));
			const text = pages
				.map((page) => page.text)
				.join('')
				.replace(/\s+/g, '');
			expect(text).toContain(NASTY.replace(/\s+/g, ''));
			expect(text).not.toContain('root:');
		},
		LONG_MS
	);

	it('reaches no file outside the templates', () => {
		const content = { title: 'x', lang: 'de', dir: 'ltr' as const };
		for (const path of ['../typst.ts', '/etc/passwd', '../../../../../../etc/passwd'])
			expect(() => createSetter().set(path, content, 0)).toThrow(/cannot be set/);
	});

	it(
		'costs no paper where a character has no font',
		async () => {
			const odd = await test.app.rooms.state(await made(1, 2, { title: 'Auftakt \u{10fffd}' }));
			expect(only(await print(['poster'], '', odd)).pages).toHaveLength(1);
		},
		LONG_MS
	);
});

describe('a very large hall', () => {
	it(
		'gets a sign for each of 400 tables, and seat cards in files of a size that can be set',
		async () => {
			const large = await test.app.rooms.state(await made(400, 4));
			const files = await print(['tents', 'letters'], '', large);
			expect(files['tischaufsteller.pdf']?.pages).toHaveLength(400);
			const cards = Object.entries(files).filter(([name]) => name.startsWith('platzkarten-'));
			expect(cards.map(([name]) => name)).toEqual([
				'platzkarten-1-150.pdf',
				'platzkarten-151-300.pdf',
				'platzkarten-301-400.pdf'
			]);
			expect(cards.map(([, pdf]) => pdf.pages.length)).toEqual([75, 75, 50]);
		},
		LONG_MS
	);
});

it('hands paper to staff only', async () => {
	const url = new URL('http://localhost/office/w/x/print/tents');
	const event = {
		url,
		params: { id: 'x', document: 'tents' },
		locals: { app: test.app },
		request: new Request(url),
		cookies: { get: () => undefined }
	};
	await expect(Promise.resolve(GET(event as never))).rejects.toMatchObject({
		status: 303,
		location: expect.stringContaining('/office/sign-in') as string
	});
});
