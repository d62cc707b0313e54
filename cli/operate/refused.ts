/** A command cannot be carried out; the message says why and what helps. Nothing was changed. */
export class Refused extends Error {
	override readonly name = 'Refused';
}

/** Runs a command; what is refused or goes wrong becomes a sentence and the exit code 1. */
export async function inPlainWords(what: string, work: () => Promise<void>): Promise<number> {
	try {
		await work();
		return 0;
	} catch (error) {
		if (error instanceof Refused) console.error(error.message);
		else console.error(`${what} ${reasonOf(error)}`);
		return 1;
	}
}

const PLAIN_REASONS: Record<string, string> = {
	ENOSPC: 'There is no room left on the disk.',
	EACCES: 'This user may not read or write there.',
	EPERM: 'This user may not read or write there.',
	EROFS: 'That disk can only be read.',
	EISDIR: 'A folder is in the way.',
	ENOTDIR: 'A file is in the way of a folder.',
	ENOENT: 'A folder on the way is missing.',
	SQLITE_FULL: 'There is no room left on the disk.',
	SQLITE_BUSY: 'The database was in use for too long. Try again.',
	SQLITE_CANTOPEN: 'This user may not open the database.',
	SQLITE_READONLY: 'This user may not write to the database.',
	SQLITE_CORRUPT: 'The database is damaged.',
	SQLITE_NOTADB: 'The file auftakt.db is not a database.'
};

export function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const code = 'code' in error ? String(error.code) : '';
	const plain = PLAIN_REASONS[code] ?? PLAIN_REASONS[code.split('_').slice(0, 2).join('_')];
	return plain ? `${plain} (${error.message})` : error.message;
}
