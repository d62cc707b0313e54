/**
 * Owns the scene that all troubles of the storage share: everybody writes, the storage fails, is asked in
 * every way whether the server stays honest and alive, and comes back.
 */
import { holds, pause } from './citizen.ts';
import { line, ms, type Line } from './drill.ts';
import type { Stage } from './stage.ts';
import { inShort } from './verdict.ts';

/** Generous: an outbox waits two seconds between tries, the citizens of a drill less. */
const RESUMED_WITHIN_MS = 10_000;
const READ_WITHIN_MS = 5000;

export interface Trouble {
	/** As in “while …”. */
	name: string;
	lastsMs: number;
	begin(): void | Promise<void>;
	end(): void | Promise<void>;
	/** What else is tried in the middle of it. */
	meanwhile?(): Promise<Line[]>;
}

export async function goThrough(stage: Stage, trouble: Trouble): Promise<Line[]> {
	const { server, citizens, cast } = stage;
	const putOff = () =>
		citizens.flatMap(({ said }) => said.flatMap((entry) => entry.putOff)).filter(isUnavailable)
			.length;
	const stop = stage.write(40);
	await pause(1000);
	const before = stage.acknowledged;
	const putOffBefore = putOff();
	await trouble.begin();
	let lines: Line[];
	let duringTrouble: number;
	try {
		const refused = await holds(() => putOff() > putOffBefore + citizens.length, READ_WITHIN_MS);
		const atTrouble = stage.acknowledged;
		const readiness = await server.readiness();
		const asked = performance.now();
		const page = await fetch(`${server.url}/w/${cast.code}`, {
			signal: AbortSignal.timeout(READ_WITHIN_MS)
		}).catch(() => null);
		const answered = performance.now() - asked;
		await page?.body?.cancel();
		const newcomer = stage.device('phone', cast.people[0]?.cookie ?? '');
		const isLet = await newcomer.open().then(
			() => newcomer.rows('workshop').length === 1,
			() => false
		);
		newcomer.close();
		lines = [
			line(
				`${trouble.name}: writers hear "storage_unavailable"`,
				refused,
				`${putOff() - putOffBefore} times, ${before} acknowledged before`
			),
			line(
				`${trouble.name}: readyz is red and says why`,
				readiness?.status === 503 && readiness.reasons.includes('storage'),
				`${readiness?.status} ${readiness?.reasons.join(' ')}`
			),
			line(
				`${trouble.name}: pages and live views are still served`,
				page?.status === 200 && isLet,
				`page ${page?.status ?? 'unanswered'} in ${ms(answered)}, live view ${isLet}`
			),
			...((await trouble.meanwhile?.()) ?? [])
		];
		await pause(trouble.lastsMs);
		duringTrouble = stage.acknowledged - atTrouble;
	} finally {
		await trouble.end();
	}
	const endedAt = performance.now();
	const resumed = await holds(() => stage.lastAnswerAt > endedAt, RESUMED_WITHIN_MS);
	const back = stage.lastAnswerAt - endedAt;
	await pause(500);
	await stop();
	const waiting = citizens.flatMap(({ said }) => said).filter(({ outcome }) => !outcome).length;
	const readiness = await server.readiness();
	return [
		...lines,
		line(
			`${trouble.name}: nothing is acknowledged`,
			duringTrouble === 0,
			`${duringTrouble} acknowledged meanwhile`
		),
		line(
			`${trouble.name}: afterwards everything that waited is taken, by itself`,
			resumed && waiting === 0 && readiness?.status === 200,
			`first after ${ms(back)}, ${waiting} still waiting, readyz ${readiness?.status}`
		),
		line(
			`${trouble.name}: the process lives`,
			server.isRunning && server.unexpectedEnd === undefined,
			server.unexpectedEnd ?? 'yes'
		),
		...inShort(await stage.check())
	];
}

const isUnavailable = (code: string) => code === 'storage_unavailable';
