import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { CHAPTERS, writeDocument } from './document.ts';
import { renderDocx } from './docx.ts';
import { AWKWARD_TEXTS, evening, Fixture, HIDDEN_WORDS, NOW, WITHDRAWN_WORDS } from './fixture.ts';
import { idLinks } from './phrases.ts';
import { publish } from './publish.ts';
import { createWording } from './wording.ts';

async function parts(fixture: Fixture, lang = 'de'): Promise<Record<string, string>> {
	const wording = createWording(lang);
	const tree = writeDocument(publish(fixture.state()), wording, { now: NOW, hash: 'abc' });
	const files = unzipSync(await renderDocx(tree, NOW));
	return Object.fromEntries(Object.entries(files).map(([name, data]) => [name, strFromU8(data)]));
}

const unescape = (xml: string) =>
	xml
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&apos;/g, "'")
		.replace(/&amp;/g, '&');

/** Text as a reader sees it: line breaks and tabs are elements. */
const textOf = (xml: string) =>
	unescape(
		[...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(br|tab)\/>/g)]
			.map(([, text, element]) => (element ? (element === 'br' ? '\n' : '\t') : text))
			.join('')
	);

/** Without what stands between an opening and its end of properties, such as tab stops. */
const paragraphs = (xml: string) =>
	[...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gs)].map(([p]) =>
		p.replace(/<w:pPr>.*?<\/w:pPr>/s, (properties) => properties.replace(/<w:tab [^>]*>/g, ''))
	);
const styled = (xml: string, style: string) =>
	paragraphs(xml).filter((p) => p.includes(`<w:pStyle w:val="${style}"/>`));
/** Cells of all tables, row by row. */
const rows = (xml: string) =>
	[...xml.matchAll(/<w:tr>.*?<\/w:tr>|<w:tr [^>]*>.*?<\/w:tr>/gs)].map(([row]) =>
		[...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell))
	);

const german = await parts(evening());
const body = german['word/document.xml'] ?? '';

describe('Word document', () => {
	test.each(['de', 'en'])(
		'has the nine chapters and nothing else as first level (%s)',
		async (lang) => {
			const xml = (await parts(evening(), lang))['word/document.xml'] ?? '';
			expect(styled(xml, 'Heading1').map(textOf)).toEqual([...CHAPTERS]);
		}
	);

	test('says of every line height that it is relative, or LibreOffice sets large type on top of small', () => {
		const heights = [
			...(german['word/styles.xml'] ?? '').matchAll(/<w:spacing [^>]*w:line="[^>]*>/g)
		];
		expect(heights.length).toBeGreaterThan(0);
		expect(heights.filter(([spacing]) => !spacing.includes('w:lineRule="auto"'))).toEqual([]);
	});

	test('lists every contribution and essence exactly once in annex C', () => {
		const data = publish(evening().state());
		const ids = [...data.contributions, ...data.essences].map(({ id }) => id);
		const listed = rows(body).map(([first]) => first ?? '');
		for (const id of ids) {
			expect(listed.filter((cell) => cell === id)).toEqual([id]);
			const bookmark = `w:name="${id.replaceAll('-', '_')}"`;
			expect(body.split(bookmark).length - 1).toBe(1);
		}
	});

	test.each(AWKWARD_TEXTS)('carries %j letter by letter', (text) => {
		expect(rows(body).some((cells) => cells[1] === text)).toBe(true);
	});

	test('prints no hidden or withdrawn words, but what became of them', () => {
		for (const xml of Object.values(german))
			for (const secret of [HIDDEN_WORDS, WITHDRAWN_WORDS, 'secret-participant', 'HAFENTRS'])
				expect(xml).not.toContain(secret);
		const fate = (id: string) =>
			rows(body)
				.find(([first]) => first === id)
				?.at(-1);
		expect(fate('R2-T02-001')).toBe('verwendet in Leitlinie 1');
		expect(fate('R2-T03-002')).toBe('Widerspruch zu Leitlinie 1');
		expect(fate('R2-T02-002')).toBe('ausgeblendet: Beleidigung');
		expect(fate('R2-T02-003')).toBe('zurückgezogen');
		expect(fate('R2-T02-1000')).toBe('noch nicht verwendet');
		expect(fate('R1-T01-006')).toContain('weitergetragen zu Tisch 3 (Runde 2)');
	});

	test('counts for a guideline what its evidence says, prints dissent and editorial additions', () => {
		const text = textOf(body);
		expect(text).toContain(
			'2 Beiträge · 1 Kernsatz · von 2 der 3 Tische · aus 1 Runde · 12 Punkte in der Abstimmung'
		);
		expect(text).toContain('WiderspruchNicht noch mehr KurseR2-T03-002');
		expect(text).toContain('Redaktionelle Ergänzung');
	});

	test('joins the numbers of many neighbours to ranges, and names each of few', () => {
		const ids = Array.from({ length: 80 }, (_, i) => `R1-T01-${String(i + 1).padStart(3, '0')}`);
		const text = (of: string[]) =>
			idLinks(of)
				.map((part) => part.text)
				.join('');
		expect(text([...ids, 'R1-T02-007', 'R2-T01-008'])).toBe(
			'R1-T01-001 – R1-T01-080, R1-T02-007, R2-T01-008'
		);
		expect(text(ids.slice(0, 3))).toBe('R1-T01-001, R1-T01-002, R1-T01-003');
	});

	test('links every piece of evidence to its place in the annex', () => {
		const names = new Set(
			[...body.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, n]) => n)
		);
		const links = [...body.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, n]) => n);
		expect(links).toContain('R2_T02_001');
		expect(links.filter((link) => !names.has(link))).toEqual([]);
	});

	test('marks right-to-left paragraphs and runs and their language', () => {
		const arabic = paragraphs(body).filter((p) => textOf(p) === AWKWARD_TEXTS[10]);
		expect(arabic.length).toBeGreaterThan(0);
		for (const p of arabic) {
			expect(p).toContain('<w:bidi/>');
			expect(p).toMatch(/<w:rtl\/>.*<w:lang w:bidi="ar"\/>|<w:lang w:bidi="ar"\/>.*<w:rtl\/>/s);
		}
		const mixed = paragraphs(body).find((p) => textOf(p) === AWKWARD_TEXTS[12]) ?? '';
		expect(mixed).not.toContain('<w:bidi/>');
		const runs = [...mixed.matchAll(/<w:r>.*?<\/w:r>/gs)].map(([run]) => run);
		expect(runs.filter((run) => run.includes('<w:rtl/>')).map(textOf)).toEqual(['مرحبا']);
	});

	test('keeps a German address together in an Arabic sentence, and calls neither the other’s language', async () => {
		const text = 'نلتقي في Doberaner Platz 12 يوم الجمعة';
		const fixture = evening();
		fixture.contribution({ id: 'mixed', publicId: 'R1-T01-099', text, lang: 'ar' });
		const xml = (await parts(fixture))['word/document.xml'] ?? '';
		const line = paragraphs(xml).find((p) => textOf(p) === text) ?? '';
		expect(line).toContain('<w:bidi/>');
		const runs = [...line.matchAll(/<w:r>.*?<\/w:r>/gs)].map(([run]) => run);
		const german = runs.filter((run) => !run.includes('<w:rtl/>'));
		expect(german.map(textOf)).toEqual(['Doberaner Platz 12']);
		expect(german.join('')).not.toMatch(/w:lang [^>]*"ar"/);
		expect(runs.filter((run) => run.includes('w:bidi="ar"'))).toHaveLength(2);
	});

	test('uses styles that Word has, a contents field, repeated table heads and no text boxes', () => {
		const styles = german['word/styles.xml'] ?? '';
		const defined = new Set([...styles.matchAll(/w:styleId="([^"]+)"/g)].map(([, id]) => id));
		const used = new Set([...body.matchAll(/<w:pStyle w:val="([^"]+)"/g)].map(([, id]) => id));
		expect([...used].filter((id) => !defined.has(id))).toEqual([]);
		expect(body).toMatch(/TOC .*1-2/);
		expect(german['word/settings.xml']).toContain('<w:updateFields');
		const tables = body.split('<w:tbl>').length - 1;
		expect(body.split('<w:tblHeader/>').length - 1).toBe(tables);
		expect(body).not.toMatch(/txbxContent|<w:pict|<w:drawing/);
	});

	test('names title, language, mandate and snapshot', () => {
		expect(german['docProps/core.xml']).toContain(
			'<dc:title>Entwurf: Auftakt: Zusammen in Rostock</dc:title>'
		);
		expect(german['docProps/core.xml']).toContain('<dc:language>de</dc:language>');
		expect(german['word/styles.xml']).toMatch(/<w:lang [^>]*w:val="de"/);
		const header = Object.entries(german).find(
			([name, xml]) => /header\d/.test(name) && xml.includes('<w:t')
		);
		expect(textOf(header?.[1] ?? '')).toBe('Entwurf · 2011/BV/2285');
		expect(textOf(body)).toContain('Prüfsumme der Daten (SHA-256): abc');
		expect(textOf(body)).toContain('4. Mai 2026');
	});

	test('writes the same words for the same rows', async () => {
		const again = await parts(evening());
		const words = (xml = '') => paragraphs(xml).map(textOf);
		expect(words(again['word/document.xml'])).toEqual(words(body));
	});

	test('groups chapter 6 by fields of action, with the groups that nobody assigned last', async () => {
		const fixture = evening()
			.field('f1', 'Sprache & Schrift', 0, [], ['c1'])
			.field('f2', 'Engagement', 1, [], []);
		const xml = (await parts(fixture))['word/document.xml'] ?? '';
		const level = (n: number) =>
			paragraphs(xml)
				.filter((p) => p.includes(`<w:pStyle w:val="Heading${n}"/>`))
				.map(textOf);
		const second = level(2);
		expect(second.slice(second.indexOf('Sprache & Schrift')).slice(0, 2)).toEqual([
			'Sprache & Schrift',
			'Nicht zugeordnet'
		]);
		expect(level(3)).toContain('Sprache öffnet Türen');
		const text = textOf(xml);
		expect(text).toContain('Zu diesen Handlungsfeldern liegt nichts vor: Engagement.');
		expect(text).toContain('Berührte HandlungsfelderSprache & Schrift');
		const names = new Set(
			[...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name)
		);
		const links = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, n]) => n);
		expect(links).toContain('G_01');
		expect(links.filter((link) => !names.has(link))).toEqual([]);
	});

	test('stands for an evening on which nothing was said', async () => {
		const xml = (
			await parts(new Fixture().workshop({ mandate: '', date: '', state: 'open' }).table(1))
		)['word/document.xml'];
		const text = textOf(xml ?? '');
		expect(text).toContain('Es gibt noch keine Beiträge.');
		expect(text).toContain('Es gab keine Abstimmung.');
		expect(text).toContain('Das Dokument zeigt einen Zwischenstand.');
	});

	test('says on the cover that a rehearsal is invented', async () => {
		const xml = (await parts(new Fixture().workshop({ rehearsal: true })))['word/document.xml'];
		expect(textOf(xml ?? '')).toContain('Alle Beiträge in diesem Dokument sind erfunden.');
	});
});
