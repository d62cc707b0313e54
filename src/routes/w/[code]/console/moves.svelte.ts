/**
 * Owns moving the evening on and back from this console. What must stay true: one press is one step (a
 * remote that bounces, two people pressing at once); a press that is dropped for that says so, and one in
 * the other direction is never dropped.
 */
import type { Live } from '#lib/client/types.ts';
import type { CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { Id, Step } from '#lib/domain/rows.ts';
import type { Translate } from '#lib/text/text.ts';
import { heldBeside } from '#lib/ui/console/plan.ts';
import { stepName } from '#lib/ui/console/step-name.ts';
import type { Way } from './acts.svelte.ts';

/** A second press this soon after a move in the same direction is a bounce, not a wish. */
const BOUNCE_MS = 700;
/** Nobody has read a step that began this recently: the press was meant for the one before it. */
const UNREAD_MS = 1000;
/** What a step change is told as. */
const MOVE = 'move';

/** What the desk lends. */
interface Hands {
	ask<T extends CommandType>(type: T, payload: Payloads[T]): Promise<Outcome>;
	did(
		what: string,
		undo: () => Promise<boolean>,
		said: { about: string; text: string } | undefined,
		way: Way
	): void;
	say(about: string, text: string): void;
	sayUnread(): void;
	sayOnce(): void;
}

export class Moves {
	readonly #live: Live;
	readonly #t: Translate<'console'>;
	readonly #hands: Hands;
	/** A move is on its way: the button waits. */
	moving = $state(false);
	/** Resolves when it has its answer. */
	#move: Promise<unknown> = Promise.resolve();
	#movedAt = 0;
	#movedTo: Way | null = null;
	/** The step this console moved to last: who began it has read it. */
	#ownStep: Id | null = null;
	/** Where the own move led; true before the rows say so, which come a moment after the answer. */
	#arrived: { stepId: Id | null; rev: number } | null = null;

	constructor(live: Live, t: Translate<'console'>, hands: Hands) {
		this.#live = live;
		this.#t = t;
		this.#hands = hands;
	}

	async next(): Promise<void> {
		if (this.moving && !this.isBounce('on')) await this.#move;
		if (this.isBounce('on')) return this.#hands.sayOnce();
		const from = this.#stepId;
		const next = heldBeside(this.#live.steps, from, 1);
		if (this.#live.workshop.state !== 'open' || !next || this.#isUnread()) return;
		await this.#go('on', async () => {
			const outcome = await this.#hands.ask('step.advance', { from });
			if (!outcome.ok) return false;
			this.#arrived = { stepId: next.id, rev: outcome.rev };
			this.#ownStep = next.id;
			const name = stepName(this.#t, next);
			const said = { about: MOVE, text: this.#t('said.started', { step: name }) };
			const what = this.#t('did.next', { step: name });
			this.#hands.did(what, () => this.#takeBack(next.id), said, 'back');
			return true;
		});
	}

	async back(): Promise<void> {
		if (this.moving && !this.isBounce('back')) await this.#move;
		if (this.isBounce('back')) return this.#hands.sayOnce();
		const from = this.#stepId;
		if (from === null || this.#live.workshop.state !== 'open' || this.#isUnread()) return;
		const previous = heldBeside(this.#live.steps, from, -1);
		if (!(await this.#takeBack(from))) return;
		const step = previous ? stepName(this.#t, previous) : '';
		const what = previous ? this.#t('did.back', { step }) : this.#t('did.back_doors');
		this.#hands.did(what, () => this.#goOn(previous ?? null), undefined, 'on');
		this.#hands.say(MOVE, previous ? this.#t('said.back', { step }) : this.#t('said.back_doors'));
	}

	/** Only as long as that step is still the current one: an old toast must not undo a newer move. */
	async #takeBack(from: Id): Promise<boolean> {
		const previous = heldBeside(this.#live.steps, from, -1);
		return this.#go('back', async () => {
			const outcome = await this.#hands.ask('step.back', { from });
			if (outcome.ok) this.#arrived = { stepId: previous?.id ?? null, rev: outcome.rev };
			return outcome.ok;
		});
	}

	async #goOn(from: Pick<Step, 'id'> | null): Promise<boolean> {
		const next = heldBeside(this.#live.steps, from?.id ?? null, 1);
		return this.#go('on', async () => {
			const outcome = await this.#hands.ask('step.advance', { from: from?.id ?? null });
			if (!outcome.ok) return false;
			this.#ownStep = next?.id ?? null;
			this.#arrived = { stepId: this.#ownStep, rev: outcome.rev };
			return true;
		});
	}

	/** Where the evening stands, own moves included. */
	get #stepId(): Id | null {
		const own = this.#arrived;
		return own && this.#live.rev < own.rev ? own.stepId : this.#live.workshop.stepId;
	}

	/** Somebody else has just moved on: this press was meant for the step before, and is told so. */
	#isUnread(): boolean {
		const id = this.#stepId;
		const step = this.#live.steps.find((one) => one.id === id);
		if (!step?.startedAt || id === this.#ownStep) return false;
		if (this.#live.now - step.startedAt >= UNREAD_MS) return false;
		this.#hands.sayUnread();
		return true;
	}

	/** The same way so soon again: dropped, and told. */
	isBounce(way: Way): boolean {
		return this.#movedTo === way && (this.moving || Date.now() - this.#movedAt < BOUNCE_MS);
	}

	/** One move after the other; the button waits meanwhile. */
	async #go(way: Way, move: () => Promise<boolean>): Promise<boolean> {
		const going = this.#move.then(move);
		const settled = going.catch(() => false);
		this.#move = settled;
		this.moving = true;
		this.#movedTo = way;
		this.#movedAt = Date.now();
		try {
			return await going;
		} finally {
			if (this.#move === settled) this.moving = false;
			this.#movedAt = Date.now();
		}
	}
}
