/**
 * Owns one workshop's rows in memory and the one queue through which they change. All commands that wait
 * are judged one after the other inside one durable transaction; only when it is on the disk are the
 * senders answered and the listeners told. What must stay true: nobody outside ever sees a row that is
 * not stored, a command id is carried out at most once, and one command's mistake harms no other.
 */
import { decide } from '#lib/domain/decide.ts';
import type { Actor, Command, Outcome } from '#lib/domain/commands.ts';
import type { Change, Id, Kind, RowOf } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';
import type { Log } from '../log.ts';
import { isOwnFault, toStoreError } from '../store/error.ts';
import type { Life, Store, Work, Written } from '../store/store.ts';
import { Views, type Touched } from './views.ts';

/** So that a transaction stays within a few milliseconds: all phones share this one thread. */
const MOST_AT_ONCE = 256;

export interface Committed {
	change: Change;
	/** The row as it was before, undefined when it is new. */
	before: RowOf[Kind] | undefined;
}

export interface RoomListener {
	onCommit(committed: readonly Committed[], touched: Touched): void;
	/** What was told so far cannot be continued: everybody has to ask anew. */
	onLost(): void;
}

export interface RoomTools {
	store: Store;
	log: Log;
	now: () => number;
	newId: () => Id;
}

interface Waiting {
	command: Command;
	actor: Actor;
	resolve: (outcome: Outcome) => void;
}

const UNAVAILABLE: Outcome = { ok: false, code: 'storage_unavailable' };
const MALFORMED: Outcome = { ok: false, code: 'malformed' };

export class Room {
	readonly workshopId: Id;
	#views: Views;
	readonly #life: Life;
	readonly #tools: RoomTools;
	readonly #listeners = new Set<RoomListener>();
	#state: State;
	#queue: Waiting[] = [];
	#pumping = false;
	#idle: Promise<void> = Promise.resolve();

	/** When anybody last wanted something from this room. */
	usedAt: number;

	private constructor(workshopId: Id, state: State, life: Life, tools: RoomTools) {
		this.workshopId = workshopId;
		this.#state = state;
		this.#life = life;
		this.#tools = tools;
		this.#views = this.#newViews();
		this.usedAt = tools.now();
	}

	static async open(workshopId: Id, tools: RoomTools): Promise<Room> {
		const life = await tools.store.life(workshopId);
		const { changes } = await tools.store.load(workshopId);
		return new Room(workshopId, new State(changes), life, tools);
	}

	/** Replaced as a whole when a transaction fails: ask for it again after every wait. */
	get state(): State {
		return this.#state;
	}

	get views(): Views {
		return this.#views;
	}

	get isWatched(): boolean {
		return this.#listeners.size > 0;
	}

	/** Resolves when nothing waits. */
	get idle(): Promise<void> {
		return this.#idle;
	}

	listen(listener: RoomListener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Resolves after the commit. Never rejects. */
	submit(command: Command, actor: Actor): Promise<Outcome> {
		this.usedAt = this.#tools.now();
		return new Promise((resolve) => {
			this.#queue.push({ command, actor, resolve });
			if (this.#pumping) return;
			this.#pumping = true;
			this.#idle = this.#pump();
		});
	}

	/** The workshop was deleted. */
	dropped(): void {
		for (const listener of this.#listeners) listener.onLost();
	}

	async #pump(): Promise<void> {
		while (this.#queue.length) {
			// Everything that arrives in this turn of the event loop goes into the same transaction.
			await new Promise((next) => setImmediate(next));
			await this.#carryOut(this.#queue.splice(0, MOST_AT_ONCE));
		}
		this.#pumping = false;
	}

	async #carryOut(batch: Waiting[]): Promise<void> {
		const undo = new Map<string, Committed>();
		const committed: Committed[] = [];
		const outcomes = new Map<Id, Outcome>();
		try {
			await this.#tools.store.transact(
				this.workshopId,
				{ sinceRev: this.#state.rev, commandIds: batch.map(({ command }) => command.id) },
				(work) => this.#judge(batch, work, { undo, committed, outcomes })
			);
		} catch (error) {
			this.#rollBack(undo);
			await this.#answerFailed(batch, error);
			return;
		}
		for (const { command, resolve } of batch) resolve(outcomes.get(command.id) ?? MALFORMED);
		if (committed.length) this.#tell(committed);
	}

	#judge(
		batch: Waiting[],
		{ newer, known, rev: storedRev }: Work,
		into: { undo: Map<string, Committed>; committed: Committed[]; outcomes: Map<Id, Outcome> }
	): Written {
		const written: Written = { changes: [], outcomes: [] };
		const apply = (change: Change) => {
			const before = this.#state.rows[change.kind].get(change.row.id);
			const entry = { change, before };
			const key = `${change.kind} ${change.row.id}`;
			if (!into.undo.has(key)) into.undo.set(key, entry);
			into.committed.push(entry);
			this.#state.apply(change);
		};
		for (const change of newer) apply(change);
		for (const [id, outcome] of known) into.outcomes.set(id, outcome);

		let rev = storedRev;
		for (const { command, actor } of batch) {
			if (into.outcomes.has(command.id)) continue;
			const { outcome, changes } = this.#judgeOne(command, actor, rev);
			into.outcomes.set(command.id, outcome);
			if (changes.length) rev += 1;
			for (const change of changes) {
				apply(change);
				written.changes.push(change);
			}
			// A mistake of ours is no verdict: sent again after a repair, the command may succeed.
			if (outcome !== MALFORMED) written.outcomes.push({ id: command.id, outcome });
		}
		return written;
	}

	/** Changes come back numbered; a command that changes nothing takes no number. */
	#judgeOne(command: Command, actor: Actor, rev: number): { outcome: Outcome; changes: Change[] } {
		// A room holds one workshop, whatever the payload says.
		if (command.type === 'workshop.create' && command.payload.workshopId !== this.workshopId)
			return { outcome: MALFORMED, changes: [] };
		try {
			const { now, newId } = this.#tools;
			const decision = decide(this.#state, command, actor, { now: now(), newId });
			if (!decision.ok) return { outcome: decision, changes: [] };
			if (!decision.changes.length) return { outcome: { ok: true, rev }, changes: [] };
			// Made a moment ago and known to nobody else: numbered in place, a row is not copied once more.
			for (const { row } of decision.changes) row.rev = rev + 1;
			return { outcome: { ok: true, rev: rev + 1 }, changes: decision.changes };
		} catch (error) {
			this.#report(error, command, 'a command could not be judged');
			return { outcome: MALFORMED, changes: [] };
		}
	}

	/** Rebuilt from what is still in memory: works with a dead disk, and leaves no moment in between. */
	#rollBack(undo: ReadonlyMap<string, Committed>): void {
		if (!undo.size) return;
		const rows = function* (state: State): Generator<Change> {
			for (const change of state.all()) {
				const undone = undo.get(`${change.kind} ${change.row.id}`);
				if (!undone) yield change;
				else if (undone.before) yield { kind: change.kind, row: undone.before } as Change;
			}
		};
		this.#state = new State(rows(this.#state));
	}

	async #answerFailed(batch: Waiting[], error: unknown): Promise<void> {
		const trouble = toStoreError(error);
		if (!isOwnFault(trouble)) {
			this.#tools.log.error({ err: error, commands: batch.length }, 'the store cannot write');
			for (const { resolve } of batch) resolve(UNAVAILABLE);
			return;
		}
		if (batch.length > 1) {
			// One of them cannot be written. Alone each shows whether it is the one.
			for (const waiting of batch) await this.#carryOut([waiting]);
			return;
		}
		for (const { command, resolve } of batch) {
			if (trouble.code === 'code_taken') resolve({ ok: false, code: 'code_taken' });
			else {
				this.#report(error, command, 'a command could not be written');
				resolve(MALFORMED);
			}
		}
	}

	/** What is stored stays stored: a mistake here costs the listeners a fresh start and nobody a word. */
	#tell(committed: readonly Committed[]): void {
		let touched: Touched;
		try {
			touched = this.#views.note(committed);
		} catch (error) {
			this.#tools.log.error({ err: error }, 'a commit could not be told');
			this.#views = this.#newViews();
			for (const listener of this.#listeners) listener.onLost();
			return;
		}
		for (const listener of this.#listeners) {
			try {
				listener.onCommit(committed, touched);
			} catch (error) {
				this.#tools.log.error({ err: error }, 'a listener of a room failed');
				listener.onLost();
			}
		}
	}

	#newViews(): Views {
		return new Views(() => this.#state, this.#life);
	}

	#report(error: unknown, command: Command, message: string): void {
		this.#tools.log.error({ err: error, id: command.id, type: command.type }, message);
	}
}
