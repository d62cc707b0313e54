/**
 * Owns a hall as full as the projector will ever have to show: many tables, long questions, words in four
 * scripts with names and numbers of another one in them, written straight through the store before the
 * server starts. The doors are open and nothing has begun; everything later scenes need lies ready, so a
 * test walks through a whole evening with one page and no phone.
 */
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { publicIdOf } from '#lib/domain/contributions.ts';
import { CAFE_TEMPLATES, lookOf } from '#lib/domain/methods/world-cafe.ts';
import type { Change, Id, MoveMode, Texts, Workshop } from '#lib/domain/rows.ts';
import { seatId } from '#lib/domain/seating.ts';
import { PLANNED } from '#lib/domain/steps.ts';
import { createKeys, loadSecret } from '#lib/server/keys.ts';
import { openDatabase } from '#lib/server/store/database.ts';
import { createSqliteStore } from '#lib/server/store/sqlite.ts';

/** As long as the office lets a question be, or nearly. */
export const QUESTION: Texts = {
	de: 'Es ist das Jahr 2035, und alle fühlen sich in unserer Stadt zu Hause, gleich woher sie kommen, wie alt sie sind und in welchem Stadtteil sie wohnen. Was ist dann anders als heute, woran merken Sie das auf dem Weg zur Arbeit, in der Schule und im Amt, und wer hat damit angefangen?',
	ar: 'نحن في عام 2035، والجميع يشعر في مدينتنا بأنه في بيته، من شارع Lange Straße 17 حتى محطة Hauptbahnhof. ما الذي اختلف عن اليوم، وكيف تلاحظون ذلك في طريقكم إلى العمل؟',
	uk: 'Настав 2035 рік, і всі почуваються в нашому місті як удома, хоч би звідки вони приїхали. Що змінилося порівняно із сьогоденням, і як ви помічаєте це дорогою на роботу?',
	vi: 'Năm 2035, ai cũng thấy thành phố này là nhà mình, dù đến từ đâu. Điều gì khác với hôm nay, và bạn nhận ra điều đó trên đường đi làm như thế nào?'
};
const TABLE_QUESTION: Texts = {
	de: 'Wie finden Menschen, die neu in der Stadt sind, im ersten Jahr Arbeit, die zu ihrer Ausbildung passt, auch ohne Zeugnisse aus der Heimat?',
	ar: 'كيف يجد الجدد في المدينة عملاً يناسب مهنتهم خلال السنة الأولى، حتى في Gewerbegebiet Nord؟'
};
const GIVENS: Texts = {
	de: 'Fest steht: Die Stadt schreibt bis Dezember ein Konzept.\nAus Ihren Sätzen wird ein Entwurf. Die Bürgerschaft entscheidet.\nAlle Sätze bleiben bis zu den Menschen am Tisch nachlesbar, ohne Namen.',
	ar: 'من المؤكد: تكتب المدينة خطة حتى شهر ديسمبر 2027.\nومن جُملكم تنشأ مسودة، والقرار لمجلس Bürgerschaft.'
};
const SENTENCES: readonly (readonly [lang: string, text: string])[] = [
	[
		'de',
		'Wir wollen eine Stadt, in der die Straßenbahn auch nach 22 Uhr noch bis in den letzten Stadtteil fährt, damit Schichtarbeit und Sprachkurs zusammenpassen.'
	],
	['ar', 'نريد موعداً في مكتب Neuer Markt 3 خلال 14 يوماً، ومن يشرح لنا الرسائل بلغتنا.'],
	['de', 'Ein Ort ohne Kaufzwang.'],
	['uk', 'Нам важливо, щоб діти з вул. Kröpeliner Straße 24 мали гурток біля дому.'],
	['vi', 'Thành phố nên có lớp tiếng Đức buổi tối gần ga Hauptbahnhof, kèm chỗ giữ trẻ miễn phí.'],
	[
		'en',
		'The city should answer letters in plain words, within 3 weeks, and name a person to ask.'
	],
	['fa', 'ما شهری می‌خواهیم که مدرک ما در کمتر از ۶ ماه به رسمیت شناخته شود (IHK Rostock).'],
	[
		'de',
		'Nachbarschaftsfeste, bei denen alle kochen, und Vereine, die auf Menschen zugehen, statt zu warten, dass jemand kommt: Wer neu ist, traut sich nicht. Deshalb braucht jede Straße jemanden, der klingelt, einlädt und beim ersten Mal mitgeht, auch wenn man die Sprache noch lernt, Kinder hat oder abends arbeitet.'
	]
];
const TITLES = [
	'Sprache öffnet Türen',
	'Eine Verwaltung, die man versteht, die zurückruft und die sagt, wer zuständig ist, auch wenn es einmal länger dauert',
	'Begegnung im Stadtteil',
	'Wohnungsgenossenschaftsmitgliedschaft und Bezahlbarkeit',
	'سكن قريب من Lange Straße بأقل من 600 يورو',
	'Kinder und Schule',
	'Arbeit, die zu mir und zu meiner Ausbildung passt',
	'Безпека і повага',
	'Gesundheit: Termine, Dolmetschen, Vertrauen',
	'Mitreden',
	'Kultur',
	'Wege, Bus und Bahn bis in die Dörfer'
];

export interface CrowdedWish {
	tables: number;
	seats?: number;
	/** Of all seats; the rest is free. */
	taken?: number;
	halls?: readonly string[];
	moveMode?: MoveMode;
	/** Ways written on the seats: the rule cannot be said aloud. */
	hasWays?: boolean;
	/** The third round asks each table something of its own. */
	topics?: boolean;
	clusters?: number;
	workshop?: Partial<Workshop>;
}

export interface CrowdedHall {
	code: string;
	/** Of a contribution that the hall may see, for each sentence. */
	released: Id[];
	paths: { screen: string; console: string };
}

export async function seedCrowdedHalls(
	dataDir: string,
	wishes: readonly CrowdedWish[]
): Promise<CrowdedHall[]> {
	const database = openDatabase({ dataDir, log: pino({ level: 'silent' }), now: Date.now });
	const store = createSqliteStore({ database, now: Date.now });
	const keys = createKeys(loadSecret(dataDir));
	const halls: CrowdedHall[] = [];
	for (const [at, wish] of wishes.entries()) {
		const { workshop, changes, released } = rowsOf(wish, `BANKWAG${'ABCDEFGH'[at]}`);
		const { id, code } = workshop;
		await store.transact(id, { sinceRev: 1, commandIds: [] }, () => ({ changes, outcomes: [] }));
		const path = (role: 'screen' | 'console') =>
			`/w/${code}/${role}?key=${keys.link(id, role, workshop.keyVersion)}`;
		halls.push({ code, released, paths: { screen: path('screen'), console: path('console') } });
	}
	await store.close();
	return halls;
}

function rowsOf(wish: CrowdedWish, code: string) {
	const { tables, seats = 5, taken = tables * seats - 3, halls = [''], clusters = 12 } = wish;
	const now = Date.now();
	const base = { rev: 1, removed: false };
	const workshop: Workshop = {
		...base,
		id: newId(),
		code,
		title: 'Auftakt zum Konzept „Zusammenleben in Vielfalt“ der Hanse- und Universitätsstadt',
		date: '2027-03-01',
		time: '18:00',
		venue: 'Rathaushalle, Neuer Markt 1',
		city: 'Rostock',
		mandate: '2011/BV/2285',
		givens: GIVENS,
		languages: ['de', 'en', 'uk', 'ar', 'ru', 'fa', 'pl', 'ro', 'vi', 'tr', 'fr'],
		method: 'world-cafe',
		wifi: 'Rathaus-Gast',
		state: 'open',
		rehearsal: false,
		stepId: null,
		frozenAt: null,
		screen: { mode: 'auto' },
		moveMode: wish.moveMode ?? 'scatter',
		hostMode: 'fixed',
		besideStepId: null,
		calledAt: null,
		quietMinutes: 3,
		keyVersion: 1,
		createdAt: now,
		closedAt: null,
		...wish.workshop
	};
	const changes: Change[] = [{ kind: 'workshop', row: workshop }];
	const roundIds: Id[] = [];
	CAFE_TEMPLATES['world-cafe-2h'].steps.forEach(({ kind, round, minutes }, position) => {
		const id = newId();
		if (kind === 'round') roundIds.push(id);
		const question = kind === 'round' ? QUESTION : {};
		const questionMode = wish.topics && round === 3 ? 'per_table' : 'per_round';
		const plan = { position, kind, round, minutes, question, questionMode, notes: '' } as const;
		changes.push({ kind: 'step', row: { ...base, id, ...plan, ...PLANNED } });
	});

	const tableIds = Array.from({ length: tables }, () => newId());
	for (const [at, id] of tableIds.entries()) {
		const look = lookOf(at + 1);
		const hall = halls[Math.floor((at * halls.length) / tables)] ?? '';
		const texts = { label: '', hall, mergedInto: null, topic: {}, question: TABLE_QUESTION };
		changes.push({ kind: 'table', row: { ...base, id, number: at + 1, seats, ...look, ...texts } });
		for (let index = 0; index < seats; index++) {
			const participantId = index * tables + at < taken ? newId() : null;
			const takenAt = participantId ? now : null;
			const way = wish.hasWays
				? [0, 1, 2].map((round) => ((at + round * (index + 7)) % tables) + 1).join(' ')
				: null;
			const seat = { tableId: id, index, participantId, takenAt, way };
			changes.push({ kind: 'seat', row: { ...base, id: seatId(id, index), ...seat } });
			if (participantId)
				changes.push({
					kind: 'participant',
					row: {
						...base,
						id: participantId,
						lang: 'de',
						people: 1,
						origin: 'phone',
						joinedAt: now,
						companionOf: null,
						heardAt: null,
						blocked: false,
						arrivedStepId: null,
						leftAt: null
					}
				});
		}
	}

	const items: { kind: 'essence' | 'contribution'; id: Id }[] = [];
	for (const [at, tableId] of tableIds.entries())
		for (const number of [1, 2, 3]) {
			const [lang, text] = SENTENCES[(at * 3 + number) % SENTENCES.length] ?? ['de', ''];
			const id = `${tableId}.e${number}`;
			const publicId = `E-T${String(at + 1).padStart(2, '0')}-${number}`;
			const said = { publicId, tableId, number, text, lang, participantId: null, writtenAt: now };
			const answers = { agrees: 0, objections: 0, version: 1 };
			const row = { ...base, id, ...said, ...answers, state: 'plenum' as const };
			changes.push({ kind: 'essence', row });
			items.push({ kind: 'essence', id });
		}

	const sources: { id: Id; at: number }[] = [];
	const released: Id[] = [];
	for (let nth = 0; nth < tables * 2; nth++) {
		const at = nth % tables;
		const [lang, text] = SENTENCES[nth % SENTENCES.length] ?? ['de', ''];
		const id = newId();
		changes.push({
			kind: 'contribution',
			row: {
				...base,
				id,
				publicId: publicIdOf(1, at + 1, Math.floor(nth / tables) + 1),
				kind: 'idea',
				stepId: roundIds[0] ?? '',
				round: 1,
				tableId: tableIds[at] ?? '',
				participantId: null,
				text,
				lang,
				origin: 'phone',
				typedAt: now,
				postedAt: now,
				version: 1,
				state: 'table',
				hiddenReason: null,
				screen: nth < SENTENCES.length ? 'released' : 'waiting',
				late: false,
				agrees: 0
			}
		});
		sources.push({ id, at });
		if (nth < SENTENCES.length) released.push(id);
		else items.push({ kind: 'contribution', id });
	}
	// Every thought is carried to the next table of its author, every second one further.
	for (const [nth, { id, at }] of sources.entries())
		for (const round of nth % 2 ? [2, 3] : [2]) {
			const tableId = tableIds[(at + (round - 1) * (1 + (nth % 4))) % tables] ?? '';
			const link = { type: 'carried', fromId: id, toId: null, tableId, round } as const;
			const row = { ...base, id: newId(), ...link, participantId: null, at: now };
			changes.push({ kind: 'link', row });
		}

	for (let at = 0; at < clusters; at++) {
		const id = newId();
		const title = TITLES[at % TITLES.length] ?? '';
		const lies = { parentId: null, mergedInto: null, mergedItems: null, position: at };
		changes.push({ kind: 'cluster', row: { ...base, id, title, ...lies, createdAt: now } });
		// Some sentences stay loose; the first sheets hold most.
		for (const [nth, item] of items.entries()) {
			if (nth % 17 === 16 || Math.floor((nth % 29) ** 2 / 80) % clusters !== at) continue;
			const row = { clusterId: id, itemKind: item.kind, itemId: item.id };
			changes.push({ kind: 'membership', row: { ...base, id: `${id}.${item.id}`, ...row } });
		}
	}
	return { workshop, changes, released };
}
