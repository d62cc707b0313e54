/**
 * Owns what a table says with one voice: the hand-over after a round and the sentences it gives to the
 * city. What must stay true: the host writes for the table; without a host anybody who sits there may,
 * so that no table falls silent; a sentence keeps its public id through every change.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf, theWorkshop } from './case.ts';
import type { Payloads } from './commands.ts';
import { dropFromWalls, touchWalls } from './items.ts';
import { LIMITS } from './limits.ts';
import { seatingRound, tableOf } from './rotation.ts';
import type { Table, Verdict } from './rows.ts';
import { hostOf, isHostSeat, seatOf } from './seating.ts';
import type { State } from './state.ts';
import { roundStep } from './steps.ts';
import { isLang, optional } from './texts.ts';
import { rewrittenIn, writtenIn } from './written-in.ts';
import { faultOfFreeze, hasBegun, isWithin } from './writing.ts';

export function writeSummary(kase: Case, payload: Payloads['summary.write']): Ruling {
	const { state, changes } = kase;
	const step = roundStep(state, payload.round);
	if (!step) return refuse('not_found', { field: 'round' });
	if (!hasBegun(step)) return refuse('wrong_step');
	// Who sat there in that round knows what was said, also when already on the way to the next table.
	const table = tableToSpeakFor(kase, payload.round);
	if ('code' in table) return table;
	if (!isLang(payload.lang)) return refuse('malformed', { field: 'lang' });
	const points: string[] = [];
	for (const point of payload.points) {
		const clean = optional(point, LIMITS.summaryPoint, 'points');
		if (!clean.ok) return clean.refusal;
		if (clean.value !== '') points.push(clean.value);
	}
	if (points.length > LIMITS.summaryPoints)
		return refuse('too_many', { field: 'points', limit: LIMITS.summaryPoints });
	const frozen = faultOfFreeze(kase);
	if (frozen) return frozen;
	changes.put('summary', {
		id: `${table.id}.${payload.round}`,
		tableId: table.id,
		round: payload.round,
		points,
		lang: writtenIn(points.join('\n'), payload.lang, theWorkshop(kase).languages),
		participantId: senderOf(kase),
		writtenAt: kase.now
	});
	return null;
}

export function writeEssence(kase: Case, payload: Payloads['essence.write']): Ruling {
	const { state, changes } = kase;
	const { number } = payload;
	if (!Number.isInteger(number) || number < 1) return refuse('malformed', { field: 'number' });
	if (number > LIMITS.essences)
		return refuse('too_many', { field: 'number', limit: LIMITS.essences });
	const fault = faultOfEssenceTime(state, kase.now);
	if (fault) return fault;
	const table = tableToSpeakFor(kase, seatingRound(state));
	if ('code' in table) return table;
	if (!isLang(payload.lang)) return refuse('malformed', { field: 'lang' });
	const clean = optional(payload.text, LIMITS.essence, 'text');
	if (!clean.ok) return clean.refusal;
	const frozen = faultOfFreeze(kase);
	if (frozen) return frozen;

	const id = `${table.id}.e${number}`;
	const before = state.get('essence', id);
	const isThere = before !== undefined && before.state !== 'withdrawn';
	if (clean.value === '' && !isThere) return null;
	const { languages } = theWorkshop(kase);
	const inPlenum = before?.state === 'plenum' || hasHarvestBegun(state);
	changes.put('essence', {
		id,
		publicId: `E-T${String(table.number).padStart(2, '0')}-${number}`,
		tableId: table.id,
		number,
		text: clean.value,
		lang: isThere
			? rewrittenIn(before, clean.value, languages)
			: writtenIn(clean.value, payload.lang, languages),
		participantId: senderOf(kase),
		state: clean.value === '' ? 'withdrawn' : inPlenum ? 'plenum' : 'table',
		agrees: 0,
		objections: 0,
		// Goes on counting after a reset, so that it stays known that this id was seen before.
		version: (state.rows.essence.get(id)?.version ?? 0) + 1,
		writtenAt: kase.now
	});
	if (clean.value === '') dropFromWalls(kase, id);
	return null;
}

/** The others at the table say whether the sentence is theirs too; to a changed sentence they say it anew. */
export function answerEssence(kase: Case, payload: Payloads['essence.answer']): Ruling {
	const { state, changes } = kase;
	const me = senderOf(kase);
	const essence = state.get('essence', payload.essenceId);
	if (!essence || essence.state === 'withdrawn') return refuse('not_found');
	const fault = faultOfEssenceTime(state, kase.now);
	if (fault) return fault;
	const seat = seatOf(state, me);
	if (!seat || tableOf(state, seat, seatingRound(state))?.id !== essence.tableId)
		return refuse('wrong_table');
	if (essence.participantId === me) return refuse('not_allowed');
	if (payload.version !== essence.version) return refuse('already_moved_on');
	const frozen = faultOfFreeze(kase);
	if (frozen) return frozen;

	const id = `${essence.id}.${me}`;
	const known = state.get('verdict', id);
	const before = known?.version === essence.version ? known.answer : null;
	if (before === payload.answer) return null;
	const { answer, version } = payload;
	if (answer === null) changes.remove('verdict', id);
	else changes.put('verdict', { id, essenceId: essence.id, participantId: me, answer, version });
	const by = (which: Verdict['answer']) => Number(answer === which) - Number(before === which);
	changes.edit('essence', essence.id, {
		agrees: essence.agrees + by('agree'),
		objections: essence.objections + by('change')
	});
	return null;
}

/** The harvest has begun: every table's sentences belong to the whole hall. */
export function bringToPlenum(kase: Case): void {
	for (const essence of kase.state.live('essence')) {
		if (essence.state !== 'table') continue;
		kase.changes.edit('essence', essence.id, { state: 'plenum' });
		touchWalls(kase, essence.id, false);
	}
}

function hasHarvestBegun(state: State): boolean {
	return state.steps.some((step) => step.kind === 'harvest' && hasBegun(step));
}

function faultOfEssenceTime(state: State, now: number): Ruling {
	const steps = state.steps.filter((step) => step.kind === 'essence' || step.kind === 'harvest');
	if (steps.some((step) => isWithin(state, step, now))) return null;
	return refuse(steps.some((step) => step.state === 'done') ? 'step_over' : 'wrong_step');
}

/** The table where the sender sits in that round, if the sender may speak for it. */
function tableToSpeakFor(kase: Case, round: number): Table | ReturnType<typeof refuse> {
	const { state } = kase;
	const seat = seatOf(state, senderOf(kase));
	const table = seat && tableOf(state, seat, round);
	if (!seat || !table) return refuse('not_allowed');
	const speaks = isHostSeat(state, seat, round) || hostOf(state, table.id, round) === null;
	return speaks ? table : refuse('not_allowed');
}
