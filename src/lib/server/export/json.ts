/**
 * Owns the open-data file: the published picture as it is, with a description of its fields. `snapshot`
 * names the rows: two files with the same one hold the same data.
 */
import { createHash } from 'node:crypto';
import { SCHEMA, SCHEMA_VERSION, type Published } from './published.ts';
import type { Wording } from './wording.ts';

const FIELDS = [
	'workshop',
	'steps',
	'tables',
	'contributions',
	'essences',
	'summaries',
	'groups',
	'fields',
	'unassigned',
	'ballots',
	'travel',
	'guidelines',
	'participation',
	'moderation',
	'fates'
] as const satisfies readonly (keyof Published)[];

const FILE_FIELDS = ['schemaVersion', 'exportedAt', 'snapshot'] as const;

/** SHA-256 of the canonical form. */
export function hashOf(data: Published): string {
	return createHash('sha256').update(canonical(data)).digest('hex');
}

export function renderJson(data: Published, { t }: Wording, now: number, hash: string): string {
	const dictionary = Object.fromEntries(
		[...FILE_FIELDS, ...FIELDS].map((field) => [field, t(`data.${field}`)])
	);
	const file = {
		schema: SCHEMA,
		schemaVersion: SCHEMA_VERSION,
		licence: { id: null, note: t('data.licence') },
		exportedAt: new Date(now).toISOString(),
		snapshot: hash,
		dictionary,
		...data
	};
	return `${JSON.stringify(file, null, '\t')}\n`;
}

/** JSON with sorted keys and no white space, so that equal data has equal bytes. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		part && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part
	);
}
