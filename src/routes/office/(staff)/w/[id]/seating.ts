/** Owns what the office sees and saves of how people move. */
import type { RequestEvent } from '@sveltejs/kit';
import type { HostMode, MoveMode, Workshop } from '#lib/domain/rows.ts';
import { outlookOf, proposalsFor } from '#lib/domain/seat-outlook.ts';
import { isUnderWay } from '#lib/domain/seat-plan.ts';
import type { State } from '#lib/domain/state.ts';
import { roundsTotal } from '#lib/domain/steps.ts';
import type { Problem } from '#lib/ui/office/answer.ts';
import { submit, text } from '../../../answer.ts';

const MOST_PEOPLE = 2000;
const MOVES: readonly MoveMode[] = ['scatter', 'carousel', 'free'];
const HOSTS: readonly HostMode[] = ['fixed', 'volunteers'];

export function seatingOf(state: State, workshop: Workshop, asked: string | null) {
	const rounds = roundsTotal(state.steps);
	const people = Number(asked);
	const isAsked = Number.isInteger(people) && people > 0 && people <= MOST_PEOPLE;
	return {
		outlook: outlookOf(state.tables, rounds, workshop),
		expected: isAsked ? people : null,
		proposals: isAsked ? proposalsFor(people, rounds) : [],
		rounds,
		isFixed: isUnderWay(state)
	};
}

export async function saveSeating(
	event: Pick<RequestEvent, 'locals'>,
	workshopId: string,
	workshop: Workshop,
	data: FormData
): Promise<Problem | null> {
	// Once people have moved the choice is shown and not sent.
	const moveMode = MOVES.find((mode) => mode === text(data, 'moveMode')) ?? workshop.moveMode;
	const hostMode = HOSTS.find((mode) => mode === text(data, 'hostMode')) ?? workshop.hostMode;
	const moved = await submit(event, workshopId, 'workshop.seat', { moveMode, hostMode });
	return moved.ok ? null : moved;
}
