/**
 * Owns the workshops of a benchmark: written straight through the store before the server starts, because
 * letting thousands in is measured elsewhere. The rows are those that the doors would have made; only the
 * size of a table may be beyond what the office allows, so that a thousand can hear each other.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { publicIdOf } from '#lib/domain/contributions.ts';
import { lookOf, CAFE_TEMPLATES } from '#lib/domain/methods/world-cafe.ts';
import type { Change, Id, Workshop } from '#lib/domain/rows.ts';
import { seatId } from '#lib/domain/seating.ts';
import { PLANNED } from '#lib/domain/steps.ts';
import { cookieName } from '#lib/server/cookies.ts';
import { createKeys, loadSecret } from '#lib/server/keys.ts';
import { DATABASE_FILE, openDatabase } from '#lib/server/store/database.ts';
import { createSqliteStore } from '#lib/server/store/sqlite.ts';
import { createWriter, markOf } from './ideas.ts';
import type { Person } from './phone.ts';

const EVENING_MS = 6 * 3_600_000;
/** A hall is written in pieces: one statement a row, and all in one transaction would hold too much. */
const ROWS_AT_ONCE = 20_000;

export interface HallWish {
	tables: number;
	seats: number;
	/** Fewer than there are seats leaves the rest free; without a wish all are taken. */
	phones?: number;
	/** Ideas that are there already, spread over the tables. */
	ideas?: number;
	screens?: number;
	hasConsole?: boolean;
}

export interface SeededHall {
	workshopId: Id;
	code: string;
	/** The running round. */
	stepId: Id;
	/** All steps in order. */
	stepIds: Id[];
	people: Person[];
}

export interface Seeded {
	dataDir: string;
	halls: SeededHall[];
	people: Person[];
	/** The running round of each hall. */
	stepIds: string[];
}

export function newFolder(): string {
	return mkdtempSync(join(tmpdir(), 'auftakt-bench-'));
}

export async function seed(dataDir: string, wishes: readonly HallWish[]): Promise<Seeded> {
	const database = openDatabase({ dataDir, log: pino({ level: 'silent' }), now: Date.now });
	const store = createSqliteStore({ database, now: Date.now });
	const keys = createKeys(loadSecret(dataDir));
	const halls: SeededHall[] = [];
	for (const [number, wish] of wishes.entries()) {
		const { hall, changes } = makeHall(number, wish, keys);
		for (let at = 0; at < changes.length; at += ROWS_AT_ONCE) {
			const rows = changes.slice(at, at + ROWS_AT_ONCE);
			await store.transact(hall.workshopId, { sinceRev: 1, commandIds: [] }, () => ({
				changes: rows,
				outcomes: []
			}));
		}
		halls.push(hall);
	}
	await store.close();
	return {
		dataDir,
		halls,
		people: halls.flatMap(({ people }) => people),
		stepIds: halls.map(({ stepId }) => stepId)
	};
}

function makeHall(
	number: number,
	wish: HallWish,
	keys: ReturnType<typeof createKeys>
): { hall: SeededHall; changes: Change[] } {
	const { tables, seats, phones = tables * seats, ideas = 0, screens = 0 } = wish;
	const now = Date.now();
	const workshopId = newId();
	const code = codeOf(number);
	const base = { rev: 1, removed: false };
	const changes: Change[] = [];
	const steps = CAFE_TEMPLATES['world-cafe-2h'].steps.map((planned) => ({
		...planned,
		id: newId()
	}));
	const round = steps.find(({ kind }) => kind === 'round');
	if (!round) throw new Error('The template has no round');
	const { id: stepId } = round;
	const workshop: Workshop = {
		...base,
		id: workshopId,
		code,
		title: 'Auftakt',
		date: '',
		time: '',
		venue: 'Rathaus',
		city: 'Rostock',
		mandate: '',
		givens: {},
		languages: ['de', 'en'],
		method: 'world-cafe',
		wifi: '',
		state: 'open',
		rehearsal: false,
		stepId,
		frozenAt: null,
		screen: { mode: 'auto' },
		moveMode: 'scatter',
		hostMode: 'fixed',
		besideStepId: null,
		calledAt: null,
		quietMinutes: 0,
		keyVersion: 1,
		createdAt: now,
		closedAt: null
	};
	changes.push({ kind: 'workshop', row: workshop });
	steps.forEach(({ id, kind, round, minutes, question }, position) => {
		const plan = { ...base, id, position, kind, round, minutes, question, notes: '' };
		const times =
			id === stepId
				? { ...PLANNED, state: 'running' as const, startedAt: now, endsAt: now + EVENING_MS }
				: PLANNED;
		changes.push({ kind: 'step', row: { ...plan, questionMode: 'per_round', ...times } });
	});

	const people: Person[] = [];
	const participants: Id[] = [];
	const tableIds = Array.from({ length: tables }, () => newId());
	for (const [at, id] of tableIds.entries()) {
		const look = lookOf(at + 1);
		const texts = { label: '', hall: '', mergedInto: null, topic: {}, question: {} };
		changes.push({ kind: 'table', row: { ...base, id, number: at + 1, seats, ...look, ...texts } });
		for (let index = 0; index < seats; index++) {
			// Everybody sits at home in the first round.
			const isTaken = at * seats + index < phones;
			const participantId = isTaken ? keys.participantId(workshopId, `p${at}.${index}`) : null;
			const seat = { tableId: id, index, participantId, takenAt: isTaken ? now : null, way: null };
			changes.push({ kind: 'seat', row: { ...base, id: seatId(id, index), ...seat } });
			if (!participantId) continue;
			participants.push(participantId);
			changes.push({
				kind: 'participant',
				row: {
					...base,
					id: participantId,
					lang: 'de',
					people: 1,
					origin: 'phone',
					joinedAt: now,
					companionOf: null,
					heardAt: null,
					blocked: false,
					arrivedStepId: null,
					leftAt: null
				}
			});
			const token = keys.participantToken(workshopId, participantId);
			const cookie = `${cookieName('phone', workshopId)}=${token}`;
			people.push({ cookie, surface: 'phone', code, hall: number, table: at });
		}
	}

	const write = createWriter();
	for (let at = 0; at < ideas; at++) {
		const table = at % tables;
		changes.push({
			kind: 'contribution',
			row: {
				...base,
				id: newId(),
				publicId: publicIdOf(1, table + 1, Math.floor(at / tables) + 1),
				kind: 'idea',
				stepId,
				round: 1,
				tableId: tableIds[table] ?? '',
				participantId: participants[at % participants.length] ?? null,
				text: markOf({ dueAt: 1, serial: at, hall: number }) + write(),
				lang: 'de',
				origin: 'phone',
				typedAt: now,
				postedAt: now,
				version: 1,
				state: 'table',
				hiddenReason: null,
				screen: 'waiting',
				late: false,
				agrees: 0
			}
		});
	}

	const opened = (surface: 'screen' | 'console'): Person => {
		const cookie = `${cookieName(surface, workshopId)}=${keys.link(workshopId, surface, 1)}`;
		return { cookie, surface, code, hall: number, table: -1 };
	};
	for (let i = 0; i < screens; i++) people.push(opened('screen'));
	if (wish.hasConsole) people.push(opened('console'));
	const stepIds = steps.map(({ id }) => id);
	return { hall: { workshopId, code, stepId, stepIds, people }, changes };
}

function codeOf(number: number): string {
	const letters = 'ABCDEFGHJKMNPQRSTVWXYZ';
	let rest = number;
	let code = 'BANK';
	for (let i = 0; i < 4; i++) {
		code += letters[rest % letters.length];
		rest = Math.floor(rest / letters.length);
	}
	return code;
}

export interface Checked {
	/** Acknowledged and not there. */
	lost: number;
	/** Ideas of the run that are there more than once, told by their marks. */
	doubled: number;
	/** Stored, but the sender never heard so; allowed, because it would be sent again. */
	unheard: number;
	intact: boolean;
}

/** Looks into the file when the server has let go of it. */
export function check(dataDir: string, ledgerFile: string): Checked {
	const database = new Database(join(dataDir, DATABASE_FILE), { readonly: true });
	try {
		const rows = database.prepare('SELECT id, text FROM contribution').all() as {
			id: string;
			text: string;
		}[];
		const stored = new Set(rows.map(({ id }) => id));
		const marks = new Set(rows.map(({ text }) => text.split(' ')[0]));
		const ledger = readFileSync(ledgerFile, 'utf8').split('\n').filter(Boolean);
		return {
			lost: ledger.filter((id) => !stored.has(id)).length,
			doubled: rows.length - marks.size,
			unheard: stored.size - new Set(ledger).size,
			intact: database.pragma('integrity_check', { simple: true }) === 'ok'
		};
	} finally {
		database.close();
	}
}

export function sqliteVersion(): string {
	const memory = new Database(':memory:');
	const { version } = memory.prepare('SELECT sqlite_version() AS version').get() as {
		version: string;
	};
	memory.close();
	return version;
}
