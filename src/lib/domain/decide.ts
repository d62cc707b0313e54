/**
 * Owns the judgement: (state, command, actor, context) → the rows that change, or a refusal. Pure: no
 * clock, no randomness, nothing outside this folder. A refusal changes nothing. The rules are numbered
 * in SPEC.md; each noun judges its own commands, this file only asks what holds for all of them: may
 * this role, is the workshop in a state for it, is this device allowed to write.
 */
import * as ballots from './ballots.ts';
import type { Case, Handler } from './case.ts';
import { Changes } from './case.ts';
import * as clusters from './clusters.ts';
import type { Actor, Command, CommandType, Refusal } from './commands.ts';
import * as contributions from './contributions.ts';
import * as fields from './fields.ts';
import * as guidelines from './guidelines.ts';
import * as language from './language.ts';
import * as links from './links.ts';
import * as moderation from './moderation.ts';
import * as paper from './paper.ts';
import { isStaff, ruleOf } from './permissions.ts';
import type { Change, Id } from './rows.ts';
import * as runOfShow from './run-of-show.ts';
import * as seating from './seating.ts';
import * as signals from './signals.ts';
import type { State } from './state.ts';
import * as steps from './steps.ts';
import * as summaries from './summaries.ts';
import * as tables from './tables.ts';
import * as workshop from './workshop.ts';

/** What the world lends: time and fresh ids, so that a test can give the same ones. */
export interface Context {
	now: number;
	newId: () => Id;
}

export type Decision = { ok: true; changes: Change[] } | ({ ok: false } & Refusal);

const HANDLERS: { [T in CommandType]: Handler<T> } = {
	'workshop.create': workshop.create,
	'workshop.edit': workshop.edit,
	'workshop.open': workshop.open,
	'workshop.close': workshop.close,
	'workshop.reset': workshop.reset,
	'workshop.freeze': workshop.freeze,
	'workshop.rekey': workshop.rekey,
	'screen.show': workshop.showOnScreen,
	'step.edit': steps.edit,
	'step.add_round': steps.addRound,
	'step.remove_round': steps.removeRound,
	'step.advance': steps.advance,
	'step.back': steps.back,
	'step.pause': steps.pause,
	'step.resume': steps.resume,
	'step.extend': steps.extend,
	'table.add': tables.add,
	'table.edit': tables.edit,
	'table.remove': tables.remove,
	'participant.join': seating.join,
	'participant.edit': seating.edit,
	'participant.arrive': seating.arrive,
	'participant.leave': seating.leave,
	'participant.block': moderation.block,
	'seat.take': seating.take,
	'contribution.post': contributions.post,
	'contribution.enter': paper.enter,
	'contribution.edit': contributions.edit,
	'contribution.withdraw': contributions.withdraw,
	'contribution.agree': contributions.agree,
	'contribution.carry': links.carry,
	'contribution.release': moderation.release,
	'contribution.hide': moderation.hide,
	'contribution.restore': moderation.restore,
	'summary.write': summaries.writeSummary,
	'essence.write': summaries.writeEssence,
	'cluster.create': clusters.create,
	'cluster.rename': clusters.rename,
	'cluster.remove': clusters.remove,
	'cluster.restore': clusters.restore,
	'cluster.add': clusters.addItems,
	'cluster.take': clusters.takeItems,
	'ballot.close': ballots.close,
	'ballot.reveal': ballots.reveal,
	'vote.cast': ballots.cast,
	'field.draft': fields.draft,
	'field.add': fields.add,
	'field.rename': fields.rename,
	'field.move': fields.move,
	'field.remove': fields.remove,
	'field.assign': fields.assign,
	'guideline.draft': guidelines.draft,
	'guideline.add': guidelines.add,
	'guideline.edit': guidelines.edit,
	'guideline.move': guidelines.move,
	'guideline.remove': guidelines.remove,
	'evidence.add': guidelines.addEvidence,
	'evidence.remove': guidelines.removeEvidence,
	'workshop.seat': workshop.seat,
	'workshop.call': workshop.call,
	'step.add': runOfShow.add,
	'step.remove': runOfShow.remove,
	'step.move': runOfShow.move,
	'step.skip': runOfShow.skip,
	'step.replan': runOfShow.replan,
	'step.keep_open': runOfShow.keepOpen,
	'table.merge': tables.merge,
	'table.signal': signals.give,
	'participant.hear': workshop.hear,
	'essence.answer': summaries.answerEssence,
	'language.correct': language.correct,
	'cluster.merge': clusters.merge,
	'cluster.unmerge': clusters.unmerge,
	'cluster.split': clusters.split,
	'cluster.nest': clusters.nest,
	'cluster.move': clusters.move,
	'ballot.open': ballots.open,
	'ballot.tally': ballots.tally
};

export function decide(state: State, command: Command, actor: Actor, context: Context): Decision {
	const refusal = admit(state, command, actor);
	if (refusal) return { ok: false, ...refusal };
	const changes = new Changes(state);
	const kase: Case = {
		state,
		changes,
		actor,
		now: context.now,
		newId: context.newId,
		// A phone's clock may run ahead; nothing was typed in the future.
		typedAt: Math.min(command.typedAt, context.now)
	};
	// The pair of type and payload is one by construction of Command; TypeScript cannot follow it.
	const handler = HANDLERS[command.type] as Handler<CommandType>;
	const ruling = handler(kase, command.payload as never);
	return ruling ? { ok: false, ...ruling } : { ok: true, changes: changes.list() };
}

/** What holds for every command before its noun is asked. */
function admit(state: State, command: Command, actor: Actor): Refusal | null {
	const rule = ruleOf(command.type);
	const { workshop } = state;
	const asParticipant = actor.role === 'participant' && rule.participant === true;
	const allowed =
		asParticipant ||
		(isStaff(actor) && rule.staff === true) ||
		((actor.role === 'office' || actor.role === 'system') && rule.office === true) ||
		(actor.role === 'guest' && rule.guest === true);
	if (!allowed) return { code: 'not_allowed' };
	if (command.type === 'workshop.create') return null;
	if (!workshop) return { code: 'not_found' };
	if (workshop.state === 'closed' && !rule.afterClose) return { code: 'workshop_closed' };
	if (workshop.state === 'draft' && rule.onlyOpen) return { code: 'doors_closed' };
	if (asParticipant) {
		const participant = state.get('participant', actor.id);
		if (!participant) return { code: 'not_found' };
		if (rule.writes && participant.blocked) return { code: 'blocked' };
	}
	return null;
}
