/**
 * Owns the shape of what leaves the house: the one picture of a workshop that every format renders. It
 * knows public ids only. A participant, a seat, a token or the clock time of a person has no field here,
 * so that no renderer can let one out. A change of this shape is a change of `SCHEMA_VERSION`.
 */
import type {
	Ballot,
	ContributionKind,
	Guideline,
	HideReason,
	Lang,
	OptionKind,
	Origin,
	Step,
	Texts,
	Workshop
} from '#lib/domain/rows.ts';

export const SCHEMA = 'auftakt-workshop';
export const SCHEMA_VERSION = 3;

/** A number of people; one or two of them could be recognised, so they are not told apart. */
export type PeopleCount = number | '<3';

/** What became of an item (*Verbleib*). */
export type Fate = 'used' | 'dissent' | 'grouped' | 'open' | 'hidden' | 'withdrawn';

export interface PublishedItem {
	/** `R2-T07-014` or `E-T07-2` */
	id: string;
	table: number;
	/** Null once hidden or withdrawn: the item is accounted for, its words are not printed. */
	text: string | null;
	lang: Lang | null;
	/** Ids of groups and guidelines. */
	groups: string[];
	guidelines: string[];
	/** Guidelines that this item contradicts. */
	contradicts: string[];
	/** Ids of the fields of action it belongs to, by its groups or by its table's topic. */
	fields: string[];
	fate: Fate;
}

export interface PublishedContribution extends PublishedItem {
	kind: ContributionKind;
	round: number;
	agreements: number;
	state: 'shown' | 'hidden' | 'withdrawn';
	hiddenReason: HideReason | null;
	/** It was on the wall for the whole hall. */
	released: boolean;
	/** It arrived later than a minute after its round. */
	late: boolean;
	carriedTo: { table: number; round: number }[];
}

export interface PublishedEssence extends PublishedItem {
	state: 'shown' | 'withdrawn';
	/** Answers of the others at the table to this wording. */
	agreements: number;
	objections: number;
}

/** Computed from the items that can be read; never typed by anybody. */
export interface Breadth {
	contributions: number;
	essences: number;
	/** Numbers of the tables and rounds it came from. */
	tables: number[];
	rounds: number[];
	/** Dots of the revealed vote; null where nobody voted on it. */
	dots: number | null;
}

export interface PublishedGroup extends Breadth {
	/** `G-03` */
	id: string;
	title: string;
	/** The group it lies in; what lies in this one counts there too. */
	partOf: string | null;
	/** The field of action it belongs to; null where nothing says one. */
	field: string | null;
	items: string[];
}

/** What belongs together under a field of action, or under none. */
export interface Belonging extends Breadth {
	/** Ids of groups. */
	groups: string[];
	/** Of everything that was said, in a group or not. */
	items: string[];
}

export interface PublishedField extends Belonging {
	/** `H-03` */
	id: string;
	title: string;
	/** Numbers of the tables whose topic was assigned to it. */
	assignedTables: number[];
}

export interface PublishedGuideline extends Breadth {
	/** `L-03` */
	id: string;
	number: number;
	title: string;
	text: string;
	rationale: string;
	status: Guideline['status'];
	group: string | null;
	/** An addition by the office: nothing that was said supports it. */
	editorial: boolean;
	supports: string[];
	contradicts: string[];
}

export interface PublishedBallot {
	/** `A-1` */
	id: string;
	/** What was voted on. */
	about: OptionKind;
	dots: number;
	maxPerOption: number;
	ownAllowed: boolean;
	state: Ballot['state'];
	turnout: PeopleCount;
	/** Sheets of paper beside the devices. */
	papers: number;
	options: PublishedOption[];
}

export interface PublishedOption {
	group: string | null;
	/** The contribution or essence voted on. */
	item: string | null;
	/** Empty once the words were hidden or taken back. */
	title: string;
	lang: Lang | null;
	/** Null until the result was revealed in the hall. `paper` is a part of `dots`. */
	dots: number | null;
	paper: number | null;
}

/** Thoughts that went the same way: taken along to a table, or built upon there. */
export interface PublishedWay {
	from: { table: number; round: number };
	to: { table: number; round: number };
	carried: number;
	builtOn: number;
}

export interface PublishedStep {
	number: number;
	kind: Step['kind'];
	round: number | null;
	question: Texts;
	/** The question came from the table. */
	perTable: boolean;
	plannedMinutes: number;
	/** Whole minutes; null if it did not take place or has not ended. */
	actualMinutes: number | null;
}

export interface Published {
	workshop: Pick<
		Workshop,
		'title' | 'city' | 'venue' | 'date' | 'mandate' | 'method' | 'languages' | 'givens' | 'state'
	> & {
		/** Invented for a rehearsal; nobody said any of it. */
		rehearsal: boolean;
	};
	steps: PublishedStep[];
	tables: {
		number: number;
		label: string;
		seats: number;
		topic: Texts;
		question: Texts;
		/** The field of action its topic belongs to. */
		field: string | null;
	}[];
	contributions: PublishedContribution[];
	essences: PublishedEssence[];
	summaries: { table: number; round: number; points: string[]; lang: Lang }[];
	groups: PublishedGroup[];
	fields: PublishedField[];
	/** Groups and words that belong to no field of action. */
	unassigned: Belonging;
	ballots: PublishedBallot[];
	travel: PublishedWay[];
	guidelines: PublishedGuideline[];
	participation: {
		devices: PeopleCount;
		people: PeopleCount;
		/** People per chosen language. */
		languages: Record<Lang, PeopleCount>;
		/** Contributions per way in; small numbers could point to one host. */
		channels: Partial<Record<Origin, PeopleCount>>;
	};
	moderation: { hidden: Partial<Record<HideReason, number>>; withdrawn: number; late: number };
	fates: Record<Fate, number>;
}
