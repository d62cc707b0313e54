/**
 * Owns a server of one's own as a process of its own, on its own data and port: started as on any
 * machine, killed without warning, started again on the same data, measured from outside.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ownEnvironment, ownNode, root } from '../prepare.mjs';

const READY_TIMEOUT_MS = 30_000;
const READY_POLL_MS = 50;
/** The last thing the command says when it starts; the server answers a moment earlier. */
const LAST_WORDS = 'Ctrl+C';
const SAMPLE_MS = 250;
/** Of `/proc/<pid>/stat`; Linux counts CPU time in hundredths of a second everywhere it runs today. */
const TICKS_PER_SECOND = 100;

export interface ServerOptions {
	dataDir: string;
	host: string;
	port: number;
	/** Where its log goes; null throws it away. */
	logFile: string | null;
	publicUrl?: string | undefined;
}

export interface Usage {
	/** Of the largest of its lives; null where the system does not tell. */
	rssMaxBytes: number | null;
	cpuSeconds: number | null;
}

export class ServerProcess {
	readonly #options: ServerOptions;
	readonly #log: WriteStream | null;
	#child: ChildProcess | undefined;
	#said = '';
	#isWanted = false;
	#rssMaxBytes: number | null = null;
	#cpuBefore = 0;
	#cpuNow: number | null = null;
	readonly #sampling = setInterval(() => this.#sample(), SAMPLE_MS);
	/** Whatever ends this process must not leave a server behind. */
	readonly #endWithMe = () => this.#child?.kill('SIGKILL');
	/** Called when it ends without having been asked to. */
	onUnexpectedEnd: (what: string) => void = () => {};

	constructor(options: ServerOptions) {
		this.#options = options;
		this.#log = options.logFile ? createWriteStream(options.logFile, { flags: 'a' }) : null;
		this.#sampling.unref();
		process.once('exit', this.#endWithMe);
	}

	get url(): string {
		const { host, port } = this.#options;
		return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
	}

	get isRunning(): boolean {
		return this.#child?.exitCode === null && this.#child.signalCode === null;
	}

	/** Printed at the first start, as long as nobody owns the installation. */
	get setupLink(): string | undefined {
		return /https?:\/\/\S+\/office\/setup\?token=\S+/.exec(this.#said)?.[0];
	}

	get usage(): Usage {
		return {
			rssMaxBytes: this.#rssMaxBytes,
			cpuSeconds: this.#cpuNow === null ? null : this.#cpuBefore + this.#cpuNow
		};
	}

	/** Resolves when it answers; rejects with what it said if it does not get that far. */
	async start(): Promise<void> {
		const { dataDir, host, port, publicUrl } = this.#options;
		this.#said = '';
		this.#isWanted = true;
		// Settings of the shell and of .env are not meant for this server.
		const settings = { DATA_DIR: dataDir, HOST: host, PORT: String(port), LOG_LEVEL: 'warn' };
		const env = { ...ownEnvironment(), ORIGIN: '', PUBLIC_URL: publicUrl ?? '', ...settings };
		const child = spawn(ownNode(), [join(root, 'cli', 'auftakt.ts'), 'start'], {
			cwd: root,
			env,
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#child = child;
		child.stdout.on('data', (data: Buffer) => (this.#said += data.toString()));
		child.stderr.on('data', (data: Buffer) => {
			this.#said += data.toString();
			this.#log?.write(data);
		});
		child.on('exit', (code, signal) => {
			if (this.#child === child && this.#isWanted)
				this.onUnexpectedEnd(`the server ended by itself (${signal ?? code})`);
		});
		await this.#untilReady(child);
	}

	/** As a power cut would: no warning, nothing finished. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** It stands still, as on a laptop that swaps: connections stay open, nothing is answered. */
	freeze(): void {
		this.#child?.kill('SIGSTOP');
	}

	thaw(): void {
		this.#child?.kill('SIGCONT');
	}

	async stop(): Promise<void> {
		await this.#end('SIGTERM');
		clearInterval(this.#sampling);
		process.off('exit', this.#endWithMe);
		this.#log?.end();
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		this.#isWanted = false;
		this.#sample();
		const child = this.#child;
		if (child && child.exitCode === null && child.signalCode === null) {
			const gone = new Promise((resolve) => child.once('exit', resolve));
			// One that stands still would not hear a polite signal.
			child.kill('SIGCONT');
			child.kill(signal);
			await gone;
		}
		this.#cpuBefore += this.#cpuNow ?? 0;
		if (this.#cpuNow !== null) this.#cpuNow = 0;
	}

	async #untilReady(child: ChildProcess): Promise<void> {
		const deadline = Date.now() + READY_TIMEOUT_MS;
		while (Date.now() < deadline && child.exitCode === null) {
			const answer = await fetch(`${this.url}/readyz`).catch(() => null);
			await answer?.body?.cancel();
			if (answer?.ok && this.#said.includes(LAST_WORDS)) return;
			await new Promise((next) => setTimeout(next, READY_POLL_MS));
		}
		this.#isWanted = false;
		child.kill('SIGKILL');
		throw new Error(`The server did not start:\n${this.#said.trim()}`);
	}

	#sample(): void {
		const pid = this.#child?.pid;
		if (pid === undefined || this.#child?.exitCode !== null) return;
		try {
			const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
			this.#rssMaxBytes = Math.max(this.#rssMaxBytes ?? 0, Number(peak ?? 0) * 1024);
			// The command's name may hold spaces; what follows its bracket does not.
			const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
			this.#cpuNow = (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND;
		} catch {
			// Another system, or just gone: what was measured before stands.
		}
	}
}

/** A port that nobody listens on right now. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
