/**
 * Owns the list of everything that can be asked of a workshop. Commands are `noun.verb`. Ids of new
 * things are minted by whoever creates them, so a command that is sent twice means the same thing twice.
 * Who asks is never part of a payload.
 */
import type {
	HideReason,
	Id,
	ItemKind,
	Lang,
	ScreenPicture,
	MoveMode,
	HostMode,
	OptionKind,
	Signal,
	Step,
	StepKind,
	Table,
	Template,
	Verdict,
	Workshop
} from './rows.ts';

export interface Payloads {
	/** Builds the whole workshop of a template; only in an empty room. */
	'workshop.create': {
		workshopId: Id;
		code: string;
		template: Template;
		title: string;
		city: string;
		languages: Lang[];
		/** How many tables, with how many seats each (host included). */
		tables: number;
		seats: number;
		/** Rooms among which the tables are shared out; none or one name says nothing about rooms. */
		halls?: string[];
	};
	'workshop.edit': Partial<
		Pick<
			Workshop,
			| 'title'
			| 'date'
			| 'time'
			| 'venue'
			| 'city'
			| 'mandate'
			| 'givens'
			| 'languages'
			| 'wifi'
			| 'quietMinutes'
		>
	>;
	/** How people move. Only before anybody has moved; seats and words stay. Computes the plan. */
	'workshop.seat': { moveMode: MoveMode; hostMode: HostMode };
	/** Calls everybody back to listen, or ends the call. */
	'workshop.call': { called: boolean };
	/** Opens the doors: people can join. `rehearsal` marks everything as test data. */
	'workshop.open': { rehearsal: boolean };
	/** Ends the evening; texts are frozen. */
	'workshop.close': Record<string, never>;
	/** Wipes people and words, keeps the preparation; back to draft. Only for a rehearsal or a draft. */
	'workshop.reset': Record<string, never>;
	'workshop.freeze': { frozen: boolean };
	/** Makes all console and projector links handed out so far invalid. */
	'workshop.rekey': Record<string, never>;
	/** `held` keeps what is there now. */
	'screen.show': { screen: ScreenPicture | { mode: 'held' } };

	'step.edit': { stepId: Id } & Partial<
		Pick<Step, 'minutes' | 'questionMode' | 'question' | 'notes'>
	>;
	/** Adds a round with its change before it, after the last round (1–6 rounds). */
	'step.add_round': { stepId: Id; changeId: Id };
	/** Takes the last round and its change away; never the first. Only planned ones. */
	'step.remove_round': Record<string, never>;
	/** `from` guards against two people pressing Next at once: refused when it is no longer current. */
	/** A new step before `beforeId` (null: at the end), among those still planned. No rounds, no changes. */
	'step.add': {
		stepId: Id;
		kind: Exclude<StepKind, 'round' | 'change'>;
		minutes: number;
		beforeId: Id | null;
	};
	/** Only a planned one that is neither round nor change. */
	'step.remove': { stepId: Id };
	/** Among those still planned; rounds and changes keep their order. */
	'step.move': { stepId: Id; beforeId: Id | null };
	/** Planned → skipped and back; `step.advance` passes it by. A round takes its change with it. */
	'step.skip': { stepId: Id; skipped: boolean };
	/** New minutes for the running rest of the evening so that it ends at `endsAt`. */
	'step.replan': { endsAt: number };
	/** Lets a round that has ended be written in beside the current step; null ends that. */
	'step.keep_open': { stepId: Id | null };
	'step.advance': { from: Id | null };
	'step.back': { from: Id };
	'step.pause': { stepId: Id };
	'step.resume': { stepId: Id };
	/** Positive or negative whole minutes, −60…60. */
	'step.extend': { stepId: Id; minutes: number };

	'table.add': { tableId: Id; seats: number };
	'table.edit': { tableId: Id } & Partial<
		Pick<
			Table,
			'number' | 'label' | 'hall' | 'colour' | 'pictogram' | 'seats' | 'topic' | 'question'
		>
	>;
	'table.remove': { tableId: Id };
	/** While running: the people at `tableId` sit at `intoId` from now on; words and ids stay. */
	'table.merge': { tableId: Id; intoId: Id };
	/** "We are done", "we need more time", "please come": of the sender's table; staff may answer any. */
	'table.signal': { tableId: Id; state: Signal['state'] };

	/** Only from the server's own door; takes a free seat at once. `tableNumber` is a wish. */
	'participant.join': {
		participantId: Id;
		lang: Lang;
		people: number;
		origin: 'phone' | 'tablet';
		tableNumber: number | null;
		/** Stays with this participant and shares the seat; the server's door has checked the invitation. */
		companionOf?: Id | null;
	};
	'participant.edit': { lang?: Lang; people?: number };
	/** "I am here": confirms arrival at the table of the current change. */
	'participant.arrive': { stepId: Id };
	/** "I have seen the call." */
	'participant.hear': { calledAt: number };
	/** Frees the seat. */
	'participant.leave': Record<string, never>;
	/** Staff only. */
	'participant.block': { contributionId: Id; blocked: boolean };
	/** Moves the sender to a free seat; `index` 0 is the host's. */
	'seat.take': { tableId: Id; index: number };

	'contribution.post': {
		contributionId: Id;
		stepId: Id;
		kind: 'idea' | 'question' | 'note';
		text: string;
		lang: Lang;
		/** What it builds on: a contribution that lies or was carried to the sender's table. */
		buildsOn?: Id | null;
	};
	/** A card that somebody wrote on paper, typed by staff. */
	'contribution.enter': {
		contributionId: Id;
		stepId: Id;
		tableId: Id;
		/** Printed on the card. */
		number: number;
		text: string;
		lang: Lang;
		/** Another card bears the same number: whoever types has been told and it is not the same card. */
		twin: boolean;
	};
	'contribution.edit': { contributionId: Id; text: string };
	'contribution.withdraw': { contributionId: Id };
	'contribution.agree': { contributionId: Id; agree: boolean };
	/** Carries an own contribution to the table where the sender sits now (or is going to). */
	'contribution.carry': { linkId: Id; contributionId: Id };
	'contribution.release': { contributionIds: Id[]; released: boolean };
	'contribution.hide': { contributionId: Id; reason: HideReason };
	'contribution.restore': { contributionId: Id };

	/** The host's hand-over of the current or just ended round; up to three points. */
	'summary.write': { round: number; points: string[]; lang: Lang };
	/** Writes essence 1–3 of the sender's table; an empty text withdraws it. */
	'essence.write': { number: number; text: string; lang: Lang };

	/** The others at the table confirm a sentence or ask to change it; null takes the answer back. */
	'essence.answer': { essenceId: Id; version: number; answer: Verdict['answer'] | null };

	/** Who wrote it or staff says which language a text is in; the words stay. */
	'language.correct': { itemKind: ItemKind; itemId: Id; lang: Lang };

	'cluster.create': { clusterId: Id; title: string; items: { kind: ItemKind; id: Id }[] };
	'cluster.rename': { clusterId: Id; title: string };
	'cluster.remove': { clusterId: Id };
	/** Undoes `cluster.remove` exactly. */
	'cluster.restore': { clusterId: Id };
	'cluster.add': { clusterId: Id; items: { kind: ItemKind; id: Id }[] };
	'cluster.take': { clusterId: Id; items: { kind: ItemKind; id: Id }[] };

	/** `clusterId` goes into `intoId`; `cluster.unmerge` takes it out again exactly. */
	'cluster.merge': { clusterId: Id; intoId: Id };
	'cluster.unmerge': { clusterId: Id };
	/** Some items leave for a new cluster. */
	'cluster.split': { clusterId: Id; newId: Id; title: string; items: { kind: ItemKind; id: Id }[] };
	/** Lies in another cluster, or in none. */
	'cluster.nest': { clusterId: Id; parentId: Id | null };
	/** Before another one on the wall (null: last). */
	'cluster.move': { clusterId: Id; beforeId: Id | null };

	/** With stated rules, in the current step; entering a vote step opens one over all clusters by itself. */
	'ballot.open': {
		ballotId: Id;
		optionKind: OptionKind;
		optionIds: Id[];
		dots: number;
		maxPerOption: number;
		ownAllowed: boolean;
	};
	/** Replaces what was entered before. */
	'ballot.tally': { ballotId: Id; dots: Record<Id, number>; papers: number };
	'ballot.close': { ballotId: Id };
	'ballot.reveal': { ballotId: Id };
	'vote.cast': { ballotId: Id; dots: Record<Id, number> };

	/** The usual twelve, where there is none. */
	'field.draft': Record<string, never>;
	'field.add': { fieldId: Id; title: string };
	'field.rename': { fieldId: Id; title: string };
	/** Before another one (null: last). */
	'field.move': { fieldId: Id; beforeId: Id | null };
	'field.remove': { fieldId: Id };
	/** Tables (by their topic) or clusters belong to a field, or to none. */
	'field.assign': { fieldId: Id | null; subjectKind: 'table' | 'cluster'; subjectIds: Id[] };

	/** Makes one guideline per cluster that has none yet, with its members as evidence. */
	'guideline.draft': Record<string, never>;
	'guideline.add': { guidelineId: Id; title: string };
	'guideline.edit': { guidelineId: Id; title?: string; text?: string; rationale?: string };
	'guideline.move': { guidelineId: Id; to: number };
	'guideline.remove': { guidelineId: Id };
	'evidence.add': {
		guidelineId: Id;
		itemKind: ItemKind;
		itemId: Id;
		type: 'supports' | 'contradicts';
	};
	'evidence.remove': { guidelineId: Id; itemId: Id };
}

export type CommandType = keyof Payloads;

export type Command = {
	[T in CommandType]: {
		/** Minted once by the sender; the same id is the same command for the life of the workshop. */
		id: Id;
		type: T;
		payload: Payloads[T];
		/** When the person did it, by their clock corrected to the server's. */
		typedAt: number;
	};
}[CommandType];

/** Who asks, as the connection knows it. Being a host follows from the seat, not from a role. */
export type Actor =
	| { role: 'guest' }
	| { role: 'participant'; id: Id }
	| { role: 'screen' }
	| { role: 'facilitator' }
	| { role: 'office' }
	| { role: 'system' };

export const REFUSAL_CODES = [
	'malformed', // not a command of this version
	'not_allowed', // this role may not do that
	'not_found', // the thing is not there (any more)
	'workshop_closed',
	'doors_closed', // the workshop is not open yet
	'hall_full',
	'seat_taken',
	'table_full',
	'blocked', // this device may not write
	'frozen', // the facilitator has stopped writing for a moment
	'wrong_step', // not possible in the current step
	'step_over', // the step ended too long ago
	'wrong_table',
	'text_empty',
	'text_too_long',
	'text_unreadable', // control characters or broken characters
	'too_many', // points, essences, tables, rounds…
	'budget_exceeded', // more dots than allowed
	'ballot_closed',
	'already_moved_on', // somebody else pressed Next before
	'number_taken',
	'not_in_draft', // only possible before the doors open
	'in_use', // e.g. a table where people sit
	'code_taken',
	'too_fast', // this device sends faster than a person can
	'storage_unavailable', // the server cannot store right now
	'too_old' // the page is older than the server and must reload
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A refusal is data. `limit` and `field` let the text say what exactly was wrong. */
export interface Refusal {
	code: RefusalCode;
	field?: string;
	limit?: number;
}

export type Outcome = { ok: true; rev: number } | ({ ok: false } & Refusal);
