/** Owns how accounts reach the SQLite file: the store's open database, seen through our tables. */
import { drizzle } from 'drizzle-orm/better-sqlite3';
import * as schema from './schema.ts';

/** better-sqlite3's open database; named here because only the store may import that package. */
export type SqliteFile = ReturnType<typeof drizzle>['$client'];

export const staffDatabase = (client: SqliteFile) => drizzle({ client, schema });
/** The database or a transaction on it. */
export type StaffDatabase = Pick<
	ReturnType<typeof staffDatabase>,
	'select' | 'insert' | 'update' | 'delete' | 'transaction'
>;
