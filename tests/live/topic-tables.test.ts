/**
 * An evening with topic tables, as Erkrath opened its integration concept: six topics at two tables each,
 * twelve groups of eight that move on together for six turns, without a vote. Real sockets, a clock that
 * the test turns on.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import type { CommandType, Payloads } from '#lib/domain/commands.ts';
import type { Id, Step } from '#lib/domain/rows.ts';
import { tableOfParticipant } from '#lib/domain/rotation.ts';
import { exportWorkshop, type Format } from '#lib/server/export/export.ts';
import type { Published } from '#lib/server/export/published.ts';
import { cookieName } from '#lib/server/cookies.ts';
import { speech } from '#lib/text/languages.ts';
import { createTranslate } from '#lib/text/text.ts';
import { FACILITATOR, GUEST, makeApp, newCode, OFFICE, type TestApp } from '../support/app.ts';
import { Phones, type Phone } from '../support/client.ts';
import { readDocx } from '../support/docx.ts';
import { readFromDisk } from '../support/on-disk.ts';

const TOPICS = ['Wohnen', 'Arbeit', 'Sprache', 'Schule', 'Gesundheit', 'Feste und Feiern'];
/** By topic; nobody knows where the last one belongs. */
const FIELDS: Readonly<Record<string, string>> = {
	Wohnen: 'Wohnen und Stadtteil',
	Arbeit: 'Ausbildung und Arbeit',
	Sprache: 'Sprache',
	Schule: 'Bildung, Kita und Schule',
	Gesundheit: 'Gesundheit und Soziales'
};
const UNMAPPED = 'Feste und Feiern';
const [TABLES, SEATS, TURNS, MINUTE] = [12, 8, 6, 60_000];
/** Its travellers' seats; the eighth is the host's. */
const GROUP = SEATS - 1;
const WAY = { timeout: 2000, interval: 20 };
const t = createTranslate<'document'>(speech('de', 'document'));

let test: TestApp;
let now: number;
let id: Id;
let code: string;
const phones = new Phones();

const staff = <T extends CommandType>(type: T, payload: Payloads[T]) =>
	test.must(id, FACILITATOR, type, payload);
const state = () => test.app.rooms.state(id);
const advance = async () =>
	staff('step.advance', { from: (await state()).workshop?.stepId ?? null });
const tableOf = (phone: Phone) =>
	phone.rows('table').find((table) => table.id === phone.table)?.number ?? 0;
const topicOf = (table: number) => TOPICS[(table - 1) % TOPICS.length] ?? '';
/** What a step has to say about its time. */
const clockOf = (step: Step | undefined) => ({
	kind: step?.kind,
	round: step?.round,
	leftMs: (step?.endsAt ?? 0) - now
});

async function join(tableNumber: number | null): Promise<Phone> {
	const commandId = newId();
	const participantId = test.app.keys.participantId(id, commandId);
	const wish = { participantId, lang: 'de', people: 1, origin: 'phone' as const, tableNumber };
	await test.must(id, GUEST, 'participant.join', wish, { id: commandId });
	const token = test.app.keys.participantToken(id, participantId);
	return phones.open({ url: test.url, code, cookie: `${cookieName('phone', id)}=${token}` });
}

async function exported(format: Format): Promise<Uint8Array> {
	const { body } = await exportWorkshop(await state(), { format, lang: 'de', now });
	return body;
}

beforeEach(async () => {
	now = Date.UTC(2027, 2, 1, 18);
	test = await makeApp({ now: () => now });
	[id, code] = [newId(), newCode()];
	await test.must(id, OFFICE, 'workshop.create', {
		workshopId: id,
		code,
		template: 'carousel',
		title: 'Auftakt zum Integrationskonzept',
		city: 'Erkrath',
		languages: ['de'],
		tables: TABLES,
		seats: SEATS
	});
	for (const table of (await state()).tables)
		await test.must(id, OFFICE, 'table.edit', {
			tableId: table.id,
			topic: { de: topicOf(table.number) }
		});
	for (const field of (await state()).live('field')) {
		const here = (await state()).tables.filter(
			({ number }) => FIELDS[topicOf(number)] === field.title
		);
		if (here.length)
			await test.must(id, OFFICE, 'field.assign', {
				fieldId: field.id,
				subjectKind: 'table',
				subjectIds: here.map((table) => table.id)
			});
	}
	// A break for everybody after the third turn.
	const fourth = (await state()).steps.find(({ kind, round }) => kind === 'change' && round === 4);
	await test.must(id, OFFICE, 'step.add', {
		stepId: newId(),
		kind: 'break',
		minutes: 15,
		beforeId: fourth?.id ?? null
	});
	await test.must(id, OFFICE, 'workshop.open', { rehearsal: false });
});
afterEach(async () => {
	phones.closeAll();
	await test.stop();
});

describe('an evening with topic tables', () => {
	it('[R10] [P6] [P12] [P15] [F3] [F4] brings every group to every topic once, and loses nothing', async () => {
		const groups = new Map<number, Phone[]>();
		const hosts = new Map<number, Phone>();
		for (let table = 1; table <= TABLES; table++) {
			const group = [];
			for (let n = 0; n < (table === 7 ? 5 : GROUP); n++) group.push(await join(table));
			groups.set(table, group);
			const host = await join(table);
			await host.send('seat.take', { tableId: host.table ?? '', index: 0 });
			hosts.set(table, host);
		}
		const cookie = `${cookieName('console', id)}=${test.app.keys.link(id, 'console', 1)}`;
		const desk = await phones.open({ url: test.url, code, surface: 'console', cookie });
		const everybody = () => [...groups.values()].flat();

		/** Every device is where the plan has it within two seconds of the move. */
		const follow = async (kind: string, round: number | null) => {
			await advance();
			const step = (await state()).step;
			expect(step).toMatchObject({ kind, round });
			const plan = await state();
			for (const phone of [...everybody(), ...hosts.values()])
				await expect
					.poll(() => [phone.rows('workshop')[0]?.stepId, phone.table], WAY)
					.toEqual([step?.id, tableOfParticipant(plan, phone.me ?? '')?.id]);
		};
		const seen = new Map<number, string[]>([...groups.keys()].map((group) => [group, []]));
		let serial = 0;
		const post = async (phone: Phone) => {
			serial += 1;
			const outcome = await phone.send(
				'contribution.post',
				{
					contributionId: newId(),
					stepId: (await state()).workshop?.stepId ?? '',
					kind: 'idea',
					text: `${topicOf(tableOf(phone))}: Gedanke ${serial}`,
					lang: 'de'
				},
				{ typedAt: now }
			);
			expect(outcome.ok).toBe(true);
		};

		await follow('welcome', null);
		for (let turn = 1; turn <= TURNS; turn++) {
			if (turn > 1) {
				await follow('change', turn);
				now += 2 * MINUTE;
			}
			await follow('round', turn);
			if (turn === 2) {
				const step = (await state()).step;
				expect(clockOf(step)).toEqual({ kind: 'round', round: 2, leftMs: 10 * MINUTE });
				await staff('step.extend', { stepId: step?.id ?? '', minutes: 2 });
				for (const phone of everybody())
					await expect
						.poll(
							() => phone.rows('step').find((row) => row.round === 2 && row.kind === 'round'),
							WAY
						)
						.toMatchObject({ endsAt: now + 12 * MINUTE });
			}
			if (turn === 3) {
				const before = everybody().map(tableOf);
				const late = [await join(null), await join(null)];
				groups.get(7)?.push(...late);
				expect(new Set(groups.get(7)?.map(tableOf)).size).toBe(1);
				expect(groups.get(7)).toHaveLength(GROUP);
				expect(
					[...groups.values()]
						.flat()
						.filter((phone) => !late.includes(phone))
						.map(tableOf)
				).toEqual(before);
			}
			for (const [group, members] of groups) {
				const places = new Set(members.map(tableOf));
				expect(places.size).toBe(1);
				seen.get(group)?.push(topicOf([...places][0] ?? 0));
				const [writer] = members;
				if (writer) await post(writer);
			}
			for (const [table, host] of hosts) expect(tableOf(host)).toBe(table);
			for (const [table, host] of hosts)
				await host.send('summary.write', {
					round: turn,
					points: [`${topicOf(table)} an Tisch ${table}, Gruppe ${turn}`],
					lang: 'de'
				});

			if (turn === 4) await changeHost();
			now += (turn === 2 ? 12 : 10) * MINUTE;
			if (turn === 3) {
				const pause = (await state()).steps.find(({ kind }) => kind === 'break');
				await staff('step.skip', { stepId: pause?.id ?? '', skipped: true });
			}
		}
		for (const topics of seen.values()) expect(topics.toSorted()).toEqual(TOPICS.toSorted());

		/** The host of table 5 has to go; who sits there is told, and somebody takes over. */
		async function changeHost() {
			const leaving = hosts.get(5);
			const there = everybody().filter((phone) => tableOf(phone) === 5);
			const tableId = leaving?.table ?? '';
			await leaving?.send('participant.leave', {});
			await expect.poll(() => desk.hall?.tables[tableId]?.hasHost, { timeout: 3000 }).toBe(false);
			const [, taker] = there;
			const others = everybody().filter((phone) => phone !== taker);
			const before = others.map(tableOf);
			expect(await taker?.send('seat.take', { tableId, index: 0 })).toMatchObject({ ok: true });
			await expect.poll(() => desk.hall?.tables[tableId]?.hasHost, { timeout: 3000 }).toBe(true);
			expect(others.map(tableOf)).toEqual(before);
			if (!taker) throw new Error('nobody sat there');
			hosts.set(5, taker);
			for (const members of groups.values())
				if (members.includes(taker)) members.splice(members.indexOf(taker), 1);
		}

		// The hosts of "Wohnen" present what twelve groups left at their two tables.
		await follow('harvest', null);
		const ofHousing = (await state()).tables.filter(({ topic }) => topic['de'] === 'Wohnen');
		await staff('screen.show', {
			screen: { mode: 'reports', tableIds: ofHousing.map((table) => table.id) }
		});
		const housing = (await state())
			.live('summary')
			.filter(({ tableId }) => ofHousing.some((table) => table.id === tableId));
		expect(housing).toHaveLength(2 * TURNS);
		for (const topic of TOPICS.slice(0, -1)) {
			const here = (await state()).tables.filter((table) => table.topic['de'] === topic);
			const items = (await state())
				.live('contribution')
				.filter(({ tableId }) => here.some((table) => table.id === tableId))
				.map((row) => ({ kind: 'contribution' as const, id: row.id }));
			expect(items).toHaveLength(2 * TURNS);
			await staff('cluster.create', { clusterId: newId(), title: topic, items });
		}
		await follow('close', null);
		await staff('workshop.close', {});

		const stored = readFromDisk(test.dataDir, id);
		const data = JSON.parse(new TextDecoder().decode(await exported('json'))) as Published;
		expect(data.contributions).toHaveLength(serial);
		expect(stored.live('contribution')).toHaveLength(serial);
		expect(data.summaries).toHaveLength(stored.live('summary').length);
		expect(data.participation.people).toBe(stored.live('participant').length);
		expect(data.steps.find(({ round, kind }) => round === 2 && kind === 'round')).toMatchObject({
			plannedMinutes: 10,
			actualMinutes: 12
		});
		expect(data.ballots).toEqual([]);

		const docx = readDocx(await exported('docx'));
		// What was said of the topic without a group of its own is in annex C like everything else.
		const cells = docx.firstCells(t('annex.contributions'));
		const ids = data.contributions.map((item) => item.id);
		expect(cells.filter((cell) => ids.includes(cell)).toSorted()).toEqual(ids.toSorted());
		const open = data.contributions.filter(({ fate }) => fate === 'open');
		expect(open).toHaveLength(2 * TURNS);
		for (const { table } of open) expect(topicOf(table)).toBe('Feste und Feiern');
		expect(docx.text.split(t('fate.open')).length - 1).toBeGreaterThanOrEqual(open.length);
		// Chapter 6: each topic under its field of action, with its group; the last one under none.
		const unassigned = docx.section(t('fields.unassigned'));
		expect(unassigned).toContain(`${UNMAPPED}: Gedanke`);
		for (const [topic, title] of Object.entries(FIELDS)) {
			const section = docx.section(title);
			expect(section).toContain(`${topic}: Gedanke`);
			expect(section).not.toContain(`${UNMAPPED}: Gedanke`);
			expect(unassigned).not.toContain(`${topic}: Gedanke`);
			const field = data.fields.find((one) => one.title === title);
			expect(field).toMatchObject({ contributions: 2 * TURNS, groups: [expect.any(String)] });
			expect(docx.headings).toContainEqual({ level: 3, text: topic });
		}
		const placed = [...data.fields, data.unassigned].flatMap(({ items }) => items);
		expect(placed.toSorted()).toEqual(ids.toSorted());
		expect(data.unassigned.items.toSorted()).toEqual(open.map((item) => item.id).toSorted());
		for (const one of open) expect(unassigned).toContain(one.id);
		const broken = docx.links.filter((link) => !docx.anchors.includes(link));
		expect(broken).toEqual([]);
		const csv = new TextDecoder().decode(await exported('csv')).split('\r\n');
		const column = csv[0]?.split(';').indexOf(t('csv.fields')) ?? -1;
		for (const item of data.contributions) {
			const row = csv.find((line) => line.startsWith(`${item.id};`))?.split(';') ?? [];
			expect(row[column] ?? 'missing').toContain(FIELDS[topicOf(item.table)] ?? '');
			expect(row[column] === '').toBe(topicOf(item.table) === UNMAPPED);
		}
		expect(docx.section(t('annex.votes'))).toContain(t('annex.votes.none'));
		const visits = docx.section(t('annex.summaries'));
		const inOrder = Array.from({ length: TURNS }, (_, at) =>
			ofHousing.map(({ number }) => visits.indexOf(`Wohnen an Tisch ${number}, Gruppe ${at + 1}`))
		).flat();
		expect(inOrder).not.toContain(-1);
		expect(inOrder.toSorted((a, b) => a - b)).toEqual(inOrder);
	}, 60_000);
});
