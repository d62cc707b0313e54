/**
 * Owns the thread that renders an export, one per export, gone when it is done. The thread runs
 * `worker.ts` from the sources, which Node reads as they are: the bundler does not have to know it.
 */
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { ExportedFile } from './export.ts';
import type { Rendering } from './formats.ts';

/** Far above what 40,000 contributions take; a thread that hangs must not stay. */
const LONGEST_MS = 120_000;
/**
 * A document is built of very many small objects; with Node's own 48 MB for them the process grows by
 * 280 MB for 1,650 contributions, with this by 160 MB, in the same time.
 */
const YOUNG_GENERATION_MB = 8;

export function renderInWorker(
	rendering: Rendering,
	longestMs = LONGEST_MS
): Promise<ExportedFile> {
	// From a bundled file as from the source, `#lib` leads to the sources of the same package.
	const file = createRequire(import.meta.url).resolve('#lib/server/export/worker.ts');
	const worker = new Worker(file, {
		workerData: rendering,
		resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB }
	});
	return new Promise<ExportedFile>((resolve, reject) => {
		const timer = setTimeout(() => {
			reject(new Error('The export took too long'));
			void worker.terminate();
		}, longestMs);
		worker.once('message', resolve);
		worker.once('error', reject);
		worker.once('exit', (code) => {
			clearTimeout(timer);
			reject(new Error(`The export ended without a file (${code})`));
		});
	});
}
