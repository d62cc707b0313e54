/**
 * Owns the way to paper: `printPapers` turns a workshop's rows and what the office chose into a PDF or, for
 * several papers, a ZIP.
 */
import type { Lang } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import type { PrintChoice } from './documents.ts';
import { printJob, type PrintJob } from './job.ts';
import { printInProcess } from './process.ts';
import type { PrintedFile } from './render.ts';

export interface PrintOptions extends Pick<PrintJob, 'origin' | 'isLocal'> {
	choices: PrintChoice[];
	asKit: boolean;
	staffLang: Lang;
	now: number;
}

export async function printPapers(state: State, options: PrintOptions): Promise<PrintedFile> {
	const { choices, asKit, staffLang, now, origin, isLocal } = options;
	const jobs = choices.map((choice) => printJob(state, { origin, isLocal }, choice));
	return printInProcess({ jobs, asKit, staffLang, now });
}
