/**
 * Owns what must hold after every fault, found out without the program's own code where that is possible:
 * the file is read by another SQLite than the server's, and what people see is asked for by devices that
 * were not there before. At rest only: nobody writes, the server runs.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { KINDS } from '#lib/domain/rows.ts';
import { diagnose } from '../../cli/doctor.ts';
import type { Phone } from '../support/client.ts';
import { holds, type Said } from './citizen.ts';
import { line, type Line } from './drill.ts';
import type { Stage } from './stage.ts';

const REST_WITHIN_MS = 15_000;
/** Looking through everything a device ever received is slow; chance chooses none, the first ones do. */
const SEARCHED = 6;

export interface StoredContribution {
	id: string;
	table_id: string;
	round: number;
	public_id: string;
	text: string;
	participant_id: string;
	rev: number;
}

/** The contributions of a file in the order of their arrival, and each command's outcome. */
export function readFile(dataDir: string): {
	integrity: string;
	contributions: StoredContribution[];
	outcomes: Map<string, { ok: boolean; rev?: number; code?: string }>;
	votes: { ballot_id: string; participant_id: string; dots: Record<string, number> }[];
	ballots: Map<string, number>;
} {
	const database = new DatabaseSync(join(dataDir, 'auftakt.db'), { readOnly: true });
	try {
		const all = <T>(sql: string) => database.prepare(sql).all() as unknown as T[];
		return {
			integrity: all<{ integrity_check: string }>('PRAGMA integrity_check')
				.map((row) => row.integrity_check)
				.join(', '),
			contributions: all(
				'SELECT id, table_id, round, public_id, text, participant_id, rev FROM contribution WHERE removed = 0 ORDER BY rowid'
			),
			outcomes: new Map(
				all<{ id: string; outcome: string }>('SELECT id, outcome FROM command_outcome').map(
					({ id, outcome }) => [id, JSON.parse(outcome) as { ok: boolean }]
				)
			),
			votes: all<{ ballot_id: string; participant_id: string; dots: string }>(
				'SELECT ballot_id, participant_id, dots FROM vote WHERE removed = 0'
			).map((row) => ({ ...row, dots: JSON.parse(row.dots) as Record<string, number> })),
			ballots: new Map(
				all<{ id: string; dots: number }>('SELECT id, dots FROM ballot').map(({ id, dots }) => [
					id,
					dots
				])
			)
		};
	} finally {
		database.close();
	}
}

export async function verdict({
	stage,
	devices
}: {
	stage: Stage;
	devices: Phone[];
}): Promise<Line[]> {
	const seen = await compareViews(stage, devices);
	const file = readFile(stage.dataDir);
	const said = stage.citizens.flatMap((citizen) => citizen.said);
	return [
		...judgeFile(file, said),
		...seen,
		judgeOrder(file.contributions, stage),
		judgeVotes(file),
		judgeSecrets(stage, devices),
		await judgeByDoctor(stage.dataDir)
	];
}

/** All of it in one line when all of it held, for drills that look more than once. */
export function inShort(lines: Line[]): Line[] {
	if (lines.some(({ ok }) => !ok)) return lines;
	const lost = lines.find(({ what }) => what.startsWith('I1'))?.found ?? '';
	return [line('I1 to I7 hold, the database is sound', true, lost)];
}

/** Acknowledged is there, said is there at most once, refused is not there. */
export function judgeFile(file: ReturnType<typeof readFile>, said: readonly Said[]): Line[] {
	const stored = new Map<string, number>();
	for (const { id } of file.contributions) stored.set(id, (stored.get(id) ?? 0) + 1);
	const texts = new Map<string, number>();
	for (const { text } of file.contributions) texts.set(text, (texts.get(text) ?? 0) + 1);
	const publicIds = new Set(file.contributions.map(({ public_id }) => public_id));

	const acknowledged = said.filter(({ outcome }) => outcome?.ok);
	const lost = acknowledged.filter(({ command, outcome }) => {
		const known = file.outcomes.get(command.id);
		const isPost = command.type === 'contribution.post';
		return (
			!known?.ok ||
			(outcome?.ok && known.rev !== outcome.rev) ||
			(isPost && !stored.has(command.payload.contributionId))
		);
	});
	const doubled =
		[...stored.values()].filter((count) => count > 1).length +
		said.filter(
			({ command }) =>
				command.type === 'contribution.post' && (texts.get(command.payload.text.trim()) ?? 0) > 1
		).length +
		(file.contributions.length - publicIds.size);
	const refused = said.filter(
		({ command, outcome }) =>
			outcome &&
			!outcome.ok &&
			command.type === 'contribution.post' &&
			stored.has(command.payload.contributionId)
	);
	return [
		line('the database is sound', file.integrity === 'ok', file.integrity),
		line(
			'I1 everything acknowledged is in the database',
			lost.length === 0,
			`${lost.length} of ${acknowledged.length} lost`
		),
		line(
			'I2 nothing is there twice, nothing refused is there',
			doubled === 0 && refused.length === 0,
			`${doubled} doubled, ${refused.length} refused and there`
		)
	];
}

/** Devices that were there all along show what newcomers get, and both what the file holds. */
async function compareViews(stage: Stage, devices: Phone[]): Promise<Line[]> {
	const { consoleCookie, screenCookie, people } = stage.cast;
	const olds = [
		...stage.citizens.map((citizen, i) => ({
			old: citizen.phone,
			fresh: stage.device('phone', people[i]?.cookie ?? '')
		})),
		...devices.map((old) => ({
			old,
			fresh: stage.device(
				surfaceOf(old),
				surfaceOf(old) === 'console' ? consoleCookie : screenCookie
			)
		}))
	];
	const console = await stage.console();
	await Promise.all(olds.map(({ fresh }) => fresh.open()));
	let different: string[] = [];
	const isEqual = await holds(() => {
		different = olds
			.filter(({ old, fresh }) => showing(old) !== showing(fresh))
			.map(({ old, fresh }) => differenceOf(old, fresh));
		return different.length === 0;
	}, REST_WITHIN_MS);

	const file = readFile(stage.dataDir);
	const inFile = file.contributions.map(({ id, public_id, text }) => `${id} ${public_id} ${text}`);
	const onConsole = console
		.rows('contribution')
		.map(({ id, publicId, text }) => `${id} ${publicId} ${text}`);
	const isSame = inFile.sort().join('\n') === onConsole.sort().join('\n');
	for (const { fresh } of olds) fresh.close();
	console.close();
	return [
		line(
			'I3 at rest every device shows what a newcomer gets',
			isEqual,
			isEqual
				? `${olds.length} devices equal`
				: `${different.length} of ${olds.length} differ: ${different[0]}`
		),
		line(
			'I3 the console shows what is in the database',
			isSame,
			`${onConsole.length} shown, ${inFile.length} stored`
		)
	];
}

const surfaceOf = (device: Phone): 'console' | 'screen' =>
	device.mirror.audiences.includes('staff') ? 'console' : 'screen';

/** Everything a device shows, each audience for itself, in one string that is equal when they are. */
export function showing(device: Phone): string {
	return JSON.stringify(
		[...device.mirror.audiences]
			.sort()
			.map((audience) => [
				audience,
				KINDS.map((kind) => device.mirror.rowsOf(audience, kind).map(canonical).sort())
			])
	);
}

/** Fields have an order of their own, depending on the way a row came; that is no difference. */
function canonical(row: unknown): string {
	return JSON.stringify(row, (_, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value
	);
}

/** The first row in which they differ; for whoever reads a failed report. */
function differenceOf(old: Phone, fresh: Phone): string {
	for (const audience of new Set([...old.mirror.audiences, ...fresh.mirror.audiences]))
		for (const kind of KINDS) {
			const rows = [old, fresh].map((device) =>
				device.mirror.rowsOf(audience, kind).map(canonical)
			);
			const [mine = [], theirs = []] = rows;
			const extra = mine.find((row) => !theirs.includes(row));
			const missing = theirs.find((row) => !mine.includes(row));
			if (extra ?? missing)
				return `${audience.split(':')[0]} shows ${extra ?? 'nothing'} instead of ${missing ?? 'nothing'}`;
		}
	return 'they belong to different audiences';
}

/** One order at a table, everywhere: the serial's, the file's, and each author's own. */
function judgeOrder(contributions: StoredContribution[], stage: Stage): Line {
	let wrong = 0;
	const lastOf = new Map<string, { serial: number; rev: number }>();
	for (const { round, table_id, public_id, rev } of contributions) {
		const key = `${round} ${table_id}`;
		const serial = Number(public_id.split('-').at(-1));
		const last = lastOf.get(key);
		if (last && (last.serial >= serial || last.rev >= rev)) wrong += 1;
		lastOf.set(key, { serial, rev });
	}
	const place = new Map(contributions.map(({ id }, i) => [id, i]));
	for (const { said } of stage.citizens) {
		const own = said.flatMap(({ command, outcome }) =>
			outcome?.ok && command.type === 'contribution.post'
				? [place.get(command.payload.contributionId) ?? -1]
				: []
		);
		wrong += own.filter((at, i) => i > 0 && at <= (own[i - 1] ?? -1)).length;
	}
	for (const { phone } of stage.citizens) {
		const shown = phone.mirror
			.rowsOf(`table:${phone.table ?? ''}`, 'contribution')
			.map(({ id }) => place.get(id) ?? -1);
		wrong += shown.filter((at, i) => i > 0 && at <= (shown[i - 1] ?? -1)).length;
	}
	return line('I4 one order everywhere', wrong === 0, `${wrong} out of order`);
}

function judgeVotes({ votes, ballots }: ReturnType<typeof readFile>): Line {
	const persons = new Set(votes.map((vote) => `${vote.ballot_id} ${vote.participant_id}`));
	const over = votes.filter(
		({ ballot_id, dots }) =>
			Object.values(dots).reduce((sum, n) => sum + n, 0) > (ballots.get(ballot_id) ?? 0)
	);
	return line(
		'I5 nobody has more votes than allowed',
		over.length === 0 && persons.size === votes.length,
		`${votes.length} votes, ${over.length} over, ${votes.length - persons.size} twice`
	);
}

/** What the doctor says of the machine (room on the disk, port, clock) is not what a drill is about. */
const OF_THE_DATA = ['integrity', 'schema', 'references', 'revisions', 'numbers'];

/** No revision is missing, no reference leads nowhere: what is stored can be told as one history. */
async function judgeByDoctor(dataDir: string): Promise<Line> {
	const findings = await diagnose({ dataDir, host: '127.0.0.1', port: 0 }, Date.now());
	const ofData = findings.filter(({ check }) => OF_THE_DATA.includes(check));
	const bad = ofData.filter(({ level }) => level === 'bad');
	return line(
		'I6 the doctor finds a history without gaps',
		bad.length === 0 && ofData.length > 0,
		bad[0]?.says ?? `${ofData.length} checks good`
	);
}

/** Whoever knows the id of a participant could name an author: it reaches that device only. */
function judgeSecrets(stage: Stage, devices: Phone[]): Line {
	const ids = stage.cast.people.map(({ id }) => id);
	const searched = [...stage.citizens.slice(0, SEARCHED).map(({ phone }) => phone), ...devices];
	let leaks = 0;
	for (const device of searched) {
		const received = JSON.stringify(device.received);
		for (const id of ids) if (id !== device.me && received.includes(id)) leaks += 1;
		if (received.includes('"keyVersion"')) leaks += 1;
	}
	return line(
		'I7 nobody received what is not for them',
		leaks === 0,
		`${leaks} leaks in all that ${searched.length} devices received`
	);
}
