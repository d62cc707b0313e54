/**
 * What installing and building share. Runs on Node 18 without a single package. Two launches at once
 * must not spoil each other: whoever comes second waits.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const LOCK = join(root, '.auftakt', 'preparing');
const LOCK_POLL_MS = 200;
/** Longer than any install or build; a restarted container may give an old owner's id to another. */
const LOCK_STALE_MS = 15 * 60_000;

/** Somebody has to read this: the output of the tool that failed is in `output`. */
export class PrepareError extends Error {
	/**
	 * @param {string} message
	 * @param {string} output
	 */
	constructor(message, output) {
		super(message);
		this.output = output;
	}
}

/** The Node that Auftakt is made for; the package `node` brings it along. */
export function ownNode() {
	return nodeIn(root);
}

/** @param {string} folder */
export function nodeIn(folder) {
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(folder, 'node_modules', 'node', 'bin', name);
}

/** An environment in which commands of installed packages, Node included, are found first. */
export function ownEnvironment() {
	const bin = join(root, 'node_modules', '.bin');
	return { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) };
}

/** @param {string} path */
export function digestOfFile(path) {
	return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** @param {string} path */
export function read(path) {
	return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * Runs a command silently; what it said is shown only if it failed.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} failure
 * @returns {Promise<void>}
 */
export function run(command, args, env, failure) {
	return new Promise((resolve, reject) => {
		let output = '';
		const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
		child.stdout.on('data', (data) => (output += data));
		child.stderr.on('data', (data) => (output += data));
		child.on('error', (error) => reject(new PrepareError(failure, String(error))));
		child.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new PrepareError(failure, output));
		});
	});
}

/**
 * Does `work` while no other launch of this clone does; a lock whose owner has died is taken over.
 * @param {() => Promise<void>} work
 */
export async function alone(work) {
	mkdirSync(dirname(LOCK), { recursive: true });
	for (let waited = false; !acquire(); waited = true) {
		if (!waited) console.log('Another Auftakt is preparing this folder; waiting for it …');
		await new Promise((next) => setTimeout(next, LOCK_POLL_MS));
	}
	try {
		await work();
	} finally {
		rmSync(LOCK, { force: true });
	}
}

function acquire() {
	try {
		writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
		const owner = Number(read(LOCK));
		const isAbandoned = owner === process.pid || (owner && !isAlive(owner));
		const isStale = since !== undefined && Date.now() - since > LOCK_STALE_MS;
		if (isAbandoned || isStale) rmSync(LOCK, { force: true });
		return false;
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}
