/**
 * Installs the packages of a clone, once and after every change of the lockfile. Runs on Node 18
 * without a single package; works with an empty home and any npm that comes with such a Node.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { alone, digestOfFile, nodeIn, ownNode, read, root, run } from './prepare.mjs';

const LOCKFILE = join(root, 'package-lock.json');
const INSTALL_STAMP = join(root, 'node_modules', '.auftakt-install');
/** A Node to install with, where the one at hand is too old. */
const BORROWED_NODE = join(root, '.auftakt', 'node');

/** Installs the packages if there are none or the lockfile has changed. */
export async function ensureInstalled() {
	if (isInstalled()) return;
	await alone(async () => {
		if (isInstalled()) return;
		if (!holdsTheLockedPackages()) {
			console.log('Installing packages (only the first time, or after an update) …');
			await installPackages();
		}
		writeFileSync(INSTALL_STAMP, digestOfFile(LOCKFILE));
	});
}

/**
 * Only the package `node` needs its script, which fetches the right Node for this machine. Others are
 * left out: from a lockfile npm would compile better-sqlite3, although its binaries are in the package
 * (`gypfile: false` does not survive in lockfiles), and that takes a compiler and the internet.
 */
async function installPackages() {
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
	const node = await nodeForNpm(quiet);
	await npm(node, ['ci', '--include=dev', '--ignore-scripts', ...quiet]);
	await npm(node, ['rebuild', 'node', ...quiet]);
	rmSync(BORROWED_NODE, { recursive: true, force: true });
}

/**
 * An old Node makes npm leave out the binaries of packages that ask for a newer one, and say nothing.
 * So there the right Node comes first, alone, and runs npm.
 * @param {string[]} quiet
 */
async function nodeForNpm(quiet) {
	const version = JSON.parse(readFileSync(LOCKFILE, 'utf8')).packages['node_modules/node'].version;
	if (parseInt(process.versions.node) >= parseInt(version)) return process.execPath;
	mkdirSync(BORROWED_NODE, { recursive: true });
	writeFileSync(join(BORROWED_NODE, 'package.json'), '{ "allowScripts": { "node": true } }');
	const install = ['install', '--prefix', BORROWED_NODE, '--no-save', `node@${version}`];
	await npm(process.execPath, [...install, ...quiet]);
	return nodeIn(BORROWED_NODE);
}

/**
 * @param {string} node the Node that runs npm
 * @param {string[]} args
 */
async function npm(node, args) {
	const env = {
		...process.env,
		PATH: [dirname(node), process.env.PATH].join(delimiter),
		PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1'
	};
	const failure = `npm ${args[0]} failed.`;
	// `npm start` says which npm it is; run by hand, the one on the path has to do.
	const running = process.env.npm_execpath;
	if (running && /npm-cli\.[cm]?js$/.test(running))
		await run(node, [running, ...args], env, failure);
	else await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, env, failure);
}

function isInstalled() {
	return existsSync(ownNode()) && read(INSTALL_STAMP) === digestOfFile(LOCKFILE);
}

/** After `npm install <package>` the folder is right although it carries no stamp of ours. */
function holdsTheLockedPackages() {
	const installed = read(join(root, 'node_modules', '.package-lock.json'));
	if (!installed || !existsSync(ownNode())) return false;
	const there = JSON.parse(installed).packages;
	const wanted = JSON.parse(readFileSync(LOCKFILE, 'utf8')).packages;
	return Object.entries(wanted).every(([path, { version, optional }]) => {
		return path === '' || there[path]?.version === version || (optional && !there[path]);
	});
}
