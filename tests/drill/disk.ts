/** A disk that is full, with the data, the backup and the log on it, and has room again. */
import { execFileSync } from 'node:child_process';
import {
	closeSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	rmSync,
	statfsSync,
	writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp } from '../../cli/backup.ts';
import { line, type Drill, type Line } from './drill.ts';
import { Stage } from './stage.ts';
import { goThrough } from './trouble.ts';

const DISK_BYTES = 24 * 1024 * 1024;

export const disk: Drill = {
	name: 'disk',
	what: 'a full disk, with backup and log on it, and freed again',
	async run({ quick }) {
		const folder = mkdtempSync(join(tmpdir(), 'auftakt-disk-'));
		const small = join(folder, 'small');
		mkdirSync(small);
		const isMounted = mountSmall(small);
		if (!isMounted) {
			rmSync(folder, { recursive: true, force: true });
			return [
				line('a small disk can be filled', true, 'needs the right to mount (root): not tried here')
			];
		}
		let stage: Stage | undefined;
		try {
			const log = join(small, 'log');
			stage = await Stage.open({
				people: 20,
				dataDir: join(small, 'data'),
				// The log goes to the same disk, as a log of a small machine does.
				server: {
					behind: ['sh', '-c', `exec "$0" "$@" >>'${log}' 2>&1`],
					env: { LOG_LEVEL: 'info' }
				}
			});
			await stage.enter();
			const { dataDir } = stage;
			const ballast = join(small, 'ballast');
			return await goThrough(stage, {
				name: 'disk full',
				lastsMs: quick ? 1000 : 10_000,
				begin: () => fill(ballast),
				end: () => rmSync(ballast),
				meanwhile: () => tryBackups(dataDir, small, folder)
			});
		} finally {
			await stage?.close();
			execFileSync('umount', [small]);
			rmSync(folder, { recursive: true, force: true });
		}
	}
};

async function tryBackups(dataDir: string, full: string, elsewhere: string): Promise<Line[]> {
	const back = (target: string) =>
		backUp({ dataDir, target, force: false, now: Date.now() }).then(
			({ list }) => `made, ${list.rows.contribution} contributions`,
			(error: unknown) => (error instanceof Error ? error.message : String(error))
		);
	const here = await back(join(full, 'here.zip'));
	const there = await back(join(elsewhere, 'there.zip'));
	const left = readdirSync(full).filter((name) => /backup|here/.test(name));
	return [
		line(
			'disk full: a backup onto it is refused and leaves nothing',
			!here.startsWith('made') && left.length === 0,
			here.split('\n')[0] ?? ''
		),
		line('disk full: a backup to another disk can be made', there.startsWith('made'), there)
	];
}

function mountSmall(folder: string): boolean {
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder], {
			stdio: 'ignore'
		});
		return true;
	} catch {
		return false;
	}
}

/** To the last byte: what is deleted by others meanwhile is taken as well. */
function fill(file: string): void {
	const fd = openSync(file, 'w');
	try {
		for (const size of [64 * 1024, 4096]) {
			const piece = Buffer.alloc(size, 1);
			while (statfsSync(file).bavail > 0)
				try {
					writeSync(fd, piece);
				} catch {
					break;
				}
		}
	} finally {
		closeSync(fd);
	}
}
