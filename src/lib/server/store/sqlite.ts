/**
 * Owns the SQLite store. Every write is one synchronous transaction that is on the disk when it returns.
 * Rooms that wait at the same moment share one transaction, so the disk syncs once for all of them; each
 * stands on its own savepoint, so that one room's mistake is not another's loss. All statements on this
 * path are prepared once.
 */
import { v7 as newId } from 'uuid';
import type { Outcome } from '#lib/domain/commands.ts';
import type { Change, Id, Kind } from '#lib/domain/rows.ts';
import { KINDS } from '#lib/domain/rows.ts';
import { createCodecs, type Codec, type Value } from './codec.ts';
import type { SqliteDatabase } from './database.ts';
import { isOwnFault, StoreError, toStoreError } from './error.ts';
import type { Store, Work, Written } from './store.ts';

interface Job {
	workshopId: Id;
	sinceRev: number;
	commandIds: Id[];
	work: (before: Work) => Written;
	resolve: (written: Written) => void;
	reject: (error: StoreError) => void;
}

interface SqliteStoreOptions {
	database: SqliteDatabase;
	now: () => number;
	/**
	 * While one commit follows another, they keep this distance: what arrives meanwhile shares the next
	 * one, and a full hall costs hundreds of syncs a second instead of thousands. The first waits for
	 * nobody.
	 */
	gatherMs?: number;
}

export function createSqliteStore({ database, now, gatherMs = 0 }: SqliteStoreOptions): Store {
	const statements = prepare(database);
	const life = beginLife(database);
	/** Where the life before ended, by workshop. */
	const endedAt = new Map<Id, number>();
	let queue: Job[] = [];
	let scheduled = false;
	let closed = false;
	let committedAt = -Infinity;

	function changesOf(workshopId: Id, sinceRev: number): Change[] {
		const changes: Change[] = [];
		for (const { kind, codec, select } of statements.kinds) {
			const rows = select.all({ w: workshopId, since: sinceRev }) as Value[][];
			for (const values of rows) changes.push({ kind, row: codec.toRow(values) } as Change);
		}
		return changes;
	}

	const revOf = (workshopId: Id): number =>
		(statements.head.get({ w: workshopId }) as { rev: number | null }).rev ?? 0;

	function outcomesOf(workshopId: Id, commandIds: Id[]): Map<Id, Outcome> {
		const rows = statements.known.all({ w: workshopId, ids: JSON.stringify(commandIds) });
		return new Map(
			(rows as { id: Id; outcome: string }[]).map(({ id, outcome }) => [
				id,
				JSON.parse(outcome) as Outcome
			])
		);
	}

	function perform({ workshopId, sinceRev, commandIds, work }: Job): Written {
		const rev = revOf(workshopId);
		const written = work({
			newer: rev > sinceRev ? changesOf(workshopId, sinceRev) : [],
			known: outcomesOf(workshopId, commandIds),
			rev
		});
		for (const { kind, row } of written.changes) {
			const { codec, write } = statements.of[kind] as (typeof statements.of)[Kind];
			write.run((codec as Codec<Kind>).toValues(workshopId, row));
		}
		const at = now();
		for (const { id, outcome } of written.outcomes)
			statements.remember.run(workshopId, id, JSON.stringify(outcome), at);
		return written;
	}

	function abandon(): void {
		// SQLite may have rolled back by itself, on a full disk for example.
		if (database.inTransaction) statements.rollback.run();
	}

	/** All waiting jobs in one transaction. */
	function flush(): void {
		scheduled = false;
		const jobs = queue;
		// Closing has written what waited here.
		if (!jobs.length) return;
		queue = [];
		const answers: (() => void)[] = [];
		try {
			statements.begin.run();
			for (const job of jobs) {
				statements.savepoint.run();
				try {
					const written = perform(job);
					answers.push(() => job.resolve(written));
				} catch (error) {
					const trouble = toStoreError(error);
					if (!isOwnFault(trouble) || !database.inTransaction) throw trouble;
					statements.rollbackTo.run();
					answers.push(() => job.reject(trouble));
				}
				statements.release.run();
			}
			statements.commit.run();
			committedAt = performance.now();
		} catch (error) {
			abandon();
			const trouble = toStoreError(error);
			for (const job of jobs) job.reject(trouble);
			return;
		}
		for (const answer of answers) answer();
	}

	return {
		async life(workshopId) {
			const upTo = endedAt.get(workshopId) ?? revOf(workshopId);
			endedAt.set(workshopId, upTo);
			const { epoch, previous } = life;
			return { epoch, inherits: previous === null ? null : { epoch: previous, upTo } };
		},

		load: async (workshopId) => ({
			changes: changesOf(workshopId, -1),
			rev: revOf(workshopId)
		}),

		transact: (workshopId, { sinceRev, commandIds }, work) =>
			new Promise((resolve, reject) => {
				if (closed) return reject(new StoreError('closed'));
				queue.push({ workshopId, sinceRev, commandIds, work, resolve, reject });
				if (scheduled) return;
				scheduled = true;
				const waitMs = committedAt + gatherMs - performance.now();
				if (waitMs > 0) setTimeout(flush, waitMs);
				else setImmediate(flush);
			}),

		async list() {
			return (statements.list.all() as { rehearsal: number }[]).map((row) => ({
				...row,
				rehearsal: row.rehearsal === 1
			})) as Awaited<ReturnType<Store['list']>>;
		},

		async findByCode(code) {
			return (statements.find.get(code) as { id: Id } | undefined)?.id ?? null;
		},

		async drop(workshopId) {
			try {
				statements.begin.run();
				for (const remove of statements.drop) remove.run(workshopId);
				statements.commit.run();
			} catch (error) {
				abandon();
				throw toStoreError(error);
			}
		},

		async check() {
			try {
				if (closed) throw new StoreError('closed');
				// A transaction that is rolled back never reaches the disk: only a real write tells.
				statements.check.run(now());
			} catch (error) {
				throw toStoreError(error);
			}
		},

		async close() {
			if (closed) return;
			closed = true;
			if (queue.length) flush();
			database.close();
		}
	};
}

/**
 * Every start is a new life. A file that cannot be written now begins one that nobody remembers: devices
 * are then told everything once more.
 */
function beginLife(database: SqliteDatabase): { epoch: string; previous: string | null } {
	const epoch = newId();
	if (database.readonly) return { epoch, previous: null };
	try {
		const before = database.prepare('SELECT epoch FROM store_life WHERE id = 1').get();
		const previous = (before as { epoch: string } | undefined)?.epoch ?? null;
		database
			.prepare(
				'INSERT INTO store_life (id, epoch, previous) VALUES (1, @epoch, @previous) ' +
					'ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, previous = excluded.previous'
			)
			.run({ epoch, previous });
		return { epoch, previous };
	} catch {
		return { epoch, previous: null };
	}
}

function prepare(database: SqliteDatabase) {
	const codecs = createCodecs();
	const prepareKind = <K extends Kind>(kind: K) => {
		const codec = codecs[kind];
		const columns = codec.columns.join(', ');
		const marks = codec.columns.map(() => '?').join(', ');
		const updates = codec.columns.slice(2).map((column) => `${column} = excluded.${column}`);
		return {
			kind,
			codec,
			// rowid is the order of arrival and survives updates, which a uuid of a phone's clock does not tell.
			select: database
				.prepare(
					`SELECT ${columns} FROM ${codec.table} WHERE workshop_id = @w AND rev > @since ORDER BY rowid`
				)
				.raw(),
			write: database.prepare(
				`INSERT INTO ${codec.table} (${columns}) VALUES (${marks}) ` +
					`ON CONFLICT (workshop_id, id) DO UPDATE SET ${updates.join(', ')}`
			)
		};
	};
	const kinds = KINDS.map((kind) => prepareKind(kind));
	const heads = KINDS.map((kind) => `SELECT max(rev) AS rev FROM "${kind}" WHERE workshop_id = @w`);
	return {
		kinds,
		of: Object.fromEntries(kinds.map((entry) => [entry.kind, entry])) as {
			[K in Kind]: ReturnType<typeof prepareKind<K>>;
		},
		// One index seek per kind, about 20 µs in all: cheaper than a counter to be kept right.
		head: database.prepare(`SELECT max(rev) AS rev FROM (${heads.join(' UNION ALL ')})`),
		known: database.prepare(
			'SELECT id, outcome FROM command_outcome WHERE workshop_id = @w AND id IN (SELECT value FROM json_each(@ids))'
		),
		remember: database.prepare(
			'INSERT INTO command_outcome (workshop_id, id, outcome, at) VALUES (?, ?, ?, ?)'
		),
		list: database.prepare(
			'SELECT workshop_id AS id, code, title, date, city, state, rehearsal, created_at AS createdAt, ' +
				'(SELECT coalesce(sum(people), 0) FROM participant AS one ' +
				'WHERE one.workshop_id = workshop.workshop_id AND one.removed = 0) AS people, ' +
				'(SELECT count(*) FROM contribution AS one ' +
				'WHERE one.workshop_id = workshop.workshop_id AND one.removed = 0) AS contributions ' +
				'FROM workshop WHERE removed = 0 ORDER BY created_at DESC, rowid DESC'
		),
		find: database.prepare('SELECT workshop_id AS id FROM workshop WHERE code = ? AND removed = 0'),
		drop: [...KINDS, 'command_outcome'].map((table) =>
			database.prepare(`DELETE FROM "${table}" WHERE workshop_id = ?`)
		),
		check: database.prepare(
			'INSERT INTO store_check (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at'
		),
		begin: database.prepare('BEGIN IMMEDIATE'),
		savepoint: database.prepare('SAVEPOINT job'),
		release: database.prepare('RELEASE job'),
		rollbackTo: database.prepare('ROLLBACK TO job'),
		commit: database.prepare('COMMIT'),
		rollback: database.prepare('ROLLBACK')
	};
}
