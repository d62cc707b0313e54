/**
 * Owns what participants write at their table and do with it: post, edit, take back, agree, carry on to
 * another table. What must stay true: a contribution belongs to one step and the table its author sat at
 * in it; its public id never changes and is never given again; only its author changes its words (staff
 * those it typed from paper), and taking them back empties them everywhere.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf, theWorkshop } from './case.ts';
import type { Payloads } from './commands.ts';
import { dropFromWalls, touchQuotes, touchWalls } from './items.ts';
import { LIMITS } from './limits.ts';
import { buildOn, dropLinks } from './links.ts';
import { isStaff } from './permissions.ts';
import { tableOf, tableOfParticipant } from './rotation.ts';
import type { Contribution, Id, Participant, Step } from './rows.ts';
import { isHostSeat, seatOf } from './seating.ts';
import { isLang, required } from './texts.ts';
import { takeOffScreen } from './workshop.ts';
import { rewrittenIn, writtenIn } from './written-in.ts';
import { faultOfFreeze, isWithin, wasTypedIn, hasBegun } from './writing.ts';

export function publicIdOf(round: number, tableNumber: number, serial: number): string {
	return `R${round}-T${String(tableNumber).padStart(2, '0')}-${String(serial).padStart(3, '0')}`;
}

export function post(kase: Case, payload: Payloads['contribution.post']): Ruling {
	const { state, changes, now, typedAt } = kase;
	const me = senderOf(kase);
	const clean = required(payload.text, LIMITS.contribution, 'text');
	if (!clean.ok) return clean.refusal;
	if (!isLang(payload.lang)) return refuse('malformed', { field: 'lang' });
	const same = state.rows.contribution.get(payload.contributionId);
	if (same) return isRepeat(same, me, payload.stepId, clean.value) ? null : refuse('malformed');

	const step = state.get('step', payload.stepId);
	if (!step) return refuse('not_found', { field: 'stepId' });
	if (step.kind !== 'round' || step.round === null || !hasBegun(step)) return refuse('wrong_step');
	const participant = state.get('participant', me);
	const seat = seatOf(state, me);
	if (!participant || !seat) return refuse('not_allowed');
	const late = !isWithin(state, step, now);
	if (late && !(wasTypedIn(step, typedAt) && wasThere(participant, step)))
		return refuse('step_over');
	const source = payload.buildsOn == null ? null : state.get('contribution', payload.buildsOn);
	if (source === undefined) return refuse('not_found', { field: 'buildsOn' });
	const frozen = faultOfFreeze(kase);
	if (frozen) return frozen;
	const table = tableOf(state, seat, step.round);
	if (!table) return refuse('wrong_table');

	const serial = (state.serials.get(`${step.round}.${table.id}`) ?? 0) + 1;
	changes.put('contribution', {
		id: payload.contributionId,
		publicId: publicIdOf(step.round, table.number, serial),
		kind: payload.kind,
		stepId: step.id,
		round: step.round,
		tableId: table.id,
		participantId: me,
		text: clean.value,
		lang: writtenIn(clean.value, payload.lang, theWorkshop(kase).languages),
		origin: isHostSeat(state, seat, step.round) ? 'host' : participant.origin,
		typedAt,
		postedAt: now,
		version: 1,
		state: 'table',
		hiddenReason: null,
		screen: 'waiting',
		late,
		agrees: 0
	});
	if (source) buildOn(kase, source, { toId: payload.contributionId, table, round: step.round });
	return null;
}

/** The same post under a new command id. What was done with it meanwhile must not be undone by it. */
function isRepeat(row: Contribution, me: Id, stepId: Id, text: string): boolean {
	if (row.removed || row.participantId !== me || row.stepId !== stepId) return false;
	return row.text === text || row.version > 1 || row.state === 'withdrawn';
}

function wasThere(participant: Participant, step: Step): boolean {
	return participant.joinedAt <= (step.endedAt ?? participant.joinedAt) + LIMITS.graceMs;
}

export function edit(kase: Case, payload: Payloads['contribution.edit']): Ruling {
	const row = own(kase, payload.contributionId);
	if ('code' in row) return row;
	if (row.state === 'withdrawn') return refuse('not_found');
	if (row.state === 'hidden') return refuse('not_allowed');
	const clean = required(payload.text, LIMITS.contribution, 'text');
	if (!clean.ok) return clean.refusal;
	if (clean.value === row.text) return null;
	const frozen = isStaff(kase.actor) ? null : faultOfFreeze(kase);
	if (frozen) return frozen;
	const wasReleased = row.screen === 'released';
	const { languages } = theWorkshop(kase);
	kase.changes.edit('contribution', row.id, {
		text: clean.value,
		lang: rewrittenIn(row, clean.value, languages),
		version: row.version + 1,
		// Nobody has looked at the new words yet.
		screen: wasReleased ? 'waiting' : row.screen
	});
	touchQuotes(kase, row.id);
	if (wasReleased) {
		touchWalls(kase, row.id, false);
		takeOffScreen(kase, row.id);
	}
	return null;
}

export function withdraw(kase: Case, payload: Payloads['contribution.withdraw']): Ruling {
	const { changes } = kase;
	const row = own(kase, payload.contributionId);
	if ('code' in row) return row;
	if (row.state === 'withdrawn') return null;
	changes.edit('contribution', row.id, { state: 'withdrawn', text: '', hiddenReason: null });
	dropLinks(kase, row.id);
	dropFromWalls(kase, row.id);
	takeOffScreen(kase, row.id);
	return null;
}

/** Staff stands in for whoever wrote on paper, as no device can. */
function own(kase: Case, id: Id): Contribution | ReturnType<typeof refuse> {
	const row = kase.state.get('contribution', id);
	if (isStaff(kase.actor)) {
		if (!row) return refuse('not_found');
		return row.origin === 'paper' ? row : refuse('not_allowed');
	}
	if (kase.state.workshop?.state === 'closed') return refuse('workshop_closed');
	if (!row) return refuse('not_found');
	return row.participantId === senderOf(kase) ? row : refuse('not_allowed');
}

export function agree(kase: Case, payload: Payloads['contribution.agree']): Ruling {
	const { state, changes } = kase;
	const me = senderOf(kase);
	const row = state.get('contribution', payload.contributionId);
	if (!row || row.state !== 'table') return refuse('not_found');
	if (row.participantId === me) return refuse('not_allowed');
	if (tableOfParticipant(state, me)?.id !== row.tableId) return refuse('wrong_table');
	const id = `${row.id}.${me}`;
	const agrees = state.get('agreement', id) !== undefined;
	if (agrees === payload.agree) return null;
	if (payload.agree) changes.put('agreement', { id, contributionId: row.id, participantId: me });
	else changes.remove('agreement', id);
	changes.edit('contribution', row.id, { agrees: row.agrees + (payload.agree ? 1 : -1) });
	return null;
}
