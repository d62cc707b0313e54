/**
 * Owns what a facilitator does: every command of the console goes through here, says what happened in a
 * toast and offers the way back. What must stay true: one press is one step (a remote that bounces, two
 * people pressing at once), a refusal is told calmly and changes nothing here.
 */
import type { CommandType, Payloads } from '#lib/domain/commands.ts';
import type { HideReason, Id, ScreenChoice } from '#lib/domain/rows.ts';
import type { Live } from '#lib/client/types.ts';
import type { Translate } from '#lib/text/text.ts';
import { stepName } from '#lib/ui/console/step-name.ts';
import type { Toast } from '#lib/ui/console/Toasts.svelte';

/** A second press this soon after a move is a bounce, not a wish. */
const BOUNCE_MS = 700;
/** Nobody has read a step that began this recently: the press was meant for the one before it. */
const UNREAD_MS = 1000;
const TOAST_MS = 6000;
const UNDO_TOAST_MS = 10_000;
const MAX_TOASTS = 2;
/** Items in one command: well below what the server's socket takes in one packet. */
export const CHUNK = 500;

export class Desk {
	readonly #live: Live;
	readonly #t: Translate<'console'>;
	readonly #refusal: Translate<'common'>;
	#movedAt = 0;
	/** The step this console moved to last: who began it has read it. */
	#ownStep: Id | null = null;
	#toastId = 0;
	/** A move is on its way: the button waits. */
	moving = $state(false);
	toasts = $state.raw<readonly Toast[]>([]);

	constructor(live: Live, t: Translate<'console'>, common: Translate<'common'>) {
		this.#live = live;
		this.#t = t;
		this.#refusal = common;
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
		const outcome = await this.#live.send(type, payload);
		if (!outcome.ok)
			this.say('refusal', this.#refusal(`refusal.${outcome.code}`, { limit: outcome.limit ?? 0 }));
		return outcome.ok;
	}

	async next(): Promise<void> {
		const { workshop, steps, step } = this.#live;
		const next = steps[step ? steps.indexOf(step) + 1 : 0];
		if (workshop.state !== 'open' || !next || this.#isBounce) return;
		const isOwn = step?.id === this.#ownStep;
		if (!isOwn && step?.startedAt && this.#live.now - step.startedAt < UNREAD_MS) {
			this.say('refusal', this.#refusal('refusal.already_moved_on'));
			return;
		}
		const from = workshop.stepId;
		await this.#move(async () => {
			if (!(await this.send('step.advance', { from }))) return;
			this.#ownStep = next.id;
			this.say('move', this.#t('said.started', { step: stepName(this.#t, next) }), {
				label: this.#t('undo'),
				run: () => void this.#takeBack(next.id)
			});
		});
	}

	async back(): Promise<void> {
		const from = this.#live.workshop.stepId;
		if (from !== null && this.#live.workshop.state === 'open') await this.#takeBack(from);
	}

	/** Only as long as that step is still the current one: an old toast must not undo a newer move. */
	#takeBack(from: Id): Promise<void> {
		const { steps } = this.#live;
		const previous = steps[steps.findIndex(({ id }) => id === from) - 1];
		return this.#move(async () => {
			if (!(await this.send('step.back', { from }))) return;
			this.say(
				'move',
				previous
					? this.#t('said.back', { step: stepName(this.#t, previous) })
					: this.#t('said.back_doors')
			);
		});
	}

	get #isBounce(): boolean {
		return this.moving || Date.now() - this.#movedAt < BOUNCE_MS;
	}

	async #move(move: () => Promise<void>): Promise<void> {
		if (this.#isBounce) return;
		this.moving = true;
		try {
			await move();
		} finally {
			this.moving = false;
			this.#movedAt = Date.now();
		}
	}

	pause(): void {
		const { step } = this.#live;
		if (step?.state === 'running') void this.send('step.pause', { stepId: step.id });
		else if (step?.state === 'paused') void this.send('step.resume', { stepId: step.id });
	}

	extend(minutes: number): void {
		const { step } = this.#live;
		if (step && step.state !== 'done') void this.send('step.extend', { stepId: step.id, minutes });
	}

	show(screen: ScreenChoice): void {
		void this.send('screen.show', { screen });
	}

	blank(): void {
		const { workshop } = this.#live;
		if (workshop.state !== 'open') return;
		this.show({ mode: workshop.screen.mode === 'blank' ? 'auto' : 'blank' });
	}

	async freeze(frozen = this.#live.workshop.frozenAt === null): Promise<void> {
		if (this.#live.workshop.state !== 'open') return;
		if (await this.send('workshop.freeze', { frozen }))
			this.say('freeze', this.#t(frozen ? 'said.frozen' : 'said.thawed'));
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

	async release(ids: readonly Id[], released: boolean): Promise<void> {
		if (!(await this.#releaseChunks(ids, released))) return;
		this.say(
			'release',
			released ? this.#t('said.released', { n: ids.length }) : this.#t('said.kept'),
			released
				? { label: this.#t('undo'), run: () => void this.#releaseChunks(ids, false) }
				: undefined
		);
	}

	async #releaseChunks(ids: readonly Id[], released: boolean): Promise<boolean> {
		for (const contributionIds of chunks(ids))
			if (!(await this.send('contribution.release', { contributionIds, released }))) return false;
		return true;
	}

	async hide(contributionId: Id, reason: HideReason): Promise<void> {
		if (await this.send('contribution.hide', { contributionId, reason }))
			this.say('release', this.#t('said.hidden'), {
				label: this.#t('undo'),
				run: () => void this.restore(contributionId)
			});
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
