import { describe, expect, test } from 'vitest';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Outcome } from '#lib/domain/commands.ts';
import type { Kind } from '#lib/domain/rows.ts';
import { createPhone, postKey } from './create-phone.svelte.ts';
import type { PendingCommand, PhoneLive } from './phone.ts';

type Rows = { [K in Kind]?: Partial<SeenOf[K]>[] };

const round = (id: string, position: number, over: object = {}) =>
	({
		id,
		position,
		kind: 'round',
		round: position + 1,
		state: 'done',
		endedAt: 1000,
		...over
	}) as SeenOf['step'];

/** A live client without a network whose answers the test decides. */
function fake(given: Rows, over: Partial<PhoneLive> = {}) {
	const state = $state({
		pending: [] as PendingCommand[],
		answer: { ok: true, rev: 1 } as Outcome
	});
	const rows = $state(given);
	const all = <K extends Kind>(kind: K) => (rows[kind] ?? []) as SeenOf[K][];
	const live: PhoneLive = {
		connection: 'live',
		volatile: false,
		rows: (kind) => [...all(kind)],
		own: (kind) => [...all(kind)],
		get: (kind, id) => all(kind).find((row) => row.id === id),
		me: 'me',
		workshop: { state: 'open', languages: ['de'], frozenAt: null } as unknown as SeenOf['workshop'],
		steps: [round('r1', 0)],
		step: round('r1', 0, { state: 'running', endedAt: null }),
		tables: [],
		table: { id: 't1' } as SeenOf['table'],
		seat: { id: 't1.2', tableId: 't1', index: 2 } as SeenOf['seat'],
		now: 2000,
		leftMs: () => null,
		get pending() {
			return state.pending;
		},
		send: () => Promise.resolve(state.answer),
		dismiss: (id) => {
			state.pending = state.pending.filter(({ command }) => command.id !== id);
		},
		typing: () => {},
		...over
	};
	const phone = createPhone({
		live,
		code: 'HAFENTRS',
		spokenCode: 'HAFE NTRS',
		languages: [],
		limits: { contribution: 500, summaryPoint: 2000, summaryPoints: 3, essence: 500, essences: 3 },
		count: (text) => text.length,
		graceMs: 60_000,
		lang: () => 'de',
		formId: () => 'form',
		invitation: () => '',
		spokenInvitation: () => '04821',
		invited: () => null,
		signalNow: (signal) => signal?.state ?? null,
		threadOf: () => [],
		look: () => '',
		hasAsked: () => false,
		opensOffline: () => null,
		install: () => null,
		onleave: () => {},
		panel: () => null,
		open: () => {},
		close: () => {},
		createDraft: () => {
			let text = $state('');
			return {
				get text() {
					return text;
				},
				set text(value: string) {
					text = value;
				},
				clear: () => (text = '')
			};
		}
	});
	return { phone, state, rows };
}

describe('what a phone knows of itself', () => {
	test('a text that waited when the page was made stays its own once it is stored', () => {
		const { phone, state, rows } = fake({ contribution: [] });
		const payload = { contributionId: 'k1', stepId: 'r1', kind: 'idea', text: 'x', lang: 'de' };
		state.pending = [
			{
				state: 'waiting',
				command: {
					id: 'c1',
					type: 'contribution.post',
					typedAt: 0,
					payload
				} as PendingCommand['command']
			}
		];
		expect(phone.mine.map(({ status }) => status)).toEqual(['waiting']);
		state.pending = [];
		rows.contribution?.push({ id: 'k1', tableId: 't1', round: 1, text: 'x', agrees: 0 });
		expect(phone.mine.map(({ id, status }) => [id, status])).toEqual([['k1', 'saved']]);
	});

	test('writes for the table when it is the host, or when there is none', () => {
		const guest = (taken: boolean) =>
			fake({ seat: [{ id: 't1.0', tableId: 't1', index: 0, taken }] }).phone;
		expect(guest(true).isWriter).toBe(false);
		expect(guest(false).isWriter).toBe(true);
	});

	test('the number it is invited by names the table of its seat', () => {
		const seat = { id: 't1.1', tableId: 't1', index: 1, devices: 3 } as SeenOf['seat'];
		const tables = [{ id: 't1', number: 7 }] as SeenOf['table'][];
		const { phone } = fake({}, { seat, tables });
		expect([phone.spokenInvitation, phone.devices]).toEqual(['7-04821', 3]);
		expect(fake({}, { seat: null }).phone.spokenInvitation).toBeNull();
	});

	test('a refused tap is told until it has been seen', async () => {
		const { phone, state } = fake({});
		state.answer = { ok: false, code: 'seat_taken' };
		phone.takeHostSeat();
		await Promise.resolve();
		await Promise.resolve();
		const [notice] = phone.notices;
		expect(notice?.refusal.code).toBe('seat_taken');
		phone.dismiss(notice?.commandId ?? '');
		expect(phone.notices).toEqual([]);
	});
});

describe('a round', () => {
	const running = round('r1', 0, { state: 'running', endedAt: null, startedAt: 1000 });
	const workshop = { state: 'open', languages: ['de'], frozenAt: null, quietMinutes: 2 };

	test('begins with the quiet minutes, counted from its start', () => {
		const quietMs = (over: Partial<PhoneLive>) =>
			fake({}, { workshop: workshop as SeenOf['workshop'], step: running, ...over }).phone.quietMs;
		expect(quietMs({ now: 1000 })).toBe(120_000);
		expect(quietMs({ now: 61_000 })).toBe(60_000);
		expect(quietMs({ now: 500_000 })).toBe(0);
		expect(quietMs({ step: { ...running, state: 'paused' } })).toBe(0);
		expect(fake({}, { step: running }).phone.quietMs).toBe(0);
	});

	test('offers to build on what lies at the table, and only that was carried which was carried', () => {
		const quote = { publicId: 'R1-T02-001', text: 'y', lang: 'de', tableId: 't2', round: 1 };
		const { phone } = fake({
			contribution: [
				{
					id: 'k1',
					tableId: 't1',
					round: 1,
					publicId: 'R1-T01-001',
					text: 'x',
					lang: 'de',
					state: 'table'
				},
				{
					id: 'k9',
					tableId: 't9',
					round: 1,
					publicId: 'R1-T09-001',
					text: 'z',
					lang: 'de',
					state: 'table'
				}
			],
			link: [
				{ id: 'l1', type: 'carried', fromId: 'k2', toId: null, tableId: 't1', quote },
				{ id: 'k1.b', type: 'builds_on', fromId: 'k2', toId: 'k1', tableId: 't1', quote }
			]
		});
		expect(['k1', 'k2', 'k9'].map((id) => phone.source(id)?.text)).toEqual(['x', 'y', undefined]);
		expect(phone.carried.map(({ id }) => id)).toEqual(['l1']);
	});

	test('remembers that somebody else writes for the table', () => {
		const { phone } = fake({});
		expect(phone.isReading).toBe(false);
		phone.isReading = true;
		expect(phone.isReading).toBe(true);
		phone.isReading = false;
		expect(phone.isReading).toBe(false);
	});
});

describe('half-written text', () => {
	const steps = [round('r1', 0), round('r2', 1, { state: 'running', endedAt: null })];

	test('is offered after its round has ended, and can be sent for it within the grace', () => {
		const { phone } = fake({}, { steps, step: steps[1] ?? null });
		expect(phone.leftovers).toEqual([]);
		phone.draft(postKey('r1')).text = 'half';
		expect(phone.leftovers.map(({ step, draft }) => [step.id, draft.text])).toEqual([
			['r1', 'half']
		]);
		expect(phone.leftovers.map(({ step }) => phone.canStillSend(step))).toEqual([true]);
	});

	test('cannot be sent for its round when that is long over or the event is closed', () => {
		const late = fake({}, { steps, now: 100_000 }).phone;
		const workshop = { state: 'closed', languages: ['de'] } as unknown as SeenOf['workshop'];
		const closed = fake({}, { steps, workshop }).phone;
		const [first] = steps;
		expect(first && [late.canStillSend(first), closed.canStillSend(first)]).toEqual([false, false]);
	});
});
