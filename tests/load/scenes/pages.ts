/**
 * Owns the promises about plain HTTP: G12, the page that the code leads to, G15, the script behind it, and
 * L2, a hall that arrives.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsInWords, sharesInWords, sum, type Bench } from '../bench.ts';
import { histogramOf, median } from '../histogram.ts';
import { decoded, HttpConnection } from '../http-connection.ts';
import type { ServerProcess } from '../processes.ts';
import { check, seed } from '../seed.ts';
import { BROWSER, type Pages } from '../visitors.ts';

const CONNECTIONS = 32;
const ARRIVING = 1000;
const ARRIVING_MS = 30_000;
const AT_TABLE = 10;
/** node:http sends these itself. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding']);

/** G12 and G15. */
export async function playPage(bench: Bench): Promise<void> {
	const folder = bench.folder();
	const { halls } = await seed(folder, [{ tables: 100, seats: AT_TABLE, phones: 0 }]);
	const path = `/w/${halls[0]?.code}`;
	const product = await bench.product(folder);
	const html = decoded(await fetched(product, path));
	const script = /_app\/immutable\/entry\/app\.[\w-]+\.js/.exec(html)?.[0];
	if (!script) throw new Error('the page names no script');
	await compare(bench, product, { id: 'G12', name: 'join page', path });
	await compare(bench, product, { id: 'G15', name: 'script of the page', path: `/${script}` });
	await bench.clear();
}

async function fetched(server: ServerProcess, path: string) {
	const connection = new HttpConnection(server.port);
	const answer = await connection.request('GET', path, BROWSER);
	connection.close();
	if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
	return answer;
}

/** Against node:http with the same bytes and headers. */
async function compare(
	bench: Bench,
	product: ServerProcess,
	{ id, name, path }: { id: string; name: string; path: string }
): Promise<void> {
	const page = await fetched(product, path);
	const headers = Object.fromEntries([...page.headers].filter(([key]) => !OWN_HEADERS.has(key)));
	const file = join(bench.folder(), 'page.json');
	writeFileSync(file, JSON.stringify({ headers, body: page.body.toString('base64') }));
	const bare = await bench.bare('page', file);

	const rounds: Record<'ours' | 'bare', Pages[]> = { ours: [], bare: [] };
	for (let round = 1; round <= bench.rounds; round++) {
		bench.say(`the ${name}, round ${round} of ${bench.rounds}`);
		for (const [side, server] of [['ours', product] as const, ['bare', bare] as const])
			rounds[side].push(
				// There is always a next request: when neither side was busy, the host was.
				await bench.undisturbed(
					() =>
						bench.generator.order('pages', {
							port: server.port,
							path,
							connections: CONNECTIONS,
							warmSeconds: 1,
							seconds: bench.seconds(4, 2),
							pid: server.pid
						}),
					() => 0
				)
			);
	}
	await bare.stop();
	const rate = (all: Pages[]) => median(all.map(({ perSecond }) => perSecond));
	const failed = rounds.ours.reduce((total, it) => total + it.failed, 0);
	const p99 = median(rounds.ours.map(({ each }) => histogramOf(each).quantiles().p99));
	bench.add({
		id,
		what: `${name} (${page.body.length} bytes), requests a second against node:http with the same bytes`,
		unit: '/s',
		ours: rate(rounds.ours),
		bare: rate(rounds.bare),
		value: failed ? 0 : rate(rounds.ours) / rate(rounds.bare),
		isRatio: true,
		better: 'more',
		bar: 0.25,
		stretch: 0.5,
		notes: [
			`p99 ${Math.round(p99)} ms with ${CONNECTIONS} connections; ours: ${sharesInWords(rounds.ours)}`,
			...(failed ? [`${failed} requests failed`] : [])
		],
		details: Object.fromEntries(
			Object.entries(rounds).map(([side, all]) => [
				side,
				all.map(({ each, ...rest }) => ({ ...rest, each: histogramOf(each).quantiles() }))
			])
		)
	});
}

/** L2. The quick run lets a third come in a third of the time. */
export async function playArriving(bench: Bench): Promise<void> {
	const share = bench.options.isQuick ? 1 / 3 : 1;
	const phones = bench.phones(Math.round(ARRIVING * share));
	const withinMs = Math.min(ARRIVING_MS * share, (bench.options.seconds ?? Infinity) * 1000);
	bench.say(`${phones} arriving within ${Math.round(withinMs / 1000)} s`);
	const folder = bench.folder();
	const wish = { tables: Math.ceil(ARRIVING / AT_TABLE), seats: AT_TABLE, phones: 0 };
	const { halls } = await seed(folder, [wish]);
	const server = await bench.product(folder);
	const [hall] = halls;
	const order = { port: server.port, code: hall?.code ?? '', stepId: hall?.stepId ?? '' };
	const arrived = await bench.generator.order('arrivals', { ...order, phones, withinMs });
	const { complaints } = server;
	const ledger = join(bench.folder(), 'ledger');
	writeFileSync(ledger, arrived.ids.join('\n'));
	await server.stop();
	const checked = check(folder, ledger);
	await bench.clear();
	const each = histogramOf(arrived.each).quantiles();
	const failed = sum(arrived.errors) + checked.lost + checked.doubled + complaints.length;
	const steps = (['page', 'joined', 'connected'] as const).map(
		(step) => `${step} ${Math.round(histogramOf(arrived[step]).quantiles().p95)} ms`
	);
	bench.add({
		id: 'L2',
		what: `${phones} arriving within ${Math.round(withinMs / 1000)} s, from the code to the first stored idea, p95`,
		unit: 'ms',
		ours: each.p95,
		bare: null,
		value: failed ? Infinity : each.p95,
		isRatio: false,
		better: 'less',
		bar: 2000,
		stretch: null,
		notes: [
			`p95 until ${steps.join(', ')}; ${arrived.files} files fetched`,
			...(failed ? [`${errorsInWords(arrived.errors)}, ${checked.lost} lost`] : [])
		],
		details: { each, errors: arrived.errors, checked, complaints, steps }
	});
}
