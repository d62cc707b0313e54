/**
 * Owns the reasons for which a store fails. A room answers all of them with `storage_unavailable`, except
 * the two that are about one command: `code_taken`, and `fault`, which is a mistake in what was to be
 * written and not a trouble of the disk.
 */
export type StoreTrouble = 'full' | 'io' | 'readonly' | 'busy' | 'closed' | 'code_taken' | 'fault';

export class StoreError extends Error {
	override readonly name = 'StoreError';
	readonly code: StoreTrouble;

	constructor(code: StoreTrouble, cause?: unknown) {
		super(`the store cannot write: ${code}`, { cause });
		this.code = code;
	}
}

const TROUBLE_OF_SQLITE: [prefix: string, trouble: StoreTrouble][] = [
	['SQLITE_FULL', 'full'],
	['SQLITE_IOERR', 'io'],
	['SQLITE_CANTOPEN', 'io'],
	['SQLITE_CORRUPT', 'io'],
	['SQLITE_NOTADB', 'io'],
	['SQLITE_NOMEM', 'io'],
	['SQLITE_READONLY', 'readonly'],
	['SQLITE_PERM', 'readonly'],
	['SQLITE_BUSY', 'busy'],
	['SQLITE_LOCKED', 'busy']
];

/** Names what went wrong, whoever threw it. */
export function toStoreError(error: unknown): StoreError {
	if (error instanceof StoreError) return error;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'SQLITE_CONSTRAINT_UNIQUE' && /workshop\.code/.test((error as Error).message))
		return new StoreError('code_taken', error);
	const known = TROUBLE_OF_SQLITE.find(([prefix]) => code.startsWith(prefix));
	return new StoreError(known?.[1] ?? 'fault', error);
}

/** True when the trouble is with this one write and others may go through. */
export const isOwnFault = ({ code }: StoreError): boolean =>
	code === 'fault' || code === 'code_taken';
