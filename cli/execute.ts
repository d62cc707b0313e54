/** Runs commands of installed packages, on the Node that Auftakt brings along. */
import { spawn } from 'node:child_process';
import { ownEnvironment, root } from './prepare.mjs';

/** Runs a command with its output on the terminal; answers with its exit code. */
export function execute(
	command: string,
	args: string[],
	env: Record<string, string | undefined> = {}
): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...ownEnvironment(), ...env },
			stdio: ['ignore', 'inherit', 'inherit']
		});
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 1));
	});
}
