/**
 * Owns the laws of the evening's course: which step is current, what is skipped or kept open beside, the
 * call back, and that wiping a rehearsal leaves no word.
 */
import type { Kind } from '#lib/domain/rows.ts';
import {
	all,
	changed,
	firstFault,
	isThere,
	meOf,
	payloadOf,
	wasThere,
	type Deed,
	type Law
} from './deed.ts';

/** What a rehearsal leaves behind and nobody keeps. */
const WIPED: readonly Kind[] = [
	'participant',
	'contribution',
	'agreement',
	'link',
	'summary',
	'essence',
	'verdict',
	'signal',
	'cluster',
	'membership',
	'ballot',
	'vote',
	'guideline',
	'evidence'
];

export class Course implements Law {
	faultOf(deed: Deed): string | null {
		if (!deed.outcome.ok || !deed.effect.length) return null;
		if (deed.command.type === 'workshop.reset') return faultOfReset(deed);
		return firstFault(
			() => faultOfSteps(deed),
			() => faultOfWorkshop(deed),
			() => faultOfHearing(deed)
		);
	}
}

/** [W9] */
function faultOfReset(deed: Deed): string | null {
	for (const kind of WIPED) {
		const left = all(deed, kind)[0];
		if (left) return `${kind} ${left.id} outlives the rehearsal`;
		for (const row of deed.rows[kind].values()) {
			const { text, points, title } = row as { text?: string; points?: string[]; title?: string };
			if (text || points?.length || title)
				return `words of ${kind} ${row.id} outlive the rehearsal`;
		}
	}
	if (deed.after.people.size) return 'somebody still sits there';
	if (deed.after.tables.some(({ mergedInto }) => mergedInto !== null))
		return 'a table stays closed';
	const isPlanned = deed.after.steps.every(({ state }) => ['planned', 'skipped'].includes(state));
	return isPlanned ? null : 'a step has begun';
}

/** [P1] [P3] [P12] One runs, none that is skipped; a round and its change go together. */
function faultOfSteps(deed: Deed): string | null {
	const { before, after } = deed;
	if (before === after) return null;
	const [workshop] = all(deed, 'workshop');
	for (const step of after.steps) {
		const isOn = step.state === 'running' || step.state === 'paused';
		if (isOn !== (step.id === after.step?.id) && workshop?.state === 'open')
			return `step ${step.position} is ${step.state}, the current one is ${after.step?.position}`;
		const change = after.steps.find(({ kind, round }) => kind === 'change' && round === step.round);
		if (
			step.kind === 'round' &&
			change &&
			(change.state === 'skipped') !== (step.state === 'skipped')
		)
			return 'a round is skipped without its change';
		if (step.minutes < 1) return 'a step without a minute';
	}
	const moved = before.step?.id !== after.step?.id;
	const movers = ['step.advance', 'step.back'];
	if (moved && !movers.includes(deed.command.type)) return 'the evening moved on by itself';
	const positions = after.steps.map(({ position }) => position);
	if (new Set(positions).size !== positions.length) return 'two steps stand in one place';
	return null;
}

/** [P14] [S21] [W13] */
function faultOfWorkshop(deed: Deed): string | null {
	const [workshop] = all(deed, 'workshop');
	if (!workshop) return null;
	const { besideStepId, screen } = workshop;
	const beside = besideStepId === null ? null : isThere(deed, 'step', besideStepId);
	if (besideStepId !== null && (beside?.kind !== 'round' || beside.state !== 'done'))
		return `what is kept open beside is ${beside?.state}`;
	if (workshop.state === 'closed' && (besideStepId !== null || workshop.calledAt !== null))
		return 'something goes on after the end';
	const shown = screen.mode === 'contribution' ? screen.contributionId : null;
	const text = shown === null ? undefined : isThere(deed, 'contribution', shown);
	if (shown !== null && (text?.state !== 'table' || text.screen !== 'released'))
		return 'the screen shows what the hall may not see';
	return null;
}

/** [S21] Only to the present call, and each device for itself. */
function faultOfHearing(deed: Deed): string | null {
	const [workshop] = all(deed, 'workshop');
	for (const row of changed(deed, 'participant')) {
		const was = wasThere(deed, 'participant', row.id);
		if (!was || was.heardAt === row.heardAt) continue;
		const given = payloadOf(deed, 'participant.hear')?.calledAt;
		if (row.id !== meOf(deed) || given !== row.heardAt || workshop?.calledAt !== row.heardAt)
			return `${row.id} has heard another call`;
	}
	return null;
}
