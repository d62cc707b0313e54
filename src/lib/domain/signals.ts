/**
 * Owns what a table tells the facilitator. What must stay true: it is the table that speaks, never a
 * person; a call for help stands until staff or the table itself has answered it; what was said in an
 * earlier step says nothing any more.
 */
import type { Case, Ruling } from './case.ts';
import { refuse } from './case.ts';
import type { Payloads } from './commands.ts';
import { tableOfParticipant } from './rotation.ts';
import type { Id, Signal, Workshop } from './rows.ts';

/** What a signal says now. */
export function signalNow(
	signal: Pick<Signal, 'state' | 'stepId'> | null | undefined,
	stepId: Workshop['stepId']
): Signal['state'] {
	if (!signal) return null;
	return signal.state === 'help' || signal.stepId === stepId ? signal.state : null;
}

/** What the tables of a hall say now; those that say nothing are missing. */
export function signalsNow(
	signals: readonly Pick<Signal, 'tableId' | 'state' | 'stepId'>[],
	stepId: Workshop['stepId']
): ReadonlyMap<Id, Signal['state']> {
	const said = signals.map((one) => [one.tableId, signalNow(one, stepId)] as const);
	return new Map(said.filter(([, state]) => state !== null));
}

export function give(kase: Case, { tableId, state: said }: Payloads['table.signal']): Ruling {
	const { state, changes, actor, now } = kase;
	const table = state.get('table', tableId);
	if (!table || table.mergedInto) return refuse('not_found');
	const before = state.get('signal', tableId);
	if (actor.role !== 'participant') {
		// Staff answers and does not speak for a table.
		if (said !== null) return refuse('not_allowed');
	} else {
		if (tableOfParticipant(state, actor.id)?.id !== tableId) return refuse('wrong_table');
		if (said !== null && said !== 'help') {
			if (state.step === undefined) return refuse('wrong_step');
			if (before?.state === 'help') return refuse('in_use');
		}
	}
	const stepId = state.workshop?.stepId ?? null;
	if (signalNow(before, stepId) === said) return null;
	changes.put('signal', { id: tableId, tableId, state: said, stepId, at: now });
	return null;
}

/** A table that is no more says nothing. */
export function clearSignal({ state, changes }: Case, tableId: Id): void {
	if (state.get('signal', tableId)?.state) changes.edit('signal', tableId, { state: null });
}
