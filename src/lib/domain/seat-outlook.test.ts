import { describe, expect, it } from 'vitest';
import { Evening } from './fixture/evening.ts';
import { outlookOf, proposalsFor, tablesLike } from './seat-outlook.ts';
import { isPlainShift } from './seat-plan.ts';

const hall = (tables: number, seats: number) =>
	Array.from({ length: tables }, (_, at) => ({ id: `t${at}`, seats, hall: '', topic: {} }));
const SCATTER = { moveMode: 'scatter', hostMode: 'fixed' } as const;

/** Halls are searched: a machine that does much else takes its time. */
describe('before the doors', { timeout: 60_000 }, () => {
	it('[R2] says whether the rule is spoken, planned or chosen, with what cannot be avoided', () => {
		expect(outlookOf(hall(9, 5), 3, SCATTER)).toMatchObject({ kind: 'spoken', repeats: 0 });
		expect(outlookOf(hall(8, 5), 3, SCATTER)).toMatchObject({ kind: 'planned', repeats: 0 });
		expect(outlookOf(hall(4, 5), 3, SCATTER)).toMatchObject({ repeats: 8, lowerBound: 8 });
		const free = { moveMode: 'free', hostMode: 'fixed' } as const;
		expect(outlookOf(hall(4, 5), 3, free)).toMatchObject({ kind: 'chosen', repeats: 0 });
		const uneven = [...hall(5, 4), ...hall(1, 8)].map((table, at) => ({ ...table, id: `u${at}` }));
		const modes = { moveMode: 'carousel', hostMode: 'fixed' } as const;
		expect(outlookOf(uneven, 3, modes).unused).toBe(4);
	});

	it('[R2] what is proposed holds everybody and lets nobody meet twice', () => {
		for (let people = 10; people <= 600; people += 17)
			for (const rounds of [2, 3, 4]) {
				const proposals = proposalsFor(people, rounds);
				expect(proposals.length).toBeGreaterThan(0);
				for (const { tables, seats } of proposals) {
					expect(tables * seats).toBeGreaterThanOrEqual(people);
					expect(isPlainShift(hall(tables, seats), rounds)).toBe(true);
				}
			}
		expect(proposalsFor(45, 3)).toContainEqual({ tables: 9, seats: 5 });
	});

	it.each([
		[8, 5, 1, 'world-cafe-2h'],
		[10, 5, 2, 'world-cafe-2h'],
		[4, 5, 1, 'world-cafe-90'],
		[6, 6, 1, 'carousel']
	] as const)(
		'[R11] what is said of %i tables of %i in %i halls is what the seats get (%s)',
		(tables, seats, halls, template) => {
			const names = Array.from({ length: halls }, (_, at) => `Saal ${at + 1}`);
			const made = new Evening({ tables, seats, template, halls: names });
			const rounds = made.state.steps.filter(({ kind }) => kind === 'round').length;
			const before = outlookOf(tablesLike(tables, seats, halls), rounds, made.workshop);
			expect(before).toEqual(outlookOf(made.state.tables, rounds, made.workshop));
			const ways = new Set(made.state.live('seat').map(({ way }) => way));
			expect(ways.has(null)).toBe(before.kind === 'spoken');
		}
	);

	it('[R2] no seat has a way when the shift is perfect, else every seat has', () => {
		const waysOf = (evening: Evening) => evening.state.live('seat').map((seat) => seat.way);
		expect(new Set(waysOf(new Evening({ tables: 9, seats: 5 })))).toEqual(new Set([null]));
		expect(waysOf(new Evening({ tables: 8, seats: 5 }))).not.toContain(null);
	});
});
