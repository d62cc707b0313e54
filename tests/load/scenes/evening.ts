/**
 * A whole evening at full size: 2,000 phones at 200 tables, five projectors, a console. Owns L1 (writing),
 * L3 (everybody cut off and back) and L4 (a change of step); afterwards the database has the last word.
 */
import { join } from 'node:path';
import { errorsInWords, sharesInWords, sum, type Bench } from '../bench.ts';
import { Histogram, histogramOf } from '../histogram.ts';
import { check, seed } from '../seed.ts';

const PHONES = 2000;
const AT_TABLE = 10;
const SCREENS = 5;
/** Ideas a second in a full hall; a smaller one writes less. */
const RATE = 200;
const RELEASE_RATE = 1;
const PATIENCE_MS = 60_000;

const CUT_RATE = 100;
const CUT_AFTER_MS = 3000;
const BACK_WITHIN_MS = 10_000;
const CUT_SECONDS = 25;

export async function playEvening(bench: Bench): Promise<void> {
	const { generator } = bench;
	const phones = bench.phones(PHONES);
	const tables = Math.ceil(phones / AT_TABLE);
	const share = phones / PHONES;
	const folder = bench.folder();
	const wish = { tables, seats: AT_TABLE, phones, screens: SCREENS, hasConsole: true };
	const seeded = await seed(folder, [wish]);
	const server = await bench.product(folder);
	const target = { port: server.port, dialect: 'auftakt', transport: 'websocket' } as const;
	await generator.order('gather', 'hall', seeded.people, { ...target, offerCompression: true });
	const opened = await generator.order('open', 'hall', phones * 2, PATIENCE_MS);
	if (opened.ready < seeded.people.length)
		throw new Error(`only ${opened.ready} of ${seeded.people.length} came in`);

	const seconds = bench.seconds(600, 120);
	bench.say(`${phones} phones, ${Math.round(RATE * share)} ideas/s for ${seconds} s`);
	const order = { pid: server.pid, stepIds: seeded.stepIds };
	const written = await generator.order('write', 'hall', {
		...order,
		rate: RATE * share,
		warmSeconds: Math.min(5, seconds),
		seconds,
		drainSeconds: 5,
		releaseRate: RELEASE_RATE
	});
	const rssMB = written.rssMax / 1e6;
	const complaintsOfL1 = server.complaints;

	bench.say(`all ${phones} cut off and back`);
	await generator.order('watch', 'hall');
	const writing = generator.order('write', 'hall', {
		...order,
		rate: CUT_RATE * share,
		warmSeconds: 0,
		seconds: CUT_SECONDS,
		// What a phone learns by asking what it has missed is no delivery of this window.
		drainSeconds: 2
	});
	await sleep(CUT_AFTER_MS);
	const back = await generator.order('cut', 'hall', BACK_WITHIN_MS, PATIENCE_MS);
	const cut = await writing;
	const heard = await generator.order('unwatch', 'hall');

	bench.say(`three changes of step`);
	const changes = new Histogram();
	let unmoved = 0;
	for (const from of seeded.halls[0]?.stepIds.slice(1, 4) ?? []) {
		await bench.quiet(server);
		const change = await generator.order('advance', 'hall', from, PATIENCE_MS);
		changes.merge(change.each);
		unmoved += change.missing;
	}

	const ledgerFile = join(bench.folder(), 'ledger');
	const ledger = await generator.order('ledger', 'hall', ledgerFile);
	const { complaints } = server;
	await generator.order('close', 'hall');
	await server.stop();
	const checked = check(folder, ledgerFile);
	await bench.clear();

	const ack = histogramOf(written.ack).quantiles();
	const seen = histogramOf(written.seen).quantiles();
	const screen = histogramOf(written.screen).quantiles();
	const wrong =
		sum(written.errors) +
		written.missing +
		complaintsOfL1.length +
		(written.due - written.acknowledged);
	const atRest = checked.lost + checked.doubled + ledger.unanswered + (checked.intact ? 0 : 1);
	const details = {
		ack,
		seen,
		screen,
		written: { ...written, ack, seen, screen },
		opened: opened.ms
	};
	const judge = (
		id: string,
		what: string,
		unit: string,
		ours: number,
		bar: number,
		notes: string[] = [],
		behind: unknown = undefined
	) =>
		bench.add({
			id,
			what,
			unit,
			ours,
			bare: null,
			value: ours,
			isRatio: false,
			better: 'less',
			bar,
			stretch: null,
			notes,
			details: behind
		});
	const what = `${phones} phones, ${Math.round(RATE * share)}/s, ${seconds} s:`;
	judge('L1', `${what} acknowledged, p95`, 'ms', ack.p95, 50, [sharesInWords([written])], details);
	judge('L1', `${what} acknowledged, p99`, 'ms', ack.p99, 150);
	judge('L1', `${what} at the own table, p95`, 'ms', seen.p95, 250);
	judge('L1', `${what} from release to projector, p95`, 'ms', screen.p95, 500);
	judge('L1', `${what} memory`, 'MB', rssMB, 400);
	judge('L1', `${what} errors and missing deliveries`, '', wrong, 0, [
		`${written.due} ideas, ${seen.count} deliveries`,
		...(sum(written.errors) ? [errorsInWords(written.errors)] : []),
		...complaintsOfL1.slice(0, 3)
	]);
	judge(
		'L1',
		'after all scenes: acknowledged and not stored, or stored twice',
		'',
		atRest,
		0,
		[`${ledger.acknowledged} acknowledged; ${JSON.stringify(checked)}`],
		{ checked, complaints }
	);
	const returned = histogramOf(back.each).quantiles();
	judge(
		'L3',
		`all ${phones} cut off, back within ${BACK_WITHIN_MS / 1000} s: the last one caught up`,
		's',
		back.ready < seeded.people.length ? Infinity : back.ms / 1000,
		15,
		sum(back.errors) ? [errorsInWords(back.errors)] : [],
		{ returned, errors: back.errors }
	);
	judge(
		'L3',
		'ideas of that time that a phone never got, or that were not stored',
		'',
		heard.lost + (cut.due - cut.acknowledged),
		0,
		[`${heard.expected} deliveries expected`],
		{ heard, due: cut.due, acknowledged: cut.acknowledged, errors: cut.errors }
	);
	const moved = changes.quantiles();
	judge(
		'L4',
		`a change of step on ${phones} phones, p95`,
		'ms',
		unmoved ? Infinity : moved.p95,
		500,
		[`p50 ${Math.round(moved.p50)} ms, slowest ${Math.round(moved.max)} ms`],
		{ moved, unmoved }
	);
}

const sleep = (ms: number) => new Promise<void>((next) => setTimeout(next, ms));
