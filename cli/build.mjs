/**
 * Builds the application when its sources have changed, recognised by their content, so a second start
 * costs milliseconds. A build is made beside the one in use and then takes its place. Runs on Node 18
 * without a single package.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, digestOfFile, ownEnvironment, ownNode, read, root, run } from './prepare.mjs';

const BUILD = join(root, 'build');
const BUILD_STAMP = join(BUILD, '.auftakt-stamp');
const BUILD_INPUTS = [
	'src',
	'static',
	'svelte.config.js',
	'vite.config.ts',
	'package-lock.json',
	'package.json'
];

/** Builds the application if its sources have changed since the last build. */
export async function ensureBuilt() {
	if (isBuilt()) return;
	await alone(async () => {
		if (isBuilt()) return;
		console.log('Building (only the first time, or after a change) …');
		// Taken before the build: what changes meanwhile must lead to another one.
		const digest = digestOfBuildInputs();
		const fresh = join(root, '.auftakt', 'build');
		const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
		const env = { ...ownEnvironment(), AUFTAKT_BUILD_DIR: fresh, NODE_ENV: 'production' };
		await run(ownNode(), [vite, 'build', '--logLevel', 'warn'], env, 'The build failed.');
		writeFileSync(join(fresh, '.auftakt-stamp'), digest);
		const old = join(root, '.auftakt', 'build-before');
		rmSync(old, { recursive: true, force: true });
		if (existsSync(BUILD)) renameSync(BUILD, old);
		renameSync(fresh, BUILD);
		rmSync(old, { recursive: true, force: true });
	});
}

function isBuilt() {
	return read(BUILD_STAMP) === digestOfBuildInputs();
}

/** Tests change often and are not part of the build. */
function digestOfBuildInputs() {
	const hash = createHash('sha256');
	for (const path of BUILD_INPUTS.flatMap(filesUnder)) {
		if (!path.endsWith('.test.ts')) hash.update(`${path}\0${digestOfFile(join(root, path))}\0`);
	}
	return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
	const absolute = join(root, path);
	if (!existsSync(absolute)) return [];
	if (!statSync(absolute).isDirectory()) return [path];
	const names = readdirSync(absolute).sort();
	return names.flatMap((name) => filesUnder(`${path}/${name}`));
}
