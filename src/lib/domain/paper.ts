/**
 * Owns cards that people wrote on paper and staff types. What must stay true: a card counts and is seen
 * like words from a phone; its public id bears the number printed on it, so that whoever wrote it finds
 * it again; nobody learns who wrote it, because nothing here knows.
 */
import type { Case, Ruling } from './case.ts';
import { refuse, theWorkshop } from './case.ts';
import type { Payloads } from './commands.ts';
import { LIMITS } from './limits.ts';
import type { Contribution, Step, Table } from './rows.ts';
import type { State } from './state.ts';
import { isLang, required } from './texts.ts';
import { writtenIn } from './written-in.ts';
import { hasBegun } from './writing.ts';

export function enter(kase: Case, payload: Payloads['contribution.enter']): Ruling {
	const { state, changes, now } = kase;
	const clean = required(payload.text, LIMITS.contribution, 'text');
	if (!clean.ok) return clean.refusal;
	if (!isLang(payload.lang)) return refuse('malformed', { field: 'lang' });
	const { number } = payload;
	if (!Number.isInteger(number) || number < 1 || number > LIMITS.paperNumber)
		return refuse('malformed', { field: 'number' });
	const same = state.rows.contribution.get(payload.contributionId);
	if (same) return isRepeat(same, number) ? null : refuse('malformed', { field: 'contributionId' });

	const step = state.get('step', payload.stepId);
	if (!step) return refuse('not_found', { field: 'stepId' });
	if (step.kind !== 'round' || step.round === null || !hasBegun(step)) return refuse('wrong_step');
	const table = state.get('table', payload.tableId);
	if (!table) return refuse('not_found', { field: 'tableId' });
	if (!payload.twin && cardsNumbered(state, number).some((row) => row.state !== 'withdrawn'))
		return refuse('number_taken', { field: 'number' });

	changes.put('contribution', {
		id: payload.contributionId,
		publicId: freeIdOf(state, step, table, number),
		kind: 'idea',
		stepId: step.id,
		round: step.round,
		tableId: table.id,
		participantId: null,
		text: clean.value,
		// Whoever types a pile of cards does not choose anew for each of them.
		lang: writtenIn(clean.value, payload.lang, theWorkshop(kase).languages),
		origin: 'paper',
		typedAt: kase.typedAt,
		postedAt: now,
		version: 1,
		state: 'table',
		hiddenReason: null,
		screen: 'waiting',
		// The card was written in its round; only the typing came later.
		late: false,
		agrees: 0
	});
	return null;
}

/** The same card under a new command id; it may have been corrected or taken back meanwhile. */
function isRepeat(row: Contribution, number: number): boolean {
	return !row.removed && paperNumberOf(row) === number;
}

/** The number printed on the card, as it stands in the public id; null for what came another way. */
export function paperNumberOf({ publicId }: Pick<Contribution, 'publicId'>): number | null {
	// Asked of every contribution that is stored: the costly look only at those that can be one.
	if (!publicId.endsWith('p')) return null;
	const [, number] = /-(\d+)(?:-\d+)?p$/.exec(publicId) ?? [];
	return number === undefined ? null : Number(number);
}

function cardsNumbered(state: State, number: number): Contribution[] {
	return [...(state.papersByNumber.get(number) ?? [])].flatMap(
		(id) => state.get('contribution', id) ?? []
	);
}

/** A second card of the same number in the same place is told apart; an id is never given again. */
function freeIdOf(state: State, { round }: Step, table: Table, number: number): string {
	const place = `R${round}-T${String(table.number).padStart(2, '0')}`;
	const card = String(number).padStart(3, '0');
	const given = new Set(cardsNumbered(state, number).map(({ publicId }) => publicId));
	let id = `${place}-${card}p`;
	for (let twin = 2; given.has(id); twin++) id = `${place}-${card}-${twin}p`;
	return id;
}
