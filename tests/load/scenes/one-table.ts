/**
 * One table of a thousand, everybody hears everything: the hardest hall, played beside plain socket.io with
 * one durable commit and one broadcast per idea. Owns the promises about delivering to all: G1–G5, G13 and
 * G14.
 */
import { join } from 'node:path';
import { keptTimetable, sharesInWords, sum, type Bench } from '../bench.ts';
import type { Written } from '../measures.ts';
import { histogramOf, median } from '../histogram.ts';
import type { Person, Target } from '../phone.ts';
import type { ServerProcess } from '../processes.ts';
import { seed } from '../seed.ts';

const PHONES = 1000;
const CALM = 10;
const USUAL = 40;
const LIVELY = 100;
const STORM = 400;
/** Doubled until p99 is beyond a second; a phone may send ten a second and no more. */
const RAMP = { ours: 800, plain: 20 };
const LONGEST_P99_MS = 1000;
const MOST_OF_PHONE = 9;
const PATIENCE_MS = 60_000;

interface Side {
	name: 'ours' | 'plain';
	server: ServerProcess;
	target: Target;
	stepIds: string[];
}

interface Hall {
	phones: number;
	/** Seated, but not let in yet. */
	sleepers: Person[];
	ours: Side;
	plain: Side;
}

async function openHall(bench: Bench, absent = 0): Promise<Hall> {
	const phones = bench.phones(PHONES);
	const folder = bench.folder();
	const seeded = await seed(folder, [{ tables: 1, seats: phones + absent }]);
	const product = await bench.product(folder);
	const bare = await bench.bare('socket', join(bench.folder(), 'ideas.db'));
	const common = { transport: 'websocket', offerCompression: true } as const;
	const ours: Side = {
		name: 'ours',
		server: product,
		target: { port: product.port, dialect: 'auftakt', ...common },
		stepIds: seeded.stepIds
	};
	const plain: Side = {
		name: 'plain',
		server: bare,
		target: { port: bare.port, dialect: 'bare', ...common },
		stepIds: []
	};
	const people = seeded.people.slice(0, phones);
	await bench.generator.order('gather', 'ours', people, ours.target);
	const strangers = people.map((person) => ({ ...person, cookie: '' }));
	await bench.generator.order('gather', 'plain', strangers, plain.target);
	for (const { name } of [ours, plain]) {
		const opened = await bench.generator.order('open', name, 2000, PATIENCE_MS);
		if (opened.ready < phones) throw new Error(`only ${opened.ready} of ${phones} came in`);
	}
	return { phones, sleepers: seeded.people.slice(phones), ours, plain };
}

async function closeHall(bench: Bench): Promise<void> {
	await bench.generator.order('close', 'ours');
	await bench.generator.order('close', 'plain');
	await bench.clear();
}

async function write(
	bench: Bench,
	{ phones }: Hall,
	side: Side,
	rate: number,
	seconds: number
): Promise<Written> {
	await bench.quiet(side.server);
	return bench.undisturbed(
		() =>
			bench.generator.order('write', side.name, {
				rate,
				warmSeconds: 1,
				seconds,
				drainSeconds: 3,
				pid: side.server.pid,
				stepIds: side.stepIds
			}),
		(written) =>
			keptTimetable(written) ? written.delivered / (rate * phones * written.wallSeconds) : 0
	);
}

const seen = (written: Written) => histogramOf(written.seen).quantiles();
const perCpuSecond = (written: Written) => written.delivered / written.serverCpuSeconds;
const bytesPerIdea = (written: Written) => written.bytes / written.delivered;

/** G1, G2, G4, G5, G13. */
export async function playHall(bench: Bench): Promise<void> {
	const hall = await openHall(bench);
	const { ours, plain, phones } = hall;
	const seconds = bench.seconds(8, 2);
	const rounds: Record<'calm' | 'usual' | 'lively' | 'storm' | 'plainCalm' | 'plain', Written[]> = {
		calm: [],
		usual: [],
		lively: [],
		storm: [],
		plainCalm: [],
		plain: []
	};
	for (let round = 1; round <= bench.rounds; round++) {
		bench.say(`one table of ${phones}, round ${round} of ${bench.rounds}`);
		rounds.calm.push(await write(bench, hall, ours, CALM, seconds));
		rounds.plainCalm.push(await write(bench, hall, plain, CALM, seconds));
		rounds.usual.push(await write(bench, hall, ours, USUAL, seconds));
		rounds.plain.push(await write(bench, hall, plain, USUAL, seconds));
		rounds.lively.push(await write(bench, hall, ours, LIVELY, seconds));
		rounds.storm.push(await write(bench, hall, ours, STORM, seconds));
	}
	await closeHall(bench);

	const mid = (windows: Written[], of: (written: Written) => number) => median(windows.map(of));
	const details = Object.fromEntries(
		Object.entries(rounds).map(([name, windows]) => [name, windows.map(summary)])
	);
	const compare = (
		id: string,
		what: string,
		unit: string,
		a: number,
		b: number,
		judged: { better: 'more' | 'less'; bar: number; stretch: number },
		windows: Written[]
	) =>
		bench.add({
			id,
			what,
			unit,
			ours: a,
			bare: b,
			value: a / b,
			isRatio: true,
			...judged,
			notes: [sharesInWords(windows), ...mishaps(windows)],
			details
		});
	const bare = mid(rounds.plain, perCpuSecond);
	compare(
		'G1',
		`ideas delivered per server CPU-second, ${STORM}/s to ${phones} phones (plain at ${USUAL}/s)`,
		'',
		mid(rounds.storm, perCpuSecond),
		bare,
		{ better: 'more', bar: 15, stretch: 25 },
		rounds.storm
	);
	compare(
		'G2',
		`the same in a calm hall, ${USUAL}/s both`,
		'',
		mid(rounds.usual, perCpuSecond),
		bare,
		{ better: 'more', bar: 1.6, stretch: 3 },
		rounds.usual
	);
	const p99 = mid(rounds.lively, (written) => seen(written).p99);
	bench.add({
		id: 'G4',
		what: `post → all ${phones}, p99 at ${LIVELY}/s`,
		unit: 'ms',
		ours: p99,
		bare: null,
		value: p99,
		isRatio: false,
		better: 'less',
		bar: 150,
		stretch: 75,
		notes: [sharesInWords(rounds.lively), ...mishaps(rounds.lively)],
		details: details.lively
	});
	compare(
		'G5',
		`post → all in a quiet hall, p50 at ${CALM}/s`,
		'ms',
		mid(rounds.calm, (written) => seen(written).p50),
		mid(rounds.plainCalm, (written) => seen(written).p50),
		{ better: 'less', bar: 1.5, stretch: 1.1 },
		rounds.calm
	);
	compare(
		'G13',
		`bytes on the wire per delivered idea, ${STORM}/s`,
		'B',
		mid(rounds.storm, bytesPerIdea),
		mid(rounds.plain, bytesPerIdea),
		{ better: 'less', bar: 0.45, stretch: 0.3 },
		rounds.storm
	);
}

/** G3. */
export async function playRamp(bench: Bench): Promise<void> {
	const hall = await openHall(bench);
	const seconds = bench.seconds(5, 2);
	const most = hall.phones * MOST_OF_PHONE;
	const ends: Record<Side['name'], number[]> = { ours: [], plain: [] };
	const steps: object[] = [];
	let isOpenEnded = false;
	for (let round = 1; round <= 3; round++)
		for (const side of [hall.ours, hall.plain]) {
			bench.say(`highest rate, ${side.name}, round ${round} of 3`);
			let last = 0;
			const isOurs = side.name === 'ours';
			for (let rate = isOurs ? Math.min(RAMP.ours, most) : RAMP.plain; ; rate *= 2) {
				if (isOurs && rate > most) {
					isOpenEnded = true;
					break;
				}
				await bench.generator.order('mend', side.name, PATIENCE_MS);
				const written = await write(bench, hall, side, rate, seconds);
				steps.push({ side: side.name, round, rate, ...summary(written) });
				if (seen(written).p99 > LONGEST_P99_MS || written.missing > 0) break;
				last = rate;
			}
			ends[side.name].push(last);
		}
	await closeHall(bench);
	const [ours, plain] = [median(ends.ours), median(ends.plain)];
	bench.add({
		id: 'G3',
		what: `highest rate to ${hall.phones} phones with p99 ≤ 1 s`,
		unit: '/s',
		ours,
		bare: plain,
		value: ours / plain,
		isRatio: true,
		better: 'more',
		bar: 20,
		stretch: 60,
		notes: isOpenEnded
			? [`the ramp ends at ${most}/s, because a phone may send only so fast: the limit lies higher`]
			: [],
		details: { ends, steps }
	});
}

/** G14. The sleeper takes no compressed frames: what waits for it shall be as much as possible. */
export async function playStalled(bench: Bench): Promise<void> {
	const hall = await openHall(bench, 1);
	const { ours, sleepers } = hall;
	const seconds = bench.seconds(20, 6);
	const without: Written[] = [];
	const with_: Written[] = [];
	const growth: number[] = [];
	for (let round = 1; round <= 3; round++) {
		bench.say(`one phone stops reading, round ${round} of 3`);
		without.push(await write(bench, hall, ours, STORM, seconds));
		const before = await ours.server.settledRss();
		await bench.generator.order('gather', 'sleeper', sleepers, {
			...ours.target,
			offerCompression: false
		});
		await bench.generator.order('open', 'sleeper', 0, PATIENCE_MS);
		await bench.generator.order('stall', 'sleeper');
		with_.push(await write(bench, hall, ours, STORM, seconds));
		growth.push(((await ours.server.settledRss()) - before) / 2 ** 20);
		await bench.generator.order('close', 'sleeper');
	}
	await closeHall(bench);
	const [a, b] = [with_, without].map((windows) => median(windows.map((it) => seen(it).p99)));
	bench.add({
		id: 'G14',
		what: `the others' p99 with one phone that stops reading, ${STORM}/s, against without it`,
		unit: 'ms',
		ours: a ?? NaN,
		bare: b ?? NaN,
		value: (a ?? NaN) / (b ?? NaN),
		isRatio: true,
		better: 'less',
		bar: 1.2,
		stretch: 1.05,
		notes: [
			`server memory grew by ${growth.map((it) => it.toFixed(1)).join('/')} MiB meanwhile, new ideas included`,
			...mishaps(with_)
		],
		details: { with: with_.map(summary), without: without.map(summary), growthMiB: growth }
	});
}

function summary(written: Written) {
	const { seen: _, ack, screen: __, ...rest } = written;
	return { ...rest, seen: seen(written), ack: histogramOf(ack).quantiles() };
}

function mishaps(windows: readonly Written[]): string[] {
	const missing = windows.reduce((total, { missing }) => total + missing, 0);
	const errors = windows.reduce((total, { errors }) => total + sum(errors), 0);
	return missing || errors ? [`${missing} deliveries missing, ${errors} errors`] : [];
}
