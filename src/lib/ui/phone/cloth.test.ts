import { describe, expect, test } from 'vitest';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Command } from '#lib/domain/commands.ts';
import { latest, mergeIdeas, mergeSentences, noticesFrom } from './cloth.ts';
import type { PendingCommand } from './phone.ts';

const row = (id: string, over: Partial<SeenOf['contribution']> = {}): SeenOf['contribution'] => ({
	id,
	rev: 1,
	removed: false,
	publicId: `R1-T01-00${id}`,
	kind: 'idea',
	stepId: 'r1',
	round: 1,
	tableId: 't1',
	text: `text ${id}`,
	lang: 'de',
	origin: 'phone',
	typedAt: 0,
	postedAt: 0,
	version: 1,
	state: 'table',
	hiddenReason: null,
	screen: 'waiting',
	late: false,
	agrees: 2,
	...over
});

let serial = 0;
const pending = (
	command: Pick<Command, 'type' | 'payload'>,
	refusal?: PendingCommand['refusal']
): PendingCommand => ({
	command: { id: `c${serial++}`, typedAt: 0, ...command } as Command,
	state: refusal ? 'refused' : 'waiting',
	...(refusal && { refusal })
});
const post = (id: string, stepId = 'r1') =>
	({
		type: 'contribution.post',
		payload: { contributionId: id, stepId, kind: 'idea', text: `text ${id}`, lang: 'de' }
	}) as const;

const steps = [{ id: 'r1', round: 1 }] as SeenOf['step'][];
const link = (
	fromId: string,
	toId: string,
	over: Partial<SeenOf['link']> = {}
): SeenOf['link'] => ({
	id: `${toId}.b`,
	rev: 1,
	removed: false,
	type: 'builds_on',
	fromId,
	toId,
	tableId: 't1',
	round: 1,
	at: 0,
	quote: {
		publicId: `R1-T01-00${fromId}`,
		text: `text ${fromId}`,
		lang: 'de',
		tableId: 't1',
		round: 1
	},
	...over
});
const merge = (
	contributions: SeenOf['contribution'][],
	waiting: PendingCommand[] = [],
	links: SeenOf['link'][] = []
) =>
	mergeIdeas({
		contributions,
		agreements: [{ id: 'a', rev: 1, removed: false, contributionId: '1' }],
		links,
		pending: waiting,
		steps,
		isOwn: (id) => id === '2',
		held: new Set<string>(),
		stepId: 'r1',
		tableId: 't1'
	});

describe('what builds on what', () => {
	test('is said at both ends, with the words of the source', () => {
		const [source, text] = merge([row('1'), row('3')], [], [link('1', '3')]);
		expect(text?.buildsOn).toEqual({ id: '1', publicId: 'R1-T01-001', text: 'text 1', lang: 'de' });
		expect(source?.grown).toEqual([{ id: '3', publicId: 'R1-T01-003', tableId: 't1' }]);
		expect([source?.buildsOn, text?.grown]).toEqual([null, []]);
	});

	test('what grew at another table has no number here, and a carried thought is no text', () => {
		const links = [
			link('1', '7', { tableId: 't9' }),
			link('1', 'l', { type: 'carried', toId: null })
		];
		const [source] = merge([row('1')], [], links);
		expect(source?.grown).toEqual([{ id: '7', publicId: '', tableId: 't9' }]);
	});

	test('a waiting text already says what it builds on', () => {
		const waiting = post('9');
		const on = (buildsOn: string) =>
			merge(
				[row('1')],
				[pending({ ...waiting, payload: { ...waiting.payload, buildsOn } })],
				[link('5', 'x', { type: 'carried', toId: null })]
			).at(-1)?.buildsOn?.publicId;
		expect(on('1')).toBe('R1-T01-001');
		expect(on('5')).toBe('R1-T01-005');
		expect(on('elsewhere')).toBeUndefined();
	});
});

describe('what lies on the cloth', () => {
	test('an own waiting text is shown once, last, and not as saved', () => {
		const ideas = merge([row('1')], [pending(post('9'))]);
		expect(ideas.map(({ id, status, isOwn }) => [id, status, isOwn])).toEqual([
			['1', 'saved', false],
			['9', 'waiting', true]
		]);
	});

	test('a row that arrives before its acknowledgement replaces the waiting text', () => {
		expect(merge([row('9')], [pending(post('9'))])).toHaveLength(1);
	});

	test('a refused text keeps its words, its reason and the command to dismiss', () => {
		const [idea] = merge([], [pending(post('9'), { code: 'step_over' })]);
		expect(idea).toMatchObject({
			text: 'text 9',
			status: 'refused',
			refusal: { code: 'step_over' }
		});
		expect(idea?.commandId).toBeTruthy();
	});

	test('a waiting text of another step has no table yet', () => {
		expect(merge([], [pending(post('9', 'r0'))])[0]?.tableId).toBeNull();
	});

	test('an agreement under way is counted once, and taken back once', () => {
		const agree = (contributionId: string, yes: boolean) =>
			pending({ type: 'contribution.agree', payload: { contributionId, agree: yes } });
		const [one, two] = merge([row('1'), row('2')], [agree('1', false), agree('2', true)]);
		expect([one?.agrees, one?.hasAgreed]).toEqual([1, false]);
		expect([two?.agrees, two?.hasAgreed]).toEqual([3, true]);
		expect(merge([row('1')], [agree('1', true)])[0]?.agrees).toBe(2);
	});

	test('an edit under way shows the new words as not yet saved, a refused one the old', () => {
		const edit = {
			type: 'contribution.edit',
			payload: { contributionId: '2', text: 'new' }
		} as const;
		expect(merge([row('2')], [pending(edit)])[0]).toMatchObject({ text: 'new', status: 'waiting' });
		expect(merge([row('2')], [pending(edit, { code: 'not_allowed' })])[0]).toMatchObject({
			text: 'text 2',
			status: 'saved'
		});
	});

	test('a text that is being taken back says so until the server has heard of it', () => {
		const withdraw = pending({ type: 'contribution.withdraw', payload: { contributionId: '2' } });
		expect(merge([row('2')], [withdraw])[0]).toMatchObject({ isLeaving: true, status: 'waiting' });
	});
});

describe('sentences and notices', () => {
	const write = (number: number, text: string) =>
		pending({ type: 'essence.write', payload: { number, text, lang: 'de' } });

	test('each number is a slot, waiting words win over stored ones', () => {
		const stored = [
			{ tableId: 't1', number: 1, text: 'old', lang: 'de', publicId: 'E-T01-1' },
			{ tableId: 't2', number: 2, text: 'another table', lang: 'de', publicId: 'E-T02-2' }
		] as SeenOf['essence'][];
		const slots = mergeSentences(stored, [], [write(1, 'new')], 't1', 3);
		expect(slots.map(({ text, status }) => [text, status])).toEqual([
			['new', 'waiting'],
			['', 'empty'],
			['', 'empty']
		]);
	});

	test('a corrected language is shown before the server has heard of it', () => {
		const stored = [{ id: 'e', tableId: 't1', number: 1, lang: 'nl' }] as SeenOf['essence'][];
		const payload = { itemKind: 'essence' as const, itemId: 'e', lang: 'de' };
		const langs = (waiting: PendingCommand[]) =>
			mergeSentences(stored, [], waiting, 't1', 1).map(({ lang }) => lang);
		expect(langs([])).toEqual(['nl']);
		expect(langs([pending({ type: 'language.correct', payload })])).toEqual(['de']);
	});

	test('the newest of several waiting commands counts, refused ones do not', () => {
		const all = [write(1, 'a'), write(1, 'b'), { ...write(1, 'c'), state: 'refused' as const }];
		expect(latest(all, 'essence.write', () => true)?.payload.text).toBe('b');
	});

	test('a refused text speaks from its own card, everything else from a notice', () => {
		const refused = [
			pending(post('9'), { code: 'frozen' }),
			{ ...write(1, 'x'), state: 'refused' as const, refusal: { code: 'wrong_step' as const } }
		];
		expect(noticesFrom(refused).map(({ type }) => type)).toEqual(['essence.write']);
	});
});
