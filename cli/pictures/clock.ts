/**
 * The clock of the staged hall. Loaded into the server before anything else (`node --import`), it goes as
 * far ahead of the real one as a file says; the stage moves it on. So an evening of two hours is over in a
 * minute, and a picture shows the same time whenever it is made.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

/** The variable that names the file to the server. */
const VARIABLE = 'AUFTAKT_STAGE_CLOCK';
const POLL_MS = 40;

/** How the stage sets the clock. */
export class StageClock {
	readonly #file: string;

	constructor(file: string) {
		this.#file = file;
	}

	/** What the server's process needs in its environment. */
	get environment(): Record<string, string> {
		return { [VARIABLE]: this.#file, NODE_OPTIONS: `--import ${import.meta.url}` };
	}

	/** Resolves when the server goes by it. */
	async set(moment: Date): Promise<void> {
		// In one piece: read half written, it would be a jump to the real time and back.
		writeFileSync(`${this.#file}.next`, String(moment.getTime() - Date.now()));
		renameSync(`${this.#file}.next`, this.#file);
		await new Promise((next) => setTimeout(next, 3 * POLL_MS));
	}
}

const file = process.env[VARIABLE];
if (file) follow(file);

function follow(file: string): void {
	const realNow = Date.now;
	let ahead = 0;
	const read = () => (ahead = Number(readFileSync(file, 'utf8')) || 0);
	read();
	setInterval(read, POLL_MS).unref();
	Date.now = () => realNow() + ahead;
	// The server follows a clock that jumps only when the machine has slept meanwhile, so it has.
	const asleepFrom = ahead;
	const realUptime = os.uptime;
	os.uptime = () => realUptime() + (ahead - asleepFrom) / 1000;
	syncBuiltinESMExports();
	globalThis.Date = new Proxy(Date, {
		construct: (target, args: unknown[], newTarget) =>
			Reflect.construct(target, args.length ? args : [target.now()], newTarget) as Date
	});
}
