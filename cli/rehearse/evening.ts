/**
 * Owns the course of a rehearsal: a whole café, step by step as the run-of-show says, in compressed time.
 * Each statement is written once, in a round chosen by chance, by a phone that sits at a table with its
 * topic. Nobody waits for anybody: posts of the last second are still under way when the step ends.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '#lib/domain/rows.ts';
import type { Console, Item } from './console.ts';
import type { Hall } from './hall.ts';
import type { Phone } from './phone.ts';
import type { Random } from './random.ts';
import type { Statement, StatementFile } from './statements.ts';

/** A device may send ten commands a second; people and their thumbs are slower. */
const BETWEEN_POSTS_MS = 250;
const SHORTEST_STEP_MS = 500;
const MINUTE_MS = 60_000;
/** Of what was written, this part is shown to the whole hall. */
const RELEASED_SHARE = 0.05;
const AGREEMENTS_AT_MOST = 3;
const CARRIED_SHARE = 0.3;

export interface EveningOptions {
	console: Console;
	hall: Hall;
	files: readonly StatementFile[];
	random: Random;
	/** How many times faster than the clock. */
	speed: number;
	/** Language of groups and summaries. */
	lang: string;
	/** What goes wrong meanwhile; gets the length of the round. */
	disturb: (roundMs: number) => Promise<void>;
	say: (line: string) => void;
}

export async function playEvening(options: EveningOptions): Promise<void> {
	const { console, hall, say } = options;
	const rounds = shareOut(options);
	for (const { kind, round, minutes } of console.steps) {
		await console.advance();
		say(round === null ? kind : `${kind} ${round}`);
		const lengthMs = Math.max(SHORTEST_STEP_MS, (minutes * MINUTE_MS) / options.speed);
		if (kind === 'round') await playRound(options, rounds.get(round ?? 0) ?? [], lengthMs);
		else {
			await hall.untilAll((phone) => phone.step?.id === console.step?.id);
			const shown = sleep(lengthMs);
			if (kind === 'change') await change(options, (round ?? 1) - 1);
			if (kind === 'essence') await hall.all(hall.hosts, (host) => host.writeEssence());
			if (kind === 'harvest') await harvest(options);
			if (kind === 'vote') await vote(options);
			await shown;
		}
	}
	if (!(await hall.settle())) say('Some phones still wait for an answer.');
	await console.must('guideline.draft', {});
}

interface Planned {
	topic: string;
	statement: Statement;
}

/** Every statement gets its round; each topic fills all rounds alike. */
function shareOut({ console, files, random }: EveningOptions): Map<number, Planned[]> {
	const numbers = console.steps.flatMap((step) =>
		step.kind === 'round' ? (step.round ?? []) : []
	);
	const rounds = new Map<number, Planned[]>(numbers.map((round) => [round, []]));
	for (const { topic, statements } of files)
		for (const [index, statement] of random.shuffled(statements).entries())
			rounds.get(numbers[index % numbers.length] ?? 1)?.push({ topic, statement });
	return rounds;
}

async function playRound(
	options: EveningOptions,
	planned: Planned[],
	lengthMs: number
): Promise<void> {
	const { console, hall, random } = options;
	const step = console.step;
	if (!step) return;
	await hall.untilAll((phone) => phone.step?.id === step.id);
	const phonesOf = phonesByTopic(options);
	const plans = new Map<Phone, { statement: Statement; atMs: number }[]>();
	for (const { topic, statement } of planned) {
		const phone = random.pick(phonesOf(topic));
		if (!phone) continue;
		const plan = plans.get(phone) ?? [];
		plan.push({ statement, atMs: random.next() * lengthMs });
		plans.set(phone, plan);
	}
	const startedAt = performance.now();
	const write = async (phone: Phone) => {
		const plan = (plans.get(phone) ?? []).sort((a, b) => a.atMs - b.atMs);
		for (const { statement, atMs } of plan) {
			const early = startedAt + atMs - performance.now();
			await sleep(Math.max(BETWEEN_POSTS_MS, early));
			// Not awaited: the next thought does not wait for the server's answer to the last one.
			void phone.post(step.id, statement);
		}
		await sleep(Math.max(0, startedAt + lengthMs * 0.8 - performance.now()));
		void phone.agree(AGREEMENTS_AT_MOST, random);
	};
	await Promise.all([hall.all(hall.phones, write), options.disturb(lengthMs), sleep(lengthMs)]);
}

/** Who sits at a table of the topic; everybody, should nobody sit at one. */
function phonesByTopic({ console, hall }: EveningOptions): (topic: string) => readonly Phone[] {
	const tables = new Map<string, Set<Id>>();
	for (const { id } of console.tables) {
		const topic = console.topicOf(id);
		tables.set(topic, (tables.get(topic) ?? new Set()).add(id));
	}
	const known = new Map<string, readonly Phone[]>();
	return (topic) => {
		let phones = known.get(topic);
		if (!phones) {
			const there = hall.at(tables.get(topic) ?? new Set());
			known.set(topic, (phones = there.length ? there : hall.phones));
		}
		return phones;
	};
}

async function change({ hall, lang, random }: EveningOptions, last: number): Promise<void> {
	await hall.all(hall.hosts, (host) => host.summarize(last, lang));
	await hall.all(hall.phones, async (phone) => {
		await phone.arrive();
		if (!phone.isHost && random.next() < CARRIED_SHARE) await phone.carry();
	});
}

/** The theme team: what belongs to one topic becomes one group; the most agreed is shown to the hall. */
async function harvest({ console, files }: EveningOptions): Promise<void> {
	const readable = console.rows('contribution').filter(({ state }) => state === 'table');
	const essences = console.rows('essence').filter(({ state }) => state !== 'withdrawn');
	for (const topic of new Set(files.map((file) => file.topic))) {
		const isHere = ({ tableId }: { tableId: Id }) => console.topicOf(tableId) === topic;
		const items: Item[] = [
			...readable.filter(isHere).map(({ id }): Item => ({ kind: 'contribution', id })),
			...essences.filter(isHere).map(({ id }): Item => ({ kind: 'essence', id }))
		];
		if (items.length) await console.group(topic, items);
	}
	const best = readable.toSorted((a, b) => b.agrees - a.agrees);
	await console.release(best.slice(0, Math.ceil(best.length * RELEASED_SHARE)).map(({ id }) => id));
}

async function vote({ console, hall, random }: EveningOptions): Promise<void> {
	const open = console.rows('ballot').find(({ state }) => state === 'open');
	if (!open) return;
	await hall.untilAll((phone) => phone.rows('ballot').some(({ id }) => id === open.id));
	await hall.all(hall.phones, (phone) => phone.vote(random));
	await console.must('ballot.close', { ballotId: open.id });
	await console.must('ballot.reveal', { ballotId: open.id });
}
