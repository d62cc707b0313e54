import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RowOf } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';
import { change } from '../../../tests/support/builders.ts';
import { SimilarHints } from './similar.ts';

const WORDS = 'Bänke Park Kurse Abend Busse Nacht Jugend Treff Sprache lernen Radweg Brücke'.split(
	' '
);

function put(state: State, id: string, text: string, more: Partial<RowOf['contribution']> = {}) {
	state.apply(change('contribution', { id, text, state: 'table', ...more, rev: state.rev + 1 }));
}

describe('hints of texts that sound alike', () => {
	it('[H16] catches up with what was written, changed and hidden since', async () => {
		const state = new State();
		const hints = new SimilarHints();
		put(state, 'a', 'Mehr Sitzbänke im Park für ältere Menschen');
		put(state, 'b', 'Im Park fehlen Bänke zum Sitzen');
		put(state, 'c', 'Deutschkurse am Abend');
		const alike = async () => (await hints.like(state, ['a'], 5)).map(({ id }) => id);
		expect(await alike()).toEqual(['b']);
		put(state, 'd', 'Sitzbänke im Park');
		expect(await alike()).toEqual(['d', 'b']);
		put(state, 'b', 'Im Park fehlen Bänke zum Sitzen', { state: 'hidden' });
		put(state, 'd', 'Ein Radweg am Hafen');
		expect(await alike()).toEqual([]);
	});

	it('[H16] lets others work while it reads and searches 2,000 texts', async () => {
		const state = new State();
		for (let n = 0; n < 2000; n++)
			put(
				state,
				`c${n}`,
				Array.from(
					{ length: 20 },
					(_, at) => `${WORDS[(n * 7 + at * 5) % 12]}${(n + at) % 9}`
				).join(' ')
			);
		const asked = new SimilarHints().like(state, ['c1'], 5);
		let turns = 0;
		let found: unknown;
		void asked.then((items) => (found = items));
		while (found === undefined) {
			turns += 1;
			await setImmediate();
		}
		expect(await asked).toHaveLength(5);
		// At 2,000 texts of 120 characters the work is some hundred milliseconds in all.
		expect(turns).toBeGreaterThan(10);
	});
});
