/** What the administrator's commands share: the server's own settings, and paths as they were typed. */
import { resolve } from 'node:path';
import { ConfigError, EXIT_CONFIG, loadDotEnv, readConfig } from '#lib/server/config.ts';
import type { Config } from '#lib/server/config.ts';

export const EXIT_USAGE = 64;

/** The settings, or the exit code after having said what is wrong with them. */
export function readSettings(): Config | number {
	try {
		loadDotEnv();
		return readConfig(process.env);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		console.error(error.message);
		return EXIT_CONFIG;
	}
}

/** npm runs every command in the project's folder, wherever it was typed. */
export const typedPath = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);

/** What is in a database, for somebody who wants to see that it is the right one. */
export function inWords({ workshop = 0, contribution = 0 }: Record<string, number>): string {
	const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
	return `${count(workshop, 'workshop')}, ${count(contribution, 'contribution')}`;
}

/** A moment as part of a file's name: sorts by time, works on every disk. */
export const stamp = (now: number): string =>
	new Date(now).toISOString().slice(0, 19).replaceAll(':', '-');
