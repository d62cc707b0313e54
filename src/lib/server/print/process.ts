/**
 * Owns the process that sets paper, one at a time and with less claim to the processor than the hall. A process
 * rather than a thread: the typesetter is native code that takes some hundred megabytes for a large hall
 * and would keep them, and a fault in it must not take the phones along.
 */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import type { PrintedFile, Printing } from './render.ts';

/** Far above what 400 tables in twelve languages take; a process that hangs must not stay. */
const LONGEST_MS = 300_000;

let last: Promise<unknown> = Promise.resolve();

export function printInProcess(printing: Printing): Promise<PrintedFile> {
	const printed = last.then(() => start(printing));
	last = printed.catch(() => undefined);
	return printed;
}

function start(printing: Printing): Promise<PrintedFile> {
	// From a bundled file as from the source, `#lib` leads to the sources of the same package.
	const file = createRequire(import.meta.url).resolve('#lib/server/print/child.ts');
	const child = fork(file, { serialization: 'advanced', execArgv: [] });
	return new Promise<PrintedFile>((resolve, reject) => {
		const timer = setTimeout(() => {
			reject(new Error('Printing took too long'));
			child.kill('SIGKILL');
		}, LONGEST_MS);
		child.once('message', (printed: PrintedFile) => resolve(printed));
		child.once('error', reject);
		child.once('exit', (code) => {
			clearTimeout(timer);
			reject(new Error(`Printing ended without a file (${code})`));
		});
		child.once('spawn', () => {
			// Phones come first.
			if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
		});
		child.send(printing);
	});
}
