/** What a reader finds in an exported Word file: its chapters, its words, and where its links lead. */
import { strFromU8, unzipSync } from 'fflate';

export interface Docx {
	xml: string;
	/** All headings in their order. */
	headings: { level: number; text: string }[];
	/** Where links can lead. */
	anchors: string[];
	/** Where they do lead. */
	links: string[];
	text: string;
	/** The text between two headings of the first or second level. */
	section(heading: string): string;
	/** The first cells of all rows of tables in that section. */
	firstCells(heading: string): string[];
}

export function readDocx(file: Uint8Array): Docx {
	const xml = strFromU8(unzipSync(file)['word/document.xml'] ?? new Uint8Array());
	const body = xml.slice(xml.indexOf('<w:body>'));
	const headings = paragraphsOf(body).flatMap(({ xml: paragraph, at }) => {
		const level = /<w:pStyle w:val="Heading(\d)"\/>/.exec(paragraph)?.[1];
		return level ? [{ level: Number(level), text: textOf(paragraph), at }] : [];
	});
	const within = (name: string): string => {
		const index = headings.findIndex(({ text, level }) => level < 3 && text === name);
		if (index < 0) throw new Error(`the document has no heading "${name}"`);
		const next = headings.slice(index + 1).find(({ level }) => level < 3);
		return body.slice(headings[index]?.at, next?.at);
	};
	return {
		xml,
		headings: headings.map(({ level, text }) => ({ level, text })),
		anchors: [...body.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, n = '']) => n),
		links: [...body.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g)].map(([, n = '']) => n),
		text: textOf(body),
		section: (heading) => textOf(within(heading)),
		firstCells: (heading) =>
			[...within(heading).matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
				textOf(/<w:tc>.*?<\/w:tc>/s.exec(row)?.[0] ?? '')
			)
	};
}

function paragraphsOf(xml: string): { xml: string; at: number }[] {
	return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map((match) => ({
		xml: match[0],
		at: match.index
	}));
}

function textOf(xml: string): string {
	return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
		.map(([, text = '']) => text)
		.join('')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}
