/**
 * Owns the shape of everything that lasts. A workshop is a set of rows; each kind is one table in the
 * store. A row is never changed in place: `decide` returns a new one, the room gives it the next `rev`.
 * `removed` rows stay as tombstones so that a phone that was away learns that they are gone.
 * Times are milliseconds since the epoch by the server's clock.
 */

export type Id = string;
/** BCP 47 tag of an interface language, e.g. `de`, `ar`. */
export type Lang = string;
/** One text in several languages; a missing language falls back to the workshop's first. */
export type Texts = Record<Lang, string>;

interface Base {
	id: Id;
	rev: number;
	removed: boolean;
}

export type WorkshopState = 'draft' | 'open' | 'closed';

/** What the facilitator put on the projector; `auto` follows the current step. */
export type ScreenChoice =
	| { mode: 'auto' }
	| { mode: 'blank' }
	| { mode: 'join' }
	| { mode: 'contribution'; contributionId: Id };

export interface Workshop extends Base {
	/** Eight characters without look-alikes, see `code.ts`. */
	code: string;
	title: string;
	/** `YYYY-MM-DD`, local to the venue; empty while undecided. */
	date: string;
	/** `HH:MM`; empty while undecided. */
	time: string;
	venue: string;
	city: string;
	/** Number of the council decision the draft answers to, e.g. `2011/BV/2285`. */
	mandate: string;
	/** What is not negotiable and what happens with the results. */
	givens: Texts;
	/** First one is the language of staff texts and the fallback. */
	languages: Lang[];
	method: 'world-cafe';
	/** Wi-Fi name shown on the projector while the doors are open; empty = not shown. */
	wifi: string;
	state: WorkshopState;
	/** Rehearsal data is wiped by `workshop.reset` and never exported as an evening. */
	rehearsal: boolean;
	/** The current step; null while only the doors are open. */
	stepId: Id | null;
	/** Since when writing is frozen by the facilitator; null = not frozen. */
	frozenAt: number | null;
	screen: ScreenChoice;
	/** Raising it makes all printed or copied console and projector links invalid. */
	keyVersion: number;
	createdAt: number;
	closedAt: number | null;
}

export type StepKind = 'welcome' | 'round' | 'change' | 'essence' | 'harvest' | 'vote' | 'close';
export type StepState = 'planned' | 'running' | 'paused' | 'done';

export interface Step extends Base {
	/** Order in the run-of-show, 0-based, gaps allowed. */
	position: number;
	kind: StepKind;
	/** Rounds count from 1. A `change` carries the number of the round it leads to. Others: null. */
	round: number | null;
	/** Planned length in minutes. */
	minutes: number;
	/** `per_table` takes the question from the table (topic tables). Only for kind `round`. */
	questionMode: 'per_round' | 'per_table';
	question: Texts;
	/** For the facilitator only. */
	notes: string;
	state: StepState;
	startedAt: number | null;
	/** When the running step is due to end. */
	endsAt: number | null;
	/** Milliseconds left while paused. */
	leftMs: number | null;
	endedAt: number | null;
}

export const TABLE_LOOKS = [
	'anchor',
	'fish',
	'leaf',
	'bell',
	'sun',
	'ship',
	'apple',
	'key',
	'star',
	'bike',
	'umbrella',
	'music'
] as const;
/** A pictogram's name; the colour of the same name belongs to it unless `colour` says otherwise. */
export type TableLook = (typeof TABLE_LOOKS)[number];

export interface Table extends Base {
	number: number;
	/** Shown beside the number, e.g. `Bühne`; may be empty. */
	label: string;
	colour: TableLook;
	pictogram: TableLook;
	/** How many seats; seats are rows of their own, `A` is the host's. */
	seats: number;
	topic: Texts;
	/** Used by steps with `questionMode: 'per_table'`. */
	question: Texts;
}

export interface Seat extends Base {
	/** The home table; where its holder sits in a round follows from `rotation.ts`. */
	tableId: Id;
	/** 0 = `A`, the host's seat, which never moves. */
	index: number;
	participantId: Id | null;
	takenAt: number | null;
}

export interface Participant extends Base {
	lang: Lang;
	/** People sharing the device, ≥ 1. */
	people: number;
	origin: 'phone' | 'tablet';
	joinedAt: number;
	/** May read, not write. */
	blocked: boolean;
	/** The `change` step at which the person confirmed to have arrived. */
	arrivedStepId: Id | null;
	leftAt: number | null;
}

export type ContributionKind = 'idea' | 'question' | 'note';
export type Origin = 'phone' | 'tablet' | 'host' | 'facilitator' | 'paper';
export type HideReason =
	'insult' | 'hate' | 'threat' | 'personal_data' | 'spam' | 'off_topic' | 'other';

export interface Contribution extends Base {
	/** Speakable, unique in the workshop, never reused: `R2-T07-014`. */
	publicId: string;
	kind: ContributionKind;
	stepId: Id;
	round: number;
	tableId: Id;
	/** Never leaves the server; nulled when the link between text and device is purged. */
	participantId: Id | null;
	text: string;
	lang: Lang;
	origin: Origin;
	typedAt: number;
	postedAt: number;
	/** 1 for the first text; each edit adds one. */
	version: number;
	state: 'table' | 'hidden' | 'withdrawn';
	hiddenReason: HideReason | null;
	/** `released`: staff showed it to the whole hall. `kept`: taken back or turned down. */
	screen: 'waiting' | 'released' | 'kept';
	/** Arrived more than a minute after its step had ended. */
	late: boolean;
	/** Number of agreements, kept here so that a table needs no list of people. */
	agrees: number;
}

/** One participant agrees with one contribution; id `contributionId.participantId`. */
export interface Agreement extends Base {
	contributionId: Id;
	participantId: Id;
}

/** A thought carried to another table: a link, never a copy. */
export interface Link extends Base {
	type: 'carried';
	fromId: Id;
	/** Where it was carried to. */
	tableId: Id;
	round: number;
	participantId: Id | null;
	at: number;
}

/** What the host hands over to the next guests; id `tableId.round`. */
export interface Summary extends Base {
	tableId: Id;
	round: number;
	points: string[];
	lang: Lang;
	participantId: Id | null;
	writtenAt: number;
}

/** A sentence a table gives to the city; id `tableId.eN`. */
export interface Essence extends Base {
	/** `E-T07-2` */
	publicId: string;
	tableId: Id;
	/** 1–3 */
	number: number;
	text: string;
	lang: Lang;
	participantId: Id | null;
	/** `plenum` once the harvest begins. */
	state: 'table' | 'plenum' | 'withdrawn';
	version: number;
	writtenAt: number;
}

export interface Cluster extends Base {
	title: string;
	position: number;
	createdAt: number;
}

export type ItemKind = 'contribution' | 'essence';

/** An item lies in a cluster; id `clusterId.itemId`. An item may lie in several. */
export interface Membership extends Base {
	clusterId: Id;
	itemKind: ItemKind;
	itemId: Id;
}

export interface Ballot extends Base {
	stepId: Id;
	/** Cluster ids. */
	optionIds: Id[];
	/** Dots each participant may place. */
	dots: number;
	maxPerOption: number;
	state: 'open' | 'closed' | 'revealed';
	/** How many participants have placed at least one dot. */
	turnout: number;
	openedAt: number;
	closedAt: number | null;
	/** Dots per option, filled when closed, shown when revealed. */
	result: Record<Id, number> | null;
}

/** All dots of one participant in one ballot; id `ballotId.participantId`. */
export interface Vote extends Base {
	ballotId: Id;
	participantId: Id;
	dots: Record<Id, number>;
}

export type GuidelineStatus = 'vorschlag' | 'in_redaktion';

export interface Guideline extends Base {
	number: number;
	title: string;
	text: string;
	rationale: string;
	status: GuidelineStatus;
	/** The cluster it came from; null for an editorial addition. */
	clusterId: Id | null;
}

export interface Evidence extends Base {
	guidelineId: Id;
	itemKind: ItemKind;
	itemId: Id;
	type: 'supports' | 'contradicts';
}

export interface RowOf {
	workshop: Workshop;
	step: Step;
	table: Table;
	seat: Seat;
	participant: Participant;
	contribution: Contribution;
	agreement: Agreement;
	link: Link;
	summary: Summary;
	essence: Essence;
	cluster: Cluster;
	membership: Membership;
	ballot: Ballot;
	vote: Vote;
	guideline: Guideline;
	evidence: Evidence;
}

export type Kind = keyof RowOf;

/** In this order rows are loaded, sent and restored: what is referred to comes first. */
export const KINDS = [
	'workshop',
	'step',
	'table',
	'seat',
	'participant',
	'contribution',
	'agreement',
	'link',
	'summary',
	'essence',
	'cluster',
	'membership',
	'ballot',
	'vote',
	'guideline',
	'evidence'
] as const satisfies readonly Kind[];

/** A row with its kind; the unit of storage and of `decide`'s answer. */
export type Change = { [K in Kind]: { kind: K; row: RowOf[K] } }[Kind];
