/**
 * Owns one page of a device: the real mirror and the real outbox, over a line that comes and goes. It
 * loads, sleeps, wakes, asks and sends as a page in a browser does.
 */
import { Mirror } from '#lib/client/mirror.ts';
import { createMemoryStorage } from '#lib/client/outbox-storage.ts';
import { Outbox } from '#lib/client/outbox.ts';
import { Tabs, type Bus } from '#lib/client/tabs.ts';
import { audiencesOf, type Audience } from '#lib/domain/audience.ts';
import type { Actor, Command, CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import { KINDS } from '#lib/domain/rows.ts';
import type { Batch, SyncAnswer } from '#lib/protocol/socket.ts';
import type { Browser } from './browser.ts';
import { canonical } from './disk.ts';
import { Line, type Ear } from './line.ts';
import { Storage } from './shelf.ts';
import type { World } from './world.ts';

const BOX = 'HAFENTRS';
const ANSWER_TIMEOUT_MS = 8000;
const LONGEST_AWAY_MS = 5000;
const CLAIM_AFTER_MS = 500;
const CARE_EVERY_MS = 15_000;

/** A row as its audience must see it, and its text. */
export interface Row {
	row: object;
	text: string;
}
export type Truth = ReadonlyMap<Audience, ReadonlyMap<string, Row>>;

export class Page implements Ear {
	readonly mirror = new Mirror();
	readonly outbox: Outbox;
	line: Line | null = null;
	isAsleep = false;
	readonly #world: World;
	readonly #browser: Browser;
	/** The version of the program that this page is. */
	readonly #protocol: number;
	readonly #tabs: Tabs;
	readonly #leaveTabs: () => void;
	/** What this page is told by others of the device. */
	hearTab: (word: string) => void = () => {};
	#isOpen = true;
	#isDialling = false;
	/** The latest line, whether its welcome has come or not. */
	#dialled: Line | null = null;
	/** Questions under way on this line. */
	#asked = 0;
	#hasLoaded = false;

	constructor(world: World, browser: Browser) {
		this.#world = world;
		this.#browser = browser;
		this.#protocol = world.protocol;
		const isPhone = browser.actor.role === 'participant';
		// Screens of staff keep nothing: they show at once what did not arrive.
		this.#tabs = new Tabs(this.#bus());
		this.#leaveTabs = this.#tabs.open();
		this.#tabs.onGone = () =>
			world.timeline.at(CLAIM_AFTER_MS, () => this.#isOpen && void this.outbox.restore());
		this.outbox = new Outbox(
			isPhone ? new Storage(browser.shelf, this.#tabs) : createMemoryStorage(),
			BOX
		);
		this.outbox.onOutcome = (command, outcome) => {
			browser.unanswered.delete(command.id);
			world.ledger.hear(command, outcome);
		};
		this.#load();
	}

	get actor(): Actor {
		return this.#browser.actor;
	}

	get isConnected(): boolean {
		return this.line !== null;
	}

	/** It is awake, on a line that the server has not ended, and waits for nothing. */
	get isSure(): boolean {
		return this.line?.isServerEnd === true && !this.isAsleep && this.#asked === 0;
	}

	do<T extends CommandType>(type: T, payload: Payloads[T]): void {
		const typedAt = Math.round(this.#world.timeline.now + this.#browser.skew);
		const command = { id: this.#world.newId(), type, payload, typedAt } as Command;
		this.#browser.unanswered.add(command.id);
		void this.outbox.send(command);
	}

	/** localStorage's event: reaches every other page that is awake. */
	#bus(): Bus {
		const { timeline } = this.#world;
		return {
			say: (word) =>
				void timeline.at(1, () => {
					for (const page of this.#browser.pages)
						if (page !== this && !page.isAsleep) page.hearTab(word);
				}),
			listen: (hear) => {
				this.hearTab = hear;
				return () => (this.hearTab = () => {});
			}
		};
	}

	/** Another page of this device may have died without a word. */
	#care(): void {
		if (!this.#isOpen) return;
		if (!this.isAsleep) void this.outbox.restore();
		this.#world.timeline.at(CARE_EVERY_MS, () => this.#care());
	}

	/** A page that crashes says nothing to the others. */
	close(isCrash = false): void {
		this.#isOpen = false;
		this.outbox.close();
		if (!isCrash) this.#leaveTabs();
		this.line?.pageLeaves();
		this.line = null;
	}

	/** As a phone in a pocket: hears nothing, says nothing, believes in its connection. */
	sleep(ms: number): void {
		if (this.isAsleep) return;
		this.isAsleep = true;
		this.outbox.open(null);
		this.#world.timeline.at(ms, () => this.wake());
	}

	wake(): void {
		if (!this.isAsleep || !this.#isOpen) return;
		this.isAsleep = false;
		this.line?.wake();
		if (this.#dialled !== this.line) this.#dialled?.wake();
		void this.outbox.restore();
		if (this.line) this.#ask();
		else this.connect();
	}

	hear(batch: Batch): void {
		if (this.mirror.apply(batch) === 'gap') this.#ask();
	}

	lost(line: Line): void {
		if (this.line !== line) return;
		this.line = null;
		this.#asked = 0;
		if (!this.#isOpen) return;
		this.outbox.open(null);
		const { calm, random, timeline } = this.#world;
		timeline.at(calm ? 50 : random.below(LONGEST_AWAY_MS), () => this.connect());
	}

	/** The page comes over the network with everything in it that it shows first. */
	#load(): void {
		const world = this.#world;
		const again = () => world.timeline.at(1000, () => this.#load());
		world.timeline.at(world.delay(), () => {
			if (!this.#isOpen) return;
			if (!world.server) return again();
			if (!this.#browser.isWelcome) {
				this.#browser.joinAgain();
				return again();
			}
			const text = world.server.page(this.actor);
			world.timeline.at(world.delay(), () => {
				if (!this.#isOpen) return;
				this.#hasLoaded = true;
				this.mirror.sync(JSON.parse(text) as SyncAnswer);
				this.#care();
				this.connect();
			});
		});
	}

	connect(): void {
		const world = this.#world;
		if (this.line || this.#isDialling || !this.#hasLoaded || !this.#isOpen) return;
		this.#isDialling = true;
		const again = () => {
			this.#isDialling = false;
			world.timeline.at(world.calm ? 100 : 400 + world.random.below(1600), () => this.connect());
		};
		world.timeline.at(world.delay(), () => {
			const { server } = world;
			if (!server || (!world.calm && world.random.chance(0.05))) return again();
			const isTooOld = this.#protocol !== world.protocol;
			if (isTooOld || !this.#browser.isWelcome) {
				world.timeline.at(world.delay(), () => {
					if (this.#isOpen) this.#browser.reload(this);
				});
				return;
			}
			const line = new Line(world, server, this, this.actor);
			this.#dialled = line;
			server.connect(line);
			line.down(() => {
				this.#isDialling = false;
				if (!this.#isOpen) return line.pageLeaves();
				this.line = line;
				this.#ask();
			});
			// The welcome may be lost; without it the page tries again.
			world.timeline.at(2 * ANSWER_TIMEOUT_MS, () => {
				if (this.line === line || !this.#isDialling) return;
				line.pageLeaves();
				again();
			});
		});
	}

	#ask(): void {
		const { line } = this;
		if (!line) return;
		this.#asked++;
		const world = this.#world;
		const known = JSON.stringify({ since: this.mirror.since(), epoch: this.mirror.epoch });
		const isLost = !world.calm && world.random.chance(0.01);
		// No answer on a connection that claims to be open: a new one tells the truth.
		const give = world.timeline.at(ANSWER_TIMEOUT_MS, () => {
			if (this.line !== line) return;
			line.pageLeaves();
			this.lost(line);
		});
		line.up(() => {
			const answer = world.server?.sync(line, JSON.parse(known));
			if (isLost) line.breakOff();
			if (answer === undefined || isLost) return;
			line.down(() => {
				give();
				if (this.line !== line) return;
				this.#asked--;
				if (this.mirror.sync(JSON.parse(answer) as SyncAnswer) === 'gap') this.#ask();
				this.outbox.open((command) => this.#deliver(line, command));
			});
		});
		if (!world.calm && world.random.chance(0.02)) this.#ask();
	}

	#deliver(line: Line, command: Command): Promise<Outcome> {
		const world = this.#world;
		return new Promise((resolve, reject) => {
			const text = JSON.stringify(command);
			const give = world.timeline.at(ANSWER_TIMEOUT_MS, () => reject(new Error('no answer')));
			const send = () =>
				line.up(() => {
					void world.server?.obey(line.actor, JSON.parse(text)).then((outcome) => {
						if (!world.calm && world.random.chance(0.01)) return;
						line.down(() => {
							give();
							resolve(JSON.parse(JSON.stringify(outcome)) as Outcome);
						});
					});
				});
			send();
			if (!world.calm && world.random.chance(0.05)) send();
		});
	}

	/** A table's words stand in the order in which they were stored, on every device. */
	faultOfOrder(): string | null {
		const last = new Map<string, number>();
		for (const { publicId } of this.mirror.rows('contribution').values()) {
			const [round, table, serial] = publicId.split('-');
			const place = `${round}-${table}`;
			if (Number(serial) <= (last.get(place) ?? 0)) return `${publicId} out of its order`;
			last.set(place, Number(serial));
		}
		return null;
	}

	/** What is here is exactly what may be seen; names the first difference otherwise. */
	difference(truth: Truth): string | null {
		const audiences = audiencesOf(this.#world.state, this.actor);
		if (canonical([...this.mirror.audiences].sort()) !== canonical([...audiences].sort()))
			return `${this.mirror.audiences.join()} instead of ${audiences.join()}`;
		for (const audience of audiences) {
			const difference = this.differenceOf(audience, truth.get(audience) ?? new Map());
			if (difference) return difference;
		}
		return null;
	}

	differenceOf(audience: Audience, expected: ReadonlyMap<string, Row>): string | null {
		let found = 0;
		for (const kind of KINDS)
			for (const row of this.mirror.rowsOf(audience, kind)) {
				const key = `${kind} ${row.id}`;
				const wanted = expected.get(key);
				if (!wanted) return `${audience}: ${key} should be gone`;
				// Fields may stand in another order after a restart, but mostly do not.
				if (JSON.stringify(row) !== wanted.text && canonical(row) !== canonical(wanted.row))
					return `${audience}: ${key} is ${canonical(row)}, not ${canonical(wanted.row)}`;
				found++;
			}
		return found === expected.size
			? null
			: `${audience}: ${expected.size - found} rows are missing`;
	}
}
