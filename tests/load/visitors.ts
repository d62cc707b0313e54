/**
 * Owns what a generator asks for over plain HTTP: the same page again and again, and whole arrivals, from
 * scanning the code to the first idea that is safely stored.
 */
import { v7 as newId } from 'uuid';
import { decoded, HttpConnection } from './http-connection.ts';
import { Histogram, type Counted } from './histogram.ts';
import { createWriter, markOf } from './ideas.ts';
import { Phone } from './phone.ts';
import { cpuSeconds, microseconds } from './usage.ts';

/** What a phone's browser says about itself. */
export const BROWSER =
	'accept: text/html\r\naccept-language: de-DE,de;q=0.9\r\naccept-encoding: gzip, deflate, br\r\n';

export interface PagesOrder {
	port: number;
	path: string;
	connections: number;
	warmSeconds: number;
	seconds: number;
	pid: number;
}

export interface Pages {
	perSecond: number;
	each: Counted;
	failed: number;
	wallSeconds: number;
	serverCpuSeconds: number;
	generatorCpuSeconds: number;
}

/** Each connection asks for the page as soon as it has it. */
export async function askForPages(order: PagesOrder): Promise<Pages> {
	const each = new Histogram();
	let failed = 0;
	let isMeasuring = false;
	let isOver = false;
	const ask = async () => {
		const connection = new HttpConnection(order.port);
		while (!isOver) {
			const start = microseconds();
			const answer = await connection.request('GET', order.path, BROWSER).catch(() => null);
			if (!isMeasuring || isOver) continue;
			if (answer?.status === 200) each.add((microseconds() - start) / 1000);
			else failed += 1;
		}
		connection.close();
	};
	const asking = Array.from({ length: order.connections }, ask);
	await sleep(order.warmSeconds * 1000);
	isMeasuring = true;
	const [at, server, own] = [microseconds(), cpuSeconds(order.pid), cpuSeconds('self')];
	await sleep(order.seconds * 1000);
	isOver = true;
	const wallSeconds = (microseconds() - at) / 1e6;
	const used = {
		serverCpuSeconds: cpuSeconds(order.pid) - server,
		generatorCpuSeconds: cpuSeconds('self') - own
	};
	await Promise.all(asking);
	return {
		perSecond: each.count / wallSeconds,
		each: each.counted(),
		failed,
		wallSeconds,
		...used
	};
}

export interface ArrivalsOrder {
	port: number;
	code: string;
	phones: number;
	withinMs: number;
	stepId: string;
}

export interface Arrivals {
	arrived: number;
	/** From when a person was due at the door until their first idea was stored. */
	each: Counted;
	/** Of that: until the page and its files were there, joined, connected. */
	page: Counted;
	joined: Counted;
	connected: Counted;
	files: number;
	generatorCpuSeconds: number;
	ids: string[];
	errors: Record<string, number>;
}

/** People come one after the other, each in the way a browser comes in. */
export async function arrivals(order: ArrivalsOrder): Promise<Arrivals> {
	const histograms = {
		each: new Histogram(),
		page: new Histogram(),
		joined: new Histogram(),
		connected: new Histogram()
	};
	const errors: Record<string, number> = {};
	const ids: string[] = [];
	const write = createWriter();
	let files = 0;
	const own = cpuSeconds('self');
	const open: { close: () => void }[] = [];

	const arrive = async (index: number, dueAt: number) => {
		const elapsed = () => (microseconds() - dueAt) / 1000;
		const browser = new HttpConnection(order.port);
		const path = `/w/${order.code}`;
		const page = await browser.request('GET', `${path}?lang=de`, BROWSER);
		const html = decoded(page);
		const id = /<input\b[^>]*\bname="id"[^>]*>/.exec(html)?.[0].match(/value="([^"]+)"/)?.[1];
		if (page.status !== 200 || !id) throw new Error(`the page answered ${page.status}`);
		for (const file of filesOf(html, path)) {
			const { status } = await browser.request('GET', file, BROWSER);
			if (status !== 200) throw new Error(`a file answered ${status}`);
			files += 1;
		}
		histograms.page.add(elapsed());

		const form = `${BROWSER}origin: http://127.0.0.1:${order.port}\r\ncontent-type: application/x-www-form-urlencoded\r\ncookie: ${cookiesOf(page.headers)}\r\n`;
		const answer = await browser.request('POST', `${path}?/join`, form, `id=${id}&people=1&table=`);
		const cookie = cookiesOf(answer.headers);
		if (answer.status !== 303 || !cookie) throw new Error(`joining answered ${answer.status}`);
		const next = new URL(answer.headers.get('location') ?? path, 'http://hall');
		const home = `${BROWSER}cookie: ${cookie}\r\n`;
		const seat = await browser.request('GET', next.pathname + next.search, home);
		if (seat.status !== 200) throw new Error(`the seat answered ${seat.status}`);
		browser.close();
		histograms.joined.add(elapsed());

		const contributionId = newId();
		await new Promise<void>((resolve, reject) => {
			const fail = (_: Phone, reason: string) => reject(new Error(reason));
			const phone = new Phone(
				{ cookie, surface: 'phone', code: order.code, hall: 0, table: 0 },
				{ port: order.port, dialect: 'auftakt', transport: 'websocket', offerCompression: true },
				{
					ready: () => histograms.connected.add(elapsed()),
					ideas: () => {},
					gap: () => {},
					lost: fail,
					refused: fail
				}
			);
			open.push({ close: () => phone.cut() });
			const text = markOf({ dueAt, serial: index, hall: 0 }) + write();
			const { stepId } = order;
			const command = {
				id: newId(),
				type: 'contribution.post',
				payload: { contributionId, stepId, kind: 'idea', text, lang: 'de' },
				typedAt: Date.now()
			};
			phone.send({
				id: command.id,
				body: JSON.stringify(['command', command]),
				answered: (ok, answer) => (ok ? resolve() : reject(new Error(answer.slice(0, 80))))
			});
			phone.connect();
		});
		ids.push(contributionId);
		histograms.each.add(elapsed());
	};

	const start = microseconds();
	await Promise.all(
		Array.from({ length: order.phones }, async (_, index) => {
			const wait = (index / order.phones) * order.withinMs;
			await sleep(wait);
			await arrive(index, start + wait * 1000).catch((error: unknown) => {
				const reason = error instanceof Error ? error.message : 'failed';
				errors[reason] = (errors[reason] ?? 0) + 1;
			});
		})
	);
	for (const phone of open) phone.close();
	return {
		arrived: ids.length,
		each: histograms.each.counted(),
		page: histograms.page.counted(),
		joined: histograms.joined.counted(),
		connected: histograms.connected.counted(),
		files,
		generatorCpuSeconds: cpuSeconds('self') - own,
		ids,
		errors
	};
}

/** What a browser fetches with the page: its scripts and styles, each once. */
function filesOf(html: string, path: string): Set<string> {
	const found = html.matchAll(/(?:href|src)="([^"]*\/_app\/[^"]+)"/g);
	return new Set(
		Array.from(found, ([, file = '']) => new URL(file, `http://hall${path}`).pathname)
	);
}

const cookiesOf = (headers: ReadonlyMap<string, string>): string =>
	(headers.get('set-cookie') ?? '')
		.split('\n')
		.map((line) => line.split(';')[0] ?? '')
		.join('; ');

const sleep = (ms: number) => new Promise<void>((next) => setTimeout(next, ms));
