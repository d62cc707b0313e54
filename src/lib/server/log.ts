/**
 * The process's log: JSON lines on stderr, so that stdout stays free for people.
 *
 * A log line never holds what a citizen wrote, a name, a code, a token or an address: logs are kept
 * longer and read by more people than a workshop. Known fields are masked here; error messages lose
 * the parts in which libraries quote the data they stumbled over.
 */
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

export function createLogger(level: string): Log {
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
		pino.destination(2)
	);
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
