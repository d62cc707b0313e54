/** Owns the promises about coming in and being there: G8, G9, G10 and five thousand connected. */
import { errorsInWords, sum, type Bench } from '../bench.ts';
import type { Opened } from '../measures.ts';
import { histogramOf, median } from '../histogram.ts';
import type { Person, Target } from '../phone.ts';
import type { ServerProcess } from '../processes.ts';
import { mostOpenFiles } from '../usage.ts';
import { seed } from '../seed.ts';

const PHONES = 1000;
const FEW = 100;
const WARM = 50;
const IDEAS = 500;
const MANY = 5000;
const AT_TABLE = 10;
const PATIENCE_MS = 60_000;
const SETTLE_MS = 2000;
/** Of the process's own: files, pipes, libraries. */
const SPARE_FILES = 200;

const targetOf = (server: ServerProcess, dialect: Target['dialect']): Target => ({
	port: server.port,
	dialect,
	transport: 'websocket',
	offerCompression: true
});

const strangers = (people: readonly Person[]): Person[] =>
	people.map((person) => ({ ...person, cookie: '' }));

/** All at once into a fresh crowd, and out again. */
async function comeAndGo(bench: Bench, people: Person[], target: Target): Promise<Opened> {
	await bench.generator.order('gather', 'join', people, target);
	const opened = await bench.generator.order('open', 'join', 0, PATIENCE_MS);
	await bench.generator.order('close', 'join');
	return opened;
}

/** G9, G10. */
export async function playJoining(bench: Bench): Promise<void> {
	const phones = bench.phones(PHONES);
	const few = Math.min(FEW, phones);
	const oneFolder = bench.folder();
	const one = await seed(oneFolder, [{ tables: 1, seats: phones, ideas: IDEAS }]);
	const tablesFolder = bench.folder();
	const tables = Math.ceil(phones / AT_TABLE);
	const seated = await seed(tablesFolder, [{ tables, seats: AT_TABLE, phones, ideas: IDEAS }]);
	const oneServer = await bench.product(oneFolder);
	const tablesServer = await bench.product(tablesFolder);
	const bareServer = await bench.bare('socket');
	const sides = {
		one: { server: oneServer, people: one.people, target: targetOf(oneServer, 'auftakt') },
		seated: {
			server: tablesServer,
			people: seated.people,
			target: targetOf(tablesServer, 'auftakt')
		},
		bare: {
			server: bareServer,
			people: strangers(one.people),
			target: targetOf(bareServer, 'bare')
		}
	};
	const join = async ({ server, people, target }: (typeof sides)['one'], count: number) => {
		await bench.quiet(server);
		return comeAndGo(bench, people.slice(0, count), target);
	};
	for (const side of Object.values(sides)) await join(side, Math.min(WARM, phones));

	const rounds: Record<'one' | 'bare' | 'seated' | 'few', Opened[]> = {
		one: [],
		bare: [],
		seated: [],
		few: []
	};
	for (let round = 1; round <= bench.rounds; round++) {
		bench.say(`${phones} arriving at once, round ${round} of ${bench.rounds}`);
		rounds.one.push(await join(sides.one, phones));
		rounds.bare.push(await join(sides.bare, phones));
		rounds.seated.push(await join(sides.seated, phones));
		rounds.few.push(await join(sides.seated, few));
	}
	await bench.clear();

	const details = Object.fromEntries(
		Object.entries(rounds).map(([name, all]) => [name, all.map(summary)])
	);
	const ms = (all: Opened[]) => median(all.map((opened) => opened.ms));
	const absent = [...rounds.one, ...rounds.seated].filter(({ ready }) => ready < phones).length;
	const stateless = rounds.one.some(({ fewestIdeas }) => fewestIdeas < IDEAS);
	bench.add({
		id: 'G9',
		what: `${phones} arriving at once at a table with ${IDEAS} ideas, until the last has them all`,
		unit: 'ms',
		ours: ms(rounds.one),
		bare: ms(rounds.bare),
		value: absent || stateless ? Infinity : ms(rounds.one) / ms(rounds.bare),
		isRatio: true,
		better: 'less',
		bar: 5,
		stretch: 2,
		notes: [
			`seated at ${tables} tables: ${Math.round(ms(rounds.seated))} ms; the generator took ${rounds.one.map((it) => Math.round(it.generatorShare * 100)).join('/')} % of a core`,
			...(absent ? [`in ${absent} rounds somebody never came in`] : []),
			...(stateless ? ['somebody came in without all ideas'] : []),
			...troubles([...rounds.one, ...rounds.bare])
		],
		details
	});
	const [many, less] = [ms(rounds.seated) / phones, ms(rounds.few) / few];
	bench.add({
		id: 'G10',
		what: `time to join per phone, ${phones} at once against ${few}`,
		unit: 'ms',
		ours: many,
		bare: less,
		value: many / less,
		isRatio: true,
		better: 'less',
		bar: 2,
		stretch: 1.2,
		notes: troubles([...rounds.seated, ...rounds.few]),
		details
	});
}

/** G8. */
export async function playIdle(bench: Bench): Promise<void> {
	const phones = bench.phones(PHONES);
	const measured: Record<'auftakt' | 'bare', number[]> = { auftakt: [], bare: [] };
	for (let round = 1; round <= 3; round++) {
		bench.say(`memory of ${phones} idle phones, round ${round} of 3`);
		const folder = bench.folder();
		const tables = Math.ceil(phones / AT_TABLE);
		const { people } = await seed(folder, [{ tables, seats: AT_TABLE, phones }]);
		for (const dialect of ['auftakt', 'bare'] as const) {
			const isOurs = dialect === 'auftakt';
			const server = isOurs ? await bench.product(folder) : await bench.bare('socket');
			const target = targetOf(server, dialect);
			const all = isOurs ? people : strangers(people);
			// The first one makes the server load what it needs once.
			await bench.generator.order('gather', 'first', all.slice(0, 1), target);
			await bench.generator.order('open', 'first', 0, PATIENCE_MS);
			await sleep(SETTLE_MS);
			const before = await server.settledRss();
			await bench.generator.order('gather', 'rest', all.slice(1), target);
			await bench.generator.order('open', 'rest', 2000, PATIENCE_MS);
			await sleep(SETTLE_MS);
			measured[dialect].push(((await server.settledRss()) - before) / (phones - 1) / 1024);
			await bench.generator.order('close', 'first');
			await bench.generator.order('close', 'rest');
			await server.stop();
		}
		await bench.clear();
	}
	const [ours, bare] = [median(measured.auftakt), median(measured.bare)];
	bench.add({
		id: 'G8',
		what: `server memory per idle phone, ${phones} phones, against bare socket.io`,
		unit: 'KiB',
		ours,
		bare,
		value: ours / bare,
		isRatio: true,
		better: 'less',
		bar: 1.3,
		stretch: 0.5,
		notes: ['resident memory after both were told to collect garbage'],
		details: measured
	});
}

export async function playThousands(bench: Bench): Promise<void> {
	const phones = bench.phones(MANY);
	const room = mostOpenFiles() - SPARE_FILES;
	if (phones > room)
		throw new Error(`${phones} connections need a higher limit of open files (ulimit -n)`);
	bench.say(`${phones} connected`);
	const folder = bench.folder();
	const tables = Math.ceil(phones / AT_TABLE);
	const { people } = await seed(folder, [{ tables, seats: AT_TABLE, phones }]);
	const server = await bench.product(folder);
	await bench.generator.order('gather', 'many', people, targetOf(server, 'auftakt'));
	const opened = await bench.generator.order('open', 'many', phones * 2, 120_000);
	await sleep(SETTLE_MS);
	const share = await server.shareOf(bench.seconds(5, 3) * 1000);
	const after = await bench.generator.order('mend', 'many', PATIENCE_MS);
	const rss = server.peakRss / 2 ** 20;
	const absent = phones - opened.ready + after.ready + sum(opened.errors) + sum(after.errors);
	const { complaints } = server;
	await bench.generator.order('close', 'many');
	await bench.clear();
	bench.add({
		id: 'N5000',
		what: `${phones} phones connected and up to date, those that failed`,
		unit: '',
		ours: absent + complaints.length,
		bare: null,
		value: absent + complaints.length,
		isRatio: false,
		better: 'less',
		bar: 0,
		stretch: null,
		notes: [
			`all in after ${(opened.ms / 1000).toFixed(1)} s, peak memory ${Math.round(rss)} MiB, idle ${Math.round(share * 100)} % of a core`,
			...troubles([opened])
		],
		details: { opened: summary(opened), rssMiB: rss, idleShare: share, complaints }
	});
}

function summary({ each, ...rest }: Opened) {
	return { ...rest, each: histogramOf(each).quantiles() };
}

function troubles(all: readonly Opened[]): string[] {
	const texts = all.map(({ errors }) => errorsInWords(errors)).filter(Boolean);
	return texts.length ? [texts.join('; ')] : [];
}

const sleep = (ms: number) => new Promise<void>((next) => setTimeout(next, ms));
