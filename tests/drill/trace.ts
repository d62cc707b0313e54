/**
 * Owns the reading of a system call trace of the server: was every acknowledgement written to its socket
 * after the log of its commit had been synced? This is seen from outside the program, below SQLite.
 */
import { execFileSync } from 'node:child_process';

/** A program that starts another one and writes down what it asks of the system. */
export const straceTo = (file: string): string[] => [
	'strace',
	// The server stays the child of whoever starts it, and is killed as itself.
	...['-D', '-f', '-y', '-s', '200', '-o', file],
	...['-e', 'trace=pwrite64,write,writev,sendmsg,fdatasync,fsync']
];

export function hasStrace(): boolean {
	try {
		execFileSync('strace', ['-D', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

export interface Traced {
	/** Acknowledgements that said yes. */
	acknowledged: number;
	/** Of them, those sent while something written to the log was not synced. */
	unsynced: number;
	/** Syncs that brought something new to the disk. */
	syncs: number;
}

const ACKNOWLEDGEMENT = /43\d+\[\{\\"ok\\":true/g;
const WAL = '-wal>';

export function judgeTrace(trace: string): Traced {
	const result: Traced = { acknowledged: 0, unsynced: 0, syncs: 0 };
	let isDirty = false;
	/** Threads that are in the middle of syncing the log. */
	const syncing = new Set<string>();
	const synced = () => {
		if (isDirty) result.syncs += 1;
		isDirty = false;
	};
	for (const row of trace.split('\n')) {
		const [pid = ''] = row.split(' ', 1);
		if (/ (fdatasync|fsync)\(/.test(row) && row.includes(WAL)) {
			if (row.includes('unfinished')) syncing.add(pid);
			else if (row.endsWith('= 0')) synced();
		} else if (/<\.\.\. (fdatasync|fsync) resumed>/.test(row)) {
			if (syncing.delete(pid) && row.endsWith('= 0')) synced();
		} else if (/ (pwrite64|write)\(/.test(row) && row.includes(WAL)) {
			isDirty = true;
		} else {
			const acknowledged = row.match(ACKNOWLEDGEMENT)?.length ?? 0;
			result.acknowledged += acknowledged;
			if (isDirty) result.unsynced += acknowledged;
		}
	}
	return result;
}
