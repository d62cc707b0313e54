/**
 * Owns what the phone's screens may see and do. Screens read this and nothing below it: confirmed rows
 * and own waiting commands are already merged, and whatever is not confirmed says so (`status`). The
 * live client fulfils `PhoneLive` without knowing it, so a screen can be shown without a network.
 */
import { createContext } from 'svelte';
import type { Command, CommandType, Outcome, Payloads, Refusal } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { HideReason, Id, ItemKind, Kind, Texts } from '#lib/domain/rows.ts';
import type { Said } from '#lib/text/text.ts';
import type { Option } from '../option.ts';

/** What of the live client the phone needs. */
export interface PhoneLive {
	readonly connection: Connection;
	readonly volatile: boolean;
	rows<K extends Kind>(kind: K): SeenOf[K][];
	/** Those that concern this device itself. */
	own<K extends Kind>(kind: K): SeenOf[K][];
	get<K extends Kind>(kind: K, id: Id | null | undefined): SeenOf[K] | undefined;
	readonly me: Id | null;
	readonly workshop: SeenOf['workshop'];
	readonly steps: SeenOf['step'][];
	readonly step: SeenOf['step'] | null;
	readonly tables: SeenOf['table'][];
	readonly table: SeenOf['table'] | null;
	readonly seat: SeenOf['seat'] | null;
	readonly now: number;
	leftMs(step: SeenOf['step'] | null): number | null;
	readonly pending: PendingCommand[];
	send<T extends CommandType>(type: T, payload: Payloads[T]): Promise<Outcome>;
	dismiss(commandId: Id): void;
	typing(): void;
}

export type Connection =
	'connecting' | 'live' | 'phone_offline' | 'server_away' | 'captive' | 'stale';

export interface PendingCommand {
	command: Command;
	state: 'waiting' | 'refused';
	refusal?: Refusal;
}

/** Half-written text that survives a step change, a reload and a dead battery. */
export interface Draft {
	text: string;
	clear(): void;
}

/** Where an own text is: `waiting` lies on this phone only, `refused` will not be sent again. */
export type Status = 'saved' | 'waiting' | 'refused';

export interface Idea {
	id: Id;
	/** Empty until the server has given one. */
	publicId: string;
	text: string;
	lang: string;
	stepId: Id;
	round: number;
	/** Null for a waiting text of an earlier step: its table is the server's to say. */
	tableId: Id | null;
	isOwn: boolean;
	agrees: number;
	hasAgreed: boolean;
	status: Status;
	/** With status `refused`: why, and the command to dismiss. */
	refusal?: Refusal;
	commandId?: Id;
	/** Taken back here; the others see it until the server has heard of it. */
	isLeaving: boolean;
	/** Taken back a moment ago and not told to anybody: can be kept after all. */
	canKeep: boolean;
	hiddenReason: HideReason | null;
	isLate: boolean;
	/** The thought it builds on; null where it stands alone. */
	buildsOn: Source | null;
	/** Where somebody wrote on from it, oldest first. */
	grown: Grown[];
}

/** A thought that another one builds on. */
export interface Source {
	id: Id;
	publicId: string;
	text: string;
	lang: string;
}

export interface Grown {
	/** The text that builds on it; its words and number only where this phone may read them. */
	id: Id;
	publicId: string;
	tableId: Id;
}

/** A table in a round where a thought was. */
export interface Stop {
	how: 'begin' | 'carried' | 'grown';
	table: number;
	round: number;
}

/** A thought that somebody brought to this table. */
export interface Carried {
	id: Id;
	fromId: Id;
	publicId: string;
	text: string;
	lang: string;
	fromTable: SeenOf['table'] | undefined;
}

export interface Sentence {
	number: number;
	/** Null until the server has it. */
	id: Id | null;
	version: number;
	/** What the others at the table say to this very wording. */
	agrees: number;
	objections: number;
	/** What this phone says to it. */
	answer: SeenOf['verdict']['answer'] | null;
	publicId: string;
	text: string;
	lang: string;
	status: Status | 'empty';
}

/** A refused command that has no card of its own to say so. */
export interface Notice {
	commandId: Id;
	type: CommandType;
	refusal: Refusal;
}

export interface VoteState {
	ballot: SeenOf['ballot'];
	options: (Option & { table: SeenOf['table'] | undefined; isOwn: boolean })[];
	dots: Record<Id, number>;
	left: number;
	status: Status | 'empty';
}

/** Full-page views over the current step; the phone's own back button closes them. */
export const PANELS = [
	'menu',
	'mine',
	'language',
	'about',
	'seat',
	'summary',
	'carry',
	'companion',
	'help'
] as const;
export type Panel = (typeof PANELS)[number];

export interface OfferedLanguage {
	lang: string;
	name: string;
	dir: 'ltr' | 'rtl';
}

export interface Limits {
	contribution: number;
	summaryPoint: number;
	summaryPoints: number;
	essence: number;
	essences: number;
}

export interface Phone extends Pick<
	PhoneLive,
	'connection' | 'volatile' | 'workshop' | 'steps' | 'step' | 'tables' | 'table' | 'seat'
> {
	readonly limits: Limits;
	/** Graphemes, what a reader calls characters. */
	count(text: string, max?: number): number;
	/** Names the forms of this page when they are posted without JavaScript. */
	readonly formId: string;
	/** The chosen language; may be one the program itself does not speak. */
	readonly lang: string;
	readonly languages: OfferedLanguage[];
	/** How this person wants to read, as the server knows it. */
	readonly look: string;
	/** Has asked for a person by a plain form. */
	readonly hasAsked: boolean;
	/** Whether this page opens without a network too; null while that is not known. */
	readonly opensOffline: boolean | null;
	/** Puts this page on the home screen, where the browser offers that. */
	readonly install: (() => void) | null;
	/** The form that leaves is on its way: nothing may stay on this device. */
	leave(): void;
	/** This page's address; links to panels are made from it. */
	readonly home: string;
	/** The code as one says it aloud. */
	readonly spokenCode: string;

	readonly leftMs: number | null;
	/** What is left of the quiet minutes at the beginning of a round; 0 when there are none. */
	readonly quietMs: number;
	/** Latest round that has begun or is being walked to; 1 before. */
	readonly round: number;
	readonly rounds: number;
	/** In the reader's language; the table's own one where tables have topics. */
	readonly question: string;
	/** The language that question is in. */
	readonly questionLang: string;
	/** A text of the workshop in the reader's language, or in the one it falls back to. */
	read(texts: Texts): Said;
	readonly isHost: boolean;
	/** Somebody sits on the host's seat of this table. */
	readonly hasHost: boolean;
	/** May write the hand-over and the essences of this table. */
	readonly isWriter: boolean;
	readonly isBlocked: boolean;
	readonly isFrozen: boolean;
	readonly isClosed: boolean;
	/** Nobody answers: whatever needs a page from the server would end on the browser's error page. */
	readonly isAway: boolean;
	/** Has said to be at the table of the current change. */
	readonly hasArrived: boolean;
	/** Seats can be chosen until people begin to travel; where people choose, in each round. */
	readonly canChangeTable: boolean;
	/** Everybody is called to listen, and this device has not confirmed it yet. */
	readonly isCalled: boolean;
	/** What this table has told the facilitator in the current step. */
	readonly signal: SeenOf['signal']['state'];
	/** How many devices share this seat; 1 alone. */
	readonly devices: number;
	/** What somebody opens to share this seat. */
	readonly invitation: string;
	/** The number that is said aloud instead. */
	readonly spokenInvitation: string | null;
	/** The seat somebody has invited this person to share, by the address of this page. */
	readonly invited: { address: string; seat: string } | null;
	/** Where people choose: the open tables with their free chairs. */
	readonly choices: { table: SeenOf['table']; free: number }[];
	/** The table at which this person may stay as host while the others change; else null. */
	readonly staysAt: SeenOf['table'] | null;

	/** This table's, oldest first, own waiting ones last. */
	readonly ideas: Idea[];
	/** A thought that can be read at this table, to build on. */
	source(id: Id): Source | null;
	/** Own ones of all rounds. */
	readonly mine: Idea[];
	readonly carried: Carried[];
	/** The hand-over of a round at this table; with `status` because the host sees it too. */
	summary(round: number): { points: string[]; lang: string; status: Status | 'empty' };
	readonly sentences: Sentence[];
	/** Sentences of all tables, once the harvest has begun. */
	readonly plenum: { id: Id; text: string; lang: string; table: SeenOf['table'] | undefined }[];
	readonly clusters: SeenOf['cluster'][];
	readonly vote: VoteState | null;
	/** Votes whose result is known. */
	readonly results: VoteState[];
	/** The table of this phone, when it has one to speak for, is heard now or soon on the stage. */
	readonly report: 'now' | 'next' | null;
	readonly notices: Notice[];
	/** Own texts begun for an earlier round and never sent. */
	readonly leftovers: { step: SeenOf['step']; draft: Draft }[];
	/** A step that has ended takes texts for a moment longer. */
	canStillSend(step: SeenOf['step']): boolean;

	readonly panel: Panel | null;
	open(panel: Panel): void;
	close(): void;

	/** The same draft for the same key, as long as the page lives. */
	draft(key: string): Draft;
	/** Somebody else writes for the table: this phone shows its cloth large. Remembered on the device. */
	isReading: boolean;
	post(text: string, stepId: Id, buildsOn?: Id | null): void;
	edit(id: Id, text: string): Promise<boolean>;
	correctLanguage(itemId: Id, lang: string, itemKind: ItemKind): void;
	/** Goes on its way after a moment in which `keep` undoes it. */
	withdraw(id: Id): void;
	keep(id: Id): void;
	/** Where an own thought and what grew from it have been, as far as this phone is told; in order. */
	thread(idea: Idea): Stop[];
	agree(id: Id, agree: boolean): void;
	carry(id: Id): void;
	arrive(): void;
	takeHostSeat(): void;
	/** Where people choose. */
	chooseTable(tableId: Id): void;
	/** Stays as host at the table of the round before. */
	stay(): void;
	hear(): void;
	tell(state: SeenOf['signal']['state']): void;
	writeSummary(round: number, points: string[]): Promise<boolean>;
	writeEssence(number: number, text: string): Promise<boolean>;
	/** Says of a sentence of the table whether it is one's own too; null takes that back. */
	answerEssence(sentence: Sentence, answer: Sentence['answer']): void;
	castVote(dots: Record<Id, number>): void;
	dismiss(commandId: Id): void;
	typing(): void;
}

export const [usePhone, setPhone] = createContext<Phone>();
