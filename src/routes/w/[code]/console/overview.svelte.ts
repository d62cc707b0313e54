/**
 * Owns what the console reads out of the rows: where the evening stands, what the screen shows, what
 * waits. Every figure is computed from confirmed rows; nothing here is remembered or guessed.
 */
import { announcedStart, comparePlan } from '#lib/ui/console/plan.ts';
import { stepTitle } from '#lib/ui/console/step-name.ts';
import { pick, type Translate } from '#lib/text/text.ts';
import type { Live } from '#lib/client/types.ts';

/** Commands younger than this are simply on their way. */
const SLOW_MS = 4000;

export class Overview {
	readonly #live: Live;
	readonly #text: { readonly t: Translate<'console'>; readonly lang: string };

	constructor(live: Live, text: { readonly t: Translate<'console'>; readonly lang: string }) {
		this.#live = live;
		this.#text = text;
	}

	readonly isOpen = $derived.by(() => this.#live.workshop.state === 'open');
	readonly frozen = $derived.by(() => this.isOpen && this.#live.workshop.frozenAt !== null);
	/** The current step, only while the evening runs. */
	readonly step = $derived.by(() => (this.isOpen ? this.#live.step : null));
	readonly next = $derived.by(() => {
		const { steps, step } = this.#live;
		return steps[step ? steps.indexOf(step) + 1 : 0];
	});

	readonly leftMs = $derived.by(() => this.#live.leftMs(this.step));
	readonly overMs = $derived.by(() => {
		const endsAt = this.step?.endsAt;
		return endsAt ? Math.max(0, this.#live.now - endsAt) : 0;
	});
	readonly plan = $derived.by(() => {
		const { workshop, steps, now } = this.#live;
		const announced = workshop.rehearsal ? null : announcedStart(workshop.date, workshop.time);
		return this.isOpen ? comparePlan(steps, workshop.stepId, now, announced) : null;
	});

	/** `Runde 2 von 3`, or what stands in place of a step. */
	readonly title = $derived.by(() => {
		const { t } = this.#text;
		if (this.step) return stepTitle(t, this.step, this.#live.steps);
		if (this.isOpen) return t('now.doors');
		return t(this.#live.workshop.state === 'closed' ? 'now.closed' : 'now.draft');
	});
	/** Large, as long as no clock runs. */
	readonly instead = $derived.by(() => {
		const { t } = this.#text;
		if (this.isOpen) return t('now.people', { n: this.#live.hall?.people ?? 0 });
		return t(this.#live.workshop.state === 'closed' ? 'closed.title' : 'preflight.title');
	});
	readonly question = $derived.by(() =>
		this.step ? pick(this.step.question, this.#text.lang, this.#live.workshop.languages[0]) : ''
	);

	readonly contributions = $derived.by(() => this.#live.rows('contribution'));
	/** Contributions that wait for release. */
	readonly waiting = $derived.by(
		() =>
			this.contributions.filter((one) => one.screen === 'waiting' && one.state === 'table').length
	);
	readonly clusters = $derived.by(() =>
		this.#live.rows('cluster').sort((a, b) => a.position - b.position)
	);
	readonly ballot = $derived.by(() => {
		const { stepId } = this.#live.workshop;
		return this.#live.rows('ballot').findLast((one) => one.stepId === stepId) ?? null;
	});
	/** The contribution on the projector, as long as it may be there. */
	readonly quoted = $derived.by(() => {
		const { screen } = this.#live.workshop;
		if (screen.mode !== 'contribution') return null;
		const one = this.#live.get('contribution', screen.contributionId);
		if (!one || one.screen !== 'released' || one.state !== 'table') return null;
		const table = this.#live.get('table', one.tableId);
		return { id: one.id, text: one.text, lang: one.lang, round: one.round, table };
	});
	/** Devices that have a seat. */
	readonly devices = $derived.by(() => this.#live.rows('seat').filter(({ taken }) => taken).length);

	/** Own commands that wait for an answer longer than they should. */
	readonly slow = $derived.by(() => {
		const { pending } = this.#live;
		if (!pending.length) return 0;
		const { now } = this.#live;
		return pending.filter(
			({ state, command }) => state === 'waiting' && now - command.typedAt > SLOW_MS
		).length;
	});
}
