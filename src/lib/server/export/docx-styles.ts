/**
 * Owns the looks of the Word file: Word's built-in styles by their own ids and names (an office's
 * template replaces them one by one), and the automatic numbering of headings and lists.
 */
import {
	AlignmentType,
	BorderStyle,
	LevelFormat,
	LevelSuffix,
	LineRuleType,
	type INumberingOptions,
	type IParagraphStyleOptions,
	type IStylesOptions
} from 'docx';
import type { Series } from './blocks.ts';

const INK = '1F1B16';
/** 7:1 on white. */
const SOFT = '575144';
const LINE = 'BFB8AC';
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Calibri', cs: 'Arial' };

const heading = (size: number, before: number) => ({
	run: {
		size,
		sizeComplexScript: size,
		bold: true,
		boldComplexScript: true,
		color: INK,
		font: FONT
	},
	paragraph: {
		spacing: { before, after: 120, line: 264, lineRule: LineRuleType.AUTO },
		keepNext: true,
		keepLines: true
	}
});

export function styles(lang: string): IStylesOptions {
	return {
		default: {
			document: {
				run: {
					font: FONT,
					size: 22,
					sizeComplexScript: 22,
					color: INK,
					language: { value: lang, bidirectional: 'ar-SA' }
				},
				paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } }
			},
			title: {
				run: { size: 56, sizeComplexScript: 56, bold: true, boldComplexScript: true },
				paragraph: { spacing: { before: 120, after: 240 } }
			},
			heading1: {
				...heading(34, 0),
				paragraph: {
					...heading(34, 0).paragraph,
					numbering: { reference: 'chapter', level: 0 }
				}
			},
			heading2: heading(28, 320),
			heading3: heading(23, 240),
			caption: {
				run: { size: 19, sizeComplexScript: 19, italics: false, color: SOFT },
				paragraph: { spacing: { before: 160, after: 60 }, keepNext: true }
			},
			hyperlink: { run: { color: '1B4F7A', underline: {} } }
		},
		paragraphStyles: [
			builtIn('Subtitle', 'Subtitle', {
				run: { size: 28, sizeComplexScript: 28, color: SOFT },
				paragraph: { spacing: { before: 120, after: 240 } }
			}),
			builtIn('TOCHeading', 'TOC Heading', heading(34, 0)),
			builtIn('TOC1', 'toc 1', {
				paragraph: {
					spacing: { before: 80, after: 20 },
					rightTabStop: 9638
				},
				run: { bold: true, boldComplexScript: true }
			}),
			builtIn('TOC2', 'toc 2', {
				paragraph: { spacing: { after: 20 }, indent: { start: 440 }, rightTabStop: 9638 }
			}),
			builtIn('ListBullet', 'List Bullet', { paragraph: { spacing: { after: 60 } } }),
			builtIn('Quote', 'Quote', {
				run: { italics: false },
				paragraph: { indent: { start: 360, end: 360 }, spacing: { before: 100, after: 20 } }
			}),
			builtIn('BodyText2', 'Body Text 2', {
				run: { size: 19, sizeComplexScript: 19 },
				paragraph: { spacing: { after: 0, line: 252, lineRule: LineRuleType.AUTO } }
			}),
			builtIn('BodyText3', 'Body Text 3', {
				run: { size: 18, sizeComplexScript: 18, color: SOFT },
				paragraph: { spacing: { after: 120 } }
			}),
			builtIn('BodyTextIndent3', 'Body Text Indent 3', {
				run: { size: 18, sizeComplexScript: 18, color: SOFT },
				paragraph: { indent: { start: 360 }, spacing: { after: 160 } }
			}),
			builtIn('BlockText', 'Block Text', {
				run: { color: SOFT },
				paragraph: {
					indent: { start: 200 },
					border: { left: { style: BorderStyle.SINGLE, size: 18, space: 8, color: LINE } }
				}
			}),
			builtIn('Header', 'header', { run: { size: 18, sizeComplexScript: 18, color: SOFT } }),
			builtIn('Footer', 'footer', { run: { size: 18, sizeComplexScript: 18, color: SOFT } })
		]
	};
}

function builtIn(
	id: string,
	name: string,
	looks: Pick<IParagraphStyleOptions, 'run' | 'paragraph'>
): IParagraphStyleOptions {
	return { id, name, basedOn: 'Normal', next: 'Normal', quickFormat: true, ...looks };
}

/** Chapters are numbered by their style; guidelines and annexes by lists of their own. */
export function numberings(seriesNames: Record<Series, string>): INumberingOptions {
	const decimal = LevelFormat.DECIMAL;
	return {
		config: [
			level('chapter', decimal, '%1', 'Heading1'),
			level('guideline', decimal, `${seriesNames.guideline} %1:`),
			level('annex', LevelFormat.UPPER_LETTER, `${seriesNames.annex} %1:`),
			{
				reference: 'bullets',
				levels: [
					{
						level: 0,
						format: LevelFormat.BULLET,
						text: '•',
						alignment: AlignmentType.START,
						style: { paragraph: { indent: { start: 400, hanging: 260 } } }
					}
				]
			}
		]
	};
}

function level(
	reference: string,
	format: (typeof LevelFormat)[keyof typeof LevelFormat],
	text: string,
	style?: string
): INumberingOptions['config'][number] {
	return {
		reference,
		levels: [
			{
				level: 0,
				format,
				text,
				alignment: AlignmentType.START,
				suffix: LevelSuffix.SPACE,
				style: { paragraph: { indent: { start: 0, hanging: 0 } }, ...(style && { style }) }
			}
		]
	};
}
