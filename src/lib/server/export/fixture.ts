/**
 * Owns the workshop that the export's tests read: small, made by hand, and with one of everything that
 * has gone wrong in exports before (markup, formulas, emoji, both writing directions, long texts, hidden
 * and withdrawn items, a vote that nobody revealed).
 */
import type { Change, Contribution, Essence, Kind, RowOf } from '#lib/domain/rows.ts';
import { State } from '#lib/domain/state.ts';

export const NOW = Date.UTC(2026, 4, 4, 19, 30);
export const HIDDEN_WORDS = 'Hidden words nobody may read';
export const WITHDRAWN_WORDS = 'Withdrawn words nobody may read';

/** Texts that must arrive letter by letter. */
export const AWKWARD_TEXTS = [
	'=HYPERLINK("http://example.org";"x")',
	'＝1+1',
	'+49 381',
	'-2+3',
	'@SUM(A1)',
	'Er sagte: "Nein; danke", und ging.',
	'Erste Zeile\nZweite Zeile\n\nVierte Zeile',
	'<w:p>&amp;</w:p> ]]> <!-- -->',
	'{{name}} ${title} {n} #read("/etc/passwd")',
	'Familie 👨‍👩‍👧‍👦 und 🇺🇦 und ÄÖÜß ẞ',
	'نريد مدينة يشعر فيها الجميع أنهم في بيتهم.',
	'אנחנו רוצים שכונה טובה',
	'Das Wort مرحبا heißt Willkommen.',
	'في Rostock نريد 3 دورات',
	'Ми хочемо більше курсів української та німецької.',
	`Lang ${'äöü '.repeat(124)}!`,
	'Tab\tzwischen',
	'𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐤀𐤁 ﷺ'
];

type Loose<K extends Kind> = Partial<RowOf[K]> & { id: string };

/** Collects rows; whatever a test does not care about has a plain value. */
export class Fixture {
	readonly changes: Change[] = [];
	#rev = 0;

	add<K extends Kind>(kind: K, row: RowOf[K]): this {
		this.changes.push({ kind, row: { ...row, rev: ++this.#rev, removed: false } } as Change);
		return this;
	}

	state(): State {
		return new State(this.changes);
	}

	workshop(row: Partial<RowOf['workshop']> = {}): this {
		return this.add('workshop', {
			...BASE,
			id: 'w',
			code: 'HAFENTRS',
			title: 'Auftakt: Zusammen in Rostock',
			date: '2026-05-04',
			time: '18:00',
			venue: 'Rathaushalle',
			city: 'Rostock',
			mandate: '2011/BV/2285',
			givens: {
				de: 'Beschlossen wird in der Bürgerschaft.',
				ar: 'القرار يتخذه مجلس المدينة.'
			},
			languages: ['de', 'ar'],
			method: 'world-cafe',
			wifi: '',
			state: 'closed',
			rehearsal: false,
			stepId: null,
			frozenAt: null,
			screen: { mode: 'auto' },
			moveMode: 'scatter',
			hostMode: 'fixed',
			besideStepId: null,
			calledAt: null,
			quietMinutes: 0,
			keyVersion: 1,
			createdAt: NOW - 9_999_999,
			closedAt: NOW,
			...row
		});
	}

	step(row: Loose<'step'> & Pick<RowOf['step'], 'position' | 'kind'>): this {
		return this.add('step', {
			...BASE,
			round: null,
			minutes: 20,
			questionMode: 'per_round',
			question: {},
			notes: 'Only for staff',
			state: 'done',
			startedAt: NOW - 3_600_000,
			endsAt: NOW - 2_400_000,
			leftMs: null,
			endedAt: NOW - 2_400_000,
			...row
		});
	}

	table(number: number, topic = ''): this {
		return this.add('table', {
			...BASE,
			id: `t${number}`,
			number,
			label: '',
			hall: '',
			mergedInto: null,
			colour: 'anchor',
			pictogram: 'anchor',
			seats: 5,
			topic: topic ? { de: topic } : {},
			question: {}
		});
	}

	participant(id: string, row: Partial<RowOf['participant']> = {}): this {
		return this.add('participant', {
			...BASE,
			id,
			lang: 'de',
			people: 1,
			origin: 'phone',
			joinedAt: NOW,
			companionOf: null,
			heardAt: null,
			blocked: false,
			arrivedStepId: null,
			leftAt: null,
			...row
		});
	}

	contribution(row: Loose<'contribution'> & Pick<Contribution, 'publicId' | 'text'>): this {
		const [, round = '1', table = '1'] = /^R(\d+)-T(\d+)/.exec(row.publicId) ?? [];
		return this.add('contribution', {
			...BASE,
			kind: 'idea',
			stepId: `r${round}`,
			round: Number(round),
			tableId: `t${Number(table)}`,
			participantId: 'secret-participant',
			lang: 'de',
			origin: 'phone',
			typedAt: NOW - 123_456,
			postedAt: NOW - 123_000,
			version: 1,
			state: 'table',
			hiddenReason: null,
			screen: 'waiting',
			late: false,
			agrees: 0,
			...row
		});
	}

	essence(row: Loose<'essence'> & Pick<Essence, 'publicId' | 'text'>): this {
		const [, table = '1', number = '1'] = /^E-T(\d+)-(\d)/.exec(row.publicId) ?? [];
		return this.add('essence', {
			...BASE,
			tableId: `t${Number(table)}`,
			number: Number(number),
			lang: 'de',
			participantId: 'secret-participant',
			state: 'plenum',
			agrees: 0,
			objections: 0,
			version: 1,
			writtenAt: NOW,
			...row
		});
	}

	/** A group with its items. */
	cluster(id: string, title: string, position: number, items: string[]): this {
		this.add('cluster', {
			...BASE,
			id,
			title,
			position,
			parentId: null,
			mergedInto: null,
			mergedItems: null,
			createdAt: NOW
		});
		for (const itemId of items)
			this.add('membership', {
				...BASE,
				id: `${id}.${itemId}`,
				clusterId: id,
				itemKind: itemId.startsWith('e') ? 'essence' : 'contribution',
				itemId
			});
		return this;
	}

	/** A field of action with what was assigned to it. */
	field(
		id: string,
		title: string,
		position: number,
		tableIds: string[],
		clusterIds: string[]
	): this {
		return this.add('field', { ...BASE, id, title, position, tableIds, clusterIds });
	}

	guideline(row: Loose<'guideline'> & { number: number; title: string }): this {
		return this.add('guideline', {
			...BASE,
			text: '',
			rationale: '',
			status: 'vorschlag',
			clusterId: null,
			...row
		});
	}

	evidence(
		guidelineId: string,
		itemId: string,
		type: 'supports' | 'contradicts' = 'supports'
	): this {
		return this.add('evidence', {
			...BASE,
			id: `${guidelineId}.${itemId}`,
			guidelineId,
			itemKind: itemId.startsWith('e') ? 'essence' : 'contribution',
			itemId,
			type
		});
	}

	ballot(row: Partial<RowOf['ballot']> = {}): this {
		return this.add('ballot', {
			...BASE,
			id: 'b',
			stepId: 'v',
			optionKind: 'cluster',
			ownAllowed: true,
			paper: {},
			papers: 0,
			optionIds: ['c1', 'c2'],
			dots: 3,
			maxPerOption: 3,
			state: 'revealed',
			turnout: 7,
			openedAt: NOW,
			closedAt: NOW,
			result: { c1: 12, c2: 5 },
			...row
		});
	}
}

const BASE = { rev: 0, removed: false };

/** The evening that most tests look at. */
export function evening(): Fixture {
	const fixture = new Fixture()
		.workshop()
		.step({ id: 's1', position: 0, kind: 'welcome', minutes: 15 })
		.step({
			id: 'r1',
			position: 1,
			kind: 'round',
			round: 1,
			question: {
				de: 'Wo klappt das Zusammenleben gut? Wo nicht?',
				ar: 'أين تسير الأمور بشكل جيد؟'
			}
		})
		.step({ id: 'ch', position: 2, kind: 'change', round: 2, minutes: 3 })
		.step({ id: 'r2', position: 3, kind: 'round', round: 2, questionMode: 'per_table' })
		.step({ id: 'es', position: 4, kind: 'essence', minutes: 7 })
		.step({ id: 'v', position: 5, kind: 'vote', minutes: 5, startedAt: null, endedAt: null })
		.table(1, 'Sprache')
		.table(2)
		.table(3);
	for (let i = 0; i < 8; i++) fixture.participant(`p${i}`);
	fixture.participant('p8', { lang: 'ar', people: 2 }).participant('p9', { lang: 'uk', people: 4 });
	AWKWARD_TEXTS.forEach((text, i) =>
		fixture.contribution({
			id: `a${i}`,
			publicId: `R1-T01-${String(i + 1).padStart(3, '0')}`,
			text,
			lang: /[\u0600-\u06ff]/.test(text) ? 'ar' : 'de',
			agrees: i === 5 ? 4 : i === 10 ? 3 : 0
		})
	);
	return fixture
		.contribution({
			id: 'x1',
			publicId: 'R2-T02-001',
			text: 'Mehr Sprachkurse am Abend',
			agrees: 2
		})
		.contribution({
			id: 'x2',
			publicId: 'R2-T03-001',
			text: 'Kurse auch für Eltern',
			kind: 'question'
		})
		.contribution({ id: 'x3', publicId: 'R2-T03-002', text: 'Nicht noch mehr Kurse', late: true })
		.contribution({
			id: 'h1',
			publicId: 'R2-T02-002',
			text: HIDDEN_WORDS,
			state: 'hidden',
			hiddenReason: 'insult'
		})
		.contribution({ id: 'w1', publicId: 'R2-T02-003', text: WITHDRAWN_WORDS, state: 'withdrawn' })
		.contribution({ id: 'x4', publicId: 'R2-T02-1000', text: 'Tausendster Text', origin: 'host' })
		.add('link', {
			...BASE,
			id: 'l1',
			type: 'carried',
			fromId: 'a5',
			toId: null,
			tableId: 't3',
			round: 2,
			participantId: 'secret-participant',
			at: NOW
		})
		.add('summary', {
			...BASE,
			id: 't1.1',
			tableId: 't1',
			round: 1,
			points: ['Viele wollen Kurse', 'كثيرون يريدون دورات'],
			lang: 'de',
			participantId: 'secret-participant',
			writtenAt: NOW
		})
		.essence({
			id: 'e1',
			publicId: 'E-T02-1',
			text: 'Wir wollen eine Stadt, in der alle Deutsch lernen können.'
		})
		.essence({
			id: 'e2',
			publicId: 'E-T03-1',
			text: 'Uns ist wichtig, dass Kinder mitkommen dürfen.'
		})
		.cluster('c1', 'Sprache öffnet Türen', 0, ['x1', 'x2', 'e1', 'h1'])
		.cluster('c2', 'Willkommen am Amt <b>& mehr</b>', 1, ['a5', 'a10', 'x1'])
		.ballot()
		.guideline({
			id: 'g1',
			number: 1,
			title: 'Sprache für alle',
			text: 'Die Stadt macht Sprachkurse für alle möglich.',
			rationale: 'Viele Tische haben das gesagt.',
			status: 'in_redaktion',
			clusterId: 'c1'
		})
		.guideline({ id: 'g2', number: 2, title: 'Eine Ergänzung der Redaktion' })
		.evidence('g1', 'x1')
		.evidence('g1', 'x2')
		.evidence('g1', 'e1')
		.evidence('g1', 'h1')
		.evidence('g1', 'x3', 'contradicts');
}
