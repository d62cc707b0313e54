/** Runs commands of installed packages, on the Node that Auftakt brings along. */
import { spawn } from 'node:child_process';
import { ownEnvironment, root } from './prepare.mjs';

/**
 * Runs a command with its output on the terminal; answers with its exit code.
 * @param keeps its output until it has ended: for commands that run side by side
 */
export function execute(
	command: string,
	args: string[],
	env: Record<string, string | undefined> = {},
	keeps = false
): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			env: { ...ownEnvironment(), ...env },
			stdio: ['ignore', keeps ? 'pipe' : 'inherit', keeps ? 'pipe' : 'inherit']
		});
		const said: Buffer[] = [];
		for (const stream of [child.stdout, child.stderr])
			stream?.on('data', (some: Buffer) => said.push(some));
		child.on('error', reject);
		child.on('close', (code) => {
			process.stdout.write(Buffer.concat(said));
			resolve(code ?? 1);
		});
	});
}
