/** What a power cut leaves of the log: `npm run drill -- sync` tries every byte, here some of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { makeLog, openSpoilt, placesIn, type Log } from '../drill/wal.ts';

describe('a log that ends somewhere', () => {
	let log: Log;
	beforeAll(async () => {
		log = await makeLog(20);
	});

	it.each(['cut', 'zeroed', 'scrambled'] as const)(
		'%s there opens again, with all that was acknowledged before that place',
		(spoil) => {
			const places = placesIn(log, { frames: 3, every: 211 });
			expect(places.length).toBeGreaterThan(100);
			expect(openSpoilt(log, places, spoil)).toEqual([]);
		},
		60_000
	);

	it('would show a row that was acknowledged and is not there', () => {
		const [first = 0] = log.acknowledgedAt;
		const early = { ...log, acknowledgedAt: [...log.acknowledgedAt, first] };
		expect(openSpoilt(early, [first], 'cut')).toEqual([`cut at ${first}: 1 rows instead of 2`]);
	});
});
