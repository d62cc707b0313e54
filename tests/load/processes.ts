/**
 * Owns the processes of a benchmark: the generator, our production server, the bare programs. All on the
 * same Node, with the same preload, on ports of their own, and none outlives the run.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:net';
import { ownNode, root } from '../../cli/prepare.mjs';
import { freePort } from '../../cli/rehearse/server.ts';
import type { Orders } from './generator.ts';
import { cpuSeconds, peakRssBytes, rssBytes } from './usage.ts';

const LOAD = join(root, 'tests', 'load');
const START_TIMEOUT_MS = 30_000;
/** So that one process does not tidy up while the next one is measured. */
const SETTLE_MS = 300;

const children = new Set<ChildProcess>();
process.once('exit', () => {
	for (const child of children) child.kill('SIGKILL');
});

function keep<C extends ChildProcess>(child: C): C {
	children.add(child);
	child.once('exit', () => children.delete(child));
	return child;
}

export class ServerProcess {
	readonly #child: ChildProcess;
	readonly #logFile: string | null;
	readonly port: number;

	private constructor(child: ChildProcess, port: number, logFile: string | null) {
		this.#child = child;
		this.#logFile = logFile;
		this.port = port;
	}

	/** Our own production entry on that folder. */
	static product(dataDir: string): Promise<ServerProcess> {
		const settings = { DATA_DIR: dataDir, HOST: '127.0.0.1', LOG_LEVEL: 'warn', ORIGIN: '' };
		const env = { ...settings, PUBLIC_URL: '', ADDRESS_HEADER: '', BODY_SIZE_LIMIT: '' };
		return ServerProcess.#start(join(root, 'server.js'), () => [], env, join(dataDir, 'log'));
	}

	/** A program of `bare/`; its port is its first argument. */
	static bare(name: 'socket' | 'page' | 'proxy', ...args: string[]): Promise<ServerProcess> {
		return ServerProcess.#start(join(LOAD, 'bare', `${name}.ts`), (port) => [port, ...args], {});
	}

	static async #start(
		file: string,
		args: (port: string) => string[],
		env: Record<string, string>,
		logFile: string | null = null
	): Promise<ServerProcess> {
		const port = await freePort();
		const log = logFile ? openSync(logFile, 'a') : 'inherit';
		const preload = ['--expose-gc', '--import', join(LOAD, 'collect.js')];
		const child = keep(
			spawn(ownNode(), [...preload, file, ...args(String(port))], {
				cwd: root,
				env: { ...process.env, ...env, PORT: String(port), NODE_ENV: 'production' },
				stdio: ['ignore', log, log]
			})
		);
		if (typeof log === 'number') closeSync(log);
		const server = new ServerProcess(child, port, logFile);
		await server.#untilListening();
		return server;
	}

	get pid(): number {
		return this.#child.pid ?? 0;
	}

	get rss(): number {
		return rssBytes(this.pid);
	}

	get peakRss(): number {
		return peakRssBytes(this.pid);
	}

	/** Memory that is really used: after what nobody needs was thrown away, twice. */
	async settledRss(): Promise<number> {
		for (let i = 0; i < 2; i++) {
			this.#child.kill('SIGUSR2');
			await sleep(SETTLE_MS);
		}
		return this.rss;
	}

	/** Of one core, over that time. */
	async shareOf(ms: number): Promise<number> {
		const before = cpuSeconds(this.pid);
		await sleep(ms);
		return (cpuSeconds(this.pid) - before) / (ms / 1000);
	}

	/** Lines of the log that report an error. */
	get complaints(): string[] {
		if (!this.#logFile) return [];
		const lines = readFileSync(this.#logFile, 'utf8').split('\n');
		return lines.filter((line) => /"level":[56]0/.test(line));
	}

	async stop(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const gone = once(this.#child, 'exit');
		this.#child.kill('SIGTERM');
		await gone;
	}

	async #untilListening(): Promise<void> {
		const deadline = Date.now() + START_TIMEOUT_MS;
		while (Date.now() < deadline && this.#child.exitCode === null) {
			if (await isListening(this.port)) return;
			await sleep(50);
		}
		this.#child.kill('SIGKILL');
		const said = this.#logFile ? readFileSync(this.#logFile, 'utf8').trim() : '';
		throw new Error(`A server did not start.\n${said}`);
	}
}

function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = connect({ host: '127.0.0.1', port });
		probe.once('connect', () => {
			probe.destroy();
			resolve(true);
		});
		probe.once('error', () => resolve(false));
	});
}

/** How many times a second the disk below that folder really stores 4 KiB. */
export async function disk(folder: string, seconds: number): Promise<number> {
	const args = [join(LOAD, 'bare', 'disk.ts'), join(folder, 'disk'), String(seconds)];
	const child = keep(spawn(ownNode(), args, { stdio: ['ignore', 'pipe', 'inherit'] }));
	let said = '';
	child.stdout.on('data', (data: Buffer) => (said += data.toString()));
	await once(child, 'close');
	return Number(said);
}

type Answer<N extends keyof Orders> = Awaited<ReturnType<Orders[N]>>;

export class Generator {
	readonly #child: ChildProcess;
	readonly #waiting = new Map<
		number,
		{ resolve: (answer: unknown) => void; reject: (error: Error) => void }
	>();
	#next = 0;

	constructor() {
		this.#child = keep(
			fork(join(LOAD, 'generator.ts'), [], {
				cwd: root,
				execPath: ownNode(),
				env: { ...process.env, NODE_ENV: 'production' },
				stdio: ['ignore', 'inherit', 'inherit', 'ipc']
			})
		);
		this.#child.on('message', (message: { number: number; answer?: unknown; error?: string }) => {
			const waiting = this.#waiting.get(message.number);
			this.#waiting.delete(message.number);
			if (message.error === undefined) waiting?.resolve(message.answer);
			else waiting?.reject(new Error(message.error));
		});
		this.#child.once('exit', () => {
			for (const { reject } of this.#waiting.values())
				reject(new Error('The generator ended by itself'));
		});
	}

	get isAlive(): boolean {
		return this.#child.connected;
	}

	order<N extends keyof Orders>(name: N, ...args: Parameters<Orders[N]>): Promise<Answer<N>> {
		return new Promise((resolve, reject) => {
			if (!this.isAlive) return reject(new Error('The generator is gone'));
			const number = this.#next++;
			this.#waiting.set(number, { resolve: resolve as (answer: unknown) => void, reject });
			this.#child.send({ number, name, args });
		});
	}

	async stop(): Promise<void> {
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		const gone = once(this.#child, 'exit');
		this.#child.disconnect();
		await gone;
	}
}

const sleep = (ms: number) => new Promise<void>((next) => setTimeout(next, ms));
