/**
 * Owns what the phone's screens may see and do. Screens read this and nothing below it: confirmed rows
 * and own waiting commands are already merged, and whatever is not confirmed says so (`status`). The
 * live client fulfils `PhoneLive` without knowing it, so a screen can be shown without a network.
 */
import { createContext } from 'svelte';
import type { Command, CommandType, Outcome, Payloads, Refusal } from '#lib/domain/commands.ts';
import type { SeenOf } from '#lib/domain/audience.ts';
import type { HideReason, Id, Kind } from '#lib/domain/rows.ts';

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
	hiddenReason: HideReason | null;
	isLate: boolean;
}

/** A thought that somebody brought to this table. */
export interface Carried {
	id: Id;
	fromId: Id;
	text: string;
	lang: string;
	fromTable: SeenOf['table'] | undefined;
}

export interface Sentence {
	number: number;
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
	options: { id: Id; title: string }[];
	dots: Record<Id, number>;
	left: number;
	status: Status | 'empty';
}

/** Full-page views over the current step; the phone's own back button closes them. */
export const PANELS = ['menu', 'mine', 'language', 'about', 'seat', 'summary', 'carry'] as const;
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
	/** This page's address; links to panels are made from it. */
	readonly home: string;
	/** The code as one says it aloud. */
	readonly spokenCode: string;

	readonly leftMs: number | null;
	/** Latest round that has begun or is being walked to; 1 before. */
	readonly round: number;
	readonly rounds: number;
	/** In the reader's language; the table's own one where tables have topics. */
	readonly question: string;
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
	/** Seats can be chosen until people begin to travel. */
	readonly canChangeTable: boolean;

	/** This table's, oldest first, own waiting ones last. */
	readonly ideas: Idea[];
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
	post(text: string, stepId: Id): void;
	edit(id: Id, text: string): Promise<boolean>;
	withdraw(id: Id): void;
	agree(id: Id, agree: boolean): void;
	carry(id: Id): void;
	arrive(): void;
	takeHostSeat(): void;
	writeSummary(round: number, points: string[]): Promise<boolean>;
	writeEssence(number: number, text: string): Promise<boolean>;
	castVote(dots: Record<Id, number>): void;
	dismiss(commandId: Id): void;
	typing(): void;
}

export const [usePhone, setPhone] = createContext<Phone>();
