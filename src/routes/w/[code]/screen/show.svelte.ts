/**
 * Owns what one projector shows right now, read from the live view: which scene, of which step, with which
 * tables. What must stay true: a held picture moves with nobody's step and shows no result that came
 * later; a projector opened for one room knows that room's tables only.
 */
import type { Live } from '#lib/client/types.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { Id, Table } from '#lib/domain/rows.ts';
import { roundsTotal } from '#lib/domain/steps.ts';
import type { Flow } from '#lib/domain/travel.ts';
import { said } from '#lib/text/text.ts';
import { ballotOf, optionsOf, paperDots } from '#lib/ui/option.ts';
import { tablesWith, type HallNow, type TableHint } from '#lib/ui/screen/hall.ts';
import { pageAt } from '#lib/ui/screen/paging.ts';
import { rank } from '#lib/ui/screen/ranking.ts';
import { heldAt, pictureFor, sceneOf, type OwnPicture } from '#lib/ui/screen/scene.ts';
import { looseEssences, sheetsOf, tablesBehind } from '#lib/ui/screen/sheets.ts';

/** The greeting, what is certain, what happens with people's words; at the end the result, the thanks, then the ways of thoughts. */
const TURN_MS = 25_000;

export interface ShowOptions {
	/** Which of the workshop's texts the hall reads; the interface may speak another. */
	getLang: () => string;
	/** What this projector was opened for. */
	getOwn: () => { picture: OwnPicture | null; hall: string };
	/** The ways of thoughts, null until they are known. */
	getFlows: () => readonly Flow[] | null;
}

export class Show {
	readonly #live: Live;
	readonly #options: ShowOptions;

	constructor(live: Live, options: ShowOptions) {
		this.#live = live;
		this.#options = options;
	}

	get #own() {
		return this.#options.getOwn().picture;
	}
	get workshop() {
		return this.#live.workshop;
	}
	get lang() {
		return this.#options.getLang();
	}
	/** The language to fall back to. */
	get first() {
		return this.workshop.languages[0];
	}
	get hall(): HallNow | null {
		return this.#live.hall;
	}

	readonly heldAt = $derived.by(() => heldAt(this.workshop, this.#own));
	readonly #picture = $derived.by(() => pictureFor(this.workshop, this.#own));
	readonly step = $derived.by(() => {
		const { screen } = this.workshop;
		if (this.heldAt === null || screen.mode !== 'held') return this.#live.step;
		return this.#live.get('step', screen.stepId) ?? null;
	});
	readonly since = $derived.by(() => this.step?.startedAt ?? null);
	readonly quoted = $derived.by(() =>
		this.#picture.mode === 'contribution'
			? this.#live.get('contribution', this.#picture.contributionId)
			: undefined
	);
	readonly scene = $derived.by(() => sceneOf(this.workshop, this.step, this.quoted, this.#own));

	/** For pages that turn: a held one stays. */
	get now() {
		return this.heldAt ?? this.#live.now;
	}
	get leftMs() {
		return this.#live.leftMs(this.step);
	}
	/** Minutes to think before anybody types. */
	get quietMs() {
		const { step } = this;
		if (step?.state !== 'running' || step.kind !== 'round' || step.startedAt === null) return 0;
		return Math.max(0, step.startedAt + this.workshop.quietMinutes * 60_000 - this.#live.now);
	}
	readonly paused = $derived.by(() => this.step?.state === 'paused');
	readonly frozen = $derived.by(() => this.workshop.frozenAt !== null);
	readonly rounds = $derived.by(() => roundsTotal(this.#live.steps));
	/** The round in which people sit now, or to which they walk. */
	readonly seatedRound = $derived.by(() =>
		this.#live.steps.reduce(
			(round, it) =>
				this.step && it.position <= this.step.position && it.state !== 'skipped'
					? Math.max(round, it.round ?? 1)
					: round,
			1
		)
	);
	readonly givens = $derived.by(() => said(this.workshop.givens, this.lang, this.first));

	readonly everyTable = $derived.by(() => this.#live.tables);
	/** Of the room this projector stands in. */
	readonly tables = $derived.by(() => {
		const { hall } = this.#options.getOwn();
		const here = this.everyTable.filter((table) => table.hall === hall);
		return hall && here.length ? here : this.everyTable;
	});
	/** The room's name, if this projector shows one of several. */
	readonly room = $derived.by(() =>
		this.tables.length < this.everyTable.length ? (this.tables[0]?.hall ?? '') : ''
	);
	tableOf(id: Id): Table | undefined {
		return this.#live.get('table', id);
	}
	tablesWith(holds: (hint: TableHint) => boolean): Set<Id> {
		return tablesWith(this.tables, this.hall?.tables, holds);
	}

	readonly essences = $derived.by(() => this.#live.rows('essence'));
	readonly #wall = $derived.by(() => ({
		clusters: this.#live.rows('cluster'),
		memberships: this.#live.rows('membership'),
		essences: this.essences,
		contributions: this.#live.rows('contribution'),
		tables: this.everyTable
	}));
	readonly sheets = $derived.by(() => sheetsOf(this.#wall));
	readonly loose = $derived.by(() =>
		looseEssences(this.#wall).map((row) => ({ ...row, table: this.tableOf(row.tableId) }))
	);
	readonly fromTables = $derived.by(() => tablesBehind(this.essences));

	readonly #ballots = $derived.by(() => this.#live.rows('ballot'));
	readonly ballot = $derived.by((): SeenOf['ballot'] | undefined => {
		const ballot = ballotOf(this.#ballots, this.step?.id);
		const isLater = this.heldAt !== null && (ballot?.closedAt ?? 0) > this.heldAt;
		return ballot?.state === 'revealed' && isLater ? { ...ballot, state: 'closed' } : ballot;
	});
	/** Moving on while people still vote reveals the result: then the close shows it first. */
	readonly #unseenResult = $derived.by(() =>
		this.#ballots.findLast(
			({ state, closedAt }) =>
				state === 'revealed' &&
				closedAt !== null &&
				(closedAt === this.since || closedAt === this.workshop.closedAt)
		)
	);
	optionsFor(ballot: SeenOf['ballot']) {
		return optionsOf(ballot, (kind, id) => this.#live.get(kind, id));
	}
	resultOf(ballot: SeenOf['ballot']) {
		return {
			ranked: rank(ballot, this.optionsFor(ballot)),
			turnout: ballot.turnout,
			paper: { papers: ballot.papers, dots: paperDots(ballot) },
			tables: this.everyTable
		};
	}

	/** The tables that speak; one that has gone meanwhile is passed over. */
	readonly speaking = $derived.by((): [Table, ...Table[]] | null => {
		if (this.#picture.mode !== 'reports') return null;
		const [now, ...later] = this.#picture.tableIds.flatMap((id) => this.tableOf(id) ?? []);
		return now ? [now, ...later] : null;
	});

	/** While people are welcomed; before that only the way in counts. */
	readonly welcome = $derived.by((): 'greeting' | 'givens' | 'privacy' => {
		if (this.scene !== 'doors' || this.step === null) return 'greeting';
		const turns = ['greeting', this.givens.text ? 'givens' : null, 'privacy'] as const;
		return this.#turn(turns.filter((turn) => turn !== null)) ?? 'greeting';
	});
	/** At the end: the result nobody has seen yet, the thanks, then how thoughts have moved. */
	readonly ending = $derived.by((): 'result' | 'thanks' | 'ways' => {
		const hasWays = (this.#options.getFlows()?.length ?? 0) > 0;
		const turns = [
			this.#unseenResult ? 'result' : null,
			'thanks',
			hasWays ? 'ways' : null
		] as const;
		return this.#turn(turns.filter((turn) => turn !== null)) ?? 'thanks';
	});
	get lateResult() {
		return this.ending === 'result' ? this.#unseenResult : undefined;
	}

	#turn<T>(of: readonly T[]): T | undefined {
		const since = this.scene === 'closed' ? this.workshop.closedAt : this.since;
		return pageAt(of, 1, this.now, since, TURN_MS).items[0];
	}

	/** Changes only when another picture has to appear. */
	readonly key = $derived.by(() => {
		const { scene, step } = this;
		if (scene === 'quote') return this.quoted?.id;
		if (scene === 'close' || scene === 'closed') return `end ${this.ending}`;
		if (scene === 'doors') return `doors ${this.welcome}`;
		return ['join', 'blank', 'call', 'where', 'reports', 'travel', 'privacy'].includes(scene)
			? scene
			: `${scene} ${step?.id}`;
	});
}
