/**
 * Owns what the console reads out of the rows: where the evening stands, what the screen shows, what
 * waits. Every figure is computed from confirmed rows; nothing here is remembered or guessed.
 */
import { signalsNow } from '#lib/domain/signals.ts';
import { announcedStart, comparePlan, dueOf, heldBeside, startsOf } from '#lib/ui/console/plan.ts';
import { openTables, pulsesOf } from '#lib/ui/console/pulse.ts';
import { stepTitle } from '#lib/ui/console/step-name.ts';
import { byCluster } from '#lib/ui/console/report-order.ts';
import { wallOrder } from '#lib/ui/console/wall-order.ts';
import { votableOf } from '#lib/ui/console/votable.ts';
import { ballotOf } from '#lib/ui/option.ts';
import { pick, type Translate } from '#lib/text/text.ts';
import { pictureOf } from '#lib/ui/picture.ts';
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
	readonly next = $derived.by(() => heldBeside(this.#live.steps, this.step?.id ?? null, 1));
	/** A round that is over and can still be written in. */
	readonly beside = $derived.by(() =>
		this.isOpen ? (this.#live.get('step', this.#live.workshop.besideStepId) ?? null) : null
	);

	readonly leftMs = $derived.by(() => this.#live.leftMs(this.step));
	readonly overMs = $derived.by(() => {
		const endsAt = this.step?.endsAt;
		return endsAt ? Math.max(0, this.#live.now - endsAt) : 0;
	});
	readonly #announced = $derived.by(() => {
		const { workshop } = this.#live;
		return workshop.rehearsal ? null : announcedStart(workshop.date, workshop.time);
	});
	readonly plan = $derived.by(() => {
		const { workshop, steps, now } = this.#live;
		return this.isOpen ? comparePlan(steps, workshop.stepId, now, this.#announced) : null;
	});
	/** When each step began or will begin. */
	readonly starts = $derived.by(() => {
		const { workshop, steps, now } = this.#live;
		if (workshop.state === 'closed') return startsOf(steps, steps.at(-1)?.id ?? null, now, null);
		return startsOf(steps, workshop.stepId, now, this.step ? null : this.#announced);
	});
	/** When what runs now is due to end; now, as long as nothing runs. */
	readonly due = $derived.by(() => {
		const { now } = this.#live;
		return this.step ? dueOf(this.step, now) : now;
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
	readonly ballot = $derived.by(
		() => ballotOf(this.#live.rows('ballot'), this.#live.workshop.stepId) ?? null
	);
	/** What a vote could be about now. */
	readonly votable = $derived.by(() =>
		votableOf({
			clusters: this.#live.rows('cluster'),
			essences: this.#live.rows('essence'),
			contributions: this.contributions
		})
	);
	/** Tables in the order of the groups they speak to; empty as long as nothing is grouped. */
	readonly reportsByCluster = $derived.by(() =>
		byCluster(
			wallOrder(this.clusters),
			this.#live.rows('membership'),
			this.#live.rows('essence'),
			this.#live.tables
		)
	);
	/** The contribution on the projector, as long as it may be there. */
	readonly quoted = $derived.by(() => {
		const screen = pictureOf(this.#live.workshop.screen);
		if (screen.mode !== 'contribution') return null;
		const one = this.#live.get('contribution', screen.contributionId);
		if (!one || one.screen !== 'released' || one.state !== 'table') return null;
		const table = this.#live.get('table', one.tableId);
		return { id: one.id, text: one.text, lang: one.lang, round: one.round, table };
	});
	/** What tables say now; those that say nothing are missing. */
	readonly signals = $derived.by(() =>
		signalsNow(this.#live.rows('signal'), this.#live.workshop.stepId)
	);
	/** How each table is doing. */
	readonly pulses = $derived.by(() => {
		const { hall, tables, now } = this.#live;
		const hints = hall?.tables ?? null;
		const { step, frozen, signals } = this;
		return pulsesOf(openTables(tables, hints), { hints, step, now, frozen, signals });
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
