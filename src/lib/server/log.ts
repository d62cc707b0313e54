/**
 * The process's log: JSON lines on stderr, so that stdout stays free for people.
 *
 * A log line never holds what a citizen wrote, a name, a code, a token or an address: logs are kept
 * longer and read by more people than a workshop. Known fields are masked here; error messages lose
 * the parts in which libraries quote the data they stumbled over.
 */
import { writeSync } from 'node:fs';
import pino from 'pino';

export type Log = pino.Logger;

const PRIVATE_FIELDS = [
	'text',
	'name',
	'code',
	'token',
	'password',
	'email',
	'ip',
	'address',
	'cookie',
	'authorization',
	'payload'
];

const STDERR = 2;

export function createLogger(level: string, fd = STDERR): Log {
	return pino(
		{
			level,
			base: undefined,
			timestamp: pino.stdTimeFunctions.isoTime,
			redact: {
				paths: PRIVATE_FIELDS.flatMap((field) => [field, `*.${field}`]),
				censor: '…'
			},
			serializers: { err: describeError }
		},
		{ write: writerTo(fd) }
	);
}

/**
 * A full disk behind the log, or a reader that stands still, costs lines of the log and never the evening.
 * pino's own destination ends the process with the first (tried: `npm run drill -- disk`) and waits for the
 * second with everybody in the hall.
 */
function writerTo(fd: number): (line: string) => void {
	let isTorn = false;
	return (line) => {
		let rest = Buffer.from(isTorn ? `\n${line}` : line);
		const whole = rest.length;
		try {
			while (rest.length) rest = rest.subarray(writeSync(fd, rest));
			isTorn = false;
		} catch {
			// There is nowhere to say so.
			isTorn ||= rest.length < whole;
		}
	};
}

/** An error as it may be logged: its kind, the place, and a message without quoted data. */
export function describeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { type: typeof error };
	const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
	return {
		type: error.name,
		...('code' in error && { reason: error.code }),
		message: withoutQuotedData(error.message),
		stack: frames?.map((line) => line.trim()),
		...(error.cause !== undefined && { cause: describeError(error.cause) })
	};
}

/** JSON and valibot quote the input in "…"; drizzle appends the values as `params: …`. */
function withoutQuotedData(message: string): string {
	return message
		.replace(/"[^]*"/, '"…"')
		.replace(/\bparams: [^]*/, 'params: …')
		.slice(0, 300);
}
