/**
 * A disk that answers with errors, below SQLite: writing fails, syncing fails, the file can only be read.
 * The system's answers are replaced by strace while the server runs; and another program keeps the
 * database locked.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pause } from './citizen.ts';
import { line, type Drill, type Line } from './drill.ts';
import { Stage } from './stage.ts';
import { hasStrace } from './trace.ts';
import { goThrough } from './trouble.ts';

const FAULTS = [
	{ name: 'writing fails (EIO)', calls: 'pwrite64', error: 'EIO' },
	{ name: 'syncing fails (EIO)', calls: 'fdatasync,fsync', error: 'EIO' },
	{ name: 'read-only (EROFS)', calls: 'pwrite64,fdatasync,fsync', error: 'EROFS' }
] as const;

export const io: Drill = {
	name: 'io',
	what: 'a disk that answers with errors: EIO on write, EIO on sync, read-only',
	async run({ quick }) {
		if (!hasStrace())
			return [line('errors of the disk', true, 'no strace on this machine: not tried')];
		const lines: Line[] = [];
		for (const { name, calls, error } of FAULTS) {
			const stage = await Stage.open({ people: 12 });
			try {
				await stage.enter();
				const { dataDir, server } = stage;
				let injecting: { stop(): Promise<void> } | undefined;
				lines.push(
					...(await goThrough(stage, {
						name,
						lastsMs: quick ? 1000 : 5000,
						begin: async () => {
							injecting = await inject(server.pid, join(dataDir, 'auftakt.db-wal'), calls, error);
						},
						end: () => injecting?.stop()
					}))
				);
			} finally {
				await stage.close();
			}
		}
		return lines;
	}
};

export const locked: Drill = {
	name: 'locked',
	what: 'another program keeps the database locked for 30 s',
	async run({ quick }) {
		const stage = await Stage.open({ people: 12 });
		const other = new DatabaseSync(join(stage.dataDir, 'auftakt.db'));
		try {
			await stage.enter();
			return await goThrough(stage, {
				name: 'locked',
				lastsMs: quick ? 2000 : 30_000,
				begin: () => {
					other.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
				},
				end: () => other.exec('ROLLBACK')
			});
		} finally {
			other.close();
			await stage.close();
		}
	}
};

/** From now on these calls on this file end with that error, in all threads of the process. */
async function inject(
	pid: number,
	file: string,
	calls: string,
	error: string
): Promise<{ stop(): Promise<void> }> {
	const args = ['-f', '-q', '-o', '/dev/null', '-P', file, '-p', String(pid)];
	const strace = spawn('strace', [...args, '-e', `inject=${calls}:error=${error}`], {
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let said = '';
	strace.stderr.on('data', (data: Buffer) => (said += data.toString()));
	await pause(300);
	if (strace.exitCode !== null) throw new Error(`strace could not attach: ${said}`);
	return {
		async stop() {
			const gone = once(strace, 'exit');
			strace.kill('SIGINT');
			await gone;
		}
	};
}
