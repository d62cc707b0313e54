/** Owns a server as a process of its own that needs no build: `kill-child.ts`, started and killed at will. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Started {
	port: number;
	code: string;
	/** Only known at the first start on a folder. */
	workshopId: string;
	stepId: string;
	cookies: string[];
}

export class Killable {
	readonly #dataDir: string;
	readonly #behind: string[];
	#child: ChildProcess | undefined;

	/** @param behind a program with its arguments that starts the server; the command follows them. */
	constructor(dataDir: string, behind: string[] = []) {
		this.#dataDir = dataDir;
		this.#behind = behind;
	}

	async start(port = 0): Promise<Started> {
		const file = join(import.meta.dirname, 'kill-child.ts');
		const command = [...this.#behind, process.execPath, file, this.#dataDir, String(port)];
		const [program = '', ...args] = command;
		const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
		this.#child = child;
		const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
		return JSON.parse(line) as Started;
	}

	async kill(): Promise<void> {
		const child = this.#child;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const gone = once(child, 'exit');
		child.kill('SIGKILL');
		await gone;
	}
}
