/**
 * Owns who may send which command, and when at all. Being a host is not a role: the nouns look at the
 * seat. Every command type has a line here, so a new one cannot be forgotten.
 */
import type { Actor, CommandType } from './commands.ts';

export interface Rule {
	/** Facilitator, office and system. */
	staff?: true;
	/** Office and system only. */
	office?: true;
	/** About the sender's own things. */
	participant?: true;
	guest?: true;
	/** Leaves words or marks: not for a blocked device. */
	writes?: true;
	/** Needs the doors to have been opened. */
	onlyOpen?: true;
	/** Still possible when the evening is over. */
	afterClose?: true;
}

const STAFF: Rule = { staff: true };
const STAFF_OPEN: Rule = { staff: true, onlyOpen: true };
const STAFF_ALWAYS: Rule = { staff: true, afterClose: true };
const WRITER: Rule = { participant: true, writes: true, onlyOpen: true };

const RULES: Record<CommandType, Rule> = {
	'workshop.create': { office: true },
	// The noun itself keeps the words of the evening from being changed after it.
	'workshop.edit': STAFF_ALWAYS,
	'workshop.open': STAFF,
	'workshop.close': STAFF_OPEN,
	'workshop.reset': STAFF_ALWAYS,
	'workshop.seat': STAFF,
	'workshop.call': STAFF_OPEN,
	'workshop.freeze': STAFF_OPEN,
	// A link that went astray must be stoppable at any time.
	'workshop.rekey': STAFF_ALWAYS,
	'screen.show': STAFF,
	'step.edit': STAFF,
	'step.add_round': STAFF,
	'step.remove_round': STAFF,
	'step.add': STAFF,
	'step.remove': STAFF,
	'step.move': STAFF,
	'step.skip': STAFF,
	'step.replan': STAFF_OPEN,
	'step.keep_open': STAFF_OPEN,
	'step.advance': STAFF_OPEN,
	'step.back': STAFF_OPEN,
	'step.pause': STAFF_OPEN,
	'step.resume': STAFF_OPEN,
	'step.extend': STAFF_OPEN,
	'table.add': STAFF,
	'table.edit': STAFF,
	'table.remove': STAFF,
	'table.merge': STAFF_OPEN,
	'table.signal': { staff: true, participant: true, writes: true, onlyOpen: true },
	'participant.join': { guest: true, onlyOpen: true },
	// Language and leaving concern the device, not the record of the evening.
	'participant.edit': { participant: true, afterClose: true },
	'participant.arrive': { participant: true, onlyOpen: true },
	'participant.leave': { participant: true, afterClose: true },
	'participant.hear': { participant: true, onlyOpen: true },
	'participant.block': STAFF_OPEN,
	'seat.take': { participant: true, onlyOpen: true },
	'contribution.post': WRITER,
	// Cards are typed when there is time for it, often on the next day.
	'contribution.enter': { staff: true, onlyOpen: true, afterClose: true },
	// Staff only what it typed from paper, and only staff after the closing: the noun looks.
	'contribution.edit': {
		staff: true,
		participant: true,
		writes: true,
		onlyOpen: true,
		afterClose: true
	},
	// Taking back one's own words stays possible for a blocked device.
	'contribution.withdraw': { staff: true, participant: true, onlyOpen: true, afterClose: true },
	'contribution.agree': WRITER,
	'contribution.carry': WRITER,
	'contribution.release': STAFF_ALWAYS,
	'contribution.hide': { staff: true, participant: true, writes: true, afterClose: true },
	'contribution.restore': STAFF_ALWAYS,
	'summary.write': WRITER,
	'essence.write': WRITER,
	'essence.answer': WRITER,
	// The noun itself keeps it from the author after the close; the office still mends the export.
	'language.correct': { staff: true, participant: true, writes: true, afterClose: true },
	'cluster.create': STAFF_ALWAYS,
	'cluster.rename': STAFF_ALWAYS,
	'cluster.remove': STAFF_ALWAYS,
	'cluster.restore': STAFF_ALWAYS,
	'cluster.add': STAFF_ALWAYS,
	'cluster.take': STAFF_ALWAYS,
	'cluster.merge': STAFF_ALWAYS,
	'cluster.unmerge': STAFF_ALWAYS,
	'cluster.split': STAFF_ALWAYS,
	'cluster.nest': STAFF_ALWAYS,
	'cluster.move': STAFF_ALWAYS,
	'ballot.open': STAFF_OPEN,
	'ballot.tally': STAFF_ALWAYS,
	'ballot.close': STAFF_OPEN,
	// Closing the workshop closes a running ballot; showing its result may come later.
	'ballot.reveal': STAFF_ALWAYS,
	'vote.cast': WRITER,
	'field.draft': STAFF_ALWAYS,
	'field.add': STAFF_ALWAYS,
	'field.rename': STAFF_ALWAYS,
	'field.move': STAFF_ALWAYS,
	'field.remove': STAFF_ALWAYS,
	'field.assign': STAFF_ALWAYS,
	'guideline.draft': STAFF_ALWAYS,
	'guideline.add': STAFF_ALWAYS,
	'guideline.edit': STAFF_ALWAYS,
	'guideline.move': STAFF_ALWAYS,
	'guideline.remove': STAFF_ALWAYS,
	'evidence.add': STAFF_ALWAYS,
	'evidence.remove': STAFF_ALWAYS
};

export function ruleOf(type: CommandType): Rule {
	return RULES[type];
}

export function isStaff(actor: Actor): boolean {
	return actor.role === 'facilitator' || actor.role === 'office' || actor.role === 'system';
}
