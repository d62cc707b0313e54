/** Bad networks: proxies that break WebSockets, phones that sleep, a Wi-Fi that is gone, slow readers. */
import { readFileSync } from 'node:fs';
import type { HttpFaults } from '../support/chaos-http.ts';
import { ChaosProxy } from '../support/chaos-proxy.ts';
import { holds, pause } from './citizen.ts';
import { line, ms, quantile, type Drill, type Line } from './drill.ts';
import { Stage } from './stage.ts';
import { inShort, showing } from './verdict.ts';

const BACK_WITHIN_MS = 3000;

interface Weather {
	name: string;
	polling: boolean;
	http?: Partial<HttpFaults>;
	set?(proxy: ChaosProxy): void;
}

const idleCut = (proxy: ChaosProxy, idleMs: number) => (proxy.idleCutMs = idleMs);

export const proxy: Drill = {
	name: 'proxy',
	what: 'proxies: no WebSocket, whole answers only, lost sessions, cut when idle, slow and jumpy lines',
	async run({ quick }) {
		const idleMs = quick ? 5000 : 60_000;
		const weathers: Weather[] = [
			{ name: 'no WebSocket', polling: true, http: { stripUpgrade: true } },
			{ name: 'whole answers only', polling: true, http: { stripUpgrade: true, buffering: true } },
			{
				name: 'every 20th request to the wrong server',
				polling: true,
				http: { lostSessionsPercent: 5 }
			},
			{
				name: `cut after ${idleMs / 1000} s without a byte`,
				polling: false,
				set: (it) => idleCut(it, idleMs)
			},
			{
				name: 'slow and jumpy',
				polling: false,
				set: ({ up, down }) => {
					for (const lane of [up, down]) Object.assign(lane, { delayMs: 200, jitterMs: 400 });
				}
			}
		];
		const lines: Line[] = [];
		for (const weather of weathers) lines.push(...(await through(weather, quick, idleMs)));
		return lines;
	}
};

async function through(
	{ name, polling, http, set }: Weather,
	quick: boolean,
	idleMs: number
): Promise<Line[]> {
	const stage = await Stage.open({ people: 20 });
	const between = await ChaosProxy.open({ port: stage.server.port, ...(http && { http }) });
	try {
		set?.(between);
		await stage.enter(between.url, polling ? { transports: ['polling'] } : {});
		const stop = stage.write(40);
		await pause(quick ? 3000 : 15_000);
		await stop();
		// A hall that listens to a speech: nobody sends anything, and nobody may be cut off for it.
		const cuts = () => stage.citizens.flatMap(({ phone }) => phone.disconnects).length;
		const cutsBefore = cuts();
		if (set && between.idleCutMs) await pause(idleMs * 1.5);
		const cutsAfter = cuts();
		const took = stage.citizens.flatMap(({ acknowledged }) =>
			acknowledged.map(({ tookMs }) => tookMs)
		);
		const waiting = stage.citizens
			.flatMap(({ said }) => said)
			.filter(({ outcome }) => !outcome).length;
		return [
			line(
				`${name}: everything comes through`,
				took.length > 40 && waiting === 0 && cutsAfter === cutsBefore,
				`${took.length} acknowledged, p95 ${ms(quantile(took, 0.95))}, ${cutsBefore} cuts in all, ${waiting} waiting`
			),
			...inShort(await stage.check())
		];
	} finally {
		for (const citizen of stage.citizens) citizen.close();
		await between.close();
		await stage.close();
	}
}

export const sleep: Drill = {
	name: 'sleep',
	what: 'phones asleep behind dead connections, a frozen server, a Wi-Fi that is gone',
	async run({ quick }) {
		const stage = await Stage.open({ people: 30 });
		const between = await ChaosProxy.open({ port: stage.server.port });
		try {
			await stage.enter(between.url);
			const console = await stage.console();
			await stage.citizens[0]?.post(stage.cast.stepId);
			const online = () => console.hall?.online ?? -1;
			const allThere = await holds(() => online() === stage.citizens.length, 10_000);
			const rested = await phonesAsleep(stage, between, quick, online);
			const frozen = await serverFrozen(stage, quick);
			const away = await wifiGone(stage, between, quick);
			return [
				line('the console sees who is there', allThere, `${online()} of ${stage.citizens.length}`),
				...rested,
				...frozen,
				...away,
				...(await stage.check([console]))
			];
		} finally {
			for (const citizen of stage.citizens) citizen.close();
			await between.close();
			await stage.close();
		}
	}
};

/** Radios that are off: nothing comes or goes, and nobody is told. */
async function phonesAsleep(
	stage: Stage,
	between: ChaosProxy,
	quick: boolean,
	online: () => number
): Promise<Line[]> {
	between.up.hold = true;
	between.down.hold = true;
	const begun = performance.now();
	const areDropped = await holds(() => online() === 0, 60_000);
	const droppedAfter = performance.now() - begun;
	await pause(quick ? 0 : 60_000);
	const texts = stage.citizens.map((citizen) => citizen.post(stage.cast.stepId));
	between.release();
	between.cut();
	const woke = performance.now();
	await Promise.all(texts);
	const back = await allUpToDate(stage);
	return [
		line('connections of phones that sleep are let go', areDropped, `after ${ms(droppedAfter)}`),
		line(
			`awake, everybody is live again within ${BACK_WITHIN_MS} ms, with what was typed`,
			back && performance.now() - woke < BACK_WITHIN_MS,
			`all ${stage.citizens.length} after ${ms(performance.now() - woke)}`
		)
	];
}

/** A laptop whose lid was closed, a virtual machine that stood still. */
async function serverFrozen(stage: Stage, quick: boolean): Promise<Line[]> {
	const before = stage.acknowledged;
	stage.server.signal('SIGSTOP');
	const texts = stage.citizens.map((citizen) => citizen.post(stage.cast.stepId));
	await pause(quick ? 5000 : 40_000);
	stage.server.signal('SIGCONT');
	const woke = performance.now();
	await Promise.all(texts);
	const took = performance.now() - woke;
	const back = await allUpToDate(stage);
	return [
		line(
			`a server that stood still answers everybody within ${BACK_WITHIN_MS} ms after it goes on`,
			back && took < BACK_WITHIN_MS && stage.acknowledged - before === texts.length,
			`${stage.acknowledged - before} texts after ${ms(took)}`
		)
	];
}

async function wifiGone(stage: Stage, between: ChaosProxy, quick: boolean): Promise<Line[]> {
	const before = stage.acknowledged;
	between.goOffline();
	const each = 20;
	const typing = stage.citizens.map(async (citizen) => {
		for (let i = 0; i < each; i++) await citizen.post(stage.cast.stepId);
	});
	await pause(quick ? 3000 : 30_000);
	between.heal();
	const healed = performance.now();
	await Promise.all(typing);
	const took = performance.now() - healed;
	const isUpToDate = await allUpToDate(stage);
	return [
		line(
			`the Wi-Fi is back: ${each} texts of each of ${stage.citizens.length} phones come in at once`,
			isUpToDate && stage.acknowledged - before === each * stage.citizens.length,
			`${stage.acknowledged - before} stored in ${ms(took)}`
		)
	];
}

async function allUpToDate(stage: Stage): Promise<boolean> {
	const fresh = await Promise.all(
		stage.cast.people.map(({ cookie }) => stage.device('phone', cookie).open())
	);
	try {
		return await holds(
			() =>
				stage.citizens.every(
					({ phone }, i) => showing(phone) === showing(fresh[i] as (typeof fresh)[number])
				),
			BACK_WITHIN_MS
		);
	} finally {
		for (const phone of fresh) phone.close();
	}
}

const SLOW_BYTES_PER_SECOND = 1000;
/** So long a text in so many languages, ten times a second: 200 kB/s for each phone. */
const TEXT_CHARACTERS = 1900;
const LANGUAGES = ['de', 'en', 'uk', 'ru', 'ar', 'fa', 'pl', 'ro', 'vi', 'tr', 'fr'];
const SAID_EVERY_MS = 100;
const MOST_GROWTH_BYTES = 150 * 1024 * 1024;

export const slow: Drill = {
	name: 'slow',
	what: '50 phones that read 1 kB/s and 20 that never read, among 30 others',
	async run({ quick }) {
		const [slowly, never, normally] = quick ? [10, 5, 15] : [50, 20, 30];
		const stage = await Stage.open({ people: slowly + never + normally });
		const narrow = await ChaosProxy.open({ port: stage.server.port });
		const shut = await ChaosProxy.open({ port: stage.server.port });
		try {
			await stage.enter();
			const people = [...stage.cast.people];
			const others = stage.citizens.splice(0);
			const groups = [others.slice(0, slowly), others.slice(slowly, slowly + never)];
			// The slow ones come in anew through their own lines; the rest stays as it is.
			for (const citizen of groups.flat()) citizen.close();
			stage.citizens.push(...others.slice(slowly + never));
			stage.cast.people = people.slice(slowly + never);
			const open = (list: typeof people, { url }: ChaosProxy) =>
				Promise.all(list.map(({ cookie }) => stage.device('phone', cookie, url).open()));
			const behind = [
				...(await open(people.slice(0, slowly), narrow)),
				...(await open(people.slice(slowly, slowly + never), shut))
			];
			const console = await stage.console();
			const calm = await talk(stage, console, 4000);
			const before = rssOf(stage.server.pid);
			narrow.down.bytesPerSecond = SLOW_BYTES_PER_SECOND;
			shut.down.hold = true;
			const busy = await talk(stage, console, quick ? 8000 : 40_000);
			const grown = rssOf(stage.server.pid) - before;
			const healed = performance.now();
			narrow.heal();
			shut.release();
			const fresh = await stage.device('phone', people[0]?.cookie ?? '').open();
			const cutOff = () => behind.filter(({ disconnects }) => disconnects.length > 0).length;
			const mandate = () => fresh.rows('workshop')[0]?.mandate;
			const caughtUp = await holds(
				() => behind.every((device) => device.rows('workshop')[0]?.mandate === mandate()),
				30_000
			);
			return [
				line(
					'others are not held up',
					quantile(busy, 0.95) <= Math.max(150, 2 * quantile(calm, 0.95)),
					`p95 ${ms(quantile(calm, 0.95))} without, ${ms(quantile(busy, 0.95))} with ${slowly} slow and ${never} deaf ones`
				),
				line(
					'the server’s memory stays bounded',
					grown < MOST_GROWTH_BYTES,
					`${Math.round(grown / 1024 / 1024)} MB more`
				),
				line(
					'who can read again is soon where everybody is',
					caughtUp,
					`${behind.length} after ${ms(performance.now() - healed)}, ${cutOff()} had been cut off`
				),
				...inShort(await stage.check([console]))
			];
		} finally {
			for (const citizen of stage.citizens) citizen.close();
			await stage.close();
			await narrow.close();
			await shut.close();
		}
	}
};

/** Citizens write, and the office says something long to everybody again and again; answers what each ack took. */
async function talk(
	stage: Stage,
	console: Awaited<ReturnType<Stage['console']>>,
	forMs: number
): Promise<number[]> {
	const seen = stage.citizens.map(({ said }) => said.length);
	const stop = stage.write(30);
	const until = performance.now() + forMs;
	for (let i = 0; performance.now() < until; i++) {
		const text = `${i} ${'Auftrag '.repeat(TEXT_CHARACTERS / 8)}`.slice(0, TEXT_CHARACTERS);
		const givens = Object.fromEntries(LANGUAGES.map((lang) => [lang, text]));
		await console.send('workshop.edit', { languages: LANGUAGES, givens, mandate: `${i}` });
		await pause(SAID_EVERY_MS);
	}
	await stop();
	return stage.citizens.flatMap(({ said }, i) =>
		said.slice(seen[i]).flatMap(({ outcome, tookMs }) => (outcome?.ok ? [tookMs] : []))
	);
}

function rssOf(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
