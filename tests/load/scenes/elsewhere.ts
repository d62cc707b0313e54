/**
 * Owns the promises about other halls than the usual one: L5, a venue that lets only long polling through,
 * and L9, two hundred workshops on one server that must not hear each other.
 */
import { errorsInWords, keptTimetable, sharesInWords, sum, type Bench } from '../bench.ts';
import type { Written } from '../measures.ts';
import { histogramOf } from '../histogram.ts';
import type { Target } from '../phone.ts';
import type { ServerProcess } from '../processes.ts';
import { mostOpenFiles } from '../usage.ts';
import { seed, type HallWish } from '../seed.ts';

const AT_TABLE = 10;
const PATIENCE_MS = 60_000;
const POLLING = { phones: 500, rate: 50 };
const MANY = { halls: 200, phones: 30, rate: 200 };
const LONGEST_MS = 100;
const WARM_SECONDS = 2;
const SPARE_FILES = 200;

interface Play {
	name: string;
	wishes: HallWish[];
	transport: Target['transport'];
	rate: number;
	seconds: number;
	/** Through which port of which server the phones come. */
	port: (server: ServerProcess) => Promise<number>;
	/** What else to look at for that time. */
	meanwhile?: (ms: number) => Promise<void>;
}

async function play(bench: Bench, wish: Play) {
	const { name, wishes, transport, rate, seconds, port, meanwhile } = wish;
	const folder = bench.folder();
	const seeded = await seed(folder, wishes);
	const server = await bench.product(folder);
	const target = { port: await port(server), dialect: 'auftakt', transport } as const;
	await bench.generator.order('gather', name, seeded.people, { ...target, offerCompression: true });
	const opened = await bench.generator.order('open', name, seeded.people.length * 4, PATIENCE_MS);
	if (opened.ready < seeded.people.length)
		throw new Error(
			`only ${opened.ready} of ${seeded.people.length} came in: ${errorsInWords(opened.errors)}`
		);
	await bench.quiet(server);
	const written = await bench.undisturbed(
		async () => {
			const looking = meanwhile?.((WARM_SECONDS + seconds) * 1000);
			const measured = await bench.generator.order('write', name, {
				rate,
				warmSeconds: WARM_SECONDS,
				seconds,
				drainSeconds: 5,
				pid: server.pid,
				stepIds: seeded.stepIds
			});
			await looking;
			return measured;
		},
		(measured) => (keptTimetable(measured) ? measured.acknowledged / measured.due : 0)
	);
	const { complaints } = server;
	await bench.generator.order('close', name);
	await bench.clear();
	return { written, complaints };
}

function judge(
	bench: Bench,
	id: string,
	what: string,
	{ written, complaints }: { written: Written; complaints: string[] },
	notes: string[] = []
): void {
	const ack = histogramOf(written.ack).quantiles();
	const seen = histogramOf(written.seen).quantiles();
	const wrong = sum(written.errors) + written.missing + complaints.length;
	const details = { ...written, ack, seen, screen: undefined, complaints };
	const one = (event: string, ours: number, more: string[]) =>
		bench.add({
			id,
			what: `${what}, ${event}, p95`,
			unit: 'ms',
			ours,
			bare: null,
			value: wrong ? Infinity : ours,
			isRatio: false,
			better: 'less',
			bar: LONGEST_MS,
			stretch: null,
			notes: more,
			details
		});
	const trouble = wrong
		? [`${written.missing} deliveries missing, ${errorsInWords(written.errors)}`]
		: [];
	one('acknowledged', ack.p95, [...notes, sharesInWords([written]), ...trouble]);
	one('at the own table', seen.p95, []);
}

/** L5. */
export async function playPolling(bench: Bench): Promise<void> {
	const phones = bench.phones(POLLING.phones);
	const rate = (POLLING.rate * phones) / POLLING.phones;
	bench.say(`${phones} phones by long polling`);
	let proxy: ServerProcess | undefined;
	let proxyShare = NaN;
	const played = await play(bench, {
		name: 'polling',
		wishes: [{ tables: Math.ceil(phones / AT_TABLE), seats: AT_TABLE, phones }],
		transport: 'polling',
		rate,
		seconds: bench.seconds(20, 8),
		port: async ({ port }) => {
			proxy = await bench.bare('proxy', String(port));
			return proxy.port;
		},
		meanwhile: async (ms) => {
			proxyShare = (await proxy?.shareOf(ms)) ?? NaN;
		}
	});
	const what = `${phones} phones by long polling only, ${Math.round(rate)}/s`;
	judge(bench, 'L5', what, played, [
		`behind a proxy of ours that drops Upgrade and took ${Math.round(proxyShare * 100)} % of a core`
	]);
}

/** L9. */
export async function playManyHalls(bench: Bench): Promise<void> {
	const full = MANY.halls * MANY.phones;
	const halls = Math.max(2, Math.ceil(bench.phones(full) / MANY.phones));
	if (halls * MANY.phones > mostOpenFiles() - SPARE_FILES)
		throw new Error(`${halls * MANY.phones} connections need a higher limit of open files`);
	const rate = (MANY.rate * halls) / MANY.halls;
	bench.say(`${halls} workshops at once`);
	const wish = { tables: Math.ceil(MANY.phones / AT_TABLE), seats: AT_TABLE };
	const played = await play(bench, {
		name: 'halls',
		wishes: Array.from({ length: halls }, () => wish),
		transport: 'websocket',
		rate,
		seconds: bench.seconds(20, 8),
		port: async ({ port }) => port
	});
	const foreign = played.written.errors['heard another workshop'] ?? 0;
	const what = `${halls} workshops of ${MANY.phones} at once, ${Math.round(rate)}/s`;
	judge(bench, 'L9', what, played, [`${foreign} ideas heard in another workshop`]);
}
