/** Who sat where in an evening that is over, as its seats say, and what must not be found there. */
import { tableOf } from '#lib/domain/rotation.ts';
import type { Id } from '#lib/domain/rows.ts';
import type { State } from '#lib/domain/state.ts';

export interface SeatingLog {
	/** Numbers of the tables round by round, for each participant with a seat of their own. */
	ways: Map<Id, number[]>;
	/** Hosts by the same measure. */
	hosts: Id[];
	/** Two who sat together in more than one round. */
	metTwice: string[];
	/** Who came to a table again after having left it. */
	cameBack: string[];
}

export function seatingLog(state: State, rounds: number): SeatingLog {
	const ways = new Map<Id, number[]>();
	const hosts: Id[] = [];
	const met = new Map<string, number>();
	const sat = new Map<string, Id[]>();
	for (const seat of state.live('seat')) {
		if (seat.participantId === null) continue;
		const way: number[] = [];
		for (let round = 1; round <= rounds; round++) {
			const { number = 0 } = tableOf(state, seat, round) ?? {};
			const place = `${round}.${number}`;
			for (const other of sat.get(place) ?? []) {
				const pair = [other, seat.participantId].sort().join(' ');
				met.set(pair, (met.get(pair) ?? 0) + 1);
			}
			sat.set(place, [...(sat.get(place) ?? []), seat.participantId]);
			way.push(number);
		}
		ways.set(seat.participantId, way);
		if (seat.index === 0) hosts.push(seat.participantId);
	}
	return {
		ways,
		hosts,
		metTwice: [...met].filter(([, times]) => times > 1).map(([pair]) => pair),
		cameBack: [...ways]
			.filter(([id, way]) => !hosts.includes(id) && new Set(way).size < way.length)
			.map(([id]) => id)
	};
}
