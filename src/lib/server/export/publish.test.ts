import { describe, expect, test } from 'vitest';
import { evening, Fixture, HIDDEN_WORDS, WITHDRAWN_WORDS } from './fixture.ts';
import { hashOf } from './json.ts';
import { publish } from './publish.ts';

const data = publish(evening().state());
const item = (id: string) =>
	[...data.contributions, ...data.essences].find((candidate) => candidate.id === id);

describe('publish', () => {
	test('accounts for every contribution and essence exactly once, in speakable order', () => {
		const ids = data.contributions.map(({ id }) => id);
		expect(ids).toHaveLength(24);
		expect(new Set(ids).size).toBe(24);
		expect(ids.slice(-6)).toEqual([
			'R2-T02-001',
			'R2-T02-002',
			'R2-T02-003',
			'R2-T02-1000',
			'R2-T03-001',
			'R2-T03-002'
		]);
		expect(data.essences.map(({ id }) => id)).toEqual(['E-T02-1', 'E-T03-1']);
	});

	test('settles the fate of every item', () => {
		expect(item('R2-T02-001')).toMatchObject({ fate: 'used', guidelines: ['L-01'] });
		expect(item('R2-T03-002')).toMatchObject({ fate: 'dissent', contradicts: ['L-01'] });
		expect(item('R1-T01-006')).toMatchObject({ fate: 'grouped', groups: ['G-02'] });
		expect(item('R1-T01-001')).toMatchObject({ fate: 'open', groups: [], guidelines: [] });
		expect(item('R2-T02-002')).toMatchObject({ fate: 'hidden', hiddenReason: 'insult' });
		expect(item('R2-T02-003')).toMatchObject({ fate: 'withdrawn', text: null });
		const sum = Object.values(data.fates).reduce((a, b) => a + b, 0);
		expect(sum).toBe(data.contributions.length + data.essences.length);
	});

	test('counts cards from paper like all others, and as a channel of their own', () => {
		const fixture = evening();
		const before = publish(fixture.state()).participation.channels['paper'];
		for (const n of [5, 6, 7])
			fixture.contribution({
				id: `p${n}`,
				publicId: `R1-T01-00${n}p`,
				text: 'Von Hand geschrieben',
				origin: 'paper'
			});
		const { participation, contributions, fates } = publish(fixture.state());
		expect([before, participation.channels['paper']]).toEqual([undefined, 3]);
		expect(contributions.filter(({ id }) => id.endsWith('p'))).toHaveLength(3);
		expect(fates.open).toBe(data.fates.open + 3);
	});

	test('counts only what can be read', () => {
		expect(data.guidelines[0]).toMatchObject({
			supports: ['E-T02-1', 'R2-T02-001', 'R2-T03-001'],
			contradicts: ['R2-T03-002'],
			contributions: 2,
			essences: 1,
			tables: [2, 3],
			rounds: [2],
			dots: 12,
			editorial: false
		});
		expect(data.guidelines[1]).toMatchObject({ editorial: true, contributions: 0, dots: null });
		expect(data.groups[0]?.items).not.toContain('R2-T02-002');
	});

	test('keeps the result of a vote that was not revealed', () => {
		for (const state of ['open', 'closed'] as const) {
			const fixture = evening().ballot({ id: 'b', state });
			const { ballots, guidelines } = publish(fixture.state());
			expect(ballots[0]?.options.map(({ dots }) => dots)).toEqual([null, null]);
			expect(guidelines[0]?.dots).toBeNull();
		}
	});

	test('votes on words name the words, their rule and the share on paper', () => {
		const fixture = evening().ballot({
			id: 'b',
			optionKind: 'essence',
			optionIds: ['e1', 'gone'],
			ownAllowed: false,
			papers: 4,
			paper: { e1: 5 },
			result: { e1: 9, gone: 0 }
		});
		expect(publish(fixture.state()).ballots[0]).toMatchObject({
			about: 'essence',
			ownAllowed: false,
			papers: 4,
			options: [
				{ group: null, item: 'E-T02-1', dots: 9, paper: 5, lang: 'de' },
				{ group: null, item: null, title: '', dots: 0, paper: 0 }
			]
		});
	});

	test('a vote that gave way to another before anybody took part is none', () => {
		const before = publish(evening().state()).ballots.map(({ dots }) => dots);
		const nobody = { id: 'empty', state: 'closed', turnout: 0, result: {} } as const;
		expect(publish(evening().ballot(nobody).state()).ballots.map(({ dots }) => dots)).toEqual(
			before
		);
		for (const held of [{ turnout: 3 }, { papers: 1 }, { state: 'revealed' as const }])
			expect(
				publish(
					evening()
						.ballot({ ...nobody, ...held })
						.state()
				).ballots
			).toHaveLength(before.length + 1);
	});

	test('what lies in an inner group counts in the outer one, once', () => {
		const fixture = evening();
		const before = publish(fixture.state()).groups;
		const inner = fixture.state().get('cluster', 'c2');
		if (inner) fixture.add('cluster', { ...inner, parentId: 'c1' });
		const [outer, second] = publish(fixture.state()).groups;
		expect(second).toMatchObject({ partOf: 'G-01', items: before[1]?.items });
		expect(outer?.items).toEqual(before[0]?.items);
		const all = new Set([...(before[0]?.items ?? []), ...(before[1]?.items ?? [])]);
		expect((outer?.contributions ?? 0) + (outer?.essences ?? 0)).toBe(all.size);
	});

	test('puts everything under its fields of action, or under none', () => {
		const fixture = evening()
			.field('f1', 'Sprache', 0, [], ['c1'])
			.field('f2', 'Wohnen', 1, ['t1', 'gone'], ['gone'])
			.field('f3', 'Engagement', 2, [], []);
		const mapped = publish(fixture.state());
		const fieldsOf = (id: string) =>
			[...mapped.contributions, ...mapped.essences].find((one) => one.id === id)?.fields;
		// In two groups, one of them assigned; by its table; hidden; by nothing.
		expect(fieldsOf('R2-T02-001')).toEqual(['H-01']);
		expect(fieldsOf('R1-T01-001')).toEqual(['H-02']);
		expect(fieldsOf('R2-T02-002')).toEqual([]);
		expect(fieldsOf('R2-T03-002')).toEqual([]);
		expect(mapped.groups.map(({ field }) => field)).toEqual(['H-01', null]);
		expect(mapped.tables.map(({ field }) => field)).toEqual(['H-02', null, null]);
		expect(mapped.fields).toMatchObject([
			{ id: 'H-01', title: 'Sprache', groups: ['G-01'], contributions: 2, essences: 1, dots: null },
			{ id: 'H-02', assignedTables: [1], groups: [], contributions: 18, tables: [1] },
			{ id: 'H-03', groups: [], items: [], contributions: 0 }
		]);
		const placed = [...mapped.fields, mapped.unassigned].flatMap(({ items }) => items);
		const shown = [...mapped.contributions, ...mapped.essences].filter(({ text }) => text !== null);
		expect(placed.toSorted()).toEqual(shown.map(({ id }) => id).toSorted());
	});

	test('does not tell one person from two', () => {
		expect(data.participation.languages).toEqual({ ar: '<3', de: 8, uk: 4 });
		expect(data.participation.people).toBe(14);
		expect(data.participation.channels).toEqual({ phone: 23, host: '<3' });
		const two = publish(new Fixture().workshop().participant('p', { people: 2 }).state());
		expect(two.participation).toMatchObject({ people: '<3', devices: '<3' });
	});

	test('lets no person, seat, token or time out', () => {
		const text = JSON.stringify(data);
		for (const secret of [
			HIDDEN_WORDS,
			WITHDRAWN_WORDS,
			'secret-participant',
			'HAFENTRS',
			'Only for staff'
		])
			expect(text).not.toContain(secret);
		expect(text).not.toMatch(/participantId|typedAt|postedAt|joinedAt|origin"/);
		expect(text).not.toMatch(/\b1[67]\d{11}\b/);
	});

	test('gives the same picture and the same hash for the same rows', () => {
		expect(hashOf(publish(evening().state()))).toBe(hashOf(data));
		const changed = evening().contribution({ id: 'n', publicId: 'R1-T02-001', text: 'Neu' });
		expect(hashOf(publish(changed.state()))).not.toBe(hashOf(data));
	});
});
