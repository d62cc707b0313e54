/** Owns the promise about storing: G6, acknowledged durable ideas a second against what the disk can do. */
import { errorsInWords, sharesInWords, type Bench } from '../bench.ts';
import type { Saturated } from '../measures.ts';
import { histogramOf, median } from '../histogram.ts';
import { disk } from '../processes.ts';
import { seed } from '../seed.ts';

const PHONES = 1000;
const AT_TABLE = 10;
const PATIENCE_MS = 60_000;
/** A phone may say 40 things at once and then ten a second: longer, and that would be measured. */
const LONGEST_SECONDS = 3;

/** G6. */
export async function playDurable(bench: Bench): Promise<void> {
	const phones = bench.phones(PHONES);
	const seconds = Math.min(LONGEST_SECONDS, bench.seconds(3, 2));
	const ours: Saturated[] = [];
	const syncs: number[] = [];
	for (let round = 1; round <= bench.rounds; round++) {
		bench.say(`acknowledged ideas a second, round ${round} of ${bench.rounds}`);
		const folder = bench.folder();
		const tables = Math.ceil(phones / AT_TABLE);
		const seeded = await seed(folder, [{ tables, seats: AT_TABLE, phones }]);
		const server = await bench.product(folder);
		await bench.generator.order('gather', 'tables', seeded.people, {
			port: server.port,
			dialect: 'auftakt',
			transport: 'websocket',
			offerCompression: true
		});
		await bench.generator.order('open', 'tables', 1000, PATIENCE_MS);
		await bench.quiet(server);
		syncs.push(await disk(folder, seconds));
		ours.push(
			await bench.generator.order('saturate', 'tables', {
				warmSeconds: 1,
				seconds,
				pid: server.pid,
				stepIds: seeded.stepIds
			})
		);
		await bench.generator.order('close', 'tables');
		await bench.clear();
	}
	const [rate, sync] = [median(ours.map(({ perSecond }) => perSecond)), median(syncs)];
	const paced = Math.max(...ours.map(({ pacedShare }) => pacedShare));
	const errors = ours.map((it) => errorsInWords(it.errors)).filter(Boolean);
	bench.add({
		id: 'G6',
		what: `acknowledged durable ideas, ${phones} phones at tables of ${AT_TABLE}, against the disk's syncs`,
		unit: '/s',
		ours: rate,
		bare: sync,
		value: rate / sync,
		isRatio: true,
		better: 'more',
		bar: 1,
		stretch: 2,
		notes: [
			sharesInWords(ours),
			...(paced > 0.05
				? [
						`${Math.round(paced * 100)} % waited because a phone may send only so fast: the limit lies higher`
					]
				: []),
			...errors
		],
		details: {
			ours: ours.map(({ ack, ...rest }) => ({ ...rest, ack: histogramOf(ack).quantiles() })),
			syncs
		}
	});
}
