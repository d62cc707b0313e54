/**
 * Stages the evening that is photographed: a server of its own, twelve tables, a hall of phones without
 * screens that say what `words.ts` has for them. Moves on only when asked, so that a camera may stand
 * still at any moment.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id, ScreenPicture } from '#lib/domain/rows.ts';
import { openConsole, type Console, type Item } from '../rehearse/console.ts';
import { fillHall, type Hall } from '../rehearse/hall.ts';
import { Meter } from '../rehearse/meter.ts';
import { Office, type WorkshopLinks } from '../rehearse/office.ts';
import type { Phone } from '../rehearse/phone.ts';
import { Random } from '../rehearse/random.ts';
import { freePort, ServerProcess } from '../rehearse/server.ts';
import { StageClock } from './clock.ts';
import {
	ESSENCES,
	GROUPS,
	GUIDELINES,
	LANGUAGES,
	ON_THE_TABLE,
	QUESTIONS,
	RELEASED,
	ROUNDS,
	WEIGHTS,
	WORKSHOP,
	type Said
} from './words.ts';

const TABLES = 12;
const SEATS = 5;
/** Some seats stay free, as they do. */
const PHONES = 52;
const DATE = '2027-03-11';
const BEGIN = '18:30';
/** Of Europe/Berlin, on that day. */
const OFFSET = '+01:00';
const PUBLIC_URL = 'https://auftakt.lindhafen.example';
/** Hints reach screens once a second. */
const HINT_MS = 1300;

export const ACCOUNT = {
	name: 'Jana Petersen',
	email: 'petersen@lindhafen.example',
	password: 'Möwen fressen gern Pommes'
};

export class Stage {
	readonly server: ServerProcess;
	readonly desk: Console;
	readonly links: WorkshopLinks;
	readonly #clock: StageClock;
	readonly #dataDir: string;
	readonly #random = new Random(2035);
	#hall: Hall | undefined;

	private constructor(parts: {
		server: ServerProcess;
		desk: Console;
		links: WorkshopLinks;
		clock: StageClock;
		dataDir: string;
	}) {
		this.server = parts.server;
		this.desk = parts.desk;
		this.links = parts.links;
		this.#clock = parts.clock;
		this.#dataDir = parts.dataDir;
	}

	/** A quarter past six, everything prepared, nobody there. */
	static async open(): Promise<Stage> {
		const dataDir = mkdtempSync(join(tmpdir(), 'auftakt-pictures-'));
		const clock = new StageClock(join(dataDir, 'clock'));
		await clock.set(momentAt('18:15'));
		const server = new ServerProcess({
			dataDir,
			host: '127.0.0.1',
			port: await freePort(),
			logFile: null,
			publicUrl: PUBLIC_URL
		});
		try {
			Object.assign(process.env, clock.environment);
			await server.start();
			for (const name of Object.keys(clock.environment)) delete process.env[name];
			const { pathname, search } = new URL(server.setupLink ?? '');
			const office = await Office.takeOver(server.url + pathname + search, ACCOUNT);
			const local = (link: string) => link.replace(PUBLIC_URL, server.url);
			await createAnother(office);
			const published = await office.createWorkshop({
				...WORKSHOP,
				languages: LANGUAGES,
				tables: TABLES,
				seats: SEATS,
				date: DATE,
				time: BEGIN
			});
			const links = {
				...published,
				console: local(published.console),
				screen: local(published.screen),
				join: local(published.join)
			};
			const desk = await openConsole(links.console);
			const stage = new Stage({ server, desk, links, clock, dataDir });
			await stage.#prepare();
			return stage;
		} catch (error) {
			await server.stop();
			rmSync(dataDir, { recursive: true, force: true });
			throw error;
		}
	}

	async close(): Promise<void> {
		this.#hall?.close();
		this.desk.close();
		await this.server.stop();
		rmSync(this.#dataDir, { recursive: true, force: true });
	}

	async show(screen: ScreenPicture): Promise<void> {
		await this.desk.must('screen.show', { screen });
	}

	async openDoors(): Promise<void> {
		await this.desk.must('workshop.open', { rehearsal: false });
	}

	async fill(): Promise<void> {
		this.#hall = await fillHall({
			url: this.server.url,
			code: this.links.code,
			// As in the hall: most of them German.
			languages: ['de', 'de', 'ar', 'de', 'uk', 'de', 'en', 'de', 'tr'],
			phones: PHONES,
			meter: new Meter()
		});
		await this.#hall.seatHosts();
	}

	/** As the clock on the wall of the hall says. */
	async at(time: string): Promise<void> {
		await this.#clock.set(momentAt(time));
	}

	/** On to the next step, at that time. */
	async next(time: string): Promise<void> {
		await this.at(time);
		await this.desk.advance();
		await this.hall.untilAll((phone) => phone.step?.id === this.desk.step?.id);
	}

	/**
	 * What that round has to say, but for one table. With times, the texts are spread over them: tables
	 * then wrote at different moments.
	 */
	async write(round: number, { without = '', times = [] as string[] } = {}): Promise<void> {
		const tables = this.desk.tables.filter(({ id }) => id !== without);
		const texts = ROUNDS[round] ?? [];
		const portion = Math.ceil(texts.length / Math.max(1, times.length));
		for (let from = 0; from < texts.length; from += portion) {
			const time = times[from / portion];
			if (time) await this.at(time);
			await Promise.all(
				texts.slice(from, from + portion).map((text, i) => {
					const place = from + i;
					const turn = Math.floor(place / tables.length);
					return this.writeAt(tables[place % tables.length]?.id ?? '', text, turn);
				})
			);
		}
		await this.hall.all(this.hall.phones, (phone) => phone.agree(2, this.#random));
	}

	/** Everybody at that table agrees with everything there. */
	async agreeAt(tableId: Id): Promise<void> {
		for (const phone of this.hall.at(new Set([tableId]))) await phone.agree(9, this.#random);
	}

	/** The hosts hand over; at one table with words of its own. */
	async handOver(round: number, photographed: Id): Promise<void> {
		const { hall } = this;
		await hall.all(hall.hosts, (host) =>
			host.tableId === photographed
				? host.send('summary.write', {
						round,
						points: [...ON_THE_TABLE.handedOver],
						lang: 'de'
					})
				: host.summarize(round, 'de')
		);
	}

	/** Most people have found their table, and some carry a thought along. */
	async arrive(share: number): Promise<void> {
		const { hall } = this;
		const arrived = hall.phones.filter((_, i) => i / hall.phones.length < share);
		await hall.all(arrived, (phone) => phone.arrive());
		for (const phone of arrived.slice(0, 6)) await phone.carry();
		await sleep(HINT_MS);
	}

	/** Somebody types at some of the tables, right now. */
	async letSomeType(): Promise<void> {
		for (const phone of this.hall.phones.filter((_, i) => i % 7 === 0)) phone.typing();
		await sleep(HINT_MS);
	}

	/** How many there are is told once a second, and not with the page. */
	async untilHinted(): Promise<void> {
		await sleep(HINT_MS);
	}

	async release(): Promise<void> {
		const ids = this.desk
			.rows('contribution')
			.filter(({ text }) => RELEASED.includes(text))
			.map(({ id }) => id);
		await this.desk.release(ids);
	}

	async writeEssences(except: Id): Promise<void> {
		const hosts = this.hall.hosts.filter(({ tableId }) => tableId !== except);
		await Promise.all(
			hosts.map((host, i) => {
				const { text, lang } = ESSENCES[i % ESSENCES.length] as Said;
				return host.send('essence.write', { number: 1, text, lang });
			})
		);
		await sleep(HINT_MS);
	}

	/** Sorts what was said into groups; some texts are left, as they always are. */
	async group(): Promise<void> {
		const groupOf = new Map(
			[
				...Object.values(ROUNDS).flat(),
				...ESSENCES,
				...ON_THE_TABLE.others,
				ON_THE_TABLE.first
			].map((one) => [one.text, one.group])
		);
		const itemsOf = (kind: 'contribution' | 'essence', group: number): Item[] =>
			this.desk
				.rows(kind)
				.filter(({ text }, i) => groupOf.get(text) === group && (kind === 'essence' || i % 5))
				.map(({ id }) => ({ kind, id }));
		for (const [i, title] of GROUPS.entries())
			await this.desk.group(title, [...itemsOf('essence', i), ...itemsOf('contribution', i)]);
	}

	/** Dots by inclination, so that the result looks like one. */
	async vote(share: number): Promise<void> {
		const { hall, desk } = this;
		const ballot = desk.rows('ballot').find(({ state }) => state === 'open');
		if (!ballot) throw new Error('There is no ballot');
		const voters = hall.phones.slice(0, Math.round(hall.phones.length * share));
		const urn = WEIGHTS.flatMap((weight, i) => Array.from({ length: weight }, () => i));
		await hall.all(voters, (phone) => {
			const dots: Record<Id, number> = {};
			for (let i = 0; i < ballot.dots; i++) {
				const id = ballot.optionIds[this.#random.pick(urn) ?? 0] ?? '';
				dots[id] = (dots[id] ?? 0) + 1;
			}
			return phone.send('vote.cast', { ballotId: ballot.id, dots });
		});
	}

	async endVote(): Promise<void> {
		const ballot = this.desk.rows('ballot').find(({ state }) => state === 'open');
		await this.desk.must('ballot.close', { ballotId: ballot?.id ?? '' });
		await this.desk.must('ballot.reveal', { ballotId: ballot?.id ?? '' });
	}

	async writeGuidelines(): Promise<void> {
		const { desk } = this;
		await desk.must('guideline.draft', {});
		const guidelines = desk.rows('guideline').sort((a, b) => a.number - b.number);
		for (const [i, words] of GUIDELINES.entries())
			await desk.must('guideline.edit', { guidelineId: guidelines[i]?.id ?? '', ...words });
	}

	get hall(): Hall {
		if (!this.#hall) throw new Error('The hall is empty');
		return this.#hall;
	}

	async #prepare(): Promise<void> {
		const { desk } = this;
		await desk.must('workshop.edit', { wifi: WORKSHOP.wifi });
		for (const { id, round, question } of desk.steps.filter(({ kind }) => kind === 'round'))
			await desk.must('step.edit', {
				stepId: id,
				question: { ...question, ...QUESTIONS[round ?? 0] },
				notes: round === 2 ? 'Leise anfangen. Nach zehn Minuten: Wer hat noch nichts gesagt?' : ''
			});
	}

	async writeAt(tableId: Id, { text, lang }: Said, turn: number): Promise<void> {
		const there: Phone[] = this.hall.at(new Set([tableId]));
		const phone = there[turn % there.length];
		const step = this.desk.step;
		if (phone && step) await phone.post(step.id, { text, lang });
	}
}

/** Another workshop of the office, not yet begun. */
async function createAnother(office: Office): Promise<void> {
	const more = { city: WORKSHOP.city, mandate: '', languages: ['de', 'en'], seats: SEATS };
	await office.createWorkshop({
		...more,
		title: 'Wie wollen wir am Hafen wohnen?',
		venue: 'Altes Zollhaus',
		tables: 8,
		date: '2027-09-14',
		time: '17:30'
	});
}

function momentAt(time: string): Date {
	return new Date(`${DATE}T${time.length === 5 ? `${time}:00` : time}${OFFSET}`);
}
