/** One complete row of every kind, to be changed where a test cares. */
import { KINDS, type Change, type Kind, type RowOf } from '#lib/domain/rows.ts';

const SAMPLES: { [K in Kind]: RowOf[K] } = {
	workshop: {
		id: 'w1',
		rev: 1,
		removed: false,
		code: 'HAFENTRS',
		title: 'Auftakt für „Vielfalt“',
		date: '2027-03-01',
		time: '18:00',
		venue: 'Rathaus',
		city: 'Rostock',
		mandate: '2011/BV/2285',
		givens: { de: 'Nicht verhandelbar: …', ar: 'غير قابل للتفاوض' },
		languages: ['de', 'ar'],
		method: 'world-cafe',
		wifi: 'Rathaus-Gast',
		state: 'open',
		rehearsal: false,
		stepId: 's1',
		frozenAt: null,
		screen: { mode: 'contribution', contributionId: 'c1' },
		moveMode: 'scatter',
		hostMode: 'volunteers',
		plan: {
			tables: {
				t7: [
					[0, 0],
					[0, 1]
				]
			},
			repeats: 2,
			lowerBound: 1
		},
		besideStepId: 's0',
		calledAt: 3,
		quietMinutes: 2,
		keyVersion: 1,
		createdAt: 1_800_000_000_000,
		closedAt: null
	},
	step: {
		id: 's1',
		rev: 1,
		removed: false,
		position: 1,
		kind: 'round',
		round: 1,
		minutes: 22,
		questionMode: 'per_round',
		question: { de: 'Wo stehen wir?' },
		notes: 'leise anfangen',
		state: 'running',
		startedAt: 1,
		endsAt: 2,
		leftMs: null,
		endedAt: null
	},
	table: {
		id: 't7',
		rev: 1,
		removed: false,
		number: 7,
		label: 'Bühne',
		hall: 'Foyer',
		mergedInto: null,
		colour: 'fish',
		pictogram: 'bell',
		seats: 5,
		topic: { de: 'Wohnen' },
		question: {}
	},
	seat: {
		id: 't7.2',
		rev: 1,
		removed: false,
		tableId: 't7',
		index: 2,
		participantId: 'p1',
		takenAt: 5
	},
	participant: {
		id: 'p1',
		rev: 1,
		removed: false,
		lang: 'uk',
		people: 2,
		origin: 'phone',
		joinedAt: 4,
		companionOf: 'p2',
		heardAt: 4,
		blocked: true,
		arrivedStepId: null,
		leftAt: null
	},
	contribution: {
		id: 'c1',
		rev: 1,
		removed: false,
		publicId: 'R1-T07-001',
		kind: 'idea',
		stepId: 's1',
		round: 1,
		tableId: 't7',
		participantId: null,
		text: 'Mehr Bänke 🌳\n— "für alle"; DROP TABLE',
		lang: 'de',
		origin: 'host',
		typedAt: 6,
		postedAt: 7,
		version: 2,
		state: 'hidden',
		hiddenReason: 'spam',
		screen: 'kept',
		late: true,
		agrees: 3
	},
	agreement: { id: 'c1.p1', rev: 1, removed: true, contributionId: 'c1', participantId: 'p1' },
	link: {
		id: 'l1',
		rev: 1,
		removed: false,
		type: 'carried',
		fromId: 'c1',
		toId: null,
		tableId: 't7',
		round: 2,
		participantId: 'p1',
		at: 8
	},
	summary: {
		id: 't7.1',
		rev: 1,
		removed: false,
		tableId: 't7',
		round: 1,
		points: ['eins', 'zwei'],
		lang: 'de',
		participantId: 'p1',
		writtenAt: 9
	},
	essence: {
		id: 't7.e1',
		rev: 1,
		removed: false,
		publicId: 'E-T07-1',
		tableId: 't7',
		number: 1,
		text: 'Wir wollen …',
		lang: 'de',
		participantId: 'p1',
		state: 'plenum',
		agrees: 2,
		objections: 1,
		version: 1,
		writtenAt: 10
	},
	verdict: {
		id: 't7.e1.p1',
		rev: 1,
		removed: false,
		essenceId: 't7.e1',
		participantId: 'p1',
		answer: 'change',
		version: 1
	},
	signal: { id: 't7', rev: 1, removed: false, tableId: 't7', state: 'help', stepId: 's1', at: 11 },
	cluster: {
		id: 'k1',
		rev: 1,
		removed: false,
		title: 'Begegnung',
		parentId: 'k0',
		mergedInto: 'k2',
		mergedItems: [{ kind: 'contribution', id: 'c1', both: false }],
		position: 0,
		createdAt: 11
	},
	membership: {
		id: 'k1.c1',
		rev: 1,
		removed: false,
		clusterId: 'k1',
		itemKind: 'contribution',
		itemId: 'c1'
	},
	ballot: {
		id: 'b1',
		rev: 1,
		removed: false,
		stepId: 's1',
		optionKind: 'cluster',
		ownAllowed: false,
		paper: { k1: 4 },
		papers: 2,
		optionIds: ['k1', 'k2'],
		dots: 5,
		maxPerOption: 5,
		state: 'closed',
		turnout: 12,
		openedAt: 12,
		closedAt: 13,
		result: { k1: 30, k2: 2 }
	},
	vote: {
		id: 'b1.p1',
		rev: 1,
		removed: false,
		ballotId: 'b1',
		participantId: 'p1',
		dots: { k1: 5 }
	},
	guideline: {
		id: 'g1',
		rev: 1,
		removed: false,
		number: 1,
		title: 'Begegnung fördern',
		text: '',
		rationale: '',
		status: 'vorschlag',
		clusterId: 'k1'
	},
	evidence: {
		id: 'g1.c1',
		rev: 1,
		removed: false,
		guidelineId: 'g1',
		itemKind: 'contribution',
		itemId: 'c1',
		type: 'contradicts'
	}
};

export function change<K extends Kind>(kind: K, part: Partial<RowOf[K]> = {}): Change {
	return { kind, row: { ...SAMPLES[kind], ...part } } as Change;
}

/** One of each, as they come back from a store. */
export const oneOfEach = (): Change[] => KINDS.map((kind) => change(kind));
