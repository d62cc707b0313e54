/**
 * Owns the way between a row and its columns, made from the schema alone: a new column is a line in
 * `schema.ts`. Column order is the schema's; `workshop_id` comes first and is no part of the row. The
 * types below fail to compile when a row and its table drift apart.
 */
import { getTableColumns, type InferSelectModel } from 'drizzle-orm';
import type { Kind, RowOf } from '#lib/domain/rows.ts';
import { TABLES } from './schema.ts';

type Stored<K extends Kind> = Omit<InferSelectModel<(typeof TABLES)[K]>, 'workshopId'>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Every kind has a table, and every table has exactly the row's fields. */
type Drifted = { [K in Kind]: Same<Stored<K>, RowOf[K]> extends true ? never : K }[Kind];
const drifted: [Drifted] extends [never] ? 'none' : Drifted = 'none';
void drifted;

/** What better-sqlite3 can bind and gives back. */
export type Value = string | number | bigint | Buffer | null;

export interface Codec<K extends Kind> {
	table: string;
	/** Quoted column names, `workshop_id` first. */
	columns: string[];
	toValues(workshopId: string, row: RowOf[K]): Value[];
	/** From values in the order of `columns`. */
	toRow(values: Value[]): RowOf[K];
}

function createCodec<K extends Kind>(kind: K): Codec<K> {
	const fields = Object.entries(getTableColumns(TABLES[kind])).filter(
		([field]) => field !== 'workshopId'
	);
	return {
		table: `"${kind}"`,
		columns: ['"workshop_id"', ...fields.map(([, column]) => `"${column.name}"`)],
		toValues(workshopId, row) {
			const source = row as unknown as Record<string, unknown>;
			const values: Value[] = [workshopId];
			for (const [field, column] of fields) {
				const value = source[field];
				if (value === undefined) throw new TypeError(`${kind}.${field} is missing`);
				values.push(value === null ? null : (column.mapToDriverValue(value) as Value));
			}
			return values;
		},
		toRow(values) {
			const row: Record<string, unknown> = {};
			fields.forEach(([field, column], position) => {
				const value = values[position + 1] ?? null;
				row[field] = value === null ? null : column.mapFromDriverValue(value);
			});
			return row as unknown as RowOf[K];
		}
	};
}

export function createCodecs(): { [K in Kind]: Codec<K> } {
	const kinds = Object.keys(TABLES) as Kind[];
	return Object.fromEntries(kinds.map((kind) => [kind, createCodec(kind)])) as {
		[K in Kind]: Codec<K>;
	};
}
