/**
 * Owns the groups of people who see the same: a change is prepared once for each of them.
 * A phone listens to `all`, its table and itself; the projector to `screen`; console and office to `staff`.
 */
import type { Actor } from './commands.ts';
import type {
	Agreement,
	Ballot,
	Cluster,
	Contribution,
	Essence,
	Evidence,
	Field,
	Guideline,
	Id,
	Kind,
	Link,
	Membership,
	Participant,
	Seat,
	Signal,
	Step,
	Summary,
	Table,
	Verdict,
	Vote,
	Workshop
} from './rows.ts';
import { tableOfParticipant } from './rotation.ts';
import type { State } from './state.ts';

export type Audience = 'all' | 'screen' | 'staff' | `table:${Id}` | `one:${Id}`;

/** What reaches a device of each kind. Whatever names a device or an author is missing on purpose. */
export interface SeenOf {
	workshop: Omit<Workshop, 'keyVersion'>;
	/** `notes` is empty for everyone but staff. */
	step: Step;
	table: Table;
	/** `way`: the tables of round 1, 2, … for the device itself; empty for everybody else.
	 *  `one` and `staff` get every seat that concerns them, a table only its own host's seat; where
	 *  people choose their tables, `all` gets them all. `devices`: how many share it, told to them
	 *  alone; 0 for everybody else. */
	seat: Omit<Seat, 'participantId' | 'way'> & { taken: boolean; way: Id[]; devices: number };
	/** Only the device itself; never staff: nobody watches a single person. `companionOf` is its own id
	 *  when it shares a seat. */
	participant: Participant;
	contribution: Omit<Contribution, 'participantId'>;
	/** Only the device itself. */
	agreement: Omit<Agreement, 'participantId'>;
	/** The text travels with the link, because the table it came from is not this table's business. */
	link: Omit<Link, 'participantId'> & {
		quote: { publicId: string; text: string; lang: string; tableId: Id; round: number };
	};
	summary: Omit<Summary, 'participantId'>;
	essence: Omit<Essence, 'participantId'>;
	/** Only the device itself. */
	verdict: Omit<Verdict, 'participantId'>;
	/** The table itself and staff. */
	signal: Signal;
	/** `count` items from `tables` (their ids), computed. */
	cluster: Cluster & { count: number; tables: Id[] };
	membership: Membership;
	/** `result` is null until revealed, for staff too; `paper` only staff sees before that. */
	ballot: Ballot;
	/** Only the device itself. */
	vote: Omit<Vote, 'participantId'>;
	field: Field;
	guideline: Guideline;
	evidence: Evidence;
}

export type SeenRow = { [K in Kind]: { kind: K; row: SeenOf[K] } }[Kind];

/** The audiences a connection belongs to, in the order in which they are sent. */
export function audiencesOf(state: State, actor: Actor): Audience[] {
	switch (actor.role) {
		case 'participant': {
			const table = tableOfParticipant(state, actor.id);
			return table ? ['all', `table:${table.id}`, `one:${actor.id}`] : ['all', `one:${actor.id}`];
		}
		case 'screen':
			return ['screen'];
		case 'facilitator':
		case 'office':
			return ['staff'];
		default:
			return [];
	}
}
