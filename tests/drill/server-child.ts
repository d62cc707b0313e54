/**
 * Owns the production entry (`server.js` and its build) as a process of its own, on its own data and port,
 * to be killed, stopped and started again. Its environment can be made hostile: another program in front
 * (strace), limits, variables.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ownEnvironment, ownNode, root } from '../../cli/prepare.mjs';

const READY_TIMEOUT_MS = 30_000;
const POLL_MS = 10;

export interface ServerOptions {
	dataDir: string;
	port: number;
	/** A program with its arguments that starts the server; the command follows them. */
	behind?: string[];
	env?: Record<string, string>;
}

export class ServerChild {
	readonly #options: ServerOptions;
	#child: ChildProcess | undefined;
	/** What it has written since it was last started. */
	said = '';
	/** How it ended when nobody had asked it to. */
	unexpectedEnd: string | undefined;
	readonly #endWithMe = () => this.#child?.kill('SIGKILL');

	constructor(options: ServerOptions) {
		this.#options = options;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#options.port}`;
	}

	get port(): number {
		return this.#options.port;
	}

	/** Of the server itself, or of the program in front of it. */
	get pid(): number {
		const pid = this.#child?.pid;
		if (pid === undefined) throw new Error('no server is running');
		return pid;
	}

	get isRunning(): boolean {
		const child = this.#child;
		return child !== undefined && child.exitCode === null && child.signalCode === null;
	}

	/** Starts it without waiting. */
	spawn(): ChildProcess {
		const { dataDir, port, behind = [], env } = this.#options;
		const [program = '', ...args] = [...behind, ownNode(), 'server.js'];
		this.said = '';
		const child = spawn(program, args, {
			cwd: root,
			// Settings of the shell and of .env are not meant for this server.
			env: {
				...ownEnvironment(),
				ORIGIN: '',
				PUBLIC_URL: '',
				ADDRESS_HEADER: '',
				DATA_DIR: dataDir,
				HOST: '127.0.0.1',
				PORT: String(port),
				LOG_LEVEL: 'warn',
				SHUTDOWN_TIMEOUT: '8',
				...env
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#child = child;
		const hear = (data: Buffer) => (this.said += data.toString());
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		process.once('exit', this.#endWithMe);
		child.once('exit', (code, signal) => {
			process.off('exit', this.#endWithMe);
			if (this.#child === child) this.unexpectedEnd = `ended by itself (${signal ?? code})`;
		});
		return child;
	}

	/** Resolves when it answers that it is ready. */
	async start(): Promise<void> {
		const child = this.spawn();
		const deadline = Date.now() + READY_TIMEOUT_MS;
		while (Date.now() < deadline && child.exitCode === null) {
			if ((await this.readiness())?.status === 200) return;
			await new Promise((next) => setTimeout(next, POLL_MS));
		}
		await this.kill();
		throw new Error(`The server did not start:\n${this.said.trim()}`);
	}

	/** What `/readyz` says; null when nobody answers. */
	async readiness(): Promise<{ status: number; reasons: string[] } | null> {
		try {
			const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(3000) });
			const { reasons = [] } = (await answer.json()) as { reasons?: string[] };
			return { status: answer.status, reasons };
		} catch {
			return null;
		}
	}

	/** As a power cut would: no warning, nothing finished. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** As a service manager does; answers how it ended and how long that took. */
	async stop(): Promise<{ code: number | null; ms: number }> {
		const before = performance.now();
		const code = await this.#end('SIGTERM');
		return { code, ms: performance.now() - before };
	}

	/** Stands still as a frozen virtual machine does, and goes on. */
	signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
		this.#child?.kill(signal);
	}

	async #end(signal: NodeJS.Signals): Promise<number | null> {
		const child = this.#child;
		this.#child = undefined;
		if (!child) return null;
		if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
		const gone = once(child, 'exit');
		child.kill(signal);
		const [code] = (await gone) as [number | null];
		return code;
	}
}
