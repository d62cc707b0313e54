/**
 * Owns the laws of seats while people come, go and travel: nobody stands, nobody is moved by others,
 * companions stay together, tables fill evenly and never beyond their chairs, a closed table's people go
 * where they were sent.
 */
import type { Id } from '#lib/domain/rows.ts';
import type { Hall } from '../hall.ts';
import {
	all,
	changed,
	firstFault,
	isThere,
	meOf,
	payloadOf,
	wasThere,
	type Deed,
	type Law
} from './deed.ts';

/** A holder and the companions. */
const MOST_DEVICES = 6;
/** What lays the plan anew as long as nobody has moved. */
const REPLANS: ReadonlySet<string> = new Set([
	'workshop.seat',
	'table.add',
	'table.edit',
	'table.remove',
	'step.add_round',
	'step.remove_round'
]);
/** Words and votes: a table may be closed over people's heads, never over what they said. */
const WORDS: ReadonlySet<string> = new Set([
	'contribution',
	'agreement',
	'link',
	'summary',
	'essence',
	'verdict',
	'cluster',
	'membership',
	'ballot',
	'vote'
]);

export class Seating implements Law {
	/** Chairs were taken away or places were lost on the way: some may have to sit closer. */
	#isTight = false;
	/** From which round on a table is closed; going back to an earlier one closes it there too. */
	readonly #closed = new Map<Id, number>();
	/** So far everybody came alone and without a wish, and stayed. */
	#isPlain = true;

	faultOf(deed: Deed): string | null {
		if (deed.command.type === 'workshop.reset' && deed.outcome.ok) {
			this.#isTight = false;
			this.#isPlain = true;
			this.#closed.clear();
			return null;
		}
		if (!deed.outcome.ok) return faultOfRefusal(deed);
		if (deed.before === deed.after) return faultOfSignal(deed);
		this.#note(deed);
		return firstFault(
			() => faultOfSeats(deed),
			() => faultOfMoves(deed),
			() => this.#faultOfCrowd(deed.after),
			() => faultOfJoin(deed),
			() => faultOfTake(deed),
			() => faultOfMerge(deed),
			() => this.#faultOfClosed(deed.after),
			() => this.#faultOfEvenness(deed.after)
		);
	}

	#note(deed: Deed): void {
		const { before, after, command, effect } = deed;
		const chairs = payloadOf(deed, 'table.edit')?.seats;
		const isFewer =
			chairs !== undefined &&
			chairs < (wasThere(deed, 'table', payloadOf(deed, 'table.edit')?.tableId ?? '')?.seats ?? 0);
		const merged = payloadOf(deed, 'table.merge');
		if (merged) {
			this.#isTight = true;
			this.#closed.set(merged.tableId, before.round);
		}
		for (const [table, round] of this.#closed)
			if (after.round < round) this.#closed.set(table, after.round);
		if (before.isUnderWay && (isFewer || command.type === 'step.add_round')) this.#isTight = true;
		if (!effect.length) return;
		const join = payloadOf(deed, 'participant.join');
		const isPlain =
			join !== null &&
			join.people === 1 &&
			join.tableNumber === null &&
			join.companionOf == null &&
			!wasThere(deed, 'participant', join.participantId);
		const changesPeople =
			command.type.startsWith('participant.') &&
			!['participant.arrive', 'participant.hear'].includes(command.type);
		if (changesPeople && !isPlain) this.#isPlain = false;
		if (['seat.take', 'table.merge', 'workshop.seat'].includes(command.type)) this.#isPlain = false;
		if (command.type.startsWith('table.') || command.type.endsWith('_round'))
			this.#isPlain &&= before.people.size === 0 || !isPlanned(deed);
	}

	/** [R3] [R5] [S16] As many as there are chairs, now and later. */
	#faultOfCrowd(hall: Hall): string | null {
		if (this.#isTight) return null;
		const last = hall.mode === 'free' ? hall.round : hall.rounds;
		for (let round = hall.round; round <= last; round++)
			for (const [id, people] of hall.taken(round)) {
				const table = hall.tables.find((one) => one.id === id);
				if (people > (table?.seats ?? 0))
					return `${people} at table ${table?.number} of ${table?.seats} chairs in round ${round}`;
			}
		return null;
	}

	/** [S19] Whoever would have come later goes elsewhere, and so does who sat there before, on going back. */
	#faultOfClosed(hall: Hall): string | null {
		for (const [person, { tables }] of this.#closed.size ? hall.people : [])
			for (let round = hall.round; round <= hall.rounds; round++) {
				const closedIn = this.#closed.get(tables[round - 1] ?? '');
				if (closedIn !== undefined && round >= closedIn)
					return `${person} is sent to a closed table in round ${round}`;
			}
		return null;
	}

	/** [S7] [R9] Tables differ by at most one in all rounds, as long as everybody just comes. */
	#faultOfEvenness(hall: Hall): string | null {
		const [first] = hall.tables;
		if (!this.#isPlain || !first || hall.mode !== 'scatter' || hall.round > 1) return null;
		if (hall.tables.some(({ seats, hall: name }) => seats !== first.seats || name !== first.hall))
			return null;
		if (hall.people.size > hall.tables.length * (first.seats - 1)) return null;
		for (let round = 1; round <= hall.rounds; round++) {
			const taken = hall.taken(round);
			const counts = hall.tables.map(({ id }) => taken.get(id) ?? 0);
			if (Math.max(...counts) - Math.min(...counts) > 1)
				return `tables of ${counts.join()} people in round ${round}`;
		}
		return null;
	}
}

/** Something on which the plan hangs was changed. */
const isPlanned = (deed: Deed): boolean => changed(deed, 'seat').length > 0;

/** [S6] [S18] Everybody who came and has not left sits, and nobody on two seats. */
function faultOfSeats(deed: Deed): string | null {
	const { after } = deed;
	let devices = 0;
	for (const [seat, people] of after.onSeat) {
		devices += people.length;
		if (people.length > MOST_DEVICES) return `${people.length} devices on seat ${seat}`;
	}
	if (devices !== after.people.size) return 'somebody sits on two seats';
	for (const { id, leftAt } of all(deed, 'participant'))
		if (leftAt === null && !after.people.has(id)) return `${id} is here and has no seat`;
	for (const [id] of after.people)
		if (isThere(deed, 'participant', id)?.leftAt !== null) return `${id} has left and sits`;
	return null;
}

/** Who may find themselves elsewhere after it. */
function moversOf(deed: Deed): ReadonlySet<Id> {
	const { before } = deed;
	const me = meOf(deed);
	const take = payloadOf(deed, 'seat.take');
	if (take && me) {
		const mine = before.people.get(me)?.seat;
		const devices = [mine, `${take.tableId}.${take.index}`].flatMap((seat) =>
			seat === undefined ? [] : (before.onSeat.get(seat) ?? [])
		);
		return new Set([me, ...devices]);
	}
	const join = payloadOf(deed, 'participant.join');
	if (join) return new Set(companyOf(before, join.participantId));
	if (deed.command.type === 'participant.leave' && me) return new Set([me]);
	return new Set();
}

/** Who is on the same seat; somebody who comes is alone. */
function companyOf(hall: Hall, person: Id): Id[] {
	const seat = hall.people.get(person)?.seat;
	return seat === undefined ? [person] : (hall.onSeat.get(seat) ?? [person]);
}

/** [S4] [S10] [R13] [R14] [R15] Nobody is moved by what others do. */
function faultOfMoves(deed: Deed): string | null {
	const { before, after, command } = deed;
	const movers = moversOf(deed);
	const merged = payloadOf(deed, 'table.merge')?.tableId;
	const isReplanned = !before.isUnderWay && REPLANS.has(command.type);
	const isFree = before.mode === 'free' && after.mode === 'free';
	// Where people choose, only earlier rounds and the present table are settled.
	const rounds = isFree
		? Math.min(before.round, after.round) - 1
		: isReplanned
			? 1
			: Math.min(before.rounds, after.rounds);
	for (const [person, was] of before.people) {
		if (movers.has(person)) continue;
		const is = after.people.get(person);
		if (!is) return `${person} has lost a seat`;
		const wasAt = (round: number) => was.tables[round - 1] ?? null;
		const isMerged = (round: number) => round >= before.round && wasAt(round) === merged;
		if (is.seat !== was.seat && !isMerged(before.round)) return `${person} has another seat`;
		if (isFree && !isMerged(before.round) && before.tableOf(person) !== after.tableOf(person))
			return `${person} chose no other table`;
		// A change of the circle before anybody has moved: at home as before, further on anew.
		for (let round = 1; round <= rounds; round++) {
			const [from, to] = [wasAt(round), is.tables[round - 1] ?? null];
			if (from === to || isMerged(round)) continue;
			// Nobody sat there before the table was there.
			if (round < before.round && was.places[round - 1] === null) continue;
			// Going back opens no table again.
			if (command.type === 'step.back' && round >= after.round && isClosed(before, from)) continue;
			return `${person} sits at ${to} in round ${round}, not at ${from}`;
		}
	}
	return null;
}

const isClosed = (hall: Hall, table: Id | null): boolean =>
	hall.tables.some(({ id, mergedInto }) => id === table && mergedInto !== null);

/** [S7] [S8] Where the fewest are, hosts last; or at the wished table. */
function faultOfJoin(deed: Deed): string | null {
	const join = payloadOf(deed, 'participant.join');
	if (!join || !deed.effect.length) return null;
	const { before, after } = deed;
	const is = after.people.get(join.participantId);
	const at = after.tableOf(join.participantId);
	if (!is || at === null) return 'who joins has no table';
	if (join.companionOf != null) {
		const friends = after.people.get(join.companionOf);
		const left = companyOf(before, join.participantId).find(
			(one) => after.people.get(one)?.seat !== friends?.seat
		);
		return left === undefined ? null : `${left} sits elsewhere than the company`;
	}
	const free = before.free();
	const mine = free.find(({ seat }) => seat.id === is.seat);
	if (!mine) return `${is.seat} was not free for the whole way`;
	if (join.tableNumber !== null)
		return at === before.openAfter(join.tableNumber) ? null : 'a wish was not heard';
	const travellers = free.filter(({ seat }) => seat.index > 0);
	if (mine.seat.index === 0 && travellers.length) return 'somebody is host unasked';
	const open = travellers.length ? travellers : free;
	const numberOf = (id: Id) => before.tables.findIndex((table) => table.id === id);
	const crowd = before.crowd(at);
	for (const other of open) {
		const there = before.crowd(other.at);
		if (there < crowd || (there === crowd && numberOf(other.at) < numberOf(at)))
			return `${crowd} people sit there already, at ${other.at} ${there}`;
	}
	return null;
}

/** [S11] [S16] [S17] [S18] Who takes a seat takes the companions along, and relieves a host in a change. */
function faultOfTake(deed: Deed): string | null {
	const take = payloadOf(deed, 'seat.take');
	const me = meOf(deed);
	if (!take || !me || !deed.effect.length) return null;
	const { before, after } = deed;
	const mine = before.people.get(me);
	const company = mine ? (before.onSeat.get(mine.seat) ?? []) : [];
	const is = after.people.get(me);
	if (!is || company.some((one) => after.people.get(one)?.seat !== is.seat))
		return 'companions were left behind';
	const isHosts = take.index === 0;
	if (isHosts && wasThere(deed, 'participant', me)?.blocked) return 'a blocked device is host';
	if (!isHosts && before.mode !== 'free' && before.round > 1) return 'a traveller changes the way';
	const wanted = `${take.tableId}.${take.index}`;
	const held = before.onSeat.get(wanted) ?? [];
	if (before.mode === 'free') {
		if (isHosts && held.length) return 'a host was put off';
		return after.tableOf(me) === take.tableId ? null : 'who chose a table sits at another';
	}
	if (is.seat !== wanted) return `${wanted} was taken, ${is.seat} was given`;
	if (!held.length) return null;
	const [workshop] = all(deed, 'workshop');
	if (workshop?.hostMode !== 'volunteers' || before.step?.kind !== 'change')
		return 'a host was relieved out of turn';
	const { position } = before.step;
	const last = before.steps.findLast(
		(step) => step.kind === 'round' && step.state !== 'skipped' && step.position < position
	);
	if (before.tableOf(me, last?.round ?? 1) !== take.tableId) return 'a stranger relieved the host';
	if (held.some((one) => after.people.get(one)?.seat !== mine?.seat))
		return 'the host does not walk the way of the volunteer';
	return null;
}

/** [S19] [R14] The people go together, their words stay. */
function faultOfMerge(deed: Deed): string | null {
	const { before, after } = deed;
	const merge = payloadOf(deed, 'table.merge');
	if (merge) {
		for (const [person] of before.people)
			if (before.tableOf(person) === merge.tableId && after.tableOf(person) !== merge.intoId)
				return `${person} did not go along`;
		const into = after.tables.find(({ id }) => id === merge.intoId);
		// The plan may already have led more there than it has chairs since some were taken away.
		const there = after.taken(after.round).get(merge.intoId) ?? 0;
		const had = before.taken(before.round).get(merge.intoId) ?? 0;
		if (there > had && there > (into?.seats ?? 0))
			return 'more people than chairs were put together';
		const words = deed.effect.find(({ kind }) => WORDS.has(kind));
		if (words) return `closing a table changed ${words.kind} ${words.row.id}`;
	}
	return null;
}

/** [S7] [S8] [S19] A refusal for want of chairs is true. */
function faultOfRefusal(deed: Deed): string | null {
	if (deed.outcome.ok || !['hall_full', 'table_full'].includes(deed.outcome.code)) return null;
	const join = payloadOf(deed, 'participant.join');
	if (!join) return null;
	const wish = join.tableNumber === null ? null : deed.before.openAfter(join.tableNumber);
	const free = deed.before.free().find(({ at }) => wish === null || at === wish);
	return free ? `${deed.outcome.code}, and ${free.seat.id} is free` : null;
}

/** [S20] A table speaks for itself, and a call for help stands until it is answered. */
function faultOfSignal(deed: Deed): string | null {
	const given = payloadOf(deed, 'table.signal');
	if (!given || !deed.effect.length) return null;
	const me = meOf(deed);
	if (me === null && given.state !== null) return 'staff speaks for a table';
	if (me !== null && deed.before.tableOf(me) !== given.tableId) return 'a stranger speaks';
	const was = wasThere(deed, 'signal', given.tableId)?.state;
	if (was === 'help' && given.state !== null) return 'a call for help is talked over';
	return changed(deed, 'signal')[0]?.state === given.state ? null : 'something else was said';
}
