/**
 * Owns what a process has used, read from /proc: works the same for a server of ours and for a bare
 * program, and costs the watched process nothing. Linux only, and there the numbers are hundredths of a
 * second: windows shorter than a second say little.
 */
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** User and system time since its start. */
export function cpuSeconds(pid: number | 'self'): number {
	// The command's name may hold spaces; what follows its bracket does not.
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND;
}

export function rssBytes(pid: number): number {
	return statusBytes(pid, 'VmRSS');
}

/** The most it ever had. */
export function peakRssBytes(pid: number): number {
	return statusBytes(pid, 'VmHWM');
}

function statusBytes(pid: number, field: string): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
}

/** How many files and connections a process may hold open; Node raises its own limit to this. */
export function mostOpenFiles(): number {
	const line = /Max open files\s+\S+\s+(\S+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
	return line === 'unlimited' ? Infinity : Number(line ?? 1024);
}

/** Microseconds of the machine's own clock: the same in every process, set back by nobody. */
export const microseconds = (): number => Math.floor(Number(process.hrtime.bigint()) / 1000);
