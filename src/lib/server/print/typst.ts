/**
 * Owns the typesetter. Templates are files of their own folder, the only one it may read; what people wrote
 * comes in as one JSON text, so that `#read(…)` in a title is a title. Runs in the printing process only.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Content } from './content.ts';

const FONTS = [
	'ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf',
	'ibm-plex-sans/700Bold/IBMPlexSans_700Bold.ttf',
	'ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf',
	'ibm-plex-sans-arabic/700Bold/IBMPlexSansArabic_700Bold.ttf'
];

export const TEMPLATES = fileURLToPath(new URL('./templates/', import.meta.url));

export interface Setter {
	/** `title` of the content is the document's. */
	set(template: string, content: Content, now: number): Uint8Array;
	/** What was set is kept until it is let go. */
	forget(): void;
}

export function createSetter(): Setter {
	const { resolve } = createRequire(import.meta.url);
	const fontBlobs = FONTS.map((file) => readFileSync(resolve(`@expo-google-fonts/${file}`)));
	const compiler = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontBlobs }] });
	return {
		set(template, content, now) {
			const { result, ...rest } = compile(compiler, template, content);
			if (!result) throw new Error(`${template} cannot be set: ${rest.why}`);
			const creationTimestamp = Math.floor(now / 1000);
			try {
				return compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp });
			} catch {
				// A character that no font has (an emoji in a title) must not cost the city its paper: the
				// file is tagged all the same, it only does not claim the standard.
				return compiler.pdf(result, { creationTimestamp });
			}
		},
		forget: () => compiler.evictCache(0)
	};
}

function compile(compiler: NodeCompiler, template: string, content: Content) {
	const compiled = compiler.compile({
		mainFileContent: `#include "${template}"`,
		inputs: { data: JSON.stringify(content) }
	});
	const problems = compiled.hasError() ? (compiled.takeDiagnostics()?.shortDiagnostics ?? []) : [];
	return {
		result: compiled.result,
		why: problems.map(({ message }: { message?: unknown }) => String(message)).join('; ')
	};
}
