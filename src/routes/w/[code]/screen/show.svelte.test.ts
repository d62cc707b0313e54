import { describe, expect, it } from 'vitest';
import type { Live } from '#lib/client/types.ts';
import type { Flow } from '#lib/domain/travel.ts';
import { Show } from './show.svelte.ts';

const FLOW: Flow = {
	from: { tableId: 't1', round: 1 },
	to: { tableId: 't2', round: 2 },
	carried: 1,
	builtOn: 0
};
const BALLOT = { id: 'b', stepId: 'vote', state: 'revealed', openedAt: 0, closedAt: 1000 };
const TABLES = ['', 'Foyer', 'Foyer'].map((hall, at) => ({
	id: `t${at + 1}`,
	hall,
	number: at + 1
}));

function showing(
	now: number,
	{
		workshop = {},
		stepId = 'close',
		flows = [FLOW],
		ballots = [] as unknown[],
		hall = ''
	}: {
		workshop?: object;
		stepId?: string;
		flows?: Flow[];
		ballots?: unknown[];
		hall?: string;
	} = {}
) {
	const steps = ['welcome', 'vote', 'close'].map((kind, position) => ({
		id: kind,
		kind,
		position,
		round: null,
		state: 'running',
		startedAt: 1000,
		questionMode: 'per_round'
	}));
	const live = {
		workshop: {
			state: 'open',
			screen: { mode: 'auto' },
			calledAt: null,
			closedAt: null,
			languages: ['de'],
			givens: {},
			...workshop
		},
		steps,
		step: steps.find(({ id }) => id === stepId) ?? null,
		tables: TABLES,
		hall: null,
		now,
		rows: (kind: string) => (kind === 'ballot' ? ballots : []),
		get: (_: string, id: string) => steps.find((step) => step.id === id)
	} as unknown as Live;
	return new Show(live, {
		getLang: () => 'de',
		getOwn: () => ({ picture: null, hall }),
		getFlows: () => flows
	});
}

describe('what a projector shows', () => {
	it('ends with thanks and the ways of thoughts in turns, the result first if nobody saw it', () => {
		const endings = (options = {}) =>
			[1000, 27_000, 52_000].map((now) => showing(now, options).ending);
		expect(endings()).toEqual(['thanks', 'ways', 'thanks']);
		expect(endings({ flows: [] })).toEqual(['thanks', 'thanks', 'thanks']);
		expect(endings({ ballots: [BALLOT] })).toEqual(['result', 'thanks', 'ways']);
		const closed = { workshop: { state: 'closed', closedAt: 1000 } };
		expect(endings(closed)).toEqual(['thanks', 'ways', 'thanks']);
	});

	it('welcomes, then says what is certain and what happens with words; before that only the way in', () => {
		const greetings = (options = {}) =>
			[1000, 27_000, 52_000].map((now) => showing(now, { stepId: 'welcome', ...options }).welcome);
		expect(greetings()).toEqual(['greeting', 'privacy', 'greeting']);
		const workshop = { givens: { de: 'Fest steht' } };
		expect(greetings({ workshop })).toEqual(['greeting', 'givens', 'privacy']);
		expect(greetings({ workshop, stepId: 'none' })).toEqual(['greeting', 'greeting', 'greeting']);
		expect(greetings({ workshop, stepId: 'vote' })).toEqual(['greeting', 'greeting', 'greeting']);
	});

	it('keeps a held step, its page, and no result that came later', () => {
		const screen = { mode: 'held', picture: { mode: 'auto' }, stepId: 'vote', at: 500 };
		const held = showing(9000, { workshop: { screen }, ballots: [BALLOT] });
		expect(held.scene).toBe('vote');
		expect(held.now).toBe(500);
		expect(held.ballot?.state).toBe('closed');
		expect(showing(9000, { stepId: 'vote', ballots: [BALLOT] }).ballot?.state).toBe('revealed');
	});

	it('knows the tables of its room, and all of them where there is no such room', () => {
		expect(showing(0, { hall: 'Foyer' }).tables.map(({ number }) => number)).toEqual([2, 3]);
		expect(showing(0, { hall: 'Foyer' }).room).toBe('Foyer');
		expect(showing(0, { hall: 'Keller' }).tables).toHaveLength(3);
		expect(showing(0).room).toBe('');
	});
});
