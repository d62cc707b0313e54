/**
 * `auftakt rehearse`: plays a whole café with invented phones that say what real people once wrote, and
 * judges whether everything that was acknowledged is stored exactly once. Uses a server of its own, which
 * it may kill meanwhile, or a running one through the link of its console.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { openConsole, type Console } from './rehearse/console.ts';
import { playEvening } from './rehearse/evening.ts';
import { fillHall, type Hall } from './rehearse/hall.ts';
import { compare, storedInDatabase, storedInJson, type Stored } from './rehearse/ledger.ts';
import { Meter } from './rehearse/meter.ts';
import { Office, type WorkshopLinks } from './rehearse/office.ts';
import { Random } from './rehearse/random.ts';
import { freePort, ServerProcess } from './rehearse/server.ts';
import { readStatements, type StatementFile } from './rehearse/statements.ts';
import { RefusedFile } from './rehearse/text-lines.ts';
import { writeReport } from './report-file.ts';
import { inWords, isPassed, skippedInWords, type Verdict } from './rehearse/verdict.ts';

const EXIT_USAGE = 64;
const EXIT_DATA = 65;
const EXIT_INTERRUPTED = 130;

const USAGE = `Usage: npm run auftakt -- rehearse --from FILE.csv [--from FILE2.csv …] --out DIR
  --from FILE    what is said: CSV with a column "comment-body" or "text"; one file is one topic
  --out DIR      where exports and verdict.json go
  --phones N     how many phones take part (default 60)
  --speed X      how many times faster than the clock (default 100)
  --seed S       the same seed plays the same evening (default 1)
  --kill         kill the server in every round and start it again
  --json         the verdict as JSON on stdout
  --url URL --key LINK
                 a running server, and the link of a console of a prepared workshop on it`;

interface Options {
	from: string[];
	out: string;
	phones: number;
	speed: number;
	seed: number;
	kill: boolean;
	json: boolean;
	/** The console's link on a running server. */
	link: string | null;
}

/** The café's tables hold this many phones if there are enough of them. */
const PHONES_AT_TABLE = 6;
const MOST_TABLES = 400;
const MOST_SEATS = 12;
const LANGUAGES = ['de', 'en', 'ar', 'uk'];
const REST_TIMEOUT_MS = 10_000;

export async function run(args: string[]): Promise<number> {
	const options = readOptions(args);
	if (typeof options === 'string') {
		console.error(`${options}\n\n${USAGE}`);
		return EXIT_USAGE;
	}
	let files: StatementFile[];
	try {
		files = await Promise.all(options.from.map(readStatements));
	} catch (error) {
		if (!(error instanceof RefusedFile)) throw error;
		console.error(error.message);
		return EXIT_DATA;
	}
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => process.exit(EXIT_INTERRUPTED));
	let verdict: Verdict;
	try {
		verdict = await rehearse(options, files);
	} catch (error) {
		console.error(`The rehearsal could not be played: ${reasonOf(error)}`);
		return 1;
	}
	writeReport(join(options.out, 'verdict.json'), verdict);
	console.log(options.json ? JSON.stringify(verdict) : `\n${inWords(verdict)}`);
	return verdict.passed ? 0 : 1;
}

/** Network errors say what happened in their cause only. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

async function rehearse(options: Options, files: StatementFile[]): Promise<Verdict> {
	const startedAt = performance.now();
	mkdirSync(options.out, { recursive: true });
	const say = (line: string) => console.error(line);
	for (const line of skippedInWords(files.map(toReport))) say(line);

	const random = new Random(options.seed);
	const meter = new Meter();
	const stage = options.link
		? await onRunningServer(options.link)
		: await onOwnServer(options, files);
	const { server, desk } = stage;
	let hall: Hall | undefined;
	let kills = 0;
	try {
		await desk.setTopics([...new Set(files.map(({ topic }) => topic))], 'de');
		if (desk.workshop?.state === 'draft')
			await desk.must('workshop.open', { rehearsal: server === null });
		say(`${options.phones} phones join`);
		hall = await fillHall({
			url: desk.visitor.origin,
			code: desk.workshop?.code ?? '',
			languages: desk.workshop?.languages ?? [],
			phones: options.phones,
			meter
		});
		await hall.seatHosts();
		await playEvening({
			console: desk,
			hall,
			files,
			random,
			speed: options.speed,
			lang: 'de',
			say,
			disturb: async (roundMs) => {
				if (!server || !options.kill) return;
				await new Promise((next) => setTimeout(next, random.between(0.15, 0.85) * roundMs));
				await server.kill();
				await server.start();
				kills += 1;
				say(`  killed and started again`);
			}
		});
		const phonesThatDiffer = await differing(hall, desk);
		const reconnects = hall.phones.reduce((sum, { cuts }) => sum + cuts, 0);
		const rssOfEvening = server?.usage.rssMaxBytes ?? null;
		const onConsole: Stored[] = desk.rows('contribution').map(({ id, text }) => ({ id, text }));
		if (server) await desk.must('workshop.close', {});
		const written = stage.office
			? await stage.office.downloadAll(stage.links.id, options.out, 'de')
			: {};
		await server?.stop();

		const { sent } = hall;
		const json = written['json'];
		const exported = json ? storedInJson(join(options.out, json)) : onConsole;
		const inDatabase = stage.dataDir
			? storedInDatabase(join(stage.dataDir, 'auftakt.db'), stage.links.id)
			: null;
		const balances = [compare(sent, exported), ...(inDatabase ? [compare(sent, inDatabase)] : [])];
		const usage = server?.usage;
		const verdict: Verdict = {
			passed: false,
			seconds: Math.round((performance.now() - startedAt) / 100) / 10,
			seed: options.seed,
			speed: options.speed,
			phones: hall.phones.length,
			tables: desk.tables.length,
			files: files.map(toReport),
			read: files.reduce((sum, { statements }) => sum + statements.length, 0),
			skippedLines: files.reduce((sum, { skipped }) => sum + skipped.length, 0),
			sent: sent.length,
			acknowledged: sent.filter(({ outcome }) => outcome?.ok).length,
			refused: sent.filter(({ outcome }) => outcome && !outcome.ok).length,
			stored: exported.length,
			storedInDatabase: inDatabase?.length ?? null,
			lost: Math.max(...balances.map(({ lost }) => lost)),
			doubled: Math.max(...balances.map(({ doubled }) => doubled)),
			phonesThatDiffer,
			ackMs: meter.ack,
			seenMs: meter.seenByTable,
			kills,
			reconnects,
			server: {
				rssMaxMb: inMb(rssOfEvening),
				rssMaxWithExportsMb: inMb(usage?.rssMaxBytes ?? null),
				cpuSeconds: usage?.cpuSeconds ?? null
			},
			filesWritten: [...Object.values(written), 'verdict.json']
		};
		return { ...verdict, passed: isPassed(verdict, balances) };
	} finally {
		hall?.close();
		desk.close();
		await server?.stop();
	}
}

interface Stage {
	desk: Console;
	links: Pick<WorkshopLinks, 'id'>;
	server: ServerProcess | null;
	office: Office | null;
	dataDir: string | null;
}

/** A server of its own: taken over, and a workshop prepared, as a person would do it. */
async function onOwnServer({ phones, out }: Options, files: StatementFile[]): Promise<Stage> {
	const dataDir = mkdtempSync(join(tmpdir(), 'auftakt-rehearsal-'));
	process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
	const server = new ServerProcess({
		dataDir,
		host: '127.0.0.1',
		port: await freePort(),
		logFile: join(out, 'server.log')
	});
	try {
		await server.start();
		const office = await Office.takeOver(server.setupLink ?? '', {
			name: 'Rehearsal',
			email: 'rehearsal@localhost.invalid',
			password: `${crypto.getRandomValues(new Uint32Array(4)).join('-')}`
		});
		const topics = new Set(files.map(({ topic }) => topic));
		const tables = Math.min(
			MOST_TABLES,
			Math.max(topics.size, Math.ceil(phones / PHONES_AT_TABLE))
		);
		const links = await office.createWorkshop({
			title: `Probe: ${[...topics].join(', ')}`,
			city: 'Musterstadt',
			venue: 'Rathaushalle',
			mandate: '',
			languages: LANGUAGES,
			tables,
			// One more than phones need: the host's seat is taken by somebody who sat elsewhere before.
			seats: Math.min(MOST_SEATS, Math.max(2, Math.ceil(phones / tables) + 1)),
			date: new Date().toISOString().slice(0, 10),
			time: '18:00'
		});
		// The page shows addresses for the hall; this server listens here only.
		const { pathname, search } = new URL(links.console);
		const desk = await openConsole(new URL(pathname + search, server.url).href);
		return { desk, links, server, office, dataDir };
	} catch (error) {
		await server.stop();
		throw error;
	}
}

async function onRunningServer(link: string): Promise<Stage> {
	const desk = await openConsole(link);
	const { workshop } = desk;
	if (!workshop || workshop.state === 'closed' || workshop.stepId !== null) {
		desk.close();
		throw new Error('The workshop has begun already: a rehearsal needs one at its beginning.');
	}
	return { desk, links: { id: workshop.id }, server: null, office: null, dataDir: null };
}

/** Phones whose table, once everything has arrived, is not the one that the console sees. */
async function differing(hall: Hall, desk: Console): Promise<number> {
	const differ = () => {
		const idsAt = new Map<string, Set<string>>();
		for (const { id, tableId, state } of desk.rows('contribution'))
			if (state === 'table') idsAt.set(tableId, (idsAt.get(tableId) ?? new Set()).add(id));
		return hall.phones.filter(({ tableId, onTable }) => {
			const ids = idsAt.get(tableId ?? '') ?? new Set();
			return onTable.length !== ids.size || onTable.some(({ id }) => !ids.has(id));
		}).length;
	};
	const deadline = performance.now() + REST_TIMEOUT_MS;
	while (differ() > 0 && performance.now() < deadline)
		await new Promise((next) => setTimeout(next, 50));
	return differ();
}

const inMb = (bytes: number | null) => (bytes === null ? null : Math.round(bytes / 1024 / 1024));

const toReport = ({ file, topic, statements, skipped }: StatementFile) => ({
	file,
	topic,
	statements: statements.length,
	skipped
});

/** A sentence says what is wrong with the arguments. */
function readOptions(args: string[]): Options | string {
	let values;
	try {
		({ values } = parseArgs({
			args,
			options: {
				from: { type: 'string', multiple: true },
				out: { type: 'string' },
				phones: { type: 'string', default: '60' },
				speed: { type: 'string', default: '100' },
				seed: { type: 'string', default: '1' },
				kill: { type: 'boolean', default: false },
				json: { type: 'boolean', default: false },
				url: { type: 'string' },
				key: { type: 'string' }
			}
		}));
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	const { from = [], out, kill, json, url, key } = values;
	const [phones, speed, seed] = [values.phones, values.speed, values.seed].map(Number);
	if (!from.length) return '--from names at least one CSV file.';
	if (!out) return '--out names a folder.';
	if (!(Number.isInteger(phones) && phones >= 1 && phones <= 4000))
		return '--phones is a whole number from 1 to 4000.';
	if (!(speed > 0)) return '--speed is a number above 0.';
	if (!Number.isInteger(seed)) return '--seed is a whole number.';
	if ((url === undefined) !== (key === undefined)) return '--url and --key go together.';
	if (url !== undefined && kill) return '--kill needs a server of its own, without --url.';
	const link = url === undefined || key === undefined ? null : linkOf(url, key);
	if (link === undefined) return '--key is the link of a console: http://…/w/CODE/console?key=…';
	return { from, out, phones, speed, seed, kill, json, link };
}

/** The link as it was copied; its path counts, the server is the one of --url. */
function linkOf(url: string, key: string): string | undefined {
	if (!URL.canParse(url) || !URL.canParse(key, url)) return undefined;
	const { pathname, search } = new URL(key, url);
	return basename(pathname) === 'console' ? new URL(pathname + search, url).href : undefined;
}
