/** A workshop as a template for the next one: all of the preparation goes along, nothing of an evening. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { v7 as newId } from 'uuid';
import type { CommandType, Payloads } from '#lib/domain/commands.ts';
import { fieldsInOrder } from '#lib/domain/fields.ts';
import { KINDS, type Id, type Workshop } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';
import { duplicate } from '../../src/routes/office/(staff)/w/[id]/duplicate.ts';
import { FACILITATOR, makeApp, newCode, OFFICE, type TestApp } from '../support/app.ts';

const LANGS = ['de', 'ar', 'en', 'sr'];
const IN_ALL = (words: string) =>
	Object.fromEntries(LANGS.map((lang) => [lang, `${words} ${lang}`]));

let test: TestApp;
let original: State;
let copy: State;
let secret: Id;

/** The office prepares with everything there is, and an evening is held. */
async function prepareAndHold(id: Id): Promise<void> {
	const must = <T extends CommandType>(type: T, payload: Payloads[T]) =>
		test.must(id, OFFICE, type, payload);
	await must('workshop.create', {
		workshopId: id,
		code: newCode(),
		template: 'world-cafe-3h',
		title: 'Auftakt',
		city: 'Rostock',
		languages: LANGS,
		tables: 6,
		seats: 5,
		halls: ['Foyer', 'Aula']
	});
	await must('workshop.edit', {
		date: '2027-03-01',
		time: '18:00',
		venue: 'Rathaus',
		mandate: '2011/BV/2285',
		wifi: 'Gast',
		givens: IN_ALL('Fest ist'),
		quietMinutes: 2
	});
	await must('workshop.seat', { moveMode: 'carousel', hostMode: 'volunteers' });
	const state = await test.app.rooms.state(id);
	await must('step.add_round', { stepId: newId(), changeId: newId() });
	await must('step.add', { stepId: newId(), kind: 'welcome', minutes: 9, beforeId: null });
	for (const step of state.steps)
		await must('step.edit', {
			stepId: step.id,
			minutes: step.minutes + 1,
			notes: `Notiz ${step.kind} ${step.round}`,
			...(step.kind === 'round'
				? {
						question: IN_ALL(`Frage ${step.round}`),
						questionMode: step.round === 2 ? ('per_table' as const) : ('per_round' as const)
					}
				: {})
		});
	const vote = state.steps.find(({ kind }) => kind === 'vote');
	if (vote) await must('step.skip', { stepId: vote.id, skipped: true });
	for (const [at, table] of [...state.tables].reverse().entries())
		await must('table.edit', {
			tableId: table.id,
			number: table.number + 20,
			label: `Name ${at}`,
			colour: 'music',
			pictogram: 'key',
			topic: IN_ALL(`Thema ${at}`),
			question: IN_ALL(`Tischfrage ${at}`)
		});
	const [first] = state.live('field');
	await must('field.rename', { fieldId: first?.id ?? '', title: 'Sprache und Schrift' });
	await must('field.assign', {
		fieldId: first?.id ?? '',
		subjectKind: 'table',
		subjectIds: state.tables.slice(0, 2).map((table) => table.id)
	});
	await must('workshop.open', { rehearsal: false });
	await test.must(id, { role: 'guest' }, 'participant.join', {
		participantId: (secret = newId()),
		lang: 'ar',
		people: 2,
		origin: 'phone',
		tableNumber: null
	});
	for (let from = null as Id | null; state.step?.round !== 1; from = state.workshop?.stepId ?? null)
		await test.must(id, FACILITATOR, 'step.advance', { from });
	await test.must(id, { role: 'participant', id: secret }, 'contribution.post', {
		contributionId: newId(),
		stepId: state.step?.id ?? '',
		kind: 'idea',
		text: 'Was niemand mitnehmen darf',
		lang: 'de'
	});
	await must('cluster.create', { clusterId: newId(), title: 'Geheim', items: [] });
	await must('workshop.call', { called: true });
	await must('workshop.rekey', {});
	await must('workshop.close', {});
}

beforeAll(async () => {
	test = await makeApp();
	const id = newId();
	await prepareAndHold(id);
	original = await test.app.rooms.state(id);
	const event = { locals: { app: test.app } as unknown as App.Locals };
	const made = await duplicate(event, original, original.workshop as Workshop);
	if ('problem' in made) throw new Error(JSON.stringify(made.problem));
	copy = await test.app.rooms.state(made.id);
}, 60_000);
afterAll(() => test.stop());

it('takes the workshop’s texts, modes and halls along, and leaves its date, code and keys', () => {
	const { workshop: from } = original;
	const kept = [
		'title',
		'city',
		'venue',
		'time',
		'mandate',
		'wifi',
		'givens',
		'languages'
	] as const;
	const modes = ['quietMinutes', 'moveMode', 'hostMode', 'method'] as const;
	for (const key of [...kept, ...modes])
		expect([key, copy.workshop?.[key]]).toEqual([key, from?.[key]]);
	expect(copy.workshop).toMatchObject({
		state: 'draft',
		rehearsal: false,
		date: '',
		stepId: null,
		calledAt: null,
		closedAt: null,
		keyVersion: 1,
		screen: { mode: 'auto' }
	});
	expect(copy.workshop?.id).not.toBe(from?.id);
	expect(copy.workshop?.code).not.toBe(from?.code);
});

it('takes every step along: order, minutes, questions in all languages, ways to ask, notes, skipped', () => {
	const told = (state: State) =>
		state.steps.map(({ kind, round, minutes, question, questionMode, notes, state: now }) => ({
			kind,
			round,
			minutes,
			question,
			questionMode,
			notes,
			isSkipped: now === 'skipped'
		}));
	expect(told(copy)).toEqual(told(original));
	expect(told(copy).filter(({ isSkipped }) => isSkipped)).toHaveLength(1);
	expect(told(copy).find(({ round }) => round === 2 && true)).toBeDefined();
	expect(copy.steps.every(({ startedAt, endedAt }) => startedAt === null && endedAt === null)).toBe(
		true
	);
});

it('takes every table along: number, name, hall, look, seats, topic and question', () => {
	const told = (state: State) =>
		state.tables.map(({ number, label, hall, colour, pictogram, seats, topic, question }) => ({
			number,
			label,
			hall,
			colour,
			pictogram,
			seats,
			topic,
			question
		}));
	expect(told(copy)).toEqual(told(original));
	expect(new Set(copy.tables.map(({ hall }) => hall))).toEqual(new Set(['Foyer', 'Aula']));
	const ways = (state: State) =>
		state.tables.map(({ id }) =>
			state.seatsAt(id).map((seat) => (seat?.way == null ? null : seat.way.length > 0))
		);
	expect(ways(copy)).toEqual(ways(original));
});

it('takes the list of fields of action along, with the topics assigned to them', () => {
	const told = (state: State) =>
		fieldsInOrder(state).map(({ title, tableIds }) => [
			title,
			tableIds.map((id) => state.get('table', id)?.number)
		]);
	expect(told(copy)).toEqual(told(original));
	expect(told(copy)[0]).toEqual(['Sprache und Schrift', [21, 22]]);
});

it('takes nobody and nobody’s words along', () => {
	const people = KINDS.filter(
		(kind) => !['workshop', 'step', 'table', 'seat', 'field'].includes(kind)
	).filter((kind) => copy.rows[kind].size > 0);
	expect(people).toEqual([]);
	expect(copy.live('seat').every(({ participantId }) => participantId === null)).toBe(true);
	const everything = JSON.stringify([...copy.all()]);
	for (const lost of [secret, 'niemand mitnehmen', 'Geheim', original.workshop?.code ?? 'x'])
		expect(everything).not.toContain(lost);
	const ids = new Set([...original.all()].map(({ row }) => row.id));
	expect([...copy.all()].filter(({ row }) => ids.has(row.id))).toEqual([]);
});

it('opens and moves like any other', async () => {
	const id = copy.workshop?.id ?? '';
	await test.must(id, OFFICE, 'workshop.open', { rehearsal: false });
	await test.must(id, FACILITATOR, 'step.advance', { from: null });
	expect(copy.step?.state).toBe('running');
});
