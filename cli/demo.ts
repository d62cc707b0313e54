/**
 * `auftakt demo`: a server on a data folder of its own, with a café in its second round, 24 invented phones
 * that go on by themselves, and the links to look around. Everything is made anew at each start.
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, EXIT_CONFIG, loadDotEnv, readConfig } from '#lib/server/config.ts';
import { Residents } from './demo/residents.ts';
import { openConsole } from './rehearse/console.ts';
import { fillHall } from './rehearse/hall.ts';
import { Meter } from './rehearse/meter.ts';
import { Office, type Account } from './rehearse/office.ts';
import { Random } from './rehearse/random.ts';
import { ServerProcess } from './rehearse/server.ts';
import { readStatements } from './rehearse/statements.ts';

const DATA_DIR = 'data-demo';
const TOPICS = ['ankommen', 'begegnung', 'mitreden'];
const LANGUAGES = ['de', 'en', 'ar', 'uk'];
const PHONES = 24;
const TABLES = 9;
const SEATS = 6;
/** What was said before the visitor came. */
const SAID_IN_ROUND_1 = 0.5;
const SAID_IN_ROUND_2 = 0.3;

export async function run(args: string[]): Promise<number> {
	if (args.length) {
		console.error('Usage: npm run demo (HOST and PORT as for the server)');
		return 64;
	}
	let settings;
	try {
		loadDotEnv();
		settings = readConfig(process.env);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		console.error(error.message);
		return EXIT_CONFIG;
	}
	const dataDir = resolve(DATA_DIR);
	rmSync(dataDir, { recursive: true, force: true });
	const { host, port, publicUrl } = settings;
	const server = new ServerProcess({ dataDir, host, port, logFile: null, publicUrl });
	const stopped = Promise.race([
		once(process, 'SIGINT').then(() => 0),
		once(process, 'SIGTERM').then(() => 0),
		new Promise<number>((resolve) => {
			server.onUnexpectedEnd = (what) => {
				console.error(`The demo ends: ${what}.`);
				resolve(1);
			};
		})
	]);
	try {
		await server.start();
		const residents = await prepare(server);
		void residents.live();
		const code = await stopped;
		residents.stop();
		return code;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return 1;
	} finally {
		await server.stop();
		// Phones of the hall keep trying to come back; nothing of theirs is worth waiting for.
		setImmediate(() => process.exit());
	}
}

async function prepare(server: ServerProcess): Promise<Residents> {
	console.log('The hall fills …');
	const random = new Random(2035);
	const account: Account = {
		name: 'Demo',
		email: 'demo@auftakt.example',
		password: `cafe-${digits()}-${digits()}`
	};
	const office = await Office.takeOver(server.setupLink ?? '', account);
	const links = await office.createWorkshop({
		title: 'Auftakt: Zusammen in unserer Stadt',
		city: 'Musterstadt',
		venue: 'Rathaushalle',
		mandate: '2026/BV/0417',
		languages: LANGUAGES,
		tables: TABLES,
		seats: SEATS,
		date: new Date().toISOString().slice(0, 10),
		time: '18:00'
	});
	const { pathname, search } = new URL(links.console);
	const desk = await openConsole(new URL(pathname + search, server.url).href);
	const files = await Promise.all(
		TOPICS.map((topic) =>
			readStatements(fileURLToPath(new URL(`demo/${topic}.csv`, import.meta.url)))
		)
	);
	await desk.setTopics(
		files.map(({ topic }) => topic),
		'de'
	);
	await desk.must('workshop.open', { rehearsal: true });
	const hall = await fillHall({
		url: server.url,
		code: links.code,
		languages: LANGUAGES,
		phones: PHONES,
		meter: new Meter()
	});
	await hall.seatHosts();

	const texts = new Map(files.map(({ topic, statements }) => [topic, statements]));
	const residents = new Residents(desk, hall, random, texts);
	const next = async () => {
		await desk.advance();
		await hall.untilAll((phone) => phone.step?.id === desk.step?.id);
	};
	await next();
	await next();
	await residents.catchUp(SAID_IN_ROUND_1);
	await next();
	await hall.all(hall.hosts, (host) => host.summarize(1, 'de'));
	await hall.all(hall.phones, (phone) => phone.arrive());
	await next();
	await hall.all(hall.phones.slice(0, 6), (phone) => phone.carry());
	await residents.catchUp(SAID_IN_ROUND_2);
	const best = desk.rows('contribution').toSorted((a, b) => b.agrees - a.agrees);
	await desk.release(best.slice(0, 4).map(({ id }) => id));

	console.log(`
A café in its second round, with ${PHONES} invented phones. Everything here is made up and is thrown
away at the next start; the data is in ${join('.', DATA_DIR)}.

  Phone         ${links.join}
  Projector     ${links.screen}
  Console       ${links.console}
  Office        ${links.office}
                sign in as ${account.email} with the password ${account.password}

  Ctrl+C stops it.
`);
	return residents;
}

function digits(): string {
	return String(crypto.getRandomValues(new Uint16Array(1))[0]).padStart(5, '0');
}
