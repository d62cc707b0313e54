/** A workshop as it lies in the SQLite file, read past the server, also while that one runs. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { KINDS, type Change, type Id } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';
import { createCodecs, type Value } from '#lib/server/store/codec.ts';
import { DATABASE_FILE } from '#lib/server/store/database.ts';

export function readFromDisk(dataDir: string, workshopId: Id): State {
	const database = new Database(join(dataDir, DATABASE_FILE), { readonly: true });
	const codecs = createCodecs();
	try {
		const state = new State();
		for (const kind of KINDS) {
			const { table, columns, toRow } = codecs[kind];
			const rows = database
				.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE workshop_id = ?`)
				.raw()
				.all(workshopId) as Value[][];
			for (const values of rows) state.apply({ kind, row: toRow(values) } as Change);
		}
		return state;
	} finally {
		database.close();
	}
}
