import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/commands.ts';
import { State } from '#lib/domain/state.ts';
import type { Life } from '../store/store.ts';
import { change } from '../../../../tests/support/builders.ts';
import { Views, type Known } from './views.ts';

const SCREEN: Actor = { role: 'screen' };
const LIFE: Life = { epoch: 'now', inherits: { epoch: 'before', upTo: 5 } };

/** A projector's answer from a room at revision 9 whose clusters changed at 3, 5 and 9. */
function answerTo(known: Known | null) {
	const rows = [3, 5, 9].map((rev) => change('cluster', { id: `k${rev}`, rev }));
	const state = new State([change('workshop', { rev: 1 }), ...rows]);
	const [batch] = new Views(() => state, LIFE).answer(SCREEN, known, 0).batches;
	const ids = batch?.rows.cluster?.map(({ id }) => id) ?? [];
	return { isWhole: batch?.reset === true, ids, rev: batch?.rev };
}

describe('what a device is told', () => {
	it('is the difference when it knows this life of the data', () => {
		expect(answerTo({ since: { screen: 5 }, epoch: 'now' })).toEqual({
			isWhole: false,
			ids: ['k9'],
			rev: 9
		});
	});

	it('is everything when it knows nothing, or more than there is', () => {
		for (const known of [
			null,
			{ since: {}, epoch: 'now' },
			{ since: { screen: 10 }, epoch: 'now' }
		])
			expect(answerTo(known)).toMatchObject({ isWhole: true, ids: ['k3', 'k5', 'k9'] });
	});

	it('is the difference across a restart, as far as both lives are the same', () => {
		expect(answerTo({ since: { screen: 5 }, epoch: 'before' })).toMatchObject({ isWhole: false });
		expect(answerTo({ since: { screen: 6 }, epoch: 'before' })).toMatchObject({ isWhole: true });
	});

	it('is everything when it knew a life that is not this one, though its revision would fit', () => {
		for (const epoch of ['another', null])
			expect(answerTo({ since: { screen: 5 }, epoch })).toMatchObject({
				isWhole: true,
				ids: ['k3', 'k5', 'k9']
			});
	});
});
