/**
 * Owns what a facilitator does: every command of the console goes through here, says what happened in a
 * toast and offers the way back. What must stay true: a press that is dropped says so, a refusal is told
 * calmly and changes nothing here.
 */
import type { CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { HideReason, Id, ItemKind, ScreenChoice } from '#lib/domain/rows.ts';
import { pictureOf } from '#lib/ui/picture.ts';
import type { Live } from '#lib/client/types.ts';
import type { Translate } from '#lib/text/text.ts';
import { stepName } from '#lib/ui/console/step-name.ts';
import type { Toast } from '#lib/ui/console/Toasts.svelte';
import { Acts, type Act, type Way } from './acts.svelte.ts';
import { Moves } from './moves.svelte.ts';

const TOAST_MS = 6000;
const UNDO_TOAST_MS = 10_000;
const MAX_TOASTS = 2;
/** Items in one command: well below what the server's socket takes in one packet. */
export const CHUNK = 500;

export class Desk {
	readonly #live: Live;
	readonly #t: Translate<'console'>;
	readonly #refusal: Translate<'common'>;
	/** What is on its way and cannot be meant twice. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing that is drawn reads it
	readonly #busy = new Set<string>();
	/** Commands without an answer. */
	#asked = 0;
	#toastId = 0;
	/** Resolves when what was sent last is answered and remembered. */
	#answered: Promise<unknown> = Promise.resolve();
	toasts = $state.raw<readonly Toast[]>([]);
	/** What this console did, each with its way back. */
	readonly acts: Acts;
	readonly #moves: Moves;

	constructor(live: Live, t: Translate<'console'>, common: Translate<'common'>) {
		this.#live = live;
		this.#t = t;
		this.#refusal = common;
		this.acts = new Acts(() => live.now);
		this.#moves = new Moves(live, t, {
			ask: (type, payload) => this.#ask(type, payload),
			did: (...done) => this.#did(...done),
			say: (about, text) => this.say(about, text),
			sayUnread: () => this.say('refusal', common('refusal.already_moved_on')),
			sayOnce: () => this.#sayOnce()
		});
	}

	say(about: string, text: string, action?: Toast['action']): void {
		const toast: Toast = { id: ++this.#toastId, about, text, ...(action ? { action } : {}) };
		const others = this.toasts.filter((other) => other.about !== about);
		this.toasts = [...others.slice(1 - MAX_TOASTS), toast];
		setTimeout(() => this.dismiss(toast.id), action ? UNDO_TOAST_MS : TOAST_MS);
	}

	dismiss(id: number): void {
		this.toasts = this.toasts.filter((toast) => toast.id !== id);
	}

	/** True when the server accepted; a refusal has been told by then. */
	async send<T extends CommandType>(type: T, payload: Payloads[T]): Promise<boolean> {
		return (await this.#ask(type, payload)).ok;
	}

	async #ask<T extends CommandType>(type: T, payload: Payloads[T]): Promise<Outcome> {
		this.#asked += 1;
		const sending = this.#live.send(type, payload);
		// A turn later, so that who waited for the answer has remembered the act by then.
		this.#answered = sending
			.then(() => new Promise((next) => setTimeout(next)))
			.finally(() => (this.#asked -= 1));
		const outcome = await sending;
		if (!outcome.ok)
			this.say('refusal', this.#refusal(`refusal.${outcome.code}`, { limit: outcome.limit ?? 0 }));
		return outcome;
	}

	/** Done, and can be taken back: said in a toast unless it is plain to see, kept in the list. */
	#did(
		what: string,
		undo: () => Promise<boolean>,
		said?: { about: string; text: string },
		way: Way | null = null
	): void {
		const act = this.acts.remember(what, undo, { way });
		if (said)
			this.say(said.about, said.text, { label: this.#t('undo'), run: () => void this.undo(act) });
	}

	/** Something that was done here has no answer yet. */
	get isBusy(): boolean {
		return this.#asked > 0;
	}

	/** Resolves when what was done last here is among the acts. */
	get answered(): Promise<unknown> {
		return this.#answered;
	}

	/** The latest act, or one out of the list. */
	async undo(chosen?: Act): Promise<void> {
		// The screen may show an act before its answer is here; an older one must not go in its stead.
		if (!chosen) await this.answered;
		const act = chosen ?? this.acts.list.at(-1);
		if (!act) return;
		if (act.way && this.#moves.isBounce(act.way)) return this.#sayOnce();
		if (await this.acts.undo(act)) this.say('undo', this.#t('harvest.undone', { what: act.what }));
	}

	get moving(): boolean {
		return this.#moves.moving;
	}

	next(): Promise<void> {
		return this.#moves.next();
	}

	back(): Promise<void> {
		return this.#moves.back();
	}

	#sayOnce(): void {
		this.say('once', this.#t('said.once'));
	}

	/** While the answer is on its way, the same press once more means the same. */
	async #once(act: string, run: () => Promise<void>): Promise<void> {
		if (this.#busy.has(act)) return this.#sayOnce();
		this.#busy.add(act);
		try {
			await run();
		} finally {
			this.#busy.delete(act);
		}
	}

	async pause(): Promise<void> {
		const { step } = this.#live;
		if (step?.state !== 'running' && step?.state !== 'paused') return;
		const stepId = step.id;
		const [type, inverse, what] =
			step.state === 'running'
				? (['step.pause', 'step.resume', 'did.pause'] as const)
				: (['step.resume', 'step.pause', 'did.resume'] as const);
		await this.#once('pause', async () => {
			if (await this.send(type, { stepId }))
				this.acts.remember(this.#t(what), () => this.send(inverse, { stepId }));
		});
	}

	async extend(minutes: number): Promise<void> {
		const { step } = this.#live;
		if (!step || step.state === 'done') return;
		const stepId = step.id;
		const what = this.#t(minutes > 0 ? 'did.more' : 'did.less', { n: Math.abs(minutes) });
		if (await this.send('step.extend', { stepId, minutes }))
			this.acts.remember(what, () => this.send('step.extend', { stepId, minutes: -minutes }));
	}

	async show(screen: Payloads['screen.show']['screen']): Promise<void> {
		const before = this.#live.workshop.screen;
		if (await this.send('screen.show', { screen }))
			this.acts.remember(this.#t('did.screen'), () => this.#showAgain(before));
	}

	/** What was held is put up and held again. */
	async #showAgain(before: ScreenChoice): Promise<boolean> {
		const isUp = await this.send('screen.show', { screen: pictureOf(before) });
		return (
			isUp && (before.mode !== 'held' || this.send('screen.show', { screen: { mode: 'held' } }))
		);
	}

	blank(): void {
		const { workshop } = this.#live;
		if (workshop.state !== 'open') return;
		const mode = workshop.screen.mode === 'blank' ? 'auto' : 'blank';
		void this.#once('blank', () => this.show({ mode }));
	}

	async freeze(frozen = this.#live.workshop.frozenAt === null): Promise<void> {
		if (this.#live.workshop.state !== 'open') return;
		const text = this.#t(frozen ? 'said.frozen' : 'said.thawed');
		const undo = () => this.send('workshop.freeze', { frozen: !frozen });
		await this.#once('freeze', async () => {
			if (await this.send('workshop.freeze', { frozen }))
				this.#did(text, undo, { about: 'freeze', text });
		});
	}

	/** A round and its change, or a step, is not held; or is after all. */
	async skip(stepId: Id, skipped: boolean): Promise<void> {
		const step = stepName(this.#t, this.#live.get('step', stepId));
		const what = this.#t(skipped ? 'did.skip' : 'did.hold', { step });
		if (await this.send('step.skip', { stepId, skipped }))
			this.#did(what, () => this.send('step.skip', { stepId, skipped: !skipped }), {
				about: 'edit',
				text: what
			});
	}

	/** A round that is over stays open for writing; null ends that. */
	async keepOpen(stepId: Id | null): Promise<void> {
		const before = this.#live.workshop.besideStepId;
		const step = stepName(this.#t, this.#live.get('step', stepId ?? before ?? ''));
		const what = this.#t(stepId ? 'did.keep_open' : 'did.end_open', { step });
		if (await this.send('step.keep_open', { stepId }))
			this.#did(what, () => this.send('step.keep_open', { stepId: before }), {
				about: 'edit',
				text: what
			});
	}

	/** Taking it back restores the minutes of the steps that are still to come. */
	async replan(endsAt: number): Promise<void> {
		const before = this.#live.steps
			.filter(({ state }) => state === 'planned')
			.map(({ id, minutes }) => ({ stepId: id, minutes }));
		if (!(await this.send('step.replan', { endsAt }))) return;
		this.#did(
			this.#t('did.replan'),
			async () => {
				for (const edit of before)
					if (
						this.#live.get('step', edit.stepId)?.state === 'planned' &&
						!(await this.send('step.edit', edit))
					)
						return false;
				return true;
			},
			{ about: 'edit', text: this.#t('did.replan') }
		);
	}

	async call(called = this.#live.workshop.calledAt === null): Promise<void> {
		if (this.#live.workshop.state !== 'open') return;
		await this.#once('call', async () => {
			if (await this.send('workshop.call', { called }))
				this.say('call', this.#t(called ? 'said.called' : 'said.uncalled'));
		});
	}

	async answer(tableId: Id): Promise<void> {
		const number = this.#live.get('table', tableId)?.number ?? 0;
		if (await this.send('table.signal', { tableId, state: null }))
			this.say('table', this.#t('said.answered', { number }));
	}

	async merge(tableId: Id, intoId: Id): Promise<void> {
		const numberOf = (id: Id) => this.#live.get('table', id)?.number ?? 0;
		if (await this.send('table.merge', { tableId, intoId }))
			this.say(
				'table',
				this.#t('said.merged', { number: numberOf(tableId), into: numberOf(intoId) })
			);
	}

	async open(rehearsal: boolean): Promise<void> {
		if (await this.send('workshop.open', { rehearsal })) this.say('move', this.#t('said.opened'));
	}

	async close(): Promise<void> {
		if (await this.send('workshop.close', {})) this.say('move', this.#t('said.closed'));
	}

	async wipe(): Promise<void> {
		if (await this.send('workshop.reset', {})) this.say('move', this.#t('said.wiped'));
	}

	async edit(edit: Payloads['step.edit']): Promise<void> {
		if (await this.send('step.edit', edit)) this.say('edit', this.#t('said.saved'));
	}

	async quiet(quietMinutes: number): Promise<void> {
		if (await this.send('workshop.edit', { quietMinutes })) this.say('edit', this.#t('said.saved'));
	}

	async release(ids: readonly Id[], released: boolean): Promise<void> {
		if (!(await this.#releaseChunks(ids, released))) return;
		const text = released ? this.#t('said.released', { n: ids.length }) : this.#t('said.kept');
		const what = released ? this.#t('did.release', { n: ids.length }) : text;
		this.#did(what, () => this.#releaseChunks(ids, !released), { about: 'release', text });
	}

	async #releaseChunks(ids: readonly Id[], released: boolean): Promise<boolean> {
		for (const contributionIds of chunks(ids))
			if (!(await this.send('contribution.release', { contributionIds, released }))) return false;
		return true;
	}

	async hide(contributionId: Id, reason: HideReason): Promise<void> {
		const { screen } = this.#live.workshop;
		const wasReleased = this.#live.get('contribution', contributionId)?.screen === 'released';
		const picture = pictureOf(screen);
		const wasShown = picture.mode === 'contribution' && picture.contributionId === contributionId;
		if (!(await this.send('contribution.hide', { contributionId, reason }))) return;
		// What stood before the hall comes back exactly there.
		const undo = async () => {
			if (!(await this.send('contribution.restore', { contributionId }))) return false;
			if (wasReleased) await this.#releaseChunks([contributionId], true);
			return !wasShown || this.#showAgain(screen);
		};
		this.#did(this.#t('said.hidden'), undo, { about: 'release', text: this.#t('said.hidden') });
	}

	/** The voice that reads it aloud is another one; the words stay as they are. */
	async correct(itemKind: ItemKind, itemId: Id, lang: string, name: string): Promise<void> {
		const before = this.#live.get(itemKind, itemId)?.lang;
		if (before === undefined || before === lang) return;
		if (!(await this.send('language.correct', { itemKind, itemId, lang }))) return;
		const text = this.#t('said.language', { language: name });
		this.#did(text, () => this.send('language.correct', { itemKind, itemId, lang: before }), {
			about: 'release',
			text
		});
	}

	/** Whatever contribution the hall reads now leaves the screen and its table, at once. */
	async hideShown(): Promise<void> {
		const screen = pictureOf(this.#live.workshop.screen);
		if (screen.mode === 'contribution') await this.hide(screen.contributionId, 'other');
	}

	async restore(contributionId: Id): Promise<void> {
		if (await this.send('contribution.restore', { contributionId }))
			this.say('release', this.#t('said.restored'));
	}

	async block(contributionId: Id, blocked: boolean): Promise<void> {
		if (await this.send('participant.block', { contributionId, blocked }))
			this.say('release', this.#t(blocked ? 'said.blocked' : 'said.unblocked'));
	}
}

export function chunks<T>(list: readonly T[]): T[][] {
	const parts: T[][] = [];
	for (let start = 0; start < list.length; start += CHUNK)
		parts.push(list.slice(start, start + CHUNK));
	return parts;
}
