/**
 * Owns the replay of an evening under the laws: every stored command in its order, with the rows as they
 * were before and after it.
 */
import type { Actor, Command, Outcome } from '#lib/domain/commands.ts';
import { KINDS, type Change, type Id, type Kind, type RowOf } from '#lib/domain/rows.ts';
import { Hall, type Rows } from '../hall.ts';
import { Ballots } from './ballots.ts';
import { Course } from './course.ts';
import type { Law } from './deed.ts';
import { Harvest } from './harvest.ts';
import { Plan } from './plan.ts';
import { Seating } from './seating.ts';
import { Words } from './words.ts';

/** On these it hangs who sits where. */
const ABOUT_SEATS: ReadonlySet<Kind> = new Set([
	'workshop',
	'step',
	'table',
	'seat',
	'participant'
]);

export class Laws {
	readonly #rows = Object.fromEntries(KINDS.map((kind) => [kind, new Map()])) as {
		[K in Kind]: Map<Id, RowOf[K]>;
	};
	readonly #laws: Law[] = [
		new Seating(),
		new Plan(),
		new Words(),
		new Harvest(),
		new Ballots(),
		new Course()
	];
	#hall = new Hall(this.#rows);

	faultOf(
		command: Command,
		actor: Actor,
		outcome: Outcome,
		effect: readonly Change[]
	): string | null {
		const olds = new Map(
			effect.map(({ kind, row }) => [`${kind} ${row.id}`, this.#rows[kind].get(row.id)])
		);
		for (const { kind, row } of effect) (this.#rows[kind] as Map<Id, typeof row>).set(row.id, row);
		const before = this.#hall;
		if (effect.some(({ kind }) => ABOUT_SEATS.has(kind))) this.#hall = new Hall(this.#rows);
		const rows: Rows = this.#rows;
		const was = <K extends Kind>(kind: K, id: Id): RowOf[K] | undefined => {
			const key = `${kind} ${id}`;
			return olds.has(key) ? (olds.get(key) as RowOf[K] | undefined) : rows[kind].get(id);
		};
		const deed = { command, actor, outcome, effect, before, after: this.#hall, rows, was };
		for (const law of this.#laws) {
			const fault = law.faultOf(deed);
			if (fault) return fault;
		}
		return null;
	}
}
