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
	ScreenChoice,
	Step,
	Table,
	Workshop
} from './rows.ts';

export interface Payloads {
	/** Builds the whole workshop of a template; only in an empty room. */
	'workshop.create': {
		workshopId: Id;
		code: string;
		template: 'world-cafe-2h';
		title: string;
		city: string;
		languages: Lang[];
		/** How many tables, with how many seats each (host included). */
		tables: number;
		seats: number;
	};
	'workshop.edit': Partial<
		Pick<
			Workshop,
			'title' | 'date' | 'time' | 'venue' | 'city' | 'mandate' | 'givens' | 'languages' | 'wifi'
		>
	>;
	/** Opens the doors: people can join. `rehearsal` marks everything as test data. */
	'workshop.open': { rehearsal: boolean };
	/** Ends the evening; texts are frozen. */
	'workshop.close': Record<string, never>;
	/** Wipes people and words, keeps the preparation; back to draft. Only for a rehearsal or a draft. */
	'workshop.reset': Record<string, never>;
	'workshop.freeze': { frozen: boolean };
	/** Makes all console and projector links handed out so far invalid. */
	'workshop.rekey': Record<string, never>;
	'screen.show': { screen: ScreenChoice };

	'step.edit': { stepId: Id } & Partial<
		Pick<Step, 'minutes' | 'questionMode' | 'question' | 'notes'>
	>;
	/** Adds a round with its change before it, after the last round (1–6 rounds). */
	'step.add_round': { stepId: Id; changeId: Id };
	/** Takes the last round and its change away; never the first. Only planned ones. */
	'step.remove_round': Record<string, never>;
	/** `from` guards against two people pressing Next at once: refused when it is no longer current. */
	'step.advance': { from: Id | null };
	'step.back': { from: Id };
	'step.pause': { stepId: Id };
	'step.resume': { stepId: Id };
	/** Positive or negative whole minutes, −60…60. */
	'step.extend': { stepId: Id; minutes: number };

	'table.add': { tableId: Id; seats: number };
	'table.edit': { tableId: Id } & Partial<
		Pick<Table, 'number' | 'label' | 'colour' | 'pictogram' | 'seats' | 'topic' | 'question'>
	>;
	'table.remove': { tableId: Id };

	/** Only from the server's own door; takes a free seat at once. `tableNumber` is a wish. */
	'participant.join': {
		participantId: Id;
		lang: Lang;
		people: number;
		origin: 'phone' | 'tablet';
		tableNumber: number | null;
	};
	'participant.edit': { lang?: Lang; people?: number };
	/** "I am here": confirms arrival at the table of the current change. */
	'participant.arrive': { stepId: Id };
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

	'cluster.create': { clusterId: Id; title: string; items: { kind: ItemKind; id: Id }[] };
	'cluster.rename': { clusterId: Id; title: string };
	'cluster.remove': { clusterId: Id };
	'cluster.add': { clusterId: Id; items: { kind: ItemKind; id: Id }[] };
	'cluster.take': { clusterId: Id; items: { kind: ItemKind; id: Id }[] };

	'ballot.close': { ballotId: Id };
	'ballot.reveal': { ballotId: Id };
	'vote.cast': { ballotId: Id; dots: Record<Id, number> };

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
