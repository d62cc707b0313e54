/**
 * Owns who of a workshop is told what and when. Changes are gathered for a short tick, because the number
 * of sends is the cost of a full hall, and go out once per audience. Knows nothing of sockets. What must
 * stay true: a connection hears broadcasts of an audience only after it was given everything up to some
 * revision of it, and each batch names the one before, so that whoever missed one notices.
 */
import type { Audience } from '#lib/domain/audience.ts';
import type { Actor } from '#lib/domain/commands.ts';
import { seatingRound, tableOfParticipant } from '#lib/domain/rotation.ts';
import type { Id, Kind, Seat, Workshop } from '#lib/domain/rows.ts';
import type { Batch, HallHint, SyncAnswer } from '#lib/protocol/socket.ts';
import type { Committed, Room, RoomListener } from '../room/room.ts';
import type { Known, Touched } from '../room/views.ts';
import { Hall } from './hall.ts';
import { Tempo } from './tempo.ts';

const HALL_EVERY_MS = 1000;
const TABLES_AT_ONCE = 4;

/** One device, as the publisher sees it. */
export interface Connection {
	readonly actor: Actor;
	/** From now on broadcasts of this audience reach it. */
	enter(audience: Audience): void;
	leave(audience: Audience): void;
	send(batch: Batch): void;
	hint(hint: HallHint): void;
	/** Ends the connection so that it comes back and asks who it is now. */
	drop(): void;
}

export interface Outlet {
	/** To every connection that has entered the audience. */
	broadcast(audience: Audience, batch: Batch): void;
	/** To projector and console; may be lost. */
	hint(hint: HallHint): void;
	/** Who asks for a person without having a seat. */
	asking(): HallHint['asking'];
	/** The server's clock, as people read it. */
	now(): number;
	/** Milliseconds by a clock that nobody sets back. */
	uptime(): number;
	/** Calls back after the time, 0 meaning as soon as what runs now is done; answers with the undo. */
	later(ms: number, callback: () => void): () => void;
	/** Takes note of a mistake of ours. */
	report(error: unknown): void;
}

interface Move {
	connection: Connection;
	from: Audience | undefined;
	to: Audience;
}

export class Publisher implements RoomListener {
	readonly room: Room;
	readonly #outlet: Outlet;
	readonly #hall: Hall;
	readonly #stopListening: () => void;
	readonly #audiencesOf = new Map<Connection, Set<Audience>>();
	readonly #members = new Map<Audience, Set<Connection>>();
	readonly #byParticipant = new Map<Id, Set<Connection>>();

	#pending = new Map<Audience, Map<Kind, Set<Id>>>();
	/** Revision of the last batch of each audience; those not listed had none since `#startedAt`. */
	readonly #published = new Map<Audience, number>();
	readonly #startedAt: number;
	#cancelFlush: (() => void) | null = null;
	readonly #tempo = new Tempo();

	/** Where everybody sits hangs on this and on the tables; the seats themselves are looked at one by one. */
	#round: number;
	#everybodyMoves = false;
	/** Who has left a table and does not yet hear the next one. */
	readonly #arriving = new Map<Audience, Set<Connection>>();
	#cancelSeating: (() => void) | null = null;
	readonly #maybeMoved = new Set<Id>();
	readonly #expelled = new Set<Id>();
	#linksRenewed = false;

	#hallDue: { at: number; cancel: () => void } | null = null;
	#hallSentAt = -Infinity;
	#lastHall = '';

	constructor(room: Room, outlet: Outlet) {
		this.room = room;
		this.#outlet = outlet;
		this.#startedAt = room.state.rev;
		this.#round = seatingRound(room.state);
		this.#hall = new Hall(
			() => room.state,
			() => outlet.asking()
		);
		this.#stopListening = room.listen(this);
	}

	get size(): number {
		return this.#audiencesOf.size;
	}

	connectionsOf(participantId: Id): ReadonlySet<Connection> {
		return this.#byParticipant.get(participantId) ?? new Set();
	}

	add(connection: Connection): void {
		this.#audiencesOf.set(connection, new Set());
		const { actor } = connection;
		if (actor.role === 'participant') {
			put(this.#byParticipant, actor.id, connection);
			this.#hall.came(actor.id);
		}
		this.#hallChanged();
	}

	remove(connection: Connection): void {
		const audiences = this.#audiencesOf.get(connection);
		if (!audiences) return;
		for (const audience of audiences) take(this.#members, audience, connection);
		this.#audiencesOf.delete(connection);
		const { actor } = connection;
		if (actor.role === 'participant') {
			take(this.#byParticipant, actor.id, connection);
			this.#hall.went(actor.id);
		}
		this.#hallChanged();
	}

	stop(): void {
		this.#stopListening();
		this.#cancelFlush?.();
		this.#cancelSeating?.();
		this.#hallDue?.cancel();
	}

	/** What the connection has missed; from here on it hears everything. */
	sync(connection: Connection, known: Known | null): SyncAnswer {
		const answer = this.room.views.answer(connection.actor, known, this.#outlet.now());
		const listed = new Set(answer.batches.map(({ audience }) => audience));
		const entered = this.#audiencesOf.get(connection) ?? new Set();
		for (const audience of [...entered])
			if (!listed.has(audience)) this.#leave(connection, audience);
		for (const audience of listed) if (!entered.has(audience)) this.#enter(connection, audience);
		const hint = () => this.#hall.hint(this.#outlet.now());
		if (listed.has('staff')) connection.hint(hint());
		else if (listed.has('screen')) connection.hint(forScreen(hint()));
		return answer;
	}

	/** Somebody without a seat asks for a person, or has been answered. */
	asked(): void {
		this.#hallChanged();
	}

	types(participantId: Id): void {
		this.#hall.types(participantId, this.#outlet.now());
		this.#hallChanged();
	}

	onLost(): void {
		this.#pending.clear();
		this.#arriving.clear();
		for (const connection of [...this.#audiencesOf.keys()]) connection.drop();
	}

	onCommit(committed: readonly Committed[], touched: Touched): void {
		for (const [audience, kinds] of touched) {
			if (!this.#members.has(audience)) {
				this.#passBy(audience);
				continue;
			}
			const pending = this.#pending.get(audience) ?? new Map<Kind, Set<Id>>();
			this.#pending.set(audience, pending);
			for (const [kind, ids] of kinds) for (const id of ids) put(pending, kind, id);
		}
		for (const entry of committed) this.#noteConsequences(entry);
		this.#hall.note(committed);
		this.#hallChanged();
		this.#schedule();
	}

	/** Sends out what has gathered. */
	flush(): void {
		this.#cancelFlush?.();
		this.#cancelFlush = null;
		this.#tempo.begin(this.#outlet.uptime());
		this.#daring(() => this.#sendOut());
		// What each device is told leaves at the end of this turn, and that is half of the work.
		process.nextTick(() => this.#tempo.end(this.#outlet.uptime()));
	}

	#sendOut(): void {
		this.#expel();
		// Where somebody still on the way belongs is known only when they sit.
		if (this.#everybodyMoves || this.#maybeMoved.size) this.#seat(Infinity);
		const pending = this.#pending;
		this.#pending = new Map();
		const moves = this.#moves();
		const resets = this.#everybodyMoves ? new Set(moves.map(({ to }) => to)) : new Set<Audience>();
		this.#everybodyMoves = false;

		// First of all: who has left a table must not hear what was said there since.
		for (const { connection, from } of moves) if (from) this.#leave(connection, from);
		// Also where everything is sent anew in a moment: a host who stays would otherwise be told later news
		// before these, and a cut in between would hide that these were missing.
		for (const [audience, kinds] of pending) this.#publish(audience, kinds);
		for (const { connection, to } of moves) {
			if (resets.has(to)) {
				put(this.#arriving, to, connection);
				continue;
			}
			this.#enter(connection, to);
			connection.send(this.room.views.reset(to));
		}
		this.#seat(TABLES_AT_ONCE);
	}

	/**
	 * A table at which many arrive at once is prepared and sent once for all who sit there, a few tables at
	 * a time: with 200 tables full of words all of them would keep everybody else waiting for a second.
	 */
	#seat(tables: number): void {
		this.#cancelSeating?.();
		this.#cancelSeating = null;
		let seated = 0;
		for (const [audience, connections] of this.#arriving) {
			if (seated++ === tables) break;
			this.#arriving.delete(audience);
			for (const one of connections) if (this.#audiencesOf.has(one)) this.#enter(one, audience);
			if (!this.#members.has(audience)) continue;
			const batch = this.room.views.reset(audience);
			this.#outlet.broadcast(audience, batch);
			this.#published.set(audience, batch.rev);
		}
		if (this.#arriving.size)
			this.#cancelSeating = this.#outlet.later(0, () =>
				this.#daring(() => this.#seat(TABLES_AT_ONCE))
			);
	}

	/** What could not be sent must not look as if there had been nothing. */
	#daring(work: () => void): void {
		try {
			work();
		} catch (error) {
			this.#outlet.report(error);
			this.onLost();
		}
	}

	#publish(audience: Audience, kinds: ReadonlyMap<Kind, ReadonlySet<Id>>): void {
		if (!this.#members.has(audience)) {
			this.#passBy(audience);
			return;
		}
		const prev = this.#published.get(audience) ?? this.#startedAt;
		const batch = this.room.views.batch(audience, kinds, prev);
		if (!batch) return;
		this.#outlet.broadcast(audience, batch);
		this.#published.set(audience, batch.rev);
	}

	/**
	 * News that nobody was there to hear count as told: whoever was at this table before them, and missed
	 * both the way out and the way back, notices by the next batch.
	 */
	#passBy(audience: Audience): void {
		this.#published.set(audience, this.room.state.rev);
	}

	#schedule(): void {
		if (this.#cancelFlush) return;
		const wait = this.#tempo.waitMs(this.#outlet.uptime(), this.size);
		this.#cancelFlush = this.#outlet.later(wait, () => this.flush());
	}

	#noteConsequences({ change: { kind, row }, before }: Committed): void {
		switch (kind) {
			case 'seat': {
				const former = (before as Seat | undefined)?.participantId;
				for (const holder of [former, row.participantId]) {
					if (!holder) continue;
					this.#maybeMoved.add(holder);
					for (const id of this.room.state.companionsOf.get(holder) ?? []) this.#maybeMoved.add(id);
				}
				break;
			}
			case 'table':
				this.#everybodyMoves = true;
				break;
			case 'workshop':
			case 'step': {
				const round = seatingRound(this.room.state);
				if (round !== this.#round) this.#everybodyMoves = true;
				this.#round = round;
				if (kind === 'workshop') {
					const former = before as Workshop | undefined;
					if (former && former.keyVersion !== row.keyVersion) this.#linksRenewed = true;
				}
				break;
			}
			case 'participant':
				if (row.removed) this.#expelled.add(row.id);
				else this.#maybeMoved.add(row.id);
				break;
		}
	}

	/** Connections whose right to be here has ended come back and are judged anew. */
	#expel(): void {
		for (const id of this.#expelled) for (const one of [...this.connectionsOf(id)]) one.drop();
		this.#expelled.clear();
		if (!this.#linksRenewed) return;
		this.#linksRenewed = false;
		for (const connection of [...this.#audiencesOf.keys()])
			if (connection.actor.role !== 'participant') connection.drop();
	}

	/** Whose table is another one now. */
	#moves(): Move[] {
		const { state } = this.room;
		const ids = this.#everybodyMoves ? this.#byParticipant.keys() : this.#maybeMoved.values();
		const moves: Move[] = [];
		for (const id of [...ids]) {
			const table = tableOfParticipant(state, id, this.#round);
			for (const connection of [...this.connectionsOf(id)]) {
				const audiences = this.#audiencesOf.get(connection);
				// Before its first sync a connection sits nowhere.
				if (!audiences?.size) continue;
				const from = [...audiences].find((audience) => audience.startsWith('table:'));
				const to: Audience | undefined = table && `table:${table.id}`;
				if (from === to) continue;
				if (to) moves.push({ connection, from, to });
				// There is no word on the wire for "you sit nowhere"; asking anew says it.
				else connection.drop();
			}
		}
		this.#maybeMoved.clear();
		return moves;
	}

	#enter(connection: Connection, audience: Audience): void {
		this.#audiencesOf.get(connection)?.add(audience);
		put(this.#members, audience, connection);
		connection.enter(audience);
	}

	#leave(connection: Connection, audience: Audience): void {
		this.#audiencesOf.get(connection)?.delete(audience);
		take(this.#members, audience, connection);
		connection.leave(audience);
	}

	/** `inMs`: when the picture will be another one, not before. */
	#hallChanged(inMs = 0): void {
		const now = this.#outlet.uptime();
		const at = Math.max(this.#hallSentAt + HALL_EVERY_MS, now + inMs);
		if (this.#hallDue && this.#hallDue.at <= at) return;
		this.#hallDue?.cancel();
		this.#hallDue = { at, cancel: this.#outlet.later(at - now, () => this.#sendHall()) };
	}

	#sendHall(): void {
		this.#hallDue = null;
		this.#hallSentAt = this.#outlet.uptime();
		const now = this.#outlet.now();
		if (this.#members.has('staff') || this.#members.has('screen')) {
			const hint = this.#hall.hint(now);
			const text = JSON.stringify(hint);
			if (text !== this.#lastHall) this.#outlet.hint(hint);
			this.#lastHall = text;
		}
		const next = this.#hall.nextChangeAt();
		if (next !== null) this.#hallChanged(Math.max(0, next - now));
	}
}

/** Who needs help is nothing for the whole hall to read. */
export const forScreen = (hint: HallHint): HallHint => ({ ...hint, asking: [] });

function put<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
	const set = map.get(key);
	if (set) set.add(value);
	else map.set(key, new Set([value]));
}

function take<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
	const set = map.get(key);
	if (set?.delete(value) && set.size === 0) map.delete(key);
}
