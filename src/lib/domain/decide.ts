/**
 * Owns the judgement: (state, command, actor, context) → the rows that change, or a refusal. Pure: no
 * clock, no randomness, nothing outside this folder. A refusal changes nothing.
 */
import type { Actor, Command, Refusal } from './commands.ts';
import type { Change, Id } from './rows.ts';
import type { State } from './state.ts';

/** What the world lends: time and fresh ids, so that a test can give the same ones. */
export interface Context {
	now: number;
	newId: () => Id;
}

export type Decision = { ok: true; changes: Change[] } | ({ ok: false } & Refusal);

export function decide(_state: State, _command: Command, _actor: Actor, _context: Context): Decision {
	throw new Error('written next');
}
