/**
 * Owns the making of `Phone` from a live client: what the screens read is derived here, once, and every
 * tap becomes a command here. Called while the page's root component is made.
 */
import { SvelteMap } from 'svelte/reactivity';
import { v7 as newId } from 'uuid';
import type { CommandType, Outcome, Payloads } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id } from '#lib/domain/rows.ts';
import { pictureOf } from '../picture.ts';
import { said } from '#lib/text/text.ts';
import { latest, mergeIdeas, mergeSentences, noticesFrom, sourceOf } from './cloth.ts';
import { ballotOf, optionsOf } from '../option.ts';
import type {
	Connection,
	Draft,
	Limits,
	Notice,
	OfferedLanguage,
	Panel,
	Phone,
	PhoneLive,
	Status,
	Stop,
	VoteState
} from './phone.ts';

export interface PhoneOptions {
	live: PhoneLive;
	code: string;
	spokenCode: string;
	languages: OfferedLanguage[];
	limits: Limits;
	count: (text: string, max?: number) => number;
	/** How long after its end a round still takes texts. */
	graceMs: number;
	/** Read again whenever the page's data changes. */
	lang: () => string;
	formId: () => string;
	invitation: () => string;
	spokenInvitation: () => string;
	invited: () => Phone['invited'];
	/** What a table's signal says in a step. */
	signalNow: (signal: SeenOf['signal'] | undefined, stepId: Id | null) => SeenOf['signal']['state'];
	/** Where a thought and what grew from it have been. */
	threadOf: (
		id: Id,
		links: SeenOf['link'][]
	) => Pick<SeenOf['link'], 'type' | 'tableId' | 'round'>[];
	look: () => string;
	hasAsked: () => boolean;
	opensOffline: () => boolean | null;
	install: () => (() => void) | null;
	onleave: () => void;
	panel: () => Panel | null;
	open: (panel: Panel) => void;
	close: () => void;
	createDraft: (key: string) => Draft;
}

export function createPhone(options: PhoneOptions): Phone {
	const { live, code, limits } = options;
	// Not reactive: a draft's text is, which drafts were asked for is nobody's business.
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	const drafts = new Map<string, Draft>();
	/** Answers to taps that hold no words: the outbox does not keep those. */
	const flashes = new SvelteMap<Id, Notice>();
	/** Withdrawals that can still be undone, with the timer that sends them. */
	const held = new SvelteMap<Id, ReturnType<typeof setTimeout>>();

	const table = $derived(live.table);
	const step = $derived(live.step);
	const round = $derived(
		live.steps.reduce(
			(latestRound, it) =>
				step && it.round !== null && it.position <= step.position
					? Math.max(latestRound, it.round)
					: latestRound,
			1
		)
	);
	// Made anew with the rows, never changed in place.
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	const ownIds = $derived(new Set(live.own('contribution').map(({ id }) => id)));
	const ideas = $derived(
		mergeIdeas({
			contributions: live.rows('contribution'),
			agreements: live.rows('agreement'),
			links: live.rows('link'),
			pending: live.pending,
			steps: live.steps,
			isOwn: (id) => ownIds.has(id),
			held,
			stepId: step?.kind === 'round' ? step.id : null,
			tableId: table?.id ?? null
		})
	);
	const isHost = $derived(live.seat?.index === 0 && live.seat.tableId === table?.id);
	const hasHost = $derived(
		isHost || live.rows('seat').some((it) => it.tableId === table?.id && it.index === 0 && it.taken)
	);
	const participant = $derived(live.get('participant', live.me));
	const hasArrived = $derived(
		step?.kind !== 'change' ||
			participant?.arrivedStepId === step.id ||
			!!latest(live.pending, 'participant.arrive', (it) => it.payload.stepId === step.id)
	);
	const tableById = (id: Id) => live.get('table', id);
	const isTravelling = $derived(live.steps.some((it) => it.kind === 'change' && hasBegun(it)));

	const isFree = $derived(live.workshop.moveMode === 'free');
	/** The host's chair is for somebody who wants to be host. */
	const choices = $derived.by(() => {
		if (!isFree) return [];
		const seats = live.rows('seat').filter((it) => !it.taken && it.index > 0);
		return live.tables
			.filter((it) => it.mergedInto === null)
			.map((it) => ({ table: it, free: seats.filter((seat) => seat.tableId === it.id).length }));
	});
	const staysAt = $derived.by(() => {
		if (step?.kind !== 'change' || isHost || isFree || live.workshop.hostMode !== 'volunteers')
			return null;
		const held = live.steps.reduce(
			(last, it) =>
				it.kind === 'round' && it.state !== 'skipped' && it.position < step.position
					? (it.round ?? last)
					: last,
			1
		);
		return tableById(live.seat?.way[held - 1] ?? '') ?? null;
	});

	const question = $derived.by(() => {
		const texts = step?.questionMode === 'per_table' ? table?.question : step?.question;
		return said(texts ?? {}, options.lang(), live.workshop.languages[0]);
	});

	const voteOf = (ballot: SeenOf['ballot']): VoteState => {
		const row = live.rows('vote').find((it) => it.ballotId === ballot.id);
		const waiting = latest(live.pending, 'vote.cast', (it) => it.payload.ballotId === ballot.id);
		const dots = waiting?.payload.dots ?? row?.dots ?? {};
		const used = Object.values(dots).reduce((sum, n) => sum + n, 0);
		const status: Status | 'empty' = waiting ? 'waiting' : row ? 'saved' : 'empty';
		const options = optionsOf(ballot, (kind, id) => live.get(kind, id)).map((option) => ({
			...option,
			table: option.tableId === undefined ? undefined : tableById(option.tableId),
			isOwn:
				!ballot.ownAllowed &&
				(ballot.optionKind === 'contribution'
					? ownIds.has(option.id)
					: ballot.optionKind === 'essence' && option.tableId === table?.id)
		}));
		return { ballot, options, dots, left: ballot.dots - used, status };
	};
	const vote = $derived.by(() => {
		const ballot = step?.kind === 'vote' ? ballotOf(live.rows('ballot'), step.id) : undefined;
		return ballot ? voteOf(ballot) : null;
	});
	/** A page that goes away takes nothing along that was already taken back. */
	function withdrawNow() {
		for (const [id, timer] of held) {
			clearTimeout(timer);
			held.delete(id);
			void send('contribution.withdraw', { contributionId: id });
		}
	}

	async function send<T extends CommandType>(type: T, payload: Payloads[T]): Promise<boolean> {
		const outcome: Outcome = await live.send(type, payload);
		if (outcome.ok) return true;
		const { ok: _, ...refusal } = outcome;
		const id = newId();
		if (!HOLD_WORDS.has(type)) flashes.set(id, { commandId: id, type, refusal });
		return false;
	}

	return {
		limits,
		count: options.count,
		languages: options.languages,
		home: `/w/${code}`,
		spokenCode: options.spokenCode,
		get formId() {
			return options.formId();
		},
		get lang() {
			return options.lang();
		},
		get look() {
			return options.look();
		},
		get hasAsked() {
			return options.hasAsked();
		},
		get opensOffline() {
			return options.opensOffline();
		},
		get install() {
			return options.install();
		},
		leave: options.onleave,
		get connection() {
			return live.connection;
		},
		get volatile() {
			return live.volatile;
		},
		get workshop() {
			return live.workshop;
		},
		get steps() {
			return live.steps;
		},
		get step() {
			return step;
		},
		get tables() {
			return live.tables;
		},
		get table() {
			return table;
		},
		get seat() {
			return live.seat;
		},
		get leftMs() {
			return live.leftMs(step);
		},
		get quietMs() {
			if (step?.kind !== 'round' || step.state !== 'running' || step.startedAt === null) return 0;
			const quietMs = live.workshop.quietMinutes * 60_000;
			return quietMs > 0 ? Math.max(0, step.startedAt + quietMs - live.now) : 0;
		},
		get round() {
			return round;
		},
		get rounds() {
			return live.steps.filter((it) => it.kind === 'round').length;
		},
		get question() {
			return question.text;
		},
		get questionLang() {
			return question.lang;
		},
		read: (texts) => said(texts, options.lang(), live.workshop.languages[0]),
		get isHost() {
			return isHost;
		},
		get hasHost() {
			return hasHost;
		},
		get isWriter() {
			return isHost || (!hasHost && live.seat !== null);
		},
		get isBlocked() {
			return participant?.blocked ?? false;
		},
		get isFrozen() {
			return live.workshop.frozenAt !== null;
		},
		get isClosed() {
			return live.workshop.state === 'closed';
		},
		get isAway() {
			return AWAY.has(live.connection);
		},
		get hasArrived() {
			return hasArrived;
		},
		get canChangeTable() {
			if (live.workshop.state !== 'open') return false;
			if (isFree) return !step || ['welcome', 'round', 'change'].includes(step.kind);
			return !isTravelling && !isHost;
		},
		get isCalled() {
			const { calledAt } = live.workshop;
			if (calledAt === null || participant?.heardAt === calledAt) return false;
			return !latest(live.pending, 'participant.hear', (it) => it.payload.calledAt === calledAt);
		},
		get signal() {
			const waiting = latest(
				live.pending,
				'table.signal',
				(it) => it.payload.tableId === table?.id
			);
			if (waiting) return waiting.payload.state;
			const row = live.rows('signal').find((it) => it.tableId === table?.id);
			return options.signalNow(row, live.workshop.stepId);
		},
		get devices() {
			return live.seat?.devices ?? 1;
		},
		get invitation() {
			return options.invitation();
		},
		get spokenInvitation() {
			const home = live.tables.find(({ id }) => id === live.seat?.tableId);
			// A page kept by an older program has none.
			const digits = options.spokenInvitation() as string | undefined;
			return home && digits ? `${home.number}-${digits}` : null;
		},
		get invited() {
			return options.invited() ?? null;
		},
		get choices() {
			return choices;
		},
		get staysAt() {
			return staysAt;
		},

		get ideas() {
			return ideas.filter((idea) => idea.tableId === table?.id);
		},
		source(id) {
			const { ideas: here, carried } = this;
			const isHere =
				here.some((idea) => idea.id === id) || carried.some(({ fromId }) => fromId === id);
			return isHere ? sourceOf(id, live.rows('contribution'), live.rows('link')) : null;
		},
		get mine() {
			return ideas.filter((idea) => idea.isOwn);
		},
		get carried() {
			return live
				.rows('link')
				.filter((link) => link.type === 'carried' && link.tableId === table?.id)
				.map((link) => ({
					id: link.id,
					fromId: link.fromId,
					publicId: link.quote.publicId,
					text: link.quote.text,
					lang: link.quote.lang,
					fromTable: tableById(link.quote.tableId)
				}));
		},
		summary(of) {
			const row = live.rows('summary').find((it) => it.tableId === table?.id && it.round === of);
			const waiting = latest(live.pending, 'summary.write', (it) => it.payload.round === of);
			const { points, lang } = waiting?.payload ?? row ?? { points: [], lang: '' };
			return { points, lang, status: waiting ? 'waiting' : row ? 'saved' : 'empty' };
		},
		get sentences() {
			return table
				? mergeSentences(
						live.rows('essence'),
						live.rows('verdict'),
						live.pending,
						table.id,
						limits.essences
					)
				: [];
		},
		get plenum() {
			return live
				.rows('essence')
				.filter((it) => it.state === 'plenum')
				.map((it) => ({ id: it.id, text: it.text, lang: it.lang, table: tableById(it.tableId) }));
		},
		get clusters() {
			return live.rows('cluster').sort((a, b) => a.position - b.position);
		},
		get vote() {
			return vote;
		},
		get results() {
			return live
				.rows('ballot')
				.filter((it) => it.state === 'revealed')
				.map(voteOf);
		},
		get report() {
			const screen = pictureOf(live.workshop.screen);
			if (screen.mode !== 'reports' || !table) return null;
			const at = screen.tableIds.indexOf(table.id);
			return at === 0 ? 'now' : at === 1 || at === 2 ? 'next' : null;
		},
		get notices() {
			return [...noticesFrom(live.pending), ...flashes.values()];
		},
		get leftovers() {
			return live.steps
				.filter(
					(it) =>
						it.kind === 'round' &&
						it.id !== step?.id &&
						it.id !== live.workshop.besideStepId &&
						hasBegun(it)
				)
				.map((it) => ({ step: it, draft: this.draft(postKey(it.id)) }))
				.filter(({ draft }) => draft.text.trim() !== '');
		},
		canStillSend(of) {
			// A step that was taken back is running again or planned: neither has an end.
			return (
				live.workshop.state === 'open' &&
				of.endedAt !== null &&
				live.now < of.endedAt + options.graceMs
			);
		},

		get panel() {
			return options.panel();
		},
		open: options.open,
		close: options.close,

		draft(key) {
			let draft = drafts.get(key);
			if (!draft) drafts.set(key, (draft = options.createDraft(`${code}.${key}`)));
			return draft;
		},
		get isReading() {
			return this.draft(READING).text !== '';
		},
		set isReading(isOn) {
			this.draft(READING).text = isOn ? 'on' : '';
		},
		post(text, stepId, buildsOn = null) {
			void send('contribution.post', {
				contributionId: newId(),
				stepId,
				kind: 'idea',
				text,
				lang: options.lang(),
				...(buildsOn && { buildsOn })
			});
		},
		edit: (contributionId, text) => send('contribution.edit', { contributionId, text }),
		correctLanguage: (itemId, lang, itemKind) =>
			void send('language.correct', { itemKind, itemId, lang }),
		withdraw(id) {
			if (held.has(id)) return;
			if (!held.size) addEventListener('pagehide', withdrawNow, { once: true });
			held.set(id, setTimeout(withdrawNow, KEEP_MS));
		},
		keep(id) {
			clearTimeout(held.get(id));
			held.delete(id);
		},
		thread({ id, tableId, round: begun }) {
			const stop = (how: Stop['how'], at: Id | null, of: number): Stop[] => {
				const number = tableById(at ?? '')?.number;
				return number === undefined ? [] : [{ how, table: number, round: of }];
			};
			const way = options.threadOf(id, live.rows('link'));
			return [
				...stop('begin', tableId, begun),
				...way.flatMap((it) =>
					stop(it.type === 'carried' ? 'carried' : 'grown', it.tableId, it.round)
				)
			];
		},
		agree: (contributionId, agree) => void send('contribution.agree', { contributionId, agree }),
		carry: (contributionId) => void send('contribution.carry', { linkId: newId(), contributionId }),
		arrive() {
			if (step) void send('participant.arrive', { stepId: step.id });
		},
		takeHostSeat() {
			if (table) void send('seat.take', { tableId: table.id, index: 0 });
		},
		chooseTable: (tableId) => void send('seat.take', { tableId, index: 1 }),
		stay() {
			if (staysAt) void send('seat.take', { tableId: staysAt.id, index: 0 });
		},
		hear() {
			const { calledAt } = live.workshop;
			if (calledAt !== null) void send('participant.hear', { calledAt });
		},
		tell(state) {
			if (table) void send('table.signal', { tableId: table.id, state });
		},
		writeSummary: (of, points) =>
			send('summary.write', { round: of, points, lang: options.lang() }),
		writeEssence: (number, text) => send('essence.write', { number, text, lang: options.lang() }),
		answerEssence({ id, version }, answer) {
			if (id !== null) void send('essence.answer', { essenceId: id, version, answer });
		},
		castVote(dots) {
			if (vote) void send('vote.cast', { ballotId: vote.ballot.id, dots });
		},
		dismiss(commandId) {
			if (!flashes.delete(commandId)) live.dismiss(commandId);
		},
		typing: () => live.typing()
	};
}

/** Long enough to see what one has done, with a shaking hand too. */
const KEEP_MS = 6000;
const AWAY = new Set<Connection>(['phone_offline', 'server_away', 'captive']);

/** The draft of a round's contribution. */
export const postKey = (stepId: Id) => `post.${stepId}`;
/** What that contribution builds on: an id that is kept like the words. */
export const onKey = (stepId: Id) => `on.${stepId}`;
/** Kept like half-written text: on this device, until the evening is over. */
const READING = 'reading';

/** These stay in the outbox when they are refused, and are shown from there. */
const HOLD_WORDS = new Set<CommandType>([
	'contribution.post',
	'contribution.edit',
	'essence.write',
	'summary.write'
]);

const hasBegun = ({ state }: SeenOf['step']): boolean => state !== 'planned' && state !== 'skipped';
