/**
 * The doctor's look at what is stored: does everything that is referred to exist, and is every change that
 * was acknowledged still there? SQLite cannot know either, because rows carry no foreign keys. Reads only.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS, type Kind } from '#lib/domain/rows.ts';
import {
	DATABASE_FILE,
	faultsOf,
	latestKnownMigration,
	latestMigrationOf,
	type SqliteDatabase
} from '#lib/server/store/maintenance.ts';
import { bad, good, warning, type Finding } from './finding.ts';

/** The server keeps it below 64 MB; more means that something holds it open. */
const LARGE_WAL_MB = 128;

/** Columns that name another row, with the kinds it may be of. Empty ones refer to nobody. */
const REFERENCES: [kind: Kind, column: string, ...to: Kind[]][] = [
	['workshop', 'step_id', 'step'],
	['seat', 'table_id', 'table'],
	['seat', 'participant_id', 'participant'],
	['participant', 'arrived_step_id', 'step'],
	['contribution', 'step_id', 'step'],
	['contribution', 'table_id', 'table'],
	['contribution', 'participant_id', 'participant'],
	['agreement', 'contribution_id', 'contribution'],
	['agreement', 'participant_id', 'participant'],
	['link', 'from_id', 'contribution'],
	['link', 'table_id', 'table'],
	['link', 'participant_id', 'participant'],
	['summary', 'table_id', 'table'],
	['summary', 'participant_id', 'participant'],
	['essence', 'table_id', 'table'],
	['essence', 'participant_id', 'participant'],
	['membership', 'cluster_id', 'cluster'],
	['membership', 'item_id', 'contribution', 'essence'],
	['ballot', 'step_id', 'step'],
	['vote', 'ballot_id', 'ballot'],
	['vote', 'participant_id', 'participant'],
	['guideline', 'cluster_id', 'cluster'],
	['evidence', 'guideline_id', 'guideline'],
	['evidence', 'item_id', 'contribution', 'essence']
];

const ALL_REVS = KINDS.map((kind) => `SELECT workshop_id AS w, rev FROM "${kind}"`).join(
	' UNION ALL '
);
/** Acknowledged commands; what changed nothing carries the number of the change before it. */
const ACKNOWLEDGED = `SELECT workshop_id AS w, json_extract(outcome, '$.rev') AS rev
	FROM command_outcome WHERE json_extract(outcome, '$.ok')`;

/** All findings about the database; stops early when more questions make no sense. */
export function checkDatabase(database: SqliteDatabase, dataDir: string): Finding[] {
	const faults = faultsOf(database);
	if (faults.length)
		return [
			bad('integrity', `The database is damaged (${faults[0]}). Stop the server, restore a backup.`)
		];
	const sound = good('integrity', 'The database is sound.');
	const [migration, known] = [latestMigrationOf(database), latestKnownMigration()];
	if (migration === null)
		return [sound, bad('schema', `${DATABASE_FILE} is not a database of Auftakt.`)];
	if (migration > known)
		return [
			sound,
			bad('schema', 'A newer Auftakt wrote this database: install that one, or restore a backup.')
		];
	if (migration < known)
		return [
			sound,
			warning('schema', 'The database is of an older version; the next start updates it.')
		];
	return [
		sound,
		good('schema', 'Program and database are of the same version.'),
		checkWal(dataDir),
		...checkReferences(database),
		...checkRevisions(database),
		...checkNumbers(database),
		checkOwner(database)
	];
}

/** The newest moment at which anything was stored. */
export function latestMoment(database: SqliteDatabase): number | null {
	if (latestMigrationOf(database) !== latestKnownMigration()) return null;
	return database.prepare('SELECT max(at) FROM command_outcome').pluck().get() as number | null;
}

function checkWal(dataDir: string): Finding {
	const { size = 0 } =
		statSync(join(dataDir, `${DATABASE_FILE}-wal`), { throwIfNoEntry: false }) ?? {};
	const mb = Math.ceil(size / 1024 / 1024);
	return mb > LARGE_WAL_MB
		? warning('wal', `${DATABASE_FILE}-wal has ${mb} MB. Stopping the server once makes it small.`)
		: good('wal', `${DATABASE_FILE}-wal has ${mb} MB.`);
}

function checkReferences(database: SqliteDatabase): Finding[] {
	const found: Finding[] = [];
	const count = (sql: string) => database.prepare(sql).pluck().get() as number;
	for (const [kind, column, ...to] of REFERENCES) {
		const missing = to.map(
			(target) =>
				`NOT EXISTS (SELECT 1 FROM "${target}" t WHERE t.workshop_id = r.workshop_id AND t.id = r.${column})`
		);
		const n = count(
			`SELECT count(*) FROM "${kind}" r WHERE r.removed = 0 AND r.${column} IS NOT NULL AND ${missing.join(' AND ')}`
		);
		if (n) found.push(bad('references', `${n} of ${kind}: ${column} leads to nothing.`));
	}
	const homeless = count(
		`SELECT count(*) FROM (${ALL_REVS} UNION ALL ${ACKNOWLEDGED}) r WHERE NOT EXISTS (SELECT 1 FROM workshop t WHERE t.workshop_id = r.w)`
	);
	if (homeless) found.push(bad('references', `${homeless} rows belong to no workshop.`));
	return found.length ? found : [good('references', 'Everything that is referred to is there.')];
}

/**
 * Every change has the next number of its workshop, and the command that made it is stored with it: the
 * numbers of the acknowledged commands are 1 to the latest without a hole, and no row has another.
 */
function checkRevisions(database: SqliteDatabase): Finding[] {
	const rows = database
		.prepare(
			`WITH rows AS (${ALL_REVS}), acknowledged AS (${ACKNOWLEDGED}),
			heads AS (SELECT w, max(rev) AS head FROM rows GROUP BY w),
			outcomes AS (SELECT w, count(DISTINCT nullif(rev, 0)) AS n, max(rev) AS last FROM acknowledged GROUP BY w),
			strange AS (SELECT w, count(*) AS n FROM
				(SELECT w, rev FROM rows EXCEPT SELECT w, rev FROM acknowledged) GROUP BY w)
			SELECT code, head, coalesce(outcomes.n, 0) AS n, coalesce(last, 0) AS last,
				coalesce(strange.n, 0) AS unexplained
			FROM heads JOIN workshop ON workshop_id = heads.w
				LEFT JOIN outcomes USING (w) LEFT JOIN strange USING (w)`
		)
		.all() as { code: string; head: number; n: number; last: number; unexplained: number }[];
	const found = rows.flatMap(({ code, head, n, last, unexplained }) => {
		if (last > head)
			return [
				bad('revisions', `Workshop ${code}: what was acknowledged after change ${head} is lost.`)
			];
		if (unexplained)
			return [
				bad('revisions', `Workshop ${code}: ${unexplained} changes were made by no command.`)
			];
		if (n !== head)
			return [
				bad('revisions', `Workshop ${code}: of ${head} changes only ${n} are accounted for.`)
			];
		return [];
	});
	return found.length ? found : [good('revisions', 'Every acknowledged change is there, once.')];
}

function checkNumbers(database: SqliteDatabase): Finding[] {
	const found = (['contribution', 'essence'] as const).flatMap((kind) => {
		const n = database
			.prepare(
				`SELECT count(*) FROM (SELECT 1 FROM "${kind}" WHERE removed = 0 GROUP BY workshop_id, public_id HAVING count(*) > 1)`
			)
			.pluck()
			.get() as number;
		return n ? [bad('numbers', `${n} public numbers of ${kind} are given twice.`)] : [];
	});
	return found.length ? found : [good('numbers', 'No public number is given twice.')];
}

function checkOwner(database: SqliteDatabase): Finding {
	const n = database
		.prepare(`SELECT count(*) FROM staff_user WHERE role = 'owner'`)
		.pluck()
		.get() as number;
	return n
		? good('owner', `${n === 1 ? 'One owner' : `${n} owners`} can sign in.`)
		: warning('owner', 'Nobody owns this installation yet: the next start prints a link.');
}
