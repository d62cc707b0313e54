#!/usr/bin/env node
/**
 * The first file that runs: on whatever Node (18 or newer) is there, in a fresh clone. Installs, builds
 * if the command needs it, then hands over to cli/auftakt.ts on the Node that Auftakt brings along.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { PrepareError, ownEnvironment, ownNode, root } from './prepare.mjs';

/** `test` is not among them: it builds as one of its steps, so that a broken build is a result. */
const NEED_BUILD = new Set(['start', 'demo', 'rehearse', 'pictures', 'drill', 'bench']);

const PARENT_POLL_MS = 250;

const args = process.argv.slice(2);

try {
	await ensureInstalled();
	if (NEED_BUILD.has(args[0] ?? '')) await ensureBuilt();
} catch (error) {
	if (!(error instanceof PrepareError)) throw error;
	console.error(`${error.output}\n${error.message}`);
	if (args[0] === 'test') console.log('0 passed, 1 failed');
	process.exit(1);
}

// Compiled code of the last start, so that a server that was killed is back sooner; see server.js.
const compiled = join(root, 'build', '.compile-cache');
const child = spawn(ownNode(), [join(root, 'cli', 'auftakt.ts'), ...args], {
	cwd: root,
	env: {
		...ownEnvironment(),
		...(NEED_BUILD.has(args[0] ?? '') && { NODE_COMPILE_CACHE: compiled })
	},
	stdio: 'inherit'
});
// A service manager signals this process only, a terminal both: the server takes twice for once.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.on(signal, () => child.kill(signal));
}
// npm passes a signal to its shell only, which dies of it alone; a lost parent is how that shows here.
if (process.env.npm_lifecycle_event) {
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid !== parent) child.kill('SIGTERM');
	}, PARENT_POLL_MS);
	watch.unref();
}
child.on('exit', (code, signal) => {
	process.exitCode = code ?? (signal ? 1 : 0);
});
