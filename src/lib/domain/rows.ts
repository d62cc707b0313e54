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

/** What can be put on the projector; `auto` follows the current step. */
export type ScreenPicture =
	| { mode: 'auto' }
	| { mode: 'blank' }
	| { mode: 'join' }
	| { mode: 'contribution'; contributionId: Id }
	/** Who goes where, also outside a change. */
	| { mode: 'where' }
	/** Hosts speak for a minute each; the first one now, the next two are called up. */
	| { mode: 'reports'; tableIds: Id[] }
	| { mode: 'clusters' }
	/** How thoughts moved over tables and rounds. */
	| { mode: 'travel' }
	/** What is stored, who reads it, how to take it back. */
	| { mode: 'privacy' };

/** What the facilitator put on the projector. `held`: the picture of that moment stays, whatever goes on. */
export type ScreenChoice =
	ScreenPicture | { mode: 'held'; picture: ScreenPicture; stepId: Id | null; at: number };

export const TEMPLATES = [
	'world-cafe-2h',
	'world-cafe-90',
	'world-cafe-3h',
	'carousel',
	'kickoff-500'
] as const;
export type Template = (typeof TEMPLATES)[number];
/** `scatter`: everybody gets other company; `carousel`: a group stays together; `free`: people choose. */
export type MoveMode = 'scatter' | 'carousel' | 'free';
export type HostMode = 'fixed' | 'volunteers';

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
	moveMode: MoveMode;
	hostMode: HostMode;
	/** A round that stays open for writing beside the current step; null when there is none. */
	besideStepId: Id | null;
	/** Since when everybody is called back to listen; null when nobody is. */
	calledAt: number | null;
	/** Phones ask for quiet thinking for so many minutes at the beginning of a round; 0 = never. */
	quietMinutes: number;
	/** Raising it makes all printed or copied console and projector links invalid. */
	keyVersion: number;
	createdAt: number;
	closedAt: number | null;
}

export type StepKind =
	'welcome' | 'round' | 'change' | 'break' | 'essence' | 'harvest' | 'vote' | 'close';
export type StepState = 'planned' | 'running' | 'paused' | 'done' | 'skipped';

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

export const TABLE_COLOURS = [
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
/** A colour is called after the picture it has at the first twelve tables. */
export type TableColour = (typeof TABLE_COLOURS)[number];

export const TABLE_PICTOGRAMS = [
	...TABLE_COLOURS,
	'house',
	'bird',
	'tree',
	'cup',
	'mountain',
	'cherry',
	'bus',
	'cat',
	'cloud',
	'flower',
	'book',
	'lamp'
] as const;
export type TablePictogram = (typeof TABLE_PICTOGRAMS)[number];

export interface Table extends Base {
	number: number;
	/** Shown beside the number, e.g. `Bühne`; may be empty. */
	label: string;
	/** Name of the physical room it stands in; empty where there is only one. */
	hall: string;
	/** Closed while running: its people went there. Its words and ids stay its own. */
	mergedInto: Id | null;
	colour: TableColour;
	pictogram: TablePictogram;
	/** How many seats; seats are rows of their own, `A` is the host's. */
	seats: number;
	topic: Texts;
	/** Used by steps with `questionMode: 'per_table'`. */
	question: Texts;
}

export interface Seat extends Base {
	/** The home table; where its holder sits in a round follows from `rotation.ts`. */
	tableId: Id;
	/** 0 = `A`, the host's seat, which stays at its table as long as that is open. */
	index: number;
	participantId: Id | null;
	takenAt: number | null;
	/** Its tables round by round, see `rotation/way-text.ts`; null follows the shift rule. */
	way: string | null;
}

export interface Participant extends Base {
	lang: Lang;
	/** People sharing the device, ≥ 1. */
	people: number;
	origin: 'phone' | 'tablet';
	joinedAt: number;
	/** Shares the seat of this participant (family, interpreter, assistant); null for an own seat. */
	companionOf: Id | null;
	/** The call (`workshop.calledAt`) that this device has seen last. */
	heardAt: number | null;
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

/** A thought carried to another table, or built upon there: a link, never a copy. */
export interface Link extends Base {
	type: 'carried' | 'builds_on';
	fromId: Id;
	/** The contribution that builds on it; null when it was only carried. */
	toId: Id | null;
	/** Where it was carried to, or where the new contribution lies. */
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
	/** Answers of the others at the table to this very version. */
	agrees: number;
	objections: number;
	version: number;
	writtenAt: number;
}

/** What one participant at the table says to an essence; id `essenceId.participantId`. */
export interface Verdict extends Base {
	essenceId: Id;
	participantId: Id;
	answer: 'agree' | 'change';
	/** The essence's version it was given to; an answer to an older one no longer counts. */
	version: number;
}

/** What a table tells the facilitator, never a person; id is the table's. */
export interface Signal extends Base {
	tableId: Id;
	state: 'done' | 'more_time' | 'help' | null;
	/** The step it was given in; older ones say nothing any more. `help` stands until it is answered. */
	stepId: Id | null;
	at: number;
}

export interface Cluster extends Base {
	title: string;
	/** The cluster it lies in; one level only. */
	parentId: Id | null;
	/** Merged: removed from the wall into this one. */
	mergedInto: Id | null;
	/** What lay in it when it was merged or removed. `both`: lay in the other cluster as well, and stays there. */
	mergedItems: { kind: ItemKind; id: Id; both: boolean }[] | null;
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

export type OptionKind = 'cluster' | 'contribution' | 'essence';

export interface Ballot extends Base {
	stepId: Id;
	optionKind: OptionKind;
	optionIds: Id[];
	/** May dots be placed on what the sender wrote or what the sender's table wrote. */
	ownAllowed: boolean;
	/** Dots on paper, counted by people and entered by staff; part of the result. */
	paper: Record<Id, number>;
	/** Sheets of paper these dots came from. */
	papers: number;
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

/** A field of action (Handlungsfeld) of the city's concept: one policy that bundles work. */
export interface Field extends Base {
	title: string;
	position: number;
	/** Tables whose topic belongs here, clusters assigned by hand; each in one field at most. */
	tableIds: Id[];
	clusterIds: Id[];
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
	verdict: Verdict;
	signal: Signal;
	cluster: Cluster;
	membership: Membership;
	ballot: Ballot;
	vote: Vote;
	field: Field;
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
	'verdict',
	'signal',
	'cluster',
	'membership',
	'ballot',
	'vote',
	'field',
	'guideline',
	'evidence'
] as const satisfies readonly Kind[];

/** A row with its kind; the unit of storage and of `decide`'s answer. */
export type Change = { [K in Kind]: { kind: K; row: RowOf[K] } }[Kind];
