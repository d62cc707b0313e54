/**
 * The command line: finds the command and hands over. Each command is a file of this folder that
 * exports `run(args)` and answers with the exit code; one that is not built is not offered.
 */
import { existsSync } from 'node:fs';

const EXIT_USAGE = 64;

const COMMANDS = {
	start: 'run the server',
	demo: 'run the server with a workshop to look around in',
	rehearse: 'play an evening with many invented phones',
	export: 'write a workshop to files',
	backup: 'copy everything worth keeping, while the server runs',
	restore: 'bring a backup back',
	doctor: 'check this installation',
	'owner-link': 'let in an owner who forgot the password',
	drill: 'make faults on purpose, and see what holds',
	bench: 'measure this machine beside bare programs',
	test: 'check formatting, code and behaviour; --only unit,live for a part',
	pictures: 'photograph every screen and every component'
} as const;

export interface Command {
	run(args: string[]): Promise<number>;
}

const fileOf = (name: string) => new URL(`./${name}.ts`, import.meta.url);
const isBuilt = (name: string) => Object.hasOwn(COMMANDS, name) && existsSync(fileOf(name));

function usage(): string {
	const offered = Object.entries(COMMANDS).filter(([name]) => isBuilt(name));
	const lines = offered.map(([name, what]) => `  ${name.padEnd(12)}${what}`);
	return ['Usage: npm run auftakt -- <command>', '', ...lines].join('\n');
}

const [name = 'help', ...args] = process.argv.slice(2);
if (isBuilt(name)) {
	const command = (await import(fileOf(name).href)) as Command;
	process.exitCode = await command.run(args);
} else if (['help', '--help', '-h'].includes(name)) {
	console.log(usage());
} else {
	console.error(`There is no command "${name}".\n\n${usage()}`);
	process.exitCode = EXIT_USAGE;
}
