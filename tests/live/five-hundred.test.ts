/**
 * An evening of five hundred phones at a hundred tables in two halls, with all that goes wrong on such
 * evenings: forty people come in the middle of a round, a host has to leave, the projector's laptop is
 * swapped, the Wi-Fi dies while people write and the facilitator goes on. The built server, the real
 * client's mirror and outbox on every phone. The Wi-Fi is gone for seconds instead of a minute and a half:
 * a phone does not know the difference, and nobody waits for it here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import { tableOf } from '#lib/domain/rotation.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { Published } from '#lib/server/export/published.ts';
import { speech } from '#lib/text/languages.ts';
import { createTranslate } from '#lib/text/text.ts';
import { ensureBuilt } from '../../cli/build.mjs';
import { openConsole, type Console } from '../../cli/rehearse/console.ts';
import { Device } from '../../cli/rehearse/device.ts';
import { Office, type WorkshopLinks } from '../../cli/rehearse/office.ts';
import { freePort, ServerProcess } from '../../cli/rehearse/server.ts';
import { Visitor } from '../../cli/rehearse/visitor.ts';
import { ChaosProxy } from '../support/chaos-proxy.ts';
import { readDocx } from '../support/docx.ts';
import { readFromDisk } from '../support/on-disk.ts';
import { seatingLog } from '../support/seating-log.ts';

const [TABLES, SEATS, PEOPLE, LATE, ROUNDS] = [100, 5, 500, 40, 3];
const HALLS = ['Großer Saal', 'Foyer'];
const AT_THE_DOOR = 20;
const DARK_MS = 4000;
/** All five hundred, waiting texts included. */
const ALL_BACK_MS = 20_000;
const t = createTranslate<'document'>(speech('de', 'document'));

let dataDir: string;
let server: ServerProcess;
let wifi: ChaosProxy;
let office: Office;
let links: WorkshopLinks;
let desk: Console;
const phones: Guest[] = [];

/** A phone in the Wi-Fi. */
class Guest extends Device {
	get tableId(): Id | null {
		const audience = this.mirror.audiences.find((name) => name.startsWith('table:'));
		return audience?.slice('table:'.length) ?? null;
	}

	get isHost(): boolean {
		return this.mirror.rowsOf(`one:${this.me}`, 'seat').some(({ index }) => index === 0);
	}

	/** Sends without waiting, like a thumb. */
	post(stepId: Id, text: string) {
		const contributionId = newId();
		return this.send('contribution.post', {
			contributionId,
			stepId,
			kind: 'idea',
			text,
			lang: 'de'
		});
	}
}

/** By the form of the page, without reading the page: five hundred pages would measure this process. */
async function letIn(): Promise<Guest> {
	const body = new URLSearchParams({ id: newId(), people: '1', table: '' });
	const send = () =>
		fetch(`${wifi.url}/w/${links.code}?/join`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: wifi.url, accept: 'text/html', 'accept-language': 'de' },
			body
		});
	// A kept connection may have ended just now; the same form again is the same person, as in a browser.
	const answer = await send().catch(send);
	await answer.body?.cancel();
	const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
	expect(answer.status).toBe(303);
	const guest = new Guest({
		visitor: { origin: wifi.url, cookie: cookie.join('; ') },
		code: links.code,
		surface: 'phone'
	});
	await guest.connect();
	await guest.until(() => guest.tableId !== null);
	return guest;
}

async function fill(people: number): Promise<Guest[]> {
	const came: Guest[] = [];
	let left = people;
	const door = async () => {
		while (left-- > 0) came.push(await letIn());
	};
	await Promise.all(Array.from({ length: AT_THE_DOOR }, door));
	phones.push(...came);
	return came;
}

async function openProjector(): Promise<Device> {
	const { pathname, search, origin } = new URL(links.screen);
	const visitor = new Visitor(origin);
	expect((await visitor.visit(pathname + search)).status).toBe(200);
	const screen = new Device({ visitor, code: links.code, surface: 'screen' });
	await screen.connect();
	return screen;
}

const untilAll = (isTrue: (phone: Guest) => boolean) =>
	Promise.all(phones.map((phone) => phone.until(() => isTrue(phone))));
const onDisk = () => readFromDisk(dataDir, links.id);
const placesOf = (some: Guest[]) => some.map(({ tableId }) => tableId);
/** The way of every seat that has somebody, by that somebody. */
const waysOf = () => seatingLog(onDisk(), ROUNDS).ways;

async function next(): Promise<void> {
	await desk.advance();
	const { step } = desk;
	await untilAll((phone) => phone.step?.id === step?.id);
}

beforeAll(async () => {
	await ensureBuilt();
	dataDir = mkdtempSync(join(tmpdir(), 'auftakt-500-'));
	const port = await freePort();
	server = new ServerProcess({ dataDir, host: '127.0.0.1', port, logFile: null });
	await server.start();
	wifi = await ChaosProxy.open({ port });
	office = await Office.takeOver(server.setupLink ?? '', {
		name: 'Jana Petersen',
		email: 'petersen@stadt.example',
		password: 'Möwen fressen gern Pommes'
	});
	links = await office.createWorkshop({
		title: 'Auftakt zum Integrationskonzept',
		city: 'Rostock',
		venue: 'Stadthalle',
		mandate: '2011/BV/2285',
		languages: ['de'],
		tables: TABLES,
		seats: SEATS,
		date: '2027-03-01',
		time: '18:00',
		template: 'kickoff-500'
	});
	desk = await openConsole(links.console);
}, 300_000);
afterAll(async () => {
	for (const phone of phones) phone.close();
	desk?.close();
	await wifi?.close();
	await server?.stop();
	rmSync(dataDir, { recursive: true, force: true });
});

describe('an evening of five hundred', () => {
	it('[C2] [S10] [R11] loses no word and moves nobody, whatever goes wrong', async () => {
		const said: { text: string; round: number; tableId: Id | null; ok: Promise<boolean> }[] = [];
		/** One in five writes. */
		const write = (round: number) => {
			const stepId = desk.step?.id ?? '';
			for (const [at, phone] of phones.entries())
				if (at % 5 === round) {
					const text = `Runde ${round}, Gedanke ${at}`;
					const ok = phone.post(stepId, text).then((outcome) => outcome.ok);
					said.push({ text, round, tableId: phone.tableId, ok });
				}
		};
		const acknowledged = async (round: number) => {
			const mine = said.filter((one) => one.round === round);
			expect(mine.length).toBeGreaterThanOrEqual(90);
			for (const { ok } of mine) expect(await ok).toBe(true);
		};

		for (const [at, { id: tableId }] of desk.tables.entries())
			await desk.must('table.edit', { tableId, hall: HALLS[at < TABLES / 2 ? 0 : 1] ?? '' });
		await desk.must('workshop.open', { rehearsal: false });
		await fill(PEOPLE - LATE);
		const ninth = desk.tables[8]?.id ?? '';
		const atNine = phones.filter(({ tableId }) => tableId === ninth);
		if (!atNine.some(({ isHost }) => isHost))
			await atNine[0]?.send('seat.take', { tableId: ninth, index: 0 });

		await next();
		await next();
		write(1);
		await acknowledged(1);
		await next();
		await next();
		expect(desk.step).toMatchObject({ kind: 'round', round: 2 });

		// Forty people come late.
		const there = [...phones];
		const [places, ways] = [placesOf(there), waysOf()];
		await fill(LATE);
		expect(phones).toHaveLength(PEOPLE);
		expect(placesOf(there)).toEqual(places);
		for (const [who, way] of waysOf()) if (ways.has(who)) expect(way).toEqual(ways.get(who));
		expect(waysOf().size).toBe(PEOPLE);

		// The host of table 9 has to go; somebody who sits there takes over.
		const host = phones.find((phone) => phone.isHost && phone.tableId === ninth);
		const taker = phones.find((phone) => !phone.isHost && phone.tableId === ninth);
		const others = phones.filter((phone) => phone !== host && phone !== taker);
		const [before, waysBefore] = [placesOf(others), waysOf()];
		expect((await host?.send('participant.leave', {}))?.ok).toBe(true);
		host?.close();
		phones.splice(phones.indexOf(host as Guest), 1);
		expect((await taker?.send('seat.take', { tableId: ninth, index: 0 }))?.ok).toBe(true);
		await taker?.until(() => taker.isHost);
		expect(placesOf(others)).toEqual(before);
		const waysAfter = waysOf();
		for (const { me } of others) expect(waysAfter.get(me ?? '')).toEqual(waysBefore.get(me ?? ''));

		// The projector's laptop is swapped.
		const old = await openProjector();
		expect(old.step?.id).toBe(desk.step?.id);
		old.close();
		const projector = await openProjector();
		expect(projector.step).toMatchObject({ kind: 'round', round: 2, endsAt: desk.step?.endsAt });

		// The Wi-Fi dies in the middle of round 2. People go on writing, the facilitator goes on.
		const connected = phones.map(({ cuts }) => cuts);
		wifi.goOffline();
		await untilAll((phone) => phone.cuts > (connected[phones.indexOf(phone)] ?? 0));
		write(2);
		await new Promise((wait) => setTimeout(wait, DARK_MS));
		expect(
			onDisk()
				.live('contribution')
				.filter(({ round }) => round === 2)
		).toEqual([]);
		await desk.advance();
		await projector.until(() => projector.step?.kind === 'change');
		const began = performance.now();
		wifi.heal();
		await untilAll((phone) => phone.step?.id === desk.step?.id && phone.isSettled);
		expect(performance.now() - began).toBeLessThan(ALL_BACK_MS);
		await acknowledged(2);
		for (const phone of phones) expect(phone.step?.endsAt).toBe(desk.step?.endsAt);
		for (const phone of phones) expect(phone.step?.state).toBe('running');
		for (const { me, tableId } of phones)
			expect(desk.mirror.rows('table').get(tableId ?? '')?.number).toBe(
				waysAfter.get(me ?? '')?.[2]
			);

		await next();
		write(3);
		await acknowledged(3);
		await next();
		await Promise.all(
			phones
				.filter(({ isHost }) => isHost)
				.map((phone) =>
					phone.send('essence.write', {
						number: 1,
						text: `Ein Satz von ${phone.tableId}`,
						lang: 'de'
					})
				)
		);
		await next();
		await desk.group(
			'Was uns wichtig ist',
			desk.rows('essence').map((row) => ({ kind: 'essence', id: row.id }))
		);
		for (let left = 0; left < 2; left++) await next();
		await desk.must('workshop.close', {});
		await desk.must('guideline.draft', {});

		const stored = onDisk();
		const texts = stored
			.live('contribution')
			.map(({ text, round, tableId }) => ({ text, round, tableId }));
		const key = (one: { text: string }, other: { text: string }) =>
			one.text < other.text ? -1 : 1;
		expect(texts.sort(key)).toEqual(
			said.map(({ text, round, tableId }) => ({ text, round, tableId })).sort(key)
		);
		expect(stored.live('contribution').filter(({ late }) => late)).toEqual([]);
		for (const seat of stored.live('seat')) {
			const halls = [1, 2, 3].map((round) => tableOf(stored, seat, round)?.hall);
			expect(new Set(halls).size).toBe(1);
		}
		expect(seatingLog(stored, ROUNDS).metTwice).toEqual([]);

		const data = JSON.parse(
			new TextDecoder().decode(await office.download(links.id, 'json'))
		) as Published;
		expect(data.contributions.map(({ text, round }) => `${round} ${text}`).toSorted()).toEqual(
			said.map(({ text, round }) => `${round} ${text}`).toSorted()
		);
		expect(data.essences).toHaveLength(TABLES);
		expect(data.tables).toHaveLength(TABLES);
		expect(data.participation.people).toBe(stored.live('participant').length);
		const cells = readDocx(await office.download(links.id, 'docx')).firstCells(
			t('annex.contributions')
		);
		for (const { id } of [...data.contributions, ...data.essences]) expect(cells).toContain(id);
	}, 300_000);
});
