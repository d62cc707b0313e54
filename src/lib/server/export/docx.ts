/**
 * Owns the Word file: writes a tree of blocks with Word's own built-in styles only, so that the office's
 * template gives it the office's looks. Numbers before headings are automatic numbering, the contents are
 * a field, evidence leads to bookmarks. The same document gives the same bytes in every part that holds
 * text.
 */
import {
	AlignmentType,
	Bookmark,
	BorderStyle,
	Document,
	Footer,
	Header,
	HeadingLevel,
	InternalHyperlink,
	LeaderType,
	Packer,
	PageBreak,
	PageNumber,
	PageReference,
	Paragraph,
	ShadingType,
	Tab,
	TabStopType,
	Table,
	TableCell,
	TableLayoutType,
	TableOfContents,
	TableRow,
	TextRun,
	WidthType,
	type IParagraphOptions,
	type IRunOptions,
	type ParagraphChild
} from 'docx';
import type { Block, Cell, Column, Inline, ParagraphRole, WrittenDocument } from './blocks.ts';
import { directionOf } from '#lib/text/tags.ts';
import { isRtl, runsOf } from './direction.ts';
import { numberings, styles } from './docx-styles.ts';

/** A4 with margins of 2 cm, in twentieths of a point. */
const MARGIN = 1134;
const TEXT_WIDTH = 11_906 - 2 * MARGIN;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'BFB8AC' };

const HEADINGS = {
	1: HeadingLevel.HEADING_1,
	2: HeadingLevel.HEADING_2,
	3: HeadingLevel.HEADING_3
} as const;

const STYLE_OF_ROLE: Record<ParagraphRole, string> = {
	kicker: 'Subtitle',
	title: 'Title',
	subtitle: 'Subtitle',
	'contents-title': 'TOCHeading',
	note: 'BlockText',
	small: 'BodyText3'
};

type FileChild = Paragraph | Table | TableOfContents;

/** A line of the contents. */
interface Entry {
	level: 1 | 2 | 3;
	title: string;
	anchor: string;
}

export async function renderDocx(doc: WrittenDocument, writtenAt: number): Promise<Uint8Array> {
	const file = new Document({
		title: doc.title,
		styles: styles(doc.lang),
		numbering: numberings(doc.seriesNames),
		features: { updateFields: true },
		sections: [
			{
				properties: {
					titlePage: true,
					page: {
						size: { width: 11_906, height: 16_838 },
						margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN }
					}
				},
				// The cover is the title page and carries neither.
				headers: { default: header(doc), first: new Header({ children: [new Paragraph({})] }) },
				footers: { default: footer(doc), first: new Footer({ children: [new Paragraph({})] }) },
				children: writeBlocks(doc)
			}
		]
	});
	return Packer.pack(file, 'uint8array', undefined, [
		{ path: 'docProps/core.xml', data: coreProperties(doc, writtenAt) }
	]);
}

function writeBlocks({ blocks, seriesNames }: WrittenDocument): FileChild[] {
	const headings = new Map<Block, Entry>();
	const counts = { chapter: 0, guideline: 0, annex: 0 };
	for (const block of blocks) {
		if (block.type !== 'heading' || block.level > 2) continue;
		const series = block.level === 1 ? 'chapter' : block.series;
		const n = series ? ++counts[series] : 0;
		const numbers = {
			chapter: `${n} `,
			guideline: `${seriesNames.guideline} ${n}: `,
			annex: `${seriesNames.annex} ${String.fromCharCode(64 + n)}: `
		};
		headings.set(block, {
			level: block.level,
			title: (series ? numbers[series] : '') + block.content.map(({ text }) => text).join(''),
			anchor: block.anchor ?? `heading-${headings.size + 1}`
		});
	}
	return blocks.flatMap((block) =>
		block.type === 'contents'
			? contents([...headings.values()])
			: writeBlock(
					block,
					headings.get(block)?.anchor ?? (block.type === 'heading' ? block.anchor : undefined)
				)
	);
}

/**
 * A field that Word fills again when it opens the file; until then, and in programs that do not, it shows
 * these entries. Page numbers are references, because only a program that lays out pages knows them.
 */
function contents(entries: Entry[]): FileChild[] {
	const lines = entries.map(({ level, title, anchor }) => {
		const to = bookmark(anchor);
		return new Paragraph({
			style: `TOC${level}`,
			tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH, leader: LeaderType.DOT }],
			children: [
				new InternalHyperlink({
					anchor: to,
					children: [
						new TextRun(writable(title)),
						new TextRun({ children: [new Tab()] }),
						new PageReference(to)
					]
				})
			]
		});
	});
	return [
		new TableOfContents('', {
			hyperlink: true,
			headingStyleRange: '1-2',
			contentChildren: lines
		})
	];
}

function writeBlock(block: Exclude<Block, { type: 'contents' }>, anchor?: string): FileChild[] {
	switch (block.type) {
		case 'heading': {
			const { level, series } = block;
			return [
				paragraph(block.content, {
					heading: HEADINGS[level],
					pageBreakBefore: level === 1,
					...(series && { numbering: { reference: series, level: 0, custom: true } }),
					...(anchor && { anchor })
				})
			];
		}
		case 'paragraph':
			return [
				paragraph(block.content, {
					...(block.role && { style: STYLE_OF_ROLE[block.role] }),
					// The first line of the cover; what follows stands in the upper third.
					...(block.role === 'kicker' && { spacing: { before: 2800, after: 160 } })
				})
			];
		case 'list':
			return block.items.map((item, index) =>
				paragraph(item, {
					style: 'ListBullet',
					spacing: { after: index === block.items.length - 1 ? 160 : 60 },
					numbering: { reference: 'bullets', level: 0, custom: true }
				})
			);
		case 'quote':
			return [
				paragraph(block.content, { style: 'Quote', keepNext: true, keepLines: true }),
				paragraph(block.source, { style: 'BodyTextIndent3' })
			];
		case 'table':
			return [
				paragraph([{ text: block.caption }], { style: 'Caption', keepNext: true }),
				table(block.columns, block.rows),
				new Paragraph({ style: 'BodyText3', children: [] })
			];
		case 'page-break':
			return [new Paragraph({ children: [new PageBreak()] })];
	}
}

function paragraph(
	content: Inline[],
	{ anchor, ...options }: IParagraphOptions & { anchor?: string } = {}
): Paragraph {
	const rtl = isRtl(content.map(({ text }) => text).join(''));
	const runs = content.flatMap((inline) => writeInline(inline, rtl));
	return new Paragraph({
		...options,
		...(rtl && { bidirectional: true }),
		children: anchor ? [new Bookmark({ id: bookmark(anchor), children: runs })] : runs
	});
}

function writeInline(inline: Inline, paragraphIsRtl: boolean): ParagraphChild[] {
	const runs = runsOf(writable(inline.text), paragraphIsRtl).map(({ text, rtl }) => {
		// A German name in an Arabic text is not Arabic: Word would check its letters as such.
		const isOwn = inline.lang !== undefined && rtl === (directionOf(inline.lang) === 'rtl');
		const language = isOwn && {
			language: rtl ? { bidirectional: inline.lang } : { value: inline.lang }
		};
		return new TextRun({
			children: lines(text),
			...language,
			...(rtl && { rightToLeft: true }),
			...(inline.strong && { bold: true, boldComplexScript: true }),
			...(inline.to && { style: 'Hyperlink' })
		});
	});
	return inline.to
		? [new InternalHyperlink({ anchor: bookmark(inline.to), children: runs })]
		: runs;
}

type RunChild = NonNullable<IRunOptions['children']>[number];

/** Line ends and tabs are elements in Word, not characters. */
function lines(text: string): RunChild[] {
	if (!/[\n\t]/.test(text)) return [text];
	return text
		.split(/([\n\t])/)
		.filter(Boolean)
		.map((part): RunChild =>
			part === '\n' ? new TextRun({ break: 1 }) : part === '\t' ? new Tab() : part
		);
}

function table(columns: Column[], rows: Cell[][]): Table {
	const widths = columns.map(({ share }) => Math.floor((TEXT_WIDTH * share) / 100));
	const cells = (row: Cell[], isHead: boolean) =>
		row.map(({ content, anchor }, index) => {
			const bold = isHead ? content.map((inline) => ({ ...inline, strong: true })) : content;
			return new TableCell({
				width: { size: widths[index] ?? 0, type: WidthType.DXA },
				...(isHead && {
					shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'F3EEE4' }
				}),
				children: [paragraph(bold, { style: 'BodyText2', ...(anchor && { anchor }) })]
			});
		});
	return new Table({
		width: { size: TEXT_WIDTH, type: WidthType.DXA },
		columnWidths: widths,
		layout: TableLayoutType.FIXED,
		style: 'TableGrid',
		borders: {
			top: LINE,
			bottom: LINE,
			left: LINE,
			right: LINE,
			insideHorizontal: LINE,
			insideVertical: LINE
		},
		margins: { top: 60, bottom: 60, left: 100, right: 100 },
		rows: [
			new TableRow({
				tableHeader: true,
				cantSplit: true,
				children: cells(
					columns.map(({ title }) => ({ content: [{ text: title }] })),
					true
				)
			}),
			...rows.map((row) => new TableRow({ cantSplit: true, children: cells(row, false) }))
		]
	});
}

function header({ header: text }: WrittenDocument): Header {
	return new Header({ children: [paragraph([{ text }], { style: 'Header' })] });
}

function footer({ footer: [before, between, after] }: WrittenDocument): Footer {
	const run = new TextRun({
		children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after].filter(Boolean)
	});
	return new Footer({
		children: [new Paragraph({ style: 'Footer', alignment: AlignmentType.END, children: [run] })]
	});
}

/** Bookmark names take letters, digits and `_` only. */
function bookmark(id: string): string {
	return id.replaceAll('-', '_');
}

/** What XML cannot hold becomes a visible mark; rows hold none of it, but a file must open in any case. */
function writable(text: string): string {
	// eslint-disable-next-line no-control-regex
	return text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '\ufffd');
}

/** Written here because the library neither names the language nor lets the time be given. */
function coreProperties({ title, lang }: WrittenDocument, writtenAt: number): string {
	const time = new Date(writtenAt).toISOString().replace(/\.\d+/, '');
	const escaped = writable(title).replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`);
	return [
		'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
		'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
		`<dc:title>${escaped}</dc:title><dc:creator>Auftakt</dc:creator><dc:language>${lang}</dc:language>`,
		`<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`,
		`<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`,
		'</cp:coreProperties>'
	].join('');
}
