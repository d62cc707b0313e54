/**
 * Owns the way out: `exportWorkshop` turns a workshop's rows into a file of a format. A new format is one
 * entry of FORMATS. Every format renders the same published picture. What takes longer than a phone may
 * notice is rendered in a thread of its own, because the same process carries a hall full of phones.
 */
import type { Lang } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { FORMATS, isFormat, render, type Format, type Rendering } from './formats.ts';
import { publish } from './publish.ts';
import { renderInWorker } from './worker-thread.ts';

export { FORMATS, isFormat, type Format };

export interface ExportOptions {
	format: Format;
	/** Language of the staff texts; citizens' words stay in theirs. */
	lang: Lang;
	now: number;
	/** The venue's; for the times that a document shows. */
	timeZone?: string;
}

export interface ExportedFile {
	filename: string;
	type: string;
	body: Uint8Array;
}

export async function exportWorkshop(state: State, options: ExportOptions): Promise<ExportedFile> {
	if (!isFormat(options.format)) throw new TypeError('not an export format');
	const rendering: Rendering = { ...options, data: publish(state) };
	const { contributions, essences } = rendering.data;
	const isSmall = contributions.length + essences.length <= FORMATS[options.format].itemsHere;
	return isSmall ? render(rendering) : renderInWorker(rendering);
}
