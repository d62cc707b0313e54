/** The doctor's look at what surrounds the database: folder, disk, clock, port. Changes nothing that lasts. */
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { Config } from '#lib/server/config.ts';
import { SECRET_FILE } from './archive.ts';
import { bad, good, warning, type Finding } from './finding.ts';
import { reasonOf } from './refused.ts';

const MB = 1024 * 1024;
/** An evening needs 20 MB, its backup and a copy before an update as much again. */
const LEAST_FREE_MB = 200;
const COMFORTABLE_FREE_MB = 1024;
/** Older than this program: such a clock was never set. */
const PROGRAM_YEAR = 2026;
const LATEST_YEAR = 2100;
const ANSWER_TIMEOUT_MS = 2000;
const EVERYWHERE: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export function checkFolder(dataDir: string): Finding[] {
	const folder = statSync(dataDir, { throwIfNoEntry: false });
	if (!folder) {
		const parent = statSync(dirname(dataDir), { throwIfNoEntry: false });
		return parent?.isDirectory()
			? [good('folder', `${dataDir} is not there yet; the first start makes it.`)]
			: [
					bad(
						'folder',
						`${dataDir} is not there, and neither is the folder above. Is DATA_DIR right?`
					)
				];
	}
	try {
		const probe = mkdtempSync(join(dataDir, '.auftakt-doctor-'));
		writeFileSync(join(probe, 'probe'), 'can this be written?', { flush: true });
		rmSync(probe, { recursive: true });
	} catch (error) {
		return [bad('folder', `${dataDir} cannot be written: ${reasonOf(error)}`)];
	}
	const findings = [good('folder', `${dataDir} can be written.`)];
	// Whoever runs this may write more than the server: what belongs to others tells.
	const foreign = readdirSync(dataDir).filter(
		(name) => statSync(join(dataDir, name), { throwIfNoEntry: false })?.uid !== folder.uid
	);
	if (foreign.length)
		findings.push(
			warning('owner', `Another user than the folder's owns ${foreign.join(', ')}: run chown.`)
		);
	const secret = statSync(join(dataDir, SECRET_FILE), { throwIfNoEntry: false });
	if (secret && process.platform !== 'win32' && secret.mode & 0o077)
		findings.push(
			warning('secret', `Other users of this machine can read ${SECRET_FILE}: run chmod 600 on it.`)
		);
	return findings;
}

export function checkDisk(dataDir: string): Finding {
	const at = statSync(dataDir, { throwIfNoEntry: false }) ? dataDir : dirname(dataDir);
	try {
		const { bavail, bsize } = statfsSync(at);
		const free = Math.floor((bavail * bsize) / MB);
		const says = `${free} MB are free on the disk of ${at}.`;
		if (free < LEAST_FREE_MB)
			return bad('disk', `${says} Make room for at least ${LEAST_FREE_MB}.`);
		return free < COMFORTABLE_FREE_MB ? warning('disk', says) : good('disk', says);
	} catch (error) {
		return bad('disk', `The free room of ${at} cannot be found out: ${reasonOf(error)}`);
	}
}

/** `latestWritten` is the newest time in the database, null without one. */
export function checkClock(now: number, latestWritten: number | null): Finding {
	const date = new Date(now);
	const shown = `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
	const year = date.getUTCFullYear();
	if (year < PROGRAM_YEAR || year > LATEST_YEAR)
		return bad(
			'clock',
			`The clock says ${shown}. Set it: every time in the minutes comes from it.`
		);
	if (latestWritten !== null && latestWritten > now + 60_000)
		return bad(
			'clock',
			`The clock says ${shown}, but something was stored at ${new Date(latestWritten).toISOString()}: it went back, or was ahead then.`
		);
	return good('clock', `The clock says ${shown}.`);
}

export async function checkPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Finding> {
	if (port === 0) return good('port', 'PORT is 0: any free port is taken.');
	try {
		await tryListening(host, port);
		return good('port', `Port ${port} is free; no server is running on it.`);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE') return askServer(host, port);
		if (code === 'EACCES')
			return bad('port', `Port ${port} may not be used by this user. Take one above 1023.`);
		if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
			return bad('port', `HOST ${host} is not an address of this machine.`);
		return bad('port', `Port ${port} cannot be opened: ${reasonOf(error)}`);
	}
}

async function tryListening(host: string, port: number): Promise<void> {
	const server = createServer();
	server.listen(port, host);
	await once(server, 'listening');
	server.close();
	await once(server, 'close');
}

async function askServer(host: string, port: number): Promise<Finding> {
	const name = EVERYWHERE[host] ?? host;
	const base = `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
	const ask = async (path: string): Promise<Record<string, unknown>> => {
		const answer = await fetch(base + path, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
		return (await answer.json()) as Record<string, unknown>;
	};
	try {
		const { name, version } = await ask('/version');
		if (name !== 'auftakt') throw new Error('somebody else');
		const { ok, reasons } = await ask('/readyz');
		return ok === true
			? good('port', `Auftakt ${String(version)} is running on port ${port} and is ready.`)
			: bad('port', `Auftakt is running on port ${port}, but is not ready: ${String(reasons)}.`);
	} catch {
		return bad('port', `Port ${port} is in use by another program, or a server that hangs.`);
	}
}
