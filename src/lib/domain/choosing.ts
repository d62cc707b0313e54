/**
 * Owns how people move where they choose their tables themselves. What must stay true: a full table
 * refuses; a seat remembers where its holder sat in earlier rounds, because what they still send belongs
 * there; going back moves nobody.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf } from './case.ts';
import { moveTo } from './company.ts';
import { seatingRound, tableOf } from './rotation.ts';
import type { Id, Seat } from './rows.ts';

/**
 * Where people choose: any free chair of the table, the wished one first, the host's only when it is
 * wished. The new seat takes along where its holder sat in earlier rounds, because what they still send
 * belongs there.
 */
export function choose(kase: Case, wanted: Seat, own: Seat | undefined): Ruling {
	const { state, changes } = kase;
	const { step } = state;
	if (step && !['welcome', 'round', 'change'].includes(step.kind)) return refuse('wrong_step');
	if (own && own.tableId === wanted.tableId && wanted.index > 0) return null;
	const seats = wanted.index === 0 ? [wanted] : [wanted, ...state.seatsAt(wanted.tableId)];
	const free = seats.find(
		(seat) => seat?.participantId === null && (seat.index > 0 || seat === wanted)
	);
	if (!free) return refuse('table_full');
	moveTo(kase, own, free.id);
	rememberWay(kase, own, free);
	const me = senderOf(kase);
	changes.edit('participant', me, { leftAt: null, ...(own ? {} : { companionOf: null }) });
	return null;
}

function rememberWay({ state, changes, now }: Case, own: Seat | undefined, free: Seat): void {
	const placeOf = (tableId: Id) => String((state.tableIndex(tableId) ?? 0) + 1);
	const before = own
		? Array.from({ length: seatingRound(state) - 1 }, (_, at) =>
				placeOf(tableOf(state, own, at + 1)?.id ?? own.tableId)
			)
		: [];
	const way = before.length > 0 ? [...before, placeOf(free.tableId)].join(' ') : null;
	if (own) changes.edit('seat', own.id, { way: null });
	changes.edit('seat', free.id, { way, takenAt: now });
}

/** Where people choose, going back moves nobody: who has taken another chair since sits there still. */
export function stayOnGoingBack({ state, changes }: Case, round: number): void {
	if (state.workshop?.moveMode !== 'free') return;
	for (const { id, tableId, way } of state.live('seat')) {
		if (way === null) continue;
		const before = way.split(' ').slice(0, round - 1);
		const here = String((state.tableIndex(tableId) ?? 0) + 1);
		changes.edit('seat', id, { way: before.length > 0 ? [...before, here].join(' ') : null });
	}
}

/** Where people choose, those of a table that is closed get chairs at another one. */
export function moveTogether(kase: Case, from: readonly Seat[], free: readonly Seat[]): void {
	for (const [at, seat] of from.entries()) {
		const next = free[at];
		if (!next) continue;
		moveTo(kase, seat, next.id);
		rememberWay(kase, seat, next);
	}
}
