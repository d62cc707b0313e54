/**
 * Owns the workshop as a whole: making it from a template, its doors, its end, wiping a rehearsal, and
 * what staff puts on the projector. What must stay true: a real evening can be closed but never wiped;
 * after closing only the fields that label the record can change.
 */
import { settleForClosing } from './ballots.ts';
import type { Case, Ruling } from './case.ts';
import { refuse, senderOf, theWorkshop } from './case.ts';
import { normalizeCode } from './code.ts';
import type { Payloads } from './commands.ts';
import { forgetClusters, putFields } from './fields.ts';
import { LIMITS } from './limits.ts';
import { GIVENS } from './methods/starter-texts.ts';
import { CAFE_TEMPLATES, inFirstLanguage, inLanguages } from './methods/world-cafe.ts';
import type { Id, Kind, RowOf, Workshop } from './rows.ts';
import { endBeside } from './run-of-show.ts';
import { isUnderWay, layPlan } from './seat-plan.ts';
import { PLANNED } from './steps.ts';
import { hallOf, putTable } from './tables.ts';
import { isLang, line, optionalLine, texts } from './texts.ts';
import { hasBegun } from './writing.ts';

export function create(kase: Case, payload: Payloads['workshop.create']): Ruling {
	if (kase.state.rows.workshop.size > 0) return refuse('in_use');
	if (normalizeCode(payload.code) !== payload.code) return refuse('malformed', { field: 'code' });
	const title = line(payload.title, LIMITS.title, 'title');
	if (!title.ok) return title.refusal;
	const city = optionalLine(payload.city, LIMITS.shortText, 'city');
	if (!city.ok) return city.refusal;
	const fault = faultOfLanguages(payload.languages);
	if (fault) return fault;
	if (payload.tables < 1 || payload.tables > LIMITS.tables)
		return refuse('too_many', { field: 'tables', limit: LIMITS.tables });
	if (payload.seats < LIMITS.seatsMin || payload.seats > LIMITS.seatsPerTable)
		return refuse('too_many', { field: 'seats', limit: LIMITS.seatsPerTable });

	const halls: string[] = [];
	for (const given of payload.halls ?? []) {
		const name = line(given, LIMITS.shortText, 'halls');
		if (!name.ok) return name.refusal;
		halls.push(name.value);
	}
	if (halls.length > LIMITS.halls)
		return refuse('too_many', { field: 'halls', limit: LIMITS.halls });

	const template = CAFE_TEMPLATES[payload.template];
	kase.changes.put('workshop', {
		id: payload.workshopId,
		code: payload.code,
		title: title.value,
		date: '',
		time: '',
		venue: '',
		city: city.value,
		mandate: '',
		givens: inLanguages(GIVENS, payload.languages),
		languages: [...payload.languages],
		method: 'world-cafe',
		wifi: '',
		state: 'draft',
		rehearsal: false,
		stepId: null,
		frozenAt: null,
		screen: { mode: 'auto' },
		moveMode: template.moveMode,
		hostMode: template.hostMode,
		besideStepId: null,
		calledAt: null,
		quietMinutes: 0,
		keyVersion: 1,
		createdAt: kase.now,
		closedAt: null
	});
	template.steps.forEach((step, position) =>
		kase.changes.put('step', {
			id: kase.newId(),
			position,
			kind: step.kind,
			round: step.round,
			minutes: step.minutes,
			questionMode: step.kind === 'round' ? template.questionMode : 'per_round',
			question: inLanguages(step.question, payload.languages),
			notes: inFirstLanguage(step.notes, payload.languages),
			...PLANNED
		})
	);
	for (let number = 1; number <= payload.tables; number++)
		putTable(kase, kase.newId(), number, payload.seats, hallOf(number, payload.tables, halls));
	putFields(kase, payload.languages);
	layPlan(kase);
	return null;
}

/** What may still be corrected on the cover of the record when the evening is over. */
const LABELS: readonly (keyof Payloads['workshop.edit'])[] = [
	'title',
	'date',
	'time',
	'venue',
	'city',
	'mandate'
];

export function edit(kase: Case, payload: Payloads['workshop.edit']): Ruling {
	const workshop = theWorkshop(kase);
	const fields: Partial<Workshop> = {};
	for (const key of Object.keys(payload) as (keyof typeof payload)[])
		if (workshop.state === 'closed' && payload[key] !== undefined && !LABELS.includes(key))
			return refuse('workshop_closed', { field: key });

	if (payload.title !== undefined) {
		const title = line(payload.title, LIMITS.title, 'title');
		if (!title.ok) return title.refusal;
		fields.title = title.value;
	}
	for (const key of ['venue', 'city', 'mandate', 'wifi'] as const) {
		const given = payload[key];
		if (given === undefined) continue;
		const clean = optionalLine(given, LIMITS.shortText, key);
		if (!clean.ok) return clean.refusal;
		fields[key] = clean.value;
	}
	if (payload.date !== undefined) {
		if (!isDate(payload.date)) return refuse('malformed', { field: 'date' });
		fields.date = payload.date;
	}
	if (payload.time !== undefined) {
		if (!/^(([01]\d|2[0-3]):[0-5]\d)?$/.test(payload.time))
			return refuse('malformed', { field: 'time' });
		fields.time = payload.time;
	}
	if (payload.givens !== undefined) {
		const givens = texts(payload.givens, LIMITS.longText, 'givens');
		if (!givens.ok) return givens.refusal;
		fields.givens = givens.value;
	}
	if (payload.quietMinutes !== undefined) {
		const { quietMinutes } = payload;
		if (!Number.isInteger(quietMinutes) || quietMinutes < 0)
			return refuse('malformed', { field: 'quietMinutes' });
		if (quietMinutes > LIMITS.quietMinutes)
			return refuse('too_many', { field: 'quietMinutes', limit: LIMITS.quietMinutes });
		fields.quietMinutes = quietMinutes;
	}
	if (payload.languages !== undefined) {
		const fault = faultOfLanguages(payload.languages);
		if (fault) return fault;
		fields.languages = [...payload.languages];
	}
	kase.changes.edit('workshop', workshop.id, fields);
	return null;
}

function isDate(date: string): boolean {
	if (date === '') return true;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
	const time = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function faultOfLanguages(languages: readonly string[]): Ruling {
	if (languages.length > LIMITS.languages)
		return refuse('too_many', { field: 'languages', limit: LIMITS.languages });
	const isFine = languages.length > 0 && languages.every(isLang);
	return isFine && new Set(languages).size === languages.length
		? null
		: refuse('malformed', { field: 'languages' });
}

export function open(kase: Case, { rehearsal }: Payloads['workshop.open']): Ruling {
	const workshop = theWorkshop(kase);
	if (workshop.state !== 'draft') return refuse('not_in_draft');
	kase.changes.edit('workshop', workshop.id, { state: 'open', rehearsal });
	return null;
}

export function close(kase: Case): Ruling {
	const workshop = theWorkshop(kase);
	const current = kase.state.step;
	if (current && current.state !== 'done')
		kase.changes.edit('step', current.id, { state: 'done', endedAt: kase.now, leftMs: null });
	endBeside(kase, kase.now);
	settleForClosing(kase);
	kase.changes.edit('workshop', workshop.id, {
		state: 'closed',
		closedAt: kase.now,
		calledAt: null
	});
	return null;
}

/** What a rehearsal leaves behind, with the words to empty: test data is not kept even as a tombstone. */
const WIPED: { [K in Kind]?: Partial<RowOf[K]> } = {
	participant: {},
	contribution: { text: '' },
	agreement: {},
	link: {},
	summary: { points: [] },
	essence: { text: '' },
	verdict: {},
	signal: {},
	cluster: { title: '', mergedItems: null },
	membership: {},
	ballot: { paper: {}, papers: 0 },
	vote: { dots: {} },
	guideline: { title: '', text: '', rationale: '' },
	evidence: {}
};

export function reset(kase: Case): Ruling {
	const { state, changes } = kase;
	const workshop = theWorkshop(kase);
	if (workshop.state !== 'draft' && !workshop.rehearsal) return refuse('not_in_draft');
	for (const kind of Object.keys(WIPED) as Kind[])
		for (const { id, removed } of state.rows[kind].values())
			if (!removed) changes.remove(kind, id, WIPED[kind]);
			// What was taken off the wall or out of the draft before still has its words.
			else if (kind === 'cluster' || kind === 'guideline')
				changes.wipe(kind, id, WIPED[kind] ?? {});
	forgetClusters(kase);
	for (const seat of state.live('seat'))
		if (seat.participantId !== null)
			changes.edit('seat', seat.id, { participantId: null, takenAt: null });
	for (const table of state.tables)
		if (table.mergedInto) changes.edit('table', table.id, { mergedInto: null });
	for (const step of state.steps) if (hasBegun(step)) changes.edit('step', step.id, PLANNED);
	changes.edit('workshop', workshop.id, {
		state: 'draft',
		rehearsal: false,
		stepId: null,
		frozenAt: null,
		besideStepId: null,
		calledAt: null,
		screen: { mode: 'auto' },
		closedAt: null
	});
	layPlan(kase);
	return null;
}

/** How people move. The plan of everybody's ways follows from it, so nobody may have moved. */
export function seat(kase: Case, { moveMode, hostMode }: Payloads['workshop.seat']): Ruling {
	const workshop = theWorkshop(kase);
	if (workshop.moveMode === moveMode && workshop.hostMode === hostMode) return null;
	if (isUnderWay(kase.state) && workshop.moveMode !== moveMode) return refuse('not_in_draft');
	kase.changes.edit('workshop', workshop.id, { moveMode, hostMode });
	if (workshop.moveMode === moveMode) return null;
	// Free chairs are shown to all phones only where people choose.
	for (const row of kase.state.live('seat')) kase.changes.touch('seat', row.id);
	layPlan(kase);
	return null;
}

/** "Please listen": every phone shows it until its holder has seen it or the call ends. */
export function call(kase: Case, { called }: Payloads['workshop.call']): Ruling {
	const workshop = theWorkshop(kase);
	if (called === (workshop.calledAt !== null)) return null;
	kase.changes.edit('workshop', workshop.id, { calledAt: called ? kase.now : null });
	return null;
}

/** A call that has ended meanwhile needs no answer any more. */
export function hear(kase: Case, { calledAt }: Payloads['participant.hear']): Ruling {
	const me = senderOf(kase);
	if (theWorkshop(kase).calledAt !== calledAt) return null;
	if (kase.state.get('participant', me)?.heardAt !== calledAt)
		kase.changes.edit('participant', me, { heardAt: calledAt });
	return null;
}

export function freeze(kase: Case, { frozen }: Payloads['workshop.freeze']): Ruling {
	const workshop = theWorkshop(kase);
	if (frozen === (workshop.frozenAt !== null)) return null;
	kase.changes.edit('workshop', workshop.id, { frozenAt: frozen ? kase.now : null });
	return null;
}

export function rekey(kase: Case): Ruling {
	const workshop = theWorkshop(kase);
	kase.changes.edit('workshop', workshop.id, { keyVersion: workshop.keyVersion + 1 });
	return null;
}

export function showOnScreen(kase: Case, { screen }: Payloads['screen.show']): Ruling {
	const { id, screen: before, stepId } = theWorkshop(kase);
	if (screen.mode === 'held') {
		if (before.mode === 'held') return null;
		const held = { mode: 'held', picture: before, stepId, at: kase.now } as const;
		kase.changes.edit('workshop', id, { screen: held });
		return null;
	}
	if (screen.mode === 'contribution' && !kase.state.released.has(screen.contributionId))
		return refuse('not_found');
	kase.changes.edit('workshop', id, { screen });
	return null;
}

/** The projector must not wait for a text that it may no longer show, nor show it again by itself. */
export function takeOffScreen(kase: Case, contributionId: Id): void {
	const { id, screen } = theWorkshop(kase);
	const picture = screen.mode === 'held' ? screen.picture : screen;
	if (picture.mode === 'contribution' && picture.contributionId === contributionId)
		kase.changes.edit('workshop', id, { screen: { mode: 'auto' } });
}
