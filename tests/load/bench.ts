/**
 * Owns one run of the benchmark: how large and how long each scene is, its folders and processes, and
 * the rule for a host that was disturbed. A measurement in which the aimed rate was not reached although
 * neither side was busy says nothing about either; it is made again, at most twice, and counted.
 */
import { rmSync } from 'node:fs';
import { Generator, ServerProcess } from './processes.ts';
import type { Result } from './results.ts';
import { newFolder } from './seed.ts';

/** Of one core. */
const BUSY = 0.8;
const REACHED = 0.95;
const LONGEST_LATE_MS = 100;
const MOST_REPEATS = 2;
const QUIET_SHARE = 0.25;
const QUIET_PATIENCE_MS = 20_000;

export interface Share {
	wallSeconds: number;
	serverCpuSeconds: number;
	generatorCpuSeconds: number;
}

export interface BenchOptions {
	isQuick: boolean;
	phones: number | null;
	seconds: number | null;
	say: (line: string) => void;
}

export class Bench {
	readonly options: BenchOptions;
	generator = new Generator();
	readonly results: Result[] = [];
	repeats = 0;
	readonly #servers: ServerProcess[] = [];
	readonly #folders: string[] = [];

	constructor(options: BenchOptions) {
		this.options = options;
		// Also when somebody interrupts.
		process.once('exit', () => this.#removeFolders());
	}

	/** How many phones a scene has, unless fewer were wished for. */
	phones(full: number): number {
		return Math.min(full, this.options.phones ?? full);
	}

	/** Length of a measured window. */
	seconds(full: number, quick: number): number {
		return this.options.seconds ?? (this.options.isQuick ? quick : full);
	}

	get rounds(): number {
		return this.options.isQuick ? 3 : 5;
	}

	say(line: string): void {
		this.options.say(line);
	}

	add(result: Result): void {
		this.results.push(result);
	}

	folder(): string {
		const folder = newFolder();
		this.#folders.push(folder);
		return folder;
	}

	async product(dataDir: string): Promise<ServerProcess> {
		return this.#keep(await ServerProcess.product(dataDir));
	}

	async bare(...args: Parameters<typeof ServerProcess.bare>): Promise<ServerProcess> {
		return this.#keep(await ServerProcess.bare(...args));
	}

	#keep(server: ServerProcess): ServerProcess {
		this.#servers.push(server);
		return server;
	}

	/** After a scene that could not be played to its end: its phones are still there. */
	async recover(): Promise<void> {
		await this.generator.stop();
		await this.clear();
		this.generator = new Generator();
	}

	/** Between scenes: nothing of one may be felt in the next. */
	async clear(): Promise<void> {
		for (const server of this.#servers.splice(0)) await server.stop();
		this.#removeFolders();
	}

	#removeFolders(): void {
		for (const folder of this.#folders.splice(0)) rmSync(folder, { recursive: true, force: true });
	}

	async close(): Promise<void> {
		await this.clear();
		await this.generator.stop();
	}

	/** `reached`: the share of the aimed rate that was reached. */
	async undisturbed<T extends Share>(
		measure: () => Promise<T>,
		reached: (measured: T) => number
	): Promise<T> {
		for (let repeats = 0; ; repeats++) {
			const measured = await measure();
			const { server, generator } = sharesOf(measured);
			const isBusy = server >= BUSY || generator >= BUSY;
			if (reached(measured) >= REACHED || isBusy || repeats >= MOST_REPEATS) return measured;
			this.repeats += 1;
		}
	}

	/** Waits until a server has worked off what it was given. */
	async quiet(server: ServerProcess): Promise<void> {
		const deadline = Date.now() + QUIET_PATIENCE_MS;
		while (Date.now() < deadline && (await server.shareOf(250)) > QUIET_SHARE);
	}
}

export function sharesOf(share: Share): { server: number; generator: number } {
	return {
		server: share.serverCpuSeconds / share.wallSeconds,
		generator: share.generatorCpuSeconds / share.wallSeconds
	};
}

/** For notes: how busy both sides were, in hundredths of a core. */
export function sharesInWords(shares: readonly Share[]): string {
	const percent = (values: number[]) =>
		values.map((value) => `${Math.round(value * 100)}`).join('/');
	const all = shares.map(sharesOf);
	return `server ${percent(all.map(({ server }) => server))} % of a core, generator ${percent(all.map(({ generator }) => generator))} %`;
}

/** A generator that is late without being busy did not get the processor: neither did the server, then. */
export const keptTimetable = (measured: { lateMs: number }): boolean =>
	measured.lateMs <= LONGEST_LATE_MS;

export const sum = (counts: Readonly<Record<string, number>>): number =>
	Object.values(counts).reduce((total, count) => total + count, 0);

export const errorsInWords = (errors: Readonly<Record<string, number>>): string =>
	Object.entries(errors)
		.map(([error, count]) => `${count} × ${error}`)
		.join(', ');
